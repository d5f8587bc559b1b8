"""Rounds, units and views beside each other, from the findings that may be shown and from nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from journey.model import (
    Absent,
    AskedStatement,
    Assessment,
    Change,
    Checklist,
    Comparable,
    ComparisonBasis,
    Figure,
    Hidden,
    PitfallChange,
    Privacy,
    Profile,
    Questionnaire,
    Round,
    SectionScore,
    StatementChange,
    TargetResult,
    Unit,
)
from journey.rules.change import asked_in, bases, change, comparable, held_against, key_of, margin, moved
from journey.rules.privacy import may_compare, shown, surely_shown
from journey.rules.readiness import StageNow, pitfall_change
from journey.rules.scoring import band_of
from journey.service.assessments import asked_of, min_group_of
from journey.service.context import Product
from journey.service.current_selection import Selection
from journey.service.findings_text import thaw, thaw_bases
from journey.service.pinned_content import STAGES, questionnaire_of, version_number
from journey.service.pitfalls import pitfalls
from journey.service.pitfalls.pitfalls import StagePitfalls
from journey.service.profile.unit_findings import RoleFindings, UnitFindings, by_role, findings_of, profile_of
from journey.service.rounds.snapshots import given_by, in_common
from journey.store import Connection, answers, assessments, organisations, questions, rounds, snapshots, targets
from journey.store.snapshots import FrozenSection


@dataclass(frozen=True, slots=True)
class WhereAsked:
    """A questionnaire, and where it was asked: pairs of round and unit id. ``title`` is that of the newest round."""

    questionnaire_id: str
    title: str
    places: frozenset[tuple[str, str]]

    def of_unit(self, every: Sequence[Round], unit_id: str) -> list[Round]:
        """Those of the rounds in which the unit was asked, in their order."""
        return [one for one in every if (one.id, unit_id) in self.places]

    def of_round(self, every: Sequence[Unit], round_id: str) -> list[Unit]:
        """Those of the units that were asked in the round, in their order."""
        return [one for one in every if (round_id, one.id) in self.places]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One unit at two rounds. ``changes`` and ``moved`` are empty where a standing has no profile, which says why.

    ``checklists`` are the later round's, by stage.
    """

    before: Round
    after: Round
    standings: tuple[UnitFindings, UnitFindings]
    comparable: Comparable
    changes: tuple[Change, ...]
    moved: tuple[StatementChange, ...]
    targets: tuple[TargetResult, ...]
    pitfalls: tuple[PitfallChange, ...]
    checklists: Mapping[str, Checklist]


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
    """Where each questionnaire was asked, by its id."""
    with product.store.read() as tx:
        order = {one.id: number for number, one in enumerate(rounds.every(tx, organisation_id))}
        asked: dict[str, list[Assessment]] = {}
        for one in assessments.every(tx, organisation_id):
            asked.setdefault(one.questionnaire_id, []).append(one)
        return {
            questionnaire_id: WhereAsked(
                questionnaire_id,
                questionnaire_of(tx, max(those, key=lambda one: order[one.round_id])).title,
                frozenset((one.round_id, one.unit_id) for one in those),
            )
            for questionnaire_id, those in asked.items()
        }


def history(product: Product, organisation_id: str, questionnaire_id: str) -> History | None:
    """Every figure of the questionnaire in the organisation; None where nobody was asked it."""
    with product.store.read() as tx:
        asked = assessments.by_questionnaire(tx, organisation_id, questionnaire_id)
        if not asked:
            return None
        order = {one.id: number for number, one in enumerate(rounds.every(tx, organisation_id))}
        asked.sort(key=lambda one: order[one.round_id])
        known = snapshots.sections(tx, organisation_id, questionnaire_id)
        in_a_room = questions.with_reveals(tx, organisation_id)
        figures = [
            figure
            for one in asked
            for figure in _figures(
                tx, product.settings.small_group, one, known.get(one.id), was_revealed=one.id in in_a_room
            )
        ]
        one_each = {one.round_id: one for one in asked}
        by_round = {round_id: questionnaire_of(tx, one) for round_id, one in one_each.items()}
        newest = by_round[asked[-1].round_id]
        versions = {one.version for one in by_round.values()}
        in_rounds, in_units = {one.round_id for one in asked}, {one.unit_id for one in asked}
        return History(
            _with_dropped(newest, by_round.values()),
            by_round,
            tuple(sorted(versions - {newest.version}, key=version_number)),
            tuple(one for one in rounds.every(tx, organisation_id) if one.id in in_rounds),
            tuple(one for one in organisations.units(tx, organisation_id) if one.id in in_units),
            tuple(figures),
        )


