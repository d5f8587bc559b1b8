"""Answering by invitation: join by a code, find one's answers again, answer section by section, submit.

The respondent is known by the token in their browser's cookie; the store has its hash alone. ``find_invitation`` treats
an unknown code, a closed one and one of a closed round alike, so that whoever tries codes learns nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.model import (
    GROUP_KEYS,
    TWO_GROUPS,
    Answer,
    Assessment,
    Invitation,
    Organisation,
    Respondent,
    Response,
    Role,
    Round,
    Unit,
    Workshop,
    WorkshopStage,
)
from journey.model.refusals import Refusal
from journey.service.answering.sessions import AssessmentPart, SectionPage, Workload, pages_of, workload_of
from journey.service.answering.submitted_answers import SaveOutcome, SubmittedAnswer, save_submitted
from journey.service.assessments import asked_of, confidential_of, min_group_of
from journey.service.context import Product
from journey.service.refused import Refused
from journey.store import (
    Connection,
    NotFound,
    answers,
    assessments,
    invitations,
    organisations,
    questions,
    rounds,
    workshops,
)
from journey.store import respondents as stored_respondents
from journey.store.invitations import FoundInvitation
from journey.wording.privacy_notice import Promise, promise


@dataclass(frozen=True, slots=True)
class JoinContext:
    """What a code leads to, and the respondent who holds the token; None where nobody who joined does."""

    organisation: Organisation
    round: Round
    unit: Unit
    invitation: Invitation
    respondent: Respondent | None
    workshop: Workshop | None
    roles: Sequence[Role]
    promise: Promise


@dataclass(frozen=True, slots=True)
class RespondentForm:
    """Everything that a respondent is asked, page by page, and what they have said.

    ``given``: response id → statement id → answer. ``shut`` has the assessment and statement ids whose answers were
    revealed and stay as they are; ``second_votes`` the numbers of those that are open, by the same ids.
    """

    pages: tuple[SectionPage, ...]
    given: Mapping[str, Mapping[str, Answer]]
    shut: frozenset[tuple[str, str]]
    second_votes: Mapping[tuple[str, str], int]

    @property
    def is_submitted(self) -> bool:
        """Whether the respondent has said that they are through; they may change answers all the same."""
        return bool(self.pages) and all(page.part.response.finished_at for page in self.pages)


def hashed(token: str) -> str:
    """What the store knows of a token: not the hash under which it knows a manager's browser."""
    return hashlib.sha256(f"respondent:{token}".encode()).hexdigest()


def size(product: Product, invitation: Invitation) -> Workload:
    """What is asked of those who join by the invitation."""
    with product.store.read() as tx:
        statements = [
            statement
            for assessment in confidential_of(tx, invitation)
            for statement in asked_of(tx, assessment).statements.values()
        ]
    return workload_of(statements)


def find_invitation(product: Product, code: str, token: str) -> JoinContext | None:
    """Where the code leads, for whoever holds the token; None for any code that leads nowhere. Raises Unavailable."""
    with product.store.read() as tx:
        found = invitations.by_code(tx, code, hashed(token))
        return None if found is None else _join_context(tx, product, found)


def find_who_joined_before(product: Product, code: str, token: str) -> JoinContext | None:
    """As ``find_invitation``, for the token in a cookie of release 1.0.0, which was one for all codes of a device.

    None also where no one holds it who joined under that release: whoever has joined since has a cookie of this
    release, and the other one may have been planted.
    """
    with product.store.read() as tx:
        found = invitations.by_code(tx, code, hashed(token))
        if found is None or found.respondent is None:
            return None
        if stored_respondents.joined_from_a_page(tx, found.respondent.organisation_id, found.respondent.id):
            return None
        return _join_context(tx, product, found)


