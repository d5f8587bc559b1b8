"""What a connection to the light pages may cost: time, bytes and a place among the others.

uvicorn waits for ever for the rest of a request, reads a head of any length, and takes as many connections as the
system lets it. Here whoever sends slowly, endlessly or over too many connections is cut off, while everybody else is
served:

- a head is whole within 10 seconds and 16 kB, a body within 30 seconds and 2 MB, and what is answered is fetched within
  30 seconds of standing still;
- of an address at most 32 connections may be *late*: half sent for more than a second. That leaves a room behind one
  address alone, because a phone sends its request at once and is the one that waits from then on;
- where the listener is full, whoever has kept it waiting longest makes room for the next.

A connection from a proxy that is believed, as one on this machine is, speaks for many: its late ones are not counted.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from http import HTTPStatus
from ipaddress import ip_address, ip_network
from typing import Any, ClassVar, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from journey.descriptors import most_connections
from journey.join.cookies_and_forms import network_of

PROXIES = ("127.0.0.1", "::1")
"""Where a proxy on this machine comes from."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds, bytes and numbers that hold for each connection. ``connections`` of None: what the system allows."""

    head_seconds: float = 10.0
    body_seconds: float = 30.0
    fetch_seconds: float = 30.0
    late_after: float = 1.0
    head_bytes: int = 16 * 1024
    body_bytes: int = 2 * 1024 * 1024
    late_of_address: int = 32
    pipelined: int = 8
    connections: int | None = None


class Phase(Enum):
    """What happens on a connection: in all but ANSWERING the other side keeps us waiting."""

    HEAD = auto()
    BODY = auto()
    ANSWERING = auto()
    RESTING = auto()


@dataclass(slots=True)
class Census:
    """How many connections there are, the late ones by address, and all that keep us waiting, the longest first."""

    connections: int = 0
    late: Counter[str] = field(default_factory=Counter)
    waiting: dict[LimitedProtocol, None] = field(default_factory=dict)


