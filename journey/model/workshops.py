"""What people answer together: invitations and who joined by them, workshops and what a room is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from journey.model.keys import StatementRef

SAID_ON_PAPER = "said on paper"
"""The reason that is kept with *does not apply* where it was ticked on a card, which has no room for one."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link and a code by which any number of colleagues answer for a unit in a round, each once per device.

    ``code`` is public among those invited: eight characters. ``cap`` is the most that may join. ``reveals`` says
    whether they are told that answers will be shown together in a workshop; it does not change once somebody has
    joined. ``closed_at`` is None while people may join. With ``two_groups`` they say which of two groups they are in,
    instead of their role; that does not change once somebody has joined either.
    """

    id: str
    organisation_id: str
    round_id: str
    unit_id: str
    code: str
    cap: int
    reveals: bool
    closed_at: datetime | None
    two_groups: bool = False


@dataclass(frozen=True, slots=True)
class Renewal:
    """A link was begun anew: it got another code, and those who had come by the one before were removed.

    ``number`` counts from 1 within the invitation; ``removed`` is how many they were.
    """

    number: int
    at: datetime
    removed: int


@dataclass(frozen=True, slots=True)
class Respondent:
    """One device that joined by an invitation. The token in its cookie is stored nowhere; its hash is."""

    id: str
    organisation_id: str
    invitation_id: str
    role: str | None


class WorkshopStage(StrEnum):
    """Before: people may answer at their own pace. Room: the facilitator leads. Ended: nothing changes any more."""

    BEFORE = "before"
    ROOM = "room"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class WorkshopPlan:
    """What a workshop is for. ``design`` is the id of the workshop design that it was made from, or empty."""

    title: str
    purpose: str
    who: str
    minutes: int
    held_on: date
    design: str = ""


@dataclass(frozen=True, slots=True)
class Workshop:
    """A unit's workshop in a round. ``question_set`` is the number of the active set of questions: 0 is the lobby.

    ``control_version`` rises with everything that a facilitator does, ``display_version`` with everything that a
    console, a screen or a phone shows (also who joins): whoever shows an older one looks again.
    """

    id: str
    organisation_id: str
    round_id: str
    unit_id: str
    plan: WorkshopPlan
    stage: WorkshopStage = WorkshopStage.BEFORE
    question_set: int = 0
    control_version: int = 1
    display_version: int = 1
    started_at: datetime | None = None
    ended_at: datetime | None = None
    review_on: date | None = None


class QuestionKind(StrEnum):
    """What a room is asked. Only statements are answers of an assessment; the others are votes of the workshop."""

    VIGNETTE = "vignette"
    STATEMENT = "statement"
    PITFALL = "pitfall"
    PRIORITY = "priority"
    FIST = "fist"
    ON_TIME = "on_time"


ASKED_ON_LEVELS = (QuestionKind.STATEMENT, QuestionKind.VIGNETTE)
"""The kinds of question whose answers are levels."""


@dataclass(frozen=True, slots=True)
class EarlierMedian:
    """The median that the same statement had in an earlier round."""

    round_name: str
    level: int


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: ``key`` is what is stored, ``text`` what is read."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class FewAnswered:
    """How many had answered, of how many who were present, where a reveal rests on few answers.

    In a second vote, how many had sent their answer again.
    """

    answered: int
    present: int


@dataclass(frozen=True, slots=True)
class Question:
    """One question that a room is asked. Questions of one ``question_set`` are opened and revealed together.

    ``subject`` is the id of the statement, vignette or pitfall; ``ballot_round`` 2 is the one revote. ``paper`` has the
    counts typed in from cards and ``result`` those revealed, the paper's included (None before), by the key of what was
    chosen. ``options`` is what may be chosen where it is not the same in every workshop: the priorities. ``few`` says
    how few had answered when it was revealed; None before that, where enough had, and where release 1.0.0 revealed it.
    """

    organisation_id: str
    workshop_id: str
    number: int
    question_set: int
    kind: QuestionKind
    subject: str
    assessment_id: str | None
    ballot_round: int
    opened_at: datetime
    seconds: int | None
    options: tuple[Option, ...] = ()
    paper: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    revealed_at: datetime | None = None
    result: Mapping[str, int] | None = None
    few: FewAnswered | None = None

    @property
    def ref(self) -> StatementRef:
        """Of a question about a statement: which, of which assessment."""
        return StatementRef(self.assessment_id or "", self.subject)


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question that is about to be asked."""

    kind: QuestionKind
    subject: str = ""
    assessment_id: str | None = None
    ballot_round: int = 1
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Vote:
    """What one respondent chose: keys, one of them except for priorities, where each is a dot. ``version`` as in
    Answer."""

    number: int
    choices: tuple[str, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class Parked:
    """An item set aside so that the room can go on, in which workshop. ``version`` and ``writer`` as in Answer."""

    id: str
    text: str
    who: str = ""
    is_settled: bool = False
    version: int = 0
    writer: str = ""
    workshop_id: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A facilitator's brief: taken once, about the answers given beforehand. ``findings`` is kept as text."""

    responses: int
    findings: str
    taken_at: datetime
