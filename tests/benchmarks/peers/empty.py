"""The app that starts soonest: one sentence."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

app = st.App(Path(__file__).with_name("empty_page.py"))