class LimitedProtocol(HttpToolsProtocol):
    """A connection of a uvicorn server without websockets, held to ``bounds``; all of one class are in one census."""

    bounds: ClassVar[Bounds] = Bounds()
    census: ClassVar[Census] = Census()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._phase = Phase.HEAD
        self._since = 0.0
        self._bytes = 0
        self._network: str | None = None
        self._look_clock: asyncio.TimerHandle | None = None
        self._fetch_clock: asyncio.TimerHandle | None = None
        self._is_counted = False
        self._is_late = False
        self._closes_after_body = False

    # What uvicorn and the transport call.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take a connection in; where the listener is full, another one goes or else this one."""
        super().connection_made(cast(asyncio.Transport, transport))
        if self.client is not None and not _is_among(self.client[0], self.config.forwarded_allow_ips):
            self._network = network_of(self.client[0])
        self._is_counted = True
        self.census.connections += 1
        if self.census.connections > (self.bounds.connections or most_connections()):
            longest = next(iter(self.census.waiting), self)
            longest.turn_away(HTTPStatus.SERVICE_UNAVAILABLE)
        if self._is_counted:
            self._enter(Phase.HEAD)

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the place back."""
        self._leave()
        self._fetch_clock = _cancelled(self._fetch_clock)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse what came, in pieces no larger than a head may be: nothing beyond that is looked at or kept."""
        if self._phase is Phase.RESTING:
            self._enter(Phase.HEAD)
        most = self.bounds.head_bytes
        for begin in range(0, len(data), most):
            if self.transport.is_closing():
                return
            piece = data[begin : begin + most]
            self._bytes += len(piece)
            super().data_received(piece)
            if self._phase is Phase.HEAD and self._bytes >= most:
                self.turn_away(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
            elif self._phase is Phase.BODY and self._bytes > self.bounds.body_bytes:
                self.turn_away(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    def on_message_begin(self) -> None:
        """Another request begins."""
        super().on_message_begin()
        if self._phase in (Phase.ANSWERING, Phase.RESTING):
            self._enter(Phase.HEAD)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Note a line of a head; one that follows a body is of no use to anybody."""
        if self._phase is Phase.HEAD:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Begin to answer, and wait for the body."""
        if len(self.pipeline) >= self.bounds.pipelined:
            raise ValueError("more requests at once than any browser sends")  # uvicorn answers 400 and hangs up
        super().on_headers_complete()
        self.cycle.transport = cast(asyncio.Transport, _ClosedAfterBody(self))
        self._enter(Phase.BODY)

    def on_message_complete(self) -> None:
        """All is sent: from now on it is not the other side that keeps us waiting, unless all is answered, too."""
        super().on_message_complete()
        if not self.cycle.response_complete:
            self._enter(Phase.ANSWERING)
        elif self._closes_after_body:
            self.transport.close()
        else:
            self._rest()

    def on_response_complete(self) -> None:
        """All is answered; of a body that is still coming the rest is read and thrown away."""
        super().on_response_complete()
        if self._phase is Phase.ANSWERING and self.cycle.response_complete:
            self._enter(Phase.RESTING)

    def pause_writing(self) -> None:
        """More is answered than the other side fetches."""
        super().pause_writing()
        self._fetch_clock = self.loop.call_later(self.bounds.fetch_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """What was answered is fetched."""
        super().resume_writing()
        self._fetch_clock = _cancelled(self._fetch_clock)

    # What follows from it.

    def turn_away(self, status: HTTPStatus) -> None:
        """End the connection, with a last word where it cannot be taken for a part of an answer."""
        self._leave()
        if self.transport.is_closing():
            return
        if self.cycle is not None and not self.cycle.response_complete:
            self.transport.abort()
            return
        if self._phase is Phase.HEAD:
            line = f"HTTP/1.1 {status.value} {status.phrase}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
            self.transport.write(line.encode())
        self.transport.close()

    def close_after_body(self) -> None:
        """Hang up, once the body has come: a proxy takes a hang-up amid what it sends for a fault of the server's."""
        if self._phase is Phase.BODY:
            self._closes_after_body = True
        else:
            self.transport.close()

    def _enter(self, phase: Phase) -> None:
        self._phase, self._since, self._bytes = phase, self.loop.time(), 0
        self._is_no_longer_late()
        self.census.waiting.pop(self, None)
        if phase is not Phase.ANSWERING:
            self.census.waiting[self] = None
        if phase in (Phase.ANSWERING, Phase.RESTING):
            self._look_clock = _cancelled(self._look_clock)
        elif self._look_clock is None:
            self._look_again()

    def _rest(self) -> None:
        self._enter(Phase.RESTING)
        self._unset_keepalive_if_required()
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)

    def _look_again(self) -> None:
        self._look_clock = self.loop.call_later(self.bounds.late_after, self._look)

    def _look(self) -> None:
        """Look whether a request is still half sent: it is late at one look, and one too many only at another.

        What came while the process was busy has been read in between.
        """
        bounds, late, network = self.bounds, self.census.late, self._network
        waited = self.loop.time() - self._since
        if waited >= (bounds.body_seconds if self._phase is Phase.BODY else bounds.head_seconds):
            self.turn_away(HTTPStatus.REQUEST_TIMEOUT)
        elif self._is_late and network is not None and late[network] > bounds.late_of_address:
            self.turn_away(HTTPStatus.TOO_MANY_REQUESTS)
        else:
            if network is not None and waited >= bounds.late_after and not self._is_late:
                self._is_late = True
                late[network] += 1
            self._look_again()

    def _leave(self) -> None:
        """Be no more in the census."""
        self._look_clock = _cancelled(self._look_clock)
        self._is_no_longer_late()
        self.census.waiting.pop(self, None)
        if self._is_counted:
            self._is_counted = False
            self.census.connections -= 1

    def _is_no_longer_late(self) -> None:
        if self._is_late and self._network is not None:
            self._is_late = False
            self.census.late[self._network] -= 1
            if not self.census.late[self._network]:
                del self.census.late[self._network]


def _is_among(host: str, believed: Sequence[str]) -> bool:
    """Whether an address is one of those, addresses and networks, whom uvicorn believes when they name another."""
    if isinstance(believed, str):
        believed = believed.split(",")
    return any(ip_address(host) in ip_network(one) for one in believed)


def _cancelled(clock: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    """What is left of a clock once it is stopped: None."""
    if clock is not None:
        clock.cancel()
    return None


class _ClosedAfterBody:
    """The transport as the answer to one request sees it: to close it is to hang up once the body has come."""

    def __init__(self, connection: LimitedProtocol) -> None:
        self._connection = connection
        self.write = connection.transport.write
        self.is_closing = connection.transport.is_closing

    def close(self) -> None:
        """Hang up when it is time."""
        self._connection.close_after_body()
