"""Beginning a link anew: another code, and nothing of what came by the one before.

For a link that somebody has filled, or that has got into the wrong hands. It is possible as long as no result was
shown: what people have seen together is not taken back. What was typed in from cards came by no link, and stays.
"""

from __future__ import annotations

from dataclasses import replace

from journey.model import Invitation, Renewal, WorkshopStage
from journey.model.refusals import Refusal
from journey.service.context import Product
from journey.service.refused import Refused
from journey.store import Connection, briefs, invitations, questions, respondents, rounds, workshops


def begin_anew(product: Product, invitation: Invitation) -> Renewal:
    """Give the link another code, open, and remove everybody who came by the one before, with all they answered.

    Returned is the record of it, with how many were removed: those who join until then are among them. The earlier code
    leads nowhere from now on. Lock order: the invitation, its workshop, the round. Raises Refused (a result was shown,
    or the workshop has ended), Closed, NotFound, Unavailable.
    """
    with product.store.write() as tx:
        held = invitations.lock_for_update(tx, invitation.organisation_id, invitation.id)
        workshop = workshops.of_unit(tx, held.organisation_id, held.round_id, held.unit_id)
        if workshop is not None:
            workshop = workshops.lock_for_update(tx, held.organisation_id, workshop.id)
        rounds.lock_open_for_update(tx, held.organisation_id, held.round_id)
        if why_not := why_not_anew(tx, held):
            raise Refused(why_not)
        removed = respondents.remove_all(tx, held.organisation_id, held.id)
        invitations.begin_anew(tx, held.organisation_id, held.id, removed=removed, at=product.clock())
        if workshop is not None:  # its consoles show the code, and are drawn anew
            moved = replace(workshop, control_version=workshop.control_version + 1)
            workshops.save(tx, held.organisation_id, moved)
        renewal = invitations.renewals(tx, held.organisation_id, held.id)[-1]
    product.store.empty_log()
    return renewal


def why_not_anew(tx: Connection, invitation: Invitation) -> Refusal | None:
    """Why a link in an open round may not be begun anew; None where it may."""
    organisation_id = invitation.organisation_id
    if rounds.reopenings(tx, organisation_id, invitation.round_id):
        return Refusal.RESULTS_WERE_SHOWN
    workshop = workshops.of_unit(tx, organisation_id, invitation.round_id, invitation.unit_id)
    if workshop is None:
        return None
    if workshop.stage is WorkshopStage.ENDED:
        return Refusal.WORKSHOP_ENDED
    asked = questions.of_workshop(tx, organisation_id, workshop.id)
    if any(question.result is not None for question in asked) or briefs.of_workshop(tx, organisation_id, workshop.id):
        return Refusal.RESULTS_WERE_SHOWN
    return None
