"""Answers as they are saved, their history, and the tally of them that live views read.

The tally of a statement is changed in the transaction that saves an answer, by the difference that the answer makes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update

from journey.model import HIGH_LEVELS, Answer, AnswerContent, AnswerState, Counts
from journey.store import optimistic_lock, tables
from journey.store.dialects import for_each
from journey.store.errors import Closed, Conflict, NotFound
from journey.store.tables import TALLIED
from journey.store.typed_text import clean


class AnswerToSave(NamedTuple):
    """An answer as it is stored, whether it counts as evidenced, and the assessment that it belongs to."""

    answer: Answer
    evidenced: bool
    assessment_id: str


_round, _assessment, _response = tables.round_.c, tables.assessment.c, tables.response.c
_answer, _history, _tally = tables.answer.c, tables.answer_history.c, tables.tally.c

_KEY = ("organisation_id", "response_id", "statement_id")
_STORED = ("version", "state", "level", "reason", "note", "evidence", "act", "act_on", "writer", "saved_at")
"""What makes an Answer, in the order in which ``_answer_of`` takes it."""

_WITH_ANSWER = tables.response.outerjoin(
    tables.answer,
    (_answer.organisation_id == _response.organisation_id)
    & (_answer.response_id == _response.id)
    & (_answer.statement_id == bindparam("statement_id")),
)
_WITH_ROUND = tables.assessment.join(
    tables.round_,
    (_round.organisation_id == _assessment.organisation_id) & (_round.id == _assessment.round_id),
)
_THIS_RESPONSE = (
    _response.organisation_id == bindparam("organisation_id"),
    _response.id == bindparam("response_id"),
)
_GET = select(*(_answer[name] for name in _STORED)).select_from(_WITH_ANSWER).where(*_THIS_RESPONSE)
_TO_SAVE = (
    select(*(_answer[name] for name in _STORED), _answer.evidenced, _round.closed_at, _response.assessment_id)
    .select_from(
        _WITH_ANSWER.join(
            _WITH_ROUND,
            (_assessment.organisation_id == _response.organisation_id) & (_assessment.id == _response.assessment_id),
        )
    )
    .where(*_THIS_RESPONSE)
    .with_for_update(read=True, of=tables.round_)
)
_OF_RESPONSE = (
    select(_answer.statement_id, *(_answer[name] for name in _STORED))
    .where(_answer.organisation_id == bindparam("organisation_id"), _answer.response_id == bindparam("response_id"))
    .order_by(_answer.statement_id)
)
_HISTORY = (
    select(*(_history[name] for name in _STORED))
    .where(
        _history.organisation_id == bindparam("organisation_id"),
        _history.response_id == bindparam("response_id"),
        _history.statement_id == bindparam("statement_id"),
    )
    .order_by(_history.version)
)
_FIRST = for_each(tables.answer, lambda insert: insert.on_conflict_do_nothing().returning(_answer.statement_id))
_NEXT = (
    update(tables.answer)
    .where(*(_answer[name] == bindparam(f"own_{name}") for name in _KEY), _answer.version == bindparam("version") - 1)
    .values({name: bindparam(name) for name in (*_STORED, "evidenced")})
)
_RECORD = insert(tables.answer_history)
_COUNT_FIRST = for_each(
    tables.tally,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["organisation_id", "assessment_id", "statement_id"],
        set_={name: _tally[name] + insert.excluded[name] for name in TALLIED},
    ),
)
_COUNT_NEXT = (
    update(tables.tally)
    .where(*(_tally[name] == bindparam(f"own_{name}") for name in ("organisation_id", "assessment_id", "statement_id")))
    .values({name: _tally[name] + bindparam(f"more_{name}") for name in TALLIED})
)
_TALLY = (
    select(tables.tally)
    .where(_tally.organisation_id == bindparam("organisation_id"), _tally.assessment_id == bindparam("assessment_id"))
    .order_by(_tally.statement_id)
)


def get(tx: Connection, organisation_id: str, response_id: str, statement_id: str) -> Answer:
    """The stored answer; one with version 0 where nothing was saved yet. NotFound where there is no such response."""
    key = {"organisation_id": organisation_id, "response_id": response_id, "statement_id": statement_id}
    row = tx.execute(_GET, key).one_or_none()
    if row is None:
        raise NotFound("response", response_id)
    return _answer_of(statement_id, row)


def of_response(tx: Connection, organisation_id: str, response_id: str) -> dict[str, Answer]:
    """Everything that was saved in the response, by statement id."""
    rows = tx.execute(_OF_RESPONSE, {"organisation_id": organisation_id, "response_id": response_id})
    return {statement_id: _answer_of(statement_id, stored) for statement_id, *stored in rows}


def save(
    tx: Connection,
    organisation_id: str,
    response_id: str,
    statement_id: str,
    content: AnswerContent,
    *,
    evidenced: bool,
    expected_version: int,
    writer: str,
    at: datetime,
) -> Answer:
    """Save what is said now, add it to the history and change the tally.

    Conflict where the stored version is not ``expected_version``; Closed where the round is; NotFound. ``evidenced``
    says whether the evidence counts as such; the tally counts it for levels 3 and 4.
    """
    stored, was_evidenced, assessment_id = _open_response(tx, organisation_id, response_id, statement_id)
    optimistic_lock.check(stored, expected_version)
    saved = Answer(statement_id, _cleaned(content), stored.version + 1, writer, at)
    row = _row(organisation_id, response_id, saved, evidenced)
    if not _write(tx, row):
        raise Conflict(get(tx, organisation_id, response_id, statement_id))
    tx.execute(_RECORD, row)
    before = _counted(stored.content, was_evidenced)
    _count(tx, organisation_id, assessment_id, saved, before, _counted(saved.content, evidenced))
    return saved


def save_many(
    tx: Connection,
    organisation_id: str,
    response_id: str,
    contents: Mapping[str, tuple[AnswerContent, bool]],
    *,
    writer: str,
    at: datetime,
) -> None:
    """Save first answers, by statement id and each with its ``evidenced``, in a few statements.

    For loading fresh responses: Conflict where one of the statements has an answer already. Closed; NotFound.
    """
    assessment_id = _open_response(tx, organisation_id, response_id, "").assessment_id
    rows, tallies = [], []
    # In one order everywhere, so that two loads that change the same tallies wait for each other and never in a ring.
    for statement_id, (content, evidenced) in sorted(contents.items()):
        saved = Answer(statement_id, _cleaned(content), 1, writer, at)
        rows.append(_row(organisation_id, response_id, saved, evidenced))
        counted = _counted(saved.content, evidenced)
        tallies.append(_tally_key(organisation_id, assessment_id, statement_id) | _difference((), counted))
    if not rows:
        return
    added = {row.statement_id for row in tx.execute(_FIRST[tx.dialect.name], rows)}
    for statement_id in sorted(contents.keys() - added):
        raise Conflict(get(tx, organisation_id, response_id, statement_id))
    tx.execute(_RECORD, rows)
    tx.execute(_COUNT_FIRST[tx.dialect.name], tallies)


def tally(tx: Connection, organisation_id: str, assessment_id: str) -> dict[str, Counts]:
    """How the answers to each statement fall; statements that nobody came to are left out."""
    rows = tx.execute(_TALLY, {"organisation_id": organisation_id, "assessment_id": assessment_id})
    return {
        row.statement_id: Counts(
            (row.level_1, row.level_2, row.level_3, row.level_4), row.dont_know, row.not_applicable, row.evidenced
        )
        for row in rows
    }


def history(tx: Connection, organisation_id: str, response_id: str, statement_id: str) -> list[Answer]:
    """Every state that was ever saved, oldest first; the last is the current one."""
    key = {"organisation_id": organisation_id, "response_id": response_id, "statement_id": statement_id}
    return [_answer_of(statement_id, row) for row in tx.execute(_HISTORY, key)]


def _open_response(tx: Connection, organisation_id: str, response_id: str, statement_id: str) -> AnswerToSave:
    """What is stored about the statement now, in an assessment whose round is open.

    The round cannot be closed until the transaction ends.
    """
    key = {"organisation_id": organisation_id, "response_id": response_id, "statement_id": statement_id}
    found = tx.execute(_TO_SAVE, key).one_or_none()
    if found is None:
        raise NotFound("response", response_id)
    *stored, evidenced, closed_at, assessment_id = found
    if closed_at is not None:
        raise Closed
    return AnswerToSave(_answer_of(statement_id, stored), bool(evidenced), assessment_id)


def _write(tx: Connection, row: Mapping[str, object]) -> bool:
    """Write the current state; False where somebody else was quicker."""
    if row["version"] == 1:
        return tx.execute(_FIRST[tx.dialect.name], dict(row)).first() is not None
    return tx.execute(_NEXT, {**row, **{f"own_{name}": row[name] for name in _KEY}}).rowcount == 1


def _count(
    tx: Connection,
    organisation_id: str,
    assessment_id: str,
    saved: Answer,
    before: tuple[str, ...],
    after: tuple[str, ...],
) -> None:
    """Change the tally by what the answer changes: within the database, so that nobody else's change is lost."""
    key = _tally_key(organisation_id, assessment_id, saved.statement_id)
    if saved.version == 1:
        tx.execute(_COUNT_FIRST[tx.dialect.name], key | _difference(before, after))
    elif before != after:
        more = {f"more_{name}": number for name, number in _difference(before, after).items()}
        tx.execute(_COUNT_NEXT, {f"own_{name}": value for name, value in key.items()} | more)


