"""Invitations of units to a round, by link and code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from secrets import choice, token_urlsafe
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from journey.model import Invitation, Renewal, Respondent
from journey.store import organisations, rounds, tables
from journey.store.dialects import for_each
from journey.store.errors import NotFound

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""The signs of a code: 32, none of which is taken for another (no 0 and O, no 1 and I)."""
CODE_LENGTH = 8

_invitation, _renewal, _respondent, _round, _workshop = (
    tables.invitation.c,
    tables.renewal.c,
    tables.respondent.c,
    tables.round_.c,
    tables.workshop.c,
)

_ADD = for_each(tables.invitation, lambda insert: insert.on_conflict_do_nothing())
_OF_UNIT = select(tables.invitation).where(
    _invitation.organisation_id == bindparam("organisation_id"),
    _invitation.round_id == bindparam("round_id"),
    _invitation.unit_id == bindparam("unit_id"),
)
_OF_ROUND = (
    select(tables.invitation)
    .where(
        _invitation.organisation_id == bindparam("organisation_id"),
        _invitation.round_id == bindparam("round_id"),
    )
    .order_by(_invitation.sequence)
)
_LOCK = (
    select(tables.invitation)
    .where(_invitation.organisation_id == bindparam("organisation_id"), _invitation.id == bindparam("invitation_id"))
    .with_for_update()
)
_CHANGE = (
    update(tables.invitation)
    .where(_invitation.organisation_id == bindparam("own_id"), _invitation.id == bindparam("own_invitation"))
    .values({name: bindparam(f"new_{name}") for name in ("cap", "reveals", "closed_at")})
)
_GROUP = (
    update(tables.invitation)
    .where(_invitation.organisation_id == bindparam("own_id"), _invitation.id == bindparam("own_invitation"))
    .values(two_groups=bindparam("new_two_groups"))
)
_IS_TAKEN = select(_invitation.id).where(_invitation.code == bindparam("code"))
_RENEW = (
    update(tables.invitation)
    .where(_invitation.organisation_id == bindparam("own_id"), _invitation.id == bindparam("own_invitation"))
    .values(code=bindparam("new_code"), closed_at=None)
)
_RENEWALS = (
    select(_renewal.number, _renewal.at, _renewal.removed)
    .where(
        _renewal.organisation_id == bindparam("organisation_id"), _renewal.invitation_id == bindparam("invitation_id")
    )
    .order_by(_renewal.number)
)
_BY_CODE = (
    select(
        tables.invitation,
        _respondent.id.label("respondent_id"),
        _respondent.role,
        _workshop.id.label("workshop_id"),
    )
    .select_from(
        tables.invitation.join(
            tables.round_,
            (_round.organisation_id == _invitation.organisation_id) & (_round.id == _invitation.round_id),
        )
        .outerjoin(
            tables.respondent,
            (_respondent.organisation_id == _invitation.organisation_id)
            & (_respondent.invitation_id == _invitation.id)
            & (_respondent.token_hash == bindparam("token_hash")),
        )
        .outerjoin(
            tables.workshop,
            (_workshop.organisation_id == _invitation.organisation_id)
            & (_workshop.round_id == _invitation.round_id)
            & (_workshop.unit_id == _invitation.unit_id),
        )
    )
    .where(_invitation.code == bindparam("code"), _invitation.closed_at.is_(None), _round.closed_at.is_(None))
)


@dataclass(frozen=True, slots=True)
class FoundInvitation:
    """An open invitation, the respondent who joined by it and holds the token (or None), and its workshop."""

    invitation: Invitation
    respondent: Respondent | None
    workshop_id: str | None


def new_code() -> str:
    """Eight signs at random: one of about 10¹² codes."""
    return "".join(choice(ALPHABET) for _ in range(CODE_LENGTH))


def add(tx: Connection, organisation_id: str, *, round_id: str, unit_id: str, cap: int, reveals: bool) -> Invitation:
    """The invitation of the unit in the round: there is at most one, which is returned where it exists.

    Closed where the round is; NotFound.
    """
    existing = of_unit(tx, organisation_id, round_id, unit_id)
    if existing is not None:
        return existing
    rounds.lock_open_for_share(tx, organisation_id, round_id)
    organisations.unit(tx, organisation_id, unit_id)
    row = {"organisation_id": organisation_id, "round_id": round_id, "unit_id": unit_id, "cap": cap, "reveals": reveals}
    added = None
    while added is None:  # a code that another invitation has is drawn again: once in many lifetimes
        tx.execute(_ADD[tx.dialect.name], row | {"id": token_urlsafe(16), "code": new_code(), "closed_at": None})
        added = of_unit(tx, organisation_id, round_id, unit_id)
    return added


