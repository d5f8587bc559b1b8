"""Inviting colleagues: what is promised stays, caps hold, links are closed and opened, and nobody learns who came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journey.model import DEFAULT_ROLES, TWO_GROUPS, Answer, Invitation, Privacy, Respondent, Scope
from journey.service import Closed, NotFound, Product
from journey.service.answering import invitations, respondents
from journey.service.answering.submitted_answers import SubmittedAnswer
from journey.service.current_selection import Selection
from journey.service.refused import Refused
from journey.service.rounds import closing
from journey.service.workshop import leading, planning
from journey.store import Store, assessments, rounds
from tests.steps.refusals import refused
from tests.steps.rounds import add_unit, ask, content_of, open_a_round, product_with, start, write
from tests.steps.workshop import PLAN, at_once, planned, small_product


@pytest.fixture
def selection(product: Product) -> Selection:
    council, unit = start(product)
    return Selection(council, open_a_round(product, council, "Autumn", date(2026, 10, 12)), unit)


def invite(product: Product, selection: Selection, *asks: str, **how: Any) -> Invitation:
    return invitations.invite(product, selection, questionnaire_ids=asks or ["small"], scope=Scope.FULL, **how)


def invited(product: Product, selection: Selection) -> invitations.InvitedCounts:
    found = invitations.invited(product, selection)
    assert found
    return found


def test_an_invitation_begins_a_confidential_assessment_and_counts_who_came_never_who(
    product: Product, selection: Selection
) -> None:
    assert invitations.invited(product, selection) is None
    invitation = invite(product, selection)
    assert (invitation.cap, invitation.reveals, invitation.closed_at) == (invitations.DEFAULT_CAP, False, None)
    with product.store.read() as tx:
        (assessment,) = assessments.of_round(tx, selection.organisation.id, selection.round.id, selection.unit.id)
    assert (assessment.privacy, assessment.questionnaire_id) == (Privacy.CONFIDENTIAL, "small")
    assert invited(product, selection) == invitations.InvitedCounts(invitation, joined=0, finished=0, min_group=5)
    people = [respondents.join(product, invitation.code, f"token {at}", role="managers") for at in range(3)]
    assert people[0]
    respondents.submit(product, people[0])
    assert invited(product, selection) == invitations.InvitedCounts(invitation, joined=3, finished=1, min_group=5)


def test_inviting_again_keeps_the_link_and_asks_what_was_added_of_everybody(store: Store, tmp_path: Path) -> None:
    write(tmp_path, id="other")
    product = small_product(store, tmp_path)
    council, unit = start(product)
    selection = Selection(council, open_a_round(product, council, "Autumn", date(2026, 10, 12)), unit)
    invitation = invite(product, selection)
    early = respondents.join(product, invitation.code, "early", role=None)
    assert early
    assert invite(product, selection, "small", "other", cap=3) == invitation
    late = respondents.join(product, invitation.code, "late", role=None)
    assert late
    for who in (early, late):
        assert {page.part.assessment.questionnaire_id for page in respondents.form_of(product, who).pages} == {
            "small",
            "other",
        }
    given = SubmittedAnswer("other", "aims", content_of(3), 0)
    (outcome,) = respondents.save_answers(product, invitation.code, "early", [given]) or []
    assert isinstance(outcome, Answer)


def test_what_is_promised_may_change_until_somebody_has_come_and_not_after(
    product: Product, selection: Selection
) -> None:
    first = invite(product, selection)
    promised = invite(product, selection, reveals=True)
    assert (promised.id, promised.code, promised.reveals) == (first.id, first.code, True)
    door = respondents.find_invitation(product, first.code, "somebody")
    assert door
    assert "In the workshop" in " ".join(door.promise.lines)
    assert respondents.join(product, first.code, "somebody", role=None)
    with refused("promised something else"):
        invite(product, selection, reveals=False)
    assert invited(product, selection).invitation == promised
    assert invite(product, selection, reveals=True) == promised


@pytest.mark.both_databases
def test_of_who_changes_the_promise_and_who_comes_at_once_one_is_first(product: Product, selection: Selection) -> None:
    invitation = invite(product, selection)

    def change() -> bool:
        try:
            return invite(product, selection, reveals=True).reveals
        except Refused:
            return False

    def come() -> bool:
        return respondents.join(product, invitation.code, "somebody", role=None) is not None

    changed, came = at_once([change, come])
    assert came
    assert invited(product, selection).invitation.reveals == changed


def test_a_workshops_reveals_stay_promised_whoever_invites_again(product: Product) -> None:
    here = planned(product)
    assert invite(product, here.selection, reveals=False) == here.invitation
    assert here.invitation.reveals


def test_a_unit_that_is_answered_openly_invites_nobody(product: Product, selection: Selection) -> None:
    ask(product, selection.round, selection.unit, [], privacy=Privacy.OPEN)
    with refused("answered openly"):
        invite(product, selection)
    assert invitations.invited(product, selection) is None
    other = add_unit(product, selection.organisation, "Housing")
    assert invite(product, Selection(selection.organisation, selection.round, other))


def test_nobody_is_invited_to_nothing_or_to_a_closed_round(product: Product, selection: Selection) -> None:
    with refused("at least one questionnaire"):
        invitations.invite(product, selection, questionnaire_ids=[], scope=Scope.FULL)
    closing.close(product, selection.organisation.id, selection.round.id)
    with pytest.raises(Closed):
        invite(product, selection)
    assert invitations.invited(product, selection) is None


@pytest.mark.parametrize("cap", [0, -1, 2001])
def test_a_cap_that_is_none_is_refused(product: Product, selection: Selection, cap: int) -> None:
    with refused("between 1 and 2,000"):
        invite(product, selection, cap=cap)
    invitation = invite(product, selection)
    with refused("Nothing was changed"):
        invitations.set_cap(product, invitation, cap)
    assert invited(product, selection).invitation == invitation


@pytest.mark.both_databases
def test_no_more_come_than_the_cap_however_many_come_at_once_and_more_when_it_is_raised(
    product: Product, selection: Selection
) -> None:
    invitation = invite(product, selection, cap=4)

    def come(token: str) -> Callable[[], bool]:
        def task() -> bool:
            try:
                return respondents.join(product, invitation.code, token, role=None) is not None
            except Refused:
                return False

        return task

    assert sum(at_once([come(f"token {at}") for at in range(7)])) == 4
    assert invited(product, selection).joined == 4
    assert invitations.set_cap(product, invitation, 5).cap == 5
    assert come("one more")()
    assert not come("and another")()
    lowered = invitations.set_cap(product, invitation, 2)
    assert invited(product, selection).joined == 5
    assert respondents.find_invitation(product, lowered.code, "one more"), "who came stays"
    assert respondents.join(product, lowered.code, "one more", role=None)


@pytest.mark.both_databases
def test_of_two_who_come_with_one_token_one_is_made(product: Product, selection: Selection) -> None:
    invitation = invite(product, selection, cap=1)

    def task() -> Respondent | None:
        return respondents.join(product, invitation.code, "one token", role=None)

    assert len(set(at_once([task] * 4))) == 1
    assert invited(product, selection).joined == 1


def test_a_closed_link_leads_nowhere_and_in_again_when_it_is_opened(product: Product, selection: Selection) -> None:
    invitation = invite(product, selection)
    who = respondents.join(product, invitation.code, "somebody", role=None)
    given = [SubmittedAnswer("small", "aims", content_of(2), 0)]
    respondents.save_answers(product, invitation.code, "somebody", given)
    assert invitations.close(product, invitation).closed_at == product.clock()
    assert respondents.find_invitation(product, invitation.code, "somebody") is None
    assert respondents.join(product, invitation.code, "another", role=None) is None
    assert respondents.save_answers(product, invitation.code, "somebody", given) is None
    assert invitations.open_again(product, invitation) == invitation
    door = respondents.find_invitation(product, invitation.code, "somebody")
    assert door
    assert door.respondent == who
    assert who
    (said,) = respondents.form_of(product, who).given.values()
    assert said["aims"].content == content_of(2)


def test_the_link_of_a_workshop_that_has_ended_is_not_opened_again(product: Product) -> None:
    here = planned(product)
    invitations.close(product, here.invitation)
    invitations.open_again(product, here.invitation)
    leading.end(product, here.workshop)
    closed = here.invitation
    with refused("workshop has ended"):
        invitations.open_again(product, closed)
    assert here.invitation == closed
    assert closed.closed_at is not None


def test_k_is_what_was_promised_or_what_is_set_now_whichever_protects_more(store: Store, tmp_path: Path) -> None:
    write(tmp_path)
    careful = product_with(store, tmp_path, small_group=8)
    council, unit = start(careful)
    workshop = planning.make(careful, unit, PLAN, round_id=None, questionnaire_ids=["small"], scope=Scope.FULL)
    with store.read() as tx:
        held = rounds.get(tx, council.id, workshop.round_id)
    selection = Selection(council, held, unit)
    for setting, k in ((8, 8), (3, 8), (10, 10)):
        assert invited(product_with(store, tmp_path, small_group=setting), selection).min_group == k


def offered(product: Product, invitation: Invitation) -> list[str]:
    """The keys of the groups among which those who come choose."""
    found = respondents.find_invitation(product, invitation.code, "a stranger")
    assert found
    return [role.key for role in found.roles]


ROLES = [role.key for role in DEFAULT_ROLES]
GROUPS = [group.key for group in TWO_GROUPS]


def test_colleagues_are_asked_for_their_role_or_for_one_of_two_groups(product: Product, selection: Selection) -> None:
    assert offered(product, invite(product, selection)) == ROLES
    housing = Selection(selection.organisation, selection.round, add_unit(product, selection.organisation, "Housing"))
    in_groups = invite(product, housing, two_groups=True)
    assert in_groups.two_groups
    assert offered(product, in_groups) == GROUPS
    came = respondents.join(product, in_groups.code, "token", role="leaders-and-managers")
    assert came
    assert came.role == "leaders-and-managers"
    for code, role in ((in_groups.code, "managers"), (invite(product, selection).code, "everybody-else")):
        with pytest.raises(NotFound):
            respondents.join(product, code, "another token", role=role)


def test_groups_change_until_somebody_has_begun_and_never_after(product: Product, selection: Selection) -> None:
    invitation = invite(product, selection)
    assert offered(product, invitations.ask_groups(product, invitation, two_groups=True)) == GROUPS
    assert offered(product, invitations.ask_groups(product, invitation, two_groups=False)) == ROLES
    invitations.ask_groups(product, invitation, two_groups=True)
    respondents.join(product, invitation.code, "token", role=None)
    with refused("have said which group they are in"):
        invitations.ask_groups(product, invitation, two_groups=False)
    with refused("have said which group they are in"):
        invite(product, selection, two_groups=False)
    assert offered(product, invitation) == GROUPS
    assert invite(product, selection) == invitations.ask_groups(product, invitation, two_groups=True)
