"""What a stage still lacks is said with the limits of the rules."""

from __future__ import annotations

from journey.model import Missing, PitfallTally, Readiness
from journey.wording import readiness


def test_each_condition_that_is_not_met_has_its_sentence() -> None:
    assert set(readiness.MISSING) == set(Missing)


def test_the_sentences_name_the_limits_of_the_rules() -> None:
    assert readiness.MISSING[Missing.INDEX] == "Its index is below 2.5."
    assert readiness.MISSING[Missing.SECURE_LEVEL].startswith("Its secure level is below 2, ")
    assert readiness.MISSING[Missing.PITFALLS] == "Fewer than eight in ten of the pitfalls that apply are avoided."


def test_pitfalls_are_said_in_points() -> None:
    short = PitfallTally(tuple("abcdefg"), tuple("hij"), (), (), ("h",), (), ("a", "b", "h"))
    assert readiness.in_points(short) == "8½ of 10 points, 8 needed; critical: 2 of 3"
    assert readiness.in_points(PitfallTally((), ("a",), tuple("bcd"), (), ())) == "½ of 4 points, 3½ needed"
    assert readiness.in_points(PitfallTally((), (), (), ("a",), ())) == "none applies"
    said = readiness.missing(Readiness("stage", (Missing.INDEX, Missing.CRITICAL_PITFALL), short))
    assert said == [
        "Its index is below 2.5.",
        "A critical pitfall is not avoided.",
        "Pitfalls: 8½ of 10 points, 8 needed; critical: 2 of 3.",
    ]
    assert readiness.missing(Readiness("stage", (Missing.INDEX,), short)) == ["Its index is below 2.5."]
