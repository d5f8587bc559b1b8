"""What the sample council agreed in a workshop, and the targets it set. All of it is made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from journey.service.sample.story import CHILDREN, COUNCIL

AGREED_BY = "Management team with twelve managers and staff"
AGREED_AT = datetime(2026, 11, 19, 11, tzinfo=UTC)
AGREED_ON = 2
"""The round whose results the workshop had before it, counted from 0."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A level that the workshop agreed, why, and who saw it differently."""

    level: int
    reason: str = ""
    dissent: str = ""


AGREED: Mapping[str, Agreed] = {
    "information-in-time": Agreed(
        3, "Figures come by the eighth working day to every service.", "Housing still waits seven weeks for repairs."
    ),
    "reviews-decide": Agreed(3, "Ten of the last twelve reviews have a decision, a name and a date in the notes."),
    "bad-news-heard": Agreed(
        2,
        "Views were far apart. Three reports that were softened on their way up settled it.",
        "Two directors would have kept 3: their own teams speak plainly.",
    ),
    "resources-moved": Agreed(3, "Two moves between services this year, with the reason on record."),
    "poor-work-faced": Agreed(2, "There is a policy; who uses it depends on the manager."),
    "leaders-use-figures": Agreed(3, "The last four large decisions quote results in their papers."),
    "people-supported": Agreed(2, "One-to-ones are kept in half of the services."),
    "checked-it-worked": Agreed(
        1, "Nobody could name an action of last year whose effect had been looked at.", "Waste does look, and said so."
    ),
    "time-to-learn": Agreed(1, "No plan of this year has a date for looking back."),
    "early-warning": Agreed(1, "Warning levels exist for the budget and for nothing else."),
    "priorities-refreshed": Agreed(2, "Revised in spring, at one leader’s wish. Nothing was dropped."),
    "outside-challenge": Agreed(2, "Peers were invited by two services."),
    "success-recognised": Agreed(2, "It happens at full council, and does not reach every service."),
    "lasts-through-change": Agreed(2, "The performance team’s handover note is the only one there is."),
    "set-aside-revisited": Agreed(1, "There is no list of what was set aside."),
}
"""The two stages that the workshop had time for."""

TARGETS: tuple[Mapping[str, Mapping[str, int]], ...] = (
    {COUNCIL: {"setting-direction": 28, "keeping-on-track": 20}},
    {
        COUNCIL: {"setting-direction": 31, "getting-started": 26, "making-it-happen": 26, "keeping-on-track": 22},
        CHILDREN: {"making-it-happen": 30},
    },
    {COUNCIL: {"getting-started": 29, "keeping-on-track": 23}},
)
"""For each round, by unit and stage, where the index should be at the next one, in tenths."""
