"""What a council does about its findings: priorities, actions, bets, measures with their readings, reviews, decisions.

Every record has a ``version`` that counts how often it was saved; whoever changes one says which version they have
seen. ``writer`` names the browser that saved it last. What was there before is kept as events.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType


class SubjectKind(StrEnum):
    """What an action may answer, and a bet be about."""

    STATEMENT = "statement"
    SECTION = "section"
    PITFALL = "pitfall"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Subject:
    """A statement, section, pitfall or measure, by its id.

    ``of`` is the id of the questionnaire, or of the checklist of a pitfall; empty for a measure, and for statements of
    actions that release 1.0.0 wrote down, which are found by their id alone.
    """

    kind: SubjectKind
    id: str
    of: str = ""


class Origin(StrEnum):
    """What an action was born from."""

    BLOCKER = "blocker"
    FIRST_LOOK = "first_look"
    PITFALL = "pitfall"
    ROLE_GAP = "role_gap"
    MEASURE = "measure"
    WORKSHOP = "workshop"
    PARKED = "parked"
    MOVED_ON = "moved_on"
    REVIEW = "review"
    IDEA = "idea"


class ActionState(StrEnum):
    """How far an action is. *Done* says that the work is finished; whether it worked, a bet or a reading says."""

    PROPOSED = "proposed"
    LIVE = "live"
    PAUSED = "paused"
    DONE = "done"
    DROPPED = "dropped"
    HANDED_OVER = "handed_over"


IN_HAND = frozenset({ActionState.PROPOSED, ActionState.LIVE, ActionState.PAUSED})
"""The states of actions that somebody still has to think of."""


class OwnersWord(StrEnum):
    """What the owner of an action says of it. It lasts until the next review, or eight weeks."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"


@dataclass(frozen=True, slots=True)
class ActionContent:
    """What will be done, and what is said of it beforehand.

    ``lead`` is who owns it: a post or a person. ``priority_id`` is what it serves. ``first_step`` is done by
    ``first_step_on``, within two weeks or so. ``success`` says how one will see that it worked; ``stops`` what is given
    up to make room for it.
    """

    what: str
    lead: str = ""
    by_when: date | None = None
    subject: Subject | None = None
    priority_id: str | None = None
    first_step: str = ""
    first_step_on: date | None = None
    success: str = ""
    resources: str = ""
    risk: str = ""
    stops: str = ""

    @property
    def statement_id(self) -> str | None:
        """The id of the statement that it should move, where it is about one."""
        is_statement = self.subject is not None and self.subject.kind is SubjectKind.STATEMENT
        return self.subject.id if is_statement and self.subject else None


@dataclass(frozen=True, slots=True)
class ActionProgress:
    """How far an action is, and what its owner said of it last.

    ``why`` is the reason for the state: why it was dropped or paused, what came of it. ``look_again_on`` is the day on
    which a paused one comes back; ``kept_in`` where one that was handed over is followed now. ``first_step_done_on`` is
    None until the first step was taken. ``word``, ``word_text`` and ``word_on`` are the owner's last word.
    """

    state: ActionState = ActionState.LIVE
    why: str = ""
    look_again_on: date | None = None
    kept_in: str = ""
    first_step_done_on: date | None = None
    word: OwnersWord | None = None
    word_text: str = ""
    word_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """An action of a unit's plan.

    ``round_id`` is the round from which it was born, None where there was none or it was removed; ``workshop_id`` the
    last workshop that wrote it down or took it up. ``added_at`` is None for what release 1.0.0 wrote down.
    """

    id: str
    content: ActionContent
    version: int = 0
    writer: str = ""
    unit_id: str = ""
    progress: ActionProgress = ActionProgress()
    origin: Origin = Origin.IDEA
    round_id: str | None = None
    workshop_id: str | None = None
    added_at: datetime | None = None

    @property
    def is_in_hand(self) -> bool:
        """Whether somebody still has to think of it."""
        return self.progress.state in IN_HAND


