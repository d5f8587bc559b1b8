"""Leading a workshop: making it, what may be put and revealed, and what keeps each from happening."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from journey.model import (
    Answer,
    NewQuestion,
    Option,
    Privacy,
    QuestionKind,
    Scope,
    Workshop,
    WorkshopPlan,
    WorkshopStage,
)
from journey.service import Closed, Product
from journey.service.answering import invitations, respondents
from journey.service.answering.submitted_answers import SubmittedAnswer
from journey.service.current_selection import Selection
from journey.service.pinned_content import checklists_of
from journey.service.refused import AnswersLocked, Refused
from journey.service.rounds import closing
from journey.service.workshop import leading, planning, room
from journey.store import Store, assessments, rounds
from tests.steps.refusals import refused
from tests.steps.results import levels
from tests.steps.rounds import add_unit, content_of, open_a_round, shipped_product, start, write
from tests.steps.workshop import (
    FIST,
    PLAN,
    PRIORITY,
    STATEMENT,
    at_once,
    meeting,
    meeting_of,
    planned,
    results,
    running,
    small_product,
)

DOTS = (Option("a", "dates"), Option("b", "figures"))


def make(product: Product, unit: Any, round_id: str | None, plan: WorkshopPlan = PLAN) -> Workshop:
    return planning.make(product, unit, plan, round_id=round_id, questionnaire_ids=["small"], scope=Scope.FULL)


# Making


def test_a_workshop_makes_a_round_of_its_name_and_an_invitation_that_says_answers_are_shown(product: Product) -> None:
    here = planned(product)
    assert here.selection.round.name == PLAN.title
    assert here.selection.round.held_on == PLAN.held_on
    assert (here.invitation.reveals, here.invitation.cap) == (True, 50)
    assert here.assessment.privacy is Privacy.CONFIDENTIAL
    assert planning.every(product, here.council.id) == [here.workshop]
    assert here.stored() == here.workshop
    assert (here.workshop.stage, here.workshop.plan) == (WorkshopStage.BEFORE, PLAN)


def test_a_unit_has_one_workshop_a_round_and_another_unit_its_own(product: Product) -> None:
    here = planned(product)
    with refused("has a workshop in the round"):
        make(product, here.unit, here.workshop.round_id)
    other = add_unit(product, here.council, "Housing")
    assert make(product, other, here.workshop.round_id).unit_id == other.id


@pytest.mark.both_databases
def test_of_two_who_plan_at_once_the_second_is_told(product: Product) -> None:
    council, unit = start(product)
    held = open_a_round(product, council, "Autumn", date(2026, 10, 12))

    def task(title: str) -> Workshop | Refused:
        try:
            return make(product, unit, held.id, replace(PLAN, title=title))
        except Refused as fault:
            return fault

    found = at_once([lambda: task("One"), lambda: task("Other")])
    (made,) = [one for one in found if isinstance(one, Workshop)]
    assert planning.every(product, council.id) == [made]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"title": " \u202e "}, "a title of at most 90"),
        ({"title": "x" * 91}, "a title of at most 90"),
        ({"purpose": "x" * 701}, "at most 700"),
        ({"who": "x" * 701}, "at most 700"),
        ({"minutes": 0}, "between 1 and 480"),
        ({"minutes": 481}, "between 1 and 480"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_nothing_is_made(
    product: Product, change: dict[str, Any], why: str
) -> None:
    council, unit = start(product)
    with refused(why):
        make(product, unit, None, replace(PLAN, **change))
    assert planning.every(product, council.id) == []
    with product.store.read() as tx:
        assert rounds.every(tx, council.id) == []


def test_no_workshop_is_made_where_the_unit_answers_openly_or_the_round_is_closed(product: Product) -> None:
    council, unit = start(product)
    held = open_a_round(product, council, "Autumn", date(2026, 10, 12))
    with product.store.write() as tx:
        hash_ = product.library.pinned("questionnaire", "small").hash
        own = {"round_id": held.id, "unit_id": unit.id, "questionnaire_id": "small", "content_hash": hash_}
        assessments.add(tx, council.id, **own, scope=Scope.FULL, privacy=Privacy.OPEN)
    with refused("answered openly"):
        make(product, unit, held.id)
    other = add_unit(product, council, "Housing")
    closing.close(product, council.id, held.id)
    with pytest.raises(Closed):
        make(product, other, held.id)
    assert planning.every(product, council.id) == []


def test_no_workshop_is_made_where_people_were_promised_that_nothing_is_revealed(product: Product) -> None:
    council, unit = start(product)
    held = open_a_round(product, council, "Autumn", date(2026, 10, 12))
    selection = Selection(council, held, unit)
    invitation = invitations.invite(product, selection, questionnaire_ids=["small"], scope=Scope.FULL)
    assert respondents.join(product, invitation.code, "somebody", role=None)
    with refused("promised something else"):
        make(product, unit, held.id)
    assert planning.workshop_of(product, selection) is None


# Leading


def test_the_room_opens_once_and_phones_see_the_lobby(product: Product) -> None:
    here = planned(product)
    with refused("not running"):
        here.ask("aims")
    here.open_room()
    assert (here.workshop.stage, here.workshop.question_set) == (WorkshopStage.ROOM, 0)
    assert here.workshop.started_at == product.clock()
    with refused("begun already"):
        here.open_room()


def test_statements_are_answered_hidden_revealed_together_and_shut(product: Product) -> None:
    here = running(product)
    here.ask("aims", "figures")
    here.answer_all("aims", 1, 2, 2, 4, "dk")
    here.answer_all("figures", 3, 3)
    assert [(one.answered, one.is_revealed) for one in room.see(product, here.council.id, here.workshop.id).items] == [
        (5, False),
        (2, False),
    ]
    here.reveal()
    assert results(here) == {1: levels(1, 2, 0, 1, dont_know=1), 2: levels(0, 0, 2, 0)}
    assert isinstance(here.answer(0, "aims", 4), AnswersLocked)
    assert isinstance(here.answer(4, "figures", 4), AnswersLocked), "who said nothing before says nothing after"
    assert isinstance(here.answer(0, "risks", 4), Answer)


def test_what_was_answered_beforehand_is_part_of_it(product: Product) -> None:
    here = planned(product)
    here.join(3)
    here.answer_all("aims", 2, 2, 3)
    here.open_room()
    here.ask("aims")
    here.reveal()
    assert results(here) == {1: levels(0, 2, 1, 0)}


def test_nothing_is_revealed_where_nobody_answered_or_nothing_hidden_is_before_the_room(product: Product) -> None:
    here = running(product)
    with refused("Nothing that is hidden"):
        here.reveal()
    here.ask("aims")
    with refused("Nobody has answered"):
        here.reveal()
    here.answer(0, "aims", 1)
    here.reveal()
    with refused("Nothing that is hidden"):
        here.reveal()


def test_what_was_put_and_not_revealed_is_taken_up_again(product: Product) -> None:
    here = running(product)
    here.ask("aims", "figures")
    here.answer(0, "aims", 3)
    here.workshop = leading.clear(product, here.workshop)
    assert here.workshop.question_set == 0
    assert room.see(product, here.council.id, here.workshop.id).items == ()
    here.ask("aims", "costs")
    assert [(one.number, one.question_set, one.subject) for one in here.questions()] == [
        (1, 2, "aims"),
        (2, 1, "figures"),
        (3, 2, "costs"),
    ]
    here.reveal()
    assert [one.subject for one in here.questions() if one.result is not None] == ["aims", "costs"]
    assert isinstance(here.answer(0, "figures", 2), Answer)


def test_there_is_one_revote_and_it_counts(product: Product) -> None:
    here = running(product)
    here.ask("aims")
    here.answer_all("aims", 1, 1, 4, 4, 4)
    with refused("A revote is for a statement that was revealed"):
        here.ask("aims", ballot_round=2)
    here.reveal()
    with refused("one revote"):
        here.ask("aims")
    here.ask("aims", ballot_round=2)
    here.answer_all("aims", 2, 3)
    here.reveal()
    assert results(here) == {1: levels(2, 0, 0, 3), 2: levels(0, 1, 1, 3)}
    assert isinstance(here.answer(0, "aims", 4), AnswersLocked)
    for ballot_round in (1, 2, 3):
        with refused():
            here.ask("aims", ballot_round=ballot_round)


def test_the_first_ballot_round_is_not_put_again_while_the_second_is_open(product: Product) -> None:
    here = running(product)
    here.ask("aims")
    here.answer(0, "aims", 1)
    here.reveal()
    here.ask("aims", ballot_round=2)
    with refused():
        here.ask("aims", ballot_round=1)
    here.ask("aims", ballot_round=2)
    assert len(here.questions()) == 2


def test_only_what_is_part_of_the_workshop_is_put(product: Product, tmp_path: Path) -> None:
    here, elsewhere = running(product), planned(product, name="Wensford")
    openly = add_unit(product, here.council, "Housing")
    with product.store.write() as tx:
        hash_ = product.library.pinned("questionnaire", "small").hash
        own = {"round_id": here.workshop.round_id, "unit_id": openly.id, "questionnaire_id": "small"}
        other = assessments.add(
            tx, here.council.id, **own, content_hash=hash_, scope=Scope.FULL, privacy=Privacy.OPEN
        ).id
    mine = here.assessment.id
    wrong = [
        NewQuestion(STATEMENT, "nothing", mine),
        NewQuestion(STATEMENT, "aims", other),
        NewQuestion(STATEMENT, "aims", elsewhere.assessment.id),
        NewQuestion(STATEMENT, "aims"),
        NewQuestion(QuestionKind.VIGNETTE, "nothing"),
        NewQuestion(QuestionKind.PITFALL, "nothing/at-all"),
        NewQuestion(FIST, "aims"),
        NewQuestion(FIST, assessment_id=mine),
        NewQuestion(QuestionKind.ON_TIME, ballot_round=2),
    ]
    for one in wrong:
        with refused("Nothing was put"):
            here.put(NewQuestion(STATEMENT, "figures", mine), one)
    with refused("at least one"):
        here.put()
    assert here.questions() == []
    assert here.stored() == here.workshop


def test_a_quick_check_puts_only_what_it_asks(product: Product) -> None:
    council, unit = start(product)
    workshop = planning.make(product, unit, PLAN, round_id=None, questionnaire_ids=["small"], scope=Scope.QUICK, cap=9)
    here = replace(meeting_of(product, council, unit, workshop), follows=False)
    here.open_room()
    with refused("not part of this workshop"):
        here.ask("figures")
    here.ask("aims", "reviews")


def test_statements_of_two_questionnaires_with_one_id_do_not_meet(store: Store, tmp_path: Path) -> None:
    write(tmp_path, id="other")
    here = planned(small_product(store, tmp_path), asks=("small", "other"))
    here.join(2)
    here.open_room()
    with store.read() as tx:
        own = {
            one.questionnaire_id: one.id
            for one in assessments.of_round(tx, here.council.id, here.workshop.round_id, here.unit.id)
        }
    here.put(*(NewQuestion(STATEMENT, "aims", id_) for id_ in own.values()))
    here.answer(0, "aims", 2)
    given = SubmittedAnswer("other", "aims", content_of(4), 0)
    assert respondents.save_answers(here.product, here.invitation.code, here.tokens[1], [given])
    here.reveal()
    assert {one.assessment_id: dict(one.result or {}) for one in here.questions()} == {
        own["small"]: levels(0, 1, 0, 0),
        own["other"]: levels(0, 0, 0, 1),
    }


def test_asking_for_the_same_twice_asks_once(product: Product) -> None:
    here = running(product)
    here.ask("aims", "aims")
    assert [one.subject for one in here.questions()] == ["aims"]


@pytest.mark.parametrize(
    "options",
    [
        (),
        DOTS[:1],
        (*DOTS, Option("a", "again")),
        (*DOTS, Option(" ", "no key")),
        (*DOTS, Option("c", " ")),
        (*DOTS, Option("c", "x" * 701)),
        tuple(Option(str(at), "one of many") for at in range(21)),
    ],
)
def test_priorities_need_things_to_choose_from(product: Product, options: tuple[Option, ...]) -> None:
    here = running(product)
    with refused("Nothing was put"):
        here.put(NewQuestion(PRIORITY, options=options))
    assert here.questions() == []


def test_another_list_of_priorities_is_put_until_somebody_gave_dots(product: Product) -> None:
    here = running(product)
    here.put(NewQuestion(PRIORITY, options=DOTS))
    more = NewQuestion(PRIORITY, options=(*DOTS, Option("c", "reviews")))
    here.put(more)
    here.vote(0, 1, "c", "c", "a")
    with refused("given dots already"):
        here.put(NewQuestion(PRIORITY, options=DOTS))
    here.put(more)
    here.reveal()
    assert results(here) == {1: {"a": 1, "c": 2}}


@pytest.mark.parametrize("seconds", [0, -5, 3601])
def test_a_timer_that_cannot_run_is_refused(product: Product, seconds: int) -> None:
    here = running(product)
    with refused("timer"):
        here.put(NewQuestion(FIST), seconds=seconds)
    here.put(NewQuestion(FIST), seconds=60)
    with refused("timer"):
        leading.set_seconds(product, here.workshop, seconds)
    longer = leading.set_seconds(product, here.workshop, 120)
    assert [one.seconds for one in here.questions()] == [120]
    leading.set_seconds(product, longer, None)
    assert [one.seconds for one in here.questions()] == [None]


def test_a_minute_more_comes_on_top_of_the_timer_or_of_what_has_passed(product: Product) -> None:
    here = running(product)
    here.put(NewQuestion(FIST), seconds=30)
    longer = leading.one_minute_more(product, here.workshop)
    assert [question.seconds for question in here.questions()] == [90]
    after_five_minutes = here.questions()[0].opened_at + timedelta(minutes=5)
    leading.one_minute_more(replace(product, clock=lambda: after_five_minutes), longer)
    assert [question.seconds for question in here.questions()] == [360]


def test_vignettes_and_pitfalls_that_ship_are_put_and_read(store: Store) -> None:
    shipped = shipped_product(store)
    here = meeting(shipped, PLAN, council="Ambershire", scope=Scope.FULL)
    here.join(2)
    here.open_room()
    design = shipped.library.workshop(shipped.library.ids("workshop")[0])
    with store.read() as tx:
        checklist = next(iter(checklists_of(tx, here.council.id, here.workshop.round_id).values()))
    here.put(
        NewQuestion(QuestionKind.VIGNETTE, design.vignettes[0].id), room.of_pitfall(checklist, checklist.pitfalls[0])
    )
    here.vote(0, 1, "2")
    here.vote(0, 2, "partly")
    here.type_in(1, {"2": 1, "dont_know": 2})
    with refused("Only what may be chosen"):
        here.type_in(1, {"not_applicable": 1})
    here.reveal()
    items = here.items
    assert [dict(one.question.result or {}) for one in items] == [{"2": 2, "dont_know": 2}, {"partly": 1}]
