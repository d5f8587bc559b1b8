"""Answering by invitation: come by a code, find one's answers again, answer section by section, submit.

Whoever answers is known by the token in their browser's cookie, of which the store knows the hash alone. Everything
here begins with ``knock``: a code that is unknown, closed or of a closed round is one and the same to whoever asks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from journey.model import (
    Answer,
    AnswerContent,
    Assessment,
    Invitation,
    Organisation,
    Privacy,
    Respondent,
    Role,
    Round,
    Unit,
    Workshop,
)
from journey.privacy import threshold
from journey.promise import Promise, promise
from journey.scoring import asked_statements, is_evidenced
from journey.service.assessing import Page, Part, check, tidy
from journey.service.pinned import questionnaire_of
from journey.service.product import Product
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
from journey.store.invitations import Came


class Full(Exception):
    """As many have come as were invited."""

    def __init__(self, cap: int) -> None:
        super().__init__(
            f"This link is for {cap} people, and as many have come. Nothing was saved. Ask whoever sent it to you."
        )


class Shut(Exception):
    """The answers to a statement were revealed, or the workshop is over: they stay as they are."""

    def __init__(self) -> None:
        super().__init__(
            "The answers to this statement have been shown in the workshop and stay as they are. "
            "What you saved before was kept; this change was not saved."
        )


@dataclass(frozen=True, slots=True)
class Door:
    """Where a code leads, and who of those that came holds the token; ``respondent`` is None where nobody does."""

    organisation: Organisation
    round: Round
    unit: Unit
    invitation: Invitation
    respondent: Respondent | None
    workshop: Workshop | None
    roles: Sequence[Role]
    promise: Promise


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that a respondent is asked, page by page, and what they have said.

    ``given``: response id → statement id → answer. ``shut`` has the assessment and statement ids whose answers were
    revealed and stay as they are.
    """

    pages: tuple[Page, ...]
    given: Mapping[str, Mapping[str, Answer]]
    shut: frozenset[tuple[str, str]]

    @property
    def is_submitted(self) -> bool:
        """Whether the respondent has said that they are through; they may change answers all the same."""
        return bool(self.pages) and all(page.part.response.finished_at for page in self.pages)


def hashed(token: str) -> str:
    """What the store knows of a token: not the hash under which it knows a manager's browser."""
    return hashlib.sha256(f"respondent:{token}".encode()).hexdigest()


def knock(product: Product, code: str, token: str) -> Door | None:
    """Where the code leads, for whoever holds the token; None for any code that leads nowhere. Raises Unavailable."""
    with product.store.read() as tx:
        came = invitations.by_code(tx, code, hashed(token))
        return None if came is None else _door(tx, product, came)


def _door(tx: Connection, product: Product, came: Came) -> Door:
    found = came.invitation
    organisation_id = found.organisation_id
    own = _confidential(tx, found)
    k = threshold(product.settings.small_group, max((one.small_group for one in own), default=0))
    return Door(
        organisation=organisations.get(tx, organisation_id),
        round=rounds.get(tx, organisation_id, found.round_id),
        unit=organisations.unit(tx, organisation_id, found.unit_id),
        invitation=found,
        respondent=came.respondent,
        workshop=workshops.of_unit(tx, organisation_id, found.round_id, found.unit_id),
        roles=organisations.roles(tx, organisation_id),
        promise=promise(k, reveals=found.reveals),
    )


def come(product: Product, code: str, token: str, *, role: str | None) -> Respondent | None:
    """Begin to answer, in a role or without one. Who came before is found again, in the role chosen then.

    None where the code leads nowhere. Raises Full, NotFound (no such role), Unavailable.
    """
    with product.store.write() as tx:
        came = invitations.by_code(tx, code, hashed(token))
        if came is None or came.respondent is not None:
            return came.respondent if came else None
        organisation_id = came.invitation.organisation_id
        held = invitations.hold(tx, organisation_id, came.invitation.id)
        if invitations.came(tx, organisation_id, held.id) >= held.cap:
            raise Full(held.cap)
        added = invitations.add_respondent(tx, organisation_id, held.id, token_hash=hashed(token), role=role)
        workshop = workshops.of_unit(tx, organisation_id, held.round_id, held.unit_id)
        if workshop is not None:
            workshops.touch(tx, organisation_id, workshop.id)
        return added


def sheet(product: Product, respondent: Respondent) -> Sheet:
    """What the respondent is asked, and what they have said. Raises NotFound, Unavailable."""
    with product.store.read() as tx:
        parts = list(_parts(tx, respondent))
        given = {
            part.response.id: answers.of_response(tx, respondent.organisation_id, part.response.id) for part in parts
        }
        shut = frozenset(
            (part.assessment.id, statement_id)
            for part in parts
            for statement_id in questions.shut(tx, respondent.organisation_id, part.assessment.id)
        )
    pages = tuple(Page(part, section, statements) for part in parts for section, statements in part.sections())
    return Sheet(pages, given, shut)


def record(
    product: Product,
    respondent: Respondent,
    response_id: str,
    statement_id: str,
    content: AnswerContent,
    *,
    expected_version: int,
) -> Answer:
    """Save one of the respondent's own answers, and return it as it is stored after the commit.

    What is stored already is not saved again: a form that was sent twice counts once. Raises InvalidAnswer, Conflict
    (saved in another window since), Shut, Closed, NotFound (another's response, a statement that is not asked),
    Unavailable.
    """
    content = tidy(content)
    check(content)
    at = product.clock()
    with product.store.write() as tx:
        part = next((one for one in _parts(tx, respondent) if one.response.id == response_id), None)
        if part is None:
            raise NotFound("response", response_id)
        if statement_id not in part.asked:
            raise NotFound("statement", statement_id)
        return _save(tx, part, statement_id, content, expected_version, writer=respondent.id, at=at)


def _save(
    tx: Connection,
    part: Part,
    statement_id: str,
    content: AnswerContent,
    expected_version: int,
    *,
    writer: str,
    at: datetime,
) -> Answer:
    organisation_id, response_id = part.assessment.organisation_id, part.response.id
    workshop = workshops.of_unit(tx, organisation_id, part.assessment.round_id, part.assessment.unit_id)
    if workshop is not None:
        # Held, so that nothing is saved between the count of a reveal and its commit.
        workshops.hold_still(tx, organisation_id, workshop.id)
        if questions.is_shut(tx, organisation_id, part.assessment.id, statement_id):
            raise Shut
    stored = answers.get(tx, organisation_id, response_id, statement_id)
    if stored.version and stored.content == content:
        return stored
    statement = next(one for one in part.questionnaire.statements() if one.id == statement_id)
    return answers.save(
        tx,
        organisation_id,
        response_id,
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


def _parts(tx: Connection, respondent: Respondent) -> Iterator[Part]:
    """What the respondent answers: an assessment each, with their own response."""
    organisation_id = respondent.organisation_id
    for assessment_id, response_id in invitations.responses(tx, organisation_id, respondent.id).items():
        assessment = assessments.get(tx, organisation_id, assessment_id)
        questionnaire = questionnaire_of(tx, assessment)
        asked = frozenset(asked_statements(questionnaire, assessment.scope))
        yield Part(assessment, assessments.response(tx, organisation_id, response_id), questionnaire, asked)


def _confidential(tx: Connection, found: Invitation) -> list[Assessment]:
    of_unit = assessments.of_round(tx, found.organisation_id, found.round_id, found.unit_id)
    return [one for one in of_unit if one.privacy is Privacy.CONFIDENTIAL]
