"""The measures that the sample council keeps beside its plan, with their readings. All of it is made up.

One is far off its target and never moves, one moved for good, one slips while it still looks well, one comes late.
"""

from __future__ import annotations

from datetime import date

from journey.model import Direction, Frequency, MeasureContent
from journey.service.sample.plan_told import BREAKTHROUGHS, MeasureStory, section
from journey.service.sample.story import COUNCIL, HOUSING, WASTE

_GOOD_MEASURE = {
    "relevant": "Learning from what we did: the last stage, where we are weakest",
    "incentives": "Looking again at easy actions only, so we count all that ended",
    "attributable": "Head of performance asks, each director answers for their own",
    "defined": "A figure from before and one from after stand on the closing form",
    "timely": "Comes with the monthly report",
    "reliable": "Few actions end in a month, so single months jump",
    "comparable": "With our own months before",
    "verifiable": "The forms are kept, and anybody may count again",
}
"""What was noted for the points of a good measure, by key."""
_TARGET_CHECK = {
    "influence": "A form and a date in the diary are all it takes",
    "important": "We keep beginning things without looking back",
    "cost": "Half a day a month",
    "outcome": "Doing less of what does not work, by autumn 2026",
    "now": "A quarter of them when we began",
    "measure": "Yes, since July 2025",
    "consulted": "The directors; the people who fill in the forms were not asked",
}
"""What was noted before its target was set, by key; five points are still open."""

MEASURES = (
    MeasureStory(
        "missed",
        WASTE,
        date(2025, 1, 14),
        MeasureContent(
            "Missed collections",
            definition="Bins reported as missed by noon of the next day, of 100,000 collections.",
            owner="Operations manager",
            source="Call centre log",
            unit_name="of 100,000",
            direction=Direction.DOWN,
            target=60,
            tolerance=10,
            agreed_by="Director of environment",
            agreed_on=date(2025, 1, 14),
        ),
        date(2024, 4, 1),
        (
            *(69, 77, 75, 73, 75, 76, 66, 71, 75, 75, 71, 81, 77, 75),
            *(55, 60, 56, 52, 55, 57, 47, 54, 58, 64, 55, 56, 53, 58, 55, 61, 54),
        ),
        {date(2025, 6, 1): "First month after two round changes were put back."},
    ),
    MeasureStory(
        "repairs",
        HOUSING,
        date(2025, 2, 10),
        MeasureContent(
            "Repairs finished in the time promised",
            definition="Repairs finished by the day told to the tenant, of all finished in the month.",
            owner="Repairs manager",
            source="Repairs system, counted by hand",
            unit_name="%",
            target=85,
            tolerance=3,
            agreed_by="Head of housing",
            agreed_on=date(2025, 2, 10),
            is_share=True,
            action_id="repair-figures",
        ),
        date(2025, 1, 1),
        (
            *(81.9, 78.3, 80.1, 79.1, 82.4, 82.5, 80.0, 79.7, 81.2, 80.3),
            *(81.8, 79.6, 79.5, 78.0, 81.1, 80.9, 80.0, 83.3, 82.9, 77.8),
        ),
        {date(2026, 8, 1): "Came on 19 October."},
    ),
    MeasureStory(
        "days",
        COUNCIL,
        date(2024, 12, 5),
        MeasureContent(
            "Days until the figures of a month are there",
            definition="Working days from the end of the month until the last service has sent its figures.",
            owner="Head of performance",
            source="Date of the last file",
            unit_name="days",
            direction=Direction.DOWN,
            target=12,
            tolerance=3,
            agreed_by="Management team",
            agreed_on=date(2025, 11, 27),
            section=section("making-it-happen"),
        ),
        date(2024, 11, 1),
        (20, 22, 21, 25, 21, 17, 25, 22, 22, 19, 20, 18, 21, 19, 25, 18, 12, 10, 12, 8, 12, 10, 11, 12),
        {date(2026, 3, 1): "First month of the short report."},
    ),
    MeasureStory(
        "looked-at",
        COUNCIL,
        date(2025, 7, 10),
        MeasureContent(
            "Finished actions looked at again within three months",
            definition="Actions with a figure from before and after, of those that ended three months ago.",
            owner="Head of performance",
            source="Closing forms, read by the performance team",
            unit_name="%",
            target=60,
            tolerance=10,
            agreed_by="Management team",
            agreed_on=date(2025, 11, 27),
            is_share=True,
            section=section("keeping-on-track"),
            criteria=_GOOD_MEASURE,
            target_check=_TARGET_CHECK,
        ),
        date(2025, 7, 1),
        (15, 24, 28, 25, 22, 14, 21, 32, None, 22, 26, 24, 27, 29, 11, 21),
        {date(2025, 12, 1): "Few actions ended in September."},
    ),
    MeasureStory(
        "one-to-ones",
        COUNCIL,
        date(2025, 2, 6),
        MeasureContent(
            "One-to-ones that were held",
            definition="Talks between manager and staff that took place, of those that were due in the month.",
            owner="Head of people",
            source="Staff system",
            unit_name="%",
            target=85,
            tolerance=6,
            agreed_by="Management team",
            agreed_on=date(2025, 2, 6),
            is_share=True,
            section=section("people", BREAKTHROUGHS),
        ),
        date(2025, 1, 1),
        (83, 80, 83, 83, 81, 84, 85, 84, 81, 85, 81, 81, 84, 85, 85, 82, 81, 81, 81, 78, 82, 80),
        {},
    ),
    MeasureStory(
        "on-the-way",
        COUNCIL,
        date(2025, 5, 22),
        MeasureContent(
            "Priorities whose measure moved the right way",
            definition="Of the six priorities, those whose first measure is better than a year before.",
            owner="Head of policy",
            source="The page of eleven measures",
            unit_name="of 6",
            frequency=Frequency.QUARTERLY,
            target=4,
            tolerance=1,
            agreed_by="Cabinet",
            agreed_on=date(2025, 5, 22),
            section=section("setting-direction"),
        ),
        date(2024, 10, 1),
        (1, 2, 2, 3, 2, 3, 3, 4),
        {},
    ),
)
