"""The ASGI app: the Streamlit script, the light pages and the middleware. ``streamlit run app.py`` starts it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from journey.http import SecurityHeaders
from journey.join.routes import routes
from journey.ui.shared.errors import explain_failure
from journey.ui.shared.startup import lifespan

app = st.App(
    Path(__file__).parent / "journey" / "ui" / "main.py",
    routes=routes(),
    middleware=[Middleware(SecurityHeaders)],
    lifespan=lifespan,
    on_script_error=explain_failure,
)
