"""The product in a process of its own, as a council runs it, on a fresh SQLite file: started, killed, started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from journey.config import PROJECT, Settings
from journey.service import Product, open_product

FIRST_PORT = 8650
PORTS_A_WORKER = 10
SECONDS_TO_START = 60
ADDRESS = "127.0.0.1"


class NotStarted(Exception):
    """The server did not answer in time; the message has what it printed."""


class Server:
    """One server and its database. The port and the database stay the same over all starts."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://{ADDRESS}:{self.port}"
        self.database_url = f"sqlite:///{folder / 'journey.db'}"
        self.log = folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until the server answers. Raises NotStarted."""
        command = ["streamlit", "run", "app.py", f"--server.port={self.port}", f"--server.address={ADDRESS}"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=PROJECT,
                env={**os.environ, "JOURNEY_DATABASE_URL": self.database_url},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + SECONDS_TO_START
        while not self._is_healthy():
            if time.monotonic() > until or self._process.poll() is not None:
                raise NotStarted(f"The server on port {self.port} did not start:\n{self.output()}")
            time.sleep(0.05)

    def stop(self) -> None:
        """End it as Ctrl and C do, or harder where that takes too long."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def freeze(self) -> None:
        """Stop its clock: what is sent from now on arrives at the machine, and is never read."""
        self._running().send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        """End it without warning, as a power cut does (SIGKILL)."""
        process = self._running()
        process.kill()
        process.wait(timeout=10)

    def output(self) -> str:
        """What the server has printed since the first start."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def product(self) -> Product:
        """The same database, opened in this process: to prepare a council, and to see what is really stored."""
        return open_product(Settings.read({"JOURNEY_DATABASE_URL": self.database_url}))

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise NotStarted("The server was not started.")
        return self._process

    def _is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def free_port() -> int:
    """A port nobody listens on, from a range of this test worker's own.

    It lies below the range from which connections take theirs: a browser that tries to reach a killed server again
    and again could otherwise be given the very port that the server is to come back on.
    """
    worker = int("".join(filter(str.isdigit, os.environ.get("PYTEST_XDIST_WORKER", "0"))) or 0)
    first = FIRST_PORT + worker * PORTS_A_WORKER
    for port in range(first, first + PORTS_A_WORKER):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((ADDRESS, port))
            except OSError:
                continue
            return port
    raise NotStarted(f"No port from {first} to {first + PORTS_A_WORKER - 1} is free.")
