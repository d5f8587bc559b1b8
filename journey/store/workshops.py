"""Workshops: what they are for, how far they are, and which questions are active."""

from __future__ import annotations

from dataclasses import dataclass, replace
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update

from journey.model import Workshop, WorkshopPlan, WorkshopStage
from journey.store import organisations, rounds, tables
from journey.store.dialects import for_each
from journey.store.errors import NotFound
from journey.store.tables import invitation, paper_ballot, question, respondent
from journey.store.tables import workshop as _table
from journey.store.typed_text import clean

_workshop = _table.c
_PLANNED = ("title", "purpose", "who", "minutes", "held_on", "design")
_LIVE = ("stage", "batch", "moves", "started_at", "ended_at", "review_on")

_ADD = for_each(_table, lambda insert: insert.on_conflict_do_nothing())
_GET = select(_table).where(
    _workshop.organisation_id == bindparam("organisation_id"), _workshop.id == bindparam("workshop_id")
)
_LOCK_FOR_UPDATE = _GET.with_for_update()
_LOCK_FOR_SHARE = _GET.with_for_update(read=True)
_STAGE = (
    select(_workshop.stage)
    .where(_workshop.organisation_id == bindparam("organisation_id"), _workshop.id == bindparam("workshop_id"))
    .with_for_update(read=True)
)
_OF_UNIT = select(_table).where(
    _workshop.organisation_id == bindparam("organisation_id"),
    _workshop.round_id == bindparam("round_id"),
    _workshop.unit_id == bindparam("unit_id"),
)
_EVERY = (
    select(_table)
    .where(_workshop.organisation_id == bindparam("organisation_id"))
    .order_by(_workshop.held_on, _workshop.sequence)
)
_JOINED = (
    select(func.count())
    .select_from(
        respondent.join(
            invitation,
            (invitation.c.organisation_id == respondent.c.organisation_id)
            & (invitation.c.id == respondent.c.invitation_id),
        )
    )
    .where(*(invitation.c[name] == _workshop[name] for name in ("organisation_id", "round_id", "unit_id")))
)
_ON_PAPER = (
    select(func.coalesce(func.max(paper_ballot.c.number), 0))
    .select_from(
        paper_ballot.join(
            tables.assessment,
            (tables.assessment.c.organisation_id == paper_ballot.c.organisation_id)
            & (tables.assessment.c.id == paper_ballot.c.assessment_id),
        )
    )
    .where(*(tables.assessment.c[name] == _workshop[name] for name in ("organisation_id", "round_id", "unit_id")))
)
_PARTICIPATION = select(
    _table, _JOINED.scalar_subquery().label("joined"), _ON_PAPER.scalar_subquery().label("on_paper")
).where(_workshop.organisation_id == bindparam("organisation_id"), _workshop.id == bindparam("workshop_id"))
_IS_REVEALED = (
    select(question.c.number)
    .where(
        question.c.organisation_id == _workshop.organisation_id,
        question.c.workshop_id == _workshop.id,
        question.c.batch == _workshop.batch,
        question.c.revealed_at.is_not(None),
    )
    .exists()
)
_BY_CODE = (
    select(_workshop.organisation_id, _workshop.id, _workshop.stage, _workshop.batch, _IS_REVEALED.label("is_revealed"))
    .select_from(
        invitation.join(
            _table,
            (_workshop.organisation_id == invitation.c.organisation_id)
            & (_workshop.round_id == invitation.c.round_id)
            & (_workshop.unit_id == invitation.c.unit_id),
        ).join(
            tables.round_,
            (tables.round_.c.organisation_id == invitation.c.organisation_id)
            & (tables.round_.c.id == invitation.c.round_id),
        )
    )
    .where(
        invitation.c.code == bindparam("code"),
        invitation.c.closed_at.is_(None),
        tables.round_.c.closed_at.is_(None),
    )
)
_THIS = (_workshop.organisation_id == bindparam("own_id"), _workshop.id == bindparam("own_workshop"))
_SAVE = (
    update(_table)
    .where(*_THIS)
    .values({name: bindparam(f"new_{name}") for name in (*_PLANNED, *_LIVE)} | {"revision": _workshop.revision + 1})
)
_TOUCH = update(_table).where(*_THIS).values(revision=_workshop.revision + 1)


@dataclass(frozen=True, slots=True)
class Participation:
    """A workshop, how many devices joined it, and how many people answer on paper."""

    workshop: Workshop
    joined: int
    on_paper: int


@dataclass(frozen=True, slots=True)
class FoundWorkshop:
    """The workshop that a code leads to, its stage and its active question set, which is revealed as a whole."""

    organisation_id: str
    workshop_id: str
    stage: WorkshopStage
    question_set: int
    is_revealed: bool


