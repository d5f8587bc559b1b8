"""Whose findings, answers or papers they are: the council, and the unit where that is not the whole council."""

from __future__ import annotations


def in_a_sentence(council: str, unit: str) -> str:
    """``Housing, Ambershire``; for the whole council its name alone."""
    return council if unit == council else f"{unit}, {council}"


def before_a_verb(council: str, unit: str) -> str:
    """``Housing, Ambershire,``: with the comma that closes it; for the whole council its name alone."""
    return council if unit == council else f"{in_a_sentence(council, unit)},"


def as_a_heading(council: str, unit: str) -> str:
    """``Ambershire · Housing``; for the whole council its name alone."""
    return council if unit == council else f"{council} · {unit}"
