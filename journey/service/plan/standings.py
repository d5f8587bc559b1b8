"""The actions of a unit's plan, each with how it stands today: read at once, for a page of them or for a single line.

What a bet or a measure adds is asked for only where it can matter: a bet of what is done, a measure of what is live.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from journey.model import Action, ActionState, BetVerdict
from journey.rules.plan_standing import Standing, standing
from journey.rules.review_agenda import Settled, settled
from journey.service.context import Product
from journey.service.plan import bets, measures, review_day
from journey.service.plan.owners import left_in
from journey.service.plan.place import PlanPlace
from journey.store import actions, reviews


@dataclass(frozen=True, slots=True)
class StandingAction:
    """An action, how it stands today, and what a review has settled about it, as long as that lasts."""

    action: Action
    standing: Standing
    settled: Settled | None = None


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """A unit's plan as it stands today, what needs a decision first. ``last_review_on`` is the day of its last review,
    ``next_review_on`` the day that was set for the next."""

    actions: Sequence[StandingAction]
    today: date
    last_review_on: date | None = None
    next_review_on: date | None = None

    @property
    def states(self) -> Mapping[ActionState, int]:
        """The states of what somebody still has to think of, each with its number."""
        found = Counter(one.action.progress.state for one in self.actions if one.action.is_in_hand)
        return {state: found[state] for state in (ActionState.LIVE, ActionState.PAUSED, ActionState.PROPOSED)}

    @property
    def to_decide(self) -> int:
        """How many need a decision."""
        return sum(one.standing.needs_decision for one in self.actions)

    def by_id(self, action_id: str) -> StandingAction | None:
        """One of them; None where it is not in this plan."""
        return next((one for one in self.actions if one.action.id == action_id), None)


@dataclass(frozen=True, slots=True)
class _Basis:
    """All that the standing of a plan is worked out from."""

    every: Sequence[Action]
    today: date
    last_on: date | None
    next_on: date | None
    gone: Collection[str]
    checked: Collection[str]
    beyond: Collection[str]
    settled: Mapping[tuple[str, str], Settled]


_KNOWN: dict[str, tuple[_Basis, PlanStanding]] = {}
"""What was worked out last for each unit: a click on a plan of hundreds seldom changes any of it."""
MOST_KNOWN = 64


def of_place(product: Product, place: PlanPlace, *, is_checked_told: bool = True) -> PlanStanding:
    """The plan of a unit as it stands today.

    Where ``is_checked_told`` is False no bet is scored, which takes the longest: what is done reads as not yet checked.
    """
    with product.store.read() as tx:
        every = actions.of_unit(tx, place.organisation_id, place.unit_id)
        held = [one for one in reviews.of_unit(tx, place.organisation_id, place.unit_id) if one.ended_at is not None]
        decisions = [one for review in held for one in reviews.decisions(tx, place.organisation_id, review.id)]
        gone = left_in(tx, place.organisation_id)
        last = max(held, key=lambda one: one.content.held_on, default=None)
        next_on = review_day.next_on(tx, place.organisation_id, place.unit_id, last)
    last_on = last.content.held_on if last else None
    checked = _checked(product, place, every) if is_checked_told else ()
    beyond = _beyond(product, place, every)
    basis = _Basis(every, product.today(), last_on, next_on, gone, checked, beyond, settled(held, decisions))
    known = _KNOWN.get(place.unit_id)
    if known is None or known[0] != basis:
        if len(_KNOWN) >= MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[place.unit_id] = known = basis, _stood(product, basis)
    return known[1]


def _stood(product: Product, basis: _Basis) -> PlanStanding:
    stood = [_stands(product, basis, action) for action in basis.every]
    return PlanStanding(in_order(stood), basis.today, basis.last_on, basis.next_on)


def _stands(product: Product, basis: _Basis, action: Action) -> StandingAction:
    decided = basis.settled.get(("action", action.id))
    stands = standing(
        action,
        basis.today,
        basis.last_on,
        left=basis.gone,
        is_checked=action.id in basis.checked,
        is_beyond=action.id in basis.beyond,
        added_on=product.day_of(action.added_at) if action.added_at else None,
        settled_until=decided.until if decided else None,
    )
    return StandingAction(action, stands, decided if stands.settled_until else None)


def _checked(product: Product, place: PlanPlace, every: Sequence[Action]) -> Collection[str]:
    """The ids of actions of which a bet has shown what came."""
    if not any(action.progress.state is ActionState.DONE for action in every):
        return ()
    waiting = (BetVerdict.OPEN, BetVerdict.WITHDRAWN)
    return {one.bet.action_id for one in bets.of_place(product, place) if one.outcome.verdict not in waiting}


def _beyond(product: Product, place: PlanPlace, every: Sequence[Action]) -> Collection[str]:
    """The ids of actions of which a measure is an exception."""
    if not any(action.progress.state is ActionState.LIVE for action in every):
        return ()
    return {
        one.measure.content.action_id
        for one in measures.of_place(product, place)
        if one.is_exception and one.measure.content.action_id
    }


def in_order(stood: Iterable[StandingAction]) -> list[StandingAction]:
    """What needs a decision first, the most urgent before the rest; then what is due soonest."""
    return sorted(stood, key=lambda one: (*one.standing.order, one.action.content.by_when or date.max))
