"""The findings of one questionnaire for a unit in a round, as comparisons read them."""

from __future__ import annotations

from journey.model import Assessment
from journey.service.profile.unit_findings import UnitFindings, findings_of
from journey.store import Connection, assessments


def assessment_of(
    tx: Connection, organisation_id: str, round_id: str, unit_id: str, questionnaire_id: str
) -> Assessment | None:
    """The unit's assessment by the questionnaire in the round; None where it was not asked."""
    of_unit = assessments.of_round(tx, organisation_id, round_id, unit_id)
    return next((asked for asked in of_unit if asked.questionnaire_id == questionnaire_id), None)


def findings_in(tx: Connection, min_group_setting: int, assessment: Assessment) -> UnitFindings:
    """The findings as far as they may be shown, without counting the answers that wait to be taken in."""
    return findings_of(tx, min_group_setting, assessment, count_waiting=False)
