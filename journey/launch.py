"""The command that starts the product: ``run``.

It opens two servers in one process: the managers' pages, and on a port of their own the light pages. Both are on
loopback; with ``run --workshop`` the light pages are on one address of the local network, for the phones in the room;
with ``run --host`` both are where a web server on another machine, or in another container, reaches them.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Mapping, Sequence
from contextlib import suppress
from ipaddress import AddressValueError, IPv4Address

from journey.config import JOIN_ADDRESS, PROJECT, SettingError, Settings
from journey.web import ready
from journey.web.ports import ADDRESS, FIRST_JOIN_PORT, FIRST_PORT, CannotListen, choose_port, listen, refusal
from journey.web.start_keys import CannotKeep, StartKeys

EVERYWHERE = "0.0.0.0"  # noqa: S104  served only where somebody asks for it by this name
"""Stands for all addresses of this machine."""
SECONDS_TO_START = 60
HUNG_UP = 129
"""The exit code after the terminal was closed: a failure to whoever looks after a service, who starts it again."""

SECONDS_TO_LOOK = 2
"""For damage in the file of answers, before it is served: enough for some hundred megabytes."""
ELSEWHERE = ("192.0.2.1", "10.0.0.1", "192.168.0.1", "172.16.0.1")
"""Addresses on other networks: the machine is asked by which of its own it would send there, and sends nothing."""


class LaunchError(Exception):
    """A command cannot go on; the message says why and what to do."""


# ---------------------------------------------------------------------------------------------------------------------
# run
# ---------------------------------------------------------------------------------------------------------------------


def run(args: Sequence[str]) -> int:
    """Migrate the database, then serve the product on this machine until it is stopped. Returns the exit code."""
    options = _options(args)
    hang_ups = stop_on_signals()
    try:
        settings = Settings.read()
        host = choose_host(options.host, settings)
        address = choose_address(options.address) if options.workshop else host
        with listen(address, options.join_port or settings.join_port, option="--join-port") as room:
            port = choose_port(options.port, address=host)
            print(migrate(settings.database_url), flush=True)
            StartKeys(settings.key_folder).prepare()
            reserve(room, is_for_a_room=options.workshop)
            opens_browser = not options.no_browser and has_screen(os.environ)
            for_phones = room if options.workshop else None
            if host != ADDRESS:
                print(for_a_web_server(host, port, room.getsockname()[1]), flush=True)
            told = (settings, host, port, opens_browser, for_phones)
            threading.Thread(target=announce, args=told, daemon=True).start()
            serve(host, port)
    except KeyboardInterrupt:
        pass  # stopped before Streamlit was there to be asked
    except (LaunchError, CannotListen, CannotKeep, SettingError) as error:
        print(error, file=sys.stderr)
        return 1
    if hang_ups:
        return HUNG_UP  # nobody is there to be told
    print("Stopped. Every saved answer was kept.", flush=True)
    return 0


def stop_on_signals() -> list[int]:
    """Let Ctrl and C, the signal by which services are stopped, and a terminal that is closed interrupt this process.

    A script that starts the product in the background hands down that Ctrl and C is ignored; and where nothing was
    set, the other signal ends a process without a word. Streamlit puts its own handlers in the place of these as soon
    as it serves. Returns a list in which each hang-up of the terminal is noted; after ``nohup`` there are none.
    """
    hang_ups: list[int] = []

    def hang_up(number: int, _frame: object) -> None:
        hang_ups.append(number)
        signal.raise_signal(signal.SIGTERM)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    if sys.platform != "win32" and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, hang_up)
    return hang_ups


def _options(args: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 -m journey run", description="Open the product on this machine.")
    parser.add_argument("--port", type=int, help=f"the port to use (default: the first free one from {FIRST_PORT})")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument(
        "--workshop",
        action="store_true",
        help="let phones on this network open the pages on which people answer; all else stays on this machine",
    )
    parser.add_argument("--address", help="with --workshop: the address of this machine that phones use")
    parser.add_argument(
        "--join-port",
        type=int,
        help=f"the port of the pages on which people answer (default: the first free one from {FIRST_JOIN_PORT})",
    )
    parser.add_argument(
        "--host",
        help="for a web server on another machine or in another container: the address of this machine on which it is "
        "served to it, or 0.0.0.0 for all (default: on loopback alone)",
    )
    options = parser.parse_args(args)
    if not options.workshop and options.address is not None:
        parser.error("--address goes with --workshop")
    if options.workshop and options.host is not None:
        parser.error("--host goes without --workshop, which keeps the managers' pages on this machine")
    return options


def reserve(room: socket.socket, *, is_for_a_room: bool) -> None:
    """Have the light pages served on this socket as soon as the product is."""
    from journey.web import light_listener  # which takes as long to import as all the light pages

    light_listener.reserve(room, is_for_a_room=is_for_a_room)


def migrate(database_url: str) -> str:
    """Bring the database to this version of the product, and say which it is. Raises LaunchError."""
    from journey.store import Store, Unavailable

    store = Store(database_url)
    try:
        done = store.migrate()
        store.look_for_damage(SECONDS_TO_LOOK)
    except Unavailable as error:
        raise LaunchError(f"{error} Nothing was started.") from error
    finally:
        store.close()
    kept = f"Answers are kept in {store.place.name}."
    if done is None:
        return kept
    if done.earlier is None:
        return (
            f"{kept} There was none, so an empty one was made. If you expected answers there, stop and see "
            "whether JOURNEY_DATABASE_URL names the right place."
        )
    return f"{kept} It was brought up to date" + (f"; as it was it is kept in {done.copy}." if done.copy else ".")


def has_screen(environment: Mapping[str, str]) -> bool:
    """Whether a browser could show itself here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def announce(settings: Settings, host: str, port: int, open_browser: bool, room: socket.socket | None = None) -> None:
    """Say where the product is as soon as it answers, and where phones go. The browser gets a key of its own."""
    if not answers(ADDRESS if host == EVERYWHERE else host, port):
        return
    print(ready.sentence(settings, port), flush=True)
    if room:
        print(for_the_room(*room.getsockname()), flush=True)
    if open_browser:
        webbrowser.open(StartKeys(settings.key_folder).entrance(ready.origin(settings, port)))


