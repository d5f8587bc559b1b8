"""A browser's half of HTTP/1.1 as far as measuring needs it, at little cost: one connection, kept open, and cookies.

It knows no caches, no redirects and no pages; forms are found by what makes them forms. Whoever measures a server on
the machine it runs on must not be the one that is busy.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlencode

from tests.benchmarks.servers import ADDRESS

SECONDS_TO_ANSWER = 30.0
FORM_TYPE = "application/x-www-form-urlencoded"

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_LOCATION = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)
_COOKIE = re.compile(rb"\r\nset-cookie: *([^=;\r]+)=([^;\r]*)", re.IGNORECASE)
_CLOSE = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
_INPUT = re.compile(r"<(?:input|button)\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(name|value|type)="([^"]*)\"""")


class Broken(Exception):
    """No whole answer came: the connection was refused, or ended before it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. ``head`` has the lines of the status and the headers."""

    status: int
    head: bytes
    body: bytes

    @property
    def location(self) -> str:
        """Where a redirect leads, empty for any other answer."""
        found = _LOCATION.search(self.head)
        return found[1].decode() if found else ""

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    def data(self) -> dict[str, Any]:
        """The body as JSON."""
        read: dict[str, Any] = json.loads(self.body)
        return read

    def hidden(self) -> dict[str, str]:
        """The values of the page's hidden fields by name; of two with one name the first."""
        found: dict[str, str] = {}
        for tag in _INPUT.findall(self.text):
            attributes = dict(_ATTRIBUTE.findall(tag))
            if attributes.get("type") == "hidden" and "name" in attributes:
                found.setdefault(unescape(attributes["name"]), unescape(attributes.get("value", "")))
        return found


class Wire:
    """One client: its connection, which is opened again where the server has closed it, and its cookies.

    ``address`` is where it comes from: any address of the loopback network.
    """

    def __init__(self, port: int, *, address: str = ADDRESS) -> None:
        self.port = port
        self.address = address
        self.cookies: dict[str, str] = {}
        self.reopened = 0
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> Reply:
        """Fetch a page. Raises Broken, TimeoutError."""
        return await self.send("GET", path)

    async def post(self, path: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Reply:
        """Send a form, as a browser sends one of ours. Raises Broken, TimeoutError."""
        same = {"Content-Type": FORM_TYPE, "Sec-Fetch-Site": "same-origin"}
        return await self.send("POST", path, urlencode(fields).encode(), {**same, **(headers or {})})

    async def send(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Reply:
        """Send a request. Raises Broken, TimeoutError.

        A server may close a connection that rested a while at the very moment it is used again: as browsers do, such a
        request is sent once more on a new one.
        """
        is_kept = self._streams is not None and not self._streams[0].at_eof()
        try:
            return await self._exchange(method, path, body, headers or {})
        except Broken:
            if not is_kept:
                raise
            self.reopened += 1
            return await self._exchange(method, path, body, headers or {})

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def _exchange(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        try:
            async with asyncio.timeout(SECONDS_TO_ANSWER):
                reader, writer = await self._open()
                length = {"Content-Length": str(len(body))} if body or method == "POST" else {}
                writer.write(self.head(method, path, {**headers, **length}) + body)
                reply = await _reply(reader)
        except (OSError, asyncio.IncompleteReadError) as failure:
            self.close()
            raise Broken(type(failure).__name__) from failure
        except BaseException:
            self.close()
            raise
        self.cookies.update((name.decode(), value.decode()) for name, value in _COOKIE.findall(reply.head))
        if _CLOSE.search(reply.head):
            self.close()
        return reply

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._streams is None or self._streams[0].at_eof():
            self.close()
            self._streams = await asyncio.open_connection(ADDRESS, self.port, local_addr=(self.address, 0))
        return self._streams

    def head(self, method: str, path: str, headers: Mapping[str, str]) -> bytes:
        """The lines of a request before its body, with the cookies."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {ADDRESS}:{self.port}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        return "\r\n".join((*lines, "", "")).encode()


async def _reply(reader: asyncio.StreamReader) -> Reply:
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    if _CHUNKED.search(head):
        return Reply(status, head, await _chunks(reader))
    length = _LENGTH.search(head)
    return Reply(status, head, await reader.readexactly(int(length[1])) if length else b"")


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    whole = bytearray()
    while size := int((await reader.readuntil(b"\r\n")).partition(b";")[0], 16):
        whole += await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readuntil(b"\r\n")
    return bytes(whole)
