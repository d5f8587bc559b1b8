"""A council's priorities, and what it has said does not come first: at most five at a time, unless it says why six.

Whatever makes a priority live (added, no longer a non-priority, taken up again) counts the others first, with the
organisation locked: one that would be too many is refused, unless the call names which one gives way and why, or says
why there are six. That reason stays in the history, and is shown while there are too many.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from journey.model import PlanEvent, Priority, PriorityContent
from journey.model.refusals import Refusal
from journey.service.context import Product
from journey.service.plan import fields
from journey.service.refused import Refused
from journey.store import Connection, organisations, plan_events, priorities
from journey.store.versioned_records import Edit

MOST_LIVE = 5
"""So many priorities a council has at a time. Five is a judgement, not a finding; the guide says: few."""

NAME_LIMIT = 120
"""Characters of a name: it has to fit into a picture."""

_RECORD = "priority"
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_MADE_LIVE = {("", ""), ("is_priority", "True"), ("ended_on", "")}
"""The field and the new value of events by which a priority came to be live."""


def every(product: Product, organisation_id: str) -> list[Priority]:
    """All priorities and non-priorities, dropped ones too, in the order in which they were added."""
    with product.store.read() as tx:
        return priorities.every(tx, organisation_id)


def get(product: Product, organisation_id: str, priority_id: str) -> Priority:
    """One priority as it is stored now. NotFound."""
    with product.store.read() as tx:
        return priorities.get(tx, organisation_id, priority_id)


def history(product: Product, organisation_id: str, priority_id: str) -> Sequence[PlanEvent]:
    """Every change of a priority, the oldest first."""
    with product.store.read() as tx:
        return plan_events.of_record(tx, organisation_id, _RECORD, priority_id)


def why_more(product: Product, organisation_id: str) -> Mapping[str, str]:
    """Why there are more than five: the reason given with each priority that was one too many, by its id."""
    with product.store.read() as tx:
        live = _live(tx, organisation_id)
        events = plan_events.since(tx, organisation_id, _RECORD, _BEGINNING) if len(live) > MOST_LIVE else []
    are_live = {one.id for one in live}
    made_live = (event for event in events if (event.field, event.after) in _MADE_LIVE)
    last = {event.record_id: event.why for event in made_live if event.record_id in are_live}
    return {id_: why for id_, why in last.items() if why}


def add(
    product: Product,
    organisation_id: str,
    content: PriorityContent,
    *,
    writer: str,
    dropping: str | None = None,
    why: str = "",
) -> Priority:
    """Add a priority, or name something that does not come first. Raises Refused, NotFound, Unavailable.

    Where it would be the sixth, ``dropping`` names the one that gives way and ``why`` says why it does; without
    ``dropping``, ``why`` says why there are six.
    """
    content = _valid(product, content)
    with product.store.write() as tx:
        organisations.lock_for_update(tx, organisation_id)
        _check_name(tx, organisation_id, content)
        new = Priority("", content)
        kept = _make_room(tx, product, organisation_id, new, writer, dropping, why)
        return priorities.add(tx, organisation_id, new, Edit(writer, product.clock(), kept))


def change(
    product: Product,
    organisation_id: str,
    priority_id: str,
    content: PriorityContent,
    *,
    expected_version: int,
    writer: str,
    dropping: str | None = None,
    why: str = "",
) -> Priority:
    """Reword a priority, or say that it is one after all, or none. Raises Refused, Conflict, NotFound, Unavailable.

    ``dropping`` and ``why`` as for ``add``, where a non-priority becomes a sixth priority.
    """
    content = _valid(product, content)
    with product.store.write() as tx:
        organisations.lock_for_update(tx, organisation_id)
        stored = priorities.get(tx, organisation_id, priority_id)
        new = replace(stored, content=content)
        if stored.version == expected_version:  # else Conflict, from the store
            _check_name(tx, organisation_id, content, but=priority_id)
            kept = "" if stored.is_live else _make_room(tx, product, organisation_id, new, writer, dropping, why)
            edit = Edit(writer, product.clock(), kept)
        else:
            edit = Edit(writer, product.clock())
        return priorities.change(tx, organisation_id, new, edit, expected_version=expected_version)


def drop(
    product: Product, organisation_id: str, priority_id: str, *, why: str, expected_version: int, writer: str
) -> Priority:
    """Give a priority up, with the reason; its actions stay, and show that they serve a dropped one.

    Raises Refused, Conflict, NotFound, Unavailable.
    """
    why = fields.needed(why, what="why_dropped", limit=fields.TEXT_LIMIT)
    with product.store.write() as tx:
        stored = priorities.get(tx, organisation_id, priority_id)
        return _end(tx, product, organisation_id, stored, writer, why, expected_version)


def take_up_again(
    product: Product,
    organisation_id: str,
    priority_id: str,
    *,
    expected_version: int,
    writer: str,
    dropping: str | None = None,
    why: str = "",
) -> Priority:
    """Take up again what was dropped; ``dropping`` and ``why`` as for ``add``.

    Raises Refused, Conflict, NotFound, Unavailable.
    """
    with product.store.write() as tx:
        organisations.lock_for_update(tx, organisation_id)
        stored = priorities.get(tx, organisation_id, priority_id)
        new, kept = replace(stored, ended_on=None, ended_why=""), ""
        if stored.version == expected_version and stored.ended_on is not None:
            _check_name(tx, organisation_id, stored.content, but=priority_id)
            kept = _make_room(tx, product, organisation_id, new, writer, dropping, why)
        edit = Edit(writer, product.clock(), kept)
        return priorities.change(tx, organisation_id, new, edit, expected_version=expected_version)


def _live(tx: Connection, organisation_id: str) -> list[Priority]:
    return [one for one in priorities.every(tx, organisation_id) if one.is_live]


def _make_room(
    tx: Connection,
    product: Product,
    organisation_id: str,
    new: Priority,
    writer: str,
    dropping: str | None,
    why: str,
) -> str:
    """Drop the one that gives way, where one does. The reason to keep with what comes to be live. Raises Refused."""
    live = _live(tx, organisation_id)
    if not new.is_live:
        return ""
    giving_way = next((one for one in live if one.id == dropping), None)
    if giving_way is not None:
        why = fields.needed(why, what="why_dropped", limit=fields.TEXT_LIMIT)
        _end(tx, product, organisation_id, giving_way, writer, why, giving_way.version)
        return ""
    if len(live) < MOST_LIVE:
        return ""
    if dropping is not None:
        raise Refused(Refusal.PRIORITY_GONE)
    why = fields.optional(why, what="why_six")
    if not why:
        raise Refused(Refusal.PRIORITIES_FULL, limit=MOST_LIVE)
    return why


def _end(
    tx: Connection,
    product: Product,
    organisation_id: str,
    stored: Priority,
    writer: str,
    why: str,
    expected_version: int,
) -> Priority:
    ended = replace(stored, ended_on=product.today(), ended_why=why)
    edit = Edit(writer, product.clock(), why)
    return priorities.change(tx, organisation_id, ended, edit, expected_version=expected_version)


def _check_name(tx: Connection, organisation_id: str, content: PriorityContent, but: str = "") -> None:
    """No two that are not dropped have the same name. Raises Refused."""
    standing = [one for one in priorities.every(tx, organisation_id) if one.ended_on is None and one.id != but]
    if any(one.content.name.casefold() == content.name.casefold() for one in standing):
        raise Refused(Refusal.PRIORITY_NAME_TAKEN, name=content.name)


def _valid(product: Product, content: PriorityContent) -> PriorityContent:
    """The content as it is stored. Raises Refused."""
    chosen_on = fields.day(content.chosen_on, what="chosen_on")
    if chosen_on is not None and chosen_on > product.today():
        raise Refused(Refusal.PLAN_DAY_TO_COME, what="chosen_on")
    text = (
        fields.optional(content.evidence, what="evidence")
        if content.is_priority
        else fields.needed(content.evidence, what="why_not", limit=fields.TEXT_LIMIT)
    )
    return replace(
        content,
        name=fields.needed(" ".join(content.name.split()), what="priority", limit=NAME_LIMIT),
        evidence=text,
        chosen_by=fields.who(content.chosen_by, what="chosen_by"),
        chosen_on=chosen_on,
    )
