"""Closing a round: its answers stop changing, and its scores are frozen with the content and rules they came from."""

from __future__ import annotations

from journey.scoring import SCORING_VERSION
from journey.service.pinned import questionnaire_of
from journey.service.product import Product
from journey.service.profiles import freeze, profile_of
from journey.store import answers, assessments, rounds


def close(product: Product, organisation_id: str, round_id: str) -> None:
    """Close a round and freeze the findings of every assessment in it. Raises Closed, NotFound."""
    with product.store.write() as tx:
        findings = {}
        for assessment in assessments.of_round(tx, organisation_id, round_id):
            _, started = answers.finished_and_started(tx, organisation_id, assessment.id)
            profile = profile_of(tx, assessment, questionnaire_of(tx, assessment), started)
            findings[assessment.id] = freeze(profile)
        rounds.close(
            tx, organisation_id, round_id, closed_at=product.clock(), frozen=findings, scoring_version=SCORING_VERSION
        )
