"""How many views of a role so few people leave hidden: known before anybody answers, from simulated councils.

In them 15, 25 and 60 of 100 people lead, manage and work at the front line, who answers is chance, and the rules for
small groups of five hide what they hide. The first four rows are from 400 councils for each number of people (within 5
of 100), the last two from 150 (within 8).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoleViews:
    """What so many people show, of 100: role views that are hidden, and sections that show two groups side by side."""

    people: int
    hidden_of_three: int
    two_of_three: int
    both_of_two: int


SIMULATED = (
    RoleViews(10, 93, 2, 15),
    RoleViews(12, 83, 3, 42),
    RoleViews(15, 75, 3, 69),
    RoleViews(20, 63, 11, 90),
    RoleViews(30, 48, 28, 100),
    RoleViews(40, 28, 58, 100),
)


def role_views(people: int) -> RoleViews | None:
    """What this many people show at least: the row of the most people that are not more. None below the first row."""
    return next((row for row in reversed(SIMULATED) if row.people <= people), None)
