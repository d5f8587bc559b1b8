"""The smallest app that can be clicked, tuned as the product is: its objects are out of the garbage collector's rounds.

It is served with the project's own settings, so that no full collection follows a click, and uvloop is installed.
"""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[dict[str, Any]]:
    """Freeze what the start made."""
    gc.collect()
    gc.freeze()
    yield {}


app = st.App(Path(__file__).with_name("one_button_page.py"), lifespan=lifespan)
