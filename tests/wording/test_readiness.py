"""What a stage still lacks is said with the limits of the rules."""

from __future__ import annotations

from journey.model import Missing
from journey.wording import readiness


def test_each_condition_that_is_not_met_has_its_sentence() -> None:
    assert set(readiness.MISSING) == set(Missing)


def test_the_sentences_name_the_limits_of_the_rules() -> None:
    assert readiness.MISSING[Missing.INDEX] == "Its index is below 2.5."
    assert readiness.MISSING[Missing.SECURE_LEVEL].startswith("Its secure level is below 2, ")
    assert readiness.MISSING[Missing.PITFALLS] == "Fewer than eight in ten of the pitfalls that apply are avoided."
