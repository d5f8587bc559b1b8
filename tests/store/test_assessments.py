"""Assessments and responses: what they pin, who may answer, and the place that a response remembers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from journey.model import Assessment, Privacy, Response, Scope
from journey.store import Closed, NotFound, Store, assessments, content, organisations, rounds
from tests.store.store_examples import NOW, QUESTIONNAIRE, Council, add_council, close, pinned


def details(council: Council, **changes: Any) -> dict[str, Any]:
    usual = {
        "round_id": council.round,
        "unit_id": council.unit,
        "questionnaire_id": "essentials",
        "content_hash": QUESTIONNAIRE.hash,
        "scope": Scope.FULL,
        "privacy": Privacy.CONFIDENTIAL,
    }
    return usual | changes


def test_an_assessment_is_kept_as_it_was_added(store: Store, council: Council) -> None:
    with store.read() as tx:
        assert assessments.get(tx, council.id, council.assessment) == Assessment(
            council.assessment,
            council.id,
            council.round,
            council.unit,
            "essentials",
            QUESTIONNAIRE.hash,
            Scope.QUICK,
            Privacy.CONFIDENTIAL,
        )


def test_adding_the_same_assessment_again_gives_the_existing_one(store: Store, council: Council) -> None:
    with store.write() as tx:
        again = assessments.add(tx, council.id, **details(council, scope=Scope.FULL, privacy=Privacy.OPEN))
        assert (again.id, again.scope, again.privacy) == (council.assessment, Scope.QUICK, Privacy.CONFIDENTIAL)
        close(tx, council)
        assert assessments.add(tx, council.id, **details(council)).id == council.assessment


def test_an_assessment_pins_its_content_to_the_round(store: Store, council: Council) -> None:
    other = pinned(b"id: deep-dive\n", id="deep-dive")
    with store.write() as tx:
        content.pin(tx, council.id, other)
        assessments.add(tx, council.id, **details(council, questionnaire_id="deep-dive", content_hash=other.hash))
        assert other in rounds.content(tx, council.id, council.round)


@pytest.mark.parametrize("unknown", ["round_id", "unit_id", "content_hash"])
def test_an_assessment_of_what_does_not_exist_is_refused(store: Store, council: Council, unknown: str) -> None:
    changes = {"questionnaire_id": "another", unknown: "nothing"}
    with store.write() as tx, pytest.raises(NotFound, match="'nothing'"):
        assessments.add(tx, council.id, **details(council, **changes))


def test_assessments_of_a_round_come_in_the_order_added_and_by_unit(store: Store, council: Council) -> None:
    with store.write() as tx:
        housing = organisations.add_unit(tx, council.id, name="Housing", kind="service").id
        second = assessments.add(tx, council.id, **details(council, unit_id=housing))
        third = assessments.add(tx, council.id, **details(council, questionnaire_id="another"))
    with store.read() as tx:
        everything = assessments.of_round(tx, council.id, council.round)
        assert [found.id for found in everything] == [council.assessment, second.id, third.id]
        assert assessments.of_round(tx, council.id, council.round, housing) == [second]
        assert assessments.of_round(tx, council.id, council.round, unit_id="nobody") == []


def test_what_was_promised_when_an_assessment_began_stays(store: Store, council: Council) -> None:
    with store.write() as tx:
        assert assessments.get(tx, council.id, council.assessment).small_group == 5
        promised = assessments.add(tx, council.id, **details(council, questionnaire_id="another"), small_group=8)
        again = assessments.add(tx, council.id, **details(council, questionnaire_id="another"), small_group=3)
    assert promised.small_group == 8
    assert again == promised


def test_assessments_by_one_questionnaire_come_from_all_rounds_and_units_with_their_versions(
    store: Store, council: Council
) -> None:
    newer = pinned(b"id: essentials, a later version\n", version="1.1.0")
    with store.write() as tx:
        housing = organisations.add_unit(tx, council.id, name="Housing", kind="service").id
        autumn = rounds.add(tx, council.id, name="Autumn", held_on=date(2025, 9, 1), content=[newer]).id
        own = {"round_id": autumn, "content_hash": newer.hash}
        second = assessments.add(tx, council.id, **details(council, **own, unit_id=housing))
        third = assessments.add(tx, council.id, **details(council, **own))
        other = assessments.add(tx, council.id, **details(council, **own, questionnaire_id="another"))
    with store.read() as tx:
        first = assessments.get(tx, council.id, council.assessment)
        assert assessments.by_questionnaire(tx, council.id, "essentials") == [first, second, third]
        assert assessments.every(tx, council.id) == [first, second, third, other]
        assert sorted(assessments.versions(tx, council.id, "essentials")) == sorted(
            [(QUESTIONNAIRE.hash, Scope.QUICK, ()), (newer.hash, Scope.FULL, ())]
        )
        assert assessments.versions(tx, council.id, "nothing") == []


def test_widening_asks_the_full_questionnaire(store: Store, council: Council) -> None:
    with store.write() as tx:
        assert assessments.widen(tx, council.id, council.assessment).scope is Scope.FULL
    with store.read() as tx:
        assert assessments.get(tx, council.id, council.assessment).scope is Scope.FULL


def test_single_sections_are_widened_beside_a_quick_check_until_everything_is(store: Store, council: Council) -> None:
    with store.write() as tx:
        assessments.widen(tx, council.id, council.assessment, ["plan"])
        both = assessments.widen(tx, council.id, council.assessment, ["learn", "plan"])
    assert (both.scope, both.widened) == (Scope.QUICK, ("learn", "plan"))
    with store.write() as tx:
        assert assessments.get(tx, council.id, council.assessment) == both
        assert assessments.versions(tx, council.id, "essentials") == [
            (QUESTIONNAIRE.hash, Scope.QUICK, ("learn", "plan"))
        ]
        whole = assessments.widen(tx, council.id, council.assessment)
        assert (whole.scope, whole.widened) == (Scope.FULL, ())
        assert assessments.widen(tx, council.id, council.assessment, ["plan"]) == whole


def test_a_confidential_assessment_has_many_responses_in_the_order_begun(store: Store, council: Council) -> None:
    with store.write() as tx:
        added = [assessments.add_response(tx, council.id, council.assessment, role=role) for role in ("partners", None)]
    with store.read() as tx:
        found = assessments.responses(tx, council.id, council.assessment)
        assert found[1:] == added
        assert found[0] == Response(council.response, council.id, council.assessment, "managers", None, None)
        assert assessments.response(tx, council.id, added[1].id) == added[1]


def test_an_open_assessment_has_one_response(store: Store) -> None:
    with store.write() as tx:
        council = add_council(tx, privacy=Privacy.OPEN)
        again = assessments.add_response(tx, council.id, council.assessment)
        assert (again.id, again.role) == (council.response, "managers")
        close(tx, council)
        assert assessments.add_response(tx, council.id, council.assessment) == again


def test_a_role_that_the_council_does_not_have_is_refused(store: Store, council: Council) -> None:
    with store.write() as tx, pytest.raises(NotFound, match="no role 'mayor'"):
        assessments.add_response(tx, council.id, council.assessment, role="mayor")


def test_a_response_remembers_its_place_and_whether_it_is_finished(store: Store, council: Council) -> None:
    with store.write() as tx:
        assert assessments.set_place(tx, council.id, council.response, "review").place == "review"
        assert assessments.finish(tx, council.id, council.response, NOW).finished_at == NOW
    with store.read() as tx:
        kept = assessments.response(tx, council.id, council.response)
        assert (kept.place, kept.finished_at) == ("review", NOW)
    with store.write() as tx:
        assert assessments.reopen(tx, council.id, council.response).finished_at is None


def test_a_closed_round_refuses_changes_and_still_remembers_the_place(store: Store, council: Council) -> None:
    with store.write() as tx:
        close(tx, council)
        with pytest.raises(Closed):
            assessments.add(tx, council.id, **details(council, questionnaire_id="another"))
        with pytest.raises(Closed):
            assessments.widen(tx, council.id, council.assessment)
        with pytest.raises(Closed):
            assessments.add_response(tx, council.id, council.assessment)
        with pytest.raises(Closed):
            assessments.finish(tx, council.id, council.response, NOW)
        with pytest.raises(Closed):
            assessments.reopen(tx, council.id, council.response)
        assert assessments.set_place(tx, council.id, council.response, "review").place == "review"


def test_what_does_not_exist_is_not_found(store: Store, council: Council) -> None:
    with store.write() as tx:
        with pytest.raises(NotFound):
            assessments.get(tx, council.id, "nothing")
        with pytest.raises(NotFound):
            assessments.set_place(tx, council.id, "nothing", "review")
        assert assessments.responses(tx, council.id, "nothing") == []
