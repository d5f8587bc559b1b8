"""Rounds: the content they pin, and when they are open, closed and opened again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, insert, select, update

from journey.model import PinnedContent, Reopening, Round
from journey.store import content as contents
from journey.store import organisations, tables
from journey.store.dialects import for_each
from journey.store.errors import Closed, NotFound
from journey.store.typed_text import clean

_round, _pin, _reopening = tables.round_.c, tables.round_content.c, tables.reopening.c

_GET = select(tables.round_).where(
    _round.organisation_id == bindparam("organisation_id"), _round.id == bindparam("round_id")
)
_LOCK_FOR_SHARE = _GET.with_for_update(read=True)
_LOCK_FOR_UPDATE = _GET.with_for_update(key_share=True)
_EVERY = (
    select(tables.round_)
    .where(_round.organisation_id == bindparam("organisation_id"))
    .order_by(_round.held_on, _round.sequence)
)
_ADD_CONTENT = for_each(tables.round_content, lambda insert: insert.on_conflict_do_nothing())
_CONTENT = (
    select(tables.content)
    .join_from(
        tables.round_content,
        tables.content,
        (tables.content.c.organisation_id == _pin.organisation_id) & (tables.content.c.hash == _pin.content_hash),
    )
    .where(_pin.organisation_id == bindparam("organisation_id"), _pin.round_id == bindparam("round_id"))
    .order_by(tables.content.c.kind, tables.content.c.id, tables.content.c.version, tables.content.c.hash)
)
_HASHES = _CONTENT.with_only_columns(tables.content.c.kind, tables.content.c.id, tables.content.c.hash)
_THIS = (_round.organisation_id == bindparam("own_id"), _round.id == bindparam("own_round"))
_SET_CLOSED = update(tables.round_).where(*_THIS).values(closed_at=bindparam("new_closed_at"))
_CHANGE = (
    update(tables.round_)
    .where(*_THIS)
    .values({name: bindparam(f"new_{name}") for name in ("name", "held_on", "shows_last")})
)
_REMOVE = delete(tables.round_).where(*_THIS)
_LOOK_AWAY = (
    update(tables.browser)
    .where(tables.browser.c.organisation_id == bindparam("own_id"), tables.browser.c.round_id == bindparam("own_round"))
    .values(round_id=None)
)
_WORKSHOPS = select(tables.workshop.c.id).where(
    tables.workshop.c.organisation_id == bindparam("own_id"), tables.workshop.c.round_id == bindparam("own_round")
)
_LET_ACTIONS_GO = [
    update(tables.action).where(tables.action.c.organisation_id == bindparam("own_id"), column.in_(gone)).values(values)
    for column, gone, values in (
        (tables.action.c.workshop_id, _WORKSHOPS.scalar_subquery(), {"workshop_id": None}),
        (tables.action.c.round_id, [bindparam("own_round")], {"round_id": None}),
    )
]
_REOPENINGS = (
    select(tables.reopening)
    .where(_reopening.organisation_id == bindparam("organisation_id"), _reopening.round_id == bindparam("round_id"))
    .order_by(_reopening.number)
)


def add(
    tx: Connection,
    organisation_id: str,
    *,
    name: str,
    held_on: date,
    content: Iterable[PinnedContent],
    shows_last: bool = False,
) -> Round:
    """A new, open round that pins ``content``."""
    organisations.get(tx, organisation_id)
    added = Round(token_urlsafe(16), organisation_id, clean(name), held_on, None, shows_last)
    tx.execute(
        insert(tables.round_),
        {
            "id": added.id,
            "organisation_id": organisation_id,
            "name": added.name,
            "held_on": held_on,
            "shows_last": shows_last,
        },
    )
    for pinned in content:
        _pin_to(tx, organisation_id, added.id, pinned)
    return added


def hashes(tx: Connection, organisation_id: str, round_id: str) -> list[tuple[str, str, str]]:
    """Kind, id and hash of everything that the round pins, without its bytes."""
    rows = tx.execute(_HASHES, {"organisation_id": organisation_id, "round_id": round_id})
    return [(row.kind, row.id, row.hash) for row in rows]


def content(tx: Connection, organisation_id: str, round_id: str) -> list[PinnedContent]:
    """What the round pins, with its bytes, by kind, id and version."""
    rows = tx.execute(_CONTENT, {"organisation_id": organisation_id, "round_id": round_id})
    return [contents.verified(row) for row in rows]


def get(tx: Connection, organisation_id: str, round_id: str) -> Round:
    """The round with this id. NotFound."""
    row = tx.execute(_GET, {"organisation_id": organisation_id, "round_id": round_id}).one_or_none()
    return _round_of(row, round_id)


def every(tx: Connection, organisation_id: str) -> list[Round]:
    """The organisation's rounds by date, and by the order they were added within a day."""
    return [_round_of(row, row.id) for row in tx.execute(_EVERY, {"organisation_id": organisation_id})]