def add(tx: Connection, organisation_id: str, *, round_id: str, unit_id: str, plan: WorkshopPlan) -> Workshop:
    """The unit's workshop in the round: there is at most one, which is returned where it exists.

    Closed where the round is; NotFound.
    """
    rounds.lock_open_for_share(tx, organisation_id, round_id)
    organisations.unit(tx, organisation_id, unit_id)
    key = {"organisation_id": organisation_id, "round_id": round_id, "unit_id": unit_id}
    new = Workshop(token_urlsafe(16), organisation_id, round_id, unit_id, plan)
    tx.execute(_ADD[tx.dialect.name], key | {"id": new.id, "revision": 1} | _values(new))
    return _workshop_of(tx.execute(_OF_UNIT, key).one())


def get(tx: Connection, organisation_id: str, workshop_id: str) -> Workshop:
    """The workshop with this id. NotFound."""
    return _read(tx, _GET, organisation_id, workshop_id)


def participation(tx: Connection, organisation_id: str, workshop_id: str) -> Participation:
    """The workshop with this id, and how many take part. NotFound."""
    key = {"organisation_id": organisation_id, "workshop_id": workshop_id}
    row = tx.execute(_PARTICIPATION, key).one_or_none()
    if row is None:
        raise NotFound("workshop", workshop_id)
    return Participation(_workshop_of(row), row.joined, row.on_paper)


def by_code(tx: Connection, code: str) -> FoundWorkshop | None:
    """The workshop of the open invitation with this code in an open round, of whichever organisation, else None."""
    row = tx.execute(_BY_CODE, {"code": code}).one_or_none()
    if row is None:
        return None
    return FoundWorkshop(row.organisation_id, row.id, WorkshopStage(row.stage), row.batch, bool(row.is_revealed))


def lock_for_update(tx: Connection, organisation_id: str, workshop_id: str) -> Workshop:
    """Lock the workshop for update, until this transaction ends. NotFound."""
    return _read(tx, _LOCK_FOR_UPDATE, organisation_id, workshop_id)


def lock_for_share(tx: Connection, organisation_id: str, workshop_id: str) -> Workshop:
    """Lock the workshop for share, until this transaction ends: nobody changes it meanwhile. NotFound."""
    return _read(tx, _LOCK_FOR_SHARE, organisation_id, workshop_id)


def stage_locked_for_share(tx: Connection, organisation_id: str, workshop_id: str) -> WorkshopStage:
    """Lock the workshop for share and read only its stage: for every answer that is saved. NotFound."""
    stage = tx.execute(_STAGE, {"organisation_id": organisation_id, "workshop_id": workshop_id}).scalar()
    if stage is None:
        raise NotFound("workshop", workshop_id)
    return WorkshopStage(stage)


def of_unit(tx: Connection, organisation_id: str, round_id: str, unit_id: str) -> Workshop | None:
    """The unit's workshop in the round; None where there is none."""
    key = {"organisation_id": organisation_id, "round_id": round_id, "unit_id": unit_id}
    row = tx.execute(_OF_UNIT, key).one_or_none()
    return None if row is None else _workshop_of(row)


def every(tx: Connection, organisation_id: str) -> list[Workshop]:
    """The organisation's workshops by date, the earliest first."""
    return [_workshop_of(row) for row in tx.execute(_EVERY, {"organisation_id": organisation_id})]


def save(tx: Connection, organisation_id: str, changed: Workshop) -> Workshop:
    """Write a workshop that this transaction has locked; its display version rises. NotFound."""
    values = {f"new_{name}": value for name, value in _values(changed).items()}
    tx.execute(_SAVE, {"own_id": organisation_id, "own_workshop": changed.id, **values})
    return get(tx, organisation_id, changed.id)


def touch(tx: Connection, organisation_id: str, workshop_id: str) -> Workshop:
    """Raise the display version, after something that consoles, screens or phones show has changed. NotFound."""
    tx.execute(_TOUCH, {"own_id": organisation_id, "own_workshop": workshop_id})
    return get(tx, organisation_id, workshop_id)


def _values(workshop: Workshop) -> dict[str, Any]:
    plan = workshop.plan
    plan = replace(plan, title=clean(plan.title), purpose=clean(plan.purpose), who=clean(plan.who))
    planned = {name: getattr(plan, name) for name in _PLANNED}
    return planned | {
        "stage": workshop.stage.value,
        "batch": workshop.question_set,
        "moves": workshop.control_version,
        "started_at": workshop.started_at,
        "ended_at": workshop.ended_at,
        "review_on": workshop.review_on,
    }


def _read(tx: Connection, query: Any, organisation_id: str, workshop_id: str) -> Workshop:
    row = tx.execute(query, {"organisation_id": organisation_id, "workshop_id": workshop_id}).one_or_none()
    if row is None:
        raise NotFound("workshop", workshop_id)
    return _workshop_of(row)


def _workshop_of(row: Row[*tuple[Any, ...]]) -> Workshop:
    plan = WorkshopPlan(*(getattr(row, name) for name in _PLANNED))
    return Workshop(
        row.id,
        row.organisation_id,
        row.round_id,
        row.unit_id,
        plan,
        WorkshopStage(row.stage),
        row.batch,
        row.moves,
        row.revision,
        row.started_at,
        row.ended_at,
        row.review_on,
    )
