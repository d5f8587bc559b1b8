"""Many changes at once: all units together, how many figures chance alone would move, and which stand out all the same.

Among many figures some are called *higher* or *lower* although nothing changed. So the units are taken together first,
then the number of claims is held against what chance gives, and then the single figures are held against all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from journey.model import Change, Verdict
from journey.rules.change import margin
from journey.rules.claims import CLAIMED
from journey.rules.rounding import reaches

TOGETHER_FROM = 5
"""With fewer units nothing is said of all of them together: as with people, and because fewer could only show a move
that their own figures show as well. With eight people in each the mean of four units is give or take 0.35, of five
0.27, and each unit's own difference give or take 0.47."""
CLEAR_TOGETHER = 0.1
"""A smaller mean difference is not called a change: a quarter level is much for a mean over units."""

CHANCE_SHARE = 0.0225
"""So many figures in a hundred are called *higher* by chance where nothing changed and other people answer; as many
are called *lower*."""
BEYOND_CHANCE = 2.5
"""So many standard deviations above what chance gives on average (its number is Poisson's)."""
BEYOND_CHANCE_FROM = 2
"""One claim alone is never more than chance: among five figures chance makes one in one of ten cases each way."""
FALSE_SHARE = 0.1
"""At most so many of the figures that stand out are chance, on average (Benjamini and Hochberg 1995)."""

JUDGED = CLAIMED | {Verdict.NO_CLEAR_CHANGE}
"""The verdicts on figures of which something might have been claimed."""

Place = tuple[str, str]
"""Where a figure is: the id of its unit and that of its section."""


@dataclass(frozen=True, slots=True)
class Together:
    """One section over all units alike: the mean of their differences, give or take half its 95 % interval."""

    section_id: str
    units: int
    difference: float
    half_width: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Chance:
    """How many of the figures compared are *higher* and *lower*, and what chance alone would make of them each way.

    ``expected`` is its average, ``beyond_from`` the fewest that are more than chance.
    """

    figures: int
    higher: int
    lower: int
    expected: float
    beyond_from: int

    def is_beyond(self, claims: int) -> bool:
        """Whether so many claims one way are more than chance gives."""
        return claims >= self.beyond_from


def together(section_id: str, changes: Iterable[Change]) -> Together | None:
    """The section's change over all these units; None for fewer than five with a difference.

    Units in which few answered count: how far units lie apart says how sure the mean is. Those in which other roles
    answered do not: where the same roles are away everywhere, the mean would move with them.
    """
    known = [
        change.judged
        for change in changes
        if change.judged is not None and change.verdict in JUDGED | {Verdict.TOO_FEW}
    ]
    if len(known) < TOGETHER_FROM:
        return None
    mean = sum(known) / len(known)
    variance = sum((each - mean) ** 2 for each in known) / (len(known) - 1) / len(known)
    half_width = margin(len(known), variance) or 0.0
    return Together(section_id, len(known), mean, half_width, _verdict(mean, half_width))


def _verdict(mean: float, half_width: float) -> Verdict:
    if not reaches(abs(mean), CLEAR_TOGETHER) or abs(mean) <= half_width:
        return Verdict.NO_CLEAR_CHANGE
    return Verdict.HIGHER if mean > 0 else Verdict.LOWER


def chance(changes: Iterable[Change]) -> Chance:
    """The claims among these changes, held against chance. Figures of which nothing may be claimed are not counted."""
    verdicts = [change.verdict for change in changes if change.verdict in JUDGED]
    figures = len(verdicts)
    return Chance(
        figures=figures,
        higher=verdicts.count(Verdict.HIGHER),
        lower=verdicts.count(Verdict.LOWER),
        expected=CHANCE_SHARE * figures,
        beyond_from=beyond_chance_from(figures),
    )


def beyond_chance_from(figures: int) -> int:
    """How many of so many figures have to be called *higher*, or *lower*, to be more than chance."""
    expected = CHANCE_SHARE * figures
    return max(ceil(expected + BEYOND_CHANCE * sqrt(expected)), BEYOND_CHANCE_FROM)


def standing_out(changes: Mapping[Place, Change]) -> frozenset[Place]:
    """Where the changes are that stand out among all of these: by Benjamini and Hochberg, and clear by themselves."""
    judged = {place: change for place, change in changes.items() if change.verdict in JUDGED}
    limit = largest_p([1.0 if change.p is None else change.p for change in judged.values()])
    return frozenset(
        place
        for place, change in judged.items()
        if change.verdict in CLAIMED and change.p is not None and change.p <= limit
    )


def largest_p(values: Sequence[float]) -> float:
    """The largest p value that stands out among these; below 0 where none does.

    It is the largest of those that are at most ``FALSE_SHARE`` times its own place among them, the smallest first.
    """
    ordered = sorted(values)
    passed = [p for place, p in enumerate(ordered, start=1) if p <= FALSE_SHARE * place / len(ordered)]
    return max(passed, default=-1.0)
