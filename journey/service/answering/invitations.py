"""Inviting colleagues: one link and code for a unit in a round, how many may come, and how many have. Never who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journey.config import Settings
from journey.model import Invitation, Privacy, Round, Scope, Unit, WorkshopStage
from journey.model.refusals import Refusal
from journey.service.answering.sessions import begin_in
from journey.service.assessments import confidential_of, min_group_of
from journey.service.context import Product
from journey.service.current_selection import Selection
from journey.service.refused import Refused
from journey.store import (
    Connection,
    assessment_answers,
    assessments,
    invitations,
    organisations,
    respondents,
    workshops,
)

DEFAULT_CAP = 200
HIGHEST_CAP = 2000


@dataclass(frozen=True, slots=True)
class InvitedCounts:
    """An invitation, and counts: devices that joined, and those of them that said they had finished.

    ``min_group`` is the least number of responses shown together, as it is promised to those who join.
    """

    invitation: Invitation
    joined: int
    finished: int
    min_group: int


def invite(
    product: Product,
    selection: Selection,
    *,
    questionnaire_ids: Sequence[str],
    scope: Scope,
    cap: int = DEFAULT_CAP,
    reveals: bool = False,
    two_groups: bool | None = None,
) -> Invitation:
    """Let colleagues answer the questionnaires for the unit in view, confidentially; an invitation that is there stays.

    With ``two_groups`` they say which of two groups they are in, instead of their role; None keeps what is asked.
    Raises Refused, Closed, NotFound, Unavailable.
    """
    with product.store.write() as tx:
        return invite_in(
            tx,
            product.settings,
            selection.round,
            selection.unit,
            questionnaire_ids=questionnaire_ids,
            scope=scope,
            cap=cap,
            reveals=reveals,
            two_groups=two_groups,
        )


def invite_in(
    tx: Connection,
    settings: Settings,
    here: Round,
    unit: Unit,
    *,
    questionnaire_ids: Sequence[str],
    scope: Scope,
    cap: int,
    reveals: bool,
    two_groups: bool | None = None,
) -> Invitation:
    """As ``invite`` does it, within a transaction."""
    _check_cap(cap)
    if not questionnaire_ids:
        raise Refused(Refusal.INVITATION_ASKS_NOTHING)
    asked = {one.questionnaire_id: one for one in assessments.of_round(tx, here.organisation_id, here.id, unit.id)}
    if any(asked[id_].privacy is Privacy.OPEN for id_ in questionnaire_ids if id_ in asked):
        raise Refused(Refusal.UNIT_ANSWERS_OPENLY, unit=unit.name, round=here.name)
    begin_in(
        tx,
        settings,
        here,
        unit,
        questionnaire_ids=questionnaire_ids,
        scope=scope,
        privacy=Privacy.CONFIDENTIAL,
    )
    found = invitations.add(tx, here.organisation_id, round_id=here.id, unit_id=unit.id, cap=cap, reveals=reveals)
    if two_groups is not None:
        found = _grouped(tx, found, two_groups=two_groups)
    respondents.complete_responses(tx, here.organisation_id, found.id)
    has_workshop = workshops.of_unit(tx, here.organisation_id, here.id, unit.id) is not None
    return _promised(tx, found, reveals=reveals or has_workshop)


def _promised(tx: Connection, found: Invitation, *, reveals: bool) -> Invitation:
    """The invitation with this promise: what is promised does not change once somebody has come.

    Where there is a workshop, its reveals are promised, whoever invites.
    """
    if found.reveals == reveals:
        return found
    held = invitations.lock_for_update(tx, found.organisation_id, found.id)
    if respondents.joined(tx, held.organisation_id, held.id):
        raise Refused(Refusal.PROMISE_IS_GIVEN)
    return invitations.change(
        tx, held.organisation_id, held.id, cap=held.cap, reveals=reveals, closed_at=held.closed_at
    )


def invited(product: Product, selection: Selection) -> InvitedCounts | None:
    """The invitation of the unit in view and its counts; None where nobody is invited."""
    with product.store.read() as tx:
        found = invitations.of_unit(tx, selection.organisation.id, selection.round.id, selection.unit.id)
        return None if found is None else counted(tx, product.settings, found)


def counted(tx: Connection, settings: Settings, found: Invitation) -> InvitedCounts:
    """An invitation with its counts, within a transaction."""
    own = confidential_of(tx, found)
    finished = [assessment_answers.turnout(tx, found.organisation_id, one.id).finished for one in own]
    min_group = min_group_of(settings.min_group, *own)
    return InvitedCounts(
        found, respondents.joined(tx, found.organisation_id, found.id), min(finished, default=0), min_group
    )


def ask_groups(product: Product, invitation: Invitation, *, two_groups: bool) -> Invitation:
    """Ask for one of two groups, or for the role, as long as nobody has begun: what they said is never put together.

    Raises Refused, NotFound, Unavailable.
    """
    with product.store.write() as tx:
        return _grouped(tx, invitation, two_groups=two_groups)


def _grouped(tx: Connection, found: Invitation, *, two_groups: bool) -> Invitation:
    held = invitations.lock_for_update(tx, found.organisation_id, found.id)
    if held.two_groups == two_groups:
        return held
    if respondents.joined(tx, held.organisation_id, held.id):
        raise Refused(Refusal.GROUPS_ARE_GIVEN)
    if two_groups:
        organisations.add_two_groups(tx, held.organisation_id)
    return invitations.ask_groups(tx, held.organisation_id, held.id, two_groups=two_groups)


def set_cap(product: Product, invitation: Invitation, cap: int) -> Invitation:
    """Let more or fewer join; those who joined stay. Raises Refused, NotFound, Unavailable."""
    _check_cap(cap)
    with product.store.write() as tx:
        held = invitations.lock_for_update(tx, invitation.organisation_id, invitation.id)
        return invitations.change(
            tx, held.organisation_id, held.id, cap=cap, reveals=held.reveals, closed_at=held.closed_at
        )


def close(product: Product, invitation: Invitation) -> Invitation:
    """Close the link: nobody joins by it, and those who joined change nothing; every answer is kept."""
    return _set_closed(product, invitation, is_closed=True)


def open_again(product: Product, invitation: Invitation) -> Invitation:
    """The link leads in again. Raises Refused where the unit's workshop has ended, NotFound, Unavailable."""
    return _set_closed(product, invitation, is_closed=False)


def _set_closed(product: Product, invitation: Invitation, *, is_closed: bool) -> Invitation:
    at = product.clock() if is_closed else None
    with product.store.write() as tx:
        held = invitations.lock_for_update(tx, invitation.organisation_id, invitation.id)
        workshop = workshops.of_unit(tx, held.organisation_id, held.round_id, held.unit_id)
        if not is_closed and workshop is not None and workshop.stage is WorkshopStage.ENDED:
            raise Refused(Refusal.INVITED_WORKSHOP_ENDED)
        return invitations.change(tx, held.organisation_id, held.id, cap=held.cap, reveals=held.reveals, closed_at=at)


def _check_cap(cap: int) -> None:
    if not 1 <= cap <= HIGHEST_CAP:
        raise Refused(Refusal.INVITED_OUT_OF_RANGE, limit=HIGHEST_CAP)
