"""Rounds as a council holds them: proposed, opened, watched by counts alone, renamed and removed."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from journey.model import AnswerContent, AnswerState, Privacy, Round, Scope
from journey.service import Closed, NotFound, Product
from journey.service.answering import invitations, saving, sessions
from journey.service.compare.history import over_rounds
from journey.service.current_selection import Selection
from journey.service.rounds import closing, lifecycle
from journey.service.rounds.lifecycle import RoundPlan
from journey.store import assessment_answers, assessments, rounds
from tests.steps.refusals import refused
from tests.steps.rounds import NOW, TWO_SECTIONS, Reply, add_unit, ask, everybody, hold, now, product_with, start

pytestmark = pytest.mark.content("small", "other")

EVERY = tuple(one.id for statements in TWO_SECTIONS.values() for one in statements)
TODAY = date(2026, 11, 21)


def plan(*unit_ids: str, **changes: object) -> RoundPlan:
    usual = RoundPlan("Autumn 2026", TODAY, ["small"], unit_ids, Scope.FULL, shows_last=False)
    return replace(usual, **changes)


def in_round(product: Product, held: Round) -> list[tuple[str, str, Scope, Privacy]]:
    with product.store.read() as tx:
        every = assessments.of_round(tx, held.organisation_id, held.id)
    return [(one.unit_id, one.questionnaire_id, one.scope, one.privacy) for one in every]


# --- opening ---------------------------------------------------------------------------------------------------------


def test_a_round_asks_each_unit_each_questionnaire_and_pins_what_ships(product: Product) -> None:
    council, top = start(product)
    housing = add_unit(product, council, "Housing")
    wanted = plan(
        top.id, housing.id, questionnaire_ids=["other", "small"], scope=Scope.QUICK, name=" Autumn\u202e  2026 "
    )
    held = lifecycle.open_round(product, council, wanted)
    assert (held.name, held.held_on, held.closed_at, held.shows_last) == ("Autumn 2026", TODAY, None, False)
    assert in_round(product, held) == [
        (unit.id, id_, Scope.QUICK, Privacy.OPEN) for unit in (top, housing) for id_ in ("other", "small")
    ]
    with product.store.read() as tx:
        pinned = rounds.content(tx, council.id, held.id)
    assert [(one.id, one.hash) for one in pinned] == [
        (id_, product.library.pinned("questionnaire", id_).hash) for id_ in ("other", "small")
    ]


def test_where_many_answer_each_unit_has_confidential_assessments_and_a_link_of_its_own(product: Product) -> None:
    council, top = start(product)
    housing = add_unit(product, council, "Housing")
    wanted = plan(top.id, housing.id, questionnaire_ids=["other", "small"], privacy=Privacy.CONFIDENTIAL)
    held = lifecycle.open_round(product, council, wanted)
    assert in_round(product, held) == [
        (unit.id, id_, Scope.FULL, Privacy.CONFIDENTIAL) for unit in (top, housing) for id_ in ("other", "small")
    ]
    invited = [invitations.invited(product, Selection(council, held, unit)) for unit in (top, housing)]
    assert [
        (one.invitation.unit_id, one.invitation.cap, one.joined, one.finished, one.min_group) for one in invited if one
    ] == [
        (top.id, invitations.DEFAULT_CAP, 0, 0, 5),
        (housing.id, invitations.DEFAULT_CAP, 0, 0, 5),
    ]
    assert len({one.invitation.code for one in invited if one}) == 2
    assert not any(one.invitation.reveals for one in invited if one)
    with product.store.read() as tx:
        nobody = [
            assessments.responses(tx, council.id, one.id) for one in assessments.of_round(tx, council.id, held.id)
        ]
    assert nobody == [[]] * 4


def test_a_round_that_cannot_be_opened_leaves_no_link_behind(product: Product) -> None:
    council, top = start(product)
    wanted = plan(top.id, "nobody", privacy=Privacy.CONFIDENTIAL)
    with pytest.raises(NotFound):
        lifecycle.open_round(product, council, wanted)
    held = lifecycle.open_round(product, council, replace(wanted, unit_ids=[top.id], privacy=Privacy.OPEN))
    assert invitations.invited(product, Selection(council, held, top)) is None


def test_a_new_round_carries_no_answer_over_and_the_old_one_keeps_its_own(product: Product) -> None:
    council, top = start(product)
    old, assessment = hold(product, council, top, 2025, everybody(EVERY, 3), privacy=Privacy.OPEN)
    held = lifecycle.open_round(product, council, plan(top.id, shows_last=True))
    assert held.shows_last
    here = sessions.session_of(product, Selection(council, held, top))
    assert here
    assert list(sessions.answers_given(product, here).values()) == [{}]
    with product.store.read() as tx:
        assert len(assessment_answers.levels(tx, council.id, assessment.id)) == len(EVERY)
    assert now(product, old.round) == old.round


def test_a_round_without_questionnaires_or_units_is_not_opened(product: Product) -> None:
    council, top = start(product)
    for wanted in (plan(), plan(top.id, questionnaire_ids=[])):
        with refused("at least one questionnaire and one unit"):
            lifecycle.open_round(product, council, wanted)
    for wanted in (plan("nobody"), plan(top.id, "nobody"), plan(top.id, questionnaire_ids=["none"])):
        with pytest.raises(NotFound):
            lifecycle.open_round(product, council, wanted)
    with product.store.read() as tx:
        assert rounds.every(tx, council.id) == []


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "Give the round a name"),
        (" \u202e\n", "Give the round a name"),
        ("x" * 61, "61 characters; 60 is the most"),
        ("autumn  2026", "There is a round called Autumn 2026 already"),
    ],
)
def test_a_round_has_a_name_of_its_own(product: Product, name: str, why: str) -> None:
    council, top = start(product)
    first = lifecycle.open_round(product, council, plan(top.id))
    second = lifecycle.open_round(product, council, plan(top.id, name="Spring 2027"))
    with refused(why):
        lifecycle.open_round(product, council, plan(top.id, name=name))
    with refused(why):
        lifecycle.change(product, second, name=name, held_on=TODAY, shows_last=True)
    with product.store.read() as tx:
        assert rounds.every(tx, council.id) == [first, second]
    elsewhere, whole = start(product, "Westshire")
    assert lifecycle.open_round(product, elsewhere, plan(whole.id)).name == first.name


# --- the next round --------------------------------------------------------------------------------------------------


def test_the_first_round_that_is_proposed_asks_the_council_the_stages(product: Product) -> None:
    council, top = start(product)
    add_unit(product, council, "Housing")
    assert lifecycle.proposed(product, council.id) == RoundPlan(
        "November 2026", TODAY, ["stages"], [top.id], Scope.FULL, shows_last=False
    )


def test_the_next_round_that_is_proposed_asks_what_the_last_one_asked_of_the_same_units(product: Product) -> None:
    council, top = start(product)
    housing, roads = add_unit(product, council, "Housing"), add_unit(product, council, "Roads")
    lifecycle.open_round(product, council, plan(roads.id, held_on=date(2027, 1, 1), questionnaire_ids=["other"]))
    lifecycle.open_round(product, council, plan(top.id, name="Older", scope=Scope.QUICK))
    proposed = lifecycle.proposed(product, council.id)
    assert (proposed.questionnaire_ids, proposed.unit_ids, proposed.scope) == (["other"], [roads.id], Scope.FULL)
    last = plan(housing.id, top.id, name="Last", held_on=date(2027, 2, 1), scope=Scope.QUICK)
    lifecycle.open_round(product, council, last)
    proposed = lifecycle.proposed(product, council.id)
    assert (proposed.questionnaire_ids, proposed.unit_ids) == (["small"], [top.id, housing.id])
    assert (proposed.scope, proposed.held_on, proposed.shows_last) == (Scope.QUICK, TODAY, False)


def test_the_next_round_is_proposed_by_links_where_the_last_was_answered_so_by_all(product: Product) -> None:
    council, top = start(product)
    housing = add_unit(product, council, "Housing")
    last = lifecycle.open_round(product, council, plan(top.id, privacy=Privacy.CONFIDENTIAL))
    assert lifecycle.proposed(product, council.id).privacy is Privacy.CONFIDENTIAL
    sessions.begin(product, council, housing, round_id=last.id, questionnaire_ids=["small"], scope=Scope.FULL)
    assert lifecycle.proposed(product, council.id).privacy is Privacy.OPEN


def test_a_round_can_be_opened_as_it_is_proposed_twice_in_a_month(product: Product) -> None:
    council, top = start(product)
    lifecycle.open_round(product, council, plan(top.id, name="november 2026", held_on=date(2026, 11, 1)))
    names = [lifecycle.open_round(product, council, lifecycle.proposed(product, council.id)).name for _ in range(2)]
    assert names == ["November 2026 (2)", "November 2026 (3)"]


def test_a_questionnaire_that_no_longer_ships_is_not_proposed(product: Product, tmp_path: Path) -> None:
    council, top = start(product)
    lifecycle.open_round(product, council, plan(top.id, questionnaire_ids=["other", "small"]))
    (tmp_path / "questionnaires/other/1.0.0.yaml").unlink()
    assert lifecycle.proposed(product_with(product.store, tmp_path), council.id).questionnaire_ids == ["small"]


# --- who has answered ------------------------------------------------------------------------------------------------


def test_who_has_answered_is_told_in_counts_and_of_confidential_answers_in_responses_alone(product: Product) -> None:
    council, top = start(product)
    housing = add_unit(product, council, "Housing")
    held = lifecycle.open_round(product, council, plan(housing.id, top.id, questionnaire_ids=["small", "other"]))
    with product.store.read() as tx:
        own = {(one.unit_id, one.questionnaire_id): one for one in assessments.of_round(tx, council.id, held.id)}
    here = sessions.session_of(product, Selection(council, held, housing))
    assert here
    for page in here.pages[:1]:
        for statement in page.statements[:3]:
            saving.save(
                product,
                council.id,
                page.part.response.id,
                statement,
                AnswerContent(AnswerState.DONT_KNOW),
                expected_version=0,
                writer="laptop",
            )
    secret = add_unit(product, council, "Libraries")
    ask(product, held, secret, [Reply("managers", {"aims": 1}), Reply("front-line", {"aims": 4, "dates": "na"})])
    found = lifecycle.answered(product, held)
    assert [
        (one.unit.name, one.title, one.turnout.begun, one.turnout.finished, one.asked, one.answered) for one in found
    ] == [
        ("Ambershire", "The other questionnaire", 1, 0, 2, 0),
        ("Ambershire", "The small questionnaire", 1, 0, 7, 0),
        ("Housing", "The other questionnaire", 1, 0, 2, 0),
        ("Housing", "The small questionnaire", 1, 0, 7, 3),
        ("Libraries", "The small questionnaire", 2, 0, 0, 0),
    ]
    assert found[1].assessment == own[top.id, "small"]
    assert {field.name for field in fields(found[4])} == {
        *("unit", "assessment", "title", "version"),
        *("turnout", "asked", "answered"),
    }, "counts, and nothing of what was said"
    sessions.finish(product, here)
    assert [one.turnout.finished for one in lifecycle.answered(product, held)] == [0, 0, 1, 1, 0]


# --- changing and removing -------------------------------------------------------------------------------------------


def test_a_round_gets_another_name_and_date_when_it_is_closed_too(product: Product) -> None:
    council, top = start(product)
    held = lifecycle.open_round(product, council, plan(top.id))
    changed = lifecycle.change(product, held, name="AUTUMN 2026", held_on=date(2026, 10, 1), shows_last=True)
    assert changed == Round(held.id, council.id, "AUTUMN 2026", date(2026, 10, 1), None, shows_last=True)
    closing.close(product, council.id, held.id)
    again = lifecycle.change(product, changed, name=" Last\x07 autumn ", held_on=TODAY, shows_last=False)
    assert again == Round(held.id, council.id, "Last autumn", TODAY, NOW)
    with pytest.raises(NotFound):
        lifecycle.change(product, replace(held, id="none"), name="x", held_on=TODAY, shows_last=False)


def test_a_round_is_removed_where_its_name_was_typed_and_the_others_stay(product: Product) -> None:
    council, top = start(product)
    said = everybody(EVERY, 1, 2, 3, 4, 3, 2)
    kept, _ = hold(product, council, top, 2024, said)
    gone, _ = hold(product, council, top, 2025, said)
    before = over_rounds(product, council.id, "small")
    for typed in ("", "Autumn", "autumn 2025", "Autumn 2024"):
        with refused("not the same"):
            lifecycle.remove(product, gone.round, typed=typed)
    assert over_rounds(product, council.id, "small") == before
    lifecycle.remove(product, gone.round, typed="  Autumn \u202e 2025 ")
    after = over_rounds(product, council.id, "small")
    assert before
    assert after
    assert after.rounds == (kept.round,)
    assert after.figures == before.of_round(kept.round.id)
    with pytest.raises(NotFound):
        lifecycle.remove(product, gone.round, typed="Autumn 2025")


def test_a_unit_that_joins_later_begins_in_the_open_round_and_not_in_a_closed_one(product: Product) -> None:
    council, top = start(product)
    held = lifecycle.open_round(product, council, plan(top.id))
    housing = add_unit(product, council, "Housing")
    how = {"round_id": held.id, "questionnaire_ids": ["small"], "scope": Scope.FULL}
    sessions.begin(product, council, housing, **how)
    assert [unit for unit, *_ in in_round(product, held)] == [top.id, housing.id]
    closing.close(product, council.id, held.id)
    with pytest.raises(Closed):
        sessions.begin(product, council, add_unit(product, council, "Roads"), **how)
