"""Roles beside each other in one round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from journey.model import Hidden, RoleMean
from journey.rules.change_comparable import asked_in, comparison_key
from journey.service.compare.findings import assessment_of, findings_in
from journey.service.context import Product
from journey.service.current_selection import Selection
from journey.service.findings_text import thaw_bases
from journey.service.profile.unit_findings import RoleFindings, UnitFindings, by_role
from journey.store import Connection, snapshots


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
        roles = by_role(tx, whole)
        means = _means(tx, whole) if roles else {}
        return whole, tuple(replace(role, means=_of_shown(role, means)) for role in roles)


def _means(tx: Connection, whole: UnitFindings) -> Mapping[tuple[str, str | None], RoleMean]:
    """What was frozen of each role over the statements that were asked, by section id and the role's key."""
    assessment = whole.assessment
    key = comparison_key(asked_in(*whole.asked))
    text = snapshots.basis(tx, assessment.organisation_id, assessment.id, key)
    bases = thaw_bases(text) if text else {}
    return {(basis.section_id, mean.role): mean for basis in bases.values() for mean in basis.roles}


def _of_shown(role: RoleFindings, means: Mapping[tuple[str, str | None], RoleMean]) -> Mapping[str, RoleMean]:
    """A role's means of the sections whose index may be shown: of a hidden one nothing leaves this module."""
    if role.profile is None:
        return {}
    key = role.role.key if role.role else None
    shown = [s.section_id for s in role.profile.sections if s.hidden is Hidden.NOTHING and s.index is not None]
    return {section_id: means[section_id, key] for section_id in shown if (section_id, key) in means}
