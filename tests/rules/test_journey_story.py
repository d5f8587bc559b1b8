"""When work on an action is known to have begun: what is only planned is no walk of a stage."""

from __future__ import annotations

from datetime import date

import pytest

from journey.model import Came
from journey.rules.journey_story import first_work
from tests.steps.journeys import journey, told

WRITTEN, SAID, STEP = date(2020, 5, 1), date(2020, 6, 1), date(2020, 7, 1)


@pytest.mark.parametrize(
    ("first_step_on", "words_on", "is_over", "found"),
    [
        (None, (), False, None),
        (STEP, (), False, STEP),
        (None, (SAID,), False, SAID),
        (STEP, (SAID,), False, SAID),
        (None, (), True, WRITTEN),
        (STEP, (), True, STEP),
    ],
)
def test_work_begins_with_the_first_step_or_a_word_and_is_known_of_what_is_over(
    first_step_on: date | None, words_on: tuple[date, ...], is_over: bool, found: date | None
) -> None:
    assert first_work(WRITTEN, first_step_on, words_on, is_over=is_over) == found


def test_a_stage_is_walked_where_work_began_and_not_where_it_was_planned() -> None:
    planned = told(1, "taking-stock", WRITTEN, Came.IN_HAND, is_begun=False)
    begun = told(2, "taking-stock", date(2020, 12, 1), Came.IN_HAND)
    assert journey(2, [planned]).walks("taking-stock") == ()
    assert journey(2, [planned, begun]).walks("taking-stock") == (1,)
    assert planned.is_planned
    assert not begun.is_planned