def lock_open_for_share(tx: Connection, organisation_id: str, round_id: str) -> Round:
    """Lock the round for share: nobody closes it until this transaction ends. Closed where it is closed; NotFound."""
    return _open(_locked(tx, _LOCK_FOR_SHARE, organisation_id, round_id))


def lock_open_for_update(tx: Connection, organisation_id: str, round_id: str) -> Round:
    """Lock the round for update: nobody saves in it until this transaction ends. Closed where it is closed; NotFound.

    Whoever closes a round calls this before reading what is to be frozen: on PostgreSQL an answer could otherwise be
    saved between the reading and the closing.
    """
    return _open(_locked(tx, _LOCK_FOR_UPDATE, organisation_id, round_id))


def close(tx: Connection, organisation_id: str, round_id: str, *, closed_at: datetime) -> Round:
    """Close the round. Closed where it is closed already."""
    round_ = lock_open_for_update(tx, organisation_id, round_id)
    _set_closed(tx, organisation_id, round_id, closed_at)
    return replace(round_, closed_at=closed_at)


def reopen(
    tx: Connection, organisation_id: str, round_id: str, *, reason: str, decided_by: str, at: datetime
) -> Reopening | None:
    """Let answers change again, and record why; None, and nothing is changed, where the round is open already."""
    if _locked(tx, _LOCK_FOR_UPDATE, organisation_id, round_id).closed_at is None:
        return None
    number = 1 + len(reopenings(tx, organisation_id, round_id))
    added = Reopening(round_id, number, clean(reason), clean(decided_by), at)
    tx.execute(
        insert(tables.reopening),
        {
            "organisation_id": organisation_id,
            "round_id": round_id,
            "number": number,
            "reason": added.reason,
            "decided_by": added.decided_by,
            "at": at,
        },
    )
    _set_closed(tx, organisation_id, round_id, None)
    return added


def reopenings(tx: Connection, organisation_id: str, round_id: str) -> list[Reopening]:
    """Every time the round was opened again, oldest first."""
    rows = tx.execute(_REOPENINGS, {"organisation_id": organisation_id, "round_id": round_id})
    return [Reopening(row.round_id, row.number, row.reason, row.decided_by, row.at) for row in rows]


def change(tx: Connection, organisation_id: str, round_id: str, *, name: str, held_on: date, shows_last: bool) -> Round:
    """Give the round another name or date, or decide anew whether the last answers are shown. Closed ones as well."""
    new = {"new_name": clean(name), "new_held_on": held_on, "new_shows_last": shows_last}
    tx.execute(_CHANGE, {"own_id": organisation_id, "own_round": round_id} | new)
    return get(tx, organisation_id, round_id)


def remove(tx: Connection, organisation_id: str, round_id: str) -> None:
    """Remove the round with its assessments, answers, pitfalls, targets and everything frozen.

    Browsers that look at it go on looking at its organisation. Actions that were born in it stay in the plan.
    """
    for let_go in _LET_ACTIONS_GO:
        tx.execute(let_go, {"own_id": organisation_id, "own_round": round_id})
    tx.execute(_LOOK_AWAY, {"own_id": organisation_id, "own_round": round_id})
    if tx.execute(_REMOVE, {"own_id": organisation_id, "own_round": round_id}).rowcount == 0:
        raise NotFound("round", round_id)


def _locked(tx: Connection, lock: Select[*tuple[Any, ...]], organisation_id: str, round_id: str) -> Round:
    row = tx.execute(lock, {"organisation_id": organisation_id, "round_id": round_id}).one_or_none()
    return _round_of(row, round_id)


def _open(round_: Round) -> Round:
    if round_.closed_at is not None:
        raise Closed
    return round_


def _set_closed(tx: Connection, organisation_id: str, round_id: str, at: datetime | None) -> None:
    tx.execute(_SET_CLOSED, {"own_id": organisation_id, "own_round": round_id, "new_closed_at": at})


def _pin_to(tx: Connection, organisation_id: str, round_id: str, pinned: PinnedContent) -> None:
    contents.pin(tx, organisation_id, pinned)
    values = {"organisation_id": organisation_id, "round_id": round_id, "content_hash": pinned.hash}
    tx.execute(_ADD_CONTENT[tx.dialect.name], values)


def _round_of(row: Row[*tuple[Any, ...]] | None, round_id: str) -> Round:
    if row is None:
        raise NotFound("round", round_id)
    return Round(row.id, row.organisation_id, row.name, row.held_on, row.closed_at, row.shows_last)
