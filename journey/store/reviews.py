"""Reviews of a unit's plan, and what they decided, with the history of every change."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from journey.model import Decision, DecisionContent, DecisionKind, Review, ReviewContent
from journey.store import organisations, tables
from journey.store.versioned_records import AnyRow, Edit, Records, columns_of

_REVIEW = ("held_on", "present", "learned", "minutes", "worth", "next_on")
_DECISION = ("text", "who", "by_when", "item", "item_id")
_KEPT = ("review_id", "is_kept", "kept_note")
_STATE = ("unit_id", "shown", "ended_at")


def of_unit(tx: Connection, organisation_id: str, unit_id: str) -> list[Review]:
    """The unit's reviews, in the order in which they were begun."""
    return _REVIEWS.where(tx, organisation_id, unit_id=unit_id)


def get(tx: Connection, organisation_id: str, review_id: str) -> Review:
    """One review. NotFound."""
    return _REVIEWS.get(tx, organisation_id, review_id)


def begin(tx: Connection, organisation_id: str, review: Review, edit: Edit) -> Review:
    """Begin a review, under a new id. NotFound."""
    organisations.unit(tx, organisation_id, review.unit_id)
    return _REVIEWS.add(tx, organisation_id, review, edit)


def change(tx: Connection, organisation_id: str, review: Review, edit: Edit, *, expected_version: int) -> Review:
    """Save a review over the version that was seen. Conflict where another is stored; NotFound."""
    return _REVIEWS.change(tx, organisation_id, review, edit, expected_version=expected_version)


def remove(tx: Connection, organisation_id: str, review_id: str, edit: Edit, *, expected_version: int) -> None:
    """Remove a review that has decided nothing; the history keeps that it was there. Conflict, NotFound."""
    _REVIEWS.remove(tx, organisation_id, review_id, edit, expected_version=expected_version, said="")


def decisions(tx: Connection, organisation_id: str, review_id: str) -> list[Decision]:
    """What a review decided, in the order in which it was written down."""
    return _DECISIONS.where(tx, organisation_id, review_id=review_id)


def decide(tx: Connection, organisation_id: str, decision: Decision, edit: Edit) -> Decision:
    """Write a decision down, under a new id. NotFound."""
    get(tx, organisation_id, decision.review_id)
    return _DECISIONS.add(tx, organisation_id, decision, edit)


def change_decision(
    tx: Connection, organisation_id: str, decision: Decision, edit: Edit, *, expected_version: int
) -> Decision:
    """Save a decision over the version that was seen. Conflict where another is stored; NotFound."""
    return _DECISIONS.change(tx, organisation_id, decision, edit, expected_version=expected_version)


def remove_decision(
    tx: Connection, organisation_id: str, decision_id: str, edit: Edit, *, expected_version: int
) -> None:
    """Remove a decision; the history keeps what it said. Conflict, NotFound."""
    said = _DECISIONS.get(tx, organisation_id, decision_id).content.text
    _DECISIONS.remove(tx, organisation_id, decision_id, edit, expected_version=expected_version, said=said)


def _review_values(review: Review) -> dict[str, Any]:
    return columns_of(review, _STATE) | columns_of(review.content, _REVIEW)


def _read_review(row: AnyRow) -> Review:
    content = ReviewContent(**columns_of(row, _REVIEW))
    return Review(id=row.id, content=content, version=row.version, writer=row.writer, **columns_of(row, _STATE))


def _decision_values(decision: Decision) -> dict[str, Any]:
    return columns_of(decision, _KEPT) | columns_of(decision.content, (*_DECISION, "kind"))


def _read_decision(row: AnyRow) -> Decision:
    content = DecisionContent(DecisionKind(row.kind), **columns_of(row, _DECISION))
    return Decision(id=row.id, content=content, version=row.version, writer=row.writer, **columns_of(row, _KEPT))


_REVIEWS = Records(tables.review, "review", _review_values, _read_review)
_DECISIONS = Records(tables.decision, "decision", _decision_values, _read_decision)
