"""The command that starts the product: ``run``.

``run --workshop`` opens two servers in one process: the product on loopback, as always, and the light pages on one
address of the local network, for the phones in the room.
"""

from __future__ import annotations

import argparse
import errno
import os
import signal
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from ipaddress import AddressValueError, IPv4Address

from journey.config import PROJECT, SettingError, Settings

ADDRESS = "127.0.0.1"
FIRST_PORT = 8501
PORTS_TRIED = 100
SECONDS_TO_START = 60

FIRST_JOIN_PORT = 8080
"""For phones: short, because somebody may have to type it."""
SECONDS_TO_STOP = 5
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
    stop_on_signals()
    try:
        with ExitStack() as serving:
            settings = Settings.read()
            room = listen(options.address, options.join_port) if options.workshop else None
            if room:
                serving.enter_context(room)
            port = choose_port(options.port)
            migrate(settings.database_url)
            if room:
                serving.enter_context(light_pages(room))
            ready = threading.Thread(
                target=announce, args=(port, not options.no_browser and has_screen(os.environ), room), daemon=True
            )
            ready.start()
            serve(port)
    except KeyboardInterrupt:
        pass  # stopped before Streamlit was there to be asked
    except (LaunchError, SettingError) as error:
        print(error, file=sys.stderr)
        return 1
    print("Stopped. Every saved answer was kept.", flush=True)
    return 0


def stop_on_signals() -> None:
    """Let Ctrl and C, and the signal by which services are stopped, interrupt this process.

    A script that starts the product in the background hands down that Ctrl and C is ignored; and where nothing was
    set, the other signal ends a process without a word. Streamlit puts its own handlers in the place of these as soon
    as it serves.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)


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
        help=f"with --workshop: the port that phones use (default: the first free one from {FIRST_JOIN_PORT})",
    )
    options = parser.parse_args(args)
    if not options.workshop and (options.address is not None or options.join_port is not None):
        parser.error("--address and --join-port go with --workshop")
    return options


def choose_port(wanted: int | None, *, address: str = ADDRESS, first: int = FIRST_PORT, option: str = "--port") -> int:
    """The wanted port, or the first free one from ``first``. Raises LaunchError when it is not to be had."""
    if wanted is None:
        for port in range(first, first + PORTS_TRIED):
            if refusal(port, address) is None:
                return port
        raise LaunchError(
            f"No port from {first} to {first + PORTS_TRIED - 1} is free. Nothing was started. "
            f"Name another with {option}."
        )
    if not 0 < wanted < 65536:
        raise LaunchError(f"{wanted} is not a port: ports run from 1 to 65535. Nothing was started.")
    reason = refusal(wanted, address)
    if reason is not None:
        raise LaunchError(
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


def migrate(database_url: str) -> None:
    """Bring the database to this version of the product. Raises LaunchError."""
    from journey.store import Store, Unavailable

    store = Store(database_url)
    try:
        store.migrate()
    except Unavailable as error:
        raise LaunchError(f"{error} Nothing was started.") from error
    finally:
        store.close()


def has_screen(environment: Mapping[str, str]) -> bool:
    """Whether a browser could show itself here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def announce(port: int, open_browser: bool, room: socket.socket | None = None) -> None:
    """Say where the product is as soon as it answers, and where phones go."""
    url = f"http://{ADDRESS}:{port}"
    if not answers(port):
        return
    print(f"Ready: open {url} in a browser. To stop, press Ctrl and C here.", flush=True)
    if room:
        print(for_the_room(origin_of(room)), flush=True)
    if open_browser:
        webbrowser.open(url)


def answers(port: int) -> bool:
    """Wait until something accepts connections on the port; False when nothing does in SECONDS_TO_START."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        try:
            socket.create_connection((ADDRESS, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return True
    return False


def serve(port: int) -> None:
    """Streamlit in this process, with the settings of .streamlit/config.toml. Returns when it is stopped."""
    from click.exceptions import Abort
    from streamlit.web.cli import main as streamlit

    flags = [f"--server.port={port}", f"--server.address={ADDRESS}", "--logger.hideWelcomeMessage=true"]
    with suppress(Abort):  # what click makes of an interrupt
        streamlit(["run", str(PROJECT / "app.py"), *flags], standalone_mode=False)


# ---------------------------------------------------------------------------------------------------------------------
# run --workshop
# ---------------------------------------------------------------------------------------------------------------------


def listen(wanted: str | None, port: int | None) -> socket.socket:
    """A socket on the address that phones use, and on no other. Raises LaunchError."""
    address = choose_address(wanted)
    port = choose_port(port, address=address, first=FIRST_JOIN_PORT, option="--join-port")
    return socket.create_server((address, port))


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
        number = IPv4Address(wanted)
    except AddressValueError:
        raise LaunchError(
            f"{wanted} is not an address. Nothing was started. It is four numbers, for example 192.168.1.20: the "
            "network settings of this machine name it. Leave --address out and one is looked for."
        ) from None
    if number.is_unspecified or refusal(0, wanted) is not None:
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


def origin_of(room: socket.socket) -> str:
    """How addresses of the light pages begin."""
    address, port = room.getsockname()
    return f"http://{address}:{port}"


def for_the_room(origin: str) -> str:
    """What whoever starts it has to know about phones."""
    return "\n".join(
        [
            f"Phones on this network open {origin}/join and type the code of the workshop, or point their",
            "camera at its QR code. If this machine’s firewall asks, allow Python on this network. Everybody on this",
            "network can open the page where a code is typed, and without a code nothing else; the product itself",
            "answers on this machine alone. Where phones find nothing, the network may keep devices apart, as guest",
            "networks do: use a phone’s hotspot, or name another address of this machine with --address.",
        ]
    )


@contextmanager
def light_pages(room: socket.socket) -> Iterator[None]:
    """Serve the light pages, and nothing else, on this socket while the block runs. Links lead there from now on."""
    import uvicorn

    from journey.join.standalone import app

    os.environ["JOURNEY_JOIN_ADDRESS"] = origin_of(room)
    # No log of who came from where, and nobody on the network may say that they come from another address.
    config = uvicorn.Config(
        app(),
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=SECONDS_TO_STOP,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([room],), name="light pages", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(2 * SECONDS_TO_STOP)
