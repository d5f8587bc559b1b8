"""The parking lot: items are parked, changed and settled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journey.model import Parked
from journey.service import Conflict, NotFound, Product
from journey.service.workshop import parking_lot
from tests.steps.outcomes import display_version
from tests.steps.refusals import refused
from tests.steps.workshop import Meeting, planned


@pytest.mark.both_databases
def test_what_is_parked_is_changed_and_settled_by_who_has_seen_it(meeting: Meeting) -> None:
    before = display_version(meeting)
    parked = parking_lot.park(
        meeting.product, meeting.workshop, " Who owns\x07 it? ", who=" the  team ", writer="laptop"
    )
    assert parked == Parked(parked.id, "Who owns it?", "the team", False, 1, "laptop", meeting.workshop.id)
    settled = parking_lot.change(meeting.product, meeting.workshop, replace(parked, is_settled=True), writer="phone")
    assert settled == replace(parked, is_settled=True, version=2, writer="phone")
    assert parking_lot.of_workshop(meeting.product, meeting.workshop) == [settled]
    assert display_version(meeting) == before + 2
    mine = replace(parked, text="Who reads it?")
    with pytest.raises(Conflict, match="This parked item was changed") as caught:
        parking_lot.change(meeting.product, meeting.workshop, mine, writer="laptop")
    assert caught.value.stored == settled
    assert parking_lot.of_workshop(meeting.product, meeting.workshop) == [settled]


@pytest.mark.parametrize(
    ("text", "who", "why"),
    [(" \u202e ", "", "in a few words"), ("x" * 501, "", "500 is the most"), ("x", "y" * 121, "120 is the most")],
)
def test_what_cannot_be_parked_is_refused(meeting: Meeting, text: str, who: str, why: str) -> None:
    with refused(why):
        parking_lot.park(meeting.product, meeting.workshop, text, who=who, writer="laptop")
    parked = parking_lot.park(meeting.product, meeting.workshop, "first", writer="laptop")
    with refused(why):
        parking_lot.change(meeting.product, meeting.workshop, replace(parked, text=text, who=who), writer="laptop")
    assert parking_lot.of_workshop(meeting.product, meeting.workshop) == [parked]


def test_the_parking_lot_is_of_one_workshop(meeting: Meeting) -> None:
    other = planned(meeting.product, name="Wensford")
    parked = parking_lot.park(meeting.product, meeting.workshop, "ours", writer="laptop")
    assert parking_lot.of_workshop(meeting.product, other.workshop) == []
    with pytest.raises(NotFound):
        parking_lot.change(meeting.product, other.workshop, parked, writer="laptop")


def test_a_parking_lot_that_is_full_says_so(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parking_lot, "MOST_PARKED", 2)
    for text in ("one", "two"):
        parking_lot.park(meeting.product, meeting.workshop, text, writer="laptop")
    with refused("parked already"):
        parking_lot.park(meeting.product, meeting.workshop, "three", writer="laptop")


def test_nothing_is_parked_where_there_is_no_workshop(product: Product) -> None:
    gone = replace(planned(product).workshop, id="gone")
    with pytest.raises(NotFound):
        parking_lot.park(product, gone, "x", writer="laptop")
