"""The journey so far as a list of dates: rounds, stages moved on from early, actions that ended, reviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from itertools import groupby

from journey.rules.journey_story import BEFORE, Journey, ToldAction
from journey.wording import formatting
from journey.wording.formatting import capital, count
from journey.wording.scores import inside
from journey.wording.takeaways import journey_story


class Kind(StrEnum):
    """What a date is about; those of one day in the order in which they are told."""

    ROUND = auto()
    MOVED_ON = auto()
    ACTION = auto()
    REVIEW = auto()


@dataclass(frozen=True, slots=True)
class Dated:
    """Something on a day: what, what there is to say of it, and the id of the round, stage, action or review.

    ``round_id`` is the round that it belongs to, where it is one or was in one.
    """

    on: date
    kind: Kind
    id: str
    title: str
    said: str
    round_id: str = ""

    @property
    def day(self) -> str:
        """The day in words."""
        return formatting.day(self.on)


@dataclass(frozen=True, slots=True)
class Spell:
    """What happened in the time that one round begins; ``number`` is that of the spell."""

    number: int
    title: str
    dates: Sequence[Dated]


def spells(journey: Journey) -> list[Spell]:
    """Everything with a date, by the round after which it was, in the order of time."""
    every = sorted(_every(journey), key=lambda one: (one.on, tuple(Kind).index(one.kind)))
    return [
        Spell(number, _title(journey, number, found), found)
        for number, group in groupby(every, lambda one: journey.spell(one.on))
        for found in [list(group)]
    ]


def in_hand(journey: Journey) -> str:
    """How many actions have no end yet, and so no date here; nothing where there is none."""
    planned = sum(action.is_planned for action in journey.actions)
    under_way = sum(action.ended_on is None for action in journey.actions) - planned
    kinds = ((under_way, "still under way"), (planned, "planned"))
    said = [(many, f"{'is' if many == 1 else 'are'} {what}") for many, what in kinds if many]
    first = [f"{count(many, 'action')} {what}" for many, what in said[:1]]
    rest = [f"{formatting.number(many)} {what}" for many, what in said[1:]]
    return f"{capital(formatting.listed([*first, *rest]))}." if said else ""


def _title(journey: Journey, number: int, dates: Sequence[Dated]) -> str:
    before = number == BEFORE
    named = capital(journey_story.spell_name(journey, number)) if before else f"From {journey.rounds[number].name} on"
    return f"{named}: {count(len(dates), 'date')}"


def _every(journey: Journey) -> Iterator[Dated]:
    titles = {stage.id: stage.title for stage in journey.stages}
    for number, round_ in enumerate(journey.rounds):
        yield Dated(round_.held_on, Kind.ROUND, round_.id, round_.name, _of_round(journey, number), round_.id)
    for left in journey.moved_on:
        title = f"Moved on early from {inside(titles.get(left.stage_id, left.stage_id))}"
        who = f" Decided by {left.decided_by}." if left.decided_by else ""
        yield Dated(left.on, Kind.MOVED_ON, left.stage_id, title, f"“{left.reason}”{who}", left.round_id)
    for action in journey.actions:
        if action.ended_on is not None:
            yield Dated(action.ended_on, Kind.ACTION, action.id, action.what, _of_action(action))
    for review in journey.reviews:
        decided = f"{capital(count(review.decisions, 'decision'))}."
        yield Dated(review.held_on, Kind.REVIEW, review.id, "Review of the plan", decided)


def _of_round(journey: Journey, number: int) -> str:
    """Which levels could be relied on then, from stage to stage."""
    levels = []
    for stage in journey.stages:
        figure = journey.figures.get((journey.rounds[number].id, stage.id))
        if figure is not None and figure.index is not None and figure.secure_level is not None:
            levels.append(f"{stage.title} {figure.secure_level}")
    return f"Levels that could be relied on: {formatting.listed(levels)}." if levels else "No level is shown."


def _of_action(action: ToldAction) -> str:
    why = f" {action.why}" if action.why else ""
    return f"{capital(journey_story.CAME[action.came])}.{why}"
