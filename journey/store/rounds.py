"""Rounds: the content they pin, and the findings that closing them freezes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from journey.model import PinnedContent, Round
from journey.store import content as contents
from journey.store import organisations, tables
from journey.store.dialects import for_each
from journey.store.errors import Closed, NotFound
from journey.store.text import clean


@dataclass(frozen=True, slots=True)
class FrozenProfile:
    """One assessment's findings as they were when its round closed: JSON, and what they were worked out from."""

    findings: str
    content_hash: str
    scoring_version: str
    frozen_at: datetime


_round, _pin, _frozen, _assessment = (
    tables.round_.c,
    tables.round_content.c,
    tables.frozen_profile.c,
    tables.assessment.c,
)

_GET = select(tables.round_).where(
    _round.organisation_id == bindparam("organisation_id"), _round.id == bindparam("round_id")
)
_HOLD_OPEN = _GET.with_for_update(read=True)
_HOLD_STILL = _GET.with_for_update(key_share=True)
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
_CLOSE = (
    update(tables.round_)
    .where(_round.organisation_id == bindparam("own_id"), _round.id == bindparam("round_id"))
    .values(closed_at=bindparam("now"))
)
_HASHES = select(_assessment.id, _assessment.content_hash).where(
    _assessment.organisation_id == bindparam("organisation_id"), _assessment.round_id == bindparam("round_id")
)
_FROZEN = select(tables.frozen_profile).where(
    _frozen.organisation_id == bindparam("organisation_id"), _frozen.assessment_id == bindparam("assessment_id")
)


def add(tx: Connection, organisation_id: str, *, name: str, held_on: date, content: Iterable[PinnedContent]) -> Round:
    """A new, open round that pins ``content``."""
    organisations.get(tx, organisation_id)
    added = Round(token_urlsafe(16), organisation_id, clean(name), held_on, None)
    tx.execute(
        insert(tables.round_),
        {"id": added.id, "organisation_id": organisation_id, "name": added.name, "held_on": held_on},
    )
    for pinned in content:
        _pin_to(tx, organisation_id, added.id, pinned)
    return added


def add_content(tx: Connection, organisation_id: str, round_id: str, pinned: PinnedContent) -> None:
    """Pin one more content file; does nothing where the round pins it already. Closed where the round is."""
    hold_open(tx, organisation_id, round_id)
    _pin_to(tx, organisation_id, round_id, pinned)


def content(tx: Connection, organisation_id: str, round_id: str) -> list[PinnedContent]:
    """What the round pins, with its bytes, by kind, id and version."""
    rows = tx.execute(_CONTENT, {"organisation_id": organisation_id, "round_id": round_id})
    return [contents.verified(row) for row in rows]


def get(tx: Connection, organisation_id: str, round_id: str) -> Round:
    """The round with this id."""
    row = tx.execute(_GET, {"organisation_id": organisation_id, "round_id": round_id}).one_or_none()
    return _round_of(row, round_id)


def every(tx: Connection, organisation_id: str) -> list[Round]:
    """The organisation's rounds by date, and by the order they were added within a day."""
    return [_round_of(row, row.id) for row in tx.execute(_EVERY, {"organisation_id": organisation_id})]


def hold_open(tx: Connection, organisation_id: str, round_id: str) -> Round:
    """The round, which cannot be closed until this transaction ends. Closed where it is closed already."""
    found = tx.execute(_HOLD_OPEN, {"organisation_id": organisation_id, "round_id": round_id}).one_or_none()
    held = _round_of(found, round_id)
    if held.closed_at is not None:
        raise Closed
    return held


def hold_still(tx: Connection, organisation_id: str, round_id: str) -> Round:
    """The round, in which nothing can be saved until this transaction ends. Closed where it is closed already.

    Whoever closes a round calls this before reading what is to be frozen: on PostgreSQL an answer could otherwise be
    saved between the reading and the closing.
    """
    found = tx.execute(_HOLD_STILL, {"organisation_id": organisation_id, "round_id": round_id}).one_or_none()
    held = _round_of(found, round_id)
    if held.closed_at is not None:
        raise Closed
    return held


def close(
    tx: Connection,
    organisation_id: str,
    round_id: str,
    *,
    closed_at: datetime,
    frozen: Mapping[str, str],
    scoring_version: str,
) -> Round:
    """Close the round and freeze findings: JSON by assessment id. NotFound for an assessment of another round."""
    held = hold_still(tx, organisation_id, round_id)
    hashes = {
        row.id: row.content_hash
        for row in tx.execute(_HASHES, {"organisation_id": organisation_id, "round_id": round_id})
    }
    for assessment_id, findings in frozen.items():
        if assessment_id not in hashes:
            raise NotFound("assessment", assessment_id)
        tx.execute(
            insert(tables.frozen_profile),
            {
                "organisation_id": organisation_id,
                "assessment_id": assessment_id,
                "findings": findings,
                "content_hash": hashes[assessment_id],
                "scoring_version": scoring_version,
                "frozen_at": closed_at,
            },
        )
    tx.execute(_CLOSE, {"own_id": organisation_id, "round_id": round_id, "now": closed_at})
    return Round(held.id, organisation_id, held.name, held.held_on, closed_at)


def frozen(tx: Connection, organisation_id: str, assessment_id: str) -> FrozenProfile | None:
    """The findings that closing the round froze; None where it is open or none were given."""
    values = {"organisation_id": organisation_id, "assessment_id": assessment_id}
    row = tx.execute(_FROZEN, values).one_or_none()
    if row is None:
        return None
    return FrozenProfile(row.findings, row.content_hash, row.scoring_version, row.frozen_at)


def _pin_to(tx: Connection, organisation_id: str, round_id: str, pinned: PinnedContent) -> None:
    contents.pin(tx, organisation_id, pinned)
    values = {"organisation_id": organisation_id, "round_id": round_id, "content_hash": pinned.hash}
    tx.execute(_ADD_CONTENT[tx.dialect.name], values)


def _round_of(row: Row[*tuple[Any, ...]] | None, round_id: str) -> Round:
    if row is None:
        raise NotFound("round", round_id)
    return Round(row.id, row.organisation_id, row.name, row.held_on, row.closed_at)
