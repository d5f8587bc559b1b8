"""What happens once, when the server starts: imports and the store are ready before the first browser is."""

from __future__ import annotations

import gc
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from streamlit import config

from journey import descriptors, log

ALLOWED_HOSTS = "server.allowedHosts"

Lifespan = Callable[[object], AbstractAsyncContextManager[dict[str, Any]]]


def allow(address: str | None) -> None:
    """Let Streamlit, too, answer by the name at which managers work, beside those of its settings."""
    if address:
        config.set_option(ALLOWED_HOSTS, [*config.get_option(ALLOWED_HOSTS), urlsplit(address).hostname])


def lifespan(beside: AbstractContextManager[None], say_ready: Callable[[int], None]) -> Lifespan:
    """The lifespan of the app: the other listener is open as long as the app is, and the first page is prepared.

    That happens in the background, so that the server answers at once and the browser loads meanwhile. ``say_ready``
    says where the port can be opened; the command that hides Streamlit's own words for it says so itself.
    """

    @asynccontextmanager
    async def lived(app: object) -> AsyncIterator[dict[str, Any]]:  # noqa: ARG001  Streamlit hands the app in
        log.begin()
        descriptors.look_after()
        threading.Thread(target=prepare, name="prepare", daemon=True).start()
        with beside:
            if not config.get_option("logger.hideWelcomeMessage"):
                say_ready(config.get_option("server.port"))
            yield {}

    return lived


def prepare() -> None:
    """Import what the first page needs, open the store, and take all of it out of the garbage collector's rounds."""
    gc.disable()  # next to nothing of this is garbage, and looking for it would take longer than to keep it
    try:
        _import_and_open()
        gc.freeze()
    finally:
        gc.enable()


def _import_and_open() -> None:
    from journey import charts  # noqa: F401  imported for the sake of importing
    from journey.service.sample.figures import figures
    from journey.ui import home, navigation, start  # noqa: F401
    from journey.ui.shared import clock, elsewhere, shell, state  # noqa: F401

    library = state.product().library
    for questionnaire_id in library.ids("questionnaire"):
        library.questionnaire(questionnaire_id)
    figures()