def answers(host: str, port: int) -> bool:
    """Wait until something accepts connections there; False when nothing does in SECONDS_TO_START."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return True
    return False


def serve(host: str, port: int) -> None:
    """Streamlit in this process, with the settings of .streamlit/config.toml. Returns when it is stopped."""
    from click.exceptions import Abort
    from streamlit.web.cli import main as streamlit

    flags = [f"--server.port={port}", f"--server.address={host}", "--logger.hideWelcomeMessage=true"]
    with suppress(Abort):  # what click makes of an interrupt
        streamlit(["run", str(PROJECT / "app.py"), *flags], standalone_mode=False)


# ---------------------------------------------------------------------------------------------------------------------
# run --host
# ---------------------------------------------------------------------------------------------------------------------


def choose_host(wanted: str | None, settings: Settings) -> str:
    """The address on which managers' pages are served: loopback, or the wanted one. Raises LaunchError.

    Where other machines reach it, both names have to be set: no browser asks for anything by this address, and it would
    be refused if one did.
    """
    if wanted is None or wanted == ADDRESS:
        return ADDRESS
    if not _is_own(wanted):
        raise LaunchError(
            f"{wanted} is not an address of this machine. Nothing was started. --host takes four numbers, for example "
            "172.18.0.3, or 0.0.0.0 for all addresses of this machine. Leave it out where the web server runs on this "
            "machine."
        )
    if settings.address is None or not os.environ.get(JOIN_ADDRESS, "").strip():
        raise LaunchError(
            "With --host a web server stands before the product, so it has to know by which names it is asked for. "
            "Nothing was started. Set JOURNEY_ADDRESS to where managers work and JOURNEY_JOIN_ADDRESS to where "
            "colleagues answer, for example https://journey.example.gov.uk and https://join.example.gov.uk."
        )
    return wanted


def _is_own(address: str) -> bool:
    """Whether the text is an IPv4 address on which this machine can listen."""
    try:
        return refusal(0, str(IPv4Address(address))) is None
    except AddressValueError:
        return False


def for_a_web_server(host: str, port: int, join_port: int) -> str:
    """What it means that other machines reach both ports."""
    return "\n".join(
        [
            f"Other machines reach this one at {host}, ports {port} and {join_port}. What they send there is not",
            "encrypted: let nobody but your web server reach these ports, and name its address in JOURNEY_PROXIES.",
        ]
    )


# ---------------------------------------------------------------------------------------------------------------------
# run --workshop
# ---------------------------------------------------------------------------------------------------------------------


def choose_address(wanted: str | None) -> str:
    """The wanted address of this machine, or the one by which it sends to other networks. Raises LaunchError."""
    if wanted is None:
        own = own_address()
        if own is None:
            raise LaunchError(
                "This machine is on no network, so no phone could reach it. Nothing was started. Join the network of "
                "the room, or make this machine or a phone a hotspot, and start again. Where there is no network at "
                "all, leave out --workshop: ballot cards on paper need none."
            )
        return own
    try:
        IPv4Address(wanted)
    except AddressValueError:
        raise LaunchError(
            f"{wanted} is not an address. Nothing was started. It is four numbers, for example 192.168.1.20: the "
            "network settings of this machine name it. Leave --address out and one is looked for."
        ) from None
    if wanted == EVERYWHERE or not _is_own(wanted):
        raise LaunchError(
            f"{wanted} is not an address of this machine. Nothing was started. The network settings of this machine "
            "name the right one. Leave --address out and one is looked for."
        )
    return wanted


def own_address() -> str | None:
    """The address by which this machine sends to others; None where it is on no network."""
    for elsewhere in ELSEWHERE:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((elsewhere, 9))  # of a datagram socket this chooses a way, and sends nothing
            except OSError:
                continue
            address = str(probe.getsockname()[0])
        if not IPv4Address(address).is_loopback:
            return address
    return None


def for_the_room(address: str, port: int) -> str:
    """What whoever starts it has to know about phones, which reach the light pages at this address and port."""
    return "\n".join(
        [
            f"Phones on this network open http://{address}:{port}/join and type the code of the workshop, or point",
            "their camera at its QR code. If this machine’s firewall asks, allow Python on this network. Everybody on",
            "this network can open the page where a code is typed, and without a code nothing else; the product itself",
            "answers on this machine alone. Where phones find nothing, the network may keep devices apart, as guest",
            "networks do: use a phone’s hotspot, or name another address of this machine with --address.",
        ]
    )
