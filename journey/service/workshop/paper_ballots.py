"""Paper ballots of a workshop: counts that the facilitator types in become answers like any others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from journey.model import LEVELS, AnswerContent, AnswerState, Counts, Question, QuestionKind, Workshop
from journey.model.refusals import Refusal
from journey.rules.paper_ballots import KEYS, LEVEL_KEYS, ballot_contents, counted, levels_of_everybody
from journey.service.assessments import confidential_of
from journey.service.context import Product
from journey.service.refused import AnswersLocked, Refused
from journey.service.workshop.control import change_seen
from journey.store import Connection, answers, assessments, questions, rounds
from journey.store import paper_ballots as stored_ballots
from journey.wording import terms
from journey.wording.room_questions import UNSURE, options

MOST_PAPER = 500
"""The most paper answers to one question."""


def type_in(product: Product, seen: Workshop, number: int, counts: Mapping[str, int], *, writer: str) -> Workshop:
    """Save the counts of cards or raised hands for a question, in place of those typed in before.

    They count with the other answers. Counts that another facilitator typed in since are not overwritten.

    Raises StaleWorkshop, Refused, AnswersLocked, Closed, NotFound, Unavailable.
    """
    if any(count < 0 for count in counts.values()) or sum(counts.values()) > MOST_PAPER:
        raise Refused(Refusal.PAPER_COUNT_OUT_OF_RANGE, limit=MOST_PAPER)

    def typed(tx: Connection, locked: Workshop) -> Workshop:
        question = questions.get(tx, locked.organisation_id, locked.id, number)
        if question.result is not None:
            raise AnswersLocked
        if set(counts) - _may_be_counted(question):
            raise Refused(Refusal.PAPER_CHOICE_UNKNOWN)
        rounds.lock_open_for_share(tx, locked.organisation_id, locked.round_id)
        if question.kind is QuestionKind.STATEMENT:
            assessment = assessments.lock_for_update(tx, locked.organisation_id, question.assessment_id or "")
            at = product.clock()
            save(tx, locked.organisation_id, assessment.id, question.subject, counts, writer=writer, at=at)
        else:
            questions.set_paper(tx, locked.organisation_id, locked.id, number, counts)
        return locked

    return change_seen(product, seen, typed)


def on_paper(product: Product, workshop: Workshop) -> dict[str, dict[str, dict[str, int]]]:
    """What was typed in about statements: assessment id → statement id → key → count.

    For the facilitator who types them: these are counts that they have read from cards themselves.
    """
    with product.store.read() as tx:
        return {
            assessment.id: counts_of_assessment(tx, workshop.organisation_id, assessment.id)
            for assessment in confidential_of(tx, workshop)
        }


def counts_of_assessment(tx: Connection, organisation_id: str, assessment_id: str) -> dict[str, dict[str, int]]:
    """What the paper ballots say, by statement id and key; statements without any answer on paper are absent."""
    contents = stored_ballots.contents(tx, organisation_id, assessment_id)
    by_statement = {statement_id: counted(ballots) for statement_id, ballots in contents.items()}
    return {statement_id: counts for statement_id, counts in by_statement.items() if counts}


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
    """Spread the wanted counts of a statement over the paper ballots, in place of its counts so far.

    Ballots are added as needed; then the other statements are spread anew, with the same counts. The caller has locked
    the assessment and checked that the statement may still be answered. Closed where the round is; NotFound.
    """
    before = counts_of_assessment(tx, organisation_id, assessment_id)
    known = len(stored_ballots.ballots(tx, organisation_id, assessment_id))
    number = max(known, sum(wanted.values()))
    tally = answers.tally(tx, organisation_id, assessment_id)
    for id_ in before.keys() | {statement_id} if number > known else {statement_id}:
        counts = wanted if id_ == statement_id else before[id_]
        levels = levels_of_everybody(tally.get(id_, Counts()), before.get(id_, {}), counts)
        ballots = [_content(key) for key in ballot_contents(counts, number, levels)]
        stored_ballots.save(tx, organisation_id, assessment_id, id_, ballots, writer=writer, at=at)


def _may_be_counted(question: Question) -> set[str]:
    """The keys under which cards of a question may be counted."""
    if question.kind is QuestionKind.STATEMENT:
        return set(KEYS)
    if question.kind is QuestionKind.VIGNETTE:
        return {*map(str, LEVELS), UNSURE.key}
    return {option.key for option in options(question.kind, statement=None, offered=question.options)}


def _content(key: str | None) -> AnswerContent:
    """The answer of a ballot that is counted under this key; unanswered for None."""
    if key is None:
        return AnswerContent()
    if key in LEVEL_KEYS:
        return AnswerContent(AnswerState.LEVEL, int(key))
    state = AnswerState(key)
    return AnswerContent(state, reason=terms.SAID_ON_PAPER if state is AnswerState.NOT_APPLICABLE else "")
