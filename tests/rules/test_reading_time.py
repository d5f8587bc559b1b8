"""How long answering takes."""

from __future__ import annotations

import pytest

from journey.content import Library
from journey.model import Scope, Statement
from journey.rules.reading_time import minutes_for, seconds_for
from journey.rules.scoring import asked_statements


def statement(words: int) -> Statement:
    """A statement of so many words, its four level descriptions included; ten at the least."""
    descriptions = dict.fromkeys((1, 2, 3), "Something written.")
    descriptions[4] = "Written " + "and " * (words - 10) + "written"
    return Statement(
        id="a",
        revision=1,
        text="Two words.",
        levels=descriptions,
        why="Because it matters.",
        look_for=("A thing to see.", "Another thing."),
        source=("MG",),
        guidance=("a-tip",),
    )


def test_a_statement_takes_the_time_to_read_it_and_five_seconds_to_choose() -> None:
    assert seconds_for(statement(40)) == 40 / 240 * 60 + 5 == 15


@pytest.mark.parametrize(("number", "minutes"), [(0, 0), (1, 1), (4, 1), (5, 2), (8, 2)])
def test_minutes_are_rounded_up_and_nothing_takes_none(number: int, minutes: int) -> None:
    assert minutes_for([statement(40)] * number) == minutes


def test_the_quick_check_that_ships_takes_the_five_to_eight_minutes_that_are_promised() -> None:
    stages = Library.read().questionnaire("stages")
    asked = asked_statements(stages, Scope.QUICK)
    assert 5 <= minutes_for(s for s in stages.statements() if s.id in asked) <= 8
