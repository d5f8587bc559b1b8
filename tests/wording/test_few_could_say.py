"""What hardly anybody could say."""

from __future__ import annotations

from journey.rules.scoring import score
from journey.wording.few_could_say import few_could_say
from tests.rules.scoring_examples import counted, questionnaire, section

ANSWERS = {
    "a": [3, 3, 3, 3, 3],
    "b": [2, 2, 2, 2, 2],
    "c": [1, "dk", "dk", "na", None],
    "d": ["dk", "dk", None, None, None],
    "e": ["na", "na", "na", "na", "na"],
    "f": [None, None, None, None, None],
}


def test_statements_with_few_levels_or_none_are_listed_with_how_many_were_asked():
    asked = questionnaire(section(*ANSWERS))
    assert few_could_say(asked, score(asked, counted(ANSWERS), responses=5)) == (
        "“We do what c asks”: one of 4 gave a level.",
        "“We do what d asks”: nobody of 5 gave a level.",
    )


def test_one_response_alone_is_not_a_few():
    asked = questionnaire(section("a", "b", "c"))
    assert few_could_say(asked, score(asked, counted({"a": ["dk"], "b": [2], "c": [1]}), responses=1)) == ()
