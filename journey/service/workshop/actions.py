"""The actions that come out of a workshop: at most five for a unit and a round, added, changed and removed."""

from __future__ import annotations

from dataclasses import replace

from journey.model import Action, ActionContent, Workshop
from journey.model.refusals import Refusal
from journey.service.assessments import asked_of, confidential_of
from journey.service.context import Product
from journey.service.refused import Refused
from journey.service.workshop.recording import valid_text, valid_who, write_in
from journey.store import Connection, NotFound, actions
from journey.wording.days import NO_DAY

MOST_ACTIONS = 5


def of_workshop(product: Product, workshop: Workshop) -> list[Action]:
    """The actions of the workshop's unit and round, in the order they were written."""
    with product.store.read() as tx:
        return actions.of_unit(tx, workshop.organisation_id, workshop.round_id, workshop.unit_id)


def add(product: Product, workshop: Workshop, content: ActionContent, *, writer: str) -> Action:
    """Write an action down. Raises Refused (there are five already, among others), NotFound, Unavailable."""
    content = _valid(content)

    def write(tx: Connection, locked: Workshop) -> Action:
        place = (locked.organisation_id, locked.round_id, locked.unit_id)
        if len(actions.of_unit(tx, *place)) >= MOST_ACTIONS:
            raise Refused(Refusal.ACTIONS_FULL, limit=MOST_ACTIONS)
        _check_statement(tx, locked, content)
        return actions.add(tx, *place, content, writer=writer)

    return write_in(product, workshop, write)


def change(
    product: Product,
    workshop: Workshop,
    action_id: str,
    content: ActionContent,
    *,
    expected_version: int,
    writer: str,
) -> Action:
    """Reword an action. Raises Refused (it was removed, among others), Conflict, NotFound, Unavailable."""
    content = _valid(content)

    def write(tx: Connection, locked: Workshop) -> Action:
        _check_not_removed(tx, locked, action_id)
        _check_statement(tx, locked, content)
        return actions.change(
            tx, locked.organisation_id, action_id, content, expected_version=expected_version, writer=writer
        )

    return write_in(product, workshop, write)


def remove(product: Product, workshop: Workshop, action_id: str, *, expected_version: int) -> None:
    """Remove an action. Raises Refused (it was removed already), Conflict, NotFound, Unavailable."""

    def write(tx: Connection, locked: Workshop) -> None:
        _check_not_removed(tx, locked, action_id)
        actions.remove(tx, locked.organisation_id, action_id, expected_version=expected_version)

    write_in(product, workshop, write)


def _check_not_removed(tx: Connection, locked: Workshop, action_id: str) -> None:
    recorded = actions.of_unit(tx, locked.organisation_id, locked.round_id, locked.unit_id)
    if action_id not in {action.id for action in recorded}:
        raise Refused(Refusal.ACTION_REMOVED)


def _check_statement(tx: Connection, locked: Workshop, content: ActionContent) -> None:
    """The statement that an action should move has to be among those asked of the unit."""
    if content.statement_id is None:
        return
    if not any(content.statement_id in asked_of(tx, a).statements for a in confidential_of(tx, locked)):
        raise NotFound("statement", content.statement_id)


def _valid(content: ActionContent) -> ActionContent:
    if content.by_when == NO_DAY:
        raise Refused(Refusal.ACTION_DAY_UNREADABLE)
    return replace(
        content,
        what=valid_text(content.what, what="action"),
        lead=valid_who(content.lead),
        statement_id=content.statement_id or None,
    )
