"""What findings read of all answers to an assessment: levels, texts, turnout, and what changed since a closing."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, select, update

from journey.model import AnswerState, Turnout
from journey.store import tables
from journey.store.tables import TALLIED


class LevelRow(NamedTuple):
    """One stored answer as statistics want it."""

    response_id: str
    role: str | None
    statement_id: str
    state: AnswerState
    level: int | None


class WrittenRow(NamedTuple):
    """What one respondent wrote beside one answer; at least one of the texts is not empty."""

    response_id: str
    statement_id: str
    note: str
    evidence: str
    act: str
    reason: str


class AssessmentProgress(NamedTuple):
    """How far the answering of an assessment is: its responses, and the answers of any kind in all of them together."""

    turnout: Turnout
    answered: int


_assessment, _response = tables.assessment.c, tables.response.c
_answer, _tally, _ballot = tables.answer.c, tables.tally.c, tables.paper_ballot.c

_THIS_ASSESSMENT = (
    _response.organisation_id == bindparam("organisation_id"),
    _response.assessment_id == bindparam("assessment_id"),
)
_ON_PAPER = (_ballot.organisation_id == _response.organisation_id) & (_ballot.response_id == _response.id)
_TURNOUT = (
    select(func.count(), func.count(_response.finished_at), func.count(_ballot.response_id))
    .join_from(tables.response, tables.paper_ballot, _ON_PAPER, isouter=True)
    .where(*_THIS_ASSESSMENT)
)
_OF_THIS_RESPONSE = (_answer.organisation_id == _response.organisation_id) & (_answer.response_id == _response.id)
# Outer joins here and below, because SQLite begins an inner one with every answer of the organisation. They give a row
# without an answer for a response that has none.
_LEVELS = (
    select(_response.id, _response.role, _answer.statement_id, _answer.state, _answer.level)
    .join_from(tables.response, tables.answer, _OF_THIS_RESPONSE, isouter=True)
    .where(*_THIS_ASSESSMENT)
    .order_by(_response.sequence, _answer.statement_id)
)
_WRITTEN = (
    select(_response.id, _answer.statement_id, _answer.note, _answer.evidence, _answer.act, _answer.reason)
    .join_from(
        tables.response,
        tables.answer,
        _OF_THIS_RESPONSE
        & ((_answer.note != "") | (_answer.evidence != "") | (_answer.act != "") | (_answer.reason != "")),
        isouter=True,
    )
    .where(*_THIS_ASSESSMENT)
    .order_by(_response.sequence, _answer.statement_id)
)
_SAVES = (
    select(func.coalesce(func.sum(_answer.version), 0))
    .where(_answer.organisation_id == _response.organisation_id, _answer.response_id == _response.id)
    .correlate(tables.response)
    .scalar_subquery()
)
_MARK_FROZEN = (
    update(tables.response)
    .where(_response.organisation_id == bindparam("own_id"), _response.assessment_id == bindparam("own_assessment"))
    .values(saves_frozen=_SAVES)
)
_CHANGED = (
    select(_response.role, func.count())
    .where(*_THIS_ASSESSMENT, func.coalesce(_response.saves_frozen, 0) != _SAVES)
    .group_by(_response.role)
)
_BALLOTS_CHANGED = (
    select(func.count())
    .join_from(tables.response, tables.paper_ballot, _ON_PAPER)
    .where(*_THIS_ASSESSMENT, func.coalesce(_response.saves_frozen, 0) != _SAVES)
)
_TURNOUT_IN_ROUND = (
    select(_assessment.id, func.count(_response.id), func.count(_response.finished_at))
    .select_from(
        tables.assessment.outerjoin(
            tables.response,
            (_response.organisation_id == _assessment.organisation_id) & (_response.assessment_id == _assessment.id),
        )
    )
    .where(_assessment.organisation_id == bindparam("organisation_id"), _assessment.round_id == bindparam("round_id"))
    .group_by(_assessment.id)
)
_ANSWERED_IN_ROUND = (
    select(
        _assessment.id,
        func.coalesce(func.sum(sum((_tally[name] for name in TALLIED[1:-1]), _tally[TALLIED[0]])), 0),
    )
    .select_from(
        tables.assessment.outerjoin(
            tables.tally,
            (_tally.organisation_id == _assessment.organisation_id) & (_tally.assessment_id == _assessment.id),
        )
    )
    .where(_assessment.organisation_id == bindparam("organisation_id"), _assessment.round_id == bindparam("round_id"))
    .group_by(_assessment.id)
)


def turnout(tx: Connection, organisation_id: str, assessment_id: str) -> Turnout:
    """How many responses to the assessment are begun, finished, and on paper ballots."""
    values = {"organisation_id": organisation_id, "assessment_id": assessment_id}
    return Turnout(*tx.execute(_TURNOUT, values).one())


def written(tx: Connection, organisation_id: str, assessment_id: str) -> list[WrittenRow]:
    """Everything that was written beside the answers of the assessment."""
    rows = tx.execute(_WRITTEN, {"organisation_id": organisation_id, "assessment_id": assessment_id})
    return [WrittenRow(*row) for row in rows if row.statement_id is not None]


def progress(tx: Connection, organisation_id: str, round_id: str) -> dict[str, AssessmentProgress]:
    """How far each assessment of the round is, by assessment id."""
    values = {"organisation_id": organisation_id, "round_id": round_id}
    answered = {assessment_id: int(number) for assessment_id, number in tx.execute(_ANSWERED_IN_ROUND, values)}
    return {
        assessment_id: AssessmentProgress(Turnout(begun, finished), answered[assessment_id])
        for assessment_id, begun, finished in tx.execute(_TURNOUT_IN_ROUND, values)
    }


def mark_frozen(tx: Connection, organisation_id: str, assessment_id: str) -> None:
    """Remember how often each response was saved, now that findings over them are frozen."""
    tx.execute(_MARK_FROZEN, {"own_id": organisation_id, "own_assessment": assessment_id})


def changed_since_frozen(tx: Connection, organisation_id: str, assessment_id: str) -> dict[str | None, int]:
    """How many responses of each role are new or changed since ``mark_frozen``; roles without any are left out.

    All with an answer where it was never called.
    """
    values = {"organisation_id": organisation_id, "assessment_id": assessment_id}
    return {role: number for role, number in tx.execute(_CHANGED, values)}


def ballots_changed_since_frozen(tx: Connection, organisation_id: str, assessment_id: str) -> int:
    """How many of those that ``changed_since_frozen`` counts are paper ballots."""
    values = {"organisation_id": organisation_id, "assessment_id": assessment_id}
    return tx.execute(_BALLOTS_CHANGED, values).scalar_one()


def levels(tx: Connection, organisation_id: str, assessment_id: str) -> list[LevelRow]:
    """All stored answers of the assessment, by response in the order begun and by statement id."""
    rows = tx.execute(_LEVELS, {"organisation_id": organisation_id, "assessment_id": assessment_id})
    return [
        LevelRow(response_id, role, statement_id, AnswerState(state), level)
        for response_id, role, statement_id, state, level in rows
        if statement_id is not None
    ]
