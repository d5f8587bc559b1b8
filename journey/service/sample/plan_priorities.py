"""The sample council's priorities, and what it has said is none. All of it is made up."""

from __future__ import annotations

from datetime import date

from journey.model import PriorityContent
from journey.service.sample.plan_told import PriorityStory

PRIORITIES = (
    PriorityStory(
        "few",
        PriorityContent(
            "A few priorities, with money behind them",
            evidence="The plan had 31 priorities; the last two budgets were almost the same.",
            chosen_by="Cabinet, with the management team",
            chosen_on=date(2024, 11, 26),
        ),
    ),
    PriorityStory(
        "worked",
        PriorityContent(
            "See whether what we did worked",
            evidence="Keeping on track was the weakest stage in each of three rounds.",
            chosen_by="Management team",
            chosen_on=date(2024, 11, 26),
        ),
    ),
    PriorityStory(
        "dashboard",
        PriorityContent(
            "One dashboard for every service",
            evidence="Services keep their figures in eleven places.",
            chosen_by="Management team",
            chosen_on=date(2024, 11, 26),
        ),
        date(2025, 11, 27),
        "Two services of seven used it after eight months. Reviews that decide come first; the dashboard can wait.",
    ),
    PriorityStory(
        "homes",
        PriorityContent(
            "Homes repaired on time",
            evidence="Repairs are the first cause of complaints; their figures come seven weeks late.",
            chosen_by="Cabinet",
            chosen_on=date(2024, 11, 26),
        ),
    ),
    PriorityStory(
        "awards",
        PriorityContent(
            "National awards",
            is_priority=False,
            evidence="Each bid takes the performance team three weeks, and no result has moved with one.",
            chosen_by="Management team",
            chosen_on=date(2025, 11, 27),
        ),
    ),
    PriorityStory(
        "software",
        PriorityContent(
            "New performance software",
            is_priority=False,
            evidence="No team said that software held it back. We look again in 2028.",
            chosen_by="Management team",
            chosen_on=date(2025, 11, 27),
        ),
    ),
    PriorityStory(
        "decide",
        PriorityContent(
            "Reviews that end in decisions",
            evidence="Red figures were noted, and then came the next item.",
            chosen_by="Cabinet, with the management team",
            chosen_on=date(2025, 11, 27),
        ),
    ),
)
