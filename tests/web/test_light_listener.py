"""The light pages' own listener: where links lead, what it serves, and that a proxy on the machine is believed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from journey.config import JOIN_ADDRESS, Settings
from journey.web import light_listener, ports
from tests.steps.plain_http import ask

ON_THE_NETWORK = "127.0.0.2"
"""Stands for this machine's address on the network of a room: loopback has more than one."""
NAMED = "https://join.example.gov.uk"


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(JOIN_ADDRESS, "")
    yield
    light_listener._reserved.clear()


@contextmanager
def served(address: str = ports.ADDRESS) -> Iterator[int]:
    """The port on which the light pages are served while the block runs."""
    with closing(ports.listen(address, None, option="another")) as room, light_listener.light_pages(room):
        yield room.getsockname()[1]


def test_links_lead_to_the_port_that_is_served_unless_the_settings_say_where() -> None:
    with closing(ports.listen(ports.ADDRESS, None, option="another")) as room:
        light_listener.reserve(room)
        assert Settings.read().join_address == light_listener.origin_of(room)
        os.environ[JOIN_ADDRESS] = NAMED
        light_listener.reserve(room)
        assert Settings.read().join_address == NAMED


def test_in_a_room_they_lead_to_its_network_whatever_the_settings_say() -> None:
    os.environ[JOIN_ADDRESS] = NAMED
    with closing(ports.listen(ON_THE_NETWORK, None, option="another")) as room:
        light_listener.reserve(room, is_for_a_room=True)
        assert Settings.read().join_address == f"http://{ON_THE_NETWORK}:{room.getsockname()[1]}"


def test_what_was_reserved_is_claimed_and_without_it_the_port_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(ports.listen(ports.ADDRESS, None, option="another")) as room:
        light_listener.reserve(room)
        assert light_listener.claim() is room
        monkeypatch.setenv("JOURNEY_JOIN_PORT", str(room.getsockname()[1]))
        with pytest.raises(ports.CannotListen, match=r"another program has it.*JOURNEY_JOIN_PORT"):
            light_listener.claim()
    with closing(light_listener.claim()) as own:
        assert os.environ["JOURNEY_JOIN_PORT"] == str(own.getsockname()[1])


def test_an_address_that_is_nearly_right_leads_to_the_light_page_and_any_other_to_none() -> None:
    with served() as port:
        for nearly, right in {
            "/JOIN/ABCD2345": "/join/ABCD2345",
            "/join/ABCD2345/": "/join/ABCD2345",
            "/Screen//ABCD2345/now": "/screen/ABCD2345/now",
            "//join/ABCD2345": "/join/ABCD2345",
            "/join/": "/join",
        }.items():
            reply = ask(port, nearly)
            assert (reply.status, reply.headers["Location"]) == (303, right)
        for other in ("/", "/rounds", "/journey/join/ABCD2345", "/joined", "//example.org/join", "/_stcore/health"):
            reply = ask(port, other)
            assert (reply.status, reply.headers["Location"]) == (404, None), other
            assert "There is no such page" in reply.text
        assert ask(port, "/JOIN/ABCD2345", method="POST").status == 404, "a form is not sent on"


def test_a_proxy_on_this_machine_may_say_that_it_adds_https() -> None:
    with closing(ports.listen(ports.ADDRESS, None, option="another")) as own:
        assert light_listener.configuration(own).proxy_headers
    with closing(ports.listen(ON_THE_NETWORK, None, option="another")) as room:
        assert not light_listener.configuration(room).proxy_headers


def test_on_a_network_only_the_web_servers_that_are_named_may_say_for_whom_they_ask(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JOURNEY_PROXIES", "172.18.0.2")
    with closing(ports.listen(ON_THE_NETWORK, None, option="another")) as room:
        configuration = light_listener.configuration(room)
    assert (configuration.proxy_headers, configuration.forwarded_allow_ips) == (True, ["172.18.0.2/32"])
