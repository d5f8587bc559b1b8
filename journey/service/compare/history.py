"""A questionnaire over all rounds: where it was asked, and every figure of it that may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from journey.model import (
    Assessment,
    Change,
    Figure,
    Profile,
    Questionnaire,
    ReadinessOverTime,
    Round,
    TargetsOverTime,
    Unit,
    Verdict,
)
from journey.rules import claims
from journey.rules.readiness import pitfall_change
from journey.rules.targets import target_results, target_round
from journey.service.compare.change import in_round
from journey.service.compare.figures import figures_of
from journey.service.compare.findings import assessment_of, findings_in, levels_for_readiness
from journey.service.compare.sides import Sides
from journey.service.context import Product
from journey.service.current_selection import Selection
from journey.service.pinned_content import STAGES, questionnaire_of, version_number
from journey.service.pitfalls import pitfalls
from journey.service.pitfalls.pitfalls import StagePitfalls
from journey.store import Connection, assessments, organisations, questions, rounds, snapshots, targets


@dataclass(frozen=True, slots=True)
class WhereAsked:
    """A questionnaire, and where it was asked: pairs of round and unit id. ``title`` is that of the newest round."""

    questionnaire_id: str
    title: str
    places: frozenset[tuple[str, str]]

    def of_unit(self, all_rounds: Sequence[Round], unit_id: str) -> list[Round]:
        """Those of the rounds in which the unit was asked, in their order."""
        return [round_ for round_ in all_rounds if (round_.id, unit_id) in self.places]

    def of_round(self, all_units: Sequence[Unit], round_id: str) -> list[Unit]:
        """Those of the units that were asked in the round, in their order."""
        return [unit for unit in all_units if (round_id, unit.id) in self.places]


@dataclass(frozen=True, slots=True)
class History:
    """Every figure of a questionnaire that may be shown: each unit that answered it, in each round that asked it.

    ``questionnaire`` is the version of the newest round, with the sections that only other versions have at its end;
    ``by_round`` are the versions as they were asked, by round id; ``other_versions`` are those of other rounds.
    """

    questionnaire: Questionnaire
    by_round: Mapping[str, Questionnaire]
    other_versions: tuple[str, ...]
    rounds: tuple[Round, ...]
    units: tuple[Unit, ...]
    figures: tuple[Figure, ...]

    def of_unit(self, unit_id: str) -> tuple[Figure, ...]:
        """The unit's figures over all rounds."""
        return tuple(figure for figure in self.figures if figure.unit_id == unit_id)

    def of_round(self, round_id: str) -> tuple[Figure, ...]:
        """All units' figures in one round."""
        return tuple(figure for figure in self.figures if figure.round_id == round_id)


def where_asked(product: Product, organisation_id: str) -> dict[str, WhereAsked]:
    """Where each questionnaire was asked, by its id, in the order of the content."""
    with product.store.read() as tx:
        order = {round_.id: number for number, round_ in enumerate(rounds.every(tx, organisation_id))}
        by_questionnaire: dict[str, list[Assessment]] = {}
        for assessment in assessments.every(tx, organisation_id):
            by_questionnaire.setdefault(assessment.questionnaire_id, []).append(assessment)
        return {
            questionnaire_id: WhereAsked(
                questionnaire_id,
                questionnaire_of(tx, max(by_questionnaire[questionnaire_id], key=lambda a: order[a.round_id])).title,
                frozenset((a.round_id, a.unit_id) for a in by_questionnaire[questionnaire_id]),
            )
            for questionnaire_id in product.library.in_order(by_questionnaire)
        }


def over_rounds(product: Product, organisation_id: str, questionnaire_id: str) -> History | None:
    """Every figure of the questionnaire in the organisation; None where nobody was asked it."""
    with product.store.read() as tx:
        asked = assessments.by_questionnaire(tx, organisation_id, questionnaire_id)
        if not asked:
            return None
        order = {round_.id: number for number, round_ in enumerate(rounds.every(tx, organisation_id))}
        asked.sort(key=lambda assessment: order[assessment.round_id])
        known = snapshots.sections(tx, organisation_id, questionnaire_id)
        in_a_room = questions.with_reveals(tx, organisation_id)
        figures = [
            figure
            for a in asked
            for figure in figures_of(tx, product.settings.min_group, a, known.get(a.id), was_revealed=a.id in in_a_room)
        ]
        last_of_round = {assessment.round_id: assessment for assessment in asked}
        by_round = {round_id: questionnaire_of(tx, assessment) for round_id, assessment in last_of_round.items()}
        newest = by_round[asked[-1].round_id]
        versions = {questionnaire.version for questionnaire in by_round.values()}
        in_rounds, in_units = {a.round_id for a in asked}, {a.unit_id for a in asked}
        return History(
            _with_dropped(newest, by_round.values()),
            by_round,
            tuple(sorted(versions - {newest.version}, key=version_number)),
            tuple(round_ for round_ in rounds.every(tx, organisation_id) if round_.id in in_rounds),
            tuple(unit for unit in organisations.units(tx, organisation_id) if unit.id in in_units),
            tuple(figures),
        )


def _with_dropped(newest: Questionnaire, others: Iterable[Questionnaire]) -> Questionnaire:
    """The questionnaire with the sections at its end that only the others have."""
    known = {section.id for section in newest.sections}
    dropped = {section.id: section for other in others for section in other.sections if section.id not in known}
    return newest.model_copy(update={"sections": (*newest.sections, *dropped.values())}) if dropped else newest


