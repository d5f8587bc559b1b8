"""Servers for measuring: on loopback, on a port that is free, with nothing left behind."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from journey.config import KEY_FOLDER, PROJECT
from journey.web.gate import cookie_name
from journey.web.start_keys import StartKeys

ADDRESS = "127.0.0.1"
SECONDS_TO_START = 60
SECONDS_TO_END = 10

PRODUCT = PROJECT / "app.py"
PEERS = Path(__file__).parent / "peers"


class CannotMeasure(Exception):
    """There is nothing to measure; the message says why."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. ``join_port`` is where the product serves the light pages; a peer has one port for all."""

    port: int
    process: psutil.Process
    log: Path
    join_port: int

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://{ADDRESS}:{self.port}"

    @property
    def key_cookie(self) -> dict[str, str]:
        """The cookie of a browser that was let in, by its name."""
        return {cookie_name(self.url): StartKeys(self.log.parent / KEY_FOLDER).let_in()}

    def failure(self, what: str) -> CannotMeasure:
        """What went wrong, with the end of the log."""
        return CannotMeasure(f"{what} The end of the server's log:\n{self.log.read_text(encoding='utf-8')[-2000:]}")

    def cpu_seconds(self) -> float:
        """What it has used of a processor since its start, in user and system time, by steps of a hundredth."""
        times = self.process.cpu_times()
        return float(times.user + times.system)


def streamlit(app: Path, port: int) -> list[str]:
    """The command that serves an app with the project's own settings."""
    where = [f"--server.port={port}", f"--server.address={ADDRESS}"]
    return [sys.executable, "-m", "streamlit", "run", str(app), *where]


@contextmanager
def started(
    command: Sequence[str], port: int, folder: Path, *, cwd: Path = PROJECT, more: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """A server process from its first moment, which may be before it answers; ended when the block is left.

    ``more`` is added to its environment.
    """
    environment = {**os.environ, "JOURNEY_DATABASE_URL": database_in(folder), "JOURNEY_NO_VENV": "1", **(more or {})}
    # As on anybody's machine: Python keeps what it has compiled, so that the second start is quicker than the first.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    log = folder / f"{port}.log"
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=output, stderr=output)
    try:
        yield Server(port, psutil.Process(process.pid), log, int(environment.get("JOURNEY_JOIN_PORT", port)))
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def serving(app: Path, folder: Path, database_url: str | None = None) -> Iterator[Server]:
    """An app that answers, with its log in the folder, and there its database unless another is named.

    Raises CannotMeasure.
    """
    port = free_port()
    more = {
        "JOURNEY_JOIN_PORT": str(free_port()),
        "JOURNEY_DATABASE_URL": database_url or database_in(folder),
        "JOURNEY_KEY_FOLDER": str(folder / KEY_FOLDER),
    }
    with started(streamlit(app, port), port, folder, more=more) as server:
        wait_for(server)
        yield server


def database_in(folder: Path) -> str:
    """The address of the database in a folder."""
    return f"sqlite:///{folder / 'journey.db'}"


def wait_for(server: Server) -> None:
    """Wait until the server accepts connections. Raises CannotMeasure."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.process.status() != psutil.STATUS_ZOMBIE:
        try:
            socket.create_connection((ADDRESS, server.port), timeout=1).close()
        except OSError:
            time.sleep(0.005)
        else:
            return
    raise server.failure("A server did not start.")


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])
