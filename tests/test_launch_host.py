"""``run --host`` from outside: a web server on another machine reaches both ports, and is told apart from people."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from journey import launch
from journey.config import JOIN_ADDRESS, Settings
from journey.web import ports
from tests.steps.plain_http import ask
from tests.steps.subcommand import journey

SHARED = "127.0.0.2"
"""Stands for this machine's address on a network of containers: loopback has more than one."""
NAMES = {"JOURNEY_ADDRESS": "https://journey.example.gov.uk", "JOURNEY_JOIN_ADDRESS": "https://join.example.gov.uk"}


def test_both_ports_are_served_to_a_web_server_elsewhere_which_asks_by_the_names_that_are_set(tmp_path: Path) -> None:
    port = ports.choose_port(None, address=SHARED)
    join_port = ports.choose_port(None, address=SHARED, first=ports.FIRST_JOIN_PORT)
    arguments = ["--host", SHARED, "--port", str(port), "--join-port", str(join_port), "--no-browser"]
    process = journey("run", *arguments, JOURNEY_DATABASE_URL=f"sqlite:///{tmp_path / 'journey.db'}", **NAMES)
    assert process.stdout is not None
    try:
        said = [process.stdout.readline() for _ in range(4)]
        assert f"reach this one at {SHARED}, ports {port} and {join_port}" in said[1]
        assert "nobody but your web server" in said[2]
        assert said[3].startswith(f"Ready: open {NAMES['JOURNEY_ADDRESS']}/?key=")
        by_name = {"Host": "journey.example.gov.uk"}
        assert [ask(port, "/", host, address=SHARED).status for host in (by_name, {})] == [401, 421]
        assert ask(port, "/health/live", address=SHARED).status == 200, "by the bare address, as monitors ask"
        assert ask(join_port, "/join", address=SHARED).status == 200
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors.strip()) == (0, "")


@pytest.mark.parametrize("host", ["journey.example.gov.uk", "203.0.113.7", "::", "172.18"])
def test_an_address_that_is_not_this_machines_is_refused(host: str) -> None:
    with pytest.raises(launch.LaunchError, match=rf"^{host} is not an address of this machine\. Nothing was started"):
        launch.choose_host(host, Settings.read(NAMES))


@pytest.mark.parametrize("missing", NAMES)
def test_without_a_name_by_which_it_is_asked_for_it_is_not_started(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    environment = {**NAMES, missing: ""}
    monkeypatch.setenv(JOIN_ADDRESS, environment[JOIN_ADDRESS])
    with pytest.raises(launch.LaunchError, match=rf"Nothing was started.*{missing}"):
        launch.choose_host("0.0.0.0", Settings.read(environment))


def test_it_goes_without_a_workshop_and_loopback_needs_no_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert launch.choose_host("127.0.0.1", Settings.read({})) == launch.choose_host(None, Settings.read({}))
    with pytest.raises(SystemExit):
        launch._options(["--host", SHARED, "--workshop"])
    assert "--host goes without --workshop" in capsys.readouterr().err
