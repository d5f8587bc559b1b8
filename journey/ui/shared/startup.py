"""What happens once, when the server starts: imports and the store are ready before the first browser is."""

from __future__ import annotations

import gc
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager
from typing import Any

from journey import descriptors

Lifespan = Callable[[object], AbstractAsyncContextManager[dict[str, Any]]]


def preparing(beside: AbstractContextManager[None]) -> Lifespan:
    """The lifespan of the app: the other listener is open as long as the app is, and the first page is prepared.

    That happens in the background, so that the server answers at once and the browser loads meanwhile.
    """

    @asynccontextmanager
    async def lifespan(app: object) -> AsyncIterator[dict[str, Any]]:  # noqa: ARG001  Streamlit hands the app in
        descriptors.look_after()
        threading.Thread(target=prepare, name="prepare", daemon=True).start()
        with beside:
            yield {}

    return lifespan


def prepare() -> None:
    """Import what the first page needs, open the store, and take all of it out of the garbage collector's rounds."""
    from journey.ui import home, navigation, start  # noqa: F401  imported for the sake of importing
    from journey.ui.shared import state

    state.product()
    gc.collect()
    gc.freeze()