@dataclass(frozen=True, slots=True)
class PriorityContent:
    """A priority of the council, or something that it has said is none (``is_priority`` False).

    ``evidence`` is why, ``chosen_by`` and ``chosen_on`` who chose it and when.
    """

    name: str
    is_priority: bool = True
    evidence: str = ""
    chosen_by: str = ""
    chosen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority of the council. One that was dropped has the day (``ended_on``) and the reason (``ended_why``)."""

    id: str
    content: PriorityContent
    version: int = 0
    writer: str = ""
    ended_on: date | None = None
    ended_why: str = ""

    @property
    def is_live(self) -> bool:
        """Whether it counts towards the few."""
        return self.content.is_priority and self.ended_on is None


class BetView(StrEnum):
    """Which value a bet is about: that of individual answers, or a level agreed by a room or a team."""

    INDIVIDUAL = "individual"
    AGREED = "agreed"


CHANCES = (10, 30, 50, 70, 90)
"""How sure one may be of a bet, in per cent."""


@dataclass(frozen=True, slots=True)
class BetContent:
    """What an action should move, by how much, by when, and how sure one is.

    ``by`` is the pledged move: in levels for statements and sections, in the measure's unit for a measure, None for a
    pitfall, which should be avoided. ``due_on`` None means the next round. ``chance`` is one of CHANCES.
    """

    subject: Subject
    by: float | None = None
    due_on: date | None = None
    chance: int = 50
    because: str = ""
    view: BetView = BetView.INDIVIDUAL


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where the subject of a bet stood on the day it was placed: frozen.

    ``value`` is an index, a mean, an agreed level or a reading; ``state`` that of a pitfall. ``n`` is how many counted;
    ``low`` and ``high`` are the ends of the value's own 95 % interval, where it is known.
    """

    round_id: str | None = None
    value: float | None = None
    n: int = 0
    low: float | None = None
    high: float | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Bet:
    """A bet of an action; ``number`` counts those that the action had. One that was taken back says why."""

    id: str
    action_id: str
    number: int
    content: BetContent
    baseline: Baseline
    placed_at: datetime
    version: int = 0
    writer: str = ""
    withdrawn_why: str = ""


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    WITHIN = "within"


class Frequency(StrEnum):
    """How often a measure is read. Limits of usual variation are drawn for weeks and months only."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True)
class MeasureContent:
    """What is measured, and what is expected of it.

    ``unit_name`` is what a reading counts: %, days, people. ``target`` is what is aimed for; for WITHIN the lower end
    of the band, and ``upper`` its upper end. ``tolerance`` is how far off target a reading may be before it is an
    exception, agreed by ``agreed_by`` on ``agreed_on``. ``criteria`` and ``target_check`` are what was noted for each
    point of the two checklists, by key.
    """

    name: str
    definition: str = ""
    owner: str = ""
    source: str = ""
    unit_name: str = ""
    direction: Direction = Direction.UP
    frequency: Frequency = Frequency.MONTHLY
    target: float | None = None
    upper: float | None = None
    tolerance: float | None = None
    agreed_by: str = ""
    agreed_on: date | None = None
    is_share: bool = False
    is_seasonal: bool = False
    action_id: str | None = None
    section: Subject | None = None
    criteria: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    target_check: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of a unit. One that is not kept any more has the day (``ended_on``) and the reason."""

    id: str
    unit_id: str
    content: MeasureContent
    version: int = 0
    writer: str = ""
    ended_on: date | None = None
    ended_why: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading of a measure. ``period`` is the first day of the week, month, quarter or year that it is of."""

    id: str
    measure_id: str
    period: date
    value: float
    is_provisional: bool = False
    note: str = ""
    version: int = 0
    writer: str = ""
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LimitsFrom:
    """From ``period`` on the limits of a measure were drawn anew: why, by whom and when."""

    number: int
    period: date
    reason: str
    decided_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReviewContent:
    """A review of a unit's plan: the day, who was there, what was learned, how long it took, was it worth the time."""

    held_on: date
    present: str = ""
    learned: str = ""
    minutes: int | None = None
    worth: int | None = None
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A review. ``shown`` is the list that was looked at, kept as text once it has ended (``ended_at``)."""

    id: str
    unit_id: str
    content: ReviewContent
    version: int = 0
    writer: str = ""
    shown: str = ""
    ended_at: datetime | None = None


class DecisionKind(StrEnum):
    """What a review decides about an item. That it was noted is no decision."""

    CONTINUE = "continue"
    CHANGE = "change"
    STOP = "stop"
    ADD = "add"
    HELP = "help"
    ACCEPT = "accept"


@dataclass(frozen=True, slots=True)
class DecisionContent:
    """What was decided, about what, who does it by when.

    ``item`` is the kind of record it is about and ``item_id`` its id: ``action``, ``measure``, ``bet``, ``parked``,
    ``moved_on``, ``priority``; both empty for a decision about nothing in particular.
    """

    kind: DecisionKind
    text: str = ""
    who: str = ""
    by_when: date | None = None
    item: str = ""
    item_id: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of a review. ``is_kept`` is None until the next review has asked whether it was kept."""

    id: str
    review_id: str
    content: DecisionContent
    version: int = 0
    writer: str = ""
    is_kept: bool | None = None
    kept_note: str = ""


@dataclass(frozen=True, slots=True)
class PlanEvent:
    """One field of one record was changed: from what to what, when, by which browser, and why.

    ``record`` is the kind of record. A record that came to be has one event with an empty ``field``; one that was
    removed has one with the field ``removed`` and what it said.
    """

    at: datetime
    writer: str
    record: str
    record_id: str
    field: str
    before: str
    after: str
    why: str
