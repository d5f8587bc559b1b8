"""What the pure modules return about two rounds, several units or several roles beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from journey.model.findings import FEW_RESPONSES, FIRM_FROM_COVERAGE, Missing, PitfallTally


@dataclass(frozen=True, slots=True)
class AskedStatement:
    """A statement as an assessment asked it: two are the same question where id and revision are."""

    section_id: str
    statement_id: str
    revision: int
    weight: float


@dataclass(frozen=True, slots=True)
class Comparable:
    """What two assessments both asked, and what had to be left out of their comparison (statement ids).

    ``left_out`` says why: reworded (another revision), added, dropped, moved to another section, or asked in only one
    of the two although both versions have it (a quick check beside a full assessment).
    """

    statements: tuple[AskedStatement, ...]
    reworded: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    asked_once: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Nothing was left out."""
        return not (self.reworded or self.added or self.dropped or self.moved or self.asked_once)


@dataclass(frozen=True, slots=True)
class RoleMean:
    """The responses of one role that count: how many, and the mean of their own indexes. None: no role was given.

    In a confidential assessment ``mean`` is the index over all of them, which is the same where nothing was left out.
    ``variance`` is its squared standard error, None for fewer than two responses and where version 1.0.0 froze it.
    """

    role: str | None
    n: int
    mean: float
    variance: float | None = None


@dataclass(frozen=True, slots=True)
class RoleGap:
    """How far two roles lie apart in a section: the first role's index less the second's, with its 95 % ``interval``.

    The interval is None where it is not known. ``is_clear`` says whether the two may be said to see different things.
    """

    section_id: str
    difference: float
    interval: tuple[float, float] | None
    is_clear: bool

    @property
    def at_least(self) -> float:
        """The near end of the interval, however the gap goes; 0 where 0 lies within it or nothing is known."""
        if self.interval is None or self.interval[0] <= 0 <= self.interval[1]:
            return 0.0
        return min(map(abs, self.interval))


@dataclass(frozen=True, slots=True)
class ComparisonBasis:
    """What a comparison of one section rests on, at one of the two rounds.

    ``index`` is over ``statements`` statements and the ``n`` responses that count; ``variance`` is its squared standard
    error by the delete-one jackknife, None for fewer than two responses.
    """

    section_id: str
    statements: int
    n: int
    index: float | None
    variance: float | None
    roles: tuple[RoleMean, ...] = ()


