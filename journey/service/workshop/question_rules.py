"""What a room may be asked: only what its unit is asked, and what everybody in the room can read and answer."""

from __future__ import annotations

from collections.abc import Sequence

from journey.model import Assessment, NewQuestion, Question, QuestionKind, Workshop
from journey.model.refusals import Refusal
from journey.service.assessments import asked_of, confidential_of
from journey.service.context import Product
from journey.service.pinned_content import checklists_of
from journey.service.refused import Refused
from journey.store import Connection, questions

FEWEST_OPTIONS, MOST_OPTIONS = 2, 20
OPTION_LIMIT = 700


def check(tx: Connection, product: Product, locked: Workshop, new: Sequence[NewQuestion]) -> None:
    """Check that the room may be asked all these questions; the caller has locked the workshop. Raises Refused."""
    if not new:
        raise Refused(Refusal.NO_QUESTION_CHOSEN)
    earlier = questions.of_workshop(tx, locked.organisation_id, locked.id)
    by_id = {assessment.id: assessment for assessment in confidential_of(tx, locked)}
    for question in new:
        if not _can_be_read(tx, product, locked, question, by_id):
            raise Refused(Refusal.QUESTION_UNKNOWN)
        _check_ballot_round(question, [asked for asked in earlier if is_same(asked, question)])
        if question.kind is QuestionKind.PRIORITY:
            _check_options(tx, question, earlier)


def is_same(asked: Question, new: NewQuestion) -> bool:
    """Whether both ask about the same thing, in any ballot round. Statements of two questionnaires may share an id."""
    return (asked.kind, asked.subject, asked.assessment_id) == (new.kind, new.subject, new.assessment_id)


def _can_be_read(
    tx: Connection, product: Product, locked: Workshop, new: NewQuestion, by_id: dict[str, Assessment]
) -> bool:
    if new.kind is QuestionKind.STATEMENT:
        assessment = by_id.get(new.assessment_id or "")
        return assessment is not None and new.subject in asked_of(tx, assessment).statements
    if new.assessment_id is not None:
        return False
    if new.kind is QuestionKind.VIGNETTE:
        designs = (product.library.workshop(id_) for id_ in product.library.ids("workshop"))
        return any(vignette.id == new.subject for design in designs for vignette in design.vignettes)
    if new.kind is QuestionKind.PITFALL:
        pinned = checklists_of(tx, locked.organisation_id, locked.round_id).values()
        return any(new.subject == f"{checklist.id}/{p.id}" for checklist in pinned for p in checklist.pitfalls)
    return new.subject == ""


def _check_ballot_round(new: NewQuestion, same: Sequence[Question]) -> None:
    revealed = {question.ballot_round for question in same if question.result is not None}
    if new.ballot_round not in (1, 2):
        raise Refused(Refusal.TURN_UNKNOWN)
    if new.ballot_round in revealed:
        raise Refused(Refusal.QUESTION_REVEALED)
    if new.ballot_round == 2 and (new.kind is not QuestionKind.STATEMENT or 1 not in revealed):
        raise Refused(Refusal.REVOTE_TOO_EARLY)
    if new.ballot_round == 1 and any(question.ballot_round == 2 for question in same):
        raise Refused(Refusal.REVOTE_BEGUN)


def _check_options(tx: Connection, new: NewQuestion, earlier: Sequence[Question]) -> None:
    keys, texts = [option.key for option in new.options], [option.text for option in new.options]
    if not FEWEST_OPTIONS <= len(keys) <= MOST_OPTIONS or len(set(keys)) < len(keys) or not all(map(str.strip, keys)):
        raise Refused(Refusal.OPTIONS_OUT_OF_RANGE, fewest=FEWEST_OPTIONS, most=MOST_OPTIONS)
    if not all(text.strip() and len(text) <= OPTION_LIMIT for text in texts):
        raise Refused(Refusal.OPTION_TEXT_INVALID, limit=OPTION_LIMIT)
    for asked in earlier:
        if asked.kind is QuestionKind.PRIORITY and asked.options != new.options and _is_begun(tx, asked):
            raise Refused(Refusal.DOTS_GIVEN)


def _is_begun(tx: Connection, asked: Question) -> bool:
    return bool(asked.paper or questions.count(tx, asked.organisation_id, asked.workshop_id, asked.number))
