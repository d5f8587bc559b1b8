"""One unit between two rounds, and every unit beside it: what changed, from what may be shown and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from journey.model import (
    AskedStatement,
    Assessment,
    Change,
    Checklist,
    Comparable,
    ComparisonBasis,
    PitfallChange,
    Privacy,
    Round,
    SectionScore,
    StatementChange,
    TargetResult,
)
from journey.rules.change import (
    asked_in,
    bases,
    comparable,
    comparison_key,
    section_change,
    statement_changes,
    target_results,
    target_round,
)
from journey.rules.privacy import may_compare
from journey.rules.readiness import StageInRound, pitfall_change
from journey.service.assessments import asked_of
from journey.service.compare.findings import assessment_of, findings_in
from journey.service.context import Product
from journey.service.current_selection import Selection
from journey.service.findings_text import thaw_bases
from journey.service.pinned_content import STAGES
from journey.service.pitfalls import pitfalls
from journey.service.pitfalls.pitfalls import StagePitfalls
from journey.service.profile.unit_findings import UnitFindings, by_role
from journey.service.rounds.snapshots import given_by, in_common
from journey.store import Connection, assessment_answers, assessments, rounds, snapshots, targets


@dataclass(frozen=True, slots=True)
class Comparison:
    """One unit at two rounds. ``changes`` and ``moved`` are empty where a standing has no profile, which says why.

    ``targets`` are those set at the earlier round, held against the round they were set for, ``targets_held_in``;
    ``checklists`` are the later round's, by stage.
    """

    before: Round
    after: Round
    standings: tuple[UnitFindings, UnitFindings]
    comparable: Comparable
    changes: tuple[Change, ...]
    moved: tuple[StatementChange, ...]
    targets: tuple[TargetResult, ...]
    targets_held_in: Round | None
    pitfalls: tuple[PitfallChange, ...]
    checklists: Mapping[str, Checklist]


def between(product: Product, selection: Selection, questionnaire_id: str, before: Round) -> Comparison | None:
    """The unit in view at an earlier round and at the round in view; None where it did not answer in both."""
    organisation_id, unit_id = selection.organisation.id, selection.unit.id
    with product.store.read() as tx:
        first = assessment_of(tx, organisation_id, before.id, unit_id, questionnaire_id)
        second = assessment_of(tx, organisation_id, selection.round.id, unit_id, questionnaire_id)
        if first is None or second is None:
            return None
        sides = _Sides.of(tx, product.settings.min_group, first, second)
        changes = sides.changes(tx, with_roles=True)
        held_in, results = _targets(tx, product.settings.min_group, first)
    stages = _stages(product, selection, before, sides.standings) if questionnaire_id == STAGES else {}
    then, now = sides.standings
    shown_both = then.profile and now.profile
    return Comparison(
        before=before,
        after=selection.round,
        standings=sides.standings,
        comparable=sides.comparable,
        changes=changes,
        moved=statement_changes(sides.comparable.statements, then.profile, now.profile) if shown_both else (),  # type: ignore[arg-type]
        targets=results,
        targets_held_in=held_in,
        pitfalls=tuple(pitfall_change(_now(earlier), _now(later)) for earlier, later in stages.values()),
        checklists={id_: later.checklist for id_, (_, later) in stages.items()},
    )


def _targets(
    tx: Connection, min_group_setting: int, earlier: Assessment
) -> tuple[Round | None, tuple[TargetResult, ...]]:
    """The round that the targets set beside an assessment were set for, and the targets held against it."""
    organisation_id, unit_id, questionnaire_id = earlier.organisation_id, earlier.unit_id, earlier.questionnaire_id
    every = assessments.by_questionnaire(tx, organisation_id, questionnaire_id)
    by_round = {assessment.round_id: assessment for assessment in every if assessment.unit_id == unit_id}
    asked_in = {round_.id: round_ for round_ in rounds.every(tx, organisation_id) if round_.id in by_round}
    round_id = target_round(list(asked_in), earlier.round_id)
    wanted = targets.of_unit(tx, organisation_id, earlier.round_id, unit_id, questionnaire_id)
    if round_id is None or not wanted:
        return None, ()
    profile = findings_in(tx, min_group_setting, by_round[round_id]).profile
    indexes = {score.section_id: score.index for score in profile.sections} if profile else {}
    return asked_in[round_id], target_results(wanted.values(), indexes)


def by_unit(
    product: Product, selection: Selection, questionnaire_id: str, before: Round
) -> dict[str, tuple[Change, ...]]:
    """The changes of every unit that answered in both rounds, by unit id."""
    organisation_id = selection.organisation.id
    found = {}
    with product.store.read() as tx:
        then, now = (
            {
                one.unit_id: one
                for one in assessments.of_round(tx, organisation_id, round_.id)
                if one.questionnaire_id == questionnaire_id
            }
            for round_ in (before, selection.round)
        )
        for unit_id in [unit_id for unit_id in now if unit_id in then]:
            sides = _Sides.of(tx, product.settings.min_group, then[unit_id], now[unit_id])
            found[unit_id] = sides.changes(tx, with_roles=False)
    return found


@dataclass(frozen=True, slots=True)
class _Sides:
    """Two assessments of one unit, as far as they may be shown, and what they have in common.

    ``own`` are the statements that each asked, and ``common`` those of both, with the weights of the later version.
    """

    standings: tuple[UnitFindings, UnitFindings]
    own: tuple[tuple[AskedStatement, ...], tuple[AskedStatement, ...]]
    common: tuple[AskedStatement, ...]
    comparable: Comparable

    @classmethod
    def of(cls, tx: Connection, min_group_setting: int, first: Assessment, second: Assessment) -> _Sides:
        asked = asked_of(tx, first), asked_of(tx, second)
        seen = findings_in(tx, min_group_setting, first), findings_in(tx, min_group_setting, second)
        return cls(seen, (asked_in(*asked[0]), asked_in(*asked[1])), in_common(*asked), comparable(*asked))

    def changes(self, tx: Connection, *, with_roles: bool) -> tuple[Change, ...]:
        """The change of each section that both profiles may show; none where a profile is hidden."""
        then, now = (one.profile for one in self.standings)
        if then is None or now is None:
            return ()
        first, second = (self._bases(tx, one) for one in self.standings)
        roles = [self._roles(tx, one) if with_roles else {} for one in self.standings]
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
                    first[id_] if may and id_ in first else _nothing(id_),
                    second[id_] if may and id_ in second else _nothing(id_),
                    shown=(earlier.index, score.index),
                    secure_levels=(earlier.secure_level, score.secure_level),
                    # A split over a single role says nothing of a mix.
                    roles=in_both if len(in_both) > 1 else (),
                )
            )
        return tuple(found)

    def _may_compare(self, score: SectionScore, own: tuple[AskedStatement, ...]) -> bool:
        """Whether an index over the common statements may be shown of this section."""
        here = [[one for one in of if one.section_id == score.section_id] for of in (self.common, own)]
        return may_compare(score, *here)

    def _bases(self, tx: Connection, one: UnitFindings) -> dict[str, ComparisonBasis]:
        assessment = one.assessment
        text = snapshots.basis(tx, assessment.organisation_id, assessment.id, comparison_key(self.common))
        if text is not None:
            return thaw_bases(text)
        if assessment.privacy is Privacy.CONFIDENTIAL:
            return {}
        return bases(self.common, given_by(assessment_answers.levels(tx, assessment.organisation_id, assessment.id)))

    def _roles(self, tx: Connection, one: UnitFindings) -> dict[str, frozenset[str]]:
        """The keys of the roles that may be shown, by section id."""
        seen: dict[str, set[str]] = {}
        for role_standing in by_role(tx, one):
            for score in role_standing.profile.sections if role_standing.profile else ():
                if role_standing.role and self._may_compare(score, self.own[self.standings.index(one)]):
                    seen.setdefault(score.section_id, set()).add(role_standing.role.key)
        return {section_id: frozenset(keys) for section_id, keys in seen.items()}


def _nothing(section_id: str) -> ComparisonBasis:
    return ComparisonBasis(section_id, 0, 0, None, None)


def _stages(
    product: Product, selection: Selection, before: Round, standings: tuple[UnitFindings, UnitFindings]
) -> dict[str, tuple[StagePitfalls, StagePitfalls]]:
    """The stages that have a checklist in both rounds, as they stood then and stand now."""
    then = pitfalls.by_stage(product, replace(selection, round=before), standings[0].profile)
    now = pitfalls.by_stage(product, selection, standings[1].profile)
    return {id_: (then[id_], stage) for id_, stage in now.items() if id_ in then}


def _now(stage: StagePitfalls) -> StageInRound:
    states = {pitfall_id: answer.content.state for pitfall_id, answer in stage.answers.items()}
    return StageInRound(stage.checklist, states, stage.readiness)
