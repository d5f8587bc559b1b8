"""What is said in the window where the product is started, once it can be opened."""

from __future__ import annotations

from journey.config import Settings
from journey.web.ports import ADDRESS
from journey.web.start_keys import StartKeys


def origin(settings: Settings, port: int) -> str:
    """Where managers work: as set, or else on this machine at the port that was taken."""
    return settings.address or f"http://{ADDRESS}:{port}"


def sentence(settings: Settings, port: int) -> str:
    """Where to open it, with a fresh key. From now on ``journey key`` knows the address. Raises OSError."""
    keys, where = StartKeys(settings.key_folder), origin(settings, port)
    keys.note_origin(where)
    return f"Ready: open {keys.entrance(where)} in a browser. To stop, press Ctrl and C here."
