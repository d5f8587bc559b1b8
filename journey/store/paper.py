"""Paper ballots: responses that nobody holds a token to, whose answers are typed in as counts.

Counts say how many chose what, not which ballot did. They are laid on the ballots in order of level, statement by
statement: of all arrangements the one in which ballots differ most, so that no change is claimed that another
arrangement would not bear.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from journey.model import AnswerContent, AnswerState
from journey.store import answers, assessments
from journey.store.workshop_tables import paper_ballot

_ballot = paper_ballot.c
_BALLOTS = (
    select(_ballot.response_id)
    .where(_ballot.organisation_id == bindparam("organisation_id"), _ballot.assessment_id == bindparam("assessment_id"))
    .order_by(_ballot.number)
)

CONTENTS: Mapping[str, AnswerContent] = {
    "1": AnswerContent(AnswerState.LEVEL, 1),
    "2": AnswerContent(AnswerState.LEVEL, 2),
    "3": AnswerContent(AnswerState.LEVEL, 3),
    "4": AnswerContent(AnswerState.LEVEL, 4),
    "dont_know": AnswerContent(AnswerState.DONT_KNOW),
    "not_applicable": AnswerContent(AnswerState.NOT_APPLICABLE, reason="said on paper"),
}
"""What a ballot may say about a statement, by the key under which it is counted."""


def ballots(tx: Connection, organisation_id: str, assessment_id: str) -> list[str]:
    """The response ids of the assessment's paper ballots, in the order of their numbers."""
    key = {"organisation_id": organisation_id, "assessment_id": assessment_id}
    return list(tx.execute(_BALLOTS, key).scalars())


def counts(tx: Connection, organisation_id: str, assessment_id: str) -> dict[str, dict[str, int]]:
    """What the paper ballots say, by statement id and key; statements without any are absent."""
    found: dict[str, dict[str, int]] = {}
    for response_id in ballots(tx, organisation_id, assessment_id):
        for statement_id, answer in answers.of_response(tx, organisation_id, response_id).items():
            key = _key_of(answer.content)
            if key is not None:
                own = found.setdefault(statement_id, {})
                own[key] = own.get(key, 0) + 1
    return found


def save(
    tx: Connection,
    organisation_id: str,
    assessment_id: str,
    statement_id: str,
    wanted: Mapping[str, int],
    *,
    writer: str,
    at: datetime,
) -> None:
    """Let the paper ballots say this about the statement, in place of what they said; ballots are added as needed.

    The caller holds the assessment and has looked whether the statement may still be answered. Closed where the round
    is; NotFound.
    """
    laid = [CONTENTS[key] for key in CONTENTS for _ in range(wanted.get(key, 0))]
    held = _at_least(tx, organisation_id, assessment_id, len(laid))
    for position, response_id in enumerate(held):
        content = laid[position] if position < len(laid) else AnswerContent()
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


def _at_least(tx: Connection, organisation_id: str, assessment_id: str, number: int) -> list[str]:
    held = ballots(tx, organisation_id, assessment_id)
    for missing in range(len(held) + 1, number + 1):
        response = assessments.add_response(tx, organisation_id, assessment_id)
        key = {"organisation_id": organisation_id, "assessment_id": assessment_id}
        tx.execute(insert(paper_ballot), key | {"number": missing, "response_id": response.id})
        held.append(response.id)
    return held


def _key_of(content: AnswerContent) -> str | None:
    if content.state is AnswerState.UNANSWERED:
        return None
    return str(content.level) if content.state is AnswerState.LEVEL else content.state.value
