"""Closing a round: its answers stop changing, and its findings are frozen with the content and rules they came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from journey.model import Assessment, Privacy
from journey.rules.privacy import publish_from
from journey.service.assessments import min_group_of
from journey.service.context import Product
from journey.service.rounds.snapshots import freeze_assessment, freeze_comparisons
from journey.store import Connection, assessments, retention, rounds


@dataclass(frozen=True, slots=True)
class SmallGroupLimits:
    """What holds for all confidential assessments of a round when it is closed, or opened again and closed once more.

    ``min_group`` is the least number of responses shown together; ``replaced_from`` is how many responses must be new
    or changed for frozen results to be replaced.
    """

    min_group: int
    replaced_from: int


def close(product: Product, organisation_id: str, round_id: str) -> None:
    """Close a round and freeze the findings of every assessment in it. Raises Closed, NotFound, Unavailable.

    Of confidential answers it is forgotten what they were before, and at what time of the day they were given.
    """
    with product.store.write() as tx:
        rounds.lock_open_for_update(tx, organisation_id, round_id)
        close_in(tx, organisation_id, round_id, min_group_setting=product.settings.min_group, at=product.clock())
    product.store.empty_log()


def close_in(tx: Connection, organisation_id: str, round_id: str, *, min_group_setting: int, at: datetime) -> None:
    """As ``close`` does it, within a transaction that holds the round still or that made it."""
    every = assessments.of_round(tx, organisation_id, round_id)
    for assessment in every:
        freeze_assessment(tx, assessment, min_group_setting=min_group_setting, at=at)
    for questionnaire_id in sorted({assessment.questionnaire_id for assessment in every}):
        freeze_comparisons(tx, organisation_id, questionnaire_id)
    retention.shorten(tx, organisation_id, round_id)
    rounds.close(tx, organisation_id, round_id, closed_at=at)


def small_group_limits(product: Product, answered: Iterable[Assessment]) -> SmallGroupLimits | None:
    """The limits that protect small groups in these assessments of a round; None where all of them are open."""
    confidential = [assessment for assessment in answered if assessment.privacy is Privacy.CONFIDENTIAL]
    if not confidential:
        return None
    min_group = min_group_of(product.settings.min_group, *confidential)
    return SmallGroupLimits(min_group=min_group, replaced_from=publish_from(min_group))
