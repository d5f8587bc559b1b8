"""Respondents: the devices that joined by an invitation, known by the hash of a secret token, and what they answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from journey.model import Assessment, Invitation, Privacy, Respondent, Response, WorkshopStage
from journey.store import answers, assessments, invitations, organisations, rounds, tables, workshops
from journey.store.errors import NotFound

_invitation, _respondent, _link = tables.invitation.c, tables.respondent.c, tables.respondent_response.c
_round, _assessment, _response = tables.round_.c, tables.assessment.c, tables.response.c
_workshop = tables.workshop.c

_OF_RESPONSE = ("role", "place", "finished_at")

_COUNT = (
    select(func.count())
    .select_from(tables.respondent)
    .where(
        _respondent.organisation_id == bindparam("organisation_id"),
        _respondent.invitation_id == bindparam("invitation_id"),
    )
)
_EVERYBODY = (
    select(tables.respondent)
    .where(
        _respondent.organisation_id == bindparam("organisation_id"),
        _respondent.invitation_id == bindparam("invitation_id"),
    )
    .order_by(_respondent.sequence)
)
_GET = select(tables.respondent).where(
    _respondent.organisation_id == bindparam("organisation_id"), _respondent.id == bindparam("respondent_id")
)
_BY_TOKEN = select(tables.respondent).where(
    _respondent.organisation_id == bindparam("organisation_id"),
    _respondent.invitation_id == bindparam("invitation_id"),
    _respondent.token_hash == bindparam("token_hash"),
)
_BY_PAGE = select(tables.respondent).where(
    _respondent.organisation_id == bindparam("organisation_id"),
    _respondent.invitation_id == bindparam("invitation_id"),
    _respondent.page_hash == bindparam("page_hash"),
)
_GIVE_TOKEN = (
    update(tables.respondent)
    .where(_respondent.organisation_id == bindparam("own_id"), _respondent.id == bindparam("own_respondent"))
    .values(token_hash=bindparam("new_token_hash"))
)
_OWN_RESPONDENTS = select(_respondent.id).where(
    _respondent.organisation_id == bindparam("own_id"), _respondent.invitation_id == bindparam("own_invitation")
)
_THEIR_RESPONSES = select(_link.response_id).where(
    _link.organisation_id == bindparam("own_id"), _link.respondent_id.in_(_OWN_RESPONDENTS)
)
# Votes and links by themselves: taken along with each respondent or response, all of them would be looked through.
_REMOVE_WITH_THEM = tuple(
    delete(table).where(table.c.organisation_id == bindparam("own_id"), table.c.respondent_id.in_(_OWN_RESPONDENTS))
    for table in (tables.vote, tables.respondent_response)
)
_REMOVE_RESPONDENTS = delete(tables.respondent).where(
    _respondent.organisation_id == bindparam("own_id"), _respondent.invitation_id == bindparam("own_invitation")
)
_REMOVE_RESPONSE = delete(tables.response).where(
    _response.organisation_id == bindparam("own_id"), _response.id == bindparam("own_response")
)
_REMOVE = delete(tables.respondent).where(
    _respondent.organisation_id == bindparam("own_id"), _respondent.id == bindparam("own_respondent")
)
_HAS_ANSWERED = select(
    select(_link.respondent_id)
    .join(
        tables.answer,
        (tables.answer.c.organisation_id == _link.organisation_id) & (tables.answer.c.response_id == _link.response_id),
    )
    .where(_link.organisation_id == bindparam("organisation_id"), _link.respondent_id == bindparam("respondent_id"))
    .exists()
    | select(tables.vote.c.respondent_id)
    .where(
        tables.vote.c.organisation_id == bindparam("organisation_id"),
        tables.vote.c.respondent_id == bindparam("respondent_id"),
    )
    .exists()
)
_PARTS = (
    select(*tables.assessment.c, _response.id.label("response_id"), *(_response[name] for name in _OF_RESPONSE))
    .select_from(
        tables.respondent_response.join(
            tables.response,
            (_response.organisation_id == _link.organisation_id) & (_response.id == _link.response_id),
        ).join(
            tables.assessment,
            (_assessment.organisation_id == _response.organisation_id) & (_assessment.id == _response.assessment_id),
        )
    )
    .where(_link.organisation_id == bindparam("organisation_id"), _link.respondent_id == bindparam("respondent_id"))
    .order_by(_response.sequence)
)


_TOKEN_STATE = (
    select(
        _respondent.id.label("respondent_id"),
        _respondent.invitation_id,
        _respondent.role,
        _workshop.id.label("workshop_id"),
        _workshop.stage,
        *tables.assessment.c,
        _response.id.label("response_id"),
        _response.place,
        _response.finished_at,
    )
    .select_from(
        tables.invitation.join(
            tables.round_,
            (_round.organisation_id == _invitation.organisation_id) & (_round.id == _invitation.round_id),
        )
        .join(
            tables.respondent,
            (_respondent.organisation_id == _invitation.organisation_id)
            & (_respondent.invitation_id == _invitation.id)
            & (_respondent.token_hash == bindparam("token_hash")),
        )
        .join(
            tables.respondent_response,
            (_link.organisation_id == _respondent.organisation_id) & (_link.respondent_id == _respondent.id),
        )
        .join(
            tables.response,
            (_response.organisation_id == _link.organisation_id) & (_response.id == _link.response_id),
        )
        .join(
            tables.assessment,
            (_assessment.organisation_id == _response.organisation_id) & (_assessment.id == _response.assessment_id),
        )
        .outerjoin(
            tables.workshop,
            (_workshop.organisation_id == _invitation.organisation_id)
            & (_workshop.round_id == _invitation.round_id)
            & (_workshop.unit_id == _invitation.unit_id),
        )
    )
    .where(_invitation.code == bindparam("code"), _invitation.closed_at.is_(None), _round.closed_at.is_(None))
    .order_by(_response.sequence)
)


_PLACE = (
    _TOKEN_STATE.add_columns(
        tables.organisation.c.name.label("organisation_name"),
        tables.unit.c.name.label("unit_name"),
        _round.name.label("round_name"),
        _workshop.title,
    )
    .join(tables.organisation, tables.organisation.c.id == _invitation.organisation_id)
    .join(
        tables.unit,
        (tables.unit.c.organisation_id == _invitation.organisation_id) & (tables.unit.c.id == _invitation.unit_id),
    )
)


@dataclass(frozen=True, slots=True)
class TokenState:
    """The respondent who holds the token, what they answer, and the workshop's stage: all that saving needs to know.

    ``stage`` is None where there is no workshop.
    """

    respondent: Respondent
    stage: WorkshopStage | None
    parts: tuple[tuple[Assessment, Response], ...]


def token_state(tx: Connection, code: str, token_hash: str) -> TokenState | None:
    """The respondent who holds the token and joined by this code, with all they answer; None where there is nobody.

    For a transaction that writes: it locks the workshop for share, so that nothing is saved between the count of a
    reveal and its commit. On SQLite nobody else writes in any case.
    """
    rows = tx.execute(_TOKEN_STATE, {"code": code, "token_hash": token_hash}).all()
    if not rows:
        return None
    first = rows[0]
    stage = None if first.workshop_id is None else WorkshopStage(first.stage)
    if stage is not None and tx.dialect.name != "sqlite":
        stage = workshops.stage_locked_for_share(tx, first.organisation_id, first.workshop_id)
    respondent = Respondent(first.respondent_id, first.organisation_id, first.invitation_id, first.role)
    return TokenState(respondent, stage, tuple(_part_of(row) for row in rows))


@dataclass(frozen=True, slots=True)
class TokenPlace:
    """What a page says of where its reader answers, by name, and what they answer; ``title`` is the workshop's."""

    organisation: str
    unit: str
    round: str
    title: str | None
    stage: WorkshopStage | None
    parts: tuple[tuple[Assessment, Response], ...]


