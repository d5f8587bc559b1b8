"""Tips from the guidance: what helps, and where it was done."""

from __future__ import annotations

import streamlit as st

from journey.model import Tip
from journey.ui.shared.escaping import plain
from journey.wording import sources
from journey.wording.catalogue import _


def tip(advice: Tip) -> None:
    """One thing to do, with what a named council did where a source says so."""
    st.markdown(f"**{plain(advice.title)}.** {plain(advice.text)}")
    if advice.practice:
        st.markdown(
            _(
                "*In practice:* {practice} ({source})",
                practice=plain(advice.practice),
                source=plain(sources.named(advice.source)),
            )
        )
