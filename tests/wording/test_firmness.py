"""How firm a secure level is, in words, and which answers would change it."""

from __future__ import annotations

from journey.wording import firmness
from tests.rules.scoring_examples import scored

TEXTS = {name: f"We do what {name} asks." for name in "abcdefg"}
ONE_SHORT = {name: [3] * 7 + [2] for name in "abcde"} | {"f": [2] * 8, "g": [2] * 5 + [3] * 3}


def test_the_fewest_answers_are_said_with_the_word():
    assert firmness.in_words(scored(ONE_SHORT)) == (
        "One answer of 56, one level different, would make it 3: on the edge."
    )
    assert firmness.in_words(scored({name: [2] * 8 for name in "abcd"})) == (
        "Nine answers of 32, one level different, would make it 1: firm."
    )


def test_the_answers_are_named_in_both_directions():
    assert firmness.which_answers(scored(ONE_SHORT), TEXTS) == (
        "If one answer to “We do what g asks” was one level higher, the secure level would be 3.",
        "If five answers to “We do what f asks” and five answers to “We do what g asks” were one level lower, "
        "the secure level would be 1.",
    )


def test_of_many_statements_three_are_named():
    *_, lower = firmness.which_answers(scored({name: [3] * 8 for name in "abcdefg"}), TEXTS)
    assert "to others" not in lower
    raised, _ = firmness.which_answers(scored({name: [2] * 8 for name in "abcdefg"}), TEXTS)
    assert raised.endswith("to others were one level higher, the secure level would be 3.")


def test_without_a_secure_level_nothing_is_said():
    indicative = scored({"a": [1], "b": [3]})
    assert firmness.in_words(indicative) == ""
    assert firmness.which_answers(indicative, TEXTS) == ()
