"""Invitations and who came by them: codes that lead somewhere or nowhere, caps that hold, each device once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection

from journey.model import Invitation, Privacy, Respondent, Scope, WorkshopStage
from journey.store import (
    Closed,
    NotFound,
    Store,
    assessments,
    invitations,
    organisations,
    respondents,
    rounds,
    workshops,
)
from tests.store.store_examples import (
    NOW,
    PLAN,
    QUESTIONNAIRE,
    TOKEN,
    Council,
    add_council,
    at_once,
    close,
    pinned,
    reopen,
)


def invite(tx: Connection, council: Council, *, cap: int = 12) -> Invitation:
    return invitations.add(tx, council.id, round_id=council.round, unit_id=council.unit, cap=cap, reveals=True)


def come(tx: Connection, council: Council, invitation: Invitation, token: str = TOKEN) -> Respondent:
    return respondents.add(tx, council.id, invitation.id, token_hash=token, role=None)


def assess(tx: Connection, council: Council, unit: str, questionnaire: str, privacy: Privacy) -> str:
    return assessments.add(
        tx,
        council.id,
        round_id=council.round,
        unit_id=unit,
        questionnaire_id=questionnaire,
        content_hash=QUESTIONNAIRE.hash,
        scope=Scope.FULL,
        privacy=privacy,
    ).id


def test_a_unit_has_one_invitation_a_round_with_a_code_of_its_own(store: Store, council: Council) -> None:
    with store.write() as tx:
        first = invite(tx, council)
        again = invitations.add(tx, council.id, round_id=council.round, unit_id=council.unit, cap=1, reveals=False)
        housing = organisations.add_unit(tx, council.id, name="Housing", kind="service").id
        other = invitations.add(tx, council.id, round_id=council.round, unit_id=housing, cap=3, reveals=False)
    assert again == first == Invitation(first.id, council.id, council.round, council.unit, first.code, 12, True, None)
    assert other.code != first.code
    with store.read() as tx:
        assert invitations.of_round(tx, council.id, council.round) == [first, other]
        assert invitations.of_unit(tx, council.id, council.round, housing) == other


def test_codes_have_eight_signs_that_are_not_taken_for_one_another() -> None:
    codes = [invitations.new_code() for _ in range(2000)]
    assert {len(code) for code in codes} == {8}
    assert set("".join(codes)) == set(invitations.ALPHABET)
    assert len(invitations.ALPHABET) == 32
    assert not set("01IO") & set(invitations.ALPHABET)
    assert len(set(codes)) == len(codes)


def test_a_code_that_another_invitation_has_is_drawn_again(
    store: Store, council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter("A" * 16 + "B" * 8)
    monkeypatch.setattr(invitations, "choice", lambda _alphabet: next(drawn))
    with store.write() as tx:
        housing = organisations.add_unit(tx, council.id, name="Housing", kind="service").id
        assert invite(tx, council).code == "AAAAAAAA"
        second = invitations.add(tx, council.id, round_id=council.round, unit_id=housing, cap=1, reveals=False)
        assert second.code == "BBBBBBBB"


def test_nobody_is_invited_to_a_closed_round_nor_for_a_unit_that_is_not_there(store: Store, council: Council) -> None:
    with store.write() as tx, pytest.raises(NotFound, match="'nowhere'"):
        invitations.add(tx, council.id, round_id=council.round, unit_id="nowhere", cap=1, reveals=False)
    with store.write() as tx:
        close(tx, council)
        with pytest.raises(Closed):
            invite(tx, council)


def test_a_code_leads_in_while_invitation_and_round_are_open_and_finds_who_came(store: Store, council: Council) -> None:
    with store.write() as tx:
        invitation = invite(tx, council)
        who = come(tx, council, invitation)

    def found(code: str = invitation.code, token: str = TOKEN) -> tuple[Invitation, Respondent | None] | None:
        with store.read() as tx:
            came = invitations.by_code(tx, code, token)
        return None if came is None else (came.invitation, came.respondent)

    assert found() == (invitation, who)
    assert found(token="u" * 64) == (invitation, None)
    assert found(code="ABCDEFGH") is None
    change(store, invitation, closed=True)
    assert found() is None
    change(store, invitation, closed=False)
    assert found() == (invitation, who)
    with store.write() as tx:
        close(tx, council)
    assert found() is None
    with store.write() as tx:
        reopen(tx, council)
    assert found() == (invitation, who)


def change(store: Store, invitation: Invitation, *, closed: bool) -> None:
    with store.write() as tx:
        at = NOW if closed else None
        invitations.change(tx, invitation.organisation_id, invitation.id, cap=12, reveals=True, closed_at=at)


def test_a_token_of_one_invitation_is_nobody_at_another(store: Store) -> None:
    with store.write() as tx:
        ambershire, wensford = add_council(tx, "Ambershire"), add_council(tx, "Wensford")
        ours, theirs = invite(tx, ambershire), invite(tx, wensford)
        come(tx, ambershire, ours)
    with store.read() as tx:
        came = invitations.by_code(tx, theirs.code, TOKEN)
    assert came
    assert (came.invitation, came.respondent) == (theirs, None)


def test_who_comes_has_a_response_to_each_confidential_assessment_and_none_to_another(
    store: Store, council: Council
) -> None:
    with store.write() as tx:
        housing = organisations.add_unit(tx, council.id, name="Housing", kind="service").id
        second = assess(tx, council, council.unit, "stages", Privacy.CONFIDENTIAL)
        openly = assess(tx, council, council.unit, "open", Privacy.OPEN)
        elsewhere = assess(tx, council, housing, "essentials", Privacy.CONFIDENTIAL)
        invitation = invite(tx, council)
        who = respondents.add(tx, council.id, invitation.id, token_hash=TOKEN, role="managers")
        parts = respondents.parts(tx, council.id, who.id)
        assert [assessment.id for assessment, _ in parts] == [council.assessment, second]
        for assessment, response in parts:
            assert (response.assessment_id, response.role) == (assessment.id, "managers")
            assert response in assessments.responses(tx, council.id, assessment.id)
        assert assessments.responses(tx, council.id, openly) == []
        assert assessments.responses(tx, council.id, elsewhere) == []


def test_who_came_earlier_has_a_response_to_what_is_asked_later(store: Store, council: Council) -> None:
    with store.write() as tx:
        invitation = invite(tx, council)
        who = respondents.add(tx, council.id, invitation.id, token_hash=TOKEN, role="managers")
        (first,) = respondents.parts(tx, council.id, who.id)
        second = assess(tx, council, council.unit, "stages", Privacy.CONFIDENTIAL)
        assess(tx, council, council.unit, "open", Privacy.OPEN)
        for _ in range(2):
            respondents.complete_responses(tx, council.id, invitation.id)
        parts = respondents.parts(tx, council.id, who.id)
        assert parts[0] == first
        assert [(assessment.id, response.role) for assessment, response in parts[1:]] == [(second, "managers")]
        assert len(assessments.responses(tx, council.id, second)) == 1


def test_a_device_comes_once_in_the_role_it_came_in_first(store: Store, council: Council) -> None:
    with store.write() as tx:
        invitation = invite(tx, council)
        first = respondents.add(tx, council.id, invitation.id, token_hash=TOKEN, role="managers")
        again = respondents.add(tx, council.id, invitation.id, token_hash=TOKEN, role="partners")
        assert again == first == Respondent(first.id, council.id, invitation.id, "managers")
        assert respondents.joined(tx, council.id, invitation.id) == 1
        assert len(assessments.responses(tx, council.id, council.assessment)) == 2
    with store.write() as tx, pytest.raises(NotFound):
        respondents.add(tx, council.id, invitation.id, token_hash="u" * 64, role="nobody")
    with store.read() as tx:
        assert respondents.joined(tx, council.id, invitation.id) == 1


def test_nobody_comes_to_a_closed_round(store: Store, council: Council) -> None:
    with store.write() as tx:
        invitation = invite(tx, council)
        close(tx, council)
    with store.write() as tx, pytest.raises(Closed):
        come(tx, council, invitation)


def test_a_slip_has_what_its_holder_answers_and_how_far_the_workshop_is(store: Store, council: Council) -> None:
    with store.write() as tx:
        invitation = invite(tx, council)
        who = come(tx, council, invitation)
        slip = respondents.token_state(tx, invitation.code, TOKEN)
        assert slip
        assert (slip.respondent, slip.stage) == (who, None)
        assert list(slip.parts) == respondents.parts(tx, council.id, who.id)
        held = workshops.add(tx, council.id, round_id=council.round, unit_id=council.unit, plan=PLAN)
        for stage in WorkshopStage:
            held = workshops.save(tx, council.id, replace(held, stage=stage))
            slip = respondents.token_state(tx, invitation.code, TOKEN)
            assert slip
            assert slip.stage is stage
        assert respondents.token_state(tx, invitation.code, "u" * 64) is None
        assert respondents.token_state(tx, "ABCDEFGH", TOKEN) is None
    change(store, invitation, closed=True)
    with store.write() as tx:
        assert respondents.token_state(tx, invitation.code, TOKEN) is None
    change(store, invitation, closed=False)
    with store.write() as tx:
        assert respondents.token_state(tx, invitation.code, TOKEN)
        close(tx, council)
        assert respondents.token_state(tx, invitation.code, TOKEN) is None


def test_invitations_go_with_their_round_and_nobody_elses_do(store: Store, council: Council) -> None:
    with store.write() as tx:
        own = [pinned(b"of the autumn")]
        autumn = rounds.add(tx, council.id, name="Autumn", held_on=date(2026, 9, 1), content=own)
        kept = invitations.add(tx, council.id, round_id=autumn.id, unit_id=council.unit, cap=1, reveals=False)
        gone = invite(tx, council)
        come(tx, council, gone)
        rounds.remove(tx, council.id, council.round)
        assert invitations.by_code(tx, gone.code, TOKEN) is None
        assert invitations.by_code(tx, kept.code, TOKEN)
        assert respondents.joined(tx, council.id, gone.id) == 0


def test_who_invite_at_the_same_time_have_one_invitation_between_them(store: Store, council: Council) -> None:
    def task() -> Invitation:
        with store.write() as tx:
            return invite(tx, council)

    assert len(set(at_once([task] * 6))) == 1


def test_no_more_come_than_the_cap_however_many_come_at_once(store: Store, council: Council) -> None:
    with store.write() as tx:
        invitation = invite(tx, council, cap=3)

    def comes(token: str) -> Callable[[], bool]:
        def task() -> bool:
            with store.write() as tx:
                held = invitations.lock_for_update(tx, council.id, invitation.id)
                if respondents.joined(tx, council.id, held.id) >= held.cap:
                    return False
                come(tx, council, held, token)
                return True

        return task

    assert sum(at_once([comes(sign * 64) for sign in "abcdefgh"])) == 3
    with store.read() as tx:
        assert respondents.joined(tx, council.id, invitation.id) == 3


def test_a_device_that_comes_twice_at_once_comes_once(store: Store, council: Council) -> None:
    with store.write() as tx:
        invitation = invite(tx, council)

    def task() -> Respondent:
        with store.write() as tx:
            return come(tx, council, invitation)

    assert len(set(at_once([task] * 4))) == 1
    with store.read() as tx:
        assert len(assessments.responses(tx, council.id, council.assessment)) == 2
