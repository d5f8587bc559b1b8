"""The findings of one questionnaire for a unit in a round, as comparisons read them."""

from __future__ import annotations

from dataclasses import replace

from journey.model import Assessment, Hidden, Profile
from journey.rules.scoring import by_rules, levels_read_otherwise
from journey.service.profile.unit_findings import UnitFindings, findings_of
from journey.store import Connection, assessments


def assessment_of(
    tx: Connection, organisation_id: str, round_id: str, unit_id: str, questionnaire_id: str
) -> Assessment | None:
    """The unit's assessment by the questionnaire in the round; None where it was not asked."""
    of_unit = assessments.of_round(tx, organisation_id, round_id, unit_id)
    return next((asked for asked in of_unit if asked.questionnaire_id == questionnaire_id), None)


def findings_in(tx: Connection, min_group_setting: int, assessment: Assessment) -> UnitFindings:
    """The findings as far as they may be shown and as the newest rules read them, so that rounds can be compared.

    Answers that wait to be taken in are not counted.
    """
    found = findings_of(tx, min_group_setting, assessment, count_waiting=False)
    if found.profile is None:
        return found
    return replace(found, profile=by_rules(found.profile), read_otherwise=levels_read_otherwise(found.profile))


def levels_for_readiness(found: UnitFindings) -> Profile | None:
    """The profile, with the level that the round itself shows where statements are hidden and these rules give none.

    Else a stage that its round calls ready would be called not ready, although nothing shows that it was not.
    """
    if found.profile is None:
        return None
    sections = [
        replace(score, secure_level=found.read_otherwise[score.section_id][0])
        if score.hidden is Hidden.STATEMENTS and score.section_id in found.read_otherwise
        else score
        for score in found.profile.sections
    ]
    return replace(found.profile, sections=tuple(sections))
