"""Addresses and ports of this machine: which are free, and what to say of one that cannot be used."""

from __future__ import annotations

import errno
import socket
import sys

ADDRESS = "127.0.0.1"
FIRST_PORT = 8501
"""Of the managers' pages."""
FIRST_JOIN_PORT = 8080
"""Of the light pages: short, because somebody may have to type it."""
PORTS_TRIED = 100


class CannotListen(Exception):
    """A port cannot be had; the message says why and what to do."""


def listen(address: str, wanted: int | None, *, option: str) -> socket.socket:
    """A socket for the light pages that listens on this address, and on no other.

    ``wanted`` is a port, None the first that is free; ``option`` what names another. Raises CannotListen.
    """
    port = choose_port(wanted, address=address, first=FIRST_JOIN_PORT, option=option)
    return socket.create_server((address, port))


def choose_port(wanted: int | None, *, address: str = ADDRESS, first: int = FIRST_PORT, option: str = "--port") -> int:
    """The wanted port, or the first free one from ``first``. Raises CannotListen when it is not to be had."""
    if wanted is None:
        for port in range(first, first + PORTS_TRIED):
            if refusal(port, address) is None:
                return port
        raise CannotListen(
            f"No port from {first} to {first + PORTS_TRIED - 1} is free. Nothing was started. "
            f"Name another with {option}."
        )
    if not 0 < wanted < 65536:
        raise CannotListen(f"{wanted} is not a port: ports run from 1 to 65535. Nothing was started.")
    reason = refusal(wanted, address)
    if reason is not None:
        raise CannotListen(
            f"Port {wanted} cannot be used: {reason}. Nothing was started. "
            f"Name another with {option}, or leave it out and a free one is found."
        )
    return wanted


def refusal(port: int, address: str = ADDRESS) -> str | None:
    """Why the port cannot be served on this machine, or None when it can."""
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            return "another program has it" if error.errno == errno.EADDRINUSE else str(error.strerror).lower()
    return None
