"""All pictures: findings in; a chart, its takeaway sentence, its table and its text alternative out.

A page draws ``chart``, prints ``takeaway`` above it and offers ``table`` beside it; the chart does not repeat the
takeaway. What a picture looks like is made with Altair (``kit.frame``), once for all pictures; what it shows are its
marks. So importing this package imports neither Altair nor pandas, and a first page has its picture at once.
"""

from __future__ import annotations

from journey.charts.agreed import agreed_chart
from journey.charts.change import change_chart
from journey.charts.change_heat import change_heat_chart
from journey.charts.golden_thread import golden_thread_chart
from journey.charts.journey_story import journey_story_chart
from journey.charts.kit.drawn import Drawn
from journey.charts.kit.theme import ThemeName
from journey.charts.profile import profile_chart
from journey.charts.reveal import reveal_chart
from journey.charts.roles import roles_chart
from journey.charts.run_chart import run_chart
from journey.charts.section import section_chart
from journey.charts.section_history import trail_chart
from journey.charts.services import services_chart
from journey.charts.services_over_time import services_over_time_chart
from journey.charts.stage_path import stage_path_chart
from journey.charts.stages_overview import journey_chart

__all__ = [
    "Drawn",
    "ThemeName",
    "agreed_chart",
    "change_chart",
    "change_heat_chart",
    "golden_thread_chart",
    "journey_chart",
    "journey_story_chart",
    "profile_chart",
    "reveal_chart",
    "roles_chart",
    "run_chart",
    "section_chart",
    "services_chart",
    "services_over_time_chart",
    "stage_path_chart",
    "trail_chart",
]
