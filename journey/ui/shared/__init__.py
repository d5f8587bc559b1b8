"""What several pages share: state, saving, pieces of a page, typed text made safe, failures."""
