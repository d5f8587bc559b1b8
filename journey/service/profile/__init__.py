"""Where a unit stands in a round."""
