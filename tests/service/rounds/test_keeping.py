"""Rounds whose time is over are named, and stay until somebody removes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from journey.model import Round
from journey.service import Product
from journey.service.rounds import closing, keeping
from journey.store import rounds
from tests.steps.rounds import NOW, open_a_round, start


def test_a_closed_round_counts_from_its_closing_and_an_open_one_from_its_day(product: Product) -> None:
    council, _ = start(product)
    old = NOW.date() - timedelta(days=3 * 366)
    closed, left_open = (open_a_round(product, council, name, old) for name in ("Closed", "Left open"))
    closing.close(product, council.id, closed.id)
    with product.store.read() as tx:
        every = rounds.every(tx, council.id)
    assert named(product, 3, every) == [("Left open", old)]
    later = replace(product, clock=lambda: NOW + timedelta(days=3 * 366))
    assert named(later, 3, every) == [("Closed", NOW.date()), ("Left open", old)]
    assert named(later, None, every) == []
    assert left_open in every, "nothing is removed by itself"


def named(product: Product, years: int | None, every: list[Round]) -> list[tuple[str, date]]:
    set_up = replace(product, settings=replace(product.settings, keep_years=years))
    return [(one.name, since) for one, since in keeping.due(set_up, every)]
