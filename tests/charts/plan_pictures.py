"""Every chart of a plan, with little in it and with much, for the tests of what they look like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from journey.charts import Drawn, ThemeName, golden_thread_chart, journey_story_chart
from journey.model import Absent, Action, ActionContent, ActionProgress, ActionState, Priority, PriorityContent
from journey.rules.golden_thread import golden_thread
from journey.rules.journey_story import HeldReview, MovedOn
from tests.charts import measure_pictures
from tests.steps.chart_findings import TITLES
from tests.steps.compared_findings import LONG_NAME, LONG_TITLES, change, units
from tests.steps.journeys import journey, many, told

PRIORITIES = (
    "Homes that are safe and warm",
    "Children ready for school",
    "Streets people can walk",
    "A council that answers",
    "Fewer people in debt",
)
WHATS = (
    "Ask tenants within a week of each repair whether it is mended",
    "Name an owner for each of the twelve figures that the cabinet sees",
    "Put the cost of each visit beside its result",
    "Hold a service review of adult learning, with two users on the panel",
    "Write down what stops",
)
WHO = ("Head of housing", "Repairs manager", "", "Performance team", "Director of people", "Head of housing")
STATES = (ActionState.LIVE, ActionState.LIVE, ActionState.PROPOSED, ActionState.LIVE, ActionState.PAUSED)
LONG = "Every family that comes to us hears the same day who will look after what they asked and by when it is done"


def pictures(theme: ThemeName) -> dict[str, Drawn]:
    """All of them, by what they show."""
    return {
        "golden thread, 4 priorities, 11 actions": _thread(PRIORITIES[:4], 11, 3, theme),
        "golden thread, 1 priority, no action": _thread(PRIORITIES[:1], 0, 1, theme),
        "golden thread, no priority": _thread((), 3, 2, theme),
        "golden thread, 5 priorities, 40 actions": _thread(PRIORITIES, 40, 8, theme),
        "golden thread, 500 actions": _thread(PRIORITIES, 500, 6, theme),
        "golden thread, 500 actions, 30 units": _thread(PRIORITIES, 500, 30, theme),
        "golden thread, long names": _long(theme),
        **_journeys(theme),
        **measure_pictures.pictures(theme),
    }


def _thread(names: Sequence[str], many: int, services: int, theme: ThemeName) -> Drawn:
    """Some serve nothing, one a priority that was given up; the last priorities have nothing in hand."""
    priorities = [Priority(f"p{number}", PriorityContent(name)) for number, name in enumerate(names)]
    gone = Priority("gone", PriorityContent("A tram to the station"), ended_on=date(2026, 5, 4), ended_why="No money.")
    those = units(services)
    served = [*(one.id for one in priorities[: max(len(priorities) - 2, 1)]), None, *(["gone"] if many > 10 else [])]
    actions = [
        Action(
            f"a{number}",
            ActionContent(WHATS[number % 5], WHO[number % 6], priority_id=served[number * 7 % len(served)]),
            unit_id=those[(number * 3 + number // 7) % len(those)].id,
            progress=ActionProgress(STATES[number % 5]),
        )
        for number in range(many)
    ]
    done = Action(
        "done", ActionContent("Done", priority_id="p0"), unit_id=those[0].id, progress=ActionProgress(ActionState.DONE)
    )
    return golden_thread_chart(golden_thread([*priorities, gone], those, [*actions, done]), theme)


def _long(theme: ThemeName) -> Drawn:
    """Everything as long as it may be, and without a place to break."""
    priorities = [Priority("p0", PriorityContent(LONG)), Priority("p1", PriorityContent("W" * 120))]
    those = units(2, (LONG_NAME, "W" * 90))
    actions = [
        Action(f"a{number}", ActionContent(what, who, priority_id=f"p{number % 2}"), unit_id=those[number % 2].id)
        for number, (what, who) in enumerate(((f"{LONG}. " * 4, LONG_NAME), ("W" * 500, "W" * 120), (LONG, "")))
    ]
    return golden_thread_chart(golden_thread(priorities, those, actions), theme)


def _journeys(theme: ThemeName) -> dict[str, Drawn]:
    """With no round and many, no action and more than fit; reviews far apart and close together."""
    days = [date(2020, 7, 1), date(2020, 9, 20), date(2020, 9, 28), date(2021, 3, 1)]
    reviews = [HeldReview(f"r{number}", day, number) for number, day in enumerate(days)]
    early = [MovedOn("round-2", "getting-started", f"Winter will not wait. {LONG}.", "cabinet", date(2020, 11, 2))]
    rose = {"setting-direction": change(TITLES[1], 2.0, 2.6, "+"), "taking-stock": change(TITLES[0], 3.2, 2.6, "-")}
    two_years: dict[str, Any] = {"today": date(2021, 12, 1), "changes": rose, "moved_on": early, "reviews": reviews}
    long_names: dict[str, Any] = {
        "names": [f"{LONG} {number}" for number in range(3)],
        "titles": LONG_TITLES,
        "weakest": "",
    }
    hidden: Sequence[float | Absent | None] = (Absent.TOO_FEW, Absent.TOO_FEW, 2.2, None, 2.0)
    found = {
        "3 rounds, 16 actions": journey(3, many(16, date(2021, 11, 1)), **two_years),
        "1 round, no action": journey(1, today=date(2020, 9, 1)),
        "2 rounds, 5 actions": journey(2, many(5, date(2021, 2, 1)), today=date(2021, 3, 1)),
        "hidden": journey(3, many(6, date(2021, 2, 1)), levels=hidden, weakest="", today=date(2021, 9, 1)),
        "no round, 3 actions": journey(
            0, [told(n, "", date(2021, 1, 1 + n)) for n in range(3)], today=date(2021, 6, 1)
        ),
        "before the first round": journey(2, many(9, date(2021, 1, 1), date(2019, 9, 1)), today=date(2021, 3, 1)),
        "12 rounds, 60 actions": journey(12, many(60, date(2026, 1, 1)), reviews=reviews),
        "3 rounds, 300 actions": journey(3, many(300, date(2021, 11, 1)), **two_years),
        "long names": journey(3, many(9), **long_names),
    }
    return {f"journey, {name}": journey_story_chart(one, theme) for name, one in found.items()}
