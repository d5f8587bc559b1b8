"""The links of a round as whoever invites needs them: what they ask of people, what they promise, counts. Never who."""

from __future__ import annotations

from dataclasses import dataclass

from journey.model import Renewal, Round, Unit, Workshop
from journey.service.answering.invitations import InvitedCounts, counted
from journey.service.answering.renewal import why_not_anew
from journey.service.answering.sessions import Workload, workload_of
from journey.service.assessments import asked_of, confidential_of
from journey.service.context import Product
from journey.store import Connection, invitations, organisations, workshops
from journey.wording.privacy_notice import Promise, promise


@dataclass(frozen=True, slots=True)
class InvitationLink:
    """A unit's invitation: what it asks of those who come, and what they are promised.

    ``workshop`` is the unit's in the round; None where there is none. ``renewals`` has every time the link was begun
    anew, oldest first; ``may_begin_anew`` says whether it may be once more, in an open round.
    """

    unit: Unit
    invited: InvitedCounts
    promise: Promise
    workload: Workload
    workshop: Workshop | None
    renewals: tuple[Renewal, ...]
    may_begin_anew: bool


def of_round(product: Product, held: Round) -> list[InvitationLink]:
    """The links of the round, in the order of its organisation's units. Raises Unavailable."""
    with product.store.read() as tx:
        found = {one.unit_id: one for one in invitations.of_round(tx, held.organisation_id, held.id)}
        return [
            _link(tx, held, unit, counted(tx, product.settings, found[unit.id]))
            for unit in organisations.units(tx, held.organisation_id)
            if unit.id in found
        ]


def _link(tx: Connection, held: Round, unit: Unit, invited: InvitedCounts) -> InvitationLink:
    statements = [
        statement
        for assessment in confidential_of(tx, invited.invitation)
        for statement in asked_of(tx, assessment).statements.values()
    ]
    return InvitationLink(
        unit=unit,
        invited=invited,
        promise=promise(invited.min_group, reveals=invited.invitation.reveals),
        workload=workload_of(statements),
        workshop=workshops.of_unit(tx, held.organisation_id, held.id, unit.id),
        renewals=tuple(invitations.renewals(tx, held.organisation_id, invited.invitation.id)),
        may_begin_anew=why_not_anew(tx, invited.invitation) is None,
    )
