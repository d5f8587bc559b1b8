"""Who can open the address of a view: said beside it, so that nobody sends what opens nothing, or opens too much."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

FOR_ALL_WHO_ARE_LET_IN = (
    "Whoever works with this product already can open it. Others are asked for a key, which whoever runs it makes. "
    "Who is let in sees every council here, and may change what is answered: there are no names yet."
)
ON_THIS_COMPUTER = (
    "It opens on this computer alone, in a browser that was let in: nothing here opens from elsewhere. "
    "For anybody else, print the page or copy the summary of the profile."
)


def who_can_open(origin: str) -> str:
    """What to say of an address that begins like this."""
    return ON_THIS_COMPUTER if _is_of_this_computer(origin) else FOR_ALL_WHO_ARE_LET_IN


def _is_of_this_computer(origin: str) -> bool:
    host = urlsplit(origin).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
