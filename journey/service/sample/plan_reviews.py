"""The reviews of the sample council's plan: three in two years, and the fourth is due. All of it is made up."""

from __future__ import annotations

from datetime import date

from journey.model import DecisionContent, DecisionKind, ReviewContent
from journey.service.sample.plan_told import DecisionStory, ReviewStory
from journey.service.sample.story import COUNCIL, HOUSING

REVIEWS = (
    ReviewStory(
        COUNCIL,
        ReviewContent(
            date(2025, 3, 20),
            present="Management team",
            learned="Taking things off a list is easier when each director gives one up.",
            minutes=35,
            worth=4,
            next_on=date(2025, 9, 18),
        ),
        "Exceptions: measures of two priorities wait for partners.",
        (
            DecisionStory(
                DecisionContent(
                    DecisionKind.CHANGE,
                    "Give the measures until the end of May",
                    "Head of policy",
                    date(2025, 5, 30),
                    "action",
                    "results-for-residents",
                ),
                is_kept=True,
            ),
            DecisionStory(
                DecisionContent(
                    DecisionKind.CONTINUE,
                    "Carry on with the dashboard, and show use by service in September",
                    "Head of digital",
                    date(2025, 9, 18),
                    "action",
                    "dashboard",
                ),
                is_kept=False,
                kept_note="The September review was put off; the count came in November.",
            ),
        ),
    ),
    ReviewStory(
        COUNCIL,
        ReviewContent(
            date(2025, 11, 27),
            present="Management team, with the cabinet member for resources",
            learned="A form does not make anyone look. What is read out in the room does.",
            minutes=25,
            worth=4,
            next_on=date(2026, 5, 21),
        ),
        "Exceptions: dashboard, at risk. Bets: clear choices moved; keeping on track did not.",
        (
            DecisionStory(
                DecisionContent(
                    DecisionKind.STOP,
                    "Stop the dashboard; the analyst prepares the reviews",
                    "Head of digital",
                    date(2025, 12, 19),
                    "action",
                    "dashboard",
                ),
                is_kept=True,
            ),
            DecisionStory(
                DecisionContent(
                    DecisionKind.ADD,
                    "Half a day each quarter to look back",
                    "Head of performance",
                    date(2025, 12, 11),
                    "action",
                    "look-back-day",
                ),
                is_kept=True,
                kept_note="Booked; the first was held.",
            ),
            DecisionStory(
                DecisionContent(
                    DecisionKind.HELP,
                    "Find an owner for the figures in decision papers",
                    "Chief executive",
                    date(2026, 2, 27),
                    "action",
                    "figures-in-papers",
                ),
                is_kept=False,
                kept_note="The post is empty since February.",
            ),
        ),
    ),
    ReviewStory(
        COUNCIL,
        ReviewContent(
            date(2026, 5, 21),
            present="Management team",
            learned="Half days without a question to answer are the first to go.",
            minutes=20,
            worth=5,
            next_on=date(2026, 11, 20),
        ),
        "Exceptions: figures in decision papers, no owner; half days, at risk; training for hard talks, no money.",
        (
            DecisionStory(
                DecisionContent(
                    DecisionKind.CONTINUE,
                    "Hold the two half days that are left, each with one question",
                    "Head of performance",
                    date(2026, 9, 30),
                    "action",
                    "look-back-day",
                )
            ),
            DecisionStory(
                DecisionContent(
                    DecisionKind.CHANGE,
                    "Hand the short reports to the performance team’s plan",
                    "Head of performance",
                    date(2026, 6, 30),
                    "action",
                    "short-reports",
                )
            ),
            DecisionStory(
                DecisionContent(
                    DecisionKind.ACCEPT,
                    "Leave the practice for hard talks until the budget of 2027",
                    "Head of people",
                    date(2027, 1, 15),
                    "action",
                    "hard-talks",
                )
            ),
        ),
    ),
    ReviewStory(
        HOUSING,
        ReviewContent(
            date(2026, 4, 28),
            present="Head of housing and team leaders",
            learned="Tenants tell more on the telephone than in the survey.",
            minutes=30,
            worth=3,
            next_on=date(2026, 10, 27),
        ),
        "Exceptions: repair figures, late.",
        (
            DecisionStory(
                DecisionContent(
                    DecisionKind.HELP,
                    "Ask the contractor for a date that holds",
                    "Head of housing",
                    date(2026, 6, 30),
                    "action",
                    "repair-figures",
                )
            ),
        ),
    ),
)
"""Of a council as a whole and a service, in the order of time."""
