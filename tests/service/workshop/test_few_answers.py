"""A reveal that rests on few answers is asked once more, with its figures, and is on record."""

from __future__ import annotations

from pathlib import Path

import pytest

from journey.model import AgreedContent, FewAnswered, NewQuestion, Option, QuestionKind, Workshop
from journey.service import Product
from journey.service.workshop import accepting, few_answers, leading, outcome_pack
from journey.service.workshop.accepting import Acceptance
from journey.service.workshop.few_answers import RevealOfFew
from journey.store import Store
from tests.steps.results import levels
from tests.steps.rounds import Ask
from tests.steps.workshop import FIST, PRIORITY, STATEMENT, Meeting, results, running, small_product

pytestmark = pytest.mark.both_databases


def reveal(here: Meeting, assent: FewAnswered | None = None) -> Workshop:
    here.workshop = leading.reveal(here.product, here.workshop, assent=assent)
    return here.workshop


def asked(here: Meeting, assent: FewAnswered | None = None) -> RevealOfFew:
    """What is asked before the reveal; nothing was revealed, and the workshop is where it was."""
    before = results(here)
    with pytest.raises(RevealOfFew) as caught:
        reveal(here, assent)
    assert (results(here), here.stored().control_version) == (before, here.workshop.control_version)
    return caught.value


def test_what_two_of_ten_have_answered_is_revealed_only_with_these_figures_and_says_so(product: Product) -> None:
    here = running(product, people=10)
    here.ask("aims")
    here.answer_all("aims", 2, 3)
    question = asked(here)
    assert (question.few, question.is_second, question.questions) == (FewAnswered(2, 10), False, 1)
    reveal(here, assent=FewAnswered(2, 10))
    assert results(here) == {1: levels(0, 1, 1, 0)}
    assert [one.few for one in here.questions()] == [FewAnswered(2, 10)]


def test_a_figure_that_has_changed_meanwhile_is_asked_anew(product: Product) -> None:
    here = running(product, people=10)
    here.ask("aims")
    here.answer_all("aims", 2, 3)
    first = asked(here).few
    here.answer(2, "aims", 4)
    assert asked(here, first).few == FewAnswered(3, 10)
    here.join(1)
    assert asked(here, FewAnswered(3, 10)).few == FewAnswered(3, 11)
    for person in (3, 4, 5):
        here.answer(person, "aims", 4)
    reveal(here, first)
    assert [one.few for one in here.questions()] == [None], "enough have answered by now: nothing to assent to"


def test_enough_answers_or_all_of_them_are_revealed_at_once(product: Product) -> None:
    here = running(product, people=3)
    here.ask("aims")
    here.answer_all("aims", 2, 3, 3)
    reveal(here)
    here.join(7)
    here.ask("figures")
    here.answer_all("figures", 1, 2, 3, 4, 4)
    reveal(here)
    assert [one.few for one in here.questions()] == [None, None]


def test_of_several_questions_the_one_that_fewest_have_answered_is_named(product: Product) -> None:
    here = running(product, people=10)
    here.ask("aims", "figures", "costs", "risks")
    here.answer_all("aims", *[3] * 9)
    here.answer_all("figures", 1, 2, 3)
    here.answer_all("costs", 1)
    question = asked(here)
    assert (question.few, question.questions) == (FewAnswered(1, 10), 4)
    reveal(here, question.few)
    assert [one.few for one in here.questions()] == [None, FewAnswered(3, 10), FewAnswered(1, 10), FewAnswered(0, 10)]


@pytest.mark.parametrize(
    ("kind", "options", "choices"),
    [(FIST, (), ["4"]), (QuestionKind.ON_TIME, (), ["4"]), (PRIORITY, (Option("a", "x"), Option("b", "y")), ["a"] * 3)],
)
def test_every_kind_of_vote_is_asked_once_more(
    product: Product, kind: QuestionKind, options: tuple[Option, ...], choices: list[str]
) -> None:
    here = running(product, people=6)
    number = here.put(NewQuestion(kind, options=options))
    here.vote(0, number, *choices)
    assert asked(here).few == FewAnswered(1, 6)
    for person in range(1, 5):
        here.vote(person, number, *choices)
    reveal(here)
    assert here.questions()[0].few is None


def test_cards_are_people_who_are_present_and_have_answered(product: Product) -> None:
    here = running(product, people=2)
    here.ask("aims")
    here.type_in(1, {"2": 6})
    reveal(here)
    assert [one.few for one in here.questions()] == [None]
    here.ask("figures")
    here.type_in(2, {"2": 3})
    assert asked(here).few == FewAnswered(3, 8)


def revote(product: Product, people: int = 10) -> Meeting:
    """Everybody has answered a statement, and it is asked once more."""
    here = running(product, people=people)
    here.ask("aims")
    here.answer_all("aims", *[3] * people)
    reveal(here)
    here.ask("aims", ballot_round=2)
    return here


def test_a_second_vote_needs_as_many_who_have_sent_again_as_the_smallest_group(product: Product) -> None:
    here = revote(product)
    here.answer(0, "aims", 4)
    question = asked(here)
    assert (question.few, question.is_second, question.min_group) == (FewAnswered(1, 10), True, 5)
    here.answer_all("aims", *[4] * 5)
    reveal(here)
    assert [one.few for one in here.questions()] == [None, None]


def test_the_end_leaves_a_second_vote_of_few_hidden_and_says_so_before(product: Product) -> None:
    here = revote(product)
    here.answer(0, "aims", 4)
    assert few_answers.second_votes_left_open(product, here.workshop) == [FewAnswered(1, 10)]
    here.end()
    assert results(here) == {1: levels(0, 0, 10, 0), 2: None}


def test_a_level_that_was_accepted_and_the_pack_say_how_few_it_rests_on(store: Store, tmp_path: Path) -> None:
    here = running(small_product(store, tmp_path, {"plan": [Ask("aims")]}), people=12)
    here.ask("aims")
    here.answer_all("aims", 3, 3, 3, 3, 3)
    reveal(here, FewAnswered(5, 12))
    (level,) = accepting.accept(here.product, here.workshop, [Acceptance(here.assessment.id, "aims")], writer="x")
    words = "Revealed when five of 12 had answered."
    assert isinstance(level.content, AgreedContent)
    assert level.content.reason == f"{accepting.AFTER_THE_VOTE} {words}"
    assert f'<p class="muted">{words}</p>' in outcome_pack.pack(here.product, here.workshop)
    here.put(NewQuestion(STATEMENT, "aims", here.assessment.id, 2))
    here.answer(0, "aims", 3)
    reveal(here, FewAnswered(1, 12))
    again = "Revealed when one of 12 had sent their answer again."
    assert again in outcome_pack.pack(here.product, here.workshop)
