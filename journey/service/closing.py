"""Closing a round: its answers stop changing, and its scores are frozen with the content and rules they came from."""

from __future__ import annotations

from datetime import datetime

from journey.frozen import freeze
from journey.scoring import SCORING_VERSION
from journey.service.pinned import questionnaire_of
from journey.service.product import Product
from journey.service.profiles import profile_of
from journey.store import Connection, answers, assessments, rounds


def close(product: Product, organisation_id: str, round_id: str) -> None:
    """Close a round and freeze the findings of every assessment in it. Raises Closed, NotFound, Unavailable."""
    with product.store.write() as tx:
        rounds.hold_still(tx, organisation_id, round_id)
        close_in(tx, organisation_id, round_id, at=product.clock())


def close_in(tx: Connection, organisation_id: str, round_id: str, *, at: datetime) -> None:
    """As ``close`` does it, within a transaction that holds the round still or that made it."""
    findings = {}
    for assessment in assessments.of_round(tx, organisation_id, round_id):
        _, started = answers.finished_and_started(tx, organisation_id, assessment.id)
        findings[assessment.id] = freeze(profile_of(tx, assessment, questionnaire_of(tx, assessment), started))
    rounds.close(tx, organisation_id, round_id, closed_at=at, frozen=findings, scoring_version=SCORING_VERSION)