def targets_over_time(product: Product, selection: Selection, history: History) -> TargetsOverTime:
    """The targets that the unit in view set in any round, and what came of them in the round they were set for."""
    indexes: dict[str, dict[str, float | None]] = {}
    margins: dict[str, dict[str, float | None]] = {}
    for figure in history.of_unit(selection.unit.id):
        indexes.setdefault(figure.round_id, {})[figure.section_id] = figure.index
        margins.setdefault(figure.round_id, {})[figure.section_id] = figure.margin
    asked_in = [round_.id for round_ in history.rounds if round_.id in indexes]
    with product.store.read() as tx:
        wanted = {
            round_id: targets.of_unit(
                tx, selection.organisation.id, round_id, selection.unit.id, history.questionnaire.id
            ).values()
            for round_id in asked_in
        }
    results = {
        (round_id, result.section_id): result
        for set_in, those in wanted.items()
        if (round_id := target_round(asked_in, set_in)) is not None
        for result in target_results(those, indexes[round_id], margins[round_id])
    }
    set_in = {(round_id, target.section_id): target.index for round_id, those in wanted.items() for target in those}
    return TargetsOverTime(set_in, results, asked_in[-1] if asked_in else "")


def line_changes(
    product: Product, organisation_id: str, history: History, figures: Iterable[Figure]
) -> dict[tuple[str, str], Change]:
    """What may be said of each line of figures from the first to the last round that shows its index.

    By unit and section id; ``figures`` are some of the history's, in the order of time.
    """
    ends: dict[tuple[str, str], list[str]] = {}
    for figure in figures:
        if figure.index is not None:
            ends.setdefault((figure.unit_id, figure.section_id), []).append(figure.round_id)
    with product.store.read() as tx:
        asked = assessments.by_questionnaire(tx, organisation_id, history.questionnaire.id)
        between = _Between(product.settings.min_group, {(one.round_id, one.unit_id): one for one in asked})
        found = {
            (unit_id, section_id): between.change(tx, unit_id, section_id, rounds_[0], rounds_[-1])
            for (unit_id, section_id), rounds_ in ends.items()
            if len(rounds_) > 1
        }
    return {place: change for place, change in found.items() if change}


@dataclass(frozen=True, slots=True)
class _Between:
    """The changes between two rounds, worked out once for each pair of them; ``asked`` by round and unit id."""

    min_group_setting: int
    asked: Mapping[tuple[str, str], Assessment]
    known: dict[tuple[str, str, str], tuple[Change, ...]] = field(default_factory=dict)

    def change(self, tx: Connection, unit_id: str, section_id: str, first: str, last: str) -> Change | None:
        """The change of a section; None where it cannot be compared."""
        ends = (self.asked[first, unit_id], self.asked[last, unit_id])
        if (unit_id, first, last) not in self.known:
            self.known[unit_id, first, last] = Sides.of(tx, self.min_group_setting, *ends).changes(tx)
        return next((one for one in self.known[unit_id, first, last] if one.section_id == section_id), None)


def readiness_over_time(product: Product, selection: Selection, of: History) -> ReadinessOverTime:
    """Whether each stage was ready to be left, and what may be said where that reads otherwise than in the beginning.

    ``of`` is the history of the stages.
    """
    by_round: dict[tuple[str, str], bool | None] = {}
    known: dict[str, list[tuple[str, StagePitfalls]]] = {}
    for round_ in of.rounds:
        here = replace(selection, round=round_)
        profile = _profile_at(product, here)
        indexes = {score.section_id: score.index for score in profile.sections} if profile else {}
        for section_id, stage in pitfalls.by_stage(product, here, profile).items():
            is_known = profile is not None and not stage.tally.is_untouched
            by_round[round_.id, section_id] = stage.readiness.is_ready if is_known else None
            if is_known and indexes.get(section_id) is not None:
                known.setdefault(section_id, []).append((round_.id, stage))
    return ReadinessOverTime(by_round, _readiness_verdicts(product, selection, of, known))


def _readiness_verdicts(
    product: Product, selection: Selection, of: History, known: Mapping[str, Sequence[tuple[str, StagePitfalls]]]
) -> dict[str, Verdict]:
    """What may be said of each stage between the first and the last round in which its readiness is known."""
    ends = {section_id: (stages[0], stages[-1]) for section_id, stages in known.items()}
    at_the_ends = {(round_id, section_id) for section_id, both in ends.items() for round_id, _ in both}
    figures = [each for each in of.of_unit(selection.unit.id) if (each.round_id, each.section_id) in at_the_ends]
    changes = line_changes(product, selection.organisation.id, of, figures)
    found = {}
    for section_id, ((_, then), (_, now)) in ends.items():
        between = pitfall_change(in_round(then), in_round(now))
        if verdict := claims.readiness(between, changes.get((selection.unit.id, section_id))):
            found[section_id] = verdict
    return found


def _profile_at(product: Product, selection: Selection) -> Profile | None:
    with product.store.read() as tx:
        assessment = assessment_of(tx, selection.organisation.id, selection.round.id, selection.unit.id, STAGES)
        return levels_for_readiness(findings_in(tx, product.settings.min_group, assessment)) if assessment else None
