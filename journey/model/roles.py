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
