"""When two roles of one round may be said to see different things: where it is more than chance does.

The difference of two roles' indexes has Welch's interval, as a change between two rounds has. Two roles that see alike
are then said to differ in 5 of 100 sections with 5, 8, 12 or 20 people in each, and a true gap of half a level is found
in 29, 48, 66 and 88 of 100. Half a level as the least would be no better rule: with 12 people in each it finds 35 of
100, and never more than half, however many answer.
"""

from __future__ import annotations

from journey.model import ComparisonBasis, RoleGap, RoleMean
from journey.rules.change import CLEAR, interval
from journey.rules.rounding import reaches

FALSE_ON_ONE_PAGE_IN = 6
"""Two roles that see alike differ somewhere on a page of five sections by chance: on 17 or 18 pages of 100."""


def role_gap(section_id: str, first: RoleMean, second: RoleMean) -> RoleGap:
    """How far the first role's index lies above the second's, and whether that may be said."""
    difference = first.mean - second.mean
    uncertainty = interval(_basis(section_id, second), _basis(section_id, first))
    return RoleGap(section_id, difference, uncertainty, _is_clear(difference, uncertainty))


def _basis(section_id: str, mean: RoleMean) -> ComparisonBasis:
    return ComparisonBasis(section_id, 0, mean.n, mean.mean, mean.variance if mean.n > 1 else None)


def _is_clear(difference: float, uncertainty: tuple[float, float] | None) -> bool:
    if uncertainty is None or not reaches(abs(difference), CLEAR):
        return False
    low, high = uncertainty
    return not low <= 0 <= high
