"""Change between two rounds: how far a section moved, how sure that is, what may be said of it, and what explains it.

Definitions: the section *Change between rounds* of the scoring rules. The interval is Welch's, with the delete-one
jackknife for the standard errors: with complete answers it is Welch's t interval. The split of a difference into what
happened within roles and what a changed mix of roles did is Kitagawa's (1955). Where roles are shown in both rounds the
verdict is that of the part within roles: nobody in the council moves because other people answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import inf, sqrt

from journey.model import Change, ComparisonBasis, RoleMean, Verdict
from journey.rules.rounding import reaches

CONFIDENCE = 0.95
CLAIM_FROM = 5
"""With fewer responses than this in either round nothing is claimed."""
CLEAR = 0.25
"""A smaller difference is not called a change, however sure it is."""
MIX_MOVED_FROM = 0.1
"""From here on a changed mix can pass for a change of the council. With roles that lie 0.6 of a level apart a tenth of
the people moves the index by up to 0.06, nearly half the standard error of a difference between 20 people and 20."""
BAR = 1.39
"""So many standard errors each way, and two bars that do not overlap are clearly apart (Goldstein and Healy 1995)."""

PartKey = str | None
"""A role's key; None for those who gave no role."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A difference or a mean, its squared standard error, and the degrees of freedom of that."""

    difference: float
    variance: float
    freedom: float

    @property
    def half_width(self) -> float:
        """Half the width of the 95 % interval."""
        return _t(self.freedom) * sqrt(self.variance) if self.variance else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return self.difference - self.half_width, self.difference + self.half_width

    @property
    def p(self) -> float:
        """How often chance alone would give so large a difference either way; 1 for one that is not called a change."""
        if not reaches(abs(self.difference), CLEAR):
            return 1.0
        return _two_sided(abs(self.difference) / sqrt(self.variance), self.freedom) if self.variance else 0.0


def section_change(
    before: ComparisonBasis,
    after: ComparisonBasis,
    *,
    shown: tuple[float | None, float | None],
    secure_levels: tuple[int | None, int | None] = (None, None),
    roles: Collection[str] = (),
    has_mix_moved: bool = False,
) -> Change:
    """The change of one section. ``shown`` are the indexes of the two profiles; ``roles`` those that may be shown.

    ``has_mix_moved`` says that other roles may have answered than before; it counts where roles are not shown.
    """
    difference = None if before.index is None or after.index is None else after.index - before.index
    within_roles = _within_roles(before, after, roles)
    estimate = within_roles or _of_the_whole(before, after)
    verdict = _verdict(difference, estimate, min(before.n, after.n), has_mix_moved and within_roles is None)
    within, mix = _split(before, after, roles)
    has_parts = difference is not None and within is not None and mix is not None
    whole = None if shown[0] is None or shown[1] is None else shown[1] - shown[0]
    return Change(
        section_id=after.section_id,
        before=shown[0],
        after=shown[1],
        difference=difference,
        interval=estimate.interval if estimate else None,
        verdict=verdict,
        n=(before.n, after.n),
        statements=after.statements,
        from_statements=None if whole is None or difference is None else whole - difference,
        within=within if has_parts else None,
        mix=mix if has_parts else None,
        unexplained=difference - within - mix if has_parts else None,  # type: ignore[operator]
        secure_levels=secure_levels,
        is_within_roles=within_roles is not None,
        p=_p(verdict, estimate),
    )


def interval(before: ComparisonBasis, after: ComparisonBasis) -> tuple[float, float] | None:
    """Δ ± t·√(se1² + se2²) at 95 %, with Welch and Satterthwaite's degrees of freedom; None where it is not known."""
    estimate = _of_the_whole(before, after)
    return estimate.interval if estimate else None


def margin(n: int, variance: float | None) -> float | None:
    """Half the width of the 95 % interval of one index; None where fewer than two responses count."""
    return None if variance is None or n < 2 else _t(n - 1) * sqrt(variance)


def has_mix_moved(before: Mapping[PartKey, int], after: Mapping[PartKey, int]) -> bool:
    """Whether other roles answered than then: their shares differ by a tenth, and by more than one person.

    How far shares differ is their total variation, the share of people who would have to be in another role. One person
    is a larger share where few answer, and matters less there: a figure over few moves more by itself. Both are the
    numbers of responses by role. Nothing is known where either round recorded none.
    """
    n1, n2 = sum(before.values()), sum(after.values())
    if not any(before) or not any(after):
        return False
    apart = sum(abs(before.get(role, 0) / n1 - after.get(role, 0) / n2) for role in before.keys() | after.keys()) / 2
    return reaches(apart, MIX_MOVED_FROM) and not reaches(1, apart * min(n1, n2))


