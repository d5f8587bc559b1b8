"""The ASGI app of the managers' pages, and the listener of the light pages. ``streamlit run app.py`` starts both."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from journey.config import SettingError
from journey.http import SecurityHeaders
from journey.ui.shared.errors import explain_failure
from journey.ui.shared.startup import preparing
from journey.web import light_listener
from journey.web.ports import CannotListen

try:
    room = light_listener.claim()
except (SettingError, CannotListen) as error:
    sys.exit(str(error))

app = st.App(
    Path(__file__).parent / "journey" / "ui" / "main.py",
    middleware=[Middleware(SecurityHeaders)],
    lifespan=preparing(light_listener.light_pages(room)),
    on_script_error=explain_failure,
)