def _with_dropped(newest: Questionnaire, others: Iterable[Questionnaire]) -> Questionnaire:
    """The questionnaire with the sections at its end that only the others have."""
    known = {section.id for section in newest.sections}
    dropped = {section.id: section for one in others for section in one.sections if section.id not in known}
    return newest.model_copy(update={"sections": (*newest.sections, *dropped.values())}) if dropped else newest


def between(product: Product, selection: Selection, questionnaire_id: str, before: Round) -> Comparison | None:
    """The unit in view at an earlier round and at the round in view; None where it did not answer in both."""
    organisation_id, unit_id = selection.organisation.id, selection.unit.id
    with product.store.read() as tx:
        first = _assessment(tx, organisation_id, before.id, unit_id, questionnaire_id)
        second = _assessment(tx, organisation_id, selection.round.id, unit_id, questionnaire_id)
        if first is None or second is None:
            return None
        sides = _Sides.of(tx, product.settings.small_group, first, second)
        wanted = targets.of_unit(tx, organisation_id, before.id, unit_id, questionnaire_id)
        changes = sides.changes(tx, with_roles=True)
    stages = _stages(product, selection, before, sides.standings) if questionnaire_id == STAGES else {}
    then, now = sides.standings
    shown_both = then.profile and now.profile
    return Comparison(
        before=before,
        after=selection.round,
        standings=sides.standings,
        comparable=sides.comparable,
        changes=changes,
        moved=moved(sides.comparable, then.profile, now.profile) if shown_both else (),  # type: ignore[arg-type]
        targets=held_against(wanted.values(), now.profile),
        pitfalls=tuple(pitfall_change(_now(earlier), _now(later)) for earlier, later in stages.values()),
        checklists={id_: later.checklist for id_, (_, later) in stages.items()},
    )


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
            sides = _Sides.of(tx, product.settings.small_group, then[unit_id], now[unit_id])
            found[unit_id] = sides.changes(tx, with_roles=False)
    return found


def roles(
    product: Product, selection: Selection, questionnaire_id: str
) -> tuple[UnitFindings, tuple[RoleFindings, ...]] | None:
    """The whole and each role beside it, as far as they may be shown; None where the unit was not asked."""
    with product.store.read() as tx:
        assessment = _assessment(tx, selection.organisation.id, selection.round.id, selection.unit.id, questionnaire_id)
        if assessment is None:
            return None
        here = _standing(tx, product.settings.small_group, assessment)
        return here, by_role(tx, here)


def _standing(tx: Connection, small_group: int, assessment: Assessment) -> UnitFindings:
    return findings_of(tx, small_group, assessment, count_waiting=False)


