"""Opening a closed round again, with a written reason; what closing froze of confidential answers stays as it is."""

from __future__ import annotations

from journey.model import Privacy, Reopening
from journey.model.refusals import Refusal
from journey.service.context import Product
from journey.service.refused import Refused
from journey.store import assessments, clean, rounds, snapshots

REASON_LIMIT = 500
WHO_LIMIT = 120


def reopen(product: Product, organisation_id: str, round_id: str, *, reason: str, decided_by: str) -> Reopening | None:
    """Open a closed round again and record why; None where it is open already.

    Findings of open assessments follow their answers again. Those of confidential ones stay as they were frozen until
    the round closes. Raises Refused, NotFound, Unavailable.
    """
    reason, decided_by = " ".join(clean(reason).split()), " ".join(clean(decided_by).split())
    if not reason or not decided_by:
        raise Refused(Refusal.REOPENING_UNEXPLAINED)
    if len(reason) > REASON_LIMIT or len(decided_by) > WHO_LIMIT:
        raise Refused(Refusal.REOPENING_REASON_TOO_LONG, limit=REASON_LIMIT, who_limit=WHO_LIMIT)
    at = product.clock()
    with product.store.write() as tx:
        opened = rounds.reopen(tx, organisation_id, round_id, reason=reason, decided_by=decided_by, at=at)
        for assessment in assessments.of_round(tx, organisation_id, round_id) if opened else ():
            if assessment.privacy is Privacy.OPEN:
                snapshots.remove(tx, organisation_id, assessment.id)
    return opened


def reopenings(product: Product, organisation_id: str, round_id: str) -> list[Reopening]:
    """Every time the round was opened again, oldest first."""
    with product.store.read() as tx:
        return rounds.reopenings(tx, organisation_id, round_id)
