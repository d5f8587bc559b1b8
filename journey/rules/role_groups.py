"""Which of two groups a role belongs to: a round that asked for roles can so stand beside one that asked in groups."""

from __future__ import annotations

from collections.abc import Mapping

from journey.model import GROUP_KEYS, TWO_GROUPS

LEADING = frozenset({"leadership", "managers"})
"""The keys of the roles whose people are leaders and managers where a round asks in two groups."""

Numbers = Mapping[str | None, int]
"""How many answered, by the role's key; None for those who gave none."""


def group_of(key: str) -> str:
    """The key of the group that a role belongs to; a group's own key stays."""
    leaders, others = (group.key for group in TWO_GROUPS)
    if key in GROUP_KEYS:
        return key
    return leaders if key in LEADING else others


def grouped_alike(before: Numbers, after: Numbers) -> tuple[Numbers, Numbers]:
    """Both by the two groups where one of two rounds asked in groups and the other for roles; else as they are."""
    if _has_groups(before) == _has_groups(after):
        return before, after
    return _by_group(before), _by_group(after)


def _has_groups(numbers: Numbers) -> bool:
    return any(key in GROUP_KEYS for key in numbers)


def _by_group(numbers: Numbers) -> Numbers:
    together: dict[str | None, int] = {}
    for key, number in numbers.items():
        group = group_of(key) if key else None
        together[group] = together.get(group, 0) + number
    return together
