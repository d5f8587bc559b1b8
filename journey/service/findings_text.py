"""Findings as text and back, so that a closed round is read as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from pydantic import TypeAdapter

from journey.model import ComparisonBasis, Profile


def freeze(profile: Profile) -> str:
    """The profile as JSON text."""
    return _profile().dump_json(profile).decode()


def thaw(findings: str) -> Profile:
    """The profile that ``freeze`` wrote, whichever version of the scoring rules it was scored by."""
    profile = _profile().validate_json(findings)
    if all(score.responses is not None for score in profile.sections):
        return profile
    sections = [replace(score, responses=profile.responses) for score in profile.sections]
    return replace(profile, sections=tuple(sections))


def freeze_bases(bases: Mapping[str, ComparisonBasis]) -> str:
    """What a comparison rests on, by section id, as JSON text."""
    return _bases().dump_json(dict(bases)).decode()


def thaw_bases(findings: str) -> dict[str, ComparisonBasis]:
    """The bases that ``freeze_bases`` wrote."""
    return _bases().validate_json(findings)


@cache
def _profile() -> TypeAdapter[Profile]:
    return TypeAdapter(Profile)


@cache
def _bases() -> TypeAdapter[dict[str, ComparisonBasis]]:
    return TypeAdapter(dict[str, ComparisonBasis])
