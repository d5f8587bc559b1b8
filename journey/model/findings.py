"""What the pure modules return."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

FIRM_FROM_COVERAGE = Fraction(7, 10)
"""A score from a smaller share of the answers is provisional."""
FEW_RESPONSES = 5
"""A score from fewer responses is drawn hollow."""
FIRST_SCORING_VERSION = "1.0.0"


@dataclass(frozen=True, slots=True)
class Counts:
    """How the responses to one statement fall: ``levels[0]`` chose level 1, ``levels[3]`` level 4.

    ``evidenced`` is how many of the levels 3 and 4 carry evidence.
    """

    levels: tuple[int, int, int, int] = (0, 0, 0, 0)
    dont_know: int = 0
    not_applicable: int = 0
    evidenced: int = 0

    @property
    def n(self) -> int:
        """How many gave a level."""
        return sum(self.levels)


@dataclass(frozen=True, slots=True)
class StatementScore:
    """One statement over a set of responses. What cannot be said is None.

    ``is_thin`` where too few gave a level for it to count towards the secure level.
    """

    statement_id: str
    weight: float
    counts: Counts
    mean: float | None
    median: int | None
    average_deviation: float | None
    r_wg: float | None
    is_thin: bool = False


class Hidden(StrEnum):
    """How much of a section is kept back, so that nobody's answers can be worked out."""

    NOTHING = "nothing"
    STATEMENTS = "statements"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class SectionScore:
    """One section: how far along (index), what can be relied on (secure level), and what blocks the next level.

    ``statements`` holds the scores of the statements that were asked, in the order of the questionnaire; it and
    ``blockers`` are empty where they are ``hidden``, and where everything is, nothing else is set either.
    ``evidenced_share`` is the share of levels 3 and 4 that carry evidence, None where there is no such level.
    ``responses`` is how many responded, None where that is not known of a section; ``scoring_version`` is that of the
    rules that it was scored by. Findings frozen by the first rules name neither. ``on_paper`` are the counts of paper
    ballots among those of each of the ``statements``; empty where there are none, and in whatever may be shown.
    """

    section_id: str
    coverage: float | None
    index: float | None
    band: int | None
    secure_level: int | None
    blockers: tuple[str, ...]
    evidenced_share: float | None
    statements: tuple[StatementScore, ...]
    hidden: Hidden = Hidden.NOTHING
    responses: int | None = None
    scoring_version: str = FIRST_SCORING_VERSION
    on_paper: tuple[Counts, ...] = ()

    @property
    def is_hollow(self) -> bool:
        """Drawn hollow: a score from few people, from a small share of the answers, or from one that is not said."""
        are_few = self.responses is not None and self.responses < FEW_RESPONSES
        return self.is_provisional or (self.index is not None and (are_few or self.coverage is None))

    @property
    def is_provisional(self) -> bool:
        """A score from fewer answers than a firm one needs."""
        return self.index is not None and self.coverage is not None and self.coverage < float(FIRM_FROM_COVERAGE)

    @property
    def is_indicative(self) -> bool:
        """A score from fewer than three scored statements: the index stands alone, without a secure level."""
        return self.index is not None and self.secure_level is None


@dataclass(frozen=True, slots=True)
class Profile:
    """All sections of one assessment over ``responses`` responses. There is no headline grade on purpose.

    ``ballots`` of the responses were typed in from paper.
    """

    questionnaire_id: str
    version: str
    responses: int
    sections: tuple[SectionScore, ...] = field(default=())
    ballots: int = 0

    def section(self, section_id: str) -> SectionScore:
        """The section with this id. Raises KeyError where it was not asked."""
        for section in self.sections:
            if section.section_id == section_id:
                return section
        raise KeyError(section_id)


@dataclass(frozen=True, slots=True)
class Extreme:
    """The sections at one end of a profile: one, probably or perhaps, or several that are alike."""

    section_ids: tuple[str, ...]
    is_probable: bool

    @property
    def is_tie(self) -> bool:
        """No single section may be called weakest or strongest."""
        return len(self.section_ids) > 1


@dataclass(frozen=True, slots=True)
class Ranking:
    """Which sections hold a unit back first, and which are strongest, as far as that may be said.

    ``ranked`` are the ids of the sections with a secure level, in the order of the questionnaire. ``weakest`` is None
    where fewer than two are ranked or all of them are alike; ``strongest`` there too, and where the upper end cannot be
    told from the lower. ``least_known`` are the sections to which most answered "don't know".
    """

    ranked: tuple[str, ...]
    weakest: Extreme | None = None
    strongest: Extreme | None = None
    least_known: tuple[str, ...] = ()

    @property
    def first(self) -> tuple[str, ...]:
        """The sections to speak of first: the weakest; where nothing is, all that are alike, or the only one."""
        return self.weakest.section_ids if self.weakest else self.ranked


class Silence(StrEnum):
    """Why no section of a profile has a score."""

    NO_ANSWER = "no answer"
    DOES_NOT_APPLY = "does not apply"
    DONT_KNOW = "don't know"
    TOO_FEW_LEVELS = "too few levels"


@dataclass(frozen=True, slots=True)
class LikelyFrustration:
    """A frustration that people will recognise, and the sections behind it that are low: the way out."""

    frustration_id: str
    section_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PitfallTally:
    """How one stage's pitfalls stand: ids by state, in the order of the checklist.

    ``critical`` are the critical ones that apply, ``critical_open`` those of them not avoided; ``unanswered`` are those
    of ``open`` that nobody has looked at.
    """

    avoided: tuple[str, ...]
    partly: tuple[str, ...]
    open: tuple[str, ...]
    not_applicable: tuple[str, ...]
    critical_open: tuple[str, ...]
    unanswered: tuple[str, ...] = ()
    critical: tuple[str, ...] = ()

    @property
    def critical_found(self) -> tuple[str, ...]:
        """The critical ones that somebody has looked at and found not avoided."""
        return tuple(pitfall for pitfall in self.critical_open if pitfall not in self.unanswered)

    @property
    def critical_unseen(self) -> tuple[str, ...]:
        """The critical ones that nobody has looked at: they are in the way as well, and nothing is known of them."""
        return tuple(pitfall for pitfall in self.critical_open if pitfall in self.unanswered)

    @property
    def is_untouched(self) -> bool:
        """Nobody has gone through the checklist yet: it says nothing, although everything in it counts as open."""
        return not (self.avoided or self.partly or self.not_applicable) and len(self.unanswered) == len(self.open)


@dataclass(frozen=True, slots=True)
class PitfallPoints:
    """A stage's pitfalls in points: one for each avoided, half for partly; and how many critical ones are avoided.

    ``needed`` are the fewest points, in halves, that make a stage ready; ``most`` is one for each that applies.
    """

    points: Fraction
    most: int
    needed: Fraction
    critical_avoided: int
    critical: int


class Missing(StrEnum):
    """What keeps a stage from being ready to move on."""

    NO_SCORE = "no_score"
    INDEX = "index"
    SECURE_LEVEL = "secure_level"
    CRITICAL_PITFALL = "critical_pitfall"
    PITFALLS = "pitfalls"


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a stage is ready to be left, and what is missing where it is not."""

    section_id: str
    missing: tuple[Missing, ...]
    tally: PitfallTally

    @property
    def is_ready(self) -> bool:
        """True where nothing is missing."""
        return not self.missing
