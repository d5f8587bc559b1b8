"""Examples of journeys: with any number of rounds and actions, for the tests of the picture and of its sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from journey.model import Absent, Came, Change, Extreme, Figure
from journey.rules.journey_story import HeldReview, Journey, MovedOn, ToldAction
from tests.steps.chart_findings import TITLES, questionnaire, slug
from tests.steps.compared_findings import figure, rounds

CAME = tuple(Came)
STAGES = [slug(title) for title in TITLES]


def told(
    number: int,
    stage: str,
    began_on: date,
    came: Came = Came.MOVED,
    *,
    days: int = 90,
    is_begun: bool = True,
) -> ToldAction:
    """An action that lasted so many days, or is still in hand."""
    ended = None if came is Came.IN_HAND else began_on + timedelta(days=days)
    what, worked_from = f"Do what number {number} says", began_on if is_begun else None
    return ToldAction(f"a{number}", what, stage, began_on, ended, came, "There was time.", worked_from)


def journey(
    many_rounds: int = 3,
    actions: Sequence[ToldAction] = (),
    *,
    levels: Sequence[float | Absent | None] = (2.9, 2.4, 2.2, 2.0, 1.4),
    weakest: str = "keeping-on-track",
    changes: Mapping[str, Change] | None = None,
    moved_on: Sequence[MovedOn] = (),
    reviews: Sequence[HeldReview] = (),
    today: date = date(2026, 11, 28),
    names: Sequence[str] = (),
    titles: Sequence[str] = TITLES,
) -> Journey:
    """A journey in which the stages stand alike in every round."""
    held = rounds(many_rounds, names)
    sections = questionnaire(titles).sections
    figures: dict[tuple[str, str], Figure] = {
        (round_.id, section.id): figure(value, section.id, round_id=round_.id, secure=2 if number < 4 else 1)
        for round_ in held
        for number, (section, value) in enumerate(zip(sections, levels, strict=True))
    }
    end = Extreme((weakest,), is_probable=True) if weakest else None
    return Journey(
        who="Ambershire",
        stages=tuple(sections) if held else (),
        rounds=held,
        figures=figures,
        ends=(end,) * many_rounds,
        changes=changes or {},
        moved_on=tuple(moved_on),
        actions=tuple(sorted(actions, key=lambda action: action.began_on)),
        reviews=tuple(reviews),
        today=today,
    )


def many(number: int, until: date = date(2022, 6, 1), since: date = date(2020, 5, 1)) -> list[ToldAction]:
    """So many actions, spread over the stages and the time, that came to everything that actions come to."""
    over = (until - since).days
    return [
        told(
            one,
            [*STAGES, ""][one * 5 % 6],
            since + timedelta(days=one * over // max(number, 1)),
            CAME[one * 7 % len(CAME)],
            days=20 + one * 37 % 300,
        )
        for one in range(number)
    ]
