"""Saving what somebody submits at once, a page or one answer: read, checked against what is stored, and written as a
set, whatever the number of its answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from journey.model import Answer, AnswerContent
from journey.model.refusals import Refusal
from journey.rules.scoring import is_evidenced
from journey.service.answering import second_votes
from journey.service.answering.saving import check, tidy
from journey.service.answering.second_votes import SecondVoteMeanwhile
from journey.service.answering.sessions import AssessmentPart, is_answered
from journey.service.refused import AnswersLocked, Refused
from journey.store import Conflict, Connection, answers, clean, questions
from journey.store.answers import AnswerToSave, OpenResponse
from journey.store.questions import PutToTheRoom
from journey.wording import days

NOTHING_PUT = PutToTheRoom(frozenset(), {})


@dataclass(frozen=True, slots=True)
class SubmittedAnswer:
    """What a respondent gives to one statement of a questionnaire; ``version`` is that of the answer they had seen.

    ``question`` is the number of the second vote that the form was made for, 0 where it was made for none.
    ``typed_day`` is the day on which leaders did something as it was typed; it may be no day.
    """

    questionnaire_id: str
    statement_id: str
    content: AnswerContent
    version: int
    question: int = 0
    typed_day: str = ""


SaveOutcome = Answer | Conflict | Refused
"""What became of one answer that was given: as it is stored now, or why it was not saved."""


def save_submitted(
    tx: Connection,
    part: AssessmentPart,
    submitted: Sequence[SubmittedAnswer],
    *,
    is_in_room: bool,
    writer: str,
    at: datetime,
) -> dict[str, SaveOutcome]:
    """Save answers to statements that the part asks, each given once; what became of each, by statement id.

    One that cannot be saved does not keep the others from it. What is stored already is not saved again. Where a
    window only shows what another has replaced since, the other's stays. ``is_in_room``: the room may have been shown
    the answers to some statements, which stay as they are (AnswersLocked), or be asked for them again: then only what
    was made for the second vote counts. Raises Closed, NotFound.
    """
    organisation_id, assessment_id = part.assessment.organisation_id, part.assessment.id
    put = questions.put_to_the_room(tx, organisation_id, assessment_id) if is_in_room else NOTHING_PUT
    again = put.second_votes
    opened = answers.lock_open(tx, organisation_id, part.response.id, [one.statement_id for one in submitted])
    given: dict[str, AnswerToSave] = {}
    outcomes: dict[str, SaveOutcome] = {}
    for one in submitted:
        id_, content = one.statement_id, tidy(one.content)
        try:
            if id_ in again and one.question != again[id_].number:
                raise SecondVoteMeanwhile(opened.stored[id_], again[id_].number)
            check(content)
            _check_day(one, at.date())
        except Refused as refusal:
            outcomes[id_] = refusal
        else:
            given[id_] = AnswerToSave(
                content, is_evidenced(content, part.asked.statements[id_], at.date()), one.version
            )
    outcomes |= _save(tx, part, opened, given, locked=put.locked, writer=writer, at=at)
    for id_ in again.keys() & given.keys():
        outcome = outcomes[id_]
        if isinstance(outcome, Answer) and is_answered(outcome):
            second_votes.note_sent_again(tx, again[id_], writer, at=at)
    return outcomes


def _check_day(one: SubmittedAnswer, today: date) -> None:
    """Check that what was typed as a day is one. Raises Refused."""
    if one.content.act_on == days.NO_DAY:
        why = days.not_a_day(clean(one.typed_day), days.example_gone_by(today))
        raise Refused(Refusal.ANSWER_DAY_UNREADABLE, why=why)


def _save(
    tx: Connection,
    part: AssessmentPart,
    opened: OpenResponse,
    given: Mapping[str, AnswerToSave],
    *,
    locked: frozenset[str],
    writer: str,
    at: datetime,
) -> dict[str, SaveOutcome]:
    organisation_id = part.assessment.organisation_id
    kept = _stay_as_they_are(tx, part, opened.stored, given)
    shut = {id_: AnswersLocked() for id_ in given.keys() & locked - kept.keys()}
    to_save = {id_: one for id_, one in given.items() if id_ not in kept and id_ not in shut}
    saved = answers.save_set(tx, organisation_id, opened, to_save, writer=writer, at=at)
    return {**kept, **shut, **{id_: _told(outcome, given[id_]) for id_, outcome in saved.items()}}


def _stay_as_they_are(
    tx: Connection, part: AssessmentPart, stored: Mapping[str, Answer], given: Mapping[str, AnswerToSave]
) -> dict[str, Answer]:
    """The stored answers that say what is given, or that have replaced what the window still shows."""
    kept = {id_: stored[id_] for id_, one in given.items() if one.content == stored[id_].content}
    older = {id_: one for id_, one in given.items() if id_ not in kept and one.expected_version < stored[id_].version}
    kept |= {
        id_: stored[id_] for id_, one in older.items() if not one.expected_version and one.content == AnswerContent()
    }
    versions = {id_: one.expected_version for id_, one in older.items() if one.expected_version}
    if versions:
        seen = answers.contents_of(tx, part.assessment.organisation_id, part.response.id, versions)
        kept |= {id_: stored[id_] for id_ in versions if given[id_].content == seen.get(id_)}
    return kept


def _told(outcome: Answer | Conflict, given: AnswerToSave) -> SaveOutcome:
    """What is said of an answer; where somebody else was quicker to save the same, that it is saved."""
    if isinstance(outcome, Conflict) and isinstance(outcome.stored, Answer) and outcome.stored.content == given.content:
        return outcome.stored
    return outcome
