"""What was put to a room, what each respondent chose, and what was revealed.

Statements are answered in responses (``answers``); every other kind of question has its votes here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from journey.model import NewQuestion, Option, Question, QuestionKind, Vote
from journey.store import workshops
from journey.store.dialects import for_each
from journey.store.errors import Conflict, NotFound
from journey.store.workshop_tables import question as _questions
from journey.store.workshop_tables import vote as _votes

_question, _vote = _questions.c, _votes.c

_OF_WORKSHOP = (
    select(_questions)
    .where(_question.organisation_id == bindparam("organisation_id"), _question.workshop_id == bindparam("workshop_id"))
    .order_by(_question.number)
)
_ONE = _OF_WORKSHOP.where(_question.number == bindparam("number"))
_LAST = select(func.coalesce(func.max(_question.number), 0), func.coalesce(func.max(_question.batch), 0)).where(
    _question.organisation_id == bindparam("organisation_id"), _question.workshop_id == bindparam("workshop_id")
)
_THIS = (
    _question.organisation_id == bindparam("own_id"),
    _question.workshop_id == bindparam("own_workshop"),
    _question.number == bindparam("own_number"),
)
_SET_PAPER = update(_questions).where(*_THIS).values(paper=bindparam("new_paper"))
_SET_SECONDS = update(_questions).where(*_THIS).values(seconds=bindparam("new_seconds"))
_TAKE_UP = (
    update(_questions)
    .where(*_THIS)
    .values({name: bindparam(f"new_{name}") for name in ("batch", "opened_at", "seconds")})
)
_SET_RESULT = (
    update(_questions).where(*_THIS).values(revealed_at=bindparam("new_revealed_at"), result=bindparam("new_result"))
)
_IS_SHUT = (
    select(_question.revealed_at)
    .where(
        _question.organisation_id == bindparam("organisation_id"),
        _question.assessment_id == bindparam("assessment_id"),
        _question.subject == bindparam("statement_id"),
    )
    .order_by(_question.turn.desc())
    .limit(1)
)
_LATEST = (
    select(_question.subject, _question.revealed_at)
    .where(
        _question.organisation_id == bindparam("organisation_id"),
        _question.assessment_id == bindparam("assessment_id"),
    )
    .order_by(_question.turn)
)
_VOTE_KEY = ("organisation_id", "workshop_id", "number", "respondent_id")
_VOTES = select(_vote.number, _vote.choices, _vote.version).where(
    *(_vote[name] == bindparam(name) for name in ("organisation_id", "workshop_id", "respondent_id"))
)
_THE_VOTE = _VOTES.where(_vote.number == bindparam("number"))
_CHOICES = select(_vote.choices).where(
    *(_vote[name] == bindparam(name) for name in ("organisation_id", "workshop_id", "number"))
)
_VOTED = select(func.count()).select_from(_votes).where(*_CHOICES._where_criteria)
_FIRST = for_each(_votes, lambda insert: insert.on_conflict_do_nothing().returning(_vote.version))
_NEXT = (
    update(_votes)
    .where(*(_vote[name] == bindparam(f"own_{name}") for name in _VOTE_KEY), _vote.version == bindparam("version") - 1)
    .values({name: bindparam(name) for name in ("choices", "version", "saved_at")})
)


def of_workshop(tx: Connection, organisation_id: str, workshop_id: str) -> list[Question]:
    """Everything that was put to the room, in that order."""
    rows = tx.execute(_OF_WORKSHOP, {"organisation_id": organisation_id, "workshop_id": workshop_id})
    return [_question_of(row) for row in rows]


def put(
    tx: Connection,
    organisation_id: str,
    workshop_id: str,
    new: Sequence[NewQuestion],
    *,
    at: datetime,
    seconds: int | None,
) -> int:
    """Put questions together, as the next batch, whose number is returned. NotFound.

    What was put before in the same turn is taken up again: that it was not revealed is the caller's to know, who holds
    the workshop.
    """
    workshops.get(tx, organisation_id, workshop_id)
    key = {"organisation_id": organisation_id, "workshop_id": workshop_id}
    last_number, last_batch = tx.execute(_LAST, key).one()
    known = {(one.kind, one.subject, one.turn): one.number for one in of_workshop(tx, organisation_id, workshop_id)}
    again = [known[same] for one in new if (same := (one.kind, one.subject, one.turn)) in known]
    unknown = [one for one in new if (one.kind, one.subject, one.turn) not in known]
    batch: int = last_batch + 1
    for number in again:
        values = {"new_batch": batch, "new_opened_at": at, "new_seconds": seconds}
        _changed(tx, _TAKE_UP, organisation_id, workshop_id, number, **values)
    added = [
        Question(
            organisation_id=organisation_id,
            workshop_id=workshop_id,
            number=last_number + position,
            batch=batch,
            kind=one.kind,
            subject=one.subject,
            assessment_id=one.assessment_id,
            turn=one.turn,
            opened_at=at,
            seconds=seconds,
            options=one.options,
        )
        for position, one in enumerate(unknown, start=1)
    ]
    if added:
        tx.execute(insert(_questions), [_row(one) for one in added])
    return batch


def one(tx: Connection, organisation_id: str, workshop_id: str, number: int) -> Question:
    """The question with this number."""
    key = {"organisation_id": organisation_id, "workshop_id": workshop_id, "number": number}
    row = tx.execute(_ONE, key).one_or_none()
    if row is None:
        raise NotFound("question", str(number))
    return _question_of(row)


def set_seconds(tx: Connection, organisation_id: str, workshop_id: str, number: int, seconds: int | None) -> Question:
    """Another length for the timer, counted from when the question was opened. NotFound."""
    return _changed(tx, _SET_SECONDS, organisation_id, workshop_id, number, new_seconds=seconds)


def set_paper(
    tx: Connection, organisation_id: str, workshop_id: str, number: int, counts: Mapping[str, int]
) -> Question:
    """The counts of paper votes, in place of those before. NotFound."""
    return _changed(tx, _SET_PAPER, organisation_id, workshop_id, number, new_paper=json.dumps(dict(counts)))


def reveal(
    tx: Connection, organisation_id: str, workshop_id: str, number: int, result: Mapping[str, int], *, at: datetime
) -> Question:
    """Keep the counts that are shown from now on. NotFound."""
    values = {"new_revealed_at": at, "new_result": json.dumps(dict(result))}
    return _changed(tx, _SET_RESULT, organisation_id, workshop_id, number, **values)


def is_shut(tx: Connection, organisation_id: str, assessment_id: str, statement_id: str) -> bool:
    """Whether the statement's answers were revealed, and no revote of it is open: its answers stay as they are."""
    key = {"organisation_id": organisation_id, "assessment_id": assessment_id, "statement_id": statement_id}
    return tx.execute(_IS_SHUT, key).scalar() is not None


