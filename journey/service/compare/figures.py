"""What may be shown of one assessment as figures, one for each section."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from math import sqrt

from journey.model import Absent, Assessment, Figure, Hidden, Privacy, Profile, SectionScore
from journey.rules.change import margin
from journey.rules.privacy import people_in, shown, surely_shown
from journey.rules.privacy_ballots import are_enough
from journey.rules.privacy_partly import rounded_variance
from journey.rules.scoring import band_of, by_rules
from journey.rules.versions import CURRENT
from journey.service.assessments import min_group_of
from journey.service.findings_text import thaw
from journey.service.pinned_content import questionnaire_of
from journey.service.profile.unit_findings import profile_of
from journey.store import Connection, assessment_answers, questions, snapshots
from journey.store.snapshots import FrozenSection


def figures_of(
    tx: Connection,
    min_group_setting: int,
    assessment: Assessment,
    known: Sequence[FrozenSection] | None,
    *,
    was_revealed: bool,
) -> list[Figure]:
    """What may be shown of one assessment, a figure for each section; ``was_revealed``: a workshop has seen some."""
    if assessment.privacy is Privacy.CONFIDENTIAL:
        min_group = min_group_of(min_group_setting, assessment)
        if known is None:
            turnout = assessment_answers.turnout(tx, assessment.organisation_id, assessment.id)
            ids = [section.id for section in questionnaire_of(tx, assessment).sections]
            is_waiting = are_enough(turnout.begun, turnout.ballots, min_group)
            why = Absent.STILL_OPEN if is_waiting else Absent.TOO_FEW
            return [_figure(assessment, id_, turnout.begun, why=why) for id_ in ids]
        revealed = questions.revealed(tx, assessment.organisation_id, assessment.id) if was_revealed else set()
        return _confidential(tx, assessment, known, min_group, revealed)
    if known is not None:
        old = _read_otherwise(tx, assessment, known)
        return [_of_frozen(assessment, one, old) for one in known]
    profile = profile_of(tx, assessment, responses=1)
    return [_of_score(assessment, score) for score in profile.sections]


def _confidential(
    tx: Connection, assessment: Assessment, known: Sequence[FrozenSection], min_group: int, revealed: Collection[str]
) -> list[Figure]:
    """The frozen figures that may be shown. Where a section's numbers do not rule hiding out, its profile decides."""
    is_current = all(section.scoring_version == CURRENT.version for section in known)
    if is_current and not revealed and all(_is_surely_shown(section, min_group) for section in known):
        return [_of_frozen(assessment, one) for one in known]
    whole = _frozen_profile(tx, assessment)
    profile = shown(whole, min_group, revealed) if whole else None
    levels = _levels_by_current_rules(profile) if profile and not is_current else None
    figures = []
    for one in known:
        score = profile.section(one.section_id) if profile else None
        if whole is None or score is None or score.hidden is Hidden.EVERYTHING:
            is_alike = bool(score and whole and people_in(whole.section(one.section_id)) >= min_group)
            why = Absent.ALIKE if is_alike else Absent.TOO_FEW
            figures.append(_figure(assessment, one.section_id, one.responses, why=why))
        else:
            figures.append(_of_frozen(assessment, _as_shown(one, score), levels))
    return figures


def _as_shown(one: FrozenSection, score: SectionScore) -> FrozenSection:
    """The frozen figures as far as the score that is shown has them: without its statements they are rounded."""
    if score.hidden is Hidden.NOTHING:
        return one
    return replace(one, index=score.index, coverage=score.coverage, variance=rounded_variance(one.variance))


def _read_otherwise(
    tx: Connection, assessment: Assessment, known: Sequence[FrozenSection]
) -> Mapping[str, int | None] | None:
    """The secure levels by the newest rules, by section id; None where the sections were scored by these."""
    if all(section.scoring_version == CURRENT.version for section in known):
        return None
    profile = _frozen_profile(tx, assessment)
    return _levels_by_current_rules(profile) if profile else None


def _frozen_profile(tx: Connection, assessment: Assessment) -> Profile | None:
    frozen = snapshots.profile(tx, assessment.organisation_id, assessment.id)
    return thaw(frozen.findings) if frozen else None


def _levels_by_current_rules(profile: Profile) -> dict[str, int | None]:
    return {score.section_id: score.secure_level for score in by_rules(profile).sections}


def _is_surely_shown(section: FrozenSection, min_group: int) -> bool:
    has_index = section.index is not None
    return surely_shown(answered=section.said, scored=section.scored, has_index=has_index, min_group=min_group)


def _of_frozen(assessment: Assessment, one: FrozenSection, levels: Mapping[str, int | None] | None = None) -> Figure:
    """The figure of a frozen section; ``levels`` are the secure levels by the newest rules, where others scored it."""
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
        secure_level=one.secure_level if levels is None else levels.get(one.section_id),
        margin=margin(one.counting, one.variance),
        standard_error=None if one.variance is None else sqrt(one.variance),
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
