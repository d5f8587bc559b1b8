"""The bets that a round has decided, and that no review has looked at yet."""

from __future__ import annotations

from journey.service.context import Product
from journey.service.plan import bets
from journey.service.plan.bet_scoring import ScoredBet
from journey.service.plan.place import PlanPlace
from journey.store import reviews, rounds


def since_the_review(product: Product, place: PlanPlace) -> list[ScoredBet]:
    """Those of rounds that were closed after the last review had ended, in the order in which they were placed."""
    with product.store.read() as tx:
        held = [one.ended_at for one in reviews.of_unit(tx, place.organisation_id, place.unit_id) if one.ended_at]
        closed = {one.id: one.closed_at for one in rounds.every(tx, place.organisation_id) if one.closed_at}
    fresh = {id_ for id_, closed_at in closed.items() if not held or closed_at > max(held)}
    if not fresh:
        return []
    return [one for one in bets.of_place(product, place) if one.outcome.is_scored and one.outcome.round_id in fresh]