def _join_context(tx: Connection, product: Product, found: FoundInvitation) -> JoinContext:
    invitation = found.invitation
    organisation_id = invitation.organisation_id
    min_group = min_group_of(product.settings.min_group, *confidential_of(tx, invitation))
    return JoinContext(
        organisation=organisations.get(tx, organisation_id),
        round=rounds.get(tx, organisation_id, invitation.round_id),
        unit=organisations.unit(tx, organisation_id, invitation.unit_id),
        invitation=invitation,
        respondent=found.respondent,
        workshop=workshops.of_unit(tx, organisation_id, invitation.round_id, invitation.unit_id),
        roles=groups_offered(organisations.roles(tx, organisation_id), two_groups=invitation.two_groups),
        promise=promise(min_group, reveals=invitation.reveals),
    )


def was_opened_again(product: Product, invitation: Invitation) -> bool:
    """Whether the round was closed once: what was answered before counts, and no device is known by it any more."""
    with product.store.read() as tx:
        return bool(rounds.reopenings(tx, invitation.organisation_id, invitation.round_id))


def groups_offered(roles: Sequence[Role], *, two_groups: bool) -> list[Role]:
    """What people choose from: the two groups, by the organisation's names for them, or its roles that are none."""
    if not two_groups:
        return [role for role in roles if role.key not in GROUP_KEYS]
    return [role for role in roles if role.key in GROUP_KEYS] or list(TWO_GROUPS)


def join(
    product: Product,
    code: str,
    token: str,
    *,
    role: str | None,
    told_of_reveals: bool | None = None,
    page_token: str | None = None,
) -> Respondent | None:
    """Begin to answer, in a role or without one. Who came before is found again, in the role chosen then.

    ``token`` is what the device is known by from now on; ``page_token`` that of the page from which they join. A page
    that is sent twice makes one respondent, whom the token given last finds, until the first answer: whoever sends it
    after that is not the one who answered. ``told_of_reveals`` is what they have read about it; None where they are yet
    to read anything. None where the code leads nowhere. Raises Refused (the promise has changed, as many have come as
    are invited, or somebody has answered who joined from this page), NotFound (no such role), Unavailable.
    """
    with product.store.write() as tx:
        found = invitations.by_code(tx, code, hashed(token))
        if found is None or found.respondent is not None:
            return found.respondent if found else None
        organisation_id = found.invitation.organisation_id
        invitation = invitations.lock_for_update(tx, organisation_id, found.invitation.id)
        # Read again under the lock: this device in another window, or whoever closes the link, may have been quicker.
        found = invitations.by_code(tx, code, hashed(token))
        if found is None or found.respondent is not None:
            return found.respondent if found else None
        if page_token is not None and (sent_before := _joined_from(tx, invitation, page_token)):
            stored_respondents.give_token(tx, organisation_id, sent_before.id, hashed(token))
            return sent_before
        if told_of_reveals not in (None, invitation.reveals):
            raise Refused(Refusal.PROMISE_CHANGED)
        offered = groups_offered(organisations.roles(tx, organisation_id), two_groups=invitation.two_groups)
        if role is not None and role not in {one.key for one in offered}:
            raise NotFound("role", role)
        if stored_respondents.joined(tx, organisation_id, invitation.id) >= invitation.cap:
            raise Refused(Refusal.INVITATION_FULL, people=invitation.cap)
        page_hash = None if page_token is None else hashed(page_token)
        added = stored_respondents.add(
            tx, organisation_id, invitation.id, token_hash=hashed(token), role=role, page_hash=page_hash
        )
        workshop = workshops.of_unit(tx, organisation_id, invitation.round_id, invitation.unit_id)
        if workshop is not None:
            workshops.touch(tx, organisation_id, workshop.id)
        return added


def _joined_from(tx: Connection, invitation: Invitation, page_token: str) -> Respondent | None:
    """Who joined from the page, where they have not answered yet. Raises Refused where they have."""
    found = stored_respondents.by_page(tx, invitation.organisation_id, invitation.id, hashed(page_token))
    if found is not None and stored_respondents.has_answered(tx, invitation.organisation_id, found.id):
        raise Refused(Refusal.PAGE_WAS_USED)
    return found


