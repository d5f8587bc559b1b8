"""Closed rounds are compared from what was frozen: nothing on the Compare page looks at an answer of theirs."""

from __future__ import annotations

from random import Random

from sqlalchemy import delete, func, select

from journey.model import Assessment
from journey.service import Product
from journey.service.compare.change import between, by_unit
from journey.service.compare.history import over_rounds
from journey.service.compare.roles import roles_in_view
from journey.service.current_selection import Selection
from journey.service.rounds import closing, reopening
from journey.store import tables
from tests.steps.rounds import TWO_SECTIONS, add_unit, ask, everybody, now, open_a_round, random_replies, respond, start

EVERY = tuple(one.id for statements in TWO_SECTIONS.values() for one in statements)
SIZES = {"leadership": 6, "managers": 9, "front-line": 12}
Found = tuple[object, ...]


def two_rounds_of_two_units(product: Product) -> tuple[list[Selection], Assessment]:
    """Two closed rounds, as the council itself sees them, and its assessment in the second."""
    random = Random(7)
    council, unit = start(product)
    service = add_unit(product, council, "Housing")
    views = []
    for name in ("2025", "2026"):
        held = open_a_round(product, council, f"Autumn {name}", product.clock().date())
        ask(product, held, service, random_replies(random, EVERY, SIZES))
        assessment = ask(product, held, unit, random_replies(random, EVERY, SIZES))
        closing.close(product, council.id, held.id)
        views.append(Selection(council, now(product, held), unit))
    return views, assessment


def everything(product: Product, views: list[Selection]) -> Found:
    """All that the page asks for."""
    before, here = views
    organisation_id = here.organisation.id
    return (
        over_rounds(product, organisation_id, "small"),
        between(product, here, "small", before.round),
        by_unit(product, here, "small", before.round),
        roles_in_view(product, here, "small"),
    )


def forget_every_answer(product: Product) -> None:
    with product.store.write() as tx:
        tx.execute(delete(tables.tally))
        tx.execute(delete(tables.answer_history))
        tx.execute(delete(tables.answer))
        assert tx.execute(select(func.count()).select_from(tables.answer)).scalar_one() == 0


def test_closed_rounds_are_compared_without_their_answers(product: Product) -> None:
    views, _ = two_rounds_of_two_units(product)
    found = everything(product, views)
    assert all(found)
    forget_every_answer(product)
    assert everything(product, views) == found


def test_so_is_a_round_that_was_opened_again_and_closed_with_few_new_answers(product: Product) -> None:
    views, assessment = two_rounds_of_two_units(product)
    round_id = views[1].round.id
    reopening.reopen(product, assessment.organisation_id, round_id, reason="Two were ill", decided_by="The chair")
    respond(product, assessment, everybody(EVERY, 4, 4))
    closing.close(product, assessment.organisation_id, round_id)
    found = everything(product, views)
    assert all(found)
    forget_every_answer(product)
    assert everything(product, views) == found
