"""The two commands that start something: ``run`` opens the product, ``test`` checks it."""

from __future__ import annotations

import argparse
import errno
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Mapping, Sequence
from pathlib import Path

from journey.config import PROJECT, SettingError, Settings

ADDRESS = "127.0.0.1"
FIRST_PORT = 8501
PORTS_TRIED = 100
SECONDS_TO_START = 60

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class LaunchError(Exception):
    """A command cannot go on; the message says why and what to do."""


# ---------------------------------------------------------------------------------------------------------------------
# run
# ---------------------------------------------------------------------------------------------------------------------


def run(args: Sequence[str]) -> int:
    """Migrate the database, then serve the product on this machine until it is stopped. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m journey run", description="Open the product on this machine.")
    parser.add_argument("--port", type=int, help=f"the port to use (default: the first free one from {FIRST_PORT})")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    options = parser.parse_args(args)
    try:
        port = choose_port(options.port)
        migrate(Settings.read().database_url)
    except (LaunchError, SettingError) as error:
        print(error, file=sys.stderr)
        return 1
    announcement = threading.Thread(
        target=announce, args=(port, not options.no_browser and has_screen(os.environ)), daemon=True
    )
    announcement.start()
    return serve(port)


def choose_port(wanted: int | None) -> int:
    """The wanted port, or the first free one from FIRST_PORT. Raises LaunchError when it is not to be had."""
    if wanted is None:
        for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
            if refusal(port) is None:
                return port
        raise LaunchError(
            f"No port from {FIRST_PORT} to {FIRST_PORT + PORTS_TRIED - 1} is free. Nothing was started. "
            "Name another with --port."
        )
    if not 0 < wanted < 65536:
        raise LaunchError(f"{wanted} is not a port: ports run from 1 to 65535. Nothing was started.")
    reason = refusal(wanted)
    if reason is not None:
        raise LaunchError(
            f"Port {wanted} cannot be used: {reason}. Nothing was started. "
            "Name another with --port, or leave it out and a free one is found."
        )
    return wanted


def refusal(port: int) -> str | None:
    """Why the port cannot be served on this machine, or None when it can."""
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
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


def announce(port: int, open_browser: bool) -> None:
    """Say where the product is as soon as it answers."""
    url = f"http://{ADDRESS}:{port}"
    if not answers(port):
        return
    print(f"Ready: open {url} in a browser. To stop, press Ctrl and C here.", flush=True)
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


def serve(port: int) -> int:
    """Streamlit in this process, with the settings of .streamlit/config.toml. Returns when it is stopped."""
    from click.exceptions import Abort
    from streamlit.web.cli import main as streamlit

    flags = [f"--server.port={port}", f"--server.address={ADDRESS}", "--logger.hideWelcomeMessage=true"]
    try:
        streamlit(["run", str(PROJECT / "app.py"), *flags], standalone_mode=False)
    except Abort:  # what Ctrl and C become
        print("Stopped. Every saved answer was kept.", flush=True)
    return 0


# ---------------------------------------------------------------------------------------------------------------------
# test
# ---------------------------------------------------------------------------------------------------------------------


def test(args: Sequence[str]) -> int:
    """Every check of the product; further arguments go to pytest. Returns 0 when all of them pass."""
    parser = argparse.ArgumentParser(
        prog="python3 -m journey test",
        usage="%(prog)s [-h] [ARGUMENT …]",
        description="Check style, types and behaviour. Other arguments go to pytest: -k answers, -n 0, --maxfail 1.",
    )
    _, for_pytest = parser.parse_known_args(args)
    try:
        chromium = find_chromium(os.environ) or install_chromium()
    except LaunchError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Browser for the tests: {chromium}", flush=True)
    environment = {**os.environ, "CHROMIUM": str(chromium)}
    failed = [name for name, command in checks(for_pytest).items() if not passes(name, command, environment)]
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.", flush=True)
    return 1 if failed else 0


def checks(args: Sequence[str]) -> dict[str, list[str]]:
    """What is run, in order, by name. Tests of one file stay together: they may share a server or a database."""
    return {
        "ruff check": ["ruff", "check", "."],
        "ruff format": ["ruff", "format", "--check", "."],
        "mypy": ["mypy"],
        "pytest": ["pytest", "-n", "2", "--dist", "loadfile", *args],
    }


def passes(name: str, command: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Run one check in the project folder, showing what it prints."""
    print(f"\n== {name} ==", flush=True)
    return subprocess.call([sys.executable, "-m", *command], cwd=PROJECT, env=environment) == 0


def find_chromium(environment: Mapping[str, str]) -> Path | None:
    """The browser for the tests: the one CHROMIUM names, the system's, or Playwright's own.

    Raises LaunchError when CHROMIUM names nothing that can be started.
    """
    named = environment.get("CHROMIUM")
    if named:
        if not os.access(named, os.X_OK):
            raise LaunchError(
                f"CHROMIUM names {named}, which cannot be started. No test was run. "
                "Name a Chromium or Chrome, or remove the setting and one is looked for."
            )
        return Path(named)
    for name in CHROMIUM_NAMES:
        found = shutil.which(name, path=environment.get("PATH"))
        if found:
            return Path(found)
    return playwrights_chromium()


def playwrights_chromium() -> Path | None:
    """The browser that Playwright downloaded, if it did."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def install_chromium() -> Path:
    """Debian's package when this account may install it, else Playwright's own download. Raises LaunchError."""
    print("The browser tests need Chromium; installing it.", flush=True)
    is_root = sys.platform != "win32" and os.geteuid() == 0
    if is_root and shutil.which("apt-get"):
        apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
        subprocess.call([*apt, "update"])
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.call([*apt, "install", "-y", "--no-install-recommends", "chromium"], env=quiet)
    found = find_chromium(os.environ)
    if found is None:
        with_libraries = ["--with-deps"] if is_root else []
        subprocess.call([sys.executable, "-m", "playwright", "install", *with_libraries, "chromium"])
        found = playwrights_chromium()
    if found is None:
        raise LaunchError(
            "The browser tests need Chromium, and it could not be installed here. No test was run. "
            "Install Chromium or Chrome (on Debian: apt install chromium), or set CHROMIUM to where it is."
        )
    return found
