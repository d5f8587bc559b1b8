"""Which questionnaire was asked of whom and when, in the version that each round asked."""

from __future__ import annotations

from pathlib import Path

from journey.model import Privacy
from journey.service import Product
from journey.service.compare.history import over_rounds, where_asked
from journey.store import Store
from tests.steps.rounds import (
    TWO_SECTIONS,
    Ask,
    Sections,
    add_unit,
    ask,
    everybody,
    hold,
    open_a_round,
    product_with,
    write,
)
from tests.steps.rounds import start as start_council

SECOND: Sections = {"plan": TWO_SECTIONS["plan"], "trust": [Ask("openness"), Ask("promises"), Ask("help")]}
"""Version 1.1.0 drops a section and adds another."""


def test_nobody_was_asked_anything(product: Product) -> None:
    council, _ = start_council(product)
    assert where_asked(product, council.id) == {}


def test_who_was_asked_what_and_when(product: Product) -> None:
    council, unit = start_council(product)
    parks, roads = add_unit(product, council, "Parks"), add_unit(product, council, "Roads")
    first, _ = hold(product, council, unit, 2025, everybody(["aims"], 2), privacy=Privacy.OPEN)
    second = open_a_round(product, council, "Autumn 2026", first.round.held_on.replace(year=2026))
    ask(product, second, unit, [], privacy=Privacy.OPEN)
    ask(product, second, parks, [], privacy=Privacy.OPEN)
    found = where_asked(product, council.id)
    assert list(found) == ["small"]
    assert found["small"].of_unit([first.round, second], unit.id) == [first.round, second]
    assert found["small"].of_unit([first.round, second], parks.id) == [second]
    assert found["small"].of_unit([first.round, second], roads.id) == []
    assert found["small"].of_round([unit, parks, roads], second.id) == [unit, parks]
    other, _ = start_council(product, "Othershire")
    assert where_asked(product, other.id) == {}


def test_each_round_has_the_version_that_it_asked_and_dropped_sections_are_kept_at_the_end(
    store: Store, product: Product, tmp_path: Path
) -> None:
    council, unit = start_council(product)
    first, _ = hold(product, council, unit, 2025, everybody(["aims"], 2), privacy=Privacy.OPEN)
    write(tmp_path, SECOND, version="1.1.0")
    product = product_with(store, tmp_path)
    second, _ = hold(product, council, unit, 2026, everybody(["aims"], 3), privacy=Privacy.OPEN)
    history = over_rounds(product, council.id, "small")
    assert history is not None
    assert history.by_round[first.round.id].version == "1.0.0"
    assert history.by_round[second.round.id].version == history.questionnaire.version == "1.1.0"
    assert [section.id for section in history.by_round[second.round.id].sections] == ["plan", "trust"]
    assert [section.id for section in history.questionnaire.sections] == ["plan", "trust", "learn"]
