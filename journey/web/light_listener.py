"""The light pages' own listener: a port on which people answer, and on which nothing else is served.

However the product is started, it serves them there and nowhere else, in a thread of their own: a room full of phones
and the managers' pages do not wait for each other.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from journey.config import JOIN_ADDRESS, Settings
from journey.http import SecurityHeaders
from journey.join import health
from journey.web import ports

SECONDS_TO_STOP = 5

_reserved: list[socket.socket] = []
"""At most one: the socket that the command which started this process has opened already."""


def reserve(room: socket.socket, *, is_for_a_room: bool = False) -> None:
    """Let the product that is started in this process serve the light pages on this socket.

    Links lead there from now on, unless the settings say where they lead; with ``is_for_a_room``, on the network of a
    room, they do whatever the settings say.
    """
    _reserved[:] = [room]
    if is_for_a_room or not os.environ.get(JOIN_ADDRESS, "").strip():
        os.environ[JOIN_ADDRESS] = origin_of(room)


def claim() -> socket.socket:
    """The socket that was reserved, or a new one where the settings say. Raises SettingError, ports.CannotListen."""
    if not _reserved:
        reserve(ports.listen(ports.ADDRESS, Settings.read().join_port, option="JOURNEY_JOIN_PORT"))
    return _reserved.pop()


def origin_of(room: socket.socket) -> str:
    """How addresses of the light pages begin."""
    address, port = room.getsockname()
    return f"http://{address}:{port}"


@contextmanager
def light_pages(room: socket.socket) -> Iterator[None]:
    """Serve the light pages, and nothing else, on this socket while the block runs."""
    listener = _Listener(room)
    health.ENDING.clear()
    listener.start()
    try:
        yield
    finally:
        health.ENDING.set()
        listener.stop()


class _Listener(threading.Thread):
    """Imports the light pages and serves them. Whoever comes meanwhile waits: the socket listens already."""

    def __init__(self, room: socket.socket) -> None:
        super().__init__(name="light pages", daemon=True)
        self._room = room
        self._server: uvicorn.Server | None = None
        self._is_over = False

    def run(self) -> None:
        """Serve until it is over."""
        self._server = uvicorn.Server(configuration(self._room))
        self._server.should_exit = self._is_over
        self._server.run([self._room])

    def stop(self) -> None:
        """Let it be over, and wait until it is."""
        self._is_over = True
        if self._server is not None:
            self._server.should_exit = True
        self.join(2 * SECONDS_TO_STOP)


def configuration(room: socket.socket) -> uvicorn.Config:
    """How the light pages are served on this socket. Raises SettingError.

    No log says who came from where. On loopback a proxy may say for whom it asks; on a network nobody may say that
    they come from another address, but the web servers that the settings name.
    """
    from journey.join.connections import PROXIES, LimitedProtocol
    from journey.join.standalone import app

    on_this_machine = PROXIES if room.getsockname()[0] == ports.ADDRESS else ()
    believed = [*on_this_machine, *Settings.read().proxies]
    return uvicorn.Config(
        SecurityHeaders(app()),
        http=LimitedProtocol,
        log_config=None,
        access_log=False,
        proxy_headers=bool(believed),
        forwarded_allow_ips=believed,
        server_header=False,
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=SECONDS_TO_STOP,
    )
