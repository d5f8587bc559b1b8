"""The journey so far in words: what it claims is what verdicts bear out, and what came of actions adds up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from journey.model import Came
from journey.rules.journey_story import HeldReview, MovedOn
from journey.wording.takeaways import journey_dates, journey_story
from tests.steps.chart_findings import TITLES
from tests.steps.compared_findings import change
from tests.steps.journeys import journey, many, told

BEFORE, AFTER_FIRST, AFTER_SECOND = date(2020, 1, 10), date(2020, 6, 1), date(2020, 12, 1)


def test_a_stage_that_was_worked_on_again_is_said_with_how_often() -> None:
    actions = [
        told(1, "making-it-happen", AFTER_FIRST),
        told(2, "making-it-happen", AFTER_SECOND),
        told(3, "making-it-happen", AFTER_SECOND),
        told(4, "taking-stock", AFTER_FIRST),
    ]
    found = journey(3, actions, today=date(2022, 5, 1))
    assert journey_story.takeaway(found).startswith(
        "In two years, over three rounds, Ambershire worked on Making it happen after two of them."
    )
    assert journey_story.walked(found, "making-it-happen") == "worked on after two of three rounds"
    assert journey_story.walked(found, "taking-stock") == "worked on after one of three rounds"
    assert journey_story.walked(found, "getting-started") == ""


def test_work_after_every_round_and_before_the_first_is_said_as_that() -> None:
    often = [told(number, "taking-stock", day) for number, day in enumerate((BEFORE, AFTER_FIRST, AFTER_SECOND))]
    assert journey_story.walked(journey(2, often), "taking-stock") == (
        "worked on before the first round and after both rounds"
    )
    assert "worked on Taking stock after both." in journey_story.takeaway(journey(2, often))
    early = [told(5, "taking-stock", BEFORE)]
    assert "over two rounds, Ambershire worked on Taking stock." in journey_story.takeaway(journey(2, early))
    assert journey_story.takeaway(journey(1, early)).startswith("The journey began with Spring 2020. ")
    later = [*often[1:], told(4, "taking-stock", date(2021, 8, 1))]
    assert journey_story.walked(journey(3, later), "taking-stock") == "worked on after each of three rounds"


def test_of_a_first_round_and_an_action_that_is_only_planned_nothing_more_is_said() -> None:
    planned = told(1, "taking-stock", AFTER_FIRST, Came.IN_HAND, is_begun=False)
    found = journey(1, [planned], today=AFTER_FIRST)
    assert journey_story.takeaway(found) == "The journey began with Spring 2020. One action is planned."
    assert journey_story.more(found) == "Keeping on track is probably weakest now."
    assert journey_story.walked(found, "taking-stock") == ""
    assert journey_story.signs(found) == {Came.IN_HAND: "planned"}
    assert journey_dates.in_hand(found) == "One action is planned."
    begun = journey(1, [planned, told(2, "taking-stock", AFTER_FIRST, Came.IN_HAND)], today=AFTER_FIRST)
    assert journey_story.takeaway(begun) == (
        "The journey began with Spring 2020; since then, Ambershire has worked on Taking stock. "
        "Of two actions, one is under way and one is planned."
    )
    assert journey_dates.in_hand(begun) == "One action is still under way and one is planned."


def test_a_time_of_less_than_three_months_is_not_said() -> None:
    action = told(1, "taking-stock", AFTER_FIRST)
    assert journey_story.takeaway(journey(2, [action], today=date(2020, 6, 20))).startswith(
        "Over two rounds, Ambershire worked on Taking stock."
    )
    assert journey_story.takeaway(journey(2, today=date(2021, 2, 1))).startswith("In nine months, over two rounds, ")


def test_it_is_the_index_that_rose_and_the_level_may_read_as_it_did() -> None:
    rose = change(TITLES[1], 2.0, 2.4, "+")
    stayed = journey(2, changes={"setting-direction": rose})
    assert "The index of Setting direction rose since the first round, within the same level." in (
        journey_story.takeaway(stayed)
    )
    both = journey(2, changes={"setting-direction": rose, "taking-stock": change(TITLES[0], 2.6, 3.0, "+")})
    assert "rose since the first round, each within the same level." in journey_story.takeaway(both)
    first = ("round-1", "taking-stock")
    one = replace(both, figures={**both.figures, first: replace(both.figures[first], secure_level=1)})
    assert "rose since the first round, Setting direction within the same level." in (journey_story.takeaway(one))
    came = [row["What came of it"] for row in journey_story.table(stayed) if row["Stage"] == TITLES[1]]
    assert ["its index rose since the first round" in str(cell) for cell in came] == [False, True]


@pytest.mark.parametrize("claim", ["+", "-", "=", "few", "not"])
def test_a_stage_is_said_to_have_risen_or_fallen_where_the_verdict_bears_it_out(claim: str) -> None:
    found = journey(2, changes={"setting-direction": change(TITLES[1], 2.0, 2.6, claim)})
    said = journey_story.takeaway(found)
    assert bool(re.search(r"\brose\b", said)) == (claim == "+")
    assert bool(re.search(r"\bfell\b", said)) == (claim == "-")
    assert bool(journey_story.claimed(found)) == (claim in "+-")


def test_with_one_round_nothing_is_said_to_have_moved() -> None:
    found = journey(1, changes={"setting-direction": change(TITLES[1], 2.0, 2.6, "+")})
    assert "rose" not in journey_story.takeaway(found)


def test_what_came_of_actions_is_counted_and_nothing_is_claimed_of_what_nobody_knows() -> None:
    came = [Came.MOVED, Came.MOVED, Came.NOT_MOVED, Came.JUDGED, Came.NOT_CHECKED, Came.MOVED_WITHOUT_US, Came.DROPPED]
    actions = [told(number, "taking-stock", AFTER_FIRST, one) for number, one in enumerate(came)]
    actions.append(told(9, "taking-stock", AFTER_FIRST, Came.IN_HAND))
    assert journey_story.takeaway(journey(1, actions)).endswith(
        "Six actions are done: what two of them were for moved and what one of them was for did not move; "
        "of three it is not known."
    )


@pytest.mark.parametrize(
    ("came", "said"),
    [
        (Came.MOVED, "One action is done: what it was for moved."),
        (Came.NOT_MOVED, "One action is done: what it was for did not move."),
        (Came.CANNOT_TELL, "One action is done: whether what it was for moved is not known."),
        (Came.HANDED_OVER, "One action was handed over."),
    ],
)
def test_of_one_action_it_is_said_in_the_singular(came: Came, said: str) -> None:
    assert journey_story.takeaway(journey(1, [told(1, "", AFTER_FIRST, came)])).endswith(said)


def test_before_anything_happened_that_is_what_is_said() -> None:
    assert journey_story.takeaway(journey(0)) == "The journey has not begun: there is no round yet, and no action."


def test_every_action_and_review_is_a_row_of_the_table_however_many_there_are() -> None:
    found = journey(3, many(300), reviews=[HeldReview("r", AFTER_FIRST, 2)])
    kinds = [row["Kind"] for row in journey_story.table(found)]
    assert [kinds.count(kind) for kind in ("round", "action", "review")] == [15, 300, 1]


def test_in_dates_stands_what_ended_with_why_under_the_round_that_it_followed() -> None:
    early = MovedOn("round-1", "getting-started", "Winter will not wait.", "cabinet", date(2020, 4, 20))
    actions = [
        told(1, "taking-stock", BEFORE, Came.MOVED, days=10),
        told(2, "taking-stock", AFTER_FIRST, Came.DROPPED, days=200),
        told(3, "taking-stock", AFTER_FIRST, Came.IN_HAND),
    ]
    found = journey(2, actions, moved_on=[early], reviews=[HeldReview("r", AFTER_SECOND, 1)])
    spells = journey_dates.spells(found)
    assert [spell.title for spell in spells] == [
        "Before Spring 2020: one date",
        "From Spring 2020 on: two dates",
        "From Autumn 2020 on: three dates",
    ]
    assert [
        (one.kind, one.said) for spell in spells for one in spell.dates if one.kind != journey_dates.Kind.ROUND
    ] == [
        (journey_dates.Kind.ACTION, "Done, and what it was for moved. There was time."),
        (journey_dates.Kind.MOVED_ON, "“Winter will not wait.” Decided by cabinet."),
        (journey_dates.Kind.REVIEW, "One decision."),
        (journey_dates.Kind.ACTION, "Dropped. There was time."),
    ]
    assert journey_dates.in_hand(found) == "One action is still under way."
