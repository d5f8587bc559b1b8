"""Somebody takes back what they have answered, for as long as their round is open."""

from __future__ import annotations

from journey.model import Respondent
from journey.service.context import Product
from journey.store import invitations, workshops
from journey.store import respondents as stored_respondents


def erase(product: Product, respondent: Respondent) -> None:
    """Remove the respondent with all answers, notes and votes. ``sweep`` belongs after it, once it is durable.

    What a room has been shown stays as it was shown: counts, and nobody's answer. Raises Closed, NotFound (they are
    gone already), Unavailable.
    """
    organisation_id = respondent.organisation_id
    with product.store.write() as tx:
        invitation = invitations.lock_for_update(tx, organisation_id, respondent.invitation_id)
        workshop = workshops.of_unit(tx, organisation_id, invitation.round_id, invitation.unit_id)
        if workshop is not None:  # before the answers, in the order in which whoever saves locks them
            workshops.touch(tx, organisation_id, workshop.id)
        stored_respondents.erase(tx, organisation_id, respondent.id)


def sweep(product: Product) -> None:
    """Leave nothing of what was erased in what the database keeps beside its file. Raises Unavailable."""
    product.store.empty_log()
