"""Settings: read once from the environment, checked, then passed on. One that cannot be read stops the start.

========================  ==========================================================================================
``JOURNEY_DATABASE_URL``  where answers are kept; without it, the SQLite file ``data/journey.db`` in the project folder
``JOURNEY_SMALL_GROUP``   the smallest group whose results may be shown: 5 without it, never below 3
``JOURNEY_JOIN_ADDRESS``  where the links and codes of invitations lead, for example ``https://join.example.gov.uk``;
                          without it, to the port of this machine on which the light pages are served
``JOURNEY_JOIN_PORT``     that port; without it, the first free one from 8080
``JOURNEY_ZONE``          whose days are counted: ``Europe/London`` without it
``JOURNEY_ADDRESS``       where managers work, where that is not this machine: their pages answer to no other name
``JOURNEY_KEY_FOLDER``    where it is kept who is let in to them; without it, beside the file of answers or in ``data``
``JOURNEY_PROXIES``       web servers on other machines that are believed for whom they ask; without it, none
``JOURNEY_KEEP_YEARS``    after how many years rounds are due to be removed, which nobody does by itself; without it,
                          they are kept for ever
``JOURNEY_OWN_GUIDANCE``  a folder with the council's own entries for *What helps*; without it, there are none
========================  ==========================================================================================
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from journey.rules.privacy import min_group_setting

PROJECT = Path(__file__).resolve().parent.parent
"""The folder that holds app.py."""

JOIN_ADDRESS = "JOURNEY_JOIN_ADDRESS"
"""Set by the product itself as well, once it has its port."""
OWN_GUIDANCE = "JOURNEY_OWN_GUIDANCE"
KEY_FOLDER = "start-keys"
OWN_JOIN_ADDRESS = "http://127.0.0.1:8080"

SQLITE = "sqlite:///"
"""How the address of a file begins. What follows is its path, sign for sign: ``%``, ``?`` and ``#`` are part of it."""

_POSTGRESQL = "postgresql+psycopg://"
_POSTGRESQL_SPELLINGS = ("postgresql+psycopg://", "postgresql://", "postgres://")
_SERVER = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[\w.-]*)(:(?P<port>[0-9]{1,5}))?(/[^/?]*)?(\?.*)?")
_ORIGIN = re.compile(r"https?://(\[[0-9a-f:.]+\]|[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?)(:(?P<port>[0-9]{1,5}))?/?")
_DEFAULT_PORT = re.compile(r"^(https(?=.*:443$)|http(?=.*:80$))(.*):[0-9]+$")
_HOST = re.compile(r"(?<=://)[^/:?#@\[\]]+")


ZONE = ZoneInfo("Europe/London")
"""Where a day begins and ends, unless it is set: for an hour each night in summer it is yesterday in UTC."""

OURS = "JOURNEY_"
"""What the name of every setting begins with."""
NAMES = (
    "JOURNEY_DATABASE_URL",
    "JOURNEY_SMALL_GROUP",
    JOIN_ADDRESS,
    "JOURNEY_JOIN_PORT",
    "JOURNEY_ZONE",
    "JOURNEY_ADDRESS",
    "JOURNEY_KEY_FOLDER",
    "JOURNEY_PROXIES",
    "JOURNEY_KEEP_YEARS",
    OWN_GUIDANCE,
    "JOURNEY_NO_VENV",
    "JOURNEY_SCREENSHOTS",
)
"""The settings above; then what says that no environment is made, and where tests leave their pictures."""
NEARLY = 0.88
"""From which likeness on another name is taken for a slip: one letter of a short name, two of a longer one."""
_OF_A_CONTAINER = re.compile(r"JOURNEY_(SERVICE|PORT)_")
"""What a container is told of a service named journey, by names that nobody chose, its ``JOURNEY_PORT`` among them."""

MOST_YEARS = 100
"""For how long rounds may be kept, where a time is set."""


class SettingError(Exception):
    """A setting cannot be used; the message says which, why, and what to write instead."""


