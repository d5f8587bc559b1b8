"""What the command ``score`` prints, against a file that was checked by hand."""

from __future__ import annotations

import json
from pathlib import Path

from journey.service.exchange.score_file import score_answers
from tests.rules.scoring_examples import questionnaire, section

GOLDEN = Path(__file__).parent / "golden"
ASKED = questionnaire(
    section("a", "b", "c", "d"), section("e", section_id="alone"), section("f", section_id="left-out")
)


def test_the_output_is_exactly_the_golden_one():
    found = score_answers(ASKED, (GOLDEN / "answers.csv").read_bytes())
    assert json.dumps(found, indent=2) + "\n" == (GOLDEN / "score.json").read_text(encoding="utf-8")


def test_statements_without_a_column_and_sections_without_one_are_left_out():
    found = score_answers(ASKED, b"respondent,a,e\nr1,3,4\n")
    assert list(found["sections"]) == ["stage", "alone"]
    assert list(found["statements"]) == ["a", "e"]


def test_a_column_without_any_answer_was_asked_and_says_nothing():
    found = score_answers(ASKED, b"respondent,e\nr1,\nr2,dk\n")
    assert found["sections"]["alone"] == {
        "coverage": 0.0,
        "index": None,
        "band": None,
        "secure_level": None,
        "blockers": [],
    }
    assert found["statements"]["e"] == {
        "n": 0,
        "counts": {"1": 0, "2": 0, "3": 0, "4": 0},
        "dont_know": 1,
        "not_applicable": 0,
        "mean": None,
        "median": None,
        "average_deviation": None,
        "r_wg": None,
        "agreement": None,
    }


def test_numbers_are_not_rounded():
    found = score_answers(ASKED, (GOLDEN / "answers.csv").read_bytes())
    assert found["sections"]["stage"]["coverage"] == 9 / 11
    assert found["sections"]["stage"]["index"] == 41 / 18


def test_the_word_for_a_vote_is_printed_in_short_from_five_levels_on():
    answers = [[2, 2, 1, "dk"], [2, 3, 1, "dk"], [2, 3, 1, "dk"], [2, 2, 4, "dk"], [2, 4, 4, 3], ["dk", "", "", ""]]
    rows = [f"r{number},{','.join(map(str, row))}" for number, row in enumerate(answers)]
    found = score_answers(ASKED, "\n".join(["respondent,a,b,c,d", *rows]).encode())
    words = {id_: statement["agreement"] for id_, statement in found["statements"].items()}
    assert words == {"a": "all say 2", "b": "between 2 and 3", "c": "two camps", "d": "most don't know"}
