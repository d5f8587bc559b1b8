"""Parked items, with versions, so that nobody overwrites another's change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection

from journey.model import Parked
from journey.store import Conflict, NotFound, Store, parking_lot, workshops
from tests.store.store_examples import PLAN, Council, close


@pytest.fixture
def workshop(store: Store, council: Council) -> str:
    with store.write() as tx:
        return workshops.add(tx, council.id, round_id=council.round, unit_id=council.unit, plan=PLAN).id


def park(tx: Connection, council: Council, workshop: str, text: str = "who owns the figures") -> Parked:
    return parking_lot.park(tx, council.id, workshop, text, who="the team", writer="laptop")


def test_what_is_parked_is_kept_in_order_changed_and_settled(store: Store, council: Council, workshop: str) -> None:
    with store.write() as tx:
        first, second = park(tx, council, workshop), park(tx, council, workshop, "a\x07 hall\u202e")
        assert second.text == "a hall"
        changed = parking_lot.change(
            tx,
            council.id,
            replace(first, text="who owns them\x00", is_settled=True),
            expected_version=1,
            writer="phone",
        )
    assert changed == Parked(first.id, "who owns them", "the team", True, 2, "phone", first.workshop_id)
    with store.read() as tx:
        assert parking_lot.of_workshop(tx, council.id, workshop) == [changed, second]


def test_whoever_has_not_seen_an_items_last_change_is_told_what_it_is(
    store: Store, council: Council, workshop: str
) -> None:
    with store.write() as tx:
        item = park(tx, council, workshop)
        changed = parking_lot.change(tx, council.id, item, expected_version=1, writer="phone")
    with pytest.raises(Conflict, match="parked item") as caught, store.write() as tx:
        parking_lot.change(tx, council.id, item, expected_version=1, writer="laptop")
    assert caught.value.stored == changed


def test_an_item_that_was_never_parked_is_not_found_and_none_is_parked_nowhere(store: Store, council: Council) -> None:
    with store.write() as tx:
        with pytest.raises(NotFound):
            parking_lot.change(tx, council.id, Parked("none", "x"), expected_version=0, writer="laptop")
        with pytest.raises(NotFound):
            parking_lot.park(tx, council.id, "nowhere", "x", who="", writer="laptop")


def test_an_item_may_be_parked_after_the_round_was_closed(store: Store, council: Council, workshop: str) -> None:
    with store.write() as tx:
        close(tx, council)
        item = park(tx, council, workshop)
        assert parking_lot.of_workshop(tx, council.id, workshop) == [item]
