"""Answering sessions: begin, go from section to section, finish.

An *open* assessment has one response, given in the unit's name: everybody entitled to the unit works on that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from journey.config import Settings
from journey.model import (
    Answer,
    AnswerContent,
    AnswerState,
    Assessment,
    Organisation,
    Privacy,
    Questionnaire,
    Response,
    Round,
    Scope,
    Section,
    Statement,
    Turnout,
    Unit,
)
from journey.rules.reading_time import minutes_for, seconds_for
from journey.service.assessments import AskedQuestionnaire, asked_of, asked_with, confidential_of
from journey.service.context import Product
from journey.service.current_selection import Selection
from journey.service.pinned_content import round_content
from journey.service.rounds.snapshots import freeze_comparisons
from journey.store import Connection, NotFound, answers, as_read, assessment_answers, assessments, rounds
from journey.wording.formatting import month_and_year

REVIEW = "review"


@dataclass(frozen=True, slots=True)
class AssessmentPart:
    """One assessment of a session, with the response that is being given to it."""

    assessment: Assessment
    response: Response
    asked: AskedQuestionnaire

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire that the assessment was made with."""
        return self.asked.questionnaire


@dataclass(frozen=True, slots=True)
class SectionPage:
    """One page of a session: a section of one part, with the statements that are asked."""

    part: AssessmentPart
    section: Section
    statements: tuple[Statement, ...]

    @property
    def name(self) -> str:
        """What the page is called in an address."""
        return f"{self.part.questionnaire.id}.{self.section.id}"


class Workload(NamedTuple):
    """How many statements are asked, and how many minutes they take."""

    statements: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Answered of asked statements, and the minutes that the rest will take."""

    answered: int
    asked: int
    minutes_left: int


@dataclass(frozen=True, slots=True)
class AnsweringSession:
    """Everything that one person or team works through for a unit in a round.

    ``at`` is the page where it was left, counted from 0; after the last page, at ``len(pages)``, comes the review.
    """

    selection: Selection
    parts: tuple[AssessmentPart, ...]
    pages: tuple[SectionPage, ...]
    at: int

    @property
    def is_finished(self) -> bool:
        """Every part was finished; answers may still be changed while the round is open."""
        return all(part.response.finished_at for part in self.parts)

    @property
    def scope(self) -> Scope:
        """Quick if any part is; full if none is."""
        return Scope.QUICK if any(p.assessment.scope is Scope.QUICK for p in self.parts) else Scope.FULL


def pages_of(parts: Iterable[AssessmentPart]) -> tuple[SectionPage, ...]:
    """The pages on which these assessments are answered, in that order."""
    return tuple(
        SectionPage(part, section, statements) for part in parts for section, statements in part.asked.sections()
    )


def workload_of(statements: Sequence[Statement]) -> Workload:
    """What these statements ask of whoever answers them."""
    return Workload(len(statements), minutes_for(statements))


def is_answered(answer: Answer | None) -> bool:
    """Whether anything was said: a level, don't know or not applicable."""
    return answer is not None and says_something(answer.content)


def says_something(content: AnswerContent) -> bool:
    """Whether a content is a level, don't know or not applicable."""
    return content.state is not AnswerState.UNANSWERED


def progress(session: AnsweringSession, given: Mapping[str, Mapping[str, Answer]]) -> Progress:
    """How far a session is. ``given``: response id → statement id → answer."""
    left: list[Statement] = []
    asked = 0
    for page in session.pages:
        asked += len(page.statements)
        answered = given[page.part.response.id]
        left += [s for s in page.statements if not is_answered(answered.get(s.id))]
    return Progress(answered=asked - len(left), asked=asked, minutes_left=minutes_for(left))


def seconds_to_answer(statement: Statement) -> float:
    """The seconds that reading a statement and choosing takes."""
    return seconds_for(statement)


def begin(
    product: Product,
    organisation: Organisation,
    unit: Unit,
    *,
    round_id: str | None,
    questionnaire_ids: Sequence[str],
    scope: Scope,
) -> Selection:
    """Start open assessments of a unit, in the given round or in a new one named after the month.

    Questionnaires that the unit already answers in the round are kept, and widened where ``scope`` is full.
    Raises Closed, NotFound.
    """
    today = product.today()
    with product.store.write() as tx:
        if round_id is None:
            content = round_content(product.library)
            name = unused_name(tx, organisation.id, month_and_year(today))
            round_ = rounds.add(tx, organisation.id, name=name, held_on=today, content=content)
        else:
            round_ = rounds.get(tx, organisation.id, round_id)
        begin_in(tx, product.settings, round_, unit, questionnaire_ids=questionnaire_ids, scope=scope)
    return Selection(organisation, round_, unit)


