"""Actions: what a unit will do, whatever it was born from, with versions and the history of every change."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from journey.model import Action, ActionContent, ActionProgress, ActionState, Origin, OwnersWord, Subject, SubjectKind
from journey.store import organisations, rounds
from journey.store.tables import action as _table
from journey.store.versioned_records import AnyRow, Edit, Records, columns_of

_TEXTS = ("what", "lead", "first_step", "success", "resources", "risk", "stops")
_CONTENT = (*_TEXTS, "by_when", "first_step_on", "priority_id")
_PROGRESS = (
    *("state", "why", "kept_in", "word_text", "word", "look_again_on", "first_step_done_on", "word_on", "done_on"),
)
_BIRTH = ("unit_id", "round_id", "workshop_id", "origin", "added_at")


def of_unit(tx: Connection, organisation_id: str, unit_id: str) -> list[Action]:
    """All actions of the unit, in the order in which they were added."""
    return _RECORDS.where(tx, organisation_id, unit_id=unit_id)


def of_organisation(tx: Connection, organisation_id: str) -> list[Action]:
    """All actions of all units, in the order in which they were added."""
    return _RECORDS.where(tx, organisation_id)


def of_workshop(tx: Connection, organisation_id: str, workshop_id: str) -> list[Action]:
    """The actions that a workshop wrote down or took up, in the order in which they were added."""
    return _RECORDS.where(tx, organisation_id, workshop_id=workshop_id)


def get(tx: Connection, organisation_id: str, action_id: str) -> Action:
    """One action. NotFound."""
    return _RECORDS.get(tx, organisation_id, action_id)


def add(tx: Connection, organisation_id: str, action: Action, edit: Edit) -> Action:
    """Write an action down, under a new id. The caller makes sure that there are not too many. NotFound."""
    organisations.unit(tx, organisation_id, action.unit_id)
    if action.round_id is not None:
        rounds.get(tx, organisation_id, action.round_id)
    return _RECORDS.add(tx, organisation_id, action, edit)


def change(tx: Connection, organisation_id: str, action: Action, edit: Edit, *, expected_version: int) -> Action:
    """Save an action over the version that was seen. Conflict where another is stored; NotFound."""
    return _RECORDS.change(tx, organisation_id, action, edit, expected_version=expected_version)


def remove(tx: Connection, organisation_id: str, action_id: str, edit: Edit, *, expected_version: int) -> None:
    """Remove an action that was written down by mistake; the history keeps what it said. Conflict, NotFound."""
    said = _RECORDS.get(tx, organisation_id, action_id).content.what
    _RECORDS.remove(tx, organisation_id, action_id, edit, expected_version=expected_version, said=said)


def _values(action: Action) -> dict[str, Any]:
    subject = action.content.subject
    return {
        **columns_of(action, _BIRTH),
        **columns_of(action.content, _CONTENT),
        **columns_of(action.progress, _PROGRESS),
        "subject_kind": subject.kind if subject else None,
        "subject_id": subject.id if subject else None,
        "subject_of": subject.of if subject else None,
    }


@lru_cache(maxsize=4096)
def _read(row: AnyRow) -> Action:
    """The action in a row; the same row is read once, since every click on a plan reads all of its actions."""
    subject = Subject(SubjectKind(row.subject_kind), row.subject_id, row.subject_of or "") if row.subject_kind else None
    progress = columns_of(row, _PROGRESS)
    progress |= {"state": ActionState(row.state), "word": OwnersWord(row.word) if row.word else None}
    return Action(
        id=row.id,
        content=ActionContent(subject=subject, **columns_of(row, _CONTENT)),
        progress=ActionProgress(**progress),
        version=row.version,
        writer=row.writer,
        **columns_of(row, _BIRTH) | {"origin": Origin(row.origin)},
    )


_RECORDS = Records(_table, "action", _values, _read)
