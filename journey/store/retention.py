"""What is taken away of confidential answers once nothing needs it: earlier versions, the time of the day, and by what
a device was known to have given them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, Update, bindparam, delete, func, literal, select, update

from journey.model import Privacy
from journey.store import tables

_response, _assessment = tables.response.c, tables.assessment.c

_CONFIDENTIAL = (
    select(_response.id)
    .join_from(
        tables.response,
        tables.assessment,
        (_assessment.organisation_id == _response.organisation_id) & (_assessment.id == _response.assessment_id),
    )
    .where(
        _response.organisation_id == bindparam("own_id"),
        _assessment.round_id == bindparam("own_round"),
        _assessment.privacy == Privacy.CONFIDENTIAL.value,
    )
)
_HISTORY = delete(tables.answer_history).where(
    tables.answer_history.c.organisation_id == bindparam("own_id"),
    tables.answer_history.c.response_id.in_(_CONFIDENTIAL),
)
_invitation, _respondent = tables.invitation.c, tables.respondent.c
_TOKENS = (
    update(tables.respondent)
    .where(
        _respondent.organisation_id == bindparam("own_id"),
        _respondent.invitation_id.in_(
            select(_invitation.id).where(
                _invitation.organisation_id == bindparam("own_id"), _invitation.round_id == bindparam("own_round")
            )
        ),
    )
    # No token has a hash that begins like this: it is told apart from those of others, and from nothing else.
    .values(token_hash=literal("forgotten ").concat(_respondent.id), page_hash=None)
)


def _day(dialect: str, moment: ColumnElement[object]) -> ColumnElement[object]:
    """The beginning of a moment's day, in UTC."""
    if dialect == "sqlite":
        return func.strftime("%Y-%m-%d 00:00:00.000000", moment)
    return func.date_trunc("day", moment, "UTC")


def _cut(dialect: str) -> tuple[Update, Update]:
    answered, finished = tables.answer.c.saved_at, _response.finished_at
    return (
        update(tables.answer)
        .where(tables.answer.c.organisation_id == bindparam("own_id"), tables.answer.c.response_id.in_(_CONFIDENTIAL))
        .values(saved_at=_day(dialect, answered)),
        update(tables.response)
        .where(
            _response.organisation_id == bindparam("own_id"),
            _response.id.in_(_CONFIDENTIAL),
            finished.is_not(None),
        )
        .values(finished_at=_day(dialect, finished)),
    )


_CUT: Mapping[str, tuple[Update, Update]] = {dialect: _cut(dialect) for dialect in ("sqlite", "postgresql")}


def shorten(tx: Connection, organisation_id: str, round_id: str) -> None:
    """Forget of a round's confidential answers what they were before, at what time of the day each was given, and the
    tokens by which devices found them again.

    What was said last stays, with its version: what changes later is told from it.
    """
    own = {"own_id": organisation_id, "own_round": round_id}
    tx.execute(_HISTORY, own)
    tx.execute(_TOKENS, own)
    for cut in _CUT[tx.dialect.name]:
        tx.execute(cut, own)
