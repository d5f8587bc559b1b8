"""What a unit did between two rounds: the actions finished in between, and the bets that the later decided."""

from __future__ import annotations

from dataclasses import dataclass

from journey.model import Action, Round
from journey.service.context import Product
from journey.service.plan import actions, bets, subjects
from journey.service.plan.bet_scoring import ScoredBet
from journey.service.plan.place import PlanPlace


@dataclass(frozen=True, slots=True)
class DoneBetween:
    """An action, the title of the section that it is about (empty for none), and its bets that were decided."""

    action: Action
    section: str
    bets: tuple[ScoredBet, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether its work is finished."""
        return self.action.progress.done_on is not None


def done_between(product: Product, place: PlanPlace, before: Round, after: Round) -> list[DoneBetween]:
    """The actions finished after the one round was held and until the other was, and those with a bet that it decided.

    Those about one section stand together, in the order in which they were added; those about none come last.
    """
    every = actions.of_unit(product, place)
    scored = [one for one in bets.of_place(product, place) if one.outcome.is_scored]
    decided = [one for one in scored if one.outcome.round_id == after.id]
    of_action = {action.id: tuple(one for one in decided if one.bet.action_id == action.id) for action in every}
    found = [
        action
        for action in every
        if of_action[action.id]
        or (action.progress.done_on and before.held_on < action.progress.done_on <= after.held_on)
    ]
    named = subjects.of_actions(product, place.organisation_id, found)
    sections = {id_: one.part or one.title for id_, one in named.items()}
    order = [*dict.fromkeys(sections[action.id] for action in found if action.id in sections), ""]
    told = [DoneBetween(action, sections.get(action.id, ""), of_action[action.id]) for action in found]
    return sorted(told, key=lambda one: order.index(one.section))
