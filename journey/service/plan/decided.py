"""What a decision of a review does to the plan, in the transaction in which it is written down.

A decision about a bet is one about its action. *Stop* drops an action, with the decision as its reason. *Continue* and
*change* take over who and by when, and bring a paused or proposed action to life. *Add* makes an action of it. *Accept*
and *ask for help* leave the plan as it is: what is accepted comes back on its day. A parked matter is settled by
anything but *continue* and *ask for help*.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from journey.model import (
    Action,
    ActionContent,
    ActionProgress,
    ActionState,
    DecisionContent,
    DecisionKind,
    Origin,
)
from journey.model.refusals import Refusal
from journey.service.plan.action_days import check_content
from journey.service.refused import Refused
from journey.store import Connection, actions, bets, parking_lot
from journey.store.versioned_records import Edit

LEAVE_OPEN = frozenset({DecisionKind.CONTINUE, DecisionKind.HELP})
"""What leaves a parked matter where it is."""


def carry_out(
    tx: Connection,
    organisation_id: str,
    unit_id: str,
    content: DecisionContent,
    edit: Edit,
    *,
    item_version: int,
    today: date,
) -> DecisionContent:
    """Do what the decision says; the decision as it is stored, about the action that it has added where it has.

    ``item_version`` is the version of the action that was seen. Raises Conflict, NotFound, Refused.
    """
    if content.item == "parked":
        _settle(tx, organisation_id, unit_id, content, edit)
    if content.kind is DecisionKind.ADD:
        return _add(tx, organisation_id, unit_id, content, edit)
    stored = _action_of(tx, organisation_id, content)
    if stored is not None and (stored.is_in_hand or content.item == "action"):
        _act(tx, organisation_id, stored, content, edit, item_version, today)
    return content


def take_back(tx: Connection, organisation_id: str, content: DecisionContent, edit: Edit) -> None:
    """Undo a stop that is taken back: an action that is still dropped for this reason is live again."""
    stored = _action_of(tx, organisation_id, content)
    if stored is None or content.kind is not DecisionKind.STOP:
        return
    if stored.progress.state is ActionState.DROPPED and stored.progress.why == content.text:
        live = replace(stored, progress=replace(stored.progress, state=ActionState.LIVE, why=""))
        actions.change(tx, organisation_id, live, edit, expected_version=stored.version)


def _action_of(tx: Connection, organisation_id: str, content: DecisionContent) -> Action | None:
    """The action that a decision is about: itself, or that of a bet."""
    if content.item == "action":
        return actions.get(tx, organisation_id, content.item_id)
    if content.item == "bet":
        return actions.get(tx, organisation_id, bets.get(tx, organisation_id, content.item_id).action_id)
    return None


def _act(
    tx: Connection,
    organisation_id: str,
    stored: Action,
    content: DecisionContent,
    edit: Edit,
    seen: int,
    today: date,
) -> None:
    because = replace(edit, why=content.text)
    new = _changed(stored, content)
    check_content(new.content, today, stored.content)
    # Saved also where nothing differs: whoever decides has to have seen the action as it stands.
    actions.change(tx, organisation_id, new, because, expected_version=seen)


def _changed(stored: Action, content: DecisionContent) -> Action:
    """The action as the decision leaves it; one that has ended already stays as it is."""
    if not stored.is_in_hand:
        return stored
    if content.kind is DecisionKind.STOP:
        dropped = replace(stored.progress, state=ActionState.DROPPED, why=content.text)
        return replace(stored, progress=dropped)
    if content.kind not in (DecisionKind.CONTINUE, DecisionKind.CHANGE):
        return stored
    plan = replace(stored.content, lead=content.who, by_when=content.by_when or stored.content.by_when)
    return replace(stored, content=plan, progress=_alive(stored.progress))


def _alive(progress: ActionProgress) -> ActionProgress:
    """A paused or proposed action is live again; another keeps its state."""
    if progress.state not in (ActionState.PAUSED, ActionState.PROPOSED):
        return progress
    return replace(progress, state=ActionState.LIVE, why="", look_again_on=None)


def _add(tx: Connection, organisation_id: str, unit_id: str, content: DecisionContent, edit: Edit) -> DecisionContent:
    plan = ActionContent(content.text, lead=content.who, by_when=content.by_when)
    origin = {"parked": Origin.PARKED, "moved_on": Origin.MOVED_ON}.get(content.item, Origin.REVIEW)
    new = actions.add(tx, organisation_id, Action("", plan, unit_id=unit_id, origin=origin, added_at=edit.at), edit)
    return content if content.item else replace(content, item="action", item_id=new.id)


def _settle(tx: Connection, organisation_id: str, unit_id: str, content: DecisionContent, edit: Edit) -> None:
    """A matter that is settled already, by somebody who was quicker, is not decided twice."""
    found = {item.id: item for item in parking_lot.of_unit(tx, organisation_id, unit_id)}
    parked = found.get(content.item_id)
    if parked is None or parked.is_settled:
        raise Refused(Refusal.PARKED_SETTLED)
    if content.kind not in LEAVE_OPEN:
        settled = replace(parked, is_settled=True)
        parking_lot.change(tx, organisation_id, settled, expected_version=parked.version, writer=edit.writer)
