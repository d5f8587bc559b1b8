"""Answering by invitation: join by a code, find one's answers again, answer section by section, submit.

The respondent is known by the token in their browser's cookie; the store has its hash alone. ``find_invitation`` treats
an unknown code, a closed one and one of a closed round alike, so that whoever tries codes learns nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from journey.model import (
    GROUP_KEYS,
    TWO_GROUPS,
    Answer,
    AnswerContent,
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
from journey.rules.scoring import is_evidenced
from journey.service.answering.saving import check, tidy
from journey.service.answering.sessions import AssessmentPart, SectionPage, Workload, pages_of, workload_of
from journey.service.assessments import asked_of, confidential_of, min_group_of
from journey.service.context import Product
from journey.service.refused import AnswersLocked, Refused
from journey.store import (
    Conflict,
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
class SubmittedAnswer:
    """What a respondent gives to one statement of a questionnaire; ``version`` is that of the answer they had seen."""

    questionnaire_id: str
    statement_id: str
    content: AnswerContent
    version: int


SaveOutcome = Answer | Conflict | Refused
"""What became of one answer that was given: as it is stored now, or why it was not saved."""


@dataclass(frozen=True, slots=True)
class RespondentForm:
    """Everything that a respondent is asked, page by page, and what they have said.

    ``given``: response id → statement id → answer. ``shut`` has the assessment and statement ids whose answers were
    revealed and stay as they are.
    """

    pages: tuple[SectionPage, ...]
    given: Mapping[str, Mapping[str, Answer]]
    shut: frozenset[tuple[str, str]]

    @property
    def is_submitted(self) -> bool:
        """Whether the respondent has said that they are through; they may change answers all the same."""
        return bool(self.pages) and all(page.part.response.finished_at for page in self.pages)


def hashed(token: str) -> str:
    """What the store knows of a token: not the hash under which it knows a manager's browser."""
    return hashlib.sha256(f"respondent:{token}".encode()).hexdigest()


def is_known(product: Product, code: str, token: str) -> bool:
    """Whether the holder of the token has joined by the code."""
    with product.store.read() as tx:
        found = invitations.by_code(tx, code, hashed(token))
        return found is not None and found.respondent is not None


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


def groups_offered(roles: Sequence[Role], *, two_groups: bool) -> list[Role]:
    """What people choose from: the two groups, by the organisation's names for them, or its roles that are none."""
    if not two_groups:
        return [role for role in roles if role.key not in GROUP_KEYS]
    return [role for role in roles if role.key in GROUP_KEYS] or list(TWO_GROUPS)


