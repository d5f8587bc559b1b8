"""How the sample council's plan is told: an action with what became of it, step by step, and what was bet on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from journey.model import (
    ActionContent,
    ActionState,
    BetContent,
    DecisionContent,
    MeasureContent,
    Origin,
    OwnersWord,
    PriorityContent,
    ReviewContent,
    Subject,
    SubjectKind,
)
from journey.service.pinned_content import STAGES

BREAKTHROUGHS = "breakthroughs"


@dataclass(frozen=True, slots=True)
class PriorityStory:
    """A priority, and when and why it was dropped, if it was. ``key`` is what actions call it by."""

    key: str
    content: PriorityContent
    ended_on: date | None = None
    ended_why: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What changed in an action on a day: fields of its content or its progress, and why."""

    on: date
    changes: Mapping[str, Any]
    why: str = ""


@dataclass(frozen=True, slots=True)
class BetStory:
    """A bet, placed on a day. A measure is its subject by its key."""

    on: date
    content: BetContent


@dataclass(frozen=True, slots=True)
class ActionStory:
    """An action of a unit, added on a day. ``occasion`` is the round that it was born from, counted from 0.

    ``content.priority_id`` is the key of a priority.
    """

    key: str
    unit: str
    on: date
    origin: Origin
    occasion: int | None
    content: ActionContent
    steps: tuple[Step, ...] = ()
    bets: tuple[BetStory, ...] = ()
    is_proposed: bool = False


@dataclass(frozen=True, slots=True)
class MeasureStory:
    """A measure of a unit with its readings from ``first`` on, one a month or quarter; None where one is missing.

    ``content.action_id`` is the key of an action.
    """

    key: str
    unit: str
    on: date
    content: MeasureContent
    first: date
    readings: tuple[float | None, ...]
    notes: Mapping[date, str]


@dataclass(frozen=True, slots=True)
class DecisionStory:
    """A decision of a review, and whether it was kept, as far as it was asked. Its item is an action by its key."""

    content: DecisionContent
    is_kept: bool | None = None
    kept_note: str = ""


@dataclass(frozen=True, slots=True)
class ReviewStory:
    """A review of a unit's plan and what it decided."""

    unit: str
    content: ReviewContent
    shown: str
    decisions: tuple[DecisionStory, ...]


def statement(statement_id: str, of: str = STAGES) -> Subject:
    """A statement of the stages, or of another questionnaire."""
    return Subject(SubjectKind.STATEMENT, statement_id, of)


def section(section_id: str, of: str = STAGES) -> Subject:
    """A stage, or a section of another questionnaire."""
    return Subject(SubjectKind.SECTION, section_id, of)


def pitfall(pitfall_id: str, stage: str) -> Subject:
    """A pitfall of a stage."""
    return Subject(SubjectKind.PITFALL, pitfall_id, stage)


def measure(key: str) -> Subject:
    """One of the plan's measures."""
    return Subject(SubjectKind.MEASURE, key)


def bet(on: date, subject: Subject, by: float | None, chance: int, because: str = "", **more: Any) -> BetStory:
    """A bet on the next round, unless it says otherwise."""
    return BetStory(on, BetContent(subject, by, chance=chance, because=because, **more))


def began(on: date) -> Step:
    """The first step was taken."""
    return Step(on, {"first_step_done_on": on})


def says(on: date, word: OwnersWord, text: str) -> Step:
    """What the owner said."""
    return Step(on, {"word": word, "word_text": text, "word_on": on})


def done(on: date, why: str) -> Step:
    """The work was finished."""
    return Step(on, {"state": ActionState.DONE, "done_on": on, "why": why}, why)


def dropped(on: date, why: str) -> Step:
    """It was given up."""
    return Step(on, {"state": ActionState.DROPPED, "done_on": None, "why": why}, why)


def paused(on: date, until: date, why: str) -> Step:
    """It rests until a day."""
    return Step(on, {"state": ActionState.PAUSED, "look_again_on": until, "why": why}, why)


def handed_over(on: date, where: str, why: str) -> Step:
    """It is followed elsewhere now."""
    return Step(on, {"state": ActionState.HANDED_OVER, "kept_in": where, "why": why}, why)
