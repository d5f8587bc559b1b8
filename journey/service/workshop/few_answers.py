"""Reveals that rest on few answers: which ones they are, and that each is asked once more, with its figures.

Everything is counted in the transaction that reveals: the workshop is locked, and so are the answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.model import FewAnswered, Question, Workshop
from journey.model.refusals import Refusal
from journey.rules.reveals import is_thin
from journey.service.assessments import confidential_of, min_group_of
from journey.service.context import Product
from journey.service.refused import Refused
from journey.service.workshop.room_items import answer_count
from journey.store import Connection, questions, workshops
from journey.store.questions import QuestionTurnout
from journey.store.workshops import Participation

FewByNumber = Mapping[int, FewAnswered]
"""How few have answered, by the number of the question; the others are absent."""


class RevealOfFew(Refused):
    """Few have answered: nothing was revealed until whoever leads says, with these figures, that it should be.

    ``few`` are the figures of the question that fewest have answered, of those that anybody has; ``is_second`` whether
    that is a second vote, ``questions`` how many would be revealed with it, ``min_group`` the smallest group.
    """

    def __init__(self, few: FewAnswered, *, is_second: bool, questions: int, min_group: int) -> None:
        super().__init__(Refusal.REVEAL_OF_FEW, answered=few.answered, present=few.present)
        self.few = few
        self.is_second = is_second
        self.questions = questions
        self.min_group = min_group


def few_of(tx: Connection, product: Product, workshop: Workshop, waiting: Sequence[Question]) -> FewByNumber:
    """Of these questions, those that few have answered."""
    participation = workshops.participation(tx, workshop.organisation_id, workshop.id)
    turnouts = questions.with_turnout(tx, workshop.organisation_id, workshop.id)
    min_group = _min_group(tx, product, workshop)
    numbers = {question.number for question in waiting}
    counted = {
        turnout.question.number: (_counted(turnout, participation), turnout.question.ballot_round == 2)
        for turnout in turnouts
        if turnout.question.number in numbers
    }
    return {
        number: few
        for number, (few, is_second) in counted.items()
        if is_thin(few.answered, few.present, min_group, is_second=is_second)
    }


def check_assent(
    tx: Connection,
    product: Product,
    workshop: Workshop,
    waiting: Sequence[Question],
    few: FewByNumber,
    assent: FewAnswered | None,
) -> None:
    """Check that whoever reveals these questions has assented to how few have answered. Raises RevealOfFew."""
    if not few:
        return
    fewest = min(few, key=lambda number: (few[number].answered == 0, few[number].answered, number))
    if few[fewest] == assent:
        return
    raise RevealOfFew(
        few[fewest],
        is_second=any(question.number == fewest and question.ballot_round == 2 for question in waiting),
        questions=len(waiting),
        min_group=_min_group(tx, product, workshop),
    )


def second_votes_left_open(product: Product, workshop: Workshop) -> list[FewAnswered]:
    """How few have sent their answer again, of each second vote that would stay hidden if the workshop ended now.

    Raises NotFound, Unavailable.
    """
    with product.store.read() as tx:
        asked = questions.of_workshop(tx, workshop.organisation_id, workshop.id)
        revotes = [question for question in asked if question.ballot_round == 2 and question.result is None]
        return list(few_of(tx, product, workshop, revotes).values())


def _min_group(tx: Connection, product: Product, workshop: Workshop) -> int:
    return min_group_of(product.settings.min_group, *confidential_of(tx, workshop))


def _counted(turnout: QuestionTurnout, participation: Participation) -> FewAnswered:
    """Who has answered, of those present. Of a second vote devices alone: cards are counted anew or stay as they are,
    and who typed them in knows them."""
    answered = answer_count(turnout)
    if turnout.question.ballot_round == 2:
        return FewAnswered(answered, participation.joined)
    return FewAnswered(answered, max(answered, participation.joined + participation.on_paper))
