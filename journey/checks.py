"""The command that checks the product: ``test`` runs every check, and finds or installs the browser that tests need.

A test that drives a browser may fail because the machine was busy. So where a whole run has ended, and nothing has
failed but a few of them, these run once more, alone. Those that pass then are named at the end: each is a test, or a
page, to be mended.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from journey.config import PROJECT

LAST_FAILED = PROJECT / ".pytest_cache" / "v" / "cache" / "lastfailed"
"""Where pytest keeps the names of the tests that failed."""
WITH_A_BROWSER = "tests/browser/"
MOST_UNSTEADY = 5
"""With more failures than this it is not the machine."""

TESTS_FAILED = 1
"""What pytest returns where it has run to its end and tests have failed; not where it was stopped or found none."""

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class NoBrowser(Exception):
    """No browser for the tests; the message says why and what to do."""


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
    except NoBrowser as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Browser for the tests: {chromium}", flush=True)
    environment = {**os.environ, "CHROMIUM": str(chromium)}
    failed = failures(for_pytest, environment)
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.", flush=True)
    return 1 if failed else 0


def failures(for_pytest: Sequence[str], environment: Mapping[str, str]) -> list[str]:
    """Run every check, and what is unsteady once more: the names of those that failed."""
    LAST_FAILED.unlink(missing_ok=True)
    codes = {name: outcome(name, command, environment) for name, command in checks(for_pytest).items()}
    failed = [name for name, code in codes.items() if code]
    is_whole = codes["pytest"] == TESTS_FAILED and not for_pytest
    unsteady = tests_to_run_again(LAST_FAILED, is_whole=is_whole)
    if unsteady and outcome("pytest again", ["pytest", *unsteady], environment) == 0:
        failed.remove("pytest")
        print("Unsteady, passed only when run alone: " + ", ".join(unsteady) + ".", flush=True)
    return failed


def checks(args: Sequence[str]) -> dict[str, list[str]]:
    """What is run, in order, by name.

    Tests of one file stay together: they may share a server or a database. Files are taken in their order, so that the
    browser's, which take minutes, come early, and neither of the two processes is left alone with one of them.
    """
    return {
        "ruff check": ["ruff", "check", "."],
        "ruff format": ["ruff", "format", "--check", "."],
        "mypy": ["mypy"],
        "pytest": ["pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--durations", "25", *args],
    }


def tests_to_run_again(last_failed: Path, *, is_whole: bool) -> list[str]:
    """The tests that failed, where they are few and each of them drives a browser; otherwise none.

    None either where the run was not whole: of the tests that did not run nobody knows whether they pass.
    """
    if not is_whole:
        return []
    failed = list(json.loads(last_failed.read_text(encoding="utf-8"))) if last_failed.is_file() else []
    is_worth_it = len(failed) <= MOST_UNSTEADY and all(name.startswith(WITH_A_BROWSER) for name in failed)
    return failed if is_worth_it else []


def outcome(name: str, command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run one check in the project folder, showing what it prints. Returns its exit code: 0 when it passes."""
    print(f"\n== {name} ==", flush=True)
    return subprocess.call([sys.executable, "-m", *command], cwd=PROJECT, env=environment)


def find_chromium(environment: Mapping[str, str]) -> Path | None:
    """The browser for the tests: the one CHROMIUM names, the system's, or Playwright's own.

    Raises NoBrowser when CHROMIUM names nothing that can be started.
    """
    named = environment.get("CHROMIUM")
    if named:
        if not os.access(named, os.X_OK):
            raise NoBrowser(
                f"CHROMIUM names {named}, which cannot be started. No test was run. "
                "Name a Chromium or Chrome, or remove the setting and one is looked for."
            )
        return Path(named)
    for name in CHROMIUM_NAMES:
        path = shutil.which(name, path=environment.get("PATH"))
        if path:
            return Path(path)
    return playwrights_chromium()


def playwrights_chromium() -> Path | None:
    """The browser that Playwright downloaded, if it did."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def install_chromium() -> Path:
    """Debian's package when this account may install it, else Playwright's own download. Raises NoBrowser."""
    print("The browser tests need Chromium; installing it.", flush=True)
    is_root = sys.platform != "win32" and os.geteuid() == 0
    if is_root and shutil.which("apt-get"):
        apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
        subprocess.call([*apt, "update"])
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.call([*apt, "install", "-y", "--no-install-recommends", "chromium"], env=quiet)
    chromium = find_chromium(os.environ)
    if chromium is None:
        with_libraries = ["--with-deps"] if is_root else []
        subprocess.call([sys.executable, "-m", "playwright", "install", *with_libraries, "chromium"])
        chromium = playwrights_chromium()
    if chromium is None:
        raise NoBrowser(
            "The browser tests need Chromium, and it could not be installed here. No test was run. "
            "Install Chromium or Chrome (on Debian: apt install chromium), or set CHROMIUM to where it is."
        )
    return chromium
