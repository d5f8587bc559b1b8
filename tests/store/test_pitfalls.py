"""Pitfalls: what is said is kept with its history, and so are decisions to move on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journey.model import PitfallAnswer, PitfallContent, PitfallState, ReadinessOverride
from journey.store import Closed, Conflict, NotFound, Store, pitfalls
from tests.store.store_examples import NOW, Council, close, save_pitfall

PARTLY = PitfallContent(PitfallState.PARTLY, "half of it", "the head of policy", date(2026, 6, 1))
AVOIDED = PitfallContent(PitfallState.AVOIDED)
MOVED = ReadinessOverride("plan", "the year does not wait", "the leader", NOW)


def test_what_is_said_about_pitfalls_is_kept_by_checklist_and_pitfall(store: Store, council: Council) -> None:
    with store.write() as tx:
        saved = save_pitfall(tx, council, "blame", PARTLY)
    assert saved == PitfallAnswer("pitfalls", "blame", PARTLY, 1, "laptop", NOW)
    with store.read() as tx:
        found = pitfalls.of_unit(tx, council.id, council.round, council.unit)
        assert found == {("pitfalls", "blame"): saved}


def test_pitfalls_have_versions_writers_and_a_history_as_answers_do(store: Store, council: Council) -> None:
    said = [(PARTLY, "laptop"), (AVOIDED, "laptop"), (PARTLY, "phone")]
    with store.write() as tx:
        saved = [
            save_pitfall(tx, council, "blame", content, seen=seen, writer=who)
            for seen, (content, who) in enumerate(said)
        ]
    assert [(answer.version, answer.writer) for answer in saved] == [(1, "laptop"), (2, "laptop"), (3, "phone")]
    with store.read() as tx:
        kept = pitfalls.history(
            tx,
            council.id,
            round_id=council.round,
            unit_id=council.unit,
            checklist_id="pitfalls",
            pitfall_id="blame",
        )
    assert kept == saved


@pytest.mark.parametrize(("stored", "seen"), [(0, 1), (1, 0), (2, 1)])
def test_a_writer_who_has_not_seen_the_stored_version_is_told_what_it_is(
    store: Store, council: Council, stored: int, seen: int
) -> None:
    with store.write() as tx:
        for version in range(stored):
            save_pitfall(tx, council, "blame", PARTLY, seen=version)
    with pytest.raises(Conflict) as caught, store.write() as tx:
        save_pitfall(tx, council, "blame", AVOIDED, seen=seen)
    assert caught.value.stored.version == stored
    with store.read() as tx:
        found = pitfalls.of_unit(tx, council.id, council.round, council.unit)
    assert [answer.content for answer in found.values()] == [PARTLY] * min(stored, 1)


def test_a_decision_to_move_on_is_kept_and_a_later_one_takes_its_place(store: Store, council: Council) -> None:
    own = {"round_id": council.round, "unit_id": council.unit}
    with store.write() as tx:
        pitfalls.save_override(tx, council.id, **own, override=MOVED)
        pitfalls.save_override(tx, council.id, **own, override=replace(MOVED, section_id="do"))
        pitfalls.save_override(tx, council.id, **own, override=replace(MOVED, reason="agreed again"))
    with store.read() as tx:
        found = pitfalls.overrides(tx, council.id, council.round, council.unit)
    assert found == {"plan": replace(MOVED, reason="agreed again"), "do": replace(MOVED, section_id="do")}


def test_a_decision_to_move_on_can_be_taken_back_and_the_others_stay(store: Store, council: Council) -> None:
    own = {"round_id": council.round, "unit_id": council.unit}
    with store.write() as tx:
        pitfalls.save_override(tx, council.id, **own, override=MOVED)
        pitfalls.save_override(tx, council.id, **own, override=replace(MOVED, section_id="do"))
        pitfalls.remove_override(tx, council.id, **own, section_id=MOVED.section_id)
        pitfalls.remove_override(tx, council.id, **own, section_id=MOVED.section_id)
        assert list(pitfalls.overrides(tx, council.id, council.round, council.unit)) == ["do"]
        close(tx, council)
        with pytest.raises(Closed):
            pitfalls.remove_override(tx, council.id, **own, section_id="do")


def test_a_closed_round_refuses_pitfalls_and_moving_on(store: Store, council: Council) -> None:
    with store.write() as tx:
        save_pitfall(tx, council, "blame", PARTLY)
        close(tx, council)
        with pytest.raises(Closed):
            save_pitfall(tx, council, "blame", AVOIDED, seen=1)
        with pytest.raises(Closed):
            pitfalls.save_override(tx, council.id, round_id=council.round, unit_id=council.unit, override=MOVED)
        found = pitfalls.of_unit(tx, council.id, council.round, council.unit)
    assert found["pitfalls", "blame"].content == PARTLY


@pytest.mark.parametrize("unknown", ["round", "unit"])
def test_pitfalls_of_a_round_or_unit_that_does_not_exist_are_refused(
    store: Store, council: Council, unknown: str
) -> None:
    nowhere = replace(council, **{unknown: "nowhere"})
    with store.write() as tx:
        with pytest.raises(NotFound, match="'nowhere'"):
            save_pitfall(tx, nowhere, "blame", PARTLY)
        with pytest.raises(NotFound, match="'nowhere'"):
            pitfalls.save_override(tx, council.id, round_id=nowhere.round, unit_id=nowhere.unit, override=MOVED)
