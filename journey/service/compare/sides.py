"""Two assessments of one unit, as far as they may be shown: what every comparison of rounds rests on."""

from __future__ import annotations

from dataclasses import dataclass

from journey.model import (
    AskedStatement,
    Assessment,
    Change,
    Comparable,
    ComparisonBasis,
    Hidden,
    Privacy,
    SectionScore,
)
from journey.rules.change import has_mix_moved, section_change
from journey.rules.change_basis import bases
from journey.rules.change_comparable import asked_in, comparable, comparison_key
from journey.rules.privacy import may_compare
from journey.rules.privacy_partly import basis_in_part
from journey.rules.role_groups import grouped_alike
from journey.service.assessments import asked_of
from journey.service.compare.findings import findings_in
from journey.service.findings_text import thaw_bases
from journey.service.profile.unit_findings import RoleFindings, UnitFindings, by_role
from journey.service.rounds.snapshots import given_by, in_common
from journey.store import Connection, assessment_answers, snapshots


@dataclass(frozen=True, slots=True)
class Sides:
    """Two assessments of one unit, as far as they may be shown, and what they have in common.

    ``own`` are the statements that each asked, and ``common`` those of both, with the weights of the later version.
    """

    standings: tuple[UnitFindings, UnitFindings]
    own: tuple[tuple[AskedStatement, ...], tuple[AskedStatement, ...]]
    common: tuple[AskedStatement, ...]
    comparable: Comparable

    @classmethod
    def of(cls, tx: Connection, min_group_setting: int, first: Assessment, second: Assessment) -> Sides:
        asked = asked_of(tx, first), asked_of(tx, second)
        seen = findings_in(tx, min_group_setting, first), findings_in(tx, min_group_setting, second)
        return cls(seen, (asked_in(*asked[0]), asked_in(*asked[1])), in_common(*asked), comparable(*asked))

    def changes(self, tx: Connection) -> tuple[Change, ...]:
        """The change of each section that both profiles may show; none where a profile is hidden."""
        return self.changes_and_mix(tx)[0]

    def changes_and_mix(self, tx: Connection) -> tuple[tuple[Change, ...], bool]:
        """The same, and whether other roles answered than then."""
        then, now = (one.profile for one in self.standings)
        if then is None or now is None:
            return (), False
        first, second = (bases_of(tx, one.assessment, self.common) for one in self.standings)
        by_roles = [by_role(tx, one) for one in self.standings]
        roles = [self._shown_roles(*each) for each in zip(by_roles, self.own, strict=True)]
        mix_moved = has_mix_moved(*grouped_alike(*map(_responses, by_roles)))
        found = []
        for score in now.sections:
            earlier = next((one for one in then.sections if one.section_id == score.section_id), None)
            if earlier is None:
                continue
            id_ = score.section_id
            in_both = roles[0].get(id_, frozenset()) & roles[1].get(id_, frozenset())
            may = all(map(self._may_compare, (earlier, score), self.own))
            found.append(
                section_change(
                    _as_shown(first[id_], earlier) if may and id_ in first else _nothing(id_),
                    _as_shown(second[id_], score) if may and id_ in second else _nothing(id_),
                    shown=(earlier.index, score.index),
                    secure_levels=(earlier.secure_level, score.secure_level),
                    # A split over a single role says nothing of a mix.
                    roles=in_both if len(in_both) > 1 else (),
                    has_mix_moved=mix_moved,
                )
            )
        return tuple(found), mix_moved

    def _may_compare(self, score: SectionScore, own: tuple[AskedStatement, ...]) -> bool:
        """Whether an index over the common statements may be shown of this section."""
        here = [[one for one in of if one.section_id == score.section_id] for of in (self.common, own)]
        return may_compare(score, *here)

    def _shown_roles(
        self, of_round: tuple[RoleFindings, ...], own: tuple[AskedStatement, ...]
    ) -> dict[str, frozenset[str]]:
        """The keys of the roles that may be shown, by section id. ``own`` are the statements that the round asked."""
        seen: dict[str, set[str]] = {}
        for findings in of_round:
            for score in findings.profile.sections if findings.profile else ():
                if findings.role and self._may_compare(score, own):
                    seen.setdefault(score.section_id, set()).add(findings.role.key)
        return {section_id: frozenset(keys) for section_id, keys in seen.items()}


def bases_of(
    tx: Connection, assessment: Assessment, statements: tuple[AskedStatement, ...]
) -> dict[str, ComparisonBasis]:
    """What a comparison on these statements rests on, by section id; nothing where it was not frozen."""
    text = snapshots.basis(tx, assessment.organisation_id, assessment.id, comparison_key(statements))
    if text is not None:
        return thaw_bases(text)
    if assessment.privacy is Privacy.CONFIDENTIAL:
        return {}
    return bases(statements, given_by(assessment_answers.levels(tx, assessment.organisation_id, assessment.id)))


def _as_shown(basis: ComparisonBasis, score: SectionScore) -> ComparisonBasis:
    """What a comparison rests on, as far as the score beside it is shown."""
    return basis_in_part(basis) if score.hidden is Hidden.STATEMENTS else basis


def _responses(of_round: tuple[RoleFindings, ...]) -> dict[str | None, int]:
    """How many answered in each role; a number of people is no answer, and hidden roles count like others."""
    return {findings.role.key if findings.role else None: findings.responses for findings in of_round}


def _nothing(section_id: str) -> ComparisonBasis:
    return ComparisonBasis(section_id, 0, 0, None, None)