class Verdict(StrEnum):
    """What may be said of a difference between two rounds."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_CLEAR_CHANGE = "no clear change"
    OTHER_ROLES = "other roles answered"
    TOO_FEW = "too few to tell"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True)
class Change:
    """One section between two rounds.

    ``before`` and ``after`` are the indexes as shown in each round's profile; ``difference`` is that of the same
    statements. The difference of the indexes as shown is the sum of ``difference`` and ``from_statements``;
    ``difference`` that of ``within``, ``mix`` and ``unexplained``, where roles were recorded and may be shown in both
    rounds, else those three are None. ``n`` are the responses that count before and after.

    ``verdict``, its 95 % ``interval`` and its two-sided ``p`` are about ``judged``: the part within roles where
    ``is_within_roles``, else the whole ``difference``. ``p`` is 1 where nothing may be claimed in any case: of less
    than a quarter of a level, of too few, or where other roles answered; None where there is no difference.
    """

    section_id: str
    before: float | None
    after: float | None
    difference: float | None
    interval: tuple[float, float] | None
    verdict: Verdict
    n: tuple[int, int]
    statements: int
    from_statements: float | None = None
    within: float | None = None
    mix: float | None = None
    unexplained: float | None = None
    secure_levels: tuple[int | None, int | None] = (None, None)
    is_within_roles: bool = False
    p: float | None = None

    @property
    def judged(self) -> float | None:
        """The difference that the verdict is about, in levels."""
        return self.within if self.is_within_roles else self.difference


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A comparable statement whose mean is known in both rounds; ``n`` are those who gave it a level, then and now."""

    section_id: str
    statement_id: str
    before: float
    after: float
    n: tuple[int, int] = (0, 0)

    @property
    def difference(self) -> float:
        """Positive where it rose."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class PitfallChange:
    """One stage's pitfalls between two rounds: ids that were closed (avoided now, not before) and reopened.

    Only pitfalls with the same id and revision in both, answered in both, count. ``missing`` is what readiness lacked
    before and after, empty where the stage was ready.
    """

    section_id: str
    closed: tuple[str, ...]
    reopened: tuple[str, ...]
    tallies: tuple[PitfallTally, PitfallTally]
    missing: tuple[tuple[Missing, ...], tuple[Missing, ...]]


class TargetOutcome(StrEnum):
    """Whether a target was reached."""

    HIT = "hit"
    MISSED = "missed"
    NO_SCORE = "no score"


@dataclass(frozen=True, slots=True)
class TargetResult:
    """A target held against the index at the next round. ``gap`` is the target less the index, in levels.

    ``margin`` is half the width of the 95 % interval of the index, None where it is not known.
    """

    section_id: str
    target: float
    index: float | None
    gap: float | None
    outcome: TargetOutcome
    margin: float | None = None

    @property
    def is_within_margin(self) -> bool:
        """Whether the target lies where the index might as well have come out on its other side."""
        return self.gap is not None and self.margin is not None and abs(self.gap) <= self.margin


@dataclass(frozen=True, slots=True)
class TargetsOverTime:
    """A unit's targets over the rounds, each held against the round that it was set for.

    ``set_in`` are the indexes wanted, by the id of the round in which they were set and the section's; ``results`` are
    by that of the round they were set for. ``newest`` is the last round in which the unit was asked.
    """

    set_in: Mapping[tuple[str, str], float] = field(default_factory=dict)
    results: Mapping[tuple[str, str], TargetResult] = field(default_factory=dict)
    newest: str = ""

    def wanted(self, section_id: str) -> float | None:
        """The index wanted of the round to come."""
        return self.set_in.get((self.newest, section_id))


@dataclass(frozen=True, slots=True)
class ReadinessOverTime:
    """Whether stages were ready to be left, by round id and section id; None where nobody went through the pitfalls.

    ``verdicts`` are of the stages whose readiness reads otherwise in the last round in which it is known than in the
    first, by section id: *higher* where one may be said to have become ready, *lower* where it may be said to be so no
    more, and otherwise why neither may.
    """

    by_round: Mapping[tuple[str, str], bool | None] = field(default_factory=dict)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)


class Absent(StrEnum):
    """Why a figure is not shown."""

    NOT_ASSESSED = "not assessed"
    NOT_ENOUGH = "not enough answers"
    TOO_FEW = "too few people"
    ALIKE = "answers too alike"
    STILL_OPEN = "round still open"


@dataclass(frozen=True, slots=True)
class Figure:
    """One section of one unit in one round, as far as it may be shown.

    ``band`` is the band of the index. ``standard_error`` is that of the index and ``margin`` half the width of its 95 %
    interval, None where they are not known; ``why`` says why there is no index. ``responses`` is how many answered the
    assessment.
    """

    round_id: str
    unit_id: str
    section_id: str
    responses: int
    index: float | None
    band: int | None = None
    coverage: float | None = None
    secure_level: int | None = None
    margin: float | None = None
    why: Absent | None = None
    standard_error: float | None = None

    @property
    def is_hollow(self) -> bool:
        """Drawn hollow: a score from few people, from a small share of the answers, or from one that is not said."""
        is_shaky = self.responses < FEW_RESPONSES or self.coverage is None
        return self.is_provisional or (self.index is not None and is_shaky)

    @property
    def is_provisional(self) -> bool:
        """A score from fewer answers than a firm one needs."""
        return self.index is not None and self.coverage is not None and self.coverage < float(FIRM_FROM_COVERAGE)


class Weighing(StrEnum):
    """How a roll-up counts the units: each once, or each by its responses."""

    UNITS = "units"
    RESPONSES = "responses"


@dataclass(frozen=True, slots=True)
class RollUp:
    """One section over several units, from the indexes that may be shown; ``left_out`` units have none.

    ``margin`` is half the width of its 95 % interval: how far other people in the same units might move it. None where
    it is not known of every unit.
    """

    section_id: str
    weighing: Weighing
    index: float | None
    band: int | None
    units: int
    responses: int
    left_out: int
    margin: float | None = None


@dataclass(frozen=True, slots=True)
class PeerExample:
    """Who stands highest in a section by a clear distance, and who could learn there (unit ids, the lowest first)."""

    section_id: str
    teacher: str
    index: float
    learners: tuple[str, ...]
