"""Roles beside each other in one round."""

from __future__ import annotations

from journey.service.compare.findings import assessment_of, findings_in
from journey.service.context import Product
from journey.service.current_selection import Selection
from journey.service.profile.unit_findings import RoleFindings, UnitFindings, by_role


def roles_in_view(
    product: Product, selection: Selection, questionnaire_id: str
) -> tuple[UnitFindings, tuple[RoleFindings, ...]] | None:
    """The whole and each role beside it, as far as they may be shown; None where the unit was not asked."""
    with product.store.read() as tx:
        assessment = assessment_of(
            tx, selection.organisation.id, selection.round.id, selection.unit.id, questionnaire_id
        )
        if assessment is None:
            return None
        whole = findings_in(tx, product.settings.min_group, assessment)
        return whole, by_role(tx, whole)
