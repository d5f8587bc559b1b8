"""Three windows of one browser walk at random: each write lands where its window shows it, or nowhere.

They choose a council, a round, a unit and a tab, answer, tick and rename, sometimes in the same moment; rounds are
closed and councils removed meanwhile. After each step everything that is stored is held against what was there before.
"""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from journey.model import Organisation, Scope
from journey.service import Product, current_selection
from journey.service.answering import sessions
from journey.service.councils import councils, units
from journey.service.current_selection import Navigation, Selection, Wanted
from journey.service.pinned_content import STAGES
from journey.service.rounds import closing
from journey.store import tables
from tests.ui.test_windows import Browser, address_of, fine

PAGES = ("assess", "pitfalls", "council")
NAME = "Name of the council"
STAGES_OPEN = ("taking-stock", "setting-direction", "getting-started")
Place = tuple[str, str, str]
"""The ids of a council, and of a round and a unit of it; those are empty for what belongs to the council itself."""
Stored = dict[tuple[Place, str], object]


def prepare(product: Product, number: int) -> Organisation:
    """A council with two rounds, in each of which it answers and one of its services."""
    made = councils.start(product, name=f"Council {number}", kind="County council")
    whole = councils.units(product, made.id)[0]
    service = units.add(product, made.id, name="Housing", kind="service", parent_id=whole.id)
    for _ in range(2):
        round_id = None
        for unit in (whole, service):
            begun = sessions.begin(
                product, made, unit, round_id=round_id, questionnaire_ids=[STAGES], scope=Scope.QUICK
            )
            round_id = begun.round_id
    return made


def everything(product: Product, council: Organisation) -> Navigation:
    return current_selection.find(product, Wanted(council.id))


def stored(product: Product) -> Stored:
    """All that is stored of what the walk writes: names of councils, answers and ticks, each at its place."""
    names = select(tables.organisation.c.id, tables.organisation.c.name)
    asked, said, ticked = tables.assessment.c, tables.answer.c, tables.pitfall_answer.c
    answers = select(asked.organisation_id, asked.round_id, asked.unit_id, said.statement_id, said.version, said.level)
    answers = answers.select_from(
        tables.answer.join(tables.response, tables.response.c.id == said.response_id).join(
            tables.assessment, tables.response.c.assessment_id == asked.id
        )
    )
    ticks = select(
        ticked.organisation_id, ticked.round_id, ticked.unit_id, ticked.pitfall_id, ticked.version, ticked.state
    )
    with product.store.read() as tx:
        found: Stored = {((council_id, "", ""), NAME): name for council_id, name in tx.execute(names)}
        for council_id, round_id, unit_id, key, *value in [*tx.execute(answers), *tx.execute(ticks)]:
            found[(council_id, round_id, unit_id), key] = value
    return found


class Walk:
    """The windows, each with the place that it shows by what was chosen in it, and the councils they look at."""

    def __init__(self, product: Product, seed: int) -> None:
        self.product, self.random, self.browser = product, Random(seed), Browser()
        self.councils = [prepare(product, number) for number in range(2)]
        self.made = len(self.councils)
        self.windows = [self.open() for _ in range(3)]
        self.landed = 0

    def open(self) -> tuple[str, AppTest, Place]:
        """A window on a page, at a place."""
        seen = everything(self.product, self.random.choice(self.councils))
        assert seen.organisation
        here = Selection(seen.organisation, self.random.choice(seen.rounds), self.random.choice(seen.units))
        name = self.random.choice(PAGES)
        place = (here.organisation_id, here.round_id, here.unit_id)
        return name, self.browser.window(name, **address_of(here)), place

    def step(self) -> None:
        """Let something happen in one window, or elsewhere, and hold what is stored against what was."""
        number = self.random.randrange(len(self.windows))
        kind = self.random.random()
        if kind < 0.02:
            self.remove()
        elif kind < 0.05:
            self.close()
        elif kind < 0.25:
            self.windows[number] = self.open()
        else:
            self.act(number, chooses=self.random.random() < 0.3)

    def act(self, number: int, *, chooses: bool) -> None:
        """Write something in a window; ``chooses`` another place in the same moment."""
        name, drawn, place = self.windows[number]
        before = stored(self.product)
        self.write(name, drawn)
        moved = chooses and self.choose(drawn)
        fine(drawn.run())
        after = stored(self.product)
        changed = {where for (where, key), value in after.items() if before.get((where, key)) != value}
        assert changed <= {place, (place[0], "", "")}, f"{name} shows {place}, and {changed} was changed"
        self.landed += bool(changed)
        if moved or "What was in view here is gone" in [title.value for title in drawn.title]:
            self.windows[number] = self.open()

    def write(self, name: str, drawn: AppTest) -> None:
        """Answer, tick or rename, where the page has what it takes."""
        if name == "council":
            for field in (one for one in drawn.text_input if one.label == NAME):
                field.set_value(f"Council {self.random.randrange(10**9)}")
                next(one for one in drawn.button if one.label == "Save").click()
            return
        cards = [one for one in drawn.radio if one.key and one.key.endswith(("-choice", "-state")) and not one.disabled]
        if cards:
            card: Any = self.random.choice(cards)
            card.set_value(self.random.choice(["1", "2", "3"] if name == "assess" else ["avoided", "partly"]))

    def choose(self, drawn: AppTest) -> bool:
        """Choose another tab, council, round or unit on the page; whether it has a list of these."""
        for tab in (one for one in drawn.radio if one.label == "Stage"):
            tab.set_value(self.random.choice(STAGES_OPEN))
        lists = [one for one in drawn.selectbox if one.label in ("In view", "Round", "Unit")]
        if lists:
            box = self.random.choice(lists)
            box.select_index(self.random.randrange(len(box.options)))
        return bool(lists)

    def close(self) -> None:
        """Close a round, as somebody else does it."""
        council = self.random.choice(self.councils)
        open_rounds = [one for one in everything(self.product, council).rounds if one.closed_at is None]
        if len(open_rounds) > 1:
            closing.close(self.product, council.id, open_rounds[0].id)

    def remove(self) -> None:
        """Remove a council under the windows that look at it; another one comes."""
        councils.remove(self.product, self.councils.pop(0).id)
        self.councils.append(prepare(self.product, self.made))
        self.made += 1


@pytest.mark.parametrize("steps", [40, pytest.param(10_000, marks=pytest.mark.long)])
def test_each_write_lands_where_its_window_shows_it(product: Product, steps: int) -> None:
    walk = Walk(product, seed=steps)
    for _ in range(steps):
        walk.step()
    assert walk.landed > steps / 5
