"""A uvicorn server in a thread of this process, whose connections are held to bounds that a test has the time for."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn
from starlette.types import Receive, Scope, Send

from journey.join.connections import Bounds, Census, LimitedProtocol

SECONDS = 30.0
"""Longer than anything here lasts on a slow machine."""


@dataclass
class SmallServer:
    """The server and what its app has seen: how large each body was, and how many were given up half way.

    The app answers ``ok`` to ``/``; to ``/unread`` with 413 before it has read anything; to ``/held`` when
    ``let_go`` is set; to ``/large`` with more than anybody's network keeps.
    """

    port: int
    census: Census
    bodies: list[int] = field(default_factory=list)
    given_up: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope["path"]
        if path == "/unread":
            await _answer(send, 413, b"too large", close=True)
            return
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                self.given_up.set()
                return
            size, more = size + len(message.get("body", b"")), message.get("more_body", False)
        self.bodies.append(size)
        if path == "/held":
            await asyncio.to_thread(self.let_go.wait, SECONDS)
        await _answer(send, 200, b"x" * 64_000_000 if path == "/large" else b"ok")

    def line(self, address: str = "127.0.0.1") -> socket.socket:
        """A connection from an address of the loopback network."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS, source_address=(address, 0))

    def ask(self, address: str = "127.0.0.1", path: str = "/", line: socket.socket | None = None) -> bytes:
        """Ask for a page as anybody does; the first line of what comes back."""
        if line is not None:
            line.sendall(head(path))
            return first_line(line)
        with self.line(address) as own:
            return self.ask(address, path, own)


def head(path: str = "/", *lines: str, method: str = "GET", version: str = "1.1") -> bytes:
    """The head of a request."""
    return "\r\n".join([f"{method} {path} HTTP/{version}", "Host: here", *lines, "", ""]).encode()


def first_line(line: socket.socket) -> bytes:
    """The first line of an answer, empty where the connection ended without one; the rest of the answer is read."""
    try:
        answer = line.recv(65536)
    except ConnectionResetError:
        return b""
    return answer.partition(b"\r\n")[0]


def is_over(line: socket.socket) -> bool:
    """Wait until the other side hangs up."""
    with contextlib.suppress(ConnectionResetError):
        while line.recv(1_000_000):
            pass
    return True


async def _answer(send: Send, status: int, body: bytes, *, close: bool = False) -> None:
    headers = [(b"content-length", str(len(body)).encode()), *([(b"connection", b"close")] if close else [])]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@contextmanager
def small_server(bounds: Bounds) -> Iterator[SmallServer]:
    """The server while the block runs."""
    listener = socket.create_server(("127.0.0.1", 0))
    made = SmallServer(listener.getsockname()[1], Census())
    protocol = type("Bounded", (LimitedProtocol,), {"bounds": bounds, "census": made.census})
    config = uvicorn.Config(made.app, http=protocol, ws="none", lifespan="off", interface="asgi3", log_config=None)
    config.timeout_graceful_shutdown = 1
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.let_go.set()
        server.should_exit = True
        thread.join(SECONDS)