@dataclass(frozen=True)
class Settings:
    """What the environment decides. ``join_address`` has no slash at its end; ``proxies`` are addresses or networks."""

    database_url: str
    min_group: int
    join_address: str = OWN_JOIN_ADDRESS
    join_port: int | None = None
    zone: ZoneInfo = ZONE
    address: str | None = None
    key_folder: Path = PROJECT / "data" / KEY_FOLDER
    proxies: tuple[str, ...] = ()
    keep_years: int | None = None
    own_guidance: Path | None = None

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Settings from the environment. Raises SettingError."""
        _check_names(environment)
        database_url = _database_url(environment.get("JOURNEY_DATABASE_URL", "").strip())
        return cls(
            database_url=database_url,
            min_group=_min_group(environment.get("JOURNEY_SMALL_GROUP", "").strip()),
            join_address=_join_address(environment.get(JOIN_ADDRESS, "").strip()),
            join_port=_join_port(environment.get("JOURNEY_JOIN_PORT", "").strip()),
            zone=_zone(environment.get("JOURNEY_ZONE", "").strip()),
            address=_address(environment.get("JOURNEY_ADDRESS", "").strip()),
            key_folder=_key_folder(environment.get("JOURNEY_KEY_FOLDER", "").strip(), database_url),
            proxies=_proxies(environment.get("JOURNEY_PROXIES", "")),
            keep_years=_keep_years(environment.get("JOURNEY_KEEP_YEARS", "").strip()),
            own_guidance=own_guidance(environment),
        )


def own_guidance(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder of the council's own guidance, if one is named. What is wrong with it is said on *What helps*."""
    text = environment.get(OWN_GUIDANCE, "").strip()
    return Path(text) if text else None


def _check_names(environment: Mapping[str, str]) -> None:
    """Stops at a name that is nearly that of a setting: what was meant by it would be passed over in silence."""
    for name, value in environment.items():
        if name in NAMES or _OF_A_CONTAINER.match(name) or value.startswith("tcp://"):
            continue
        nearest = get_close_matches(name.upper(), NAMES, n=1, cutoff=NEARLY)
        if nearest or name.startswith(OURS):
            meant = f" Did you mean {nearest[0]}?" if nearest else ""
            raise SettingError(
                f"There is no setting {name!r}.{meant} Nothing was started, so that nothing runs otherwise than you "
                f"meant. Write the name as README has it, or remove it."
            )


def _database_url(text: str) -> str:
    """A URL with the driver named. The text is never repeated in a message: it may hold a password."""
    if not text:
        return f"{SQLITE}{PROJECT / 'data' / 'journey.db'}"
    if text.startswith(SQLITE) and text.removeprefix(SQLITE) not in ("", ":memory:"):
        return f"{SQLITE}{_path(text.removeprefix(SQLITE))}"
    for spelling in _POSTGRESQL_SPELLINGS:
        if text.startswith(spelling):
            return _POSTGRESQL + _checked_server(text.removeprefix(spelling))
    raise SettingError(
        "JOURNEY_DATABASE_URL is not an address this product can use. Nothing was changed. Write "
        "sqlite:///path/to/journey.db or postgresql://user:password@host/database, "
        "or remove the setting to keep the answers in data/journey.db."
    )


def _path(written: str) -> str:
    """The path as it is written; as a URL would mean it, only where a file is there and none is at the written one."""
    meant = unquote(written)
    return meant if Path(meant).is_file() and not Path(written).exists() else written


def _checked_server(text: str) -> str:
    """What follows the scheme of a PostgreSQL address, as it is. Raises SettingError."""
    user, _, server = text.rpartition("@")
    if "@" in user:
        raise SettingError(
            "JOURNEY_DATABASE_URL holds more than one @, so it cannot be told where the password ends. Nothing was "
            "changed. Write signs that have a meaning in an address otherwise inside the user name and the password: "
            "@ as %40, / as %2F, : as %3A, ? as %3F, # as %23 and % as %25."
        )
    parts = _SERVER.fullmatch(server)
    if parts is None or not 0 < int(parts["port"] or 5432) < 65536:
        raise SettingError(
            "JOURNEY_DATABASE_URL is not an address of a PostgreSQL database. Nothing was changed. Write "
            "postgresql://user:password@host:5432/database: the port is a number, and inside the password @ is "
            "written %40, / is %2F, : is %3A and ? is %3F."
        )
    return text


