"""Accepting levels in the room: the agenda that the votes suggest, and what the room agrees, recorded as it meets.

Who agreed is the workshop, by title and date, where nobody says otherwise. ``agreed_levels`` has the rules of a record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from journey.model import (
    Agenda,
    AgreedContent,
    AgreedLevel,
    Assessment,
    Question,
    QuestionKind,
    StatementRef,
    Workshop,
)
from journey.model.refusals import Refusal
from journey.rules.agenda import RevealedStatement, route
from journey.rules.agreement import is_ready, proposed_level
from journey.service.assessments import asked_of, confidential_of
from journey.service.context import Product
from journey.service.refused import Refused
from journey.service.workshop import agreed_levels
from journey.service.workshop.recording import write_in
from journey.service.workshop.room_items import Item
from journey.store import Connection, NotFound, agreed, questions
from journey.wording.few_answers import rested_on
from journey.wording.formatting import day
from journey.wording.reveal import counts

AFTER_THE_VOTE = "Accepted after the vote, before talk."
"""The reason that is recorded; where the vote rested on few answers, it says so as well."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A statement to be accepted at the level that its vote proposes.

    ``seen`` is the version of the agreed level as seen; 0 for none.
    """

    assessment_id: str
    statement_id: str
    seen: int = 0


def default_agreed_by(workshop: Workshop) -> str:
    """Who agreed, where nobody says otherwise: the workshop, by title and date."""
    date_ = f", {day(workshop.plan.held_on)}"
    return workshop.plan.title[: agreed_levels.WHO_LIMIT - len(date_)] + date_


def agenda_for(items: Sequence[Item], *, joined: int, minutes_left: int) -> Agenda:
    """What to accept together, what to talk about, and what does not fit, of the revealed statements among the items.

    ``joined`` is how many devices are in the room: a device that gave no answer gave no level either.
    """
    revealed = [
        RevealedStatement(
            item.statement.id, item.statement.weight, counts(item.question.result), max(joined, item.answered)
        )
        for item in items
        if item.question.kind is QuestionKind.STATEMENT
        and item.statement is not None
        and item.question.result is not None
    ]
    return route(revealed, minutes_left=minutes_left)


def levels(product: Product, workshop: Workshop) -> dict[StatementRef, AgreedLevel]:
    """What was agreed so far, by statement; a record that was taken back is there without a level."""
    with product.store.read() as tx:
        return {
            StatementRef(assessment.id, statement_id): level
            for assessment in confidential_of(tx, workshop)
            for statement_id, level in agreed.of_assessment(tx, assessment.organisation_id, assessment.id).items()
        }


def accept(
    product: Product, workshop: Workshop, chosen: Sequence[Acceptance], *, writer: str, agreed_by: str = ""
) -> list[AgreedLevel]:
    """Record for each of the statements the level that its vote proposes, as revealed. All or none.

    Raises Refused (not revealed, or not ready to be accepted with others), Conflict (one of them was recorded since;
    ``stored`` is that one), NotFound, Unavailable.
    """
    if not chosen:
        raise Refused(Refusal.NO_STATEMENT_CHOSEN)

    def write(tx: Connection, locked: Workshop) -> list[AgreedLevel]:
        asked = questions.of_workshop(tx, locked.organisation_id, locked.id)
        who = agreed_by if agreed_by.strip() else default_agreed_by(locked)
        return [
            agreed_levels.record_in(
                tx,
                product,
                _assessment(tx, locked, acceptance.assessment_id),
                acceptance.statement_id,
                replace(_content_of_the_vote(asked, acceptance), agreed_by=who),
                expected_version=acceptance.seen,
                writer=writer,
            )
            for acceptance in dict.fromkeys(chosen)
        ]

    return write_in(product, workshop, write)


def record_level(
    product: Product,
    workshop: Workshop,
    assessment_id: str,
    statement_id: str,
    content: AgreedContent,
    *,
    expected_version: int,
    writer: str,
) -> AgreedLevel:
    """Record what the room agreed about one statement; who agreed is the workshop where the content does not say.

    Without a level: that none was agreed, with the reasons and what is left open; with nothing at all, the record is
    taken back. Raises Refused, Conflict, NotFound (a statement that is not asked), Unavailable.
    """

    def write(tx: Connection, locked: Workshop) -> AgreedLevel:
        assessment = _assessment(tx, locked, assessment_id)
        if statement_id not in asked_of(tx, assessment).statements:
            raise NotFound("statement", statement_id)
        recorded = content
        if not content.agreed_by.strip() and (content.level is not None or agreed_levels.is_contested(content)):
            recorded = replace(content, agreed_by=default_agreed_by(locked))
        return agreed_levels.record_in(
            tx, product, assessment, statement_id, recorded, expected_version=expected_version, writer=writer
        )

    return write_in(product, workshop, write)


def _assessment(tx: Connection, locked: Workshop, assessment_id: str) -> Assessment:
    """The assessment, if it is one that the workshop talks about. Raises NotFound."""
    for assessment in confidential_of(tx, locked):
        if assessment.id == assessment_id:
            return assessment
    raise NotFound("assessment", assessment_id)


def _content_of_the_vote(asked: Sequence[Question], acceptance: Acceptance) -> AgreedContent:
    """The level that the statement's last ballot round proposes: revealed, and ready to be accepted. Raises Refused."""
    ref = StatementRef(acceptance.assessment_id, acceptance.statement_id)
    ballots = [question for question in asked if question.kind is QuestionKind.STATEMENT and question.ref == ref]
    last = max(ballots, key=lambda question: question.ballot_round, default=None)
    if last is None or last.result is None:
        raise Refused(Refusal.VOTE_NOT_REVEALED)
    level = proposed_level(counts(last.result))
    if level is None or not is_ready(counts(last.result)):
        raise Refused(Refusal.VOTE_DIVIDED)
    return AgreedContent(level, f"{AFTER_THE_VOTE} {rested_on(last.few, last.ballot_round)}".rstrip())
