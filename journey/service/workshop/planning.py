"""Planning a unit's workshop: make it with its invitation, change its title, purpose, length or date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journey.model import Scope, Unit, Workshop, WorkshopPlan
from journey.model.refusals import Refusal
from journey.service.answering.invitations import DEFAULT_CAP, invite_in
from journey.service.answering.sessions import unused_name
from journey.service.context import Product
from journey.service.current_selection import Selection
from journey.service.pinned_content import round_content
from journey.service.refused import Refused
from journey.service.rounds.lifecycle import NAME_LIMIT
from journey.service.workshop.control import change_seen
from journey.store import clean, rounds, workshops

TITLE_LIMIT, TEXT_LIMIT = 90, 700
MOST_MINUTES = 480


def make(
    product: Product,
    unit: Unit,
    plan: WorkshopPlan,
    *,
    round_id: str | None,
    questionnaire_ids: Sequence[str],
    scope: Scope,
    cap: int = DEFAULT_CAP,
) -> Workshop:
    """Plan a unit's workshop in the given round, or in a new one named after the workshop, and invite to it.

    Colleagues may answer beforehand from now on. Raises Refused, Closed, NotFound, Unavailable.
    """
    plan = _valid(plan)
    with product.store.write() as tx:
        if round_id is None:
            name = unused_name(tx, unit.organisation_id, plan.title[:NAME_LIMIT].strip())
            content = round_content(product.library)
            round_ = rounds.add(tx, unit.organisation_id, name=name, held_on=plan.held_on, content=content)
        else:
            round_ = rounds.get(tx, unit.organisation_id, round_id)
        if workshops.of_unit(tx, unit.organisation_id, round_.id, unit.id) is not None:
            raise Refused(Refusal.WORKSHOP_EXISTS, unit=unit.name, round=round_.name)
        invite_in(
            tx, product.settings, round_, unit, questionnaire_ids=questionnaire_ids, scope=scope, cap=cap, reveals=True
        )
        made = workshops.add(tx, unit.organisation_id, round_id=round_.id, unit_id=unit.id, plan=plan)
        if made.plan != plan:  # another facilitator planned one in the same moment
            raise Refused(Refusal.WORKSHOP_EXISTS, unit=unit.name, round=round_.name)
        return made


def workshop_of(product: Product, selection: Selection) -> Workshop | None:
    """The workshop of the unit and round in view; None where there is none."""
    with product.store.read() as tx:
        return workshops.of_unit(tx, selection.organisation.id, selection.round.id, selection.unit.id)


def every(product: Product, organisation_id: str) -> list[Workshop]:
    """The organisation's workshops by date, the earliest first."""
    with product.store.read() as tx:
        return workshops.every(tx, organisation_id)


def change_plan(product: Product, seen: Workshop, plan: WorkshopPlan) -> Workshop:
    """Change the title, purpose, length or date. Raises StaleWorkshop, Refused, NotFound, Unavailable."""
    plan = _valid(plan)
    return change_seen(product, seen, lambda _tx, locked: replace(locked, plan=plan))


def _valid(plan: WorkshopPlan) -> WorkshopPlan:
    plan = replace(
        plan,
        title=" ".join(clean(plan.title).split()),
        purpose=clean(plan.purpose).strip(),
        who=" ".join(clean(plan.who).split()),
    )
    if not plan.title or len(plan.title) > TITLE_LIMIT:
        raise Refused(Refusal.WORKSHOP_TITLE_INVALID, limit=TITLE_LIMIT)
    if len(plan.purpose) > TEXT_LIMIT or len(plan.who) > TEXT_LIMIT:
        raise Refused(Refusal.WORKSHOP_TEXT_TOO_LONG, limit=TEXT_LIMIT)
    if not 1 <= plan.minutes <= MOST_MINUTES:
        raise Refused(Refusal.WORKSHOP_MINUTES_OUT_OF_RANGE, limit=MOST_MINUTES)
    return plan
