"""The written summary as it is read on a page, and as it is copied for a paper."""

from __future__ import annotations

import streamlit as st

from journey.ui.shared.escaping import plain
from journey.wording.catalogue import _
from journey.wording.summary import Summary


def show(summary: Summary) -> None:
    """What is found, what it means, what to begin with as a list, what is not known, and what it rests on."""
    for paragraph in filter(None, [summary.finding, summary.meaning]):
        st.markdown(plain(paragraph))
    if summary.things:
        st.markdown("\n".join(f"{place}. {plain(thing)}" for place, thing in enumerate(summary.things, start=1)))
    if summary.not_known:
        st.markdown(plain(summary.not_known))
    for paragraph in filter(None, [summary.basis, summary.context]):
        st.caption(plain(paragraph))
    with st.expander(_("Copy this summary for a paper")):
        st.code("\n\n".join(summary.paragraphs), language=None, wrap_lines=True)