def join(
    product: Product, code: str, token: str, *, role: str | None, told_of_reveals: bool | None = None
) -> Respondent | None:
    """Begin to answer, in a role or without one. Who came before is found again, in the role chosen then.

    ``told_of_reveals`` is what they have read about it; None where they are yet to read anything. None where the code
    leads nowhere. Raises Refused (the promise has changed, or as many have come as are invited), NotFound (no such
    role), Unavailable.
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
        if told_of_reveals not in (None, invitation.reveals):
            raise Refused(Refusal.PROMISE_CHANGED)
        offered = groups_offered(organisations.roles(tx, organisation_id), two_groups=invitation.two_groups)
        if role is not None and role not in {one.key for one in offered}:
            raise NotFound("role", role)
        if stored_respondents.joined(tx, organisation_id, invitation.id) >= invitation.cap:
            raise Refused(Refusal.INVITATION_FULL, people=invitation.cap)
        added = stored_respondents.add(tx, organisation_id, invitation.id, token_hash=hashed(token), role=role)
        workshop = workshops.of_unit(tx, organisation_id, invitation.round_id, invitation.unit_id)
        if workshop is not None:
            workshops.touch(tx, organisation_id, workshop.id)
        return added


def form_of(product: Product, respondent: Respondent) -> RespondentForm:
    """What the respondent is asked, and what they have said. Raises NotFound, Unavailable."""
    organisation_id = respondent.organisation_id
    with product.store.read() as tx:
        parts = _parts(tx, respondent)
        given = {part.response.id: answers.of_response(tx, organisation_id, part.response.id) for part in parts}
        shut = frozenset(
            (part.assessment.id, statement_id)
            for part in parts
            for statement_id in questions.locked_statements(tx, organisation_id, part.assessment.id)
        )
    return RespondentForm(pages_of(parts), given, shut)


def save_answers(product: Product, code: str, token: str, given: Sequence[SubmittedAnswer]) -> list[SaveOutcome] | None:
    """Save answers of whoever holds the token, in one transaction; what became of each, in the same order.

    One that cannot be saved does not keep the others from it. What is stored already is not saved again: a form that
    was sent twice counts once. A choice that was changed in another window since is a Conflict; where this one only
    shows what the other had replaced, the other's stays. None where the code leads nowhere, or the token's holder did
    not come by it. Raises NotFound where a statement is not asked (nothing is saved then), Unavailable.
    """
    at = product.clock()
    with product.store.write() as tx:
        slip = stored_respondents.token_state(tx, code, hashed(token))
        if slip is None or slip.stage is WorkshopStage.ENDED:
            return None
        parts = {part.assessment.questionnaire_id: part for part in (_part(tx, *pair) for pair in slip.parts)}
        for submitted in given:
            part = parts.get(submitted.questionnaire_id)
            if part is None or submitted.statement_id not in part.asked.statements:
                raise NotFound("statement", submitted.statement_id)
        may_be_shut = slip.stage is WorkshopStage.ROOM
        writer = slip.respondent.id
        return [
            _outcome(tx, parts[submitted.questionnaire_id], submitted, may_be_shut=may_be_shut, writer=writer, at=at)
            for submitted in given
        ]


def _outcome(
    tx: Connection, part: AssessmentPart, submitted: SubmittedAnswer, *, may_be_shut: bool, writer: str, at: datetime
) -> SaveOutcome:
    content = tidy(submitted.content)
    organisation_id, response_id = part.assessment.organisation_id, part.response.id
    try:
        check(content)
        if submitted.version or content == AnswerContent():
            stored = answers.get(tx, organisation_id, response_id, submitted.statement_id)
            is_old = submitted.version < stored.version and content == _seen(tx, part, submitted)
            if stored.content == content or is_old:
                return stored
        if may_be_shut and questions.is_locked(tx, organisation_id, part.assessment.id, submitted.statement_id):
            raise AnswersLocked
        return _save(tx, part, submitted.statement_id, content, submitted.version, writer=writer, at=at)
    except Conflict as conflict:
        if isinstance(conflict.stored, Answer) and conflict.stored.content == content:
            return conflict.stored
        return conflict
    except Refused as refusal:
        return refusal


def _seen(tx: Connection, part: AssessmentPart, submitted: SubmittedAnswer) -> AnswerContent:
    """What the version that a window shows says."""
    if submitted.version < 1:
        return AnswerContent()
    history = answers.history(tx, part.assessment.organisation_id, part.response.id, submitted.statement_id)
    return history[submitted.version - 1].content


def _save(
    tx: Connection,
    part: AssessmentPart,
    statement_id: str,
    content: AnswerContent,
    expected_version: int,
    *,
    writer: str,
    at: datetime,
) -> Answer:
    statement = part.asked.statements[statement_id]
    return answers.save(
        tx,
        part.assessment.organisation_id,
        part.response.id,
        statement_id,
        content,
        evidenced=is_evidenced(content, statement, at.date()),
        expected_version=expected_version,
        writer=writer,
        at=at,
    )


def submit(product: Product, respondent: Respondent) -> None:
    """The respondent is through; answers may be changed until the round is closed. Raises Closed, Unavailable."""
    with product.store.write() as tx:
        for part in _parts(tx, respondent):
            if part.response.finished_at is None:
                assessments.finish(tx, respondent.organisation_id, part.response.id, at=product.clock())


def _parts(tx: Connection, respondent: Respondent) -> list[AssessmentPart]:
    """What the respondent answers: an assessment each, with their own response."""
    found = stored_respondents.parts(tx, respondent.organisation_id, respondent.id)
    return [_part(tx, assessment, response) for assessment, response in found]


def _part(tx: Connection, assessment: Assessment, response: Response) -> AssessmentPart:
    return AssessmentPart(assessment, response, asked_of(tx, assessment))
