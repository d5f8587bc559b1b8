"""Whose it is: the council's name alone for the whole council, else the unit's beside it."""

from __future__ import annotations

from journey.wording import places


def test_a_unit_is_named_with_its_council() -> None:
    assert places.in_a_sentence("Ambershire", "Housing") == "Housing, Ambershire"
    assert places.as_a_heading("Ambershire", "Housing") == "Ambershire · Housing"
    assert places.before_a_verb("Ambershire", "Housing") == "Housing, Ambershire,"


def test_the_whole_council_is_named_once() -> None:
    assert places.in_a_sentence("Ambershire", "Ambershire") == "Ambershire"
    assert places.before_a_verb("Ambershire", "Ambershire") == "Ambershire"
    assert places.as_a_heading("Ambershire", "Ambershire") == "Ambershire"
