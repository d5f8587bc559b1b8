"""The journey of the sample council, gathered: which rounds and stages, what came of its actions, what stays hidden."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from journey.config import Settings
from journey.content import Library
from journey.model import ActionContent, Came, Origin, OwnersWord
from journey.rules.journey_story import Journey
from journey.service import Product
from journey.service.councils import councils
from journey.service.plan import actions, story
from journey.service.plan.place import PlanPlace
from journey.service.sample import loading
from journey.service.sample.story import COUNCIL
from journey.store import Store, organisations


class Sampled:
    """The sample council in a store of its own."""

    def __init__(self, product: Product) -> None:
        self.product, self.id = product, loading.load(product).id
        with product.store.read() as tx:
            self.units = {unit.name: unit.id for unit in organisations.units(tx, self.id)}

    def journey(self, unit: str) -> Journey:
        return story.journey(self.product, PlanPlace(self.id, self.units[unit]))


@pytest.fixture
def product(store: Store) -> Product:
    """The product on an empty store."""
    return Product(store, Library.read(), Settings.read({}))


@pytest.fixture(scope="module")
def sampled(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sampled]:
    file = tmp_path_factory.mktemp("sample") / "journey.db"
    shutil.copyfile(migrated_sqlite, file)
    store = Store(f"sqlite:///{file}")
    yield Sampled(Product(store, Library.read(), Settings.read({})))
    store.close()


def came(found: Journey, beginning: str) -> tuple[Came, str, date | None]:
    action = next(action for action in found.actions if action.what.startswith(beginning))
    return action.came, action.stage_id, action.ended_on


def test_it_tells_what_came_of_each_action_on_the_stage_that_it_was_about(sampled: Sampled) -> None:
    found = sampled.journey(COUNCIL)
    assert came(found, "Cut 31 priorities") == (Came.MOVED, "setting-direction", date(2025, 2, 20))
    assert came(found, "Ask on the closing form") == (Came.NOT_MOVED, "keeping-on-track", date(2025, 6, 12))
    assert came(found, "Build one dashboard") == (Came.DROPPED, "making-it-happen", date(2025, 11, 27))
    assert came(found, "Keep every performance report") == (Came.HANDED_OVER, "", date(2026, 5, 21))
    assert came(found, "Name one owner") == (Came.IN_HAND, "getting-started", None)
    assert sum(action.came is Came.IN_HAND for action in found.actions) == 7, "the plan says the same"


def test_it_tells_what_was_walked_again_and_left_early_and_weakest(sampled: Sampled) -> None:
    found = sampled.journey(COUNCIL)
    assert found.walks("keeping-on-track") == (0, 1, 2)
    assert found.walks("making-it-happen") == (0, 1)
    assert [(one.stage_id, one.on) for one in found.moved_on] == [("getting-started", date(2025, 11, 7))]
    assert [getattr(found.weakest(number), "id", None) for number in range(3)] == ["keeping-on-track"] * 3
    assert [review.decisions for review in found.reviews] == [2, 3, 3]


def test_what_a_small_unit_hides_stays_hidden(sampled: Sampled) -> None:
    found = sampled.journey("Libraries")
    assert all(figure.index is None for figure in found.figures.values())
    assert not found.changes
    assert [action.came for action in found.actions] == [Came.CANNOT_TELL]


def test_before_the_first_round_it_has_the_actions_alone(product: Product) -> None:
    council = councils.start(product, name="Ambershire", kind="County council")
    place = PlanPlace(council.id, councils.units(product, council.id)[0].id)
    assert not story.journey(product, place).has_begun
    actions.add(product, place, ActionContent("Ask users"), origin=Origin.IDEA, writer="laptop")
    found = story.journey(product, place)
    assert (found.rounds, found.stages, found.first_spell) == ((), (), -1)
    assert [action.came for action in found.actions] == [Came.IN_HAND]
    assert found.actions[0].is_planned


def test_a_word_said_of_an_action_is_work_on_it(product: Product) -> None:
    council = councils.start(product, name="Ambershire", kind="County council")
    place = PlanPlace(council.id, councils.units(product, council.id)[0].id)
    added = actions.add(product, place, ActionContent("Ask users"), origin=Origin.IDEA, writer="laptop")
    said = replace(added.progress, word=OwnersWord.ON_TRACK, word_text="Two have answered.", word_on=product.today())
    actions.advance(product, council.id, added.id, said, expected_version=added.version, writer="laptop")
    assert story.journey(product, place).actions[0].worked_from == product.today()
