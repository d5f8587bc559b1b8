"""What a stage still lacks is said with its own number beside the one that is needed, and with what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from journey.model import Missing, PitfallTally, Readiness, ReadinessOverride
from journey.wording import readiness
from tests.steps.chart_findings import section_of

SHORT = PitfallTally(tuple("abcdefg"), tuple("hij"), (), (), ("h",), (), ("a", "b", "h"))
UNTOUCHED = PitfallTally((), (), ("a", "b"), (), ("a",), ("a", "b"), ("a",))
_SECTION, WEAK = section_of((1, 2, 1, 2, 2, 2, 2))


def said(missing: tuple[Missing, ...], tally: PitfallTally = SHORT, score=WEAK, **more: bool) -> list[str]:
    return [lack.said for lack in readiness.lacks(Readiness("stage", missing, tally), score, **more)]


def test_each_condition_is_said_with_where_the_stage_stands_and_what_is_needed() -> None:
    assert said((Missing.INDEX, Missing.SECURE_LEVEL, Missing.CRITICAL_PITFALL, Missing.PITFALLS)) == [
        "Its index is 1.7; 2.5 is needed.",
        "It can be relied on at level 1, little in place; level 2 is needed.",
        "One critical pitfall is not avoided.",
        "Its pitfalls stand at 8½ of 10 points; 8 are needed (avoided counts 1, in part ½).",
    ]


def test_every_condition_has_its_sentence_whatever_is_known_of_the_score() -> None:
    for condition in Missing:
        for score in (WEAK, replace(WEAK, index=None, band=None, secure_level=None), None):
            for tally in (SHORT, UNTOUCHED):
                for is_hidden in (False, True):
                    assert all(text.endswith(".") for text in said((condition,), tally, score, is_hidden=is_hidden))


def test_an_index_just_below_the_limit_does_not_seem_to_have_reached_it() -> None:
    assert said((Missing.INDEX,), score=replace(WEAK, index=2.49)) == ["Its index is 2.4; 2.5 is needed."]


def test_why_there_is_no_index_or_no_level_is_said_and_not_guessed() -> None:
    few = replace(WEAK, secure_level=None)
    assert said((Missing.SECURE_LEVEL,), score=few) == [
        "No level of it can be relied on yet, because fewer than three of its statements have one; level 2 is needed."
    ]
    assert said((Missing.NO_SCORE,), score=None) == ["It is not assessed in this round, so it has no index."]
    (hidden,) = said((Missing.NO_SCORE,), score=None, is_hidden=True)
    assert hidden.startswith("Its index may not be shown")


def test_what_nobody_has_looked_at_is_not_called_open() -> None:
    both = (Missing.CRITICAL_PITFALL, Missing.PITFALLS)
    assert said(both, UNTOUCHED) == ["Nobody has looked at its pitfalls yet."]
    some = PitfallTally(("c",), (), ("a", "b", "d"), (), ("a", "b", "d"), ("b", "d"), ("a", "b", "d"))
    open_, unseen = readiness.lacks(Readiness("stage", (Missing.CRITICAL_PITFALL,), some), WEAK)
    assert (open_.said, open_.pitfall_ids) == ("One critical pitfall is not avoided.", ("a",))
    assert (unseen.said, unseen.pitfall_ids) == ("Two critical pitfalls have not been looked at.", ("b", "d"))


def test_critical_pitfalls_are_counted_over_all_checklists() -> None:
    assert readiness.critical([SHORT, SHORT]) == "two critical pitfalls are not avoided"
    assert readiness.critical([SHORT, UNTOUCHED]) == (
        "one critical pitfall is not avoided and one critical pitfall has not been looked at"
    )
    assert readiness.critical([replace(SHORT, critical_open=())]) == "every critical pitfall is avoided"
    assert readiness.critical([replace(SHORT, critical_open=(), critical=())]) == "no critical pitfall applies"


def test_pitfalls_are_said_in_points() -> None:
    assert readiness.in_points(PitfallTally((), ("a",), tuple("bcd"), (), ())).startswith(
        "½ of 4 points; 3½ are needed"
    )
    assert readiness.in_points(PitfallTally((), (), ("a",), (), ())).startswith("0 of 1 point; 1 is needed")
    assert readiness.in_points(PitfallTally((), (), (), ("a",), ())) == "none applies"


@pytest.mark.parametrize(
    ("missing", "tally", "words"),
    [
        ((), SHORT, "ready to move on from"),
        ((Missing.PITFALLS,), UNTOUCHED, "not looked at"),
        ((Missing.CRITICAL_PITFALL,), SHORT, "1 critical and not avoided"),
        ((Missing.INDEX,), replace(SHORT, critical_open=()), "3 avoided in part"),
        ((Missing.INDEX,), PitfallTally(("a",), (), ("b", "c"), (), (), ("c",)), "1 not looked at"),
        ((Missing.INDEX,), PitfallTally(("a",), (), ("b", "c"), (), ()), "2 still open"),
        ((Missing.INDEX,), PitfallTally(("a",), (), (), (), ()), "all pitfalls avoided"),
    ],
)
def test_a_stage_is_told_in_short_by_what_is_most_in_the_way(
    missing: tuple[Missing, ...], tally: PitfallTally, words: str
) -> None:
    assert readiness.in_short(Readiness("stage", missing, tally)) == words


def test_moving_on_anyway_is_said_with_its_day_and_who_decided_it() -> None:
    moved = ReadinessOverride("stage", "the year goes on", "the leader", datetime(2026, 11, 21, tzinfo=UTC))
    assert readiness.moved_on(moved, date(2026, 11, 21)) == (
        "You moved on anyway on 21 November 2026, decided by the leader. The next round brings it up again."
    )
    assert readiness.moved_on_from("Taking stock", date(2026, 11, 21)) == (
        "You moved on from Taking stock on 21 November 2026 although it was not ready. The next round brings it up "
        "again."
    )


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (PitfallTally((), (), (), (), ()), "Every pitfall was avoided then: its score was in the way."),
        (PitfallTally(("a",), (), (), (), ()), "The one pitfall that was not avoided then is avoided now."),
        (PitfallTally((), (), ("a", "b"), (), ()), "Both pitfalls that were not avoided then are still open."),
        (
            PitfallTally(("a", "b", "c"), ("d",), ("e", "f"), (), (), ("f",)),
            "Of the six pitfalls that were not avoided then, three are avoided now, one is avoided in part, one is "
            "still open and one has not been looked at.",
        ),
    ],
)
def test_what_became_of_what_was_open_then_is_counted(since: PitfallTally, words: str) -> None:
    assert readiness.since_then(since) == words
