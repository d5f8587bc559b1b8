"""A proxy between the product and PostgreSQL that can begin to swallow what its connections send: they stay open, and
nothing ever comes back, as behind a firewall that has forgotten them. Connections that come later are passed on.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, make_url

ADDRESS = "127.0.0.1"


class SwallowingProxy:
    """Listens on a free port of this machine. ``url`` leads to the database that it was made for."""

    def __init__(self, url: str) -> None:
        self._target = make_url(url)
        self._listener = socket.create_server((ADDRESS, 0))
        self._swallowed = threading.Event()
        port = self._listener.getsockname()[1]
        kept = {name: value for name, value in self._target.query.items() if name != "host"}
        self.url: URL = self._target.set(host=ADDRESS, port=port, query=kept)
        threading.Thread(target=self._accept, daemon=True).start()

    def swallow(self) -> None:
        """From now on nothing reaches the server over the connections that there are."""
        self._swallowed.set()
        self._swallowed = threading.Event()

    def close(self) -> None:
        """Accept no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self._listener.accept()
                server = self._connected()
                for source, target in ((client, server), (server, client)):
                    way = (source, target, self._swallowed)
                    threading.Thread(target=self._pass_on, args=way, daemon=True).start()

    def _connected(self) -> socket.socket:
        folder = self._target.query.get("host")
        if isinstance(folder, str) and folder.startswith("/"):
            server = socket.socket(socket.AF_UNIX)
            server.connect(str(Path(folder) / f".s.PGSQL.{self._target.port or 5432}"))
            return server
        return socket.create_connection((self._target.host or ADDRESS, self._target.port or 5432))

    @staticmethod
    def _pass_on(source: socket.socket, target: socket.socket, swallowed: threading.Event) -> None:
        with suppress(OSError):
            while sent := source.recv(65536):
                if not swallowed.is_set():
                    target.sendall(sent)
            if not swallowed.is_set():
                target.shutdown(socket.SHUT_WR)


@contextmanager
def swallowing_proxy(url: str) -> Iterator[SwallowingProxy]:
    """A proxy to the database at ``url`` while the block runs."""
    proxy = SwallowingProxy(url)
    try:
        yield proxy
    finally:
        proxy.close()
