"""A plan of 500 actions beside one of 20: opening the page, filtering it, and searching in it.

Both are drawn in this process, in turn, by whole runs of the page as a click makes them; the ratio of neighbours is
held against the limit. Most of the actions are in hand, have an owner, a priority, a subject and several changes.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from journey.model import (
    ActionContent,
    ActionProgress,
    Origin,
    OwnersWord,
    PriorityContent,
    Scope,
    Subject,
    SubjectKind,
)
from journey.service import Product
from journey.service.answering import sessions
from journey.service.context import opened
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.plan import actions, priorities
from journey.service.plan.place import PlanPlace
from tests.benchmarks import measuring

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

LIMIT = 2.0
FEW, MANY = 20, 500
RUNS, WARM_UP = 25, 3


def measure() -> None:
    """Measure and print."""
    with TemporaryDirectory() as temporary:
        os.environ["JOURNEY_DATABASE_URL"] = f"sqlite:///{Path(temporary) / 'journey.db'}"
        product = opened()
        plans = {size: _plan(product, size) for size in (FEW, MANY)}
        taken = {name: _in_turn(plans, run) for name, run in _clicks().items()}
        product.store.close()
    _print(taken)


def _clicks() -> Mapping[str, Callable[[Selection], float]]:
    """What is timed, by name: seconds of one run of the page."""
    windows: dict[str, AppTest] = {}

    def window(selection: Selection) -> AppTest:
        from tests.ui.test_windows import Browser, address_of

        drawn = Browser().window("plan", **address_of(selection), view="actions")
        drawn.session_state[f"plan-{selection.unit_id}-choose"] = True
        return drawn.run()

    def timed(run: Callable[[], object]) -> float:
        began = time.perf_counter()
        run()
        return time.perf_counter() - began

    def opens(selection: Selection) -> float:
        from tests.ui.test_windows import Browser, address_of

        return timed(lambda: Browser().window("plan", **address_of(selection), view="actions"))

    def click(selection: Selection, field: str, values: tuple[str, str]) -> float:
        drawn = windows.setdefault(selection.unit_id, window(selection))
        name = f"plan-{selection.unit_id}-{field}"
        widget = drawn.text_input(name) if field == "text" else drawn.selectbox(name)
        widget.set_value(values[widget.value == values[0]])
        return timed(widget.run)

    return {
        "opened": opens,
        "one owner chosen": lambda selection: click(selection, "owner", ("", "post 3")),
        "one priority chosen": lambda selection: click(selection, "priority", ("", "-none")),
        "a word searched": lambda selection: click(selection, "text", ("number 1", "number 2")),
    }


def _in_turn(plans: Mapping[int, Selection], run: Callable[[Selection], float]) -> Mapping[int, list[float]]:
    """Milliseconds of RUNS runs over each plan, one right after the other, after a warm-up."""
    taken: dict[int, list[float]] = {size: [] for size in plans}
    for number in range(WARM_UP + RUNS):
        for size, selection in plans.items():
            seconds = run(selection)
            if number >= WARM_UP:
                taken[size].append(1000 * seconds)
    return taken


def _print(taken: Mapping[str, Mapping[int, list[float]]]) -> None:
    measuring.title(f"plan: {MANY} actions beside {FEW}, {RUNS} runs of each in turn")
    rows: list[Sequence[str]] = [("", f"{FEW}: median ms", f"{MANY}: median ms", "ratio", "")]
    for name, times in taken.items():
        ratio = measuring.ratio(times[MANY], times[FEW])
        medians = [f"{median(times[size]):.0f}" for size in (FEW, MANY)]
        rows.append((name, *medians, f"{ratio:.2f}", measuring.verdict(ratio, LIMIT)))
    measuring.table(rows)


def _plan(product: Product, size: int) -> Selection:
    """A council with a plan of so many actions."""
    council = councils.start(product, name=f"Council with {size}", kind="District council")
    unit = councils.units(product, council.id)[0]
    selection = sessions.begin(product, council, unit, round_id=None, questionnaire_ids=["stages"], scope=Scope.FULL)
    place, today = PlanPlace.of(selection), product.today()
    serves = [
        priorities.add(product, council.id, PriorityContent(f"Priority {number}"), writer="").id for number in range(3)
    ]
    statements = list(product.library.questionnaire("stages").statements())
    with product.store.together():
        for number in range(size):
            content = ActionContent(
                f"Number {number}: ask those who use the service what got in their way",
                f"Post {number % 12}" if number % 10 else "",
                today + timedelta(days=14 + number % 300),
                Subject(SubjectKind.STATEMENT, statements[number % len(statements)].id, "stages"),
                serves[number % 4] if number % 4 < len(serves) else None,
                "When the rota is done, I will ask for names",
                today + timedelta(days=number % 14),
                "Fewer people call twice",
            )
            action = actions.add(product, place, content, origin=Origin.BLOCKER, writer="")
            said = ActionProgress(word=list(OwnersWord)[number % 3], word_text="The team has begun", word_on=today)
            actions.advance(product, council.id, action.id, said, expected_version=1, writer="")
    return selection
