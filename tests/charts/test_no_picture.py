"""Where there is nothing to draw there is no picture; the sentence in its place is never empty."""

from __future__ import annotations

import pytest

from journey.charts import (
    Drawn,
    agreed_chart,
    change_chart,
    change_heat_chart,
    journey_story_chart,
    roles_chart,
    services_chart,
    services_over_time_chart,
    stage_path_chart,
    trail_chart,
)
from journey.model import Absent, ReadinessOverTime
from tests.steps.chart_findings import TITLES, questionnaire
from tests.steps.compared_findings import SECTIONS, change, line, role_profile, roles, rounds, units
from tests.steps.journeys import journey

AB = ("Spring 2025", "Spring 2026")
HIDDEN = line(SECTIONS[0], Absent.TOO_FEW, Absent.TOO_FEW)
ONCE = line(SECTIONS[0], 2.0, Absent.TOO_FEW)
NOT_COMPARABLE = change(TITLES[0], None, None, "not")
STAFF = role_profile((2.0,) * 5)


@pytest.mark.parametrize(
    "drawn",
    [
        change_chart(questionnaire(), [], AB, "light"),
        change_chart(questionnaire(), [NOT_COMPARABLE], AB, "light"),
        change_heat_chart(questionnaire(), units(1), {"housing": [NOT_COMPARABLE]}, AB, "light"),
        trail_chart(questionnaire(), rounds(2), HIDDEN, "light"),
        trail_chart(questionnaire(), rounds(2), ONCE, "light"),
        services_chart(questionnaire(), units(1), HIDDEN[:1], [], "Spring", "light"),
        services_over_time_chart(TITLES[0], units(1), rounds(2), ONCE, "light"),
        stage_path_chart(questionnaire(), rounds(2), HIDDEN, ReadinessOverTime({}), "light"),
        journey_story_chart(journey(0), "light"),
        roles_chart(questionnaire(), roles(leadership=STAFF, front_line=None), "light"),
        agreed_chart(questionnaire(), STAFF, role_profile((None,) * 5), "light"),
    ],
)
def test_what_shows_nothing_has_a_sentence_and_no_picture(drawn: Drawn) -> None:
    assert drawn.chart is None
    assert drawn.takeaway.endswith(".")


def test_two_roles_are_a_picture_even_where_one_of_the_pair_is_hidden() -> None:
    assert roles_chart(questionnaire(), roles(leadership=STAFF, managers=STAFF, front_line=None), "light").chart
