"""The actions that come out of a workshop: at most five, written down or taken up from the plan of its unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from journey.model import Action, ActionContent, Origin, Subject, SubjectKind, Workshop
from journey.model.refusals import Refusal
from journey.service.assessments import asked_of, confidential_of
from journey.service.context import Product
from journey.service.plan.actions import check_priority, valid
from journey.service.refused import Refused
from journey.service.workshop.recording import write_in
from journey.store import Connection, NotFound, actions, plan_events
from journey.store.versioned_records import Edit

MOST_ACTIONS = 5


def of_workshop(product: Product, workshop: Workshop) -> list[Action]:
    """What the workshop wrote down or took up, in the order in which it was written.

    What a later workshop has taken up since is still among what this one left behind.
    """
    with product.store.read() as tx:
        recorded = actions.of_workshop(tx, workshop.organisation_id, workshop.id)
        moved_on = _taken_up_since(tx, workshop)
        if not moved_on:
            return recorded
        of_unit = actions.of_unit(tx, workshop.organisation_id, workshop.unit_id)
        return [action for action in of_unit if action in recorded or action.id in moved_on]


def to_take_up(product: Product, workshop: Workshop, first: Sequence[str]) -> list[Action]:
    """The actions in hand of the unit's plan that the workshop has not taken up, the most relevant first.

    ``first`` are the ids of statements that matter to the room, the most important first. What should move one of them
    comes before the others; then what is due first; what has no day comes last.
    """
    with product.store.read() as tx:
        of_unit = actions.of_unit(tx, workshop.organisation_id, workshop.unit_id)
    ranks = {statement_id: rank for rank, statement_id in enumerate(first)}
    return sorted(
        (action for action in of_unit if action.is_in_hand and action.workshop_id != workshop.id),
        key=lambda action: (
            ranks.get(action.content.statement_id or "", len(ranks)),
            action.content.by_when or date.max,
        ),
    )


def add(product: Product, workshop: Workshop, content: ActionContent, *, writer: str) -> Action:
    """Write an action down. Raises Refused (there are five already, among others), NotFound, Unavailable."""
    content = valid(content)

    def write(tx: Connection, locked: Workshop) -> Action:
        _check_room(tx, locked)
        check_priority(tx, locked.organisation_id, content)
        new = Action(
            "",
            _about_what_is_asked(tx, locked, content),
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
        if not action.is_in_hand:
            raise Refused(Refusal.ACTION_NOT_IN_HAND)
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
        check_priority(tx, locked.organisation_id, content)
        is_about_the_same = content.subject == stored.content.subject
        about = content if is_about_the_same else _about_what_is_asked(tx, locked, content)
        new, edit = replace(stored, content=about), Edit(writer, product.clock())
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


def _taken_up_since(tx: Connection, workshop: Workshop) -> set[str]:
    """The ids of the actions that were this workshop's when it ended, and that a later one has taken up."""
    if workshop.ended_at is None:
        return set()
    events = plan_events.since(tx, workshop.organisation_id, "action", workshop.ended_at)
    return {event.record_id for event in events if event.field == "workshop_id" and event.before == workshop.id}


def _about_what_is_asked(tx: Connection, locked: Workshop, content: ActionContent) -> ActionContent:
    """The content, its statement named with its questionnaire: it has to be among those asked of the unit. NotFound."""
    subject = content.subject
    if subject is None or subject.kind is not SubjectKind.STATEMENT:
        return content
    for assessment in confidential_of(tx, locked):
        named = Subject(SubjectKind.STATEMENT, subject.id, assessment.questionnaire_id)
        if subject.of in ("", named.of) and subject.id in asked_of(tx, assessment).statements:
            return replace(content, subject=named)
    raise NotFound("statement", subject.id)
