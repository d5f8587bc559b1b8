"""With nothing changed next to nothing is said to have moved: the pages that two rounds of a council would bring.

Chance alone may bring a claim of any kind to one page in five where other people answered, one about a secure level to
12 in a hundred, and to one page in a hundred where the same people did.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from journey.model import Verdict
from journey.simulation.councils import Model
from journey.simulation.smallest_change import moved
from journey.wording import movement
from tests.simulation.bounds import contradicts_at_least, contradicts_at_most, shows_at_least, shows_at_most
from tests.simulation.pages import CLAIM, SECURE_LEVEL_CLAIM, ComparePage, compare_page

MOST_PAGES = 0.20
MOST_PAGES_ON_SECURE_LEVELS = 0.12
MOST_PAGES_OF_THE_SAME_PEOPLE = 0.01
PEOPLE = 8


def pages(councils: int, seed: int, *, same_people: bool = False, change: float = 0.0) -> list[ComparePage]:
    """A page of each council, whose sections all truly moved by ``change``."""
    random, model = np.random.default_rng(seed), Model()
    positions = model.positions(random, councils)
    views = model.views(random, councils, PEOPLE)
    first = model.answers(random, positions, views)
    later_views = views if same_people else model.views(random, councils, PEOPLE)
    second = model.answers(random, moved(model, positions, change) if change else positions, later_views)
    return [compare_page(model, then, now) for then, now in zip(first, second, strict=True)]


@dataclass(frozen=True, slots=True)
class Counted:
    """On how many pages anything is said to have moved, and on how many a secure level."""

    pages: int
    with_a_claim: int
    on_secure_levels: int


def counted(found: list[ComparePage]) -> Counted:
    return Counted(
        len(found),
        sum(bool(page.claims) for page in found),
        sum(page.claims_a_secure_level for page in found),
    )


def test_where_nothing_changed_and_others_answered_few_pages_claim_anything() -> None:
    found = counted(pages(150, 1))
    assert not contradicts_at_most(MOST_PAGES, found.with_a_claim, found.pages)
    assert not contradicts_at_most(MOST_PAGES_ON_SECURE_LEVELS, found.on_secure_levels, found.pages)


def test_where_nothing_changed_and_the_same_people_answered_hardly_any_page_claims_anything() -> None:
    found = counted(pages(150, 2, same_people=True))
    assert not contradicts_at_most(MOST_PAGES_OF_THE_SAME_PEOPLE, found.with_a_claim, found.pages)


@pytest.mark.long
def test_where_nothing_changed_few_of_very_many_pages_claim_anything() -> None:
    found = counted(pages(4000, 3))
    assert shows_at_most(MOST_PAGES, found.with_a_claim, found.pages)
    assert shows_at_most(MOST_PAGES_ON_SECURE_LEVELS, found.on_secure_levels, found.pages)


@pytest.mark.long
def test_where_the_same_people_answered_hardly_any_of_very_many_pages_claims_anything() -> None:
    found = counted(pages(2000, 4, same_people=True))
    assert shows_at_most(MOST_PAGES_OF_THE_SAME_PEOPLE, found.with_a_claim, found.pages)


def test_what_truly_moved_is_still_said() -> None:
    """Silence is no honesty: after a rise of three quarters of a level nearly every page says that something rose."""
    found = pages(60, 5, change=0.75)
    assert not contradicts_at_least(0.95, sum(bool(page.claims) for page in found), len(found))
    assert any(page.claims_a_secure_level for page in found)


@pytest.mark.long
def test_what_truly_moved_is_still_said_on_very_many_pages() -> None:
    found = pages(600, 6, change=0.75)
    assert shows_at_least(0.95, sum(bool(page.claims) for page in found), len(found))


def test_a_page_claims_something_just_where_a_verdict_does() -> None:
    """But for targets, which have a bar of their own: the interval of the index that they are held against."""
    for page in pages(60, 7) + pages(30, 8, change=0.5):
        has_verdict = any(movement.is_claimed(change.verdict) for change in page.changes)
        claims = [sentence for sentence in page.claims if "target" not in sentence]
        assert bool(claims) == has_verdict, claims


def test_the_words_that_are_counted_are_those_of_the_guard() -> None:
    said = [movement.went(verdict) for verdict in movement.CLAIMED]
    said += [movement.stands(verdict) for verdict in movement.CLAIMED]
    said += [movement.none_went(Verdict.LOWER, {Verdict.HIGHER}), movement.statements(Verdict.HIGHER)]
    said += [
        movement.readiness(verdict, "A stage", is_ready=verdict is Verdict.HIGHER, is_one=True)
        for verdict in movement.CLAIMED
    ]
    assert all(CLAIM.search(claim) for claim in said)
    unsaid = [movement.nothing_moved({Verdict.NO_CLEAR_CHANGE}), movement.statements(None), movement.WITHIN_CHANCE]
    unsaid += [*movement.WHY_NOT.values(), movement.now_and_then("3", "2")]
    unsaid += [
        movement.readiness(Verdict.NO_CLEAR_CHANGE, "A stage", is_ready=is_ready, is_one=True)
        for is_ready in (True, False)
    ]
    assert not any(CLAIM.search(nothing) for nothing in unsaid)
    assert SECURE_LEVEL_CLAIM.search("The secure level rose in “A” (from 2 to 3).")
