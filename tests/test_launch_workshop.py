"""``run --workshop`` from outside: phones on the network reach the light pages, and nothing else of the product."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from journey import launch
from journey.web import ports
from tests.steps.plain_http import ask
from tests.steps.subcommand import journey

ON_THE_NETWORK = "127.0.0.2"
"""Stands for this machine's address on the network of the room: loopback has more than one."""

OF_THE_PRODUCT = ("/", "/rounds", "/assess", "/_stcore/health", "/_stcore/host-config", "/_stcore/stream")
NAMED = {"Host": "some.other.name"}


@dataclass(frozen=True)
class Workshop:
    """A started product and its two ports."""

    process: subprocess.Popen[str]
    port: int
    join_port: int

    def says(self, lines: int = 1) -> str:
        """The next lines of its output, as one."""
        assert self.process.stdout is not None
        return " ".join(self.process.stdout.readline().strip() for _ in range(lines))

    def end(self) -> tuple[int, str, str]:
        """Ctrl and C; exit code, further output, errors."""
        self.process.send_signal(signal.SIGINT)
        output, errors = self.process.communicate(timeout=60)
        return self.process.returncode, output, errors.strip()


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """``run --workshop``, ready."""
    port = ports.choose_port(None)
    join_port = ports.choose_port(None, address=ON_THE_NETWORK, first=ports.FIRST_JOIN_PORT)
    arguments = ["--workshop", "--address", ON_THE_NETWORK, "--port", str(port), "--join-port", str(join_port)]
    database = f"sqlite:///{tmp_path / 'journey.db'}"
    process = journey("run", "--no-browser", *arguments, JOURNEY_DATABASE_URL=database)
    try:
        started = Workshop(process, port, join_port)
        assert started.says().startswith("Answers are kept in ")
        assert started.says().startswith(f"Ready: open http://127.0.0.1:{port}/?key=")
        yield started
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate(timeout=60)


def test_in_a_workshop_phones_reach_the_light_pages_and_nothing_else(workshop: Workshop) -> None:
    origin = f"http://{ON_THE_NETWORK}:{workshop.join_port}"
    said = workshop.says(5)
    assert said.startswith(f"Phones on this network open {origin}/join and type the code")
    for words in ("firewall", "the product itself answers on this machine alone", "hotspot"):
        assert words in said
    page = ask(workshop.join_port, "/join", NAMED, address=ON_THE_NETWORK)
    assert page.status == 200
    assert "code" in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert [one for one in (page.headers["Set-Cookie"] or "").split(";") if "journey_browser" in one] == []
    for path in OF_THE_PRODUCT:
        page = ask(workshop.join_port, path, NAMED, address=ON_THE_NETWORK)
        assert (path, page.status) == (path, 404)
        assert "streamlit" not in page.text.lower()
        assert "some.other.name" not in page.text + str(page.headers)
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert page.headers["X-Frame-Options"] == "DENY"
    assert ask(workshop.port, "/_stcore/health").status == 200
    for address, port in ((ON_THE_NETWORK, workshop.port), ("127.0.0.1", workshop.join_port)):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((address, port), timeout=30)
    assert workshop.end() == (0, "Stopped. Every saved answer was kept.\n", "")


def test_a_workshop_stops_though_a_phone_keeps_its_connection(workshop: Workshop) -> None:
    with closing(http.client.HTTPConnection(ON_THE_NETWORK, workshop.join_port, timeout=30)) as phone:
        phone.request("GET", "/join")
        assert phone.getresponse().read()
        assert phone.sock is not None
        code, _, errors = workshop.end()
    assert (code, errors) == (0, "")


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ("localhost", "localhost is not an address"),
        ("192.168.1", "192.168.1 is not an address"),
        ("::1", "::1 is not an address"),
        ("0.0.0.0", "0.0.0.0 is not an address of this machine"),
        ("203.0.113.7", "203.0.113.7 is not an address of this machine"),
    ],
)
def test_an_address_that_phones_cannot_use_is_refused_with_what_to_do(wish: str, why: str) -> None:
    process = journey("run", "--workshop", "--address", wish)
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, output) == (1, "")
    assert errors.startswith(f"{why}. Nothing was started.")


def test_without_a_network_a_workshop_is_not_started_and_paper_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "ELSEWHERE", ())
    with pytest.raises(launch.LaunchError, match=r"on no network.*Nothing was started.*hotspot.*ballot cards"):
        launch.choose_address(None)


def test_the_address_that_is_found_is_this_machines_own_and_not_loopback() -> None:
    found = launch.own_address()
    assert found is None or (ports.refusal(0, found) is None and not found.startswith("127."))


def test_what_belongs_to_a_workshop_is_refused_without_one() -> None:
    process = journey("run", "--address", ON_THE_NETWORK)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert errors.endswith("--address goes with --workshop\n")
