"""Who owns the actions of a council, and what becomes of them when somebody leaves.

Owners are names that people typed: one owner is one spelling, upper and lower case aside. What an owner has in hand is
handed over in one transaction, over all units; the history keeps the old name, and so does what was done or dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from journey.model import Action
from journey.model.refusals import Refusal
from journey.service.context import Product
from journey.service.plan import fields
from journey.service.refused import Refused
from journey.store import Connection, actions, organisations, plan_events
from journey.store.versioned_records import Edit

_RECORD, _LEFT, _BACK = "owner", "left", "back"
"""Who has left is kept as events alone: there is no record of a person."""
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner by one of the spellings of the name, and what is in hand there."""

    name: str
    in_hand: Sequence[Action]


def owners(product: Product, organisation_id: str) -> list[Owner]:
    """Everybody who owns something in hand, in alphabetical order, over all units."""
    with product.store.read() as tx:
        every = actions.of_organisation(tx, organisation_id)
    found: dict[str, list[Action]] = {}
    for action in every:
        if action.is_in_hand and action.content.lead:
            found.setdefault(action.content.lead.casefold(), []).append(action)
    return [Owner(of_one[0].content.lead, of_one) for _, of_one in sorted(found.items())]


def left(product: Product, organisation_id: str) -> frozenset[str]:
    """The names of those who have left and have not been named as an owner in a hand-over since, in small letters."""
    with product.store.read() as tx:
        return left_in(tx, organisation_id)


def left_in(tx: Connection, organisation_id: str) -> frozenset[str]:
    """The same, within a transaction."""
    gone: dict[str, bool] = {}
    for event in plan_events.since(tx, organisation_id, _RECORD, _BEGINNING):
        gone[event.record_id] = event.field == _LEFT
    return frozenset(name for name, is_gone in gone.items() if is_gone)


def hand_over(product: Product, organisation_id: str, from_lead: str, to_lead: str, *, writer: str) -> list[Action]:
    """Hand everything that somebody has in hand over to somebody else; to nobody, it needs an owner.

    Raises Refused (nobody named; nothing in hand), NotFound, Unavailable.
    """
    from_lead, to_lead = fields.who(from_lead), fields.who(to_lead)
    if not from_lead:
        raise Refused(Refusal.OWNER_UNNAMED)
    edit = Edit(writer, product.clock(), why="")
    with product.store.write() as tx:
        organisations.lock_for_update(tx, organisation_id)
        theirs = [
            action
            for action in actions.of_organisation(tx, organisation_id)
            if action.is_in_hand and action.content.lead.casefold() == from_lead.casefold()
        ]
        if not theirs:
            raise Refused(Refusal.OWNER_HAS_NOTHING, owner=from_lead)
        handed = [
            actions.change(
                tx,
                organisation_id,
                replace(action, content=replace(action.content, lead=to_lead)),
                edit,
                expected_version=action.version,
            )
            for action in theirs
        ]
        _keep(tx, organisation_id, edit, _LEFT, from_lead)
        if to_lead.casefold() in left_in(tx, organisation_id):
            _keep(tx, organisation_id, edit, _BACK, to_lead)
    return handed


def _keep(tx: Connection, organisation_id: str, edit: Edit, what: str, name: str) -> None:
    plan_events.append(tx, organisation_id, edit.at, edit.writer, _RECORD, name.casefold(), [(what, name, "")])
