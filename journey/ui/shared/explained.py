"""Terms explained where they stand: a small button for each opens one or two sentences, by mouse, key or touch."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from journey.wording.catalogue import _
from journey.wording.glossary import EXPLAINED, Term


def terms(asked: Iterable[Term], *, key: str) -> None:
    """Draw the questions of these terms on a line; each opens to its answer."""
    with st.container(horizontal=True, gap="small", key=f"explained-{key}"):
        for term in asked:
            explained = EXPLAINED[term]
            with st.popover(_(explained.question), type="tertiary"):
                st.markdown(_(explained.answer))
