"""What came of bets: the verdict on each, the figures that it rests on, and how well the chances were judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from journey.model.comparison import Change
from journey.model.plan import SubjectKind
from journey.model.recorded import PitfallState


class BetVerdict(StrEnum):
    """What the next round says of a bet.

    ``MOVED``, ``MOVED_IN_PART`` and ``MOVED_WITHOUT_US`` passed the test of the change rules; ``NOT_YET`` rules the
    pledged move out; ``TOO_WIDE`` leaves both none of it and all of it possible. ``JUDGED_*`` are the word of those who
    answered, where the test has nothing to say: never counted with the others.
    """

    OPEN = "open"
    MOVED = "moved"
    MOVED_IN_PART = "moved_in_part"
    MOVED_WITHOUT_US = "moved_without_us"
    NOT_YET = "not_yet"
    NOT_YET_AND_BACK = "not_yet_and_back"
    TOO_WIDE = "too_wide"
    CANNOT_TELL = "cannot_tell"
    JUDGED_HIGHER = "judged_higher"
    JUDGED_SAME = "judged_same"
    JUDGED_LOWER = "judged_lower"
    WITHDRAWN = "withdrawn"


JUDGED_ONLY = frozenset({BetVerdict.JUDGED_HIGHER, BetVerdict.JUDGED_SAME, BetVerdict.JUDGED_LOWER})
"""The verdicts that no test has given."""


class CannotTell(StrEnum):
    """Why nothing can be told of a bet, or why there is a judgement in place of a test."""

    HIDDEN = "hidden"
    TOO_FEW = "too_few"
    NO_SCORE = "no_score"
    NOT_COMPARABLE = "not_comparable"
    OTHER_ROLES = "other_roles"
    ONE_ANSWER = "one_answer"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    PITFALL = "pitfall"
    NOT_ANSWERED = "not_answered"
    TOO_FEW_READINGS = "too_few_readings"
    NO_LIMITS = "no_limits"
    SHORT_OF_PLEDGE = "short_of_pledge"
    GONE = "gone"


class WithoutUs(StrEnum):
    """Why a move is not put down to the action."""

    FIRST_STEP = "first_step"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The mean change of the sections that no bet is on, between the same two rounds.

    ``at_least`` is the lower end of an interval that is wide enough however much the sections move together.
    """

    sections: int
    difference: float
    at_least: float


@dataclass(frozen=True, slots=True)
class BetOutcome:
    """The verdict on a bet with the figures behind it. What may not be shown is None here, whatever was frozen.

    ``before`` and ``after`` are the figures as shown, ``difference`` the one that was tested, with its 95 %
    ``interval`` and how many counted, then and now. ``bar`` is the least move that could be called one. ``round_name``
    is the round that scores it: empty where none has come yet. ``states`` and ``note`` are of pitfalls, and of agreed
    levels who agreed; ``expected_anyway`` is what the lowest rise by themselves. ``readings`` is how many readings of a
    measure came after the first step.
    """

    verdict: BetVerdict
    why: CannotTell | None = None
    before: float | None = None
    after: float | None = None
    difference: float | None = None
    interval: tuple[float, float] | None = None
    n: tuple[int, int] = (0, 0)
    bar: float = 0.0
    pledged: float | None = None
    baseline_round: str = ""
    round_id: str | None = None
    round_name: str = ""
    scored_on: date | None = None
    states: tuple[PitfallState, PitfallState] | None = None
    note: str = ""
    without_us: WithoutUs | None = None
    elsewhere: Elsewhere | None = None
    expected_anyway: float | None = None
    is_of_few_sections: bool = False
    change: Change | None = None
    readings: int = 0

    @property
    def is_scored(self) -> bool:
        """Whether the round that it was waiting for has spoken."""
        return self.verdict not in (BetVerdict.OPEN, BetVerdict.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class BetWarning:
    """What is to be known on the day a bet is placed.

    ``half_width`` is how far chance alone moves the difference with so many answers each time, None where that is not
    known; ``least`` the least move that could be called one. ``why`` says why there will be no test at all.
    """

    kind: SubjectKind
    value: float | None = None
    n: int = 0
    half_width: float | None = None
    least: float = 0.0
    why: CannotTell | None = None

    def will_hardly_show(self, by: float) -> bool:
        """Whether a move of this size is likely to be missed."""
        return self.why is None and self.half_width is not None and by < max(self.half_width, self.least)


@dataclass(frozen=True, slots=True)
class SaidChance:
    """How many bets were placed at a chance, of those that were scored, and how many of them came true."""

    chance: int
    scored: int
    came_true: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well a council judges its chances. ``left_out`` counts what was not scored, by verdict.

    ``score`` is Brier's, ``share_score`` what always saying the share that came true would give, ``honest`` the range
    in which nineteen of twenty honest councils would land; all three None with too few bets.
    """

    said: tuple[SaidChance, ...]
    scored: int
    came_true: int
    left_out: Mapping[BetVerdict, int] = field(default_factory=dict)
    score: float | None = None
    share_score: float | None = None
    honest: tuple[float, float] | None = None
