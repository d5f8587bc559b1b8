"""A round that was closed under earlier rules, in a comparison."""

from __future__ import annotations

from journey.wording.read_otherwise import read_otherwise

TITLES = {"stock": "Taking stock", "direction": "Setting direction"}


def test_levels_that_read_otherwise_are_named_with_both_readings():
    told = read_otherwise("Autumn 2025", {"stock": (1, 2), "direction": (2, None)}, TITLES)
    assert "Autumn 2025 was closed under earlier rules and keeps what was read then." in told
    assert "“Taking stock” is 2 here and was 1 then and “Setting direction” is not known here and was 2 then" in told


def test_where_none_does_nothing_is_said():
    assert read_otherwise("Autumn 2025", {}, TITLES) == ""
