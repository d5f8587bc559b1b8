"""A page on paper: whose it is, and its pictures in the colours of paper."""

from __future__ import annotations

from dataclasses import astuple, replace
from itertools import chain

from journey.charts.kit.theme import PALETTES, Palette
from journey.service import Product, current_selection
from journey.ui.shared import paper
from tests.steps.workshop import planned
from tests.ui.test_pages_draw import window


def every(palette: Palette) -> set[str]:
    return set(chain.from_iterable([one] if isinstance(one, str) else one for one in astuple(palette)))


def test_each_colour_of_a_dark_picture_has_one_on_paper_which_is_none_of_the_dark_ones() -> None:
    dark, light = every(PALETTES["dark"]), every(PALETTES["light"])
    assert set(paper.on_paper()) == dark
    assert set(paper.on_paper().values()) <= light
    assert not dark & light, "a light picture is printed as it is"
    assert paper.on_paper()[PALETTES["dark"].ink] == PALETTES["light"].ink


def test_the_head_says_whose_page_it_is_of_which_unit_and_round_and_when(product: Product) -> None:
    here = replace(planned(product, name="Papershire *and* District", asks=("stages",)))
    ids = {"organisation_id": here.council.id, "round_id": here.selection.round.id, "unit_id": here.unit.id}
    current_selection.choose(product, here.council.id, **ids)
    drawn = window("pitfalls", here.council.id).run()
    assert not drawn.exception
    head = next(one.value for one in drawn.markdown if "as it stood on" in one.value)
    assert head.startswith(r"Papershire \*and\* District · ")
    assert here.selection.round.name in head
