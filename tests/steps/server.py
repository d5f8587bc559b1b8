"""Servers in a process of their own, each on a fresh SQLite file: started, killed, started again."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from journey.config import KEY_FOLDER, PROJECT, Settings
from journey.service import Product, open_product
from journey.web.gate import cookie_name
from journey.web.start_keys import StartKeys

ADDRESS = "127.0.0.1"
PORTS_A_WORKER = 10
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10
FILE = "journey.db"
LIGHT = ("/join", "/screen")
LIGHT_PAGES = Path(__file__).with_name("light_server.py")


S = TypeVar("S", bound="Server")


class NotStarted(Exception):
    """The server did not answer in time; the message has what it printed."""


class Server:
    """The product as a council runs it, and its database. The ports and the database stay the same over all starts.

    ``url`` is where managers work, ``join_url`` where people answer.
    """

    first_port = 8650
    first_join_port = 9150

    def __init__(self, folder: Path) -> None:
        self.port = free_port(self.first_port)
        self.join_port = free_port(self.first_join_port)
        self.url = f"http://{ADDRESS}:{self.port}"
        self.join_url = f"http://{ADDRESS}:{self.join_port}"
        self.folder = folder
        self.database_url = f"sqlite:///{folder / FILE}"
        self.log = folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._product: Product | None = None
        self._key: str | None = None
        self.settings: dict[str, str] = {}

    def start(self) -> None:
        """Start, and wait until the server answers. Raises NotStarted."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command(),
                cwd=PROJECT,
                env={
                    **os.environ,
                    "JOURNEY_DATABASE_URL": self.database_url,
                    "JOURNEY_JOIN_PORT": str(self.join_port),
                    "JOURNEY_JOIN_ADDRESS": self.join_url,
                    **self.settings,
                },
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if time.monotonic() > until or self._process.poll() is not None:
                raise NotStarted(f"The server on port {self.port} did not start:\n{self.output()}")
            time.sleep(0.02)

    @property
    def key_cookie(self) -> dict[str, str]:
        """The cookie of a browser that was let in, by its name."""
        if self._key is None:
            self._key = StartKeys(self.folder / KEY_FOLDER).let_in()
        return {cookie_name(self.url): self._key}

    def address(self, path: str) -> str:
        """Where a page is served: the light pages at their own port."""
        return (self.join_url if path.startswith(LIGHT) else self.url) + path

    def stop(self) -> None:
        """End it as Ctrl and C do, or harder where that takes too long."""
        if self._product is not None:
            self._product.store.close()
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def empty(self) -> None:
        """Bring the database back to what it was when this was first asked; start a server that is gone or frozen."""
        if not self._answers():
            self.kill()
            self.start()
        now, at_first = self.folder / FILE, self.folder / "at-first.db"
        self.product()  # makes the tables
        copied, over = (at_first, now) if at_first.exists() else (now, at_first)
        with closing(sqlite3.connect(copied)) as source, closing(sqlite3.connect(over)) as target:
            source.backup(target)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._running().pid

    def freeze(self) -> None:
        """Stop its clock: what is sent from now on arrives at the machine, and is never read."""
        self._running().send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on after ``freeze``: what was sent meanwhile is read now."""
        self._running().send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it without warning, as a power cut does (SIGKILL)."""
        process = self._running()
        process.kill()
        process.wait(timeout=SECONDS_TO_STOP)

    def output(self) -> str:
        """What the server has printed since the first start."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def product(self) -> Product:
        """The same database, opened in this process: to prepare a council, and to see what is really stored."""
        if self._product is None:
            self._product = open_product(Settings.read({"JOURNEY_DATABASE_URL": self.database_url}))
        return self._product

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise NotStarted("The server was not started.")
        return self._process

    def _command(self) -> list[str]:
        where = [f"--server.port={self.port}", f"--server.address={ADDRESS}"]
        return [sys.executable, "-m", "streamlit", "run", "app.py", *where]

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


class LightServer(Server):
    """The light pages alone, which start at once: managers work nowhere, so that both addresses are one."""

    first_port = first_join_port = 9350

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.join_port, self.join_url = self.port, self.url

    def _command(self) -> list[str]:
        return [sys.executable, str(LIGHT_PAGES), str(self.port)]

    def _answers(self) -> bool:
        try:
            with socket.create_connection((ADDRESS, self.port), timeout=1):
                return True
        except OSError:
            return False


@contextmanager
def started(server: S) -> Iterator[S]:
    """The server while the block runs."""
    try:
        server.start()
        yield server
    finally:
        server.stop()


def free_port(first_of_all: int) -> int:
    """A port nobody listens on, from a range of this test worker's own.

    It lies below the range from which connections take theirs: a browser that tries to reach a killed server again
    and again could otherwise be given the very port that the server is to come back on.
    """
    worker = int("".join(filter(str.isdigit, os.environ.get("PYTEST_XDIST_WORKER", "0"))) or 0)
    first = first_of_all + worker * PORTS_A_WORKER
    for port in range(first, first + PORTS_A_WORKER):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((ADDRESS, port))
            except OSError:
                continue
            return port
    raise NotStarted(f"No port from {first} to {first + PORTS_A_WORKER - 1} is free.")
