"""Rounds: the content they pin byte for byte, closed, opened again with a reason, changed and removed."""

from __future__ import annotations

from datetime import date, timedelta, timezone

import pytest
from sqlalchemy import update
from sqlalchemy.exc import StatementError

from journey.model import PinnedContent, Reopening, Round
from journey.store import Closed, Corrupt, NotFound, Store, Unavailable, actions, content, rounds, tables
from tests.store.store_examples import (
    CHECKLIST,
    NOW,
    QUESTIONNAIRE,
    Council,
    all_rows,
    close,
    fill,
    level,
    pinned,
    reopen,
    save,
)


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
        content.pin(tx, council.id, added)
        autumn = rounds.add(tx, council.id, name="Autumn", held_on=date(2026, 9, 1), content=[CHECKLIST, added, added])
    with store.read() as tx:
        assert rounds.content(tx, council.id, autumn.id) == [added, CHECKLIST]
        assert rounds.content(tx, council.id, council.round) == [CHECKLIST, QUESTIONNAIRE]


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


def test_a_closed_round_says_when_it_was_closed_and_is_not_closed_again(store: Store, council: Council) -> None:
    with store.write() as tx:
        closed = close(tx, council)
    assert closed == Round(council.round, council.id, "Spring", date(2026, 3, 29), NOW)
    with store.write() as tx:
        assert rounds.get(tx, council.id, council.round) == closed
        with pytest.raises(Closed):
            close(tx, council)
        with pytest.raises(Closed):
            rounds.lock_open_for_update(tx, council.id, council.round)
        with pytest.raises(Closed):
            rounds.lock_open_for_share(tx, council.id, council.round)


def test_a_round_that_is_opened_again_takes_answers_and_every_reason_is_kept(store: Store, council: Council) -> None:
    with store.write() as tx:
        close(tx, council)
        first = reopen(tx, council, "a service was\x07 left out")
        save(tx, council, "aims", level(2))
        close(tx, council)
        second = reopen(tx, council, "one more team")
        assert rounds.get(tx, council.id, council.round).closed_at is None
    assert first == Reopening(council.round, 1, "a service was left out", "the leader", NOW)
    assert second == Reopening(council.round, 2, "one more team", "the leader", NOW)
    with store.read() as tx:
        assert rounds.reopenings(tx, council.id, council.round) == [first, second]


def test_opening_a_round_that_is_open_changes_nothing(store: Store, council: Council) -> None:
    with store.write() as tx:
        before = all_rows(tx)
        assert reopen(tx, council) is None
        assert all_rows(tx) == before


def test_name_date_and_whether_last_answers_are_shown_may_change_when_it_is_closed(
    store: Store, council: Council
) -> None:
    with store.write() as tx:
        close(tx, council)
        changed = rounds.change(
            tx, council.id, council.round, name="Sp\u202ering 2", held_on=date(2026, 4, 1), shows_last=True
        )
    assert changed == Round(council.round, council.id, "Spring 2", date(2026, 4, 1), NOW, shows_last=True)
    with store.read() as tx:
        assert rounds.every(tx, council.id) == [changed]


PLAN = {
    *("action", "priority", "bet", "measure", "reading", "limits_from", "review", "decision", "plan_event"),
}
"""The tables of the plan, which outlives its rounds."""


def test_removing_a_round_removes_all_below_it_and_nothing_else(store: Store, council: Council) -> None:
    with store.write() as tx:
        rounds.add(tx, council.id, name="Autumn", held_on=date(2026, 9, 1), content=[QUESTIONNAIRE])
        without = all_rows(tx)
    with store.write() as tx:
        fill(tx, council)
        filled = all_rows(tx)
        rounds.remove(tx, council.id, council.round)
        left = all_rows(tx)
    stays = {"organisation", "unit", "role", "content"}
    assert all(filled.values())
    assert {name for name, rows in left.items() if rows} == stays | PLAN | {"round", "round_content", "browser"}
    assert {name: left[name] for name in stays} == {name: without[name] for name in stays}
    with store.read() as tx:
        (action,) = actions.of_unit(tx, council.id, council.unit)
    assert (action.round_id, action.workshop_id) == (None, None)
    assert [row for row in without["round"] if council.round not in row] == left["round"]


def test_times_come_back_in_utc_whatever_zone_they_were_told_in(store: Store, council: Council) -> None:
    told = NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))
    with store.write() as tx:
        rounds.close(tx, council.id, council.round, closed_at=told)
    with store.read() as tx:
        closed_at = rounds.get(tx, council.id, council.round).closed_at
    assert closed_at == NOW
    assert closed_at.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused(store: Store, council: Council) -> None:
    with pytest.raises(StatementError, match="time zone"), store.write() as tx:
        rounds.close(tx, council.id, council.round, closed_at=NOW.replace(tzinfo=None))
