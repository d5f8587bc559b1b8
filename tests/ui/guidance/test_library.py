"""The library on the screen: searched, filtered, opened by an address, and read before there is a council."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from journey.content.own import read_own
from journey.model import Origin, Subject, SubjectKind
from journey.service import Product
from journey.service.guidance import library
from journey.service.plan import actions
from journey.service.plan.place import PlanPlace
from journey.ui.shared import how_others, state
from tests.content.test_own import write
from tests.ui.test_advice import QUICK, Unit, level
from tests.ui.test_windows import fine

CHECKED = Subject(SubjectKind.STATEMENT, "checked-it-worked", "stages")
UNCHECKED = Subject(SubjectKind.PITFALL, "ticked-off-unchecked", "keeping-on-track")


def run(token: str, with_council: bool) -> None:
    """The library in a window, as the navigation opens it."""
    from zoneinfo import ZoneInfo

    import streamlit as st

    from journey.service.current_selection import Navigation
    from journey.ui import navigation
    from journey.ui.guidance import library
    from journey.ui.shared import state

    memory = st.session_state.setdefault(state.WINDOW, state.Window(token, "laptop", ZoneInfo("Europe/London")))
    in_view = state.settle()
    if not with_council:
        memory.navigation = in_view = Navigation((), None)
    navigation.pages(in_view)
    library.page()


def opened(unit: Unit, *, with_council: bool = True, **tabs: str) -> AppTest:
    """The library, with these tabs in its address."""
    window = AppTest.from_function(run, args=(unit.token, with_council), default_timeout=60)
    for name, value in tabs.items():
        window.query_params[name.replace("_", "-")] = value
    return fine(window.run())


@pytest.fixture(scope="module")
def unit(product: Product) -> Unit:
    return Unit(product).answer(QUICK, level(2)).finish()


def shown(drawn: AppTest) -> list[str]:
    """The titles of the entries."""
    return [one.value for one in drawn.subheader]


def test_everything_that_helps_is_there_and_counted(product: Product, unit: Unit) -> None:
    drawn, every = opened(unit), library.entries(product)
    assert len(shown(drawn)) == len(every)
    assert drawn.header[0].value == f"{len(every)} things that help"


def test_a_search_of_several_words_leaves_what_has_all_of_them(unit: Unit) -> None:
    drawn = opened(unit)
    drawn = fine(drawn.text_input("library-search").set_value("AUDÍT friendly").run())
    assert "Friendly audit sheet" in shown(drawn)
    assert len(shown(drawn)) == 3
    assert "3 of " in drawn.header[0].value
    drawn = fine(drawn.text_input("library-search").set_value("audit zebra").run())
    assert shown(drawn) == []


def test_where_nothing_fits_that_is_said_and_one_press_clears_the_search_and_the_lists(
    product: Product, unit: Unit
) -> None:
    drawn = opened(unit)
    drawn.selectbox("library-for-stage").set_value("keeping-on-track")
    drawn.selectbox("library-kind").set_value("workshop")
    drawn = fine(drawn.text_input("library-search").set_value("zebra").run())
    assert any(one.value == "Nothing here fits all that you searched for and chose." for one in drawn.markdown)
    drawn = fine(drawn.button("library-clear").click().run())
    assert len(shown(drawn)) == len(library.entries(product))
    assert drawn.text_input("library-search").value == ""
    assert drawn.selectbox("library-kind").value == drawn.selectbox("library-for-stage").value == "all"


def test_the_lists_leave_what_belongs_to_a_stage_and_is_of_a_kind(product: Product, unit: Unit) -> None:
    drawn = opened(unit)
    drawn.selectbox("library-for-stage").set_value("keeping-on-track")
    drawn = fine(drawn.selectbox("library-kind").set_value("workshop").run())
    stage = next(one for one in library.stages(product) if one.id == "keeping-on-track")
    workshops = [entry for entry in library.entries(product) if entry.kind == "workshop" and stage in entry.sections]
    assert shown(drawn) == [entry.title for entry in workshops]


def test_an_address_opens_what_helps_with_a_subject_and_one_press_everything(product: Product, unit: Unit) -> None:
    drawn = opened(unit, helps_with=how_others.written(CHECKED))
    assert shown(drawn) == [entry.title for entry in library.helping(product, CHECKED)]
    drawn = fine(drawn.button("show-everything").click().run())
    assert len(shown(drawn)) == len(library.entries(product))


def test_an_address_opens_one_entry(product: Product, unit: Unit) -> None:
    entry = library.entries(product)[3]
    assert shown(opened(unit, entry=entry.id)) == [entry.title]


@pytest.mark.parametrize("wrong", ["statement", "statement.stages.gone", "pitfall..", "x.y.z"])
def test_an_address_that_names_nothing_shows_everything(product: Product, unit: Unit, wrong: str) -> None:
    assert len(shown(opened(unit, helps_with=wrong))) == len(library.entries(product))


def test_an_entry_becomes_an_action_about_what_it_was_opened_for(product: Product, unit: Unit) -> None:
    drawn = opened(unit, helps_with=how_others.written(UNCHECKED))
    name = f"make-action-{unit.selection.key}-entry-avoid-{UNCHECKED.id}"
    drawn.session_state[name] = True
    drawn = fine(drawn.run())
    drawn.text_input(f"{name}-what").set_value("Close an action when its figure has moved")
    fine(drawn.button(f"{name}-save").click().run())
    (made,) = actions.of_unit(product, PlanPlace.of(unit.selection))
    assert (made.content.subject, made.origin) == (UNCHECKED, Origin.PITFALL)


def test_before_there_is_a_council_it_is_read_and_leads_nowhere(product: Product, unit: Unit) -> None:
    drawn = opened(unit, with_council=False)
    assert len(shown(drawn)) == len(library.entries(product))
    assert "Make it an action" not in [one.label for one in drawn.expander]


def test_a_file_of_our_own_with_a_fault_is_named_and_everything_else_is_there(
    product: Product, unit: Unit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path)
    write(tmp_path, "bad.yaml", file="bad", tip="bad", helps="no-such-thing-here")
    with_own = replace(product, own_guidance=read_own(tmp_path))
    monkeypatch.setattr(state, "opened", lambda: with_own)
    drawn = opened(unit)
    assert shown(drawn)[0] == "Ten minutes at the board"
    assert "Our own · Tip · Keeping on track" in [one.value for one in drawn.caption]
    assert any("could not be read" in one.value for one in drawn.warning)
    drawn.session_state["own-faults"] = True
    assert any("bad.yaml, line 12" in one.value for one in fine(drawn.run()).markdown)
