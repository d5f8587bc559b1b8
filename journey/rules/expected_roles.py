"""Which roles so many expected people would leave hidden, known before anybody answers: rule 3 of ``privacy`` by size.

What people will say is not known then: a role that is shown by its size is hidden all the same where its few all say
the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from journey.model import LOWEST_MIN_GROUP
from journey.rules.privacy_roles import Division, PartKey, secondary_suppression
from journey.rules.role_groups import group_of


def hidden_by_size(numbers: Mapping[str, int], min_group: int) -> frozenset[str]:
    """The roles, by key, that would be hidden if just so many answered; those without anybody are none."""
    sizes: dict[PartKey, int] = {key: number for key, number in numbers.items() if number}
    hidden: frozenset[PartKey] = frozenset()
    for least in range(LOWEST_MIN_GROUP, min_group + 1):

        def discloses(parts: Collection[PartKey], least: int = least) -> bool:
            return sum(sizes[part] for part in parts) < least

        hidden |= {part for part in sizes if discloses({part})}
        hidden = secondary_suppression([Division(sizes, discloses)], hidden, least)
    return frozenset(key for key in hidden if key is not None)


def in_two_groups(numbers: Mapping[str, int]) -> dict[str, int]:
    """How many would be in each of the two groups, by its key."""
    together: dict[str, int] = {}
    for key, number in numbers.items():
        together[group_of(key)] = together.get(group_of(key), 0) + number
    return together
