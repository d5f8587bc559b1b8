"""Paper ballots of a workshop: counts that the facilitator types in become answers like any others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from journey.model import AnswerContent, AnswerState, Counts
from journey.rules.paper_ballots import LEVEL_KEYS, ballot_contents, counted, levels_of_everybody
from journey.store import Connection, answers
from journey.store import paper_ballots as stored_ballots
from journey.wording import terms


def counts(tx: Connection, organisation_id: str, assessment_id: str) -> dict[str, dict[str, int]]:
    """What the paper ballots say, by statement id and key; statements without any answer on paper are absent."""
    contents = stored_ballots.contents(tx, organisation_id, assessment_id)
    by_statement = {statement_id: counted(ballots) for statement_id, ballots in contents.items()}
    return {statement_id: said for statement_id, said in by_statement.items() if said}


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
    """Lets the paper ballots say this about the statement, in place of what they said; ballots are added as needed.

    Where one is added, the others are laid out anew, with the same counts. The caller holds the assessment and has
    looked whether the statement may still be answered. Closed where the round is; NotFound.
    """
    before = counts(tx, organisation_id, assessment_id)
    known = len(stored_ballots.ballots(tx, organisation_id, assessment_id))
    number = max(known, sum(wanted.values()))
    tally = answers.tally(tx, organisation_id, assessment_id)
    for id_ in before.keys() | {statement_id} if number > known else {statement_id}:
        now = wanted if id_ == statement_id else before[id_]
        levels = levels_of_everybody(tally.get(id_, Counts()), before.get(id_, {}), now)
        ballots = [_content(key) for key in ballot_contents(now, number, levels)]
        stored_ballots.save(tx, organisation_id, assessment_id, id_, ballots, writer=writer, at=at)


def _content(key: str | None) -> AnswerContent:
    """The answer that a ballot gives which is counted under this key; none for None."""
    if key is None:
        return AnswerContent()
    if key in LEVEL_KEYS:
        return AnswerContent(AnswerState.LEVEL, int(key))
    state = AnswerState(key)
    return AnswerContent(state, reason=terms.SAID_ON_PAPER if state is AnswerState.NOT_APPLICABLE else "")
