"""All pictures: findings in; a chart, its takeaway sentence, its table and its text alternative out.

A page draws ``chart``, prints ``takeaway`` above it and offers ``table`` beside it; the chart does not repeat the
takeaway. Importing this package imports Altair and pandas, so pages import it where they draw.
"""

from __future__ import annotations

from journey.charts.drawn import Drawn
from journey.charts.journey import journey_chart
from journey.charts.profile import profile_chart
from journey.charts.section import section_chart
from journey.charts.theme import ThemeName

__all__ = ["Drawn", "ThemeName", "journey_chart", "profile_chart", "section_chart"]