def form_of(product: Product, respondent: Respondent) -> RespondentForm:
    """What the respondent is asked, and what they have said. Raises NotFound, Unavailable."""
    with product.store.read() as tx:
        return form_in(tx, _parts(tx, respondent))


def form_in(tx: Connection, parts: Sequence[AssessmentPart]) -> RespondentForm:
    """The same of parts that are known already, within a transaction."""
    given = {one.response.id: answers.of_response(tx, one.assessment.organisation_id, one.response.id) for one in parts}
    put = {
        one.assessment.id: questions.put_to_the_room(tx, one.assessment.organisation_id, one.assessment.id)
        for one in parts
    }
    shut = frozenset((id_, statement_id) for id_, of_one in put.items() for statement_id in of_one.locked)
    again = {
        (id_, statement_id): vote.number
        for id_, of_one in put.items()
        for statement_id, vote in of_one.second_votes.items()
    }
    return RespondentForm(pages_of(parts), given, shut, again)


def save_answers(product: Product, code: str, token: str, given: Sequence[SubmittedAnswer]) -> list[SaveOutcome] | None:
    """Save answers of whoever holds the token, in one transaction; what became of each, in the same order.

    One that cannot be saved does not keep the others from it. What is stored already is not saved again: a form that
    was sent twice counts once. A choice that was changed in another window since is a Conflict; where this one only
    shows what the other had replaced, the other's stays. What was made before its statement was asked again is not
    counted for the second vote. None where the code leads nowhere, or the token's holder did not come by it. Raises
    NotFound where a statement is not asked (nothing is saved then), Unavailable.
    """
    at = product.clock()
    with product.store.write() as tx:
        slip = stored_respondents.token_state(tx, code, hashed(token))
        if slip is None or slip.stage is WorkshopStage.ENDED:
            return None
        parts = {part.assessment.questionnaire_id: part for part in (part_of(tx, *pair) for pair in slip.parts)}
        for submitted in given:
            part = parts.get(submitted.questionnaire_id)
            if part is None or submitted.statement_id not in part.asked.statements:
                raise NotFound("statement", submitted.statement_id)
        is_in_room, writer = slip.stage is WorkshopStage.ROOM, slip.respondent.id
        outcomes: dict[tuple[str, str], SaveOutcome] = {}
        # One part after the other as they were added, which is the same order for everybody who locks them.
        for questionnaire_id, part in parts.items():
            of_part = [submitted for submitted in given if submitted.questionnaire_id == questionnaire_id]
            if of_part:
                saved = save_submitted(tx, part, of_part, is_in_room=is_in_room, writer=writer, at=at)
                outcomes |= {(questionnaire_id, statement_id): outcome for statement_id, outcome in saved.items()}
        return [outcomes[submitted.questionnaire_id, submitted.statement_id] for submitted in given]


def submit(product: Product, respondent: Respondent) -> None:
    """The respondent is through; answers may be changed until the round is closed. Raises Closed, Unavailable."""
    with product.store.write() as tx:
        for part in _parts(tx, respondent):
            if part.response.finished_at is None:
                assessments.finish(tx, respondent.organisation_id, part.response.id, at=product.clock())


def _parts(tx: Connection, respondent: Respondent) -> list[AssessmentPart]:
    """What the respondent answers: an assessment each, with their own response."""
    found = stored_respondents.parts(tx, respondent.organisation_id, respondent.id)
    return [part_of(tx, assessment, response) for assessment, response in found]


def part_of(tx: Connection, assessment: Assessment, response: Response) -> AssessmentPart:
    """An assessment with a response that is given to it. Raises as ``asked_of`` does."""
    return AssessmentPart(assessment, response, asked_of(tx, assessment))
