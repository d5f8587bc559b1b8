"""Bets: what an action should move, with where it stood on the day the bet was placed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from journey.model import Baseline, Bet, BetContent, BetView, Subject, SubjectKind
from journey.store import actions
from journey.store.tables import bet as _table
from journey.store.versioned_records import AnyRow, Edit, Records, columns_of

_CONTENT = ("by", "due_on", "chance", "because")
_BASELINE = ("round_id", "value", "n", "low", "high", "state")
_OWN = ("action_id", "number", "placed_at", "withdrawn_why")


def every(tx: Connection, organisation_id: str) -> list[Bet]:
    """All bets of the organisation, in the order in which they were placed."""
    return _RECORDS.where(tx, organisation_id)


def of_action(tx: Connection, organisation_id: str, action_id: str) -> list[Bet]:
    """The bets of an action, the oldest first."""
    return _RECORDS.where(tx, organisation_id, action_id=action_id)


def get(tx: Connection, organisation_id: str, bet_id: str) -> Bet:
    """One bet. NotFound."""
    return _RECORDS.get(tx, organisation_id, bet_id)


def place(tx: Connection, organisation_id: str, bet: Bet, edit: Edit) -> Bet:
    """Place a bet, under a new id, as the next of its action. NotFound."""
    actions.get(tx, organisation_id, bet.action_id)
    return _RECORDS.add(tx, organisation_id, bet, edit)


def change(tx: Connection, organisation_id: str, bet: Bet, edit: Edit, *, expected_version: int) -> Bet:
    """Save a bet over the version that was seen. Conflict where another is stored; NotFound."""
    return _RECORDS.change(tx, organisation_id, bet, edit, expected_version=expected_version)


def _values(bet: Bet) -> dict[str, Any]:
    subject = bet.content.subject
    return {
        **columns_of(bet, _OWN),
        **columns_of(bet.content, (*_CONTENT, "view")),
        **columns_of(bet.baseline, _BASELINE),
        "subject_kind": subject.kind,
        "subject_id": subject.id,
        "subject_of": subject.of,
    }


def _read(row: AnyRow) -> Bet:
    subject = Subject(SubjectKind(row.subject_kind), row.subject_id, row.subject_of)
    content = BetContent(subject, view=BetView(row.view), **columns_of(row, _CONTENT))
    return Bet(
        id=row.id,
        content=content,
        baseline=Baseline(**columns_of(row, _BASELINE)),
        version=row.version,
        writer=row.writer,
        **columns_of(row, _OWN),
    )


_RECORDS = Records(_table, "bet", _values, _read)
