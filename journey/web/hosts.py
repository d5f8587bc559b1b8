"""The names under which the managers' pages may be asked for, and the one origin that each of them stands for.

A page of another site can make a browser ask this machine for anything, under a name of its own: it is refused by the
name, or by the origin that the browser gives.
"""

from __future__ import annotations

from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
DEFAULT_PORTS = {"http": 80, "https": 443}


def origin_of(host: str, *, port: int, scheme: str, address: str | None) -> str | None:
    """The origin that a Host header stands for; None where this product is not known by that name.

    ``port`` is where it listens, ``scheme`` how it was asked, ``address`` the origin that it is known by beside its
    loopback names, as a setting says: in lower case, without a port that its scheme has anyway.
    """
    asked = host.lower()
    if address and asked in _spellings(address):
        return address
    names = {f"{name}:{port}" for name in LOOPBACK}
    if asked in names or (asked in LOOPBACK and port == DEFAULT_PORTS[scheme]):
        return f"{scheme}://{asked}"
    return None


def _spellings(address: str) -> tuple[str, ...]:
    """What a Host header may say for this origin."""
    origin = urlsplit(address)
    with_port = () if origin.port else (f"{origin.netloc}:{DEFAULT_PORTS[origin.scheme]}",)
    return (origin.netloc, *with_port)