def _min_group(text: str) -> int:
    """A whole number, or nothing. Anything else stops the start: whoever meant ten must not promise five."""
    if text and not re.fullmatch(r"[+-]?[0-9]{1,6}", text):
        raise SettingError(
            f"JOURNEY_SMALL_GROUP is {text!r}, and that is not a whole number. Nothing was started, so that no "
            "smaller group is shown than you meant. Write digits alone, for example 10, or remove the setting for 5."
        )
    return min_group_setting(int(text) if text else None)


def _join_port(text: str) -> int | None:
    """A port, or nothing. Raises SettingError."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise SettingError(
            "JOURNEY_JOIN_PORT is not a port. Nothing was changed. Write a number from 1 to 65535, or remove the "
            "setting and a free port is found."
        )
    return int(text)


def _keep_years(text: str) -> int | None:
    """A number of years, or nothing. Raises SettingError."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) <= MOST_YEARS):
        raise SettingError(
            f"JOURNEY_KEEP_YEARS is {text[:40]!r}, and that is no number of years. Nothing was started. Write a whole "
            f"number from 1 to {MOST_YEARS}, or remove the setting and rounds are kept until somebody removes them."
        )
    return int(text)


def _zone(text: str) -> ZoneInfo:
    """The time zone of this name in the IANA database. Raises SettingError."""
    if not text:
        return ZONE
    try:
        return ZoneInfo(text)
    except (LookupError, ValueError, OSError):
        raise SettingError(
            f"JOURNEY_ZONE is {text!r}, and there is no time zone of that name. Nothing was started. Write it as "
            "Europe/London is written, or remove the setting for Europe/London."
        ) from None


def _join_address(text: str) -> str:
    """Where links lead. Raises SettingError."""
    if not text:
        return OWN_JOIN_ADDRESS
    address = _origin(text)
    if address is None:
        raise SettingError(
            "JOURNEY_JOIN_ADDRESS is not an address that phones can be sent to. Nothing was changed. Write how it "
            "begins and nothing after that, for example https://join.example.gov.uk, or remove the setting."
        )
    return address


def _address(text: str) -> str | None:
    """Where managers work. Raises SettingError."""
    if not text:
        return None
    address = _origin(text)
    if address is None:
        raise SettingError(
            "JOURNEY_ADDRESS is not an address at which managers can work. Nothing was changed. Write how it begins "
            "and nothing after that, for example https://journey.example.gov.uk, or remove the setting."
        )
    return address


def _origin(text: str) -> str | None:
    """Scheme, host and port, and nothing else: what follows is the product's. None where it is anything else."""
    address = _HOST.sub(lambda host: _as_dns_has_it(host[0]), text.lower(), count=1)
    origin = _ORIGIN.fullmatch(address)
    if origin is None or not 0 < int(origin["port"] or 80) < 65536:
        return None
    return _DEFAULT_PORT.sub(r"\1\2", address.rstrip("/"))


def _key_folder(text: str, database_url: str) -> Path:
    if text:
        return Path(text)
    is_file = database_url.startswith(SQLITE)
    return (Path(database_url.removeprefix(SQLITE)).parent if is_file else PROJECT / "data") / KEY_FOLDER


def _proxies(text: str) -> tuple[str, ...]:
    """Addresses and networks, with commas between them. Raises SettingError."""
    try:
        return tuple(str(ip_network(one.strip())) for one in text.split(",") if one.strip())
    except ValueError:
        raise SettingError(
            f"JOURNEY_PROXIES is {text.strip()!r}, and that is not a list of addresses. Nothing was started. Write the "
            "address of the web server, or its network, for example 172.18.0.2 or 172.18.0.0/16, with commas between "
            "several; or remove the setting where the web server runs on this machine."
        ) from None


def _as_dns_has_it(host: str) -> str:
    """A host with letters beyond a to z in the spelling of DNS; as it is where it has none, or cannot be spelled so."""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
