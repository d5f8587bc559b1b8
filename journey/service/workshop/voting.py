"""Voting from a phone: what a respondent chooses, and that they have looked again in a second ballot round."""

from __future__ import annotations

from collections.abc import Sequence

from journey.model import QuestionKind, Respondent, Vote, Workshop
from journey.model.refusals import Refusal
from journey.rules.answer_options import is_lawful
from journey.service.context import Product
from journey.service.refused import AnswersLocked, Refused
from journey.service.workshop.room_items import ItemReader
from journey.store import assessments, questions, workshops
from journey.store.questions import QuestionTurnout


def own_votes(product: Product, respondent: Respondent, workshop: Workshop) -> dict[int, Vote]:
    """What the respondent chose so far, by the number of the question. Statements are not among them."""
    with product.store.read() as tx:
        return questions.votes(tx, respondent.organisation_id, workshop.id, respondent.id)


def vote(
    product: Product,
    respondent: Respondent,
    workshop: Workshop,
    number: int,
    choices: Sequence[str],
    *,
    expected_version: int,
) -> Vote:
    """Save what the respondent chooses, for every kind of question except statements.

    Choices that are stored already are not saved again. Raises Refused, AnswersLocked (the question
    was revealed, or is not before the room any more), Conflict, NotFound, Unavailable.
    """
    organisation_id = respondent.organisation_id
    with product.store.write() as tx:
        locked = workshops.lock_for_share(tx, organisation_id, workshop.id)
        question = questions.get(tx, organisation_id, workshop.id, number)
        if question.result is not None or question.question_set != locked.question_set:
            raise AnswersLocked
        (item,) = ItemReader(tx, product, locked, [QuestionTurnout(question, 0, 0)]).items()
        if question.kind is QuestionKind.STATEMENT or not is_lawful(
            question.kind, {option.key for option in item.options}, choices
        ):
            raise Refused(Refusal.VOTE_UNKNOWN)
        stored = questions.votes(tx, organisation_id, workshop.id, respondent.id).get(number)
        if stored is not None and stored.choices == tuple(choices):
            return stored
        return questions.vote(
            tx,
            organisation_id,
            workshop.id,
            number,
            respondent.id,
            choices,
            expected_version=expected_version,
            at=product.clock(),
        )


def open_revotes(product: Product, workshop: Workshop) -> dict[tuple[str, str], int]:
    """The statements that the room is asked again now: questionnaire and statement id → the question's number.

    Raises NotFound, Unavailable.
    """
    with product.store.read() as tx:
        question_set = workshops.get(tx, workshop.organisation_id, workshop.id).question_set
        asked = questions.of_workshop(tx, workshop.organisation_id, workshop.id) if question_set else []
        revotes = [q for q in asked if q.question_set == question_set and q.ballot_round == 2 and q.result is None]
        questionnaires = {
            id_: assessments.get(tx, workshop.organisation_id, id_).questionnaire_id
            for id_ in {q.assessment_id or "" for q in revotes}
        }
        return {(questionnaires[q.assessment_id or ""], q.subject): q.number for q in revotes}


def confirm(product: Product, respondent: Respondent, workshop: Workshop, number: int) -> None:
    """Note in a revote that the respondent has looked again; the answer itself is saved as any other.

    Raises AnswersLocked, NotFound, Unavailable.
    """
    organisation_id = respondent.organisation_id
    with product.store.write() as tx:
        workshops.lock_for_share(tx, organisation_id, workshop.id)
        question = questions.get(tx, organisation_id, workshop.id, number)
        if question.result is not None:
            raise AnswersLocked
        known = questions.votes(tx, organisation_id, workshop.id, respondent.id)
        if question.ballot_round == 2 and number not in known:
            questions.vote(
                tx, organisation_id, workshop.id, number, respondent.id, (), expected_version=0, at=product.clock()
            )
