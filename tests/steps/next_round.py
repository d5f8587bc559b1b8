"""The next round of a council that has one behind it: the same people come, and say the same or otherwise."""

from __future__ import annotations

from collections.abc import Callable

from journey.model import AnswerContent, AnswerState, Scope, WorkshopPlan
from journey.service import Product
from journey.service.current_selection import Selection
from journey.service.profile import unit_findings
from journey.service.workshop import planning
from journey.store import answers, assessments
from tests.steps.workshop import Meeting, Said, meeting_of

MOST = 60
WORDS = {AnswerState.DONT_KNOW: "dk", AnswerState.NOT_APPLICABLE: "na"}

Otherwise = Callable[[str, Said], Said]


def as_last_time(product: Product, last: Selection, title: str, otherwise: Otherwise) -> Meeting:
    """A workshop in a round of its own in which everybody of the last round has answered the stages again.

    ``otherwise`` says what becomes of an answer: it is given the id of the statement and what was said.
    """
    before = unit_findings.by_questionnaire(product, last)["stages"].assessment
    with product.store.read() as tx:
        responses = assessments.responses(tx, before.organisation_id, before.id)
        given = {one.id: answers.of_response(tx, before.organisation_id, one.id) for one in responses}
    plan = WorkshopPlan(title, "", "", 90, product.today())
    made = planning.make(
        product, last.unit, plan, round_id=None, questionnaire_ids=["stages"], scope=Scope.FULL, cap=MOST
    )
    meeting = meeting_of(product, last.organisation, last.unit, made)
    for person, response in enumerate(responses):
        meeting.join(role=response.role)
        said = {id_: _said(answer.content) for id_, answer in given[response.id].items()}
        meeting.answer_many(person, {id_: otherwise(id_, one) for id_, one in said.items() if one is not None})
    return meeting


def _said(content: AnswerContent) -> Said | None:
    return content.level or WORDS.get(content.state)
