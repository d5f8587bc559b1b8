"""Assessments and the responses to them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, insert, select, update

from journey.model import DEFAULT_MIN_GROUP, Assessment, Privacy, Response, Scope
from journey.store import organisations, rounds, tables
from journey.store.dialects import for_each
from journey.store.errors import NotFound

_assessment, _response, _content = tables.assessment.c, tables.response.c, tables.content.c

_ADD = for_each(tables.assessment, lambda insert: insert.on_conflict_do_nothing())
_PIN = for_each(tables.round_content, lambda insert: insert.on_conflict_do_nothing())
_HAS_CONTENT = select(_content.hash).where(
    _content.organisation_id == bindparam("organisation_id"), _content.hash == bindparam("content_hash")
)
_GET = select(tables.assessment).where(
    _assessment.organisation_id == bindparam("organisation_id"), _assessment.id == bindparam("assessment_id")
)
_LOCK = _GET.with_for_update(key_share=True)
_OF_ROUND = (
    select(tables.assessment)
    .where(_assessment.organisation_id == bindparam("organisation_id"), _assessment.round_id == bindparam("round_id"))
    .order_by(_assessment.sequence)
)
_OF_UNIT = _OF_ROUND.where(_assessment.unit_id == bindparam("unit_id"))
_OF_KEY = _OF_UNIT.where(_assessment.questionnaire_id == bindparam("questionnaire_id"))
_BY_QUESTIONNAIRE = (
    select(tables.assessment)
    .where(
        _assessment.organisation_id == bindparam("organisation_id"),
        _assessment.questionnaire_id == bindparam("questionnaire_id"),
    )
    .order_by(_assessment.sequence)
)
_EVERY = (
    select(tables.assessment)
    .where(_assessment.organisation_id == bindparam("organisation_id"))
    .order_by(_assessment.sequence)
)
_VERSIONS = (
    select(_assessment.content_hash, _assessment.scope, _assessment.widened)
    .distinct()
    .where(
        _assessment.organisation_id == bindparam("organisation_id"),
        _assessment.questionnaire_id == bindparam("questionnaire_id"),
    )
    .order_by(_assessment.content_hash, _assessment.scope, _assessment.widened)
)
_WIDEN = (
    update(tables.assessment)
    .where(_assessment.organisation_id == bindparam("own_id"), _assessment.id == bindparam("own_assessment"))
    .values(scope=bindparam("new_scope"), widened=bindparam("new_widened"))
)
_RESPONSE = select(tables.response).where(
    _response.organisation_id == bindparam("organisation_id"), _response.id == bindparam("response_id")
)
_RESPONSES = (
    select(tables.response)
    .where(
        _response.organisation_id == bindparam("organisation_id"),
        _response.assessment_id == bindparam("assessment_id"),
    )
    .order_by(_response.sequence)
)
_OWN_RESPONSE = update(tables.response).where(
    _response.organisation_id == bindparam("own_id"), _response.id == bindparam("own_response")
)
_SET_PLACE = _OWN_RESPONSE.values(place=bindparam("new_place"))
_SET_FINISHED = _OWN_RESPONSE.values(finished_at=bindparam("new_finished_at"))


def add(
    tx: Connection,
    organisation_id: str,
    *,
    round_id: str,
    unit_id: str,
    questionnaire_id: str,
    content_hash: str,
    scope: Scope,
    privacy: Privacy,
    small_group: int = DEFAULT_MIN_GROUP,
) -> Assessment:
    """The unit's assessment by this questionnaire in this round: the existing one, as it is, or a new one.

    The round pins the content from now on; NotFound where the organisation has not pinned content with this hash.
    ``small_group`` is the least number of responses shown together that is promised to those who answer.
    """
    key = {
        "organisation_id": organisation_id,
        "round_id": round_id,
        "unit_id": unit_id,
        "questionnaire_id": questionnaire_id,
    }
    existing = tx.execute(_OF_KEY, key).one_or_none()
    if existing is not None:
        return assessment_of(existing)
    rounds.lock_open_for_share(tx, organisation_id, round_id)
    organisations.unit(tx, organisation_id, unit_id)
    pinned = {"organisation_id": organisation_id, "content_hash": content_hash}
    if tx.execute(_HAS_CONTENT, pinned).one_or_none() is None:
        raise NotFound("content", content_hash)
    tx.execute(_PIN[tx.dialect.name], pinned | {"round_id": round_id})
    asked_how = {
        "content_hash": content_hash,
        "scope": scope.value,
        "privacy": privacy.value,
        "small_group": small_group,
    }
    tx.execute(_ADD[tx.dialect.name], key | asked_how | {"id": token_urlsafe(16)})
    return assessment_of(tx.execute(_OF_KEY, key).one())


def get(tx: Connection, organisation_id: str, assessment_id: str) -> Assessment:
    """The assessment with this id. NotFound."""
    return _read(tx, _GET, organisation_id, assessment_id)


def lock_for_update(tx: Connection, organisation_id: str, assessment_id: str) -> Assessment:
    """Lock the assessment for update, until this transaction ends. NotFound."""
    return _read(tx, _LOCK, organisation_id, assessment_id)


def of_round(tx: Connection, organisation_id: str, round_id: str, unit_id: str | None = None) -> list[Assessment]:
    """The round's assessments in the order they were added, of one unit where it is given."""
    values = {"organisation_id": organisation_id, "round_id": round_id}
    rows = tx.execute(_OF_ROUND, values) if unit_id is None else tx.execute(_OF_UNIT, values | {"unit_id": unit_id})
    return [assessment_of(row) for row in rows]