def of_unit(tx: Connection, organisation_id: str, round_id: str, unit_id: str) -> Invitation | None:
    """The invitation of the unit in the round; None where there is none."""
    key = {"organisation_id": organisation_id, "round_id": round_id, "unit_id": unit_id}
    row = tx.execute(_OF_UNIT, key).one_or_none()
    return None if row is None else _invitation_of(row)


def of_round(tx: Connection, organisation_id: str, round_id: str) -> list[Invitation]:
    """The round's invitations in the order they were made."""
    rows = tx.execute(_OF_ROUND, {"organisation_id": organisation_id, "round_id": round_id})
    return [_invitation_of(row) for row in rows]


def lock_for_update(tx: Connection, organisation_id: str, invitation_id: str) -> Invitation:
    """Lock the invitation for update, until this transaction ends. NotFound."""
    row = tx.execute(_LOCK, {"organisation_id": organisation_id, "invitation_id": invitation_id}).one_or_none()
    if row is None:
        raise NotFound("invitation", invitation_id)
    return _invitation_of(row)


def change(
    tx: Connection, organisation_id: str, invitation_id: str, *, cap: int, reveals: bool, closed_at: datetime | None
) -> Invitation:
    """Change what may change. The caller has locked the invitation and made sure that it may be. NotFound."""
    values = {"new_cap": cap, "new_reveals": reveals, "new_closed_at": closed_at}
    tx.execute(_CHANGE, {"own_id": organisation_id, "own_invitation": invitation_id, **values})
    return lock_for_update(tx, organisation_id, invitation_id)


def ask_groups(tx: Connection, organisation_id: str, invitation_id: str, *, two_groups: bool) -> Invitation:
    """Ask people for one of two groups, or for their role. The caller has locked the invitation. NotFound."""
    values = {"own_id": organisation_id, "own_invitation": invitation_id, "new_two_groups": two_groups}
    tx.execute(_GROUP, values)
    return lock_for_update(tx, organisation_id, invitation_id)


def begin_anew(tx: Connection, organisation_id: str, invitation_id: str, *, removed: int, at: datetime) -> Invitation:
    """Give the invitation another code, open, and record how many were removed who came by the one before.

    The caller has locked the invitation and removed them. NotFound.
    """
    lock_for_update(tx, organisation_id, invitation_id)
    code = new_code()
    while tx.execute(_IS_TAKEN, {"code": code}).first() is not None:
        code = new_code()
    tx.execute(_RENEW, {"own_id": organisation_id, "own_invitation": invitation_id, "new_code": code})
    number = len(renewals(tx, organisation_id, invitation_id)) + 1
    key = {"organisation_id": organisation_id, "invitation_id": invitation_id, "number": number}
    tx.execute(insert(tables.renewal), key | {"at": at, "removed": removed})
    return lock_for_update(tx, organisation_id, invitation_id)


def renewals(tx: Connection, organisation_id: str, invitation_id: str) -> list[Renewal]:
    """Every time the link was begun anew, oldest first."""
    rows = tx.execute(_RENEWALS, {"organisation_id": organisation_id, "invitation_id": invitation_id})
    return [Renewal(*row) for row in rows]


def by_code(tx: Connection, code: str, token_hash: str) -> FoundInvitation | None:
    """The open invitation with this code in an open round, of whichever organisation; None for any other code."""
    row = tx.execute(_BY_CODE, {"code": code, "token_hash": token_hash}).one_or_none()
    if row is None:
        return None
    has_joined = row.respondent_id is not None
    respondent = Respondent(row.respondent_id, row.organisation_id, row.id, row.role) if has_joined else None
    return FoundInvitation(_invitation_of(row), respondent, row.workshop_id)


def _invitation_of(row: Row[*tuple[Any, ...]]) -> Invitation:
    return Invitation(
        row.id,
        row.organisation_id,
        row.round_id,
        row.unit_id,
        row.code,
        row.cap,
        row.reveals,
        row.closed_at,
        row.two_groups,
    )
