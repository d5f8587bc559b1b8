"""One unit between two rounds, and every unit beside it: what changed, from what may be shown and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from journey.model import (
    Assessment,
    Change,
    Checklist,
    Comparable,
    PitfallChange,
    Round,
    StatementChange,
    TargetResult,
)
from journey.rules.change import margin
from journey.rules.change_comparable import asked_in, statement_changes
from journey.rules.readiness import StageInRound, pitfall_change
from journey.rules.targets import target_results, target_round
from journey.service.assessments import asked_of
from journey.service.compare.findings import assessment_of, findings_in, levels_for_readiness
from journey.service.compare.sides import Sides, bases_of
from journey.service.context import Product
from journey.service.current_selection import Selection
from journey.service.pinned_content import STAGES
from journey.service.pitfalls import pitfalls
from journey.service.pitfalls.pitfalls import StagePitfalls
from journey.service.profile.unit_findings import UnitFindings
from journey.store import Connection, assessments, rounds, targets
from journey.wording import places
from journey.wording.compared_rounds import ComparedRounds


@dataclass(frozen=True, slots=True)
class Comparison:
    """One unit at two rounds. ``changes`` and ``moved`` are empty where a standing has no profile, which says why.

    ``targets`` are those set at the earlier round, held against the round they were set for, ``targets_held_in``;
    ``checklists`` are the later round's, by stage; ``left`` are the stages that were left in each of the two rounds
    although they were not ready, by a written decision.
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
    left: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())

    def in_words(self, selection: Selection) -> ComparedRounds | None:
        """What sentences are written from; None where one of the rounds may not be shown."""
        first, second = self.standings
        if first.profile is None or second.profile is None:
            return None
        return ComparedRounds(
            who=places.in_a_sentence(selection.organisation.name, selection.unit.name),
            rounds=(self.before, self.after),
            questionnaires=(first.questionnaire, second.questionnaire),
            profiles=(first.profile, second.profile),
            comparable=self.comparable,
            changes=self.changes,
            pitfalls=self.pitfalls,
            targets=self.targets,
            targets_held_in=self.targets_held_in,
        )


def between(product: Product, selection: Selection, questionnaire_id: str, before: Round) -> Comparison | None:
    """The unit in view at an earlier round and at the round in view; None where it did not answer in both."""
    organisation_id, unit_id = selection.organisation.id, selection.unit.id
    with product.store.read() as tx:
        first = assessment_of(tx, organisation_id, before.id, unit_id, questionnaire_id)
        second = assessment_of(tx, organisation_id, selection.round.id, unit_id, questionnaire_id)
        if first is None or second is None:
            return None
        sides = Sides.of(tx, product.settings.min_group, first, second)
        changes = sides.changes(tx)
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
        pitfalls=tuple(pitfall_change(in_round(earlier), in_round(later)) for earlier, later in stages.values()),
        checklists={id_: later.checklist for id_, (_, later) in stages.items()},
        left=(
            frozenset(id_ for id_, (earlier, _) in stages.items() if earlier.moved_on),
            frozenset(id_ for id_, (_, later) in stages.items() if later.moved_on),
        ),
    )


def in_words(product: Product, selection: Selection, questionnaire_id: str, before: Round) -> ComparedRounds | None:
    """As ``between``, as sentences are written from it; None where one of the two rounds may not be shown either."""
    found = between(product, selection, questionnaire_id, before)
    return found.in_words(selection) if found else None


def _targets(
    tx: Connection, min_group_setting: int, earlier: Assessment
) -> tuple[Round | None, tuple[TargetResult, ...]]:
    """The round that the targets set beside an assessment were set for, and the targets held against it."""
    organisation_id, unit_id, questionnaire_id = earlier.organisation_id, earlier.unit_id, earlier.questionnaire_id
    every = assessments.by_questionnaire(tx, organisation_id, questionnaire_id)
    by_round = {assessment.round_id: assessment for assessment in every if assessment.unit_id == unit_id}
    those = {round_.id: round_ for round_ in rounds.every(tx, organisation_id) if round_.id in by_round}
    round_id = target_round(list(those), earlier.round_id)
    wanted = targets.of_unit(tx, organisation_id, earlier.round_id, unit_id, questionnaire_id)
    if round_id is None or not wanted:
        return None, ()
    held_against = by_round[round_id]
    profile = findings_in(tx, min_group_setting, held_against).profile
    indexes = {score.section_id: score.index for score in profile.sections} if profile else {}
    rests_on = bases_of(tx, held_against, asked_in(*asked_of(tx, held_against)))
    margins = {id_: margin(one.n, one.variance) for id_, one in rests_on.items()}
    return those[round_id], target_results(wanted.values(), indexes, margins)


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
            sides = Sides.of(tx, product.settings.min_group, then[unit_id], now[unit_id])
            found[unit_id] = sides.changes(tx)
    return found


def _stages(
    product: Product, selection: Selection, before: Round, standings: tuple[UnitFindings, UnitFindings]
) -> dict[str, tuple[StagePitfalls, StagePitfalls]]:
    """The stages that have a checklist in both rounds, as they stood then and stand now."""
    then = pitfalls.by_stage(product, replace(selection, round=before), levels_for_readiness(standings[0]))
    now = pitfalls.by_stage(product, selection, levels_for_readiness(standings[1]))
    return {id_: (then[id_], stage) for id_, stage in now.items() if id_ in then}


def in_round(stage: StagePitfalls) -> StageInRound:
    """A stage with the states of its pitfalls, as the rules compare it."""
    states = {pitfall_id: answer.content.state for pitfall_id, answer in stage.answers.items()}
    return StageInRound(stage.checklist, states, stage.readiness)
