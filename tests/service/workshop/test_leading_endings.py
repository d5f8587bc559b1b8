"""Two facilitators, workshops that end, and rounds that close in the middle: nothing is lost, nothing shown twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest

from journey.model import Answer, Counts, Hidden, NewQuestion, WorkshopStage
from journey.service import Closed, NotFound, Product
from journey.service.answering import respondents
from journey.service.compare.history import over_rounds
from journey.service.profile import unit_findings
from journey.service.refused import AnswersLocked
from journey.service.rounds import closing, reopening
from journey.service.workshop import leading, paper_ballots, planning, room, voting
from journey.service.workshop.control import StaleWorkshop
from journey.store import answers, organisations
from tests.steps.refusals import refused
from tests.steps.results import levels
from tests.steps.rounds import everybody, respond
from tests.steps.workshop import EVERY, FIST, PLAN, STATEMENT, Meeting, planned, results, running

pytestmark = pytest.mark.both_databases


def test_whoever_acts_on_an_older_state_changes_nothing_and_is_told(product: Product) -> None:
    here = running(product)
    there = here.another()
    here.ask("aims")
    here.answer(0, "aims", 2)
    acts: list[Callable[[], object]] = [
        lambda: leading.ask(product, there.workshop, [NewQuestion(FIST)], seconds=None),
        lambda: leading.reveal(product, there.workshop),
        lambda: leading.clear(product, there.workshop),
        lambda: leading.set_seconds(product, there.workshop, 5),
        lambda: paper_ballots.type_in(product, there.workshop, 1, {"1": 1}, writer="phone"),
        lambda: leading.set_review(product, there.workshop, date(2027, 1, 1)),
        lambda: planning.change_plan(product, there.workshop, replace(PLAN, title="Other")),
        lambda: leading.end(product, there.workshop),
    ]
    for act in acts:
        with refused("Nothing was changed", StaleWorkshop) as caught:
            act()
        assert caught.value.workshop == here.workshop
    assert here.stored() == here.workshop
    assert here.responses() == 5
    assert here.invitation.closed_at is None


def test_people_who_come_do_not_overtake_the_facilitator(product: Product) -> None:
    here = running(product)
    before = here.stored()
    here.join(2)
    after = here.stored()
    assert after.control_version == before.control_version
    assert after.display_version > before.display_version
    here.ask("aims")


def test_an_ended_workshop_leads_nowhere_takes_nothing_and_keeps_everything(product: Product) -> None:
    here = running(product)
    here.put(NewQuestion(FIST), NewQuestion(STATEMENT, "aims", here.assessment.id))
    here.answer_all("aims", 1, 2)
    before = here.workshop
    here.workshop = leading.set_review(product, here.workshop, date(2027, 2, 1))
    assert here.workshop.review_on == date(2027, 2, 1)
    respondent = here.respondent(0)
    here.end()
    assert (here.workshop.stage, here.workshop.question_set) == (WorkshopStage.ENDED, 0)
    assert here.workshop.ended_at == product.clock()
    assert respondents.find_invitation(product, here.invitation.code, here.tokens[0]) is None
    assert respondents.save_answers(product, here.invitation.code, here.tokens[0], []) is None
    with pytest.raises(AnswersLocked):
        voting.vote(product, respondent, here.workshop, 1, ["5"], expected_version=0)
    for act in (leading.clear, leading.open_room, leading.reveal, leading.end):
        with refused("has ended"):
            act(product, here.workshop)
        with pytest.raises(StaleWorkshop):
            act(product, before)
    with product.store.read() as tx:
        assert answers.tally(tx, here.council.id, here.assessment.id)["aims"] == Counts((1, 1, 0, 0))


def test_a_revote_that_is_open_at_the_end_is_what_was_shown_last(product: Product) -> None:
    here = running(product)
    here.ask("aims", "figures")
    here.answer_all("aims", 1, 1, 4, 4, 4)
    here.reveal()
    here.ask("aims", ballot_round=2)
    here.answer_all("aims", 4, 1, 4, 4, 4)
    here.end()
    assert results(here)[3] == levels(1, 0, 0, 4)
    assert results(here)[2] == {}


def test_a_round_that_is_closed_in_the_middle_takes_nothing_more_and_shows_what_was_said(product: Product) -> None:
    here = running(product)
    here.ask("aims")
    here.answer_all("aims", 1, 2, 3, 4, 4)
    closing.close(product, here.council.id, here.workshop.round_id)
    for act in (lambda: here.ask("figures"), lambda: here.type_in(1, {"1": 1})):
        with pytest.raises(Closed):
            act()
    assert respondents.find_invitation(product, here.invitation.code, here.tokens[0]) is None
    here.reveal()
    assert results(here) == {1: levels(1, 1, 1, 2)}
    here.end()


def test_the_room_of_a_closed_round_does_not_open(product: Product) -> None:
    here = planned(product)
    closing.close(product, here.council.id, here.workshop.round_id)
    with pytest.raises(Closed):
        here.open_room()


def test_beside_results_that_could_be_seen_nothing_shows_what_a_few_said_since(product: Product) -> None:
    here = running(product, people=6)
    for person in range(6):
        for statement in EVERY:
            here.answer(person, statement, 1 + person % 4)
    closing.close(product, here.council.id, here.workshop.round_id)
    reopening.reopen(product, here.council.id, here.workshop.round_id, reason="more to ask", decided_by="the leader")
    here.ask("aims")
    here.reveal()
    assert results(here) == {1: levels(2, 2, 1, 1)}, "nobody said anything since: nothing stands out"
    here.join(1)
    here.answer(6, "figures", 4)
    here.ask("figures")
    with refused("closed before"):
        here.reveal()
    assert results(here)[2] is None
    respond(product, here.assessment, everybody(EVERY[1:], *([1, 2, 3, 4] * 3), role="managers"))
    here.reveal()
    assert results(here)[2] == levels(5, 5, 4, 5)


def test_beside_a_score_that_could_be_seen_no_reveal_leaves_a_single_statement_of_a_few(product: Product) -> None:
    """Of four statements one was answered by two: the score stands without them, until three of the four are known."""
    here = running(product, people=10)
    plan = ("aims", "figures", "costs", "risks")
    for person in range(10):
        for statement in plan[:3]:
            here.answer(person, statement, 1 + (person + len(statement)) % 4)
    here.answer_all("risks", 4, 1)
    here.ask("aims", "figures")
    here.reveal()
    closing.close(product, here.council.id, here.workshop.round_id)
    assert hidden(here, "plan") is Hidden.STATEMENTS
    reopening.reopen(product, here.council.id, here.workshop.round_id, reason="to go on", decided_by="the leader")
    here.ask("costs")
    with refused("closed before"):
        here.reveal()
    assert hidden(here, "plan") is Hidden.STATEMENTS


def test_a_score_that_reveals_would_take_apart_is_not_shown(product: Product) -> None:
    here = running(product, people=10)
    for person in range(10):
        for statement in ("aims", "figures", "costs"):
            here.answer(person, statement, 1 + (person + len(statement)) % 4)
    here.answer_all("risks", 4, 1)
    here.ask("aims", "figures", "costs")
    here.reveal()
    closing.close(product, here.council.id, here.workshop.round_id)
    assert hidden(here, "plan") is Hidden.EVERYTHING
    of_unit = over_rounds(product, here.council.id, "small")
    assert of_unit
    assert {one.section_id: one.index for one in of_unit.figures}["plan"] is None


def hidden(here: Meeting, section: str) -> Hidden:
    profile = unit_findings.by_questionnaire(here.product, here.selection)["small"].profile
    assert profile
    return profile.section(section).hidden


def test_a_workshop_of_a_council_that_was_removed_is_not_found(product: Product) -> None:
    here = running(product)
    here.ask("aims")
    with product.store.write() as tx:
        organisations.remove(tx, here.council.id)
    for act in (leading.reveal, leading.clear, leading.end):
        with pytest.raises(NotFound):
            act(product, here.workshop)
    with pytest.raises(NotFound):
        room.see(product, here.council.id, here.workshop.id)


def test_a_reveal_counts_all_that_was_acknowledged_and_nothing_after_it(product: Product) -> None:
    """Ten people answer while the facilitator reveals: who was told that it is saved is in the result."""
    here = running(product, people=10)
    here.ask("aims")
    here.answer(0, "aims", 1)
    together = Barrier(6)

    def answer(people: range) -> int:
        together.wait()
        return sum(isinstance(here.answer(person, "aims", 3), Answer) for person in people)

    def reveal() -> int:
        together.wait()
        here.reveal()
        return 0

    with ThreadPoolExecutor(6) as pool:
        tasks = [pool.submit(answer, range(1 + at, 10, 5)) for at in range(5)]
        tasks.append(pool.submit(reveal))
        saved = sum(task.result() for task in tasks)
    assert results(here) == {1: levels(1, 0, saved, 0)}
    with product.store.read() as tx:
        assert answers.tally(tx, here.council.id, here.assessment.id)["aims"].levels == (1, 0, saved, 0)


def test_people_come_and_answer_while_the_workshop_ends(product: Product) -> None:
    """Whoever comes holds the same rows as the ending does: none waits for the other for ever."""
    here = running(product, people=4)
    here.ask("aims")
    code = here.invitation.code
    together = Barrier(5)

    def come(number: int) -> bool:
        together.wait()
        return respondents.join(product, code, f"late {number}", role=None) is not None

    def end() -> bool:
        together.wait()
        here.end()
        return True

    with ThreadPoolExecutor(5) as pool:
        tasks = [pool.submit(come, number) for number in range(4)]
        assert pool.submit(end).result()
        came = sum(task.result() for task in tasks)
    assert here.responses() == 4 + came
    assert respondents.find_invitation(product, code, here.tokens[0]) is None
