"""What was said the time before, shown beside a statement where the round asks for it, and never copied."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from journey.model import AnswerState, Assessment, Privacy, Round
from journey.rules.change_comparable import comparable
from journey.service.answering.sessions import AnsweringSession
from journey.service.assessments import asked_of
from journey.service.context import Product
from journey.service.profile.unit_findings import findings_of
from journey.store import Connection, answers, assessments, rounds


@dataclass(frozen=True, slots=True)
class LastTime:
    """A statement the time before. ``level`` is the unit's own, or the median where many answered (``responses``).

    ``state`` is LEVEL, or what was said in place of one.
    """

    round_name: str
    state: AnswerState
    level: int | None
    note: str
    responses: int


def last_time(product: Product, here: AnsweringSession) -> dict[tuple[str, str], LastTime]:
    """By questionnaire id and statement id, the same questions as they were answered last; none unless it is wanted."""
    selection = here.selection
    if not selection.round.shows_last:
        return {}
    found: dict[tuple[str, str], LastTime] = {}
    with product.store.read() as tx:
        for part in here.parts:
            said = before(tx, product.settings.min_group, part.assessment)
            found |= {(part.questionnaire.id, id_): one for id_, one in said.items()}
    return found


def before(tx: Connection, min_group_setting: int, now: Assessment) -> dict[str, LastTime]:
    """By statement id, what the unit said in the last earlier round in which it was asked, as far as it may be shown.

    The caller knows whether it is wanted.
    """
    earlier = list(takewhile(lambda one: one.id != now.round_id, rounds.every(tx, now.organisation_id)))
    for held in reversed(earlier):
        old = _of(tx, held, now)
        if old is not None:
            return _said(tx, min_group_setting, held, old, now)
    return {}


def _of(tx: Connection, before: Round, now: Assessment) -> Assessment | None:
    of_unit = assessments.of_round(tx, now.organisation_id, before.id, now.unit_id)
    return next((one for one in of_unit if one.questionnaire_id == now.questionnaire_id), None)


def _said(
    tx: Connection, min_group_setting: int, before: Round, old: Assessment, now: Assessment
) -> dict[str, LastTime]:
    same = {one.statement_id for one in comparable(asked_of(tx, old), asked_of(tx, now)).statements}
    if old.privacy is Privacy.OPEN:
        (response, *_) = assessments.responses(tx, old.organisation_id, old.id)
        given = answers.of_response(tx, old.organisation_id, response.id)
        return {
            id_: LastTime(before.name, one.content.state, one.content.level, one.content.note, 1)
            for id_, one in given.items()
            if id_ in same and one.content.state is not AnswerState.UNANSWERED
        }
    profile = findings_of(tx, min_group_setting, old).profile
    if profile is None:
        return {}
    return {
        one.statement_id: LastTime(before.name, AnswerState.LEVEL, one.median, "", profile.responses)
        for score in profile.sections
        for one in score.statements
        if one.statement_id in same and one.median is not None
    }
