"""Rounds: the content they pin byte for byte, and the findings that closing them freezes."""

from __future__ import annotations

from datetime import date, timedelta, timezone

import pytest
from sqlalchemy import update
from sqlalchemy.exc import StatementError
from store_examples import CHECKLIST, NOW, QUESTIONNAIRE, Council, close, pinned

from journey.model import PinnedContent, Round
from journey.store import Closed, Corrupt, NotFound, Store, Unavailable, content, rounds, tables


def test_a_round_gives_back_what_it_pinned_byte_for_byte(store: Store, council: Council) -> None:
    with store.read() as tx:
        assert rounds.content(tx, council.id, council.round) == [CHECKLIST, QUESTIONNAIRE]
        assert content.get(tx, council.id, QUESTIONNAIRE.hash) == QUESTIONNAIRE


def test_a_flipped_byte_is_noticed(store: Store, council: Council) -> None:
    with store.write() as tx:
        flipped = bytes([QUESTIONNAIRE.body[0] ^ 1]) + QUESTIONNAIRE.body[1:]
        tx.execute(update(tables.content).where(tables.content.c.hash == QUESTIONNAIRE.hash).values(body=flipped))
    with store.read() as tx:
        with pytest.raises(Corrupt, match="questionnaire essentials"):
            rounds.content(tx, council.id, council.round)
        with pytest.raises(Unavailable, match="Restore"):
            content.get(tx, council.id, QUESTIONNAIRE.hash)
        assert content.get(tx, council.id, CHECKLIST.hash) == CHECKLIST


def test_content_whose_hash_is_wrong_is_not_pinned(store: Store, council: Council) -> None:
    wrong = PinnedContent("questionnaire", "essentials", "1.0.0", QUESTIONNAIRE.hash, b"other bytes")
    with store.write() as tx, pytest.raises(ValueError, match="hash"):
        content.pin(tx, council.id, wrong)


def test_content_is_pinned_once_and_may_be_pinned_again(store: Store, council: Council) -> None:
    added = pinned(b"more", kind="checklist", id="more")
    with store.write() as tx:
        for _ in range(2):
            content.pin(tx, council.id, added)
            rounds.add_content(tx, council.id, council.round, added)
        assert rounds.content(tx, council.id, council.round) == [added, CHECKLIST, QUESTIONNAIRE]


def test_content_that_nobody_pinned_is_not_found(store: Store, council: Council) -> None:
    with store.read() as tx, pytest.raises(NotFound):
        content.get(tx, council.id, "0" * 64)


def test_rounds_come_by_date_and_then_in_the_order_added(store: Store, council: Council) -> None:
    with store.write() as tx:
        for name, day in (("late", 9), ("first of two", 5), ("second of two", 5), ("early", 1)):
            rounds.add(tx, council.id, name=name, held_on=date(2026, 1, day), content=[])
    with store.read() as tx:
        names = [held.name for held in rounds.every(tx, council.id)]
    assert names == ["early", "first of two", "second of two", "late", "Spring"]


def test_closing_freezes_findings_with_what_they_were_worked_out_from(store: Store, council: Council) -> None:
    with store.read() as tx:
        assert rounds.get(tx, council.id, council.round).closed_at is None
        assert rounds.frozen(tx, council.id, council.assessment) is None
    with store.write() as tx:
        close(tx, council)
    with store.read() as tx:
        expected = Round(council.round, council.id, "Spring", date(2026, 3, 29), NOW)
        assert rounds.get(tx, council.id, council.round) == expected
        profile = rounds.frozen(tx, council.id, council.assessment)
    assert profile == rounds.FrozenProfile('{"index": 2.5}', QUESTIONNAIRE.hash, "1", NOW)


def test_a_closed_round_is_not_closed_again_and_pins_nothing_more(store: Store, council: Council) -> None:
    with store.write() as tx:
        close(tx, council)
    with store.write() as tx:
        with pytest.raises(Closed):
            close(tx, council)
        with pytest.raises(Closed):
            rounds.add_content(tx, council.id, council.round, pinned(b"late"))
        with pytest.raises(Closed):
            rounds.hold_still(tx, council.id, council.round)
        with pytest.raises(Closed):
            rounds.hold_open(tx, council.id, council.round)


def test_findings_of_an_assessment_of_another_round_are_refused(store: Store, council: Council) -> None:
    with store.write() as tx:
        other = rounds.add(tx, council.id, name="Autumn", held_on=date(2026, 9, 1), content=[])
    with pytest.raises(NotFound), store.write() as tx:
        rounds.close(tx, council.id, other.id, closed_at=NOW, frozen={council.assessment: "{}"}, scoring_version="1")
    with store.read() as tx:
        assert rounds.get(tx, council.id, other.id).closed_at is None


def test_times_come_back_in_utc_whatever_zone_they_were_told_in(store: Store, council: Council) -> None:
    told = NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))
    with store.write() as tx:
        rounds.close(tx, council.id, council.round, closed_at=told, frozen={}, scoring_version="1")
    with store.read() as tx:
        closed_at = rounds.get(tx, council.id, council.round).closed_at
    assert closed_at == NOW
    assert closed_at.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused(store: Store, council: Council) -> None:
    with pytest.raises(StatementError, match="time zone"), store.write() as tx:
        rounds.close(tx, council.id, council.round, closed_at=NOW.replace(tzinfo=None), frozen={}, scoring_version="1")
