"""When to hold a service review, in words: six questions, and what the records say to any of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journey.model import Change, ServiceTrigger, Verdict
from journey.wording import service_review as words
from tests.wording.test_review import MEASURE

LOWER = Change("plan", 2.4, 2.0, -0.4, (-0.7, -0.1), Verdict.LOWER, (8, 8), 4)


def test_there_are_six_questions() -> None:
    assert list(words.QUESTIONS) == list(ServiceTrigger)
    assert all(question.endswith("?") for question in words.QUESTIONS.values())


def test_a_measure_says_how_far_and_whom_it_serves() -> None:
    told = words.beyond(replace(MEASURE, serves="Homes"))
    assert told.startswith("Late answers: beyond tolerance, ")
    assert told.endswith(" It serves “Homes”.")


def test_a_section_is_said_to_have_gone_only_where_the_change_rule_says_so() -> None:
    assert words.fell("Setting direction", LOWER) == "“Setting direction” fell since the round before."
    with pytest.raises(KeyError):
        words.fell("Setting direction", replace(LOWER, verdict=Verdict.NO_CLEAR_CHANGE))


@pytest.mark.parametrize(
    ("subject", "times", "told"),
    [
        ("Plans", 2, "Two bets on “Plans” were scored, and the answer was “not yet” each time."),
        ("", 3, "Three bets on the same thing were scored, and the answer was “not yet” each time."),
    ],
)
def test_what_was_tried_often_is_counted(subject: str, times: int, told: str) -> None:
    assert words.tried(subject, times) == told