def by_questionnaire(tx: Connection, organisation_id: str, questionnaire_id: str) -> list[Assessment]:
    """Every assessment by the questionnaire, over all rounds and units, in the order they were added."""
    rows = tx.execute(_BY_QUESTIONNAIRE, {"organisation_id": organisation_id, "questionnaire_id": questionnaire_id})
    return [assessment_of(row) for row in rows]


def every(tx: Connection, organisation_id: str) -> list[Assessment]:
    """The organisation's assessments over all rounds, units and questionnaires, in the order they were added."""
    return [assessment_of(row) for row in tx.execute(_EVERY, {"organisation_id": organisation_id})]


def versions(tx: Connection, organisation_id: str, questionnaire_id: str) -> list[tuple[str, Scope, tuple[str, ...]]]:
    """The versions of the questionnaire that were asked, by content hash, how much of each, and what was widened."""
    rows = tx.execute(_VERSIONS, {"organisation_id": organisation_id, "questionnaire_id": questionnaire_id})
    return [(row.content_hash, Scope(row.scope), tuple(row.widened.split())) for row in rows]


def widen(
    tx: Connection, organisation_id: str, assessment_id: str, section_ids: Collection[str] | None = None
) -> Assessment:
    """Ask the full questionnaire from now on, or these sections of it in full; every answer stays.

    Closed where the round is.
    """
    rounds.lock_open_for_share(tx, organisation_id, get(tx, organisation_id, assessment_id).round_id)
    before = lock_for_update(tx, organisation_id, assessment_id)
    is_full = section_ids is None or before.scope is Scope.FULL
    values = {
        "new_scope": (Scope.FULL if is_full else before.scope).value,
        "new_widened": "" if is_full else " ".join(sorted({*before.widened, *(section_ids or ())})),
    }
    tx.execute(_WIDEN, {"own_id": organisation_id, "own_assessment": assessment_id} | values)
    return get(tx, organisation_id, assessment_id)


def add_response(tx: Connection, organisation_id: str, assessment_id: str, *, role: str | None = None) -> Response:
    """A new response. An open assessment has a single one, which is returned where it exists.

    Closed where the round is and there is none to return; NotFound for a role that the organisation does not have.
    """
    assessment = get(tx, organisation_id, assessment_id)
    if assessment.privacy is Privacy.OPEN:
        lock_for_update(tx, organisation_id, assessment_id)
        existing = responses(tx, organisation_id, assessment_id)
        if existing:
            return existing[0]
    rounds.lock_open_for_share(tx, organisation_id, assessment.round_id)
    if role is not None and role not in {known.key for known in organisations.roles(tx, organisation_id)}:
        raise NotFound("role", role)
    added = Response(token_urlsafe(16), organisation_id, assessment_id, role, None, None)
    tx.execute(
        insert(tables.response),
        {"id": added.id, "organisation_id": organisation_id, "assessment_id": assessment_id, "role": role},
    )
    return added


def responses(tx: Connection, organisation_id: str, assessment_id: str) -> list[Response]:
    """The assessment's responses in the order they were begun."""
    rows = tx.execute(_RESPONSES, {"organisation_id": organisation_id, "assessment_id": assessment_id})
    return [_response_of(row) for row in rows]


def response(tx: Connection, organisation_id: str, response_id: str) -> Response:
    """The response with this id. NotFound."""
    row = tx.execute(_RESPONSE, {"organisation_id": organisation_id, "response_id": response_id}).one_or_none()
    if row is None:
        raise NotFound("response", response_id)
    return _response_of(row)


def set_place(tx: Connection, organisation_id: str, response_id: str, place: str | None) -> Response:
    """Remember where the respondent left off. Closed rounds allow it: it is no answer and nobody counts it."""
    values = {"own_id": organisation_id, "own_response": response_id, "new_place": place}
    if tx.execute(_SET_PLACE, values).rowcount == 0:
        raise NotFound("response", response_id)
    return response(tx, organisation_id, response_id)


def finish(tx: Connection, organisation_id: str, response_id: str, at: datetime) -> Response:
    """Mark the response as finished. Closed where the round is."""
    return _set_finished(tx, organisation_id, response_id, at)


def reopen(tx: Connection, organisation_id: str, response_id: str) -> Response:
    """Mark the response as unfinished again. Closed where the round is."""
    return _set_finished(tx, organisation_id, response_id, None)


def _set_finished(tx: Connection, organisation_id: str, response_id: str, at: datetime | None) -> Response:
    assessment_id = response(tx, organisation_id, response_id).assessment_id
    rounds.lock_open_for_share(tx, organisation_id, get(tx, organisation_id, assessment_id).round_id)
    tx.execute(_SET_FINISHED, {"own_id": organisation_id, "own_response": response_id, "new_finished_at": at})
    return response(tx, organisation_id, response_id)


def _read(tx: Connection, query: Select[*tuple[Any, ...]], organisation_id: str, assessment_id: str) -> Assessment:
    row = tx.execute(query, {"organisation_id": organisation_id, "assessment_id": assessment_id}).one_or_none()
    if row is None:
        raise NotFound("assessment", assessment_id)
    return assessment_of(row)


def assessment_of(row: Row[*tuple[Any, ...]]) -> Assessment:
    """The assessment in a row that has the table's columns."""
    return Assessment(
        row.id,
        row.organisation_id,
        row.round_id,
        row.unit_id,
        row.questionnaire_id,
        row.content_hash,
        Scope(row.scope),
        Privacy(row.privacy),
        row.small_group,
        tuple(row.widened.split()),
    )


def _response_of(row: Row[*tuple[Any, ...]]) -> Response:
    return Response(row.id, row.organisation_id, row.assessment_id, row.role, row.place, row.finished_at)
