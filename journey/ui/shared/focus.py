"""Where the focus goes when a page asks something in place of what was pressed."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_SCRIPT = (Path(__file__).parent / "focus.html").read_text(encoding="utf-8")


def to_button(key: str) -> None:
    """Move the focus to the button with this key as soon as it is drawn. ``key`` is made of ids and numbers of ours."""
    st.html(_SCRIPT.replace("KEY", key), unsafe_allow_javascript=True)
