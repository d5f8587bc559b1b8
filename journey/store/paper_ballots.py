"""Paper ballots: responses that nobody holds a token to, whose answers are typed in as counts.

Counts say how many chose what, not which ballot did. They are laid on the ballots in order of level, statement by
statement, and those without a level where the mean is: of all arrangements the one in which ballots differ most, so
that no change between rounds is claimed that another arrangement would not bear. Where ballots have gaps it is nearly
that one (``tests/service/compare/test_paper_ballots.py`` says how nearly).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from journey.model import AnswerContent, AnswerState, Counts
from journey.store import answers, assessments
from journey.store.tables import paper_ballot

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

    Where one is added, the others are laid out anew, with the same counts. The caller holds the assessment and has
    looked whether the statement may still be answered. Closed where the round is; NotFound.
    """
    said = counts(tx, organisation_id, assessment_id)
    known = len(ballots(tx, organisation_id, assessment_id))
    held = _at_least(tx, organisation_id, assessment_id, sum(wanted.values()))
    tally = answers.tally(tx, organisation_id, assessment_id)
    for id_ in said.keys() | {statement_id} if len(held) > known else {statement_id}:
        now = wanted if id_ == statement_id else said[id_]
        levels = _of_everybody(tally.get(id_, Counts()), said.get(id_, {}), now)
        for response_id, content in zip(held, _laid(now, len(held), levels), strict=True):
            stored = answers.get(tx, organisation_id, response_id, id_)
            if stored.content != content:
                answers.save(
                    tx,
                    organisation_id,
                    response_id,
                    id_,
                    content,
                    evidenced=False,
                    expected_version=stored.version,
                    writer=writer,
                    at=at,
                )


def _of_everybody(tally: Counts, before: Mapping[str, int], now: Mapping[str, int]) -> list[int]:
    """How many gave each level, once the ballots say something else than before."""
    return [
        number + now.get(str(level), 0) - before.get(str(level), 0)
        for level, number in enumerate(tally.levels, start=1)
    ]


def _laid(wanted: Mapping[str, int], number: int, levels: Sequence[int]) -> list[AnswerContent]:
    """What each of so many ballots says: below the mean of everybody's levels, without a level, and above."""
    total, people = sum(level * chosen for level, chosen in enumerate(levels, start=1)), sum(levels)
    low = [key for key in "1234" for _ in range(wanted.get(key, 0)) if int(key) * people < total]
    high = [key for key in "1234" for _ in range(wanted.get(key, 0)) if int(key) * people >= total]
    neither = [key for key in CONTENTS if key not in "1234" for _ in range(wanted.get(key, 0))]
    blank = [AnswerContent()] * (number - sum(wanted.values()))
    return [*(CONTENTS[key] for key in low), *blank, *(CONTENTS[key] for key in (*neither, *high))]


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
