"""Second votes: an answer counts for the vote that its form was made for, and for no later one."""

from __future__ import annotations

import pytest

from journey.model import Answer, AnswerContent
from journey.service import Product
from journey.service.answering import respondents
from journey.service.answering.second_votes import SecondVoteMeanwhile
from journey.service.answering.submitted_answers import SaveOutcome, SubmittedAnswer
from journey.service.refused import AnswersLocked
from journey.service.workshop import leading
from tests.steps.results import levels
from tests.steps.rounds import content_of
from tests.steps.workshop import Meeting, results, running

FIRST, SECOND = 1, 2
"""The numbers of the two votes on the statement."""


@pytest.fixture
def here(product: Product) -> Meeting:
    """Five people, whose first vote on a statement was revealed; it is asked again."""
    found = running(product)
    found.ask("aims")
    found.answer_all("aims", 1, 1, 4, 4, 4)
    found.reveal()
    found.ask("aims", ballot_round=2)
    return found


def send(here: Meeting, level: int, *, made_for: int, version: int = 1, person: int = 0) -> SaveOutcome:
    """What becomes of an answer from a form that was made for this question."""
    given = SubmittedAnswer("small", "aims", content_of(level), version, made_for)
    outcomes = respondents.save_answers(here.product, here.code, here.tokens[person], [given])
    assert outcomes is not None
    return outcomes[0]


def level_of(here: Meeting, person: int = 0) -> int | None:
    (given,) = respondents.form_of(here.product, here.respondent(person)).given.values()
    return given["aims"].content.level


@pytest.mark.both_databases
@pytest.mark.parametrize("made_for", [0, FIRST, 77])
@pytest.mark.parametrize("level", [1, 4])
def test_what_was_made_for_the_first_vote_is_not_counted_for_the_second(
    here: Meeting, made_for: int, level: int
) -> None:
    late = send(here, level, made_for=made_for)
    assert isinstance(late, SecondVoteMeanwhile)
    assert (late.stored.content.level, late.stored.version, late.question) == (1, 1, SECOND)
    assert (level_of(here), here.items[0].answered) == (1, 0)


def test_who_sends_it_again_is_counted_once_with_the_same_answer_or_another(here: Meeting) -> None:
    assert isinstance(send(here, 1, made_for=SECOND), Answer)
    assert here.items[0].answered == 1
    for level, version in ((3, 1), (2, 2)):
        assert isinstance(send(here, level, made_for=SECOND, version=version), Answer)
    assert (level_of(here), here.items[0].answered) == (2, 1)


def test_who_chooses_nothing_has_not_sent_it_again(here: Meeting) -> None:
    given = SubmittedAnswer("small", "aims", AnswerContent(), 1, SECOND)
    respondents.save_answers(here.product, here.code, here.tokens[0], [given])
    assert here.items[0].answered == 0


def test_one_answer_that_comes_late_keeps_no_other_from_being_saved(here: Meeting) -> None:
    given = [SubmittedAnswer("small", id_, content_of(3), version) for id_, version in (("aims", 1), ("figures", 0))]
    outcomes = respondents.save_answers(here.product, here.code, here.tokens[0], given)
    assert outcomes is not None
    assert [type(outcome) for outcome in outcomes] == [SecondVoteMeanwhile, Answer]


def test_a_second_vote_that_was_taken_away_takes_no_first_vote_either(here: Meeting) -> None:
    here.workshop = leading.clear(here.product, here.workshop)
    assert isinstance(send(here, 3, made_for=FIRST), SecondVoteMeanwhile)
    assert level_of(here) == 1


def test_once_it_is_revealed_nothing_is_taken_whatever_it_was_made_for(here: Meeting) -> None:
    here.answer_all("aims", 2, 2, 2, 2, 2)
    here.reveal()
    for made_for in (0, FIRST, SECOND):
        assert isinstance(send(here, 4, made_for=made_for, version=2), AnswersLocked)
    assert results(here)[SECOND] == levels(0, 5, 0, 0)
