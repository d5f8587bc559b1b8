"""Paper ballots: responses that nobody holds a token to, numbered within their assessment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from journey.model import AnswerContent
from journey.store import answers, assessments
from journey.store.tables import paper_ballot

_ballot = paper_ballot.c
_BALLOTS = (
    select(_ballot.response_id)
    .where(_ballot.organisation_id == bindparam("organisation_id"), _ballot.assessment_id == bindparam("assessment_id"))
    .order_by(_ballot.number)
)


def ballots(tx: Connection, organisation_id: str, assessment_id: str) -> list[str]:
    """The response ids of the assessment's paper ballots, in the order of their numbers."""
    key = {"organisation_id": organisation_id, "assessment_id": assessment_id}
    return list(tx.execute(_BALLOTS, key).scalars())


def contents(tx: Connection, organisation_id: str, assessment_id: str) -> dict[str, list[AnswerContent]]:
    """What the paper ballots say, by statement id; statements to which none says anything are absent."""
    by_statement: dict[str, list[AnswerContent]] = {}
    for response_id in ballots(tx, organisation_id, assessment_id):
        for statement_id, answer in answers.of_response(tx, organisation_id, response_id).items():
            by_statement.setdefault(statement_id, []).append(answer.content)
    return by_statement


def save(
    tx: Connection,
    organisation_id: str,
    assessment_id: str,
    statement_id: str,
    wanted: Sequence[AnswerContent],
    *,
    writer: str,
    at: datetime,
) -> None:
    """Writes what each paper ballot says about the statement, in the order of their numbers; adds ballots as needed.

    The caller has locked the assessment and made sure that the statement may still be answered. Closed where the round
    is; NotFound.
    """
    response_ids = _ballots_up_to(tx, organisation_id, assessment_id, len(wanted))
    for response_id, content in zip(response_ids, wanted, strict=True):
        stored = answers.get(tx, organisation_id, response_id, statement_id)
        if stored.content != content:
            answers.save(
                tx,
                organisation_id,
                response_id,
                statement_id,
                content,
                evidenced=False,
                expected_version=stored.version,
                writer=writer,
                at=at,
            )


def _ballots_up_to(tx: Connection, organisation_id: str, assessment_id: str, number: int) -> list[str]:
    """The response ids of all ballots, after adding what is missing to so many."""
    response_ids = ballots(tx, organisation_id, assessment_id)
    for missing in range(len(response_ids) + 1, number + 1):
        response = assessments.add_response(tx, organisation_id, assessment_id)
        key = {"organisation_id": organisation_id, "assessment_id": assessment_id}
        tx.execute(insert(paper_ballot), key | {"number": missing, "response_id": response.id})
        response_ids.append(response.id)
    return response_ids
