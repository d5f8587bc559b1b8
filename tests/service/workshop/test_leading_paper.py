"""Cards counted in a workshop: they join the answers, may be corrected, and are part of what a closed round shows."""

from __future__ import annotations

import pytest

from journey.model import Counts, NewQuestion, Option, QuestionKind
from journey.service import NotFound, Product
from journey.service.findings_text import thaw
from journey.service.refused import AnswersLocked
from journey.service.rounds import closing
from journey.service.workshop import paper_ballots, room
from journey.store import snapshots
from journey.wording.reveal import counts
from tests.steps.refusals import refused
from tests.steps.results import levels
from tests.steps.workshop import EVERY, FIST, PRIORITY, STATEMENT, results, running

DOTS = (Option("a", "dates"), Option("b", "figures"))


def test_counts_from_cards_join_the_answers_and_may_be_corrected_down(product: Product) -> None:
    here = running(product, people=3)
    here.ask("aims", "figures")
    here.answer_all("aims", 3, 3, 3)
    here.type_in(1, {"1": 5, "dont_know": 2})
    here.type_in(1, {"1": 2, "4": 1})
    here.type_in(2, {"2": 1})
    assert paper_ballots.on_paper(product, here.workshop) == {
        here.assessment.id: {"aims": {"1": 2, "4": 1}, "figures": {"2": 1}}
    }
    assert [one.answered for one in room.see(product, here.council.id, here.workshop.id).items] == [6, 1]
    here.reveal()
    assert results(here) == {1: levels(2, 0, 3, 1), 2: levels(0, 1, 0, 0)}
    with pytest.raises(AnswersLocked):
        here.type_in(1, {"1": 9})


def test_a_workshop_without_a_single_phone_is_counted_and_frozen(product: Product) -> None:
    here = running(product, people=0)
    for number, statement in enumerate(EVERY, start=1):
        here.ask(statement)
        here.type_in(number, {"1": 1, "2": 2, "3": 4, "4": 1})
        here.reveal()
    here.put(NewQuestion(FIST))
    here.type_in(len(EVERY) + 1, {"4": 6, "1": 2})
    here.reveal()
    here.end()
    closing.close(product, here.council.id, here.workshop.round_id)
    with product.store.read() as tx:
        found = snapshots.profile(tx, here.council.id, here.assessment.id)
    assert found
    profile = thaw(found.findings)
    assert profile.responses == 8
    counts = {one.statement_id: one.counts for section in profile.sections for one in section.statements}
    assert counts == dict.fromkeys(EVERY, Counts((1, 2, 4, 1)))


@pytest.mark.both_databases
def test_the_frozen_profile_of_a_closed_round_has_the_cards_and_says_what_was_revealed_last(product: Product) -> None:
    here = running(product, people=6)
    here.ask("aims", "figures")
    here.answer_all("aims", 1, 2, 2, 3, 4, "dk")
    here.answer_all("figures", 2, 2, 3, 3, 4, 1)
    here.type_in(1, {"2": 2})
    here.type_in(2, {"3": 1, "not_applicable": 1})
    here.reveal()
    here.ask("aims", ballot_round=2)
    here.answer_all("aims", 2, 2, 2, 3, 3)
    here.type_in(3, {"2": 1, "3": 1})
    here.reveal()
    here.end()
    closing.close(product, here.council.id, here.workshop.round_id)
    with product.store.read() as tx:
        found = snapshots.profile(tx, here.council.id, here.assessment.id)
    assert found
    shown = {one.subject: counts(one.result or {}) for one in here.questions()}
    scores = {one.statement_id: one.counts for section in thaw(found.findings).sections for one in section.statements}
    assert {id_: scores[id_] for id_ in shown} == shown
    assert shown["aims"] == Counts((0, 4, 3, 0), dont_know=1)


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        (STATEMENT, {"5": 1}),
        (STATEMENT, {"partly": 1}),
        (STATEMENT, {"1": -1, "2": 3}),
        (STATEMENT, {"1": 501}),
        (FIST, {"6": 1}),
        (PRIORITY, {"z": 1}),
    ],
)
def test_counts_of_what_cannot_be_chosen_are_refused(
    product: Product, kind: QuestionKind, counts: dict[str, int]
) -> None:
    here = running(product, people=1)
    assessment = here.assessment.id if kind is STATEMENT else None
    options = DOTS if kind is PRIORITY else ()
    here.put(NewQuestion(kind, "aims" if kind is STATEMENT else "", assessment, options=options))
    with refused("Nothing was taken over"):
        here.type_in(1, counts)
    assert here.responses() == 1
    assert here.stored() == here.workshop
    with pytest.raises(NotFound):
        here.type_in(2, {"1": 1})