def _of_the_whole(before: ComparisonBasis, after: ComparisonBasis) -> Estimate | None:
    if before.index is None or after.index is None or before.variance is None or after.variance is None:
        return None
    parts = [(before.variance, before.n), (after.variance, after.n)]
    return estimated(after.index - before.index, parts)


def _within_roles(before: ComparisonBasis, after: ComparisonBasis, roles: Collection[str]) -> Estimate | None:
    """What happened within the roles, with their shares averaged over both rounds; None for fewer than two of them.

    None too where an old round kept no standard error of its roles.
    """
    both = _in_both(before, after, roles)
    if len(both) < 2:
        return None
    difference, parts = 0.0, []
    for share, first, second in both:
        difference += share * (second.mean - first.mean)
        for mean in (first, second):
            if mean.variance is None or mean.n < 2:
                return None
            parts.append((share**2 * mean.variance, mean.n))
    return estimated(difference, parts)


def estimated(difference: float, parts: Iterable[tuple[float, int]]) -> Estimate:
    """Degrees of freedom by Welch and Satterthwaite; each part is a squared standard error and its responses."""
    known = [(variance, n) for variance, n in parts if variance]
    variance = sum(variance for variance, _ in known)
    freedom = variance**2 / sum(variance**2 / (n - 1) for variance, n in known) if known else inf
    return Estimate(difference, variance, freedom)


def _t(freedom: float) -> float:
    from scipy.special import stdtrit  # slow to import, and needed only where rounds are compared

    return float(stdtrit(freedom, (1 + CONFIDENCE) / 2))


def _two_sided(t: float, freedom: float) -> float:
    from scipy.special import stdtr  # slow to import, and needed only where rounds are compared

    return 2 * float(stdtr(freedom, -t))


def _verdict(difference: float | None, estimate: Estimate | None, n: int, may_be_the_mix: bool) -> Verdict:
    if difference is None:
        return Verdict.NOT_COMPARABLE
    if n < CLAIM_FROM or estimate is None:
        return Verdict.TOO_FEW
    if may_be_the_mix:
        return Verdict.OTHER_ROLES
    low, high = estimate.interval
    if not reaches(abs(estimate.difference), CLEAR) or low <= 0 <= high:
        return Verdict.NO_CLEAR_CHANGE
    return Verdict.HIGHER if estimate.difference > 0 else Verdict.LOWER


def _p(verdict: Verdict, estimate: Estimate | None) -> float | None:
    """The p value behind a verdict; 1 where nothing may be claimed in any case, None where there is no difference."""
    if verdict is Verdict.NOT_COMPARABLE:
        return None
    is_judged = estimate is not None and verdict not in {Verdict.TOO_FEW, Verdict.OTHER_ROLES}
    return estimate.p if is_judged and estimate else 1.0


def _in_both(
    before: ComparisonBasis, after: ComparisonBasis, roles: Collection[str]
) -> list[tuple[float, RoleMean, RoleMean]]:
    """The roles present in both rounds: their share, averaged over the two, and what each saw then and sees now."""
    first, second = ({mean.role: mean for mean in each.roles if mean.role in roles} for each in (before, after))
    keys = sorted(first.keys() & second.keys(), key=str)
    n1, n2 = (sum(by_role[key].n for key in keys) for by_role in (first, second))
    return [((first[key].n / n1 + second[key].n / n2) / 2, first[key], second[key]) for key in keys]


def _split(
    before: ComparisonBasis, after: ComparisonBasis, roles: Collection[str]
) -> tuple[float | None, float | None]:
    """Kitagawa's split over the roles present in both rounds: within the roles, and by their mix."""
    both = _in_both(before, after, roles)
    if not both:
        return None, None
    n1, n2 = sum(first.n for _, first, _ in both), sum(second.n for _, _, second in both)
    within = sum(share * (second.mean - first.mean) for share, first, second in both)
    mix = sum((second.n / n2 - first.n / n1) * (first.mean + second.mean) / 2 for _, first, second in both)
    return within, mix
