"""What a comparison says of a round that was closed under earlier rules: which secure levels it reads otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from journey.wording.formatting import listed

Levels = Mapping[str, tuple[int | None, int | None]]
"""Secure levels as they were scored and as they are read now, by section id."""


def read_otherwise(round_name: str, levels: Levels, titles: Mapping[str, str]) -> str:
    """Which levels of a round read otherwise here than in the round itself; nothing where none does."""
    if not levels:
        return ""
    differing = listed(
        [f"“{titles[id_]}” is {_read(now)} here and was {_read(then)} then" for id_, (then, now) in levels.items()]
    )
    return (
        f"{round_name} was closed under earlier rules and keeps what was read then. Here all rounds are read by the "
        f"same rules, and the secure level of {differing}."
    )


def _read(level: int | None) -> str:
    return "not known" if level is None else str(level)
