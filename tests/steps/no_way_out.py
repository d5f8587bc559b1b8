"""Streamlit's command, in a process that cannot reach out: an attempt to connect anywhere fails and is printed.

``python no_way_out.py run app.py …``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ATTEMPT = "ATTEMPT TO REACH"
OUTWARDS = ("socket.connect", "socket.getaddrinfo", "socket.sendto")

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Fail every attempt of this process to reach another, by a name or by an address."""
    if event in OUTWARDS:
        print(ATTEMPT, event, arguments[-1] if event == "socket.connect" else arguments, file=sys.stderr, flush=True)
        raise PermissionError(event)


if __name__ == "__main__":
    sys.addaudithook(watch)
    from streamlit.web.cli import main

    sys.exit(main())
