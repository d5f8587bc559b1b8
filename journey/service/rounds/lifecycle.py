"""Rounds as a council holds them: opened with what is asked of whom, watched, renamed, removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journey.model import Assessment, Organisation, Privacy, Round, Scope, Turnout, Unit
from journey.model.refusals import Refusal
from journey.service.answering.invitations import DEFAULT_CAP, invite_in
from journey.service.answering.sessions import begin_in, unused_name
from journey.service.assessments import asked_of
from journey.service.context import Product
from journey.service.pinned_content import STAGES, round_content
from journey.service.refused import Refused
from journey.store import (
    Connection,
    as_read,
    assessment_answers,
    assessments,
    clean,
    invitations,
    organisations,
    rounds,
)
from journey.wording.formatting import month_and_year

NAME_LIMIT = 60


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What a new round asks of whom, and how its units answer: in their own name, or many people by a link each."""

    name: str
    held_on: date
    questionnaire_ids: Sequence[str]
    unit_ids: Sequence[str]
    scope: Scope
    shows_last: bool
    privacy: Privacy = Privacy.OPEN
    two_groups: bool = False


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """How far the answering of one assessment is: counts alone.

    ``asked`` and ``answered`` are statements asked and answered, of an open assessment, which has a single response.
    """

    unit: Unit
    assessment: Assessment
    title: str
    version: str
    turnout: Turnout
    asked: int
    answered: int


def proposed(product: Product, organisation_id: str) -> RoundPlan:
    """The next round as most councils would hold it: what the last one asked of whom, named after this month."""
    today = product.today()
    with product.store.read() as tx:
        earlier = rounds.every(tx, organisation_id)
        units = [unit.id for unit in organisations.units(tx, organisation_id)]
        last = assessments.of_round(tx, organisation_id, earlier[-1].id) if earlier else []
        invited = invitations.of_round(tx, organisation_id, earlier[-1].id) if earlier else []
        name = unused_name(tx, organisation_id, month_and_year(today))
    known = product.library.ids("questionnaire")
    questionnaires = [id_ for id_ in dict.fromkeys(a.questionnaire_id for a in last) if id_ in known] or [STAGES]
    asked_units = [unit_id for unit_id in units if any(a.unit_id == unit_id for a in last)] or units[:1]
    scope = Scope.QUICK if last and all(a.scope is Scope.QUICK for a in last) else Scope.FULL
    privacy = Privacy.CONFIDENTIAL if last and all(a.privacy is Privacy.CONFIDENTIAL for a in last) else Privacy.OPEN
    return RoundPlan(
        name,
        today,
        questionnaires,
        asked_units,
        scope,
        shows_last=False,
        privacy=privacy,
        two_groups=any(invitation.two_groups for invitation in invited),
    )


def open_round(product: Product, organisation: Organisation, plan: RoundPlan) -> Round:
    """Open a round with an assessment of each unit by each questionnaire. No answer is carried over.

    Where people answer confidentially there is an invitation for each unit. Raises Refused, NotFound, Unavailable.
    """
    name = valid_name(plan.name)
    if not plan.questionnaire_ids or not plan.unit_ids:
        raise Refused(Refusal.ROUND_ASKS_NOTHING)
    with product.store.write() as tx:
        _check_unused(tx, organisation.id, name, except_for=None)
        round_ = rounds.add(
            tx,
            organisation.id,
            name=name,
            held_on=plan.held_on,
            content=round_content(product.library),
            shows_last=plan.shows_last,
        )
        for unit_id in plan.unit_ids:
            _ask(tx, product, round_, organisations.unit(tx, organisation.id, unit_id), plan)
    return round_


def _ask(tx: Connection, product: Product, round_: Round, unit: Unit, plan: RoundPlan) -> None:
    questionnaire_ids, scope = plan.questionnaire_ids, plan.scope
    if plan.privacy is Privacy.OPEN:
        begin_in(tx, product.settings, round_, unit, questionnaire_ids=questionnaire_ids, scope=scope)
    else:
        invite_in(
            tx,
            product.settings,
            round_,
            unit,
            questionnaire_ids=questionnaire_ids,
            scope=scope,
            cap=DEFAULT_CAP,
            reveals=False,
            two_groups=plan.two_groups,
        )


def change(product: Product, round_: Round, *, name: str, held_on: date, shows_last: bool) -> Round:
    """Give a round another name or date, or decide anew whether the last answers are shown.

    Raises Refused, NotFound, Unavailable.
    """
    name = valid_name(name)
    with product.store.write() as tx:
        _check_unused(tx, round_.organisation_id, name, except_for=round_.id)
        return rounds.change(tx, round_.organisation_id, round_.id, name=name, held_on=held_on, shows_last=shows_last)


def remove(product: Product, round_: Round, *, typed: str) -> None:
    """Remove a round with everything in it, where its name was typed to confirm. Raises Refused, NotFound."""
    if " ".join(clean(typed).split()) != round_.name:
        raise Refused(Refusal.NAME_NOT_CONFIRMED)
    with product.store.write() as tx:
        rounds.remove(tx, round_.organisation_id, round_.id)
    product.store.empty_log()


def valid_name(name: str) -> str:
    """The name as it is stored: on one line, without signs that cannot be seen. Raises Refused."""
    name = " ".join(clean(name).split())
    if not name:
        raise Refused(Refusal.ROUND_NAME_MISSING)
    if len(name) > NAME_LIMIT:
        raise Refused(Refusal.ROUND_NAME_TOO_LONG, length=len(name), limit=NAME_LIMIT)
    return name


def answered(product: Product, round_: Round) -> list[UnitProgress]:
    """How far each assessment of a round is, in the order of units and questionnaires: never who, never what."""
    with product.store.read() as tx:
        units = {unit.id: unit for unit in organisations.units(tx, round_.organisation_id)}
        progress = assessment_answers.progress(tx, round_.organisation_id, round_.id)
        rows = []
        for assessment in assessments.of_round(tx, round_.organisation_id, round_.id):
            asked, so_far = asked_of(tx, assessment), progress[assessment.id]
            is_open = assessment.privacy is Privacy.OPEN
            rows.append(
                UnitProgress(
                    unit=units[assessment.unit_id],
                    assessment=assessment,
                    title=asked.questionnaire.title,
                    version=asked.questionnaire.version,
                    turnout=so_far.turnout,
                    asked=len(asked.statements) if is_open else 0,
                    answered=so_far.answered if is_open else 0,
                )
            )
    order = [*units, *product.library.in_order({row.assessment.questionnaire_id for row in rows})]
    return sorted(rows, key=lambda row: (order.index(row.unit.id), order.index(row.assessment.questionnaire_id)))


def takes_confidential(product: Product, round_: Round, unit: Unit) -> bool:
    """Whether colleagues may answer confidentially for the unit in this round: nobody answers openly in its name."""
    with product.store.read() as tx:
        of_unit = assessments.of_round(tx, round_.organisation_id, round_.id, unit.id)
    return round_.closed_at is None and all(a.privacy is Privacy.CONFIDENTIAL for a in of_unit)


def _check_unused(tx: Connection, organisation_id: str, name: str, *, except_for: str | None) -> None:
    """Two rounds of one name could not be told apart in any chart or choice."""
    for other in rounds.every(tx, organisation_id):
        if other.id != except_for and as_read(other.name) == as_read(name):
            raise Refused(Refusal.ROUND_NAME_TAKEN, name=other.name)