def token_place(tx: Connection, code: str, token_hash: str) -> TokenPlace | None:
    """Where the holder of the token answers, who joined by this code; None where there is nobody. Locks nothing."""
    rows = tx.execute(_PLACE, {"code": code, "token_hash": token_hash}).all()
    if not rows:
        return None
    first = rows[0]
    return TokenPlace(
        organisation=first.organisation_name,
        unit=first.unit_name,
        round=first.round_name,
        title=first.title,
        stage=None if first.workshop_id is None else WorkshopStage(first.stage),
        parts=tuple(_part_of(row) for row in rows),
    )


def joined(tx: Connection, organisation_id: str, invitation_id: str) -> int:
    """How many devices joined by the invitation."""
    return tx.execute(_COUNT, {"organisation_id": organisation_id, "invitation_id": invitation_id}).scalar_one()


def get(tx: Connection, organisation_id: str, respondent_id: str) -> Respondent:
    """The respondent with this id. NotFound."""
    row = tx.execute(_GET, {"organisation_id": organisation_id, "respondent_id": respondent_id}).one_or_none()
    if row is None:
        raise NotFound("respondent", respondent_id)
    return Respondent(row.id, organisation_id, row.invitation_id, row.role)


def by_page(tx: Connection, organisation_id: str, invitation_id: str, page_hash: str) -> Respondent | None:
    """The respondent who joined from the page whose token has this hash."""
    key = {"organisation_id": organisation_id, "invitation_id": invitation_id, "page_hash": page_hash}
    row = tx.execute(_BY_PAGE, key).one_or_none()
    return None if row is None else Respondent(row.id, organisation_id, invitation_id, row.role)


