"""What hardly anybody could say."""

from __future__ import annotations

from journey.rules.scoring import score
from journey.wording.few_could_say import few_could_say, title
from tests.rules.scoring_examples import counted, questionnaire, section, statement

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
    lines = few_could_say(asked, score(asked, counted(ANSWERS), responses=5))
    assert [line.text for line in lines] == [
        "“We do what c asks”: one of 4 gave a level.",
        "“We do what d asks”: nobody of 5 gave a level.",
    ]
    assert [line.statement_id for line in lines] == ["c", "d"]


def test_of_one_response_alone_each_dont_know_is_listed_with_where_it_is_answered():
    asked = questionnaire(section("a", "b", "c"))
    found = score(asked, counted({"a": ["dk"], "b": [2], "c": [1]}), responses=1)
    assert [(line.statement_id, line.text) for line in few_could_say(asked, found)] == [("a", "We do what a asks.")]
    assert title(found) == "What nobody could say"


def test_leaders_are_named_where_a_statement_is_about_what_they_do():
    asked = questionnaire(section(statement("a", leadership=True), "b", "c"))
    (line,) = few_could_say(asked, score(asked, counted({"a": ["dk"], "b": [2], "c": [1]}), responses=1))
    assert line.text == "We do what a asks. Ask those who lead: it is about what they do."
