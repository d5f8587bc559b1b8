"""Voting from a phone: what a respondent chooses, for every kind of question except statements."""

from __future__ import annotations

from collections.abc import Sequence

from journey.model import QuestionKind, Respondent, Vote, Workshop
from journey.model.refusals import Refusal
from journey.rules.answer_options import is_lawful
from journey.service.context import Product
from journey.service.refused import AnswersLocked, Refused
from journey.service.workshop.room_items import ItemReader
from journey.store import questions, respondents, workshops
from journey.store.questions import QuestionTurnout


def own_votes(product: Product, respondent: Respondent, workshop: Workshop) -> dict[int, Vote]:
    """What the respondent chose so far, by the number of the question.

    Of statements only second votes are among them, empty: they say that the respondent has sent their answer again.
    """
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
        respondents.get(tx, organisation_id, respondent.id)
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
