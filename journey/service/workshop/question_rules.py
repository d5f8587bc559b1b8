"""What may be put to a room: only what its unit is asked, and what everybody in the room can read and answer."""

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
    """Raise Refused unless all of this may be put to the room of the workshop, which the caller holds."""
    if not new:
        raise Refused(Refusal.NO_QUESTION_CHOSEN)
    earlier = questions.of_workshop(tx, locked.organisation_id, locked.id)
    own = {assessment.id: assessment for assessment in confidential_of(tx, locked)}
    for one in new:
        if not _can_be_read(tx, product, locked, one, own):
            raise Refused(Refusal.QUESTION_UNKNOWN)
        _check_ballot_round(one, [put for put in earlier if is_same(put, one)])
        if one.kind is QuestionKind.PRIORITY:
            _check_options(tx, one, earlier)


def is_same(put: Question, new: NewQuestion) -> bool:
    """Whether it is the same thing, in whichever ballot round. Statements of two questionnaires may share an id."""
    return (put.kind, put.subject, put.assessment_id) == (new.kind, new.subject, new.assessment_id)


def _can_be_read(
    tx: Connection, product: Product, locked: Workshop, new: NewQuestion, own: dict[str, Assessment]
) -> bool:
    if new.kind is QuestionKind.STATEMENT:
        assessment = own.get(new.assessment_id or "")
        return assessment is not None and new.subject in asked_of(tx, assessment).statements
    if new.assessment_id is not None:
        return False
    if new.kind is QuestionKind.VIGNETTE:
        designs = (product.library.workshop(id_) for id_ in product.library.ids("workshop"))
        return any(vignette.id == new.subject for design in designs for vignette in design.vignettes)
    if new.kind is QuestionKind.PITFALL:
        pinned = checklists_of(tx, locked.organisation_id, locked.round_id).values()
        return any(new.subject == f"{checklist.id}/{one.id}" for checklist in pinned for one in checklist.pitfalls)
    return new.subject == ""


def _check_ballot_round(new: NewQuestion, same: Sequence[Question]) -> None:
    revealed = {one.ballot_round for one in same if one.result is not None}
    if new.ballot_round not in (1, 2):
        raise Refused(Refusal.TURN_UNKNOWN)
    if new.ballot_round in revealed:
        raise Refused(Refusal.QUESTION_REVEALED)
    if new.ballot_round == 2 and (new.kind is not QuestionKind.STATEMENT or 1 not in revealed):
        raise Refused(Refusal.REVOTE_TOO_EARLY)
    if new.ballot_round == 1 and any(one.ballot_round == 2 for one in same):
        raise Refused(Refusal.REVOTE_BEGUN)


def _check_options(tx: Connection, new: NewQuestion, earlier: Sequence[Question]) -> None:
    keys, texts = [one.key for one in new.options], [one.text for one in new.options]
    if not FEWEST_OPTIONS <= len(keys) <= MOST_OPTIONS or len(set(keys)) < len(keys) or not all(map(str.strip, keys)):
        raise Refused(Refusal.OPTIONS_OUT_OF_RANGE, fewest=FEWEST_OPTIONS, most=MOST_OPTIONS)
    if not all(text.strip() and len(text) <= OPTION_LIMIT for text in texts):
        raise Refused(Refusal.OPTION_TEXT_INVALID, limit=OPTION_LIMIT)
    for put in earlier:
        if put.kind is QuestionKind.PRIORITY and put.options != new.options and _is_begun(tx, put):
            raise Refused(Refusal.DOTS_GIVEN)


def _is_begun(tx: Connection, put: Question) -> bool:
    return bool(put.paper or questions.count(tx, put.organisation_id, put.workshop_id, put.number))
