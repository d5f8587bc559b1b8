"""The vote on priorities: which statements the room may give dots to, and which one the next action should move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journey.model import Action, AgreedContent, NewQuestion, Option, QuestionKind, Subject, SubjectKind, Workshop
from journey.service.assessments import asked_of, confidential_of
from journey.service.context import Product
from journey.service.workshop import agreed_levels
from journey.service.workshop.room_items import Item
from journey.store import Connection, agreed
from journey.wording.reveal import ranked_priorities

MOST_PRIORITIES = 10
LOW = 2
"""An agreed level up to this one is proposed as a priority."""


def proposed(product: Product, workshop: Workshop) -> NewQuestion:
    """The vote on priorities as it is proposed: contested statements first, then the lowest agreed levels.

    Statements on the same level stand by weight, heavier first, then in the order in which they are asked; ten at the
    most. Where nothing was agreed there are no options.
    """
    with product.store.read() as tx:
        candidates = sorted(_candidates(tx, workshop), key=lambda candidate: candidate[0])
    return NewQuestion(QuestionKind.PRIORITY, options=tuple(option for _, option in candidates[:MOST_PRIORITIES]))


def next_to_move(item: Item | None, recorded: Sequence[Action]) -> str | None:
    """The statement with most dots that no recorded action moves yet; None until the vote on priorities is revealed."""
    if item is None or item.question.result is None:
        return None
    moved = {action.content.statement_id for action in recorded}
    ranked = (
        _statement_offered(place.option)
        for place in ranked_priorities(item.options, item.question.result)
        if place.dots
    )
    return next((statement_id for statement_id in ranked if statement_id not in moved), None)


def most_wanted(product: Product, workshop: Workshop, item: Item | None) -> list[str]:
    """The statements that matter to the room: by their dots, once these are revealed, then as they are proposed."""
    with_dots: list[str] = []
    if item is not None and item.question.result is not None:
        ranked = ranked_priorities(item.options, item.question.result)
        with_dots = [_statement_offered(place.option) for place in ranked if place.dots]
    others = map(_statement_offered, proposed(product, workshop).options)
    return list(dict.fromkeys([*with_dots, *others]))


def about(option: Option) -> Subject:
    """The statement that an option offers as a priority."""
    questionnaire_id, _, statement_id = option.key.partition("/")
    return Subject(SubjectKind.STATEMENT, statement_id, questionnaire_id)


def _candidates(tx: Connection, workshop: Workshop) -> Iterator[tuple[tuple[int, float], Option]]:
    """What could be a priority, each with a key that sorts: contested first, then the lowest level, then by weight."""
    for assessment in confidential_of(tx, workshop):
        records = agreed.of_assessment(tx, assessment.organisation_id, assessment.id)
        for statement in asked_of(tx, assessment).statements.values():
            content = records[statement.id].content if statement.id in records else AgreedContent()
            if agreed_levels.is_contested(content) or (content.level is not None and content.level <= LOW):
                key = _priority_key(assessment.questionnaire_id, statement.id)
                yield (content.level or 0, -statement.weight), Option(key, statement.text)


def _priority_key(questionnaire_id: str, statement_id: str) -> str:
    """The key under which a statement is offered as a priority."""
    return f"{questionnaire_id}/{statement_id}"


def _statement_offered(option: Option) -> str:
    """The id of the statement that an option offers as a priority."""
    return option.key.partition("/")[2]
