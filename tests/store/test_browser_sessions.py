"""Browsers that were seen before: what each looked at last, and when that is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from journey.http import COOKIE_DAYS
from journey.store import NotFound, Store, browser_sessions, organisations, rounds
from tests.store.store_examples import NOW, Council

TOKEN = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"


def test_a_browser_that_was_never_seen_is_not_known(store: Store) -> None:
    with store.read() as tx:
        assert browser_sessions.find(tx, TOKEN) is None


def test_a_browser_is_remembered_with_what_it_looked_at_last(store: Store, council: Council) -> None:
    later = NOW + timedelta(minutes=1)
    with store.write() as tx:
        browser_sessions.remember(tx, TOKEN, organisation_id=None, at=NOW)
        assert browser_sessions.find(tx, TOKEN) == browser_sessions.Browser(TOKEN, None, None, None, NOW)
        own = {"organisation_id": council.id, "round_id": council.round, "unit_id": council.unit}
        browser_sessions.remember(tx, TOKEN, **own, at=later)
        assert browser_sessions.find(tx, TOKEN) == browser_sessions.Browser(
            TOKEN, council.id, council.round, council.unit, later
        )
        browser_sessions.remember(tx, TOKEN, organisation_id=council.id, at=later)
        assert browser_sessions.find(tx, TOKEN) == browser_sessions.Browser(TOKEN, council.id, None, None, later)


def test_a_browser_is_forgotten_with_the_organisation_it_looked_at(store: Store, council: Council) -> None:
    with store.write() as tx:
        browser_sessions.remember(tx, TOKEN, organisation_id=council.id, at=NOW)
        organisations.remove(tx, council.id)
        assert browser_sessions.find(tx, TOKEN) is None


def test_a_browser_that_cannot_come_back_is_forgotten_once_another_one_comes(store: Store, council: Council) -> None:
    assert timedelta(days=COOKIE_DAYS) <= browser_sessions.FORGOTTEN_AFTER
    last, gone = "b" * 64, "c" * 64
    with store.write() as tx:
        browser_sessions.remember(tx, gone, organisation_id=council.id, at=NOW)
        browser_sessions.remember(tx, last, organisation_id=council.id, at=NOW + timedelta(days=1))
        browser_sessions.remember(tx, TOKEN, organisation_id=council.id, at=NOW + timedelta(days=401))
        assert browser_sessions.find(tx, gone) is None
        assert browser_sessions.find(tx, last) is not None


def test_a_browser_stays_with_its_organisation_when_the_round_or_unit_it_looked_at_is_removed(
    store: Store, council: Council
) -> None:
    with store.write() as tx:
        own = {"organisation_id": council.id, "round_id": council.round, "unit_id": council.unit}
        browser_sessions.remember(tx, TOKEN, **own, at=NOW)
        rounds.remove(tx, council.id, council.round)
        assert browser_sessions.find(tx, TOKEN) == browser_sessions.Browser(TOKEN, council.id, None, council.unit, NOW)
        organisations.remove_unit(tx, council.id, council.unit)
        assert browser_sessions.find(tx, TOKEN) == browser_sessions.Browser(TOKEN, council.id, None, None, NOW)


@pytest.mark.parametrize("unknown", ["organisation_id", "round_id", "unit_id"])
def test_what_does_not_exist_cannot_be_looked_at(store: Store, council: Council, unknown: str) -> None:
    own = {"organisation_id": council.id, "round_id": council.round, "unit_id": council.unit} | {unknown: "nowhere"}
    with store.write() as tx, pytest.raises(NotFound, match="'nowhere'"):
        browser_sessions.remember(tx, TOKEN, **own, at=NOW)


def test_a_round_is_looked_at_within_its_organisation(store: Store, council: Council) -> None:
    with store.write() as tx, pytest.raises(ValueError, match="organisation"):
        browser_sessions.remember(tx, TOKEN, organisation_id=None, round_id=council.round, at=NOW)
