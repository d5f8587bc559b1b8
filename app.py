"""The ASGI app: the Streamlit script, the light pages and the middleware. ``streamlit run app.py`` starts it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from journey.join.routes import routes
from journey.ui.errors import explain_failure
from journey.ui.warm import lifespan
from journey.web import Doorkeeper

app = st.App(
    Path(__file__).parent / "journey" / "ui" / "main.py",
    routes=routes(),
    middleware=[Middleware(Doorkeeper)],
    lifespan=lifespan,
    on_script_error=explain_failure,
)
