"""Answers as they are saved, their history, and the tally of them that live views read.

The tally of a statement is changed in the transaction that saves an answer, by the difference that the answer makes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select

from journey.model import HIGH_LEVELS, Answer, AnswerContent, AnswerState, Counts, Privacy
from journey.store import optimistic_lock, tables
from journey.store.dialects import for_each
from journey.store.errors import Closed, Conflict, NotFound
from journey.store.tables import TALLIED
from journey.store.typed_text import clean

VERSIONS_KEPT = 5
"""Of a confidential answer, the last so many states: a window that is older than all of them is told of the newest."""


class AnswerToSave(NamedTuple):
    """What is said now, whether its evidence counts as such, and the version that its writer had seen."""

    content: AnswerContent
    evidenced: bool
    expected_version: int


@dataclass(frozen=True, slots=True)
class OpenResponse:
    """What a response says to some statements, in a round that nobody closes until the transaction ends.

    ``stored``: statement id → the answer, with version 0 where nothing was saved yet. ``evidenced`` has the statements
    whose evidence counts as such.
    """

    response_id: str
    assessment_id: str
    is_confidential: bool
    stored: Mapping[str, Answer]
    evidenced: frozenset[str]


_round, _assessment, _response = tables.round_.c, tables.assessment.c, tables.response.c
_answer, _history, _tally = tables.answer.c, tables.answer_history.c, tables.tally.c

_KEY = ("organisation_id", "response_id", "statement_id")
_STORED = ("version", "state", "level", "reason", "note", "evidence", "act", "act_on", "writer", "saved_at")
"""What makes an Answer, in the order in which ``_answer_of`` takes it."""

_THIS_RESPONSE = (
    _response.organisation_id == bindparam("organisation_id"),
    _response.id == bindparam("response_id"),
)
_OWN_ANSWER = (_answer.organisation_id == _response.organisation_id) & (_answer.response_id == _response.id)
_GET = (
    select(*(_answer[name] for name in _STORED))
    .select_from(
        tables.response.outerjoin(tables.answer, _OWN_ANSWER & (_answer.statement_id == bindparam("statement_id")))
    )
    .where(*_THIS_RESPONSE)
)
_TO_SAVE = (
    select(
        _round.closed_at,
        _response.assessment_id,
        _assessment.privacy,
        _answer.evidenced,
        _answer.statement_id,
        *(_answer[name] for name in _STORED),
    )
    .select_from(
        tables.response.outerjoin(
            tables.answer, _OWN_ANSWER & _answer.statement_id.in_(bindparam("statement_ids", expanding=True))
        )
        .join(
            tables.assessment,
            (_assessment.organisation_id == _response.organisation_id) & (_assessment.id == _response.assessment_id),
        )
        .join(
            tables.round_,
            (_round.organisation_id == _assessment.organisation_id) & (_round.id == _assessment.round_id),
        )
    )
    .where(*_THIS_RESPONSE)
    # The round first, as whoever removes responses does. Once they are gone, whoever waited for it finds none.
    .with_for_update(read=True, of=(tables.round_, tables.response))
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
_VERSIONS = select(_history.statement_id, *(_history[name] for name in _STORED)).where(
    _history.organisation_id == bindparam("organisation_id"),
    _history.response_id == bindparam("response_id"),
    _history.statement_id.in_(bindparam("statement_ids", expanding=True)),
)
# Who saves a version that is not the one after the stored version writes nothing, and is told so by what is returned.
_WRITE = for_each(
    tables.answer,
    lambda insert: insert.on_conflict_do_update(
        index_elements=_KEY,
        set_={name: insert.excluded[name] for name in (*_STORED, "evidenced")},
        where=_answer.version == insert.excluded.version - 1,
    ).returning(_answer.statement_id),
)
_RECORD = insert(tables.answer_history)
_FORGET = delete(tables.answer_history).where(
    *(_history[name] == bindparam(f"own_{name}") for name in _KEY), _history.version <= bindparam("up_to")
)
_LOCK_RESPONSE = select(_response.id).where(*_THIS_RESPONSE).with_for_update()
_REMOVE_RESPONSE = delete(tables.response).where(
    _response.organisation_id == bindparam("own_organisation_id"), _response.id == bindparam("own_response_id")
)
# The row that is inserted holds no number below zero, which the table would refuse before it looks for a stored row.
_COUNT = for_each(
    tables.tally,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["organisation_id", "assessment_id", "statement_id"],
        set_={name: _tally[name] + bindparam(f"more_{name}") for name in TALLIED},
    ),
)
_NOTHING_COUNTED = delete(tables.tally).where(
    _tally.organisation_id == bindparam("own_id"), _tally.assessment_id == bindparam("own_assessment")
)
_TO_COUNT = (
    select(_answer.statement_id, _answer.state, _answer.level, _answer.evidenced)
    .join_from(tables.response, tables.answer, _OWN_ANSWER)
    .where(
        _response.organisation_id == bindparam("organisation_id"), _response.assessment_id == bindparam("assessment_id")
    )
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


def contents_of(
    tx: Connection, organisation_id: str, response_id: str, versions: Mapping[str, int]
) -> dict[str, AnswerContent]:
    """What these versions of answers say, by statement id; versions that are not kept are left out."""
    key = {"organisation_id": organisation_id, "response_id": response_id, "statement_ids": list(versions)}
    found = (_answer_of(statement_id, stored) for statement_id, *stored in tx.execute(_VERSIONS, key))
    return {one.statement_id: one.content for one in found if one.version == versions[one.statement_id]}


def lock_open(tx: Connection, organisation_id: str, response_id: str, statement_ids: Collection[str]) -> OpenResponse:
    """What the response says to these statements now. Closed where the round is; NotFound.

    The round cannot be closed until the transaction ends.
    """
    key = {"organisation_id": organisation_id, "response_id": response_id, "statement_ids": list(statement_ids)}
    rows = tx.execute(_TO_SAVE, key).all()
    if not rows:
        raise NotFound("response", response_id)
    closed_at, assessment_id, privacy, *_answer_columns = rows[0]
    if closed_at is not None:
        raise Closed
    stored = {statement_id: Answer(statement_id) for statement_id in statement_ids}
    stored |= {
        statement_id: _answer_of(statement_id, columns) for _, _, _, _, statement_id, *columns in rows if statement_id
    }
    evidenced = frozenset(statement_id for _, _, _, is_evidenced, statement_id, *_ in rows if is_evidenced)
    return OpenResponse(response_id, assessment_id, privacy == Privacy.CONFIDENTIAL.value, stored, evidenced)


def save_set(
    tx: Connection,
    organisation_id: str,
    opened: OpenResponse,
    given: Mapping[str, AnswerToSave],
    *,
    writer: str,
    at: datetime,
) -> dict[str, Answer | Conflict]:
    """Save what is said now to statements that were opened, add it to the history and change the tally.

    It takes as many queries for forty statements as for one. Returned is each statement's answer as it is stored, or
    the Conflict for which it was not saved: the stored version is not the one that the writer had seen.
    """
    outcomes: dict[str, Answer | Conflict] = {}
    # In one order everywhere, so that two that save the same statements wait for each other and never in a ring.
    for statement_id, (content, _evidenced, expected_version) in sorted(given.items()):
        try:
            optimistic_lock.check(opened.stored[statement_id], expected_version)
        except Conflict as conflict:
            outcomes[statement_id] = conflict
        else:
            outcomes[statement_id] = Answer(statement_id, _cleaned(content), expected_version + 1, writer, at)
    new = {id_: answer for id_, answer in outcomes.items() if isinstance(answer, Answer)}
    rows = [_row(organisation_id, opened, answer, given[id_].evidenced) for id_, answer in new.items()]
    written = _write(tx, rows)
    if opened.is_confidential:
        _shorten_history(tx, [row for row in rows if row["statement_id"] in written])
    for quicker in new.keys() - written:
        outcomes[quicker] = Conflict(get(tx, organisation_id, opened.response_id, quicker))
    counted = [_tally_row(opened, row, new[id_]) for row in rows if (id_ := row["statement_id"]) in written]
    if changed := [row for row in counted if row is not None]:
        tx.execute(_COUNT[tx.dialect.name], changed)
    return outcomes


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
    """Save what is said now to one statement, add it to the history and change the tally.

    Conflict where the stored version is not ``expected_version``; Closed where the round is; NotFound. ``evidenced``
    says whether the evidence counts as such; the tally counts it for levels 3 and 4.
    """
    opened = lock_open(tx, organisation_id, response_id, [statement_id])
    to_save = {statement_id: AnswerToSave(content, evidenced, expected_version)}
    outcome = save_set(tx, organisation_id, opened, to_save, writer=writer, at=at)[statement_id]
    if isinstance(outcome, Conflict):
        raise outcome
    return outcome


def save_many(
    tx: Connection,
    organisation_id: str,
    response_id: str,
    contents: Mapping[str, tuple[AnswerContent, bool]],
    *,
    writer: str,
    at: datetime,
) -> None:
    """Save first answers, by statement id and each with its ``evidenced``.

    For loading fresh responses: Conflict where one of the statements has an answer already. Closed; NotFound.
    """
    opened = lock_open(tx, organisation_id, response_id, contents.keys())
    to_save = {id_: AnswerToSave(content, evidenced, 0) for id_, (content, evidenced) in contents.items()}
    for outcome in save_set(tx, organisation_id, opened, to_save, writer=writer, at=at).values():
        if isinstance(outcome, Conflict):
            raise outcome


def erase(tx: Connection, organisation_id: str, response_id: str) -> None:
    """Take a response away with its answers and what they were before, and its share out of the tally.

    The caller has locked its round. Who saves in it meanwhile is waited for, and finds no response afterwards. Closed
    where the round is; NotFound.
    """
    key = {"organisation_id": organisation_id, "response_id": response_id}
    tx.execute(_LOCK_RESPONSE, key)
    statement_ids = of_response(tx, organisation_id, response_id)
    opened = lock_open(tx, organisation_id, response_id, statement_ids)
    taken_out = [_taken_out_of_tally(organisation_id, opened, statement_id) for statement_id in statement_ids]
    if taken_out:
        tx.execute(_COUNT[tx.dialect.name], taken_out)
    tx.execute(_REMOVE_RESPONSE, {f"own_{name}": value for name, value in key.items()})


def tally(tx: Connection, organisation_id: str, assessment_id: str) -> dict[str, Counts]:
    """How the answers to each statement fall; statements that nobody came to are left out."""
    rows = tx.execute(_TALLY, {"organisation_id": organisation_id, "assessment_id": assessment_id})
    return {
        row.statement_id: Counts(
            (row.level_1, row.level_2, row.level_3, row.level_4), row.dont_know, row.not_applicable, row.evidenced
        )
        for row in rows
    }


def recount(tx: Connection, organisation_id: str, assessment_id: str) -> None:
    """Count the tally of the assessment anew, after responses were removed. The caller has locked its round."""
    tx.execute(_NOTHING_COUNTED, {"own_id": organisation_id, "own_assessment": assessment_id})
    key = {"organisation_id": organisation_id, "assessment_id": assessment_id}
    counted: dict[str, Counter[str]] = {}
    for statement_id, state, level, is_evidenced in tx.execute(_TO_COUNT, key):
        columns = _counted(AnswerContent(AnswerState(state), level), is_evidenced)
        counted.setdefault(statement_id, Counter()).update(columns)
    if counted:
        tx.execute(
            insert(tables.tally),
            [
                key | {"statement_id": statement_id} | {name: numbers[name] for name in TALLIED}
                for statement_id, numbers in counted.items()
            ],
        )


def history(tx: Connection, organisation_id: str, response_id: str, statement_id: str) -> list[Answer]:
    """The states that were saved, oldest first; the last is the current one. Of confidential answers the last few."""
    key = {"organisation_id": organisation_id, "response_id": response_id, "statement_id": statement_id}
    return [_answer_of(statement_id, row) for row in tx.execute(_HISTORY, key)]


def _write(tx: Connection, rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """Write current states and add them to the history; the statements for which nobody else was quicker."""
    if not rows:
        return set()
    written = set(tx.execute(_WRITE[tx.dialect.name], rows).scalars())
    if recorded := [row for row in rows if row["statement_id"] in written]:
        tx.execute(_RECORD, recorded)
    return written


def _shorten_history(tx: Connection, written: Sequence[Mapping[str, Any]]) -> None:
    """Forget what was said longest ago, so that nobody fills the disk by changing their mind."""
    if long := [row for row in written if row["version"] > VERSIONS_KEPT]:
        tx.execute(
            _FORGET,
            [{f"own_{name}": row[name] for name in _KEY} | {"up_to": row["version"] - VERSIONS_KEPT} for row in long],
        )


def _counted(content: AnswerContent, evidenced: bool) -> tuple[str, ...]:
    """The columns of the tally in which the answer counts."""
    if content.state is AnswerState.LEVEL and content.level is not None:
        column = f"level_{content.level}"
        return (column, "evidenced") if evidenced and content.level in HIGH_LEVELS else (column,)
    return () if content.state is AnswerState.UNANSWERED else (content.state.value,)


def _tally_row(opened: OpenResponse, row: Mapping[str, Any], saved: Answer) -> dict[str, Any] | None:
    """How a saved answer changes the tally, within the database so that nobody else's change is lost; None if not."""
    before = _counted(opened.stored[saved.statement_id].content, saved.statement_id in opened.evidenced)
    after = _counted(saved.content, row["evidenced"])
    if before == after and saved.version > 1:
        return None
    key = {"organisation_id": row["organisation_id"], "assessment_id": opened.assessment_id}
    first = {name: int(name in after) for name in TALLIED}
    more = {f"more_{name}": (name in after) - (name in before) for name in TALLIED}
    return {**key, "statement_id": saved.statement_id, **first, **more}


def _taken_out_of_tally(organisation_id: str, opened: OpenResponse, statement_id: str) -> dict[str, Any]:
    """How the tally changes where an answer goes."""
    counted = _counted(opened.stored[statement_id].content, statement_id in opened.evidenced)
    key = {"organisation_id": organisation_id, "assessment_id": opened.assessment_id, "statement_id": statement_id}
    return key | dict.fromkeys(TALLIED, 0) | {f"more_{name}": -(name in counted) for name in TALLIED}


def _cleaned(content: AnswerContent) -> AnswerContent:
    return replace(
        content,
        reason=clean(content.reason),
        note=clean(content.note),
        evidence=clean(content.evidence),
        act=clean(content.act),
    )


def _row(organisation_id: str, opened: OpenResponse, answer: Answer, evidenced: bool) -> dict[str, Any]:
    content = answer.content
    return {
        "organisation_id": organisation_id,
        "response_id": opened.response_id,
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
