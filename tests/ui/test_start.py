"""The first page: what one gets and how long it takes, no type chosen for people, faults at the field, the sample."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from journey.config import Settings
from journey.content import Library
from journey.model import Scope
from journey.service import Product, Unavailable
from journey.service.answering import sessions
from journey.service.councils import councils
from journey.service.sample import loading
from journey.store import Store
from journey.ui.shared.sample import Load
from journey.wording import terms


def run() -> None:
    """The start, in a window that looks at nothing."""
    from zoneinfo import ZoneInfo

    import streamlit as st

    from journey.ui import navigation, start
    from journey.ui.shared import state

    st.session_state.setdefault(state.WINDOW, state.Window("new", "laptop", ZoneInfo("Europe/London")))
    navigation.pages(state.settle())
    start.page()


@pytest.fixture
def drawn() -> AppTest:
    drawn = AppTest.from_function(run, default_timeout=60).run()
    assert not drawn.exception
    return drawn


def words(drawn: AppTest) -> str:
    return "\n".join(text.value for kind in (drawn.markdown, drawn.caption, drawn.header) for text in kind)


def test_one_look_says_what_is_asked_and_how_long_it_takes(drawn: AppTest, product: Product) -> None:
    ids = product.library.ids("questionnaire")
    for section in (s for id_ in ids for s in product.library.questionnaire(id_).sections):
        assert section.title in words(drawn)
    for asked, scope in ((ids[:1], Scope.QUICK), (ids[:1], Scope.FULL), (ids, Scope.FULL)):
        assert terms.workload(*sessions.size_of_all(product, asked, scope)) in words(drawn)
    assert "Wensford, which is made up" in words(drawn)
    assert "sees, and can change or remove, everything of every council here" in words(drawn)


def test_no_type_is_chosen_for_people_and_none_need_be(drawn: AppTest, product: Product) -> None:
    assert drawn.selectbox[0].value is None
    made = councils.start(product, name="Ambershire", kind=councils.NO_KIND)
    assert councils.rename(product, made.id, name="Ambershire", kind=councils.KINDS[0]).kind == councils.KINDS[0]


def test_without_a_name_nothing_is_begun_and_the_fault_stands_above_the_field(drawn: AppTest, product: Product) -> None:
    before = councils.every(product)
    drawn.button(key="start-now").click().run()
    assert [error.value for error in drawn.error] == [
        "Give the name of your council: nothing is begun or changed without it."
    ]
    assert councils.every(product) == before
    first, *_ = (element.type for element in drawn.main if element.type in {"error", "text_input"})
    assert first == "error"


def test_the_sample_is_loaded_in_a_thread_that_says_how_far_it_is(product: Product) -> None:
    loading.remove(product)
    load = Load()
    load.begin(product)
    assert load.thread is not None
    assert load.is_running
    load.thread.join()
    assert (load.share, load.failure) == (1.0, None)
    assert load.organisation == loading.load(product)


def test_what_fails_in_the_thread_is_kept_for_the_page(tmp_path: Path) -> None:
    away = Product(Store(f"sqlite:///{tmp_path / 'none' / 'journey.db'}"), Library.read(), Settings.read({}))
    load = Load()
    load.begin(away)
    assert load.thread is not None
    load.thread.join()
    assert isinstance(load.failure, Unavailable)