def _assessment(
    tx: Connection, organisation_id: str, round_id: str, unit_id: str, questionnaire_id: str
) -> Assessment | None:
    of_unit = assessments.of_round(tx, organisation_id, round_id, unit_id)
    return next((one for one in of_unit if one.questionnaire_id == questionnaire_id), None)


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
    def of(cls, tx: Connection, small_group: int, first: Assessment, second: Assessment) -> _Sides:
        asked = asked_of(tx, first), asked_of(tx, second)
        seen = _standing(tx, small_group, first), _standing(tx, small_group, second)
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
                change(
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
        text = snapshots.basis(tx, assessment.organisation_id, assessment.id, key_of(self.common))
        if text is not None:
            return thaw_bases(text)
        if assessment.privacy is Privacy.CONFIDENTIAL:
            return {}
        return bases(self.common, given_by(answers.levels(tx, assessment.organisation_id, assessment.id)))

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


def _figures(
    tx: Connection,
    small_group: int,
    assessment: Assessment,
    known: Sequence[FrozenSection] | None,
    *,
    was_revealed: bool,
) -> list[Figure]:
    """What may be shown of one assessment, a figure for each section; ``was_revealed``: a workshop has seen some."""
    if assessment.privacy is Privacy.CONFIDENTIAL:
        k = min_group_of(small_group, assessment)
        if known is None:
            _, started = answers.finished_and_started(tx, assessment.organisation_id, assessment.id)
            ids = [section.id for section in questionnaire_of(tx, assessment).sections]
            why = Absent.STILL_OPEN if started >= k else Absent.TOO_FEW
            return [_figure(assessment, id_, started, why=why) for id_ in ids]
        revealed = questions.revealed(tx, assessment.organisation_id, assessment.id) if was_revealed else set()
        return _confidential(tx, assessment, known, k, revealed)
    if known is not None:
        return [_of_frozen(assessment, one) for one in known]
    profile = profile_of(tx, assessment, responses=1)
    return [_of_score(assessment, score) for score in profile.sections]


def _confidential(
    tx: Connection, assessment: Assessment, known: Sequence[FrozenSection], k: int, revealed: Collection[str]
) -> list[Figure]:
    """The frozen figures that may be shown. Where a section's numbers do not rule hiding out, its profile decides."""
    if not revealed and all(_is_surely_shown(section, k) for section in known):
        return [_of_frozen(assessment, one) for one in known]
    old = snapshots.profile(tx, assessment.organisation_id, assessment.id)
    profile = shown(thaw(old.findings), k, revealed) if old else None
    figures = []
    for one in known:
        is_hidden = profile is None or profile.section(one.section_id).hidden is Hidden.EVERYTHING
        if is_hidden:
            why = Absent.ALIKE if profile and one.said >= k else Absent.TOO_FEW
            figures.append(_figure(assessment, one.section_id, one.responses, why=why))
        else:
            figures.append(_of_frozen(assessment, one))
    return figures


def _is_surely_shown(section: FrozenSection, k: int) -> bool:
    has_index = section.index is not None
    return surely_shown(answered=section.said, scored=section.scored, has_index=has_index, min_group=k)


def _of_frozen(assessment: Assessment, one: FrozenSection) -> Figure:
    if one.index is None:
        return _figure(assessment, one.section_id, one.responses, coverage=one.coverage, why=Absent.NOT_ENOUGH)
    return Figure(
        round_id=assessment.round_id,
        unit_id=assessment.unit_id,
        section_id=one.section_id,
        responses=one.responses,
        index=one.index,
        band=band_of(one.index),
        coverage=one.coverage,
        secure_level=one.secure_level,
        reach=margin(one.counting, one.variance),
    )


def _of_score(assessment: Assessment, score: SectionScore) -> Figure:
    why = Absent.NOT_ENOUGH if score.index is None else None
    found = _figure(assessment, score.section_id, 1, coverage=score.coverage, why=why)
    return found if why else replace(found, index=score.index, band=score.band, secure_level=score.secure_level)


def _figure(
    assessment: Assessment,
    section_id: str,
    responses: int,
    *,
    coverage: float | None = None,
    why: Absent | None = None,
) -> Figure:
    return Figure(
        assessment.round_id, assessment.unit_id, section_id, responses, index=None, coverage=coverage, why=why
    )


def _stages(
    product: Product, selection: Selection, before: Round, standings: tuple[UnitFindings, UnitFindings]
) -> dict[str, tuple[StagePitfalls, StagePitfalls]]:
    """The stages that have a checklist in both rounds, as they stood then and stand now."""
    then = pitfalls.by_stage(product, replace(selection, round=before), standings[0].profile)
    now = pitfalls.by_stage(product, selection, standings[1].profile)
    return {id_: (then[id_], stage) for id_, stage in now.items() if id_ in then}


def _now(stage: StagePitfalls) -> StageNow:
    states = {pitfall_id: answer.content.state for pitfall_id, answer in stage.answers.items()}
    return StageNow(stage.checklist, states, stage.readiness)


def readiness_over_time(product: Product, selection: Selection, of: History) -> Mapping[tuple[str, str], bool | None]:
    """Whether each stage was ready to be left, by round id and section id; None where nobody went through its pitfalls.

    ``of`` is the history of the stages.
    """
    found: dict[tuple[str, str], bool | None] = {}
    for round_ in of.rounds:
        here = replace(selection, round=round_)
        profile = _profile_at(product, here)
        for section_id, stage in pitfalls.by_stage(product, here, profile).items():
            is_known = profile is not None and not stage.tally.is_untouched
            found[round_.id, section_id] = stage.readiness.is_ready if is_known else None
    return found


def _profile_at(product: Product, selection: Selection) -> Profile | None:
    with product.store.read() as tx:
        assessment = _assessment(tx, selection.organisation.id, selection.round.id, selection.unit.id, STAGES)
        return _standing(tx, product.settings.small_group, assessment).profile if assessment else None
