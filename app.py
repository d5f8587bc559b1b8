"""The ASGI app of the managers' pages behind its gate, and the listener of the light pages.

``streamlit run app.py`` starts both.
"""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from journey.config import SettingError, Settings
from journey.http import SecurityHeaders
from journey.join import health
from journey.ui import navigation
from journey.ui.shared import startup
from journey.web import light_listener, opening, ready
from journey.web.gate import Gate
from journey.web.ports import CannotListen
from journey.web.start_keys import CannotKeep, StartKeys

PAGE = Path(st.__file__).parent / "static" / "index.html"

try:
    room = light_listener.claim()
    settings = Settings.read()
    keys = StartKeys(settings.key_folder)
    keys.prepare()
except (SettingError, CannotListen, CannotKeep) as error:
    sys.exit(str(error))
startup.allow(settings.address)


def say_ready(port: int) -> None:
    """Say where the managers' pages can be opened."""
    print(ready.sentence(settings, port), flush=True)


def explain_failure(failure: Exception) -> bool:
    """Show a failure of a page in words."""
    from journey.ui.shared import errors  # which imports all services, and the first page comes before them

    return errors.explain_failure(failure)


# Streamlit finds its app by this assignment in the source, and serves what the name stands for in the end.
app: ASGIApp = st.App(
    Path(__file__).parent / "journey" / "ui" / "main.py",
    routes=[*health.routes(), *opening.routes(navigation.addresses(), PAGE.read_text(encoding="utf-8"))],
    middleware=[Middleware(SecurityHeaders)],
    lifespan=startup.lifespan(light_listener.light_pages(room), say_ready),
    on_script_error=explain_failure,
)
app = Gate(app, settings, keys, navigation.addresses())