def begin_in(
    tx: Connection,
    settings: Settings,
    round_: Round,
    unit: Unit,
    *,
    questionnaire_ids: Sequence[str],
    scope: Scope,
    privacy: Privacy = Privacy.OPEN,
) -> None:
    """As ``begin`` does it, in an existing round, within a transaction. Raises Closed, NotFound."""
    pinned = {
        file.id: file for file in rounds.content(tx, round_.organisation_id, round_.id) if file.kind == "questionnaire"
    }
    for questionnaire_id in questionnaire_ids:
        if questionnaire_id not in pinned:
            raise NotFound("questionnaire", questionnaire_id)
        assessment = assessments.add(
            tx,
            round_.organisation_id,
            round_id=round_.id,
            unit_id=unit.id,
            questionnaire_id=questionnaire_id,
            content_hash=pinned[questionnaire_id].hash,
            scope=scope,
            privacy=privacy,
            small_group=settings.min_group,
        )
        if assessment.scope is Scope.QUICK and scope is Scope.FULL:
            _widen(tx, assessment)
        if assessment.privacy is Privacy.OPEN:
            assessments.add_response(tx, round_.organisation_id, assessment.id)
        freeze_comparisons(tx, round_.organisation_id, questionnaire_id)


def unused_name(tx: Connection, organisation_id: str, name: str) -> str:
    """The name, with a number where there is a round of that name already: two could not be told apart."""
    taken = {as_read(round_.name) for round_ in rounds.every(tx, organisation_id)}
    numbered = (name if number == 1 else f"{name} ({number})" for number in count(1))
    return next(candidate for candidate in numbered if as_read(candidate) not in taken)


def _widen(tx: Connection, assessment: Assessment) -> None:
    """From quick to full: what was answered stays, and the response is unfinished again from its first section on."""
    assessments.widen(tx, assessment.organisation_id, assessment.id)
    for response in assessments.responses(tx, assessment.organisation_id, assessment.id):
        assessments.reopen(tx, assessment.organisation_id, response.id)
        assessments.set_place(tx, assessment.organisation_id, response.id, None)


def session_of(product: Product, selection: Selection) -> AnsweringSession | None:
    """What is being answered openly for a unit in a round, at the place where it was left; None where nothing is."""
    with product.store.read() as tx:
        parts = tuple(_parts(tx, selection))
    if not parts:
        return None
    pages = pages_of(parts)
    return AnsweringSession(selection, parts, pages, at=_place(parts, pages))


def confidential_turnout(product: Product, selection: Selection) -> Turnout | None:
    """The responses to the unit's confidential assessments, all together; None where it has none of these."""
    with product.store.read() as tx:
        turnouts = [
            assessment_answers.turnout(tx, assessment.organisation_id, assessment.id)
            for assessment in confidential_of(tx, selection)
        ]
    if not turnouts:
        return None
    return Turnout(sum(t.begun for t in turnouts), sum(t.finished for t in turnouts))


def _parts(tx: Connection, selection: Selection) -> Iterator[AssessmentPart]:
    for assessment in assessments.of_round(tx, selection.organisation.id, selection.round.id, selection.unit.id):
        if assessment.privacy is not Privacy.OPEN:
            continue
        for response in assessments.responses(tx, selection.organisation.id, assessment.id):
            yield AssessmentPart(assessment, response, asked_of(tx, assessment))


def _place(parts: Sequence[AssessmentPart], pages: Sequence[SectionPage]) -> int:
    if any(part.response.place == REVIEW for part in parts):
        return len(pages)
    return next((n for n, page in enumerate(pages) if page.part.response.place == page.section.id), 0)


def go(product: Product, session: AnsweringSession, to: int) -> None:
    """Go to another page, or to the review; the place is in the store before it is on the screen."""
    if to < len(session.pages):
        place_of = {session.pages[to].part.response.id: session.pages[to].section.id}
    else:
        place_of = {session.parts[0].response.id: REVIEW}
    with product.store.write() as tx:
        for part in session.parts:
            place = place_of.get(part.response.id)
            if part.response.place != place:
                assessments.set_place(tx, part.assessment.organisation_id, part.response.id, place)


def answers_given(product: Product, session: AnsweringSession) -> dict[str, dict[str, Answer]]:
    """All answers of a session: response id → statement id → answer."""
    with product.store.read() as tx:
        return {
            part.response.id: answers.of_response(tx, part.assessment.organisation_id, part.response.id)
            for part in session.parts
        }


def finish(product: Product, session: AnsweringSession) -> None:
    """Mark all parts as finished. Answers may still be changed while the round is open."""
    with product.store.write() as tx:
        for part in session.parts:
            assessments.finish(tx, part.assessment.organisation_id, part.response.id, at=product.clock())


def size(product: Product, questionnaire_id: str, scope: Scope) -> Workload:
    """What a questionnaire asks of whoever answers it in this scope."""
    return size_of_all(product, [questionnaire_id], scope)


def size_of_all(product: Product, questionnaire_ids: Iterable[str], scope: Scope) -> Workload:
    """What these questionnaires ask together: the one place from which pages say how long answering takes."""
    asked = (asked_with(product.library.questionnaire(id_), scope) for id_ in questionnaire_ids)
    return workload_of([statement for each in asked for statement in each.statements.values()])
