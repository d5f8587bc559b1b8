"""Last time's promises: what a unit said it would do before the round in view, and what came of it.

They are asked of the plan each time and never copied, so nothing is lost and nothing is told twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from journey.model import Action, ActionState, Came
from journey.rules.promises import came_of
from journey.service.context import Product
from journey.service.plan import bets
from journey.service.plan.bet_scoring import ScoredBet
from journey.service.plan.place import PlanPlace
from journey.store import Connection, actions, plan_events, reviews, rounds
from journey.wording import formatting

_ENDED = (ActionState.DONE, ActionState.DROPPED, ActionState.HANDED_OVER)


@dataclass(frozen=True, slots=True)
class Promise:
    """An action that was promised, what came of it, and its bets, in the order in which they were placed."""

    action: Action
    came: Came
    bets: tuple[ScoredBet, ...] = ()


@dataclass(frozen=True, slots=True)
class Promises:
    """Last time's promises: ``made`` since then, ``older`` those that were in hand before.

    ``made_in`` says when, in words that follow *promises made*: empty where there was no time before this.
    """

    made_in: str = ""
    made: tuple[Promise, ...] = ()
    older: tuple[Promise, ...] = ()

    @property
    def every(self) -> tuple[Promise, ...]:
        """All of them, in the order in which their ends are told."""
        return tuple(sorted((*self.made, *self.older), key=lambda one: list(Came).index(one.came)))

    @staticmethod
    def tally(of: Sequence[Promise]) -> Mapping[Came, int]:
        """How many came to what."""
        return Counter(one.came for one in of)


@dataclass(frozen=True, slots=True)
class _Time:
    """From when to when promises were made, in words and days; ``born_in`` is the id of the round between."""

    said: str
    since: date
    until: date
    born_in: str = ""


def promises(product: Product, place: PlanPlace) -> Promises:
    """What was promised in the round before the one in view, or before the last review where there is no round."""
    with product.store.read() as tx:
        time = _time(tx, place)
        if time is None:
            return Promises()
        every = rounds.every(tx, place.organisation_id)
        found = actions.of_unit(tx, place.organisation_id, place.unit_id)
        ended_on = _ended_on(product, tx, place, found)
    held_on = {round_.id: round_.held_on for round_ in every}
    made_on = {action.id: _made_on(product, action, held_on) for action in found}
    promised = [
        action
        for action in found
        if _is_promise(action, made_on[action.id], time) and ended_on.get(action.id, date.max) >= time.since
    ]
    scored: dict[str, list[ScoredBet]] = {}
    for bet in bets.of_place(product, place) if promised else ():
        scored.setdefault(bet.bet.action_id, []).append(bet)
    told = [_promise(action, scored.get(action.id, [])) for action in promised]
    is_new = {action.id: made_on[action.id] >= time.since or action.round_id == time.born_in for action in promised}
    return Promises(
        time.said,
        tuple(one for one in told if is_new[one.action.id]),
        tuple(one for one in told if not is_new[one.action.id]),
    )


def _time(tx: Connection, place: PlanPlace) -> _Time | None:
    every = rounds.every(tx, place.organisation_id)
    here = next((number for number, round_ in enumerate(every) if round_.id == place.round_id), 0)
    if here:
        before, now = every[here - 1], every[here]
        return _Time(f"in {before.name}", before.held_on, now.held_on, before.id)
    ended = [review for review in reviews.of_unit(tx, place.organisation_id, place.unit_id) if review.ended_at]
    if not ended:
        return None
    last = ended[-1].content.held_on
    since = ended[-2].content.held_on if len(ended) > 1 else date.min
    return _Time(f"before the review of {formatting.day(last)}", since, last)


def _is_promise(action: Action, made_on: date, time: _Time) -> bool:
    """What is only proposed is no promise; what this round has brought is for next time."""
    is_of_before = action.round_id == time.born_in if time.born_in and action.round_id else made_on <= time.until
    is_promised = action.progress.state is not ActionState.PROPOSED
    return is_promised and (is_of_before or made_on < time.until)


def _made_on(product: Product, action: Action, held_on: Mapping[str, date]) -> date:
    if action.added_at is not None:
        return product.day_of(action.added_at)
    return held_on.get(action.round_id or "", date.min)


def _ended_on(product: Product, tx: Connection, place: PlanPlace, found: Sequence[Action]) -> dict[str, date]:
    """The day on which each ended action was done, dropped or handed over, as far as the history knows."""
    ended = {action.id: action for action in found if action.progress.state in _ENDED}
    days = {}
    for id_, action in ended.items():
        history = plan_events.of_record(tx, place.organisation_id, "action", id_)
        told = [product.day_of(event.at) for event in history if event.field == "state"]
        day = action.progress.done_on or (told[-1] if told else None)
        if day is not None:
            days[id_] = day
    return days


def _promise(action: Action, scored: Sequence[ScoredBet]) -> Promise:
    in_order = sorted(scored, key=lambda one: one.bet.number)
    return Promise(action, came_of(action, [one.outcome.verdict for one in in_order]), tuple(in_order))
