"""File descriptors: how many this process may have, and whether it is about to run out of them.

Each open window takes four and each phone one. What systems allow at first, 1,024 or on macOS 256, is less than a full
room needs; what they allow at most is far more, and a process may take it without asking.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress

from journey.log import LOG

if sys.platform != "win32":
    import resource

NO_LIMIT = 10_240
"""Stands for "no limit", which macOS refuses as a number, and for Windows, where nothing sets one."""
MOST_CONNECTIONS = 10_000
NEARLY = 0.8
SECONDS_BETWEEN_LOOKS = 30.0


def look_after() -> None:
    """Raise the limit of this process, and warn in the log whenever it is nearly reached, until the process ends."""
    raise_limit()
    threading.Thread(target=watch, name="descriptors", daemon=True).start()


def raise_limit() -> int:
    """Let this process have as many as the system allows it. Returns how many that are."""
    if sys.platform != "win32":
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = NO_LIMIT if hard == resource.RLIM_INFINITY else hard
        if soft != resource.RLIM_INFINITY and soft < wanted:
            with suppress(ValueError, OSError):  # refused: then it stays as it was
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return limit()


def limit() -> int:
    """How many this process may have at the moment."""
    if sys.platform == "win32":
        return NO_LIMIT
    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return NO_LIMIT if soft == resource.RLIM_INFINITY else soft


def most_connections() -> int:
    """How many connections the light pages may have: half of all, so that managers and the database have the rest."""
    return min(MOST_CONNECTIONS, limit() // 2)


def used() -> int | None:
    """How many this process has; None where the system does not say."""
    try:
        return len(os.listdir("/dev/fd" if sys.platform == "darwin" else "/proc/self/fd"))
    except OSError:
        return None


def are_nearly_used() -> bool:
    """Whether four in five of those allowed are in use."""
    in_use = used()
    return in_use is not None and in_use >= NEARLY * limit()


def watch(seconds: float = SECONDS_BETWEEN_LOOKS, until: threading.Event | None = None) -> None:
    """Look every few seconds, and warn once each time that they begin to run out."""
    was_warned, until = False, until or threading.Event()
    while not until.wait(seconds):
        is_short = are_nearly_used()
        if is_short and not was_warned:
            LOG.warning("%s of %s file descriptors are in use: raise the limit (LimitNOFILE)", used(), limit())
        was_warned = is_short