def joined_from_a_page(tx: Connection, organisation_id: str, respondent_id: str) -> bool:
    """Whether it is known from which page the respondent joined: release 1.0.0 kept nothing of it."""
    row = tx.execute(_GET, {"organisation_id": organisation_id, "respondent_id": respondent_id}).one_or_none()
    return row is not None and row.page_hash is not None


def has_answered(tx: Connection, organisation_id: str, respondent_id: str) -> bool:
    """Whether the respondent has answered a statement or voted at least once."""
    key = {"organisation_id": organisation_id, "respondent_id": respondent_id}
    return bool(tx.execute(_HAS_ANSWERED, key).scalar_one())


def give_token(tx: Connection, organisation_id: str, respondent_id: str, token_hash: str) -> None:
    """Let the respondent be known by this token, and by no earlier one."""
    tx.execute(
        _GIVE_TOKEN,
        {"own_id": organisation_id, "own_respondent": respondent_id, "new_token_hash": token_hash},
    )


def erase(tx: Connection, organisation_id: str, respondent_id: str) -> None:
    """Take away the respondent with their responses and votes. Closed where the round is; NotFound."""
    respondent = get(tx, organisation_id, respondent_id)
    invitation = invitations.lock_for_update(tx, organisation_id, respondent.invitation_id)
    rounds.lock_open_for_share(tx, organisation_id, invitation.round_id)
    for _, response in parts(tx, organisation_id, respondent_id):
        answers.erase(tx, organisation_id, response.id)
    tx.execute(_REMOVE, {"own_id": organisation_id, "own_respondent": respondent_id})