def _counted(content: AnswerContent, evidenced: bool) -> tuple[str, ...]:
    """The columns of the tally in which the answer counts."""
    if content.state is AnswerState.LEVEL and content.level is not None:
        column = f"level_{content.level}"
        return (column, "evidenced") if evidenced and content.level in HIGH_LEVELS else (column,)
    return () if content.state is AnswerState.UNANSWERED else (content.state.value,)


def _difference(before: tuple[str, ...], after: tuple[str, ...]) -> dict[str, int]:
    return {name: (name in after) - (name in before) for name in TALLIED}


def _tally_key(organisation_id: str, assessment_id: str, statement_id: str) -> dict[str, Any]:
    return {"organisation_id": organisation_id, "assessment_id": assessment_id, "statement_id": statement_id}


def _cleaned(content: AnswerContent) -> AnswerContent:
    return replace(
        content,
        reason=clean(content.reason),
        note=clean(content.note),
        evidence=clean(content.evidence),
        act=clean(content.act),
    )


def _row(organisation_id: str, response_id: str, answer: Answer, evidenced: bool) -> dict[str, Any]:
    content = answer.content
    return {
        "organisation_id": organisation_id,
        "response_id": response_id,
        "statement_id": answer.statement_id,
        "version": answer.version,
        "state": content.state.value,
        "level": content.level,
        "reason": content.reason,
        "note": content.note,
        "evidence": content.evidence,
        "act": content.act,
        "act_on": content.act_on,
        "evidenced": evidenced,
        "writer": answer.writer,
        "saved_at": answer.saved_at,
    }


def _answer_of(statement_id: str, stored: Sequence[Any]) -> Answer:
    # Unpacked because pages read forty answers at once, and asking each row for its columns by name is far slower.
    version, state, level, reason, note, evidence, act, act_on, writer, saved_at = stored
    if version is None:
        return Answer(statement_id)
    content = AnswerContent(AnswerState(state), level, reason, note, evidence, act, act_on)
    return Answer(statement_id, content, version, writer, saved_at)
