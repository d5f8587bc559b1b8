"""Who leads sees it where many come at once from one address, on Rounds and on the console, and no address."""

from __future__ import annotations

import socket
from dataclasses import replace

from streamlit.testing.v1 import AppTest

from journey.service import Product, current_selection
from journey.service.answering.arrivals import JUMP
from journey.web.light_listener import light_pages
from tests.steps.light_pages import Phone
from tests.steps.workshop import Meeting, planned
from tests.ui.test_pages_draw import window

ADDRESS = "203.0.113.9"


def pages(here: Meeting) -> list[AppTest]:
    """The page of rounds and the console, drawn in one window after the other."""
    ids = {"organisation_id": here.council.id, "round_id": here.selection.round.id, "unit_id": here.unit.id}
    current_selection.choose(here.product, here.council.id, **ids)
    return [window(name, here.council.id).run() for name in ("rounds", "workshop")]


def warnings(drawn: AppTest) -> list[str]:
    assert not drawn.exception
    return [warning.value for warning in drawn.warning]


def test_many_who_come_at_once_from_one_address_are_said_to_have_come(product: Product) -> None:
    here = replace(planned(product, name="Jumpshire", asks=("stages",)), follows=True)
    here.open_room()
    with socket.create_server(("127.0.0.1", 0)) as room, light_pages(room):
        port = room.getsockname()[1]
        for person in range(JUMP):
            if person == JUMP - 1:
                for drawn in pages(here):
                    assert not any("one address" in warning for warning in warnings(drawn))
            answer = Phone(port, agent={"X-Forwarded-For": ADDRESS}).join(here.code)
            assert answer.place == f"/join/{here.code}/room"
    for drawn in pages(here):
        (said,) = [warning for warning in warnings(drawn) if "one address" in warning]
        assert said.startswith(f"**{JUMP} people joined within one minute from one address**")
        assert ADDRESS not in said