def shut(tx: Connection, organisation_id: str, assessment_id: str) -> set[str]:
    """The statements of the assessment for which ``is_shut`` holds."""
    rows = tx.execute(_LATEST, {"organisation_id": organisation_id, "assessment_id": assessment_id})
    latest = {row.subject: row.revealed_at for row in rows}
    return {statement_id for statement_id, revealed_at in latest.items() if revealed_at is not None}


def votes(tx: Connection, organisation_id: str, workshop_id: str, respondent_id: str) -> dict[int, Vote]:
    """What the respondent chose, by the number of the question."""
    key = {"organisation_id": organisation_id, "workshop_id": workshop_id, "respondent_id": respondent_id}
    return {
        row.number: Vote(row.number, tuple(json.loads(row.choices)), row.version) for row in tx.execute(_VOTES, key)
    }


def vote(
    tx: Connection,
    organisation_id: str,
    workshop_id: str,
    number: int,
    respondent_id: str,
    choices: Sequence[str],
    *,
    expected_version: int,
    at: datetime,
) -> Vote:
    """Save what the respondent chooses. Conflict where the stored version is not ``expected_version``; NotFound."""
    one(tx, organisation_id, workshop_id, number)
    key = {
        "organisation_id": organisation_id,
        "workshop_id": workshop_id,
        "number": number,
        "respondent_id": respondent_id,
    }
    stored = _stored(tx, key)
    if stored.version != expected_version:
        raise Conflict(stored)
    row = key | {"choices": json.dumps(list(choices)), "version": expected_version + 1, "saved_at": at}
    if expected_version == 0:
        written = tx.execute(_FIRST[tx.dialect.name], row).first() is not None
    else:
        written = tx.execute(_NEXT, row | {f"own_{name}": value for name, value in key.items()}).rowcount == 1
    if not written:
        raise Conflict(_stored(tx, key))
    return Vote(number, tuple(choices), expected_version + 1)


def voted(tx: Connection, organisation_id: str, workshop_id: str, number: int) -> int:
    """How many have voted on the question; nothing of what they chose."""
    key = {"organisation_id": organisation_id, "workshop_id": workshop_id, "number": number}
    return tx.execute(_VOTED, key).scalar_one()


def count(tx: Connection, organisation_id: str, workshop_id: str, number: int) -> dict[str, int]:
    """How often each key was chosen. For the reveal alone: nobody may see it before."""
    key = {"organisation_id": organisation_id, "workshop_id": workshop_id, "number": number}
    found: dict[str, int] = {}
    for choices in tx.execute(_CHOICES, key).scalars():
        for chosen in json.loads(choices):
            found[chosen] = found.get(chosen, 0) + 1
    return found


def _changed(tx: Connection, query: Any, organisation_id: str, workshop_id: str, number: int, **new: Any) -> Question:
    tx.execute(query, {"own_id": organisation_id, "own_workshop": workshop_id, "own_number": number, **new})
    return one(tx, organisation_id, workshop_id, number)


def _stored(tx: Connection, key: Mapping[str, Any]) -> Vote:
    row = tx.execute(_THE_VOTE, key).one_or_none()
    return Vote(key["number"]) if row is None else Vote(row.number, tuple(json.loads(row.choices)), row.version)


def _row(of: Question) -> dict[str, Any]:
    return {
        **{name: getattr(of, name) for name in ("organisation_id", "workshop_id", "number", "batch", "subject")},
        **{name: getattr(of, name) for name in ("assessment_id", "turn", "opened_at", "seconds")},
        "kind": of.kind.value,
        "options": json.dumps([[option.key, option.text] for option in of.options]),
        "paper": json.dumps(dict(of.paper)),
        "revealed_at": None,
        "result": None,
    }


def _question_of(row: Row[*tuple[Any, ...]]) -> Question:
    return Question(
        row.organisation_id,
        row.workshop_id,
        row.number,
        row.batch,
        QuestionKind(row.kind),
        row.subject,
        row.assessment_id,
        row.turn,
        row.opened_at,
        row.seconds,
        tuple(Option(key, text) for key, text in json.loads(row.options)),
        MappingProxyType(json.loads(row.paper)),
        row.revealed_at,
        None if row.result is None else MappingProxyType(json.loads(row.result)),
    )
