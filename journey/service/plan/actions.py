"""The actions of a unit's plan, whatever they were born from: added, reworded, moved on, and the history of each.

Every change names the version that was seen; where somebody was quicker nothing is overwritten, and Conflict says what
is stored. What was there before a change is kept in the history.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journey.model import Action, ActionContent, ActionProgress, Origin, PlanEvent
from journey.service.context import Product
from journey.service.plan import fields
from journey.service.plan.action_days import check_content, check_progress
from journey.service.plan.place import PlanPlace
from journey.store import Connection, actions, plan_events, priorities
from journey.store.versioned_records import Edit


def of_unit(product: Product, place: PlanPlace) -> list[Action]:
    """All actions of the unit, in the order in which they were added."""
    with product.store.read() as tx:
        return actions.of_unit(tx, place.organisation_id, place.unit_id)


def of_organisation(product: Product, organisation_id: str) -> list[Action]:
    """All actions of all units, in the order in which they were added."""
    with product.store.read() as tx:
        return actions.of_organisation(tx, organisation_id)


def get(product: Product, organisation_id: str, action_id: str) -> Action:
    """One action as it is stored now. NotFound."""
    with product.store.read() as tx:
        return actions.get(tx, organisation_id, action_id)


def history(product: Product, organisation_id: str, action_id: str) -> Sequence[PlanEvent]:
    """Every change of an action, the oldest first; those of one that was removed too."""
    with product.store.read() as tx:
        return plan_events.of_record(tx, organisation_id, "action", action_id)


def add(product: Product, place: PlanPlace, content: ActionContent, *, origin: Origin, writer: str) -> Action:
    """Write an action down. Raises Refused, NotFound, Unavailable."""
    content = valid(content)
    check_content(content, product.today())
    with product.store.write() as tx:
        check_priority(tx, place.organisation_id, content)
        new = Action(
            "",
            content,
            unit_id=place.unit_id,
            round_id=place.round_id,
            origin=origin,
            added_at=product.clock(),
        )
        return actions.add(tx, place.organisation_id, new, Edit(writer, product.clock()))


def change(
    product: Product,
    organisation_id: str,
    action_id: str,
    content: ActionContent,
    *,
    expected_version: int,
    writer: str,
    why: str = "",
) -> Action:
    """Reword an action. Raises Refused, Conflict, NotFound, Unavailable."""
    content = valid(content)
    with product.store.write() as tx:
        check_priority(tx, organisation_id, content)
        stored = actions.get(tx, organisation_id, action_id)
        if stored.version == expected_version:  # else Conflict, from the store
            check_content(content, product.today(), stored.content)
        new = replace(stored, content=content)
        edit = Edit(writer, product.clock(), why)
        return actions.change(tx, organisation_id, new, edit, expected_version=expected_version)


def advance(
    product: Product,
    organisation_id: str,
    action_id: str,
    progress: ActionProgress,
    *,
    expected_version: int,
    writer: str,
) -> Action:
    """Say how far an action is. Raises Refused, Conflict, NotFound, Unavailable."""
    progress = valid_progress(progress)
    with product.store.write() as tx:
        stored = actions.get(tx, organisation_id, action_id)
        if stored.version == expected_version:  # else Conflict, from the store
            check_progress(progress, product.today(), stored.progress)
        new = replace(stored, progress=progress)
        edit = Edit(writer, product.clock(), progress.why)
        return actions.change(tx, organisation_id, new, edit, expected_version=expected_version)


def valid(content: ActionContent) -> ActionContent:
    """The content as it is stored. Raises Refused."""
    return replace(
        content,
        what=fields.needed(content.what, what="action"),
        lead=fields.who(content.lead),
        by_when=fields.day(content.by_when, what="due"),
        first_step=fields.optional(content.first_step, what="first_step", limit=fields.WHAT_LIMIT),
        first_step_on=fields.day(content.first_step_on, what="first_step_on"),
        success=fields.optional(content.success, what="success"),
        resources=fields.optional(content.resources, what="resources"),
        risk=fields.optional(content.risk, what="risk"),
        stops=fields.optional(content.stops, what="stops"),
        priority_id=content.priority_id or None,
    )


def valid_progress(progress: ActionProgress) -> ActionProgress:
    """The progress as it is stored. Raises Refused."""
    return replace(
        progress,
        why=fields.optional(progress.why, what="why"),
        kept_in=fields.optional(progress.kept_in, what="kept_in"),
        word_text=fields.optional(progress.word_text, what="word"),
        look_again_on=fields.day(progress.look_again_on, what="look_again_on"),
    )


def check_priority(tx: Connection, organisation_id: str, content: ActionContent) -> None:
    """The priority that an action serves has to be one of the council's. NotFound."""
    if content.priority_id is not None:
        priorities.get(tx, organisation_id, content.priority_id)