def add(
    tx: Connection,
    organisation_id: str,
    invitation_id: str,
    *,
    token_hash: str,
    role: str | None,
    page_hash: str | None = None,
) -> Respondent:
    """Join by the invitation: a respondent with a response to each confidential assessment of its unit and round.

    ``page_hash`` is that of the page's token from which they join. A device that joined before keeps its respondent.
    Closed where the round is; NotFound (also for an unknown role).
    """
    invitation = invitations.lock_for_update(tx, organisation_id, invitation_id)
    key = {"organisation_id": organisation_id, "invitation_id": invitation_id, "token_hash": token_hash}
    row = tx.execute(_BY_TOKEN, key).one_or_none()
    if row is not None:
        return Respondent(row.id, organisation_id, invitation_id, row.role)
    rounds.lock_open_for_share(tx, organisation_id, invitation.round_id)
    if role is not None and role not in {known.key for known in organisations.roles(tx, organisation_id)}:
        raise NotFound("role", role)
    added = Respondent(token_urlsafe(16), organisation_id, invitation_id, role)
    tx.execute(insert(tables.respondent), key | {"id": added.id, "role": role, "page_hash": page_hash})
    _give_responses(tx, invitation, added, has=())
    return added


def remove_all(tx: Connection, organisation_id: str, invitation_id: str) -> int:
    """Remove everybody who joined by the invitation, with all they answered and voted; how many they were.

    What paper ballots say is kept, and the tallies are counted anew from it. Closed where the round is; NotFound.
    """
    invitation = invitations.lock_for_update(tx, organisation_id, invitation_id)
    # Nobody saves an answer until the transaction ends, and who waits to then finds no response to save it to.
    rounds.lock_open_for_update(tx, organisation_id, invitation.round_id)
    own = {"own_id": organisation_id, "own_invitation": invitation_id}
    response_ids = tx.execute(_THEIR_RESPONSES, own).scalars().all()
    for remove in _REMOVE_WITH_THEM:
        tx.execute(remove, own)
    removed = tx.execute(_REMOVE_RESPONDENTS, own).rowcount
    if response_ids:
        tx.execute(_REMOVE_RESPONSE, [{"own_id": organisation_id, "own_response": id_} for id_ in response_ids])
    for assessment in assessments.of_round(tx, organisation_id, invitation.round_id, invitation.unit_id):
        if assessment.privacy is Privacy.CONFIDENTIAL:
            answers.recount(tx, organisation_id, assessment.id)
    return removed


def complete_responses(tx: Connection, organisation_id: str, invitation_id: str) -> None:
    """Give every respondent a response to each assessment added since they joined. Closed; NotFound."""
    invitation = invitations.lock_for_update(tx, organisation_id, invitation_id)
    key = {"organisation_id": organisation_id, "invitation_id": invitation_id}
    for row in tx.execute(_EVERYBODY, key).all():
        respondent = Respondent(row.id, organisation_id, invitation_id, row.role)
        answered = [assessment.id for assessment, _ in parts(tx, organisation_id, respondent.id)]
        _give_responses(tx, invitation, respondent, has=answered)


def _give_responses(tx: Connection, invitation: Invitation, respondent: Respondent, *, has: Collection[str]) -> None:
    organisation_id = invitation.organisation_id
    for assessment in assessments.of_round(tx, organisation_id, invitation.round_id, invitation.unit_id):
        if assessment.privacy is Privacy.CONFIDENTIAL and assessment.id not in has:
            response = assessments.add_response(tx, organisation_id, assessment.id, role=respondent.role)
            link = {"organisation_id": organisation_id, "respondent_id": respondent.id, "response_id": response.id}
            tx.execute(insert(tables.respondent_response), link)


def parts(tx: Connection, organisation_id: str, respondent_id: str) -> list[tuple[Assessment, Response]]:
    """The assessments that the respondent answers, each with their own response, in the order they were added."""
    rows = tx.execute(_PARTS, {"organisation_id": organisation_id, "respondent_id": respondent_id})
    return [_part_of(row) for row in rows]


def _part_of(row: Row[*tuple[Any, ...]]) -> tuple[Assessment, Response]:
    response = Response(row.response_id, row.organisation_id, row.id, row.role, row.place, row.finished_at)
    return assessments.assessment_of(row), response
