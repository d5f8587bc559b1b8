"""Workshops: one for each unit and round, changed by whoever holds them, and a version that tells when to look."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from threading import Event

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from journey.model import Workshop, WorkshopStage
from journey.store import (
    Closed,
    NotFound,
    Store,
    invitations,
    organisations,
    paper_ballots,
    questions,
    respondents,
    rounds,
    workshops,
)
from tests.store.store_examples import (
    NOW,
    PLAN,
    TOKEN,
    Council,
    add_council,
    at_once,
    close,
    fill_workshop,
    level,
    reopen,
)


def add(tx: Connection, council: Council) -> Workshop:
    return workshops.add(tx, council.id, round_id=council.round, unit_id=council.unit, plan=PLAN)


def test_a_unit_has_one_workshop_a_round_as_it_was_planned_first(store: Store, council: Council) -> None:
    with store.write() as tx:
        added = add(tx, council)
        other = replace(PLAN, title="Another")
        assert workshops.add(tx, council.id, round_id=council.round, unit_id=council.unit, plan=other) == added
    assert added == Workshop(added.id, council.id, council.round, council.unit, PLAN)
    assert (added.stage, added.question_set, added.control_version, added.display_version) == (
        WorkshopStage.BEFORE,
        0,
        1,
        1,
    )
    with store.read() as tx:
        assert workshops.get(tx, council.id, added.id) == added
        assert workshops.of_unit(tx, council.id, council.round, council.unit) == added
        assert workshops.of_unit(tx, council.id, "another", council.unit) is None


def test_no_workshop_begins_in_a_closed_round_nor_for_a_unit_that_is_not_there(store: Store, council: Council) -> None:
    with store.write() as tx, pytest.raises(NotFound, match="'nowhere'"):
        workshops.add(tx, council.id, round_id=council.round, unit_id="nowhere", plan=PLAN)
    with store.write() as tx:
        close(tx, council)
        with pytest.raises(Closed):
            add(tx, council)


def test_workshops_come_by_date_and_then_in_the_order_they_were_made(store: Store, council: Council) -> None:
    with store.write() as tx:
        for title, day in (("late", 9), ("first of two", 5), ("second of two", 5), ("early", 1)):
            held = rounds.add(tx, council.id, name=title, held_on=date(2026, 1, 1), content=[])
            plan = replace(PLAN, title=title, held_on=date(2026, 3, day))
            workshops.add(tx, council.id, round_id=held.id, unit_id=council.unit, plan=plan)
        titles = [workshop.plan.title for workshop in workshops.every(tx, council.id)]
    assert titles == ["early", "first of two", "second of two", "late"]


def test_what_is_saved_comes_back_cleaned_and_the_revision_rises_each_time(store: Store, council: Council) -> None:
    with store.write() as tx:
        added = add(tx, council)
        plan = replace(PLAN, title="Wh\x07ere", purpose="a\u202eb", who="c\x00d", minutes=45)
        wanted = replace(
            added,
            plan=plan,
            stage=WorkshopStage.ENDED,
            question_set=3,
            control_version=9,
            started_at=NOW,
            ended_at=NOW,
            review_on=date(2027, 1, 2),
        )
        saved = workshops.save(tx, council.id, wanted)
        touched = workshops.touch(tx, council.id, added.id)
    assert saved == replace(wanted, plan=replace(plan, title="Where", purpose="ab", who="cd"), display_version=2)
    assert touched == replace(saved, display_version=3)


def test_a_stage_that_there_is_not_is_refused_by_the_database(store: Store, council: Council) -> None:
    with store.write() as tx:
        added = add(tx, council)
    with pytest.raises(IntegrityError), store.write() as tx:
        tx.execute(workshops._table.update().values(stage="over"))
    with store.read() as tx:
        assert workshops.get(tx, council.id, added.id) == added


def test_who_takes_part_is_counted_by_device_and_by_ballot(store: Store, council: Council) -> None:
    with store.write() as tx:
        held = fill_workshop(tx, council)
        assert workshops.participation(tx, council.id, held.id) == workshops.Participation(held, joined=1, on_paper=1)
        (invitation,) = invitations.of_round(tx, council.id, council.round)
        respondents.add(tx, council.id, invitation.id, token_hash="u" * 64, role=None)
        paper_ballots.save(tx, council.id, council.assessment, "aims", [level(1)] * 4, writer="laptop", at=NOW)
        found = workshops.participation(tx, council.id, held.id)
    assert (found.joined, found.on_paper) == (2, 4)


def test_nobody_and_no_card_are_counted_as_none(store: Store, council: Council) -> None:
    with store.write() as tx:
        added = add(tx, council)
        assert workshops.participation(tx, council.id, added.id) == workshops.Participation(added, 0, 0)


def test_a_code_leads_to_the_workshop_while_invitation_and_round_are_open(store: Store, council: Council) -> None:
    with store.write() as tx:
        held = fill_workshop(tx, council)
        (invitation,) = invitations.of_round(tx, council.id, council.round)
        behind = workshops.FoundWorkshop(council.id, held.id, WorkshopStage.BEFORE, question_set=0, is_revealed=False)
        assert workshops.by_code(tx, invitation.code) == behind
        workshops.save(tx, council.id, replace(held, stage=WorkshopStage.ROOM, question_set=1))
        behind = replace(behind, stage=WorkshopStage.ROOM, question_set=1)
        assert workshops.by_code(tx, invitation.code) == behind
        for number in (1, 2):
            questions.reveal(tx, council.id, held.id, number, {"3": 1}, at=NOW)
        behind = replace(behind, is_revealed=True)
        assert workshops.by_code(tx, invitation.code) == behind
        assert workshops.by_code(tx, "ABCDEFGH") is None
        close(tx, council)
        assert workshops.by_code(tx, invitation.code) is None
        reopen(tx, council)
        assert workshops.by_code(tx, invitation.code) == behind
        invitations.change(tx, council.id, invitation.id, cap=1, reveals=True, closed_at=NOW)
        assert workshops.by_code(tx, invitation.code) is None


def test_a_code_without_a_workshop_leads_to_none(store: Store, council: Council) -> None:
    with store.write() as tx:
        own = {"round_id": council.round, "unit_id": council.unit}
        invitation = invitations.add(tx, council.id, **own, cap=1, reveals=False)
        came = invitations.by_code(tx, invitation.code, TOKEN)
        assert came
        assert came.workshop_id is None
        assert workshops.by_code(tx, invitation.code) is None


def test_a_workshop_goes_with_its_unit(store: Store, council: Council) -> None:
    with store.write() as tx:
        housing = organisations.add_unit(tx, council.id, name="Housing", kind="service").id
        added = workshops.add(tx, council.id, round_id=council.round, unit_id=housing, plan=PLAN)
        organisations.remove_unit(tx, council.id, housing)
        with pytest.raises(NotFound):
            workshops.get(tx, council.id, added.id)


def test_no_raise_of_the_revision_is_lost(store: Store, council: Council) -> None:
    with store.write() as tx:
        added = add(tx, council)

    def task() -> None:
        for _ in range(5):
            with store.write() as tx:
                workshops.touch(tx, council.id, added.id)

    at_once([task] * 4)
    with store.read() as tx:
        assert workshops.get(tx, council.id, added.id).display_version == 21


def test_of_many_who_act_on_what_they_have_seen_one_moves_on(store: Store, council: Council) -> None:
    with store.write() as tx:
        added = add(tx, council)

    def task() -> bool:
        with store.write() as tx:
            held = workshops.lock_for_update(tx, council.id, added.id)
            if held.control_version != added.control_version:
                return False
            workshops.save(tx, council.id, replace(held, control_version=held.control_version + 1))
            return True

    assert sorted(at_once([task] * 6)) == [False] * 5 + [True]


def test_many_hold_a_workshop_still_at_the_same_time(postgres_url: str) -> None:
    """On PostgreSQL, where several write at once: all of them are inside before the first one leaves."""
    store = Store(postgres_url)
    with store.write() as tx:
        council = add_council(tx)
        added = add(tx, council)
    inside = [Event(), Event()]

    def still(own: Event, other: Event) -> bool:
        with store.write() as tx:
            workshops.lock_for_share(tx, council.id, added.id)
            own.set()
            return other.wait(10)

    assert at_once([lambda: still(*inside), lambda: still(*reversed(inside))]) == [True, True]
    store.close()
