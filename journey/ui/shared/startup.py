"""What happens once, when the server starts: imports and the store are ready before the first browser is."""

from __future__ import annotations

import gc
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[dict[str, Any]]:  # noqa: ARG001  Streamlit hands the app in
    """Prepare in the background, so that the server answers at once and the browser loads meanwhile."""
    threading.Thread(target=prepare, name="prepare", daemon=True).start()
    yield {}


def prepare() -> None:
    """Import what the first page needs, open the store, and take all of it out of the garbage collector's rounds."""
    from journey.ui import home, navigation, start  # noqa: F401  imported for the sake of importing
    from journey.ui.shared import state

    state.product()
    gc.collect()
    gc.freeze()
