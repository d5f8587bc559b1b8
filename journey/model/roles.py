"""The roles that people answer from: whose eyes, and which of them a new council begins with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """Whose eyes: leadership, managers, front line, councillors, partners. ``key`` stays, ``name`` may be changed."""

    key: str
    name: str


DEFAULT_ROLES = (
    Role("leadership", "Leadership"),
    Role("managers", "Managers"),
    Role("front-line", "Front line"),
    Role("councillors", "Councillors"),
    Role("partners", "Partners"),
)

TWO_GROUPS = (
    Role("leaders-and-managers", "Leaders and managers"),
    Role("everybody-else", "Everybody else"),
)
"""The groups asked for instead, where too few people would answer in each role to show any: a council has these roles
from the first time it asks for them."""

GROUP_KEYS = frozenset(group.key for group in TWO_GROUPS)
