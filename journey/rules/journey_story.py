"""The journey of a unit, told over its rounds: what was begun after each of them, on which stage, and what came of it.

Between two rounds lies a *spell*: that after the first round is number 0, that before it -1. A stage is walked in each
spell in which work on it began, so it can be walked more than once. What is only planned is no work yet.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from journey.model import Came, Change, Extreme, Figure, Round, Section

BEFORE = -1
"""The spell before the first round."""


@dataclass(frozen=True, slots=True)
class ToldAction:
    """An action, the stage that it is about (by its id, empty where it is about none), from when to when it lasted.

    ``began_on`` is the day on which it was written down, ``ended_on`` None while it is in hand. ``worked_from`` is the
    first day of which work is known (``first_work``), None while it is only planned. ``why`` says what came of it, or
    why it was given up.
    """

    id: str
    what: str
    stage_id: str
    began_on: date
    ended_on: date | None
    came: Came
    why: str = ""
    worked_from: date | None = None

    @property
    def is_planned(self) -> bool:
        """Whether nothing of it was begun yet."""
        return self.came is Came.IN_HAND and self.worked_from is None


def first_work(written_on: date, first_step_on: date | None, words_on: Iterable[date], *, is_over: bool) -> date | None:
    """The first day of which work on an action is known: its first step was done, or a word was said of it.

    One that is over without either was worked on since it was written down. None: it is only planned.
    """
    days = [*([first_step_on] if first_step_on else []), *words_on]
    return min(days, default=written_on if is_over else None)


@dataclass(frozen=True, slots=True)
class MovedOn:
    """A stage was left in a round although it was not ready: why, by whose decision, and on which day."""

    round_id: str
    stage_id: str
    reason: str
    decided_by: str
    on: date


@dataclass(frozen=True, slots=True)
class HeldReview:
    """A review that has ended, and how many decisions it took."""

    id: str
    held_on: date
    decisions: int


@dataclass(frozen=True, slots=True)
class Journey:
    """All of it, in the order of time. ``figures`` are by round and stage id.

    ``ends`` are the lower ends of the stages in each round, None where there is none; ``changes`` are from the first to
    the last round that shows a stage's index, by stage id.
    """

    who: str
    stages: tuple[Section, ...]
    rounds: tuple[Round, ...]
    figures: Mapping[tuple[str, str], Figure]
    ends: tuple[Extreme | None, ...]
    changes: Mapping[str, Change]
    moved_on: tuple[MovedOn, ...]
    actions: tuple[ToldAction, ...]
    reviews: tuple[HeldReview, ...]
    today: date

    @property
    def has_begun(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.rounds or self.actions or self.reviews)

    @property
    def first_spell(self) -> int:
        """The number of the first spell in which something happened, or that follows the first round."""
        days = [*(action.began_on for action in self.actions), *(review.held_on for review in self.reviews)]
        return min([0 if self.rounds else BEFORE, *map(self.spell, days)])

    def weakest(self, number: int) -> Section | None:
        """The one stage that is weakest in a round, by its number; None where no single one is."""
        end = self.ends[number]
        if end is None or end.is_tie:
            return None
        return next((stage for stage in self.stages if stage.id == end.section_ids[0]), None)

    def spell(self, day: date) -> int:
        """The number of the spell in which a day lies; the days while a round is open belong to the one after it."""
        return bisect_right([round_.held_on for round_ in self.rounds], day) - 1

    def walks(self, stage_id: str) -> tuple[int, ...]:
        """The spells in which work about a stage began."""
        days = (action.worked_from for action in self.about(stage_id))
        return tuple(sorted({self.spell(day) for day in days if day is not None}))

    def about(self, stage_id: str) -> Iterator[ToldAction]:
        """The actions about a stage; with an empty id those about none."""
        return (action for action in self.actions if action.stage_id == stage_id)

    def left_early(self, round_id: str, stage_id: str) -> MovedOn | None:
        """How a stage was left early in a round."""
        return next((one for one in self.moved_on if (one.round_id, one.stage_id) == (round_id, stage_id)), None)
