"""A profile as text and back, so that a closed round is read as it was."""

from __future__ import annotations

from functools import cache

from pydantic import TypeAdapter

from journey.model import Profile


def freeze(profile: Profile) -> str:
    """The profile as JSON text."""
    return _as_json().dump_json(profile).decode()


def thaw(findings: str) -> Profile:
    """The profile that ``freeze`` wrote."""
    return _as_json().validate_json(findings)


@cache
def _as_json() -> TypeAdapter[Profile]:
    return TypeAdapter(Profile)
