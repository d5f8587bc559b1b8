"""One button."""

from __future__ import annotations

import streamlit as st

st.button("Click", key="button")
