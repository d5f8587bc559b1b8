"""Which port is taken, and what is said of one that cannot be had."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from journey.web import ports


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that something listens on."""
    with closing(socket.create_server((ports.ADDRESS, 0))) as server:
        yield server.getsockname()[1]


def test_without_a_wish_the_first_free_port_is_taken() -> None:
    first = ports.choose_port(None)
    with closing(socket.create_server((ports.ADDRESS, first))):
        assert ports.choose_port(None) > first >= ports.FIRST_PORT


def test_a_port_that_is_taken_is_refused_with_what_to_do(taken: int) -> None:
    with pytest.raises(ports.CannotListen, match=f"Port {taken} cannot be used: another program has it.*--port"):
        ports.choose_port(taken)


@pytest.mark.parametrize("wish", [0, -1, 65536])
def test_a_number_that_is_no_port_is_refused(wish: int) -> None:
    with pytest.raises(ports.CannotListen, match=f"{wish} is not a port"):
        ports.choose_port(wish)


def test_the_light_pages_are_heard_at_one_address_and_another_port_can_be_named(taken: int) -> None:
    with closing(ports.listen(ports.ADDRESS, None, option="--join-port")) as room:
        address, port = room.getsockname()
        assert (address, port >= ports.FIRST_JOIN_PORT) == (ports.ADDRESS, True)
    with pytest.raises(ports.CannotListen, match=f"Port {taken} cannot be used.*Name another with --join-port"):
        ports.listen(ports.ADDRESS, taken, option="--join-port")
