"""The actions that come out of a workshop: at most five, written down or taken up from the plan of its unit."""

from __future__ import annotations

from dataclasses import replace

from journey.model import Action, ActionContent, Origin, SubjectKind, Workshop
from journey.model.refusals import Refusal
from journey.service.assessments import asked_of, confidential_of
from journey.service.context import Product
from journey.service.plan.actions import check_priority, valid
from journey.service.refused import Refused
from journey.service.workshop.recording import write_in
from journey.store import Connection, NotFound, actions
from journey.store.versioned_records import Edit

MOST_ACTIONS = 5


def of_workshop(product: Product, workshop: Workshop) -> list[Action]:
    """What the workshop wrote down or took up, in the order in which it was written."""
    with product.store.read() as tx:
        return actions.of_workshop(tx, workshop.organisation_id, workshop.id)


def add(product: Product, workshop: Workshop, content: ActionContent, *, writer: str) -> Action:
    """Write an action down. Raises Refused (there are five already, among others), NotFound, Unavailable."""
    content = valid(content)

    def write(tx: Connection, locked: Workshop) -> Action:
        _check_room(tx, locked)
        _check_statement(tx, locked, content)
        check_priority(tx, locked.organisation_id, content)
        new = Action(
            "",
            content,
            unit_id=locked.unit_id,
            round_id=locked.round_id,
            workshop_id=locked.id,
            origin=Origin.WORKSHOP,
            added_at=product.clock(),
        )
        return actions.add(tx, locked.organisation_id, new, Edit(writer, product.clock()))

    return write_in(product, workshop, write)


def take_up(product: Product, workshop: Workshop, action_id: str, *, expected_version: int, writer: str) -> Action:
    """Take up an action of the unit's plan. Raises Refused, Conflict, NotFound, Unavailable."""

    def write(tx: Connection, locked: Workshop) -> Action:
        _check_room(tx, locked)
        action = actions.get(tx, locked.organisation_id, action_id)
        if action.unit_id != locked.unit_id:
            raise NotFound("action", action_id)
        taken, edit = replace(action, workshop_id=locked.id), Edit(writer, product.clock())
        return actions.change(tx, locked.organisation_id, taken, edit, expected_version=expected_version)

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
    content = valid(content)

    def write(tx: Connection, locked: Workshop) -> Action:
        stored = _recorded(tx, locked, action_id)
        _check_statement(tx, locked, content)
        check_priority(tx, locked.organisation_id, content)
        new, edit = replace(stored, content=content), Edit(writer, product.clock())
        return actions.change(tx, locked.organisation_id, new, edit, expected_version=expected_version)

    return write_in(product, workshop, write)


def remove(product: Product, workshop: Workshop, action_id: str, *, expected_version: int, writer: str = "") -> None:
    """Remove what was written down here; what was taken up goes back to the plan.

    Raises Refused (it was removed already), Conflict, NotFound, Unavailable.
    """

    def write(tx: Connection, locked: Workshop) -> None:
        stored, edit = _recorded(tx, locked, action_id), Edit(writer, product.clock())
        is_born_here = stored.origin is Origin.WORKSHOP and stored.round_id == locked.round_id
        if is_born_here:
            actions.remove(tx, locked.organisation_id, action_id, edit, expected_version=expected_version)
        else:
            let_go = replace(stored, workshop_id=None)
            actions.change(tx, locked.organisation_id, let_go, edit, expected_version=expected_version)

    write_in(product, workshop, write)


def _check_room(tx: Connection, locked: Workshop) -> None:
    if len(actions.of_workshop(tx, locked.organisation_id, locked.id)) >= MOST_ACTIONS:
        raise Refused(Refusal.ACTIONS_FULL, limit=MOST_ACTIONS)


def _recorded(tx: Connection, locked: Workshop, action_id: str) -> Action:
    recorded = {action.id: action for action in actions.of_workshop(tx, locked.organisation_id, locked.id)}
    if action_id not in recorded:
        raise Refused(Refusal.ACTION_REMOVED)
    return recorded[action_id]


def _check_statement(tx: Connection, locked: Workshop, content: ActionContent) -> None:
    """The statement that an action should move has to be among those asked of the unit."""
    if content.statement_id is None or content.subject is None or content.subject.kind is not SubjectKind.STATEMENT:
        return
    if not any(content.statement_id in asked_of(tx, a).statements for a in confidential_of(tx, locked)):
        raise NotFound("statement", content.statement_id)
