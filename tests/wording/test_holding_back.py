"""What holds back first, statement by statement: what is next there, and what its section needs."""

from __future__ import annotations

from journey.model import Profile, Questionnaire
from journey.rules.scoring import score
from journey.wording.holding_back import HoldingBack, holding_back
from tests.rules.scoring_examples import counted, questionnaire, section

ASKED = questionnaire(section("a", "b", "c", "d", "e", section_id="low"), section("f", "g", "h", section_id="high"))


def first(asked: Questionnaire, profile: Profile) -> HoldingBack:
    found = holding_back(asked, profile)
    assert found is not None
    return found


def test_a_statement_two_levels_below_what_its_section_needs_says_both() -> None:
    answers = {"a": [1], "b": [3], "c": [2], "d": [2], "e": [2], "f": [4], "g": [4], "h": [4]}
    found = first(ASKED, score(ASKED, counted(answers), responses=1))
    lowest = found.statements[0]
    assert (lowest.statement_id, lowest.median, found.wanted["a"]) == ("a", 1, 3)


def test_the_reason_names_the_section_and_does_not_compare_it() -> None:
    answers = {"a": [1], "b": [1], "c": [1], "d": [1], "e": [1], "f": [4], "g": [4], "h": [4]}
    found = first(ASKED, score(ASKED, counted(answers), responses=1))
    assert found.reason.endswith(
        "can be relied on at level 1, little in place. Five statements stand below level 2; four of them are enough."
    )
    assert "weakest" in found.lead
    assert "weakest" not in found.reason


def test_of_three_answers_at_three_and_one_at_one_only_the_low_one_is_looked_at() -> None:
    asked = questionnaire(section("a", "b", section_id="one"), section("c", "d", section_id="two"))
    found = first(asked, score(asked, counted({"a": [3], "b": [1], "c": [3], "d": [3]}), responses=1))
    assert found.title == "Look here first"
    assert [one.statement_id for one in found.statements] == ["b"]
    assert found.wanted == {}


def test_where_every_answer_is_at_four_nothing_is_to_be_looked_at() -> None:
    asked = questionnaire(section("a", "b"))
    found = first(asked, score(asked, counted({"a": [4], "b": [4]}), responses=1))
    assert (found.title, found.statements) == ("Nothing to look at first", ())
