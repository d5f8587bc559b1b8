"""One sentence."""

from __future__ import annotations

import streamlit as st

st.write("Nothing else is here.")
