"""Agreed levels and targets: kept beside the answers, with versions and a history, in closed rounds as well."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from journey.model import AgreedContent, AgreedLevel, Target
from journey.store import Conflict, NotFound, Store, agreed, answers, organisations, targets
from tests.store.store_examples import NOW, Council, close, level, save, save_agreed

THREE = AgreedContent(3, "ten of twelve reviews decided something", "one would say 2", "the management team")
TAKEN_BACK = AgreedContent()


def test_what_was_agreed_is_kept_with_its_history_and_may_be_taken_back(store: Store, council: Council) -> None:
    with store.write() as tx:
        first = save_agreed(tx, council, "aims", THREE)
        second = save_agreed(tx, council, "aims", TAKEN_BACK, seen=1, writer="phone")
        other = save_agreed(tx, council, "reviews", THREE)
    assert first == AgreedLevel("aims", THREE, 1, "laptop", NOW)
    assert second == AgreedLevel("aims", TAKEN_BACK, 2, "phone", NOW)
    with store.read() as tx:
        assert agreed.of_assessment(tx, council.id, council.assessment) == {"aims": second, "reviews": other}
        assert agreed.history(tx, council.id, council.assessment, "aims") == [first, second]
        assert agreed.history(tx, council.id, council.assessment, "plans") == []


def test_agreeing_touches_no_answer_and_a_closed_round_allows_it(store: Store, council: Council) -> None:
    with store.write() as tx:
        said = save(tx, council, "aims", level(1))
        counted = answers.tally(tx, council.id, council.assessment)
        close(tx, council)
        save_agreed(tx, council, "aims", THREE)
    with store.read() as tx:
        assert answers.of_response(tx, council.id, council.response) == {"aims": said}
        assert answers.tally(tx, council.id, council.assessment) == counted


@pytest.mark.parametrize(("stored", "seen"), [(0, 1), (1, 0), (2, 1)])
def test_whoever_has_not_seen_what_was_agreed_is_told_what_it_is(
    store: Store, council: Council, stored: int, seen: int
) -> None:
    with store.write() as tx:
        for version in range(stored):
            save_agreed(tx, council, "aims", THREE, seen=version)
    with pytest.raises(Conflict) as caught, store.write() as tx:
        save_agreed(tx, council, "aims", TAKEN_BACK, seen=seen)
    assert caught.value.stored.version == stored
    with store.read() as tx:
        found = agreed.of_assessment(tx, council.id, council.assessment)
    assert [level.content for level in found.values()] == [THREE] * min(stored, 1)


def test_texts_of_an_agreement_are_cleaned(store: Store, council: Council) -> None:
    with store.write() as tx:
        kept = save_agreed(tx, council, "aims", AgreedContent(2, "w\x07hy", "n\u202eo", "w\x00ho"))
    assert kept.content == AgreedContent(2, "why", "no", "who")


def test_a_level_that_is_none_is_refused_by_the_database(store: Store, council: Council) -> None:
    with pytest.raises(IntegrityError), store.write() as tx:
        save_agreed(tx, council, "aims", AgreedContent(5))


def test_targets_take_the_place_of_those_set_before_and_belong_to_one_unit(store: Store, council: Council) -> None:
    with store.write() as tx:
        housing = organisations.add_unit(tx, council.id, name="Housing", kind="service").id
        set_targets(tx, council, council.unit, {"plan": 28, "do": 40})
        set_targets(tx, council, housing, {"plan": 10})
        set_targets(tx, council, council.unit, {"plan": 31})
        close(tx, council)
        assert of_unit(tx, council, council.unit) == {"plan": Target("plan", 31)}
        set_targets(tx, council, council.unit, {})
    with store.read() as tx:
        assert of_unit(tx, council, council.unit) == {}
        assert of_unit(tx, council, housing) == {"plan": Target("plan", 10)}
        assert targets.of_unit(tx, council.id, council.round, housing, "another") == {}


@pytest.mark.parametrize("unknown", ["round_id", "unit_id"])
def test_targets_of_a_round_or_unit_that_does_not_exist_are_refused(
    store: Store, council: Council, unknown: str
) -> None:
    own = {"round_id": council.round, "unit_id": council.unit, unknown: "nowhere"}
    with store.write() as tx, pytest.raises(NotFound, match="'nowhere'"):
        targets.save(tx, council.id, **own, questionnaire_id="essentials", tenths={"plan": 20})


@pytest.mark.parametrize("tenths", [9, 41])
def test_a_target_outside_the_scale_is_refused_by_the_database(store: Store, council: Council, tenths: int) -> None:
    with pytest.raises(IntegrityError), store.write() as tx:
        set_targets(tx, council, council.unit, {"plan": tenths})


def set_targets(tx: Connection, council: Council, unit: str, tenths: dict[str, int]) -> None:
    targets.save(tx, council.id, round_id=council.round, unit_id=unit, questionnaire_id="essentials", tenths=tenths)


def of_unit(tx: Connection, council: Council, unit: str) -> dict[str, Target]:
    return targets.of_unit(tx, council.id, council.round, unit, "essentials")
