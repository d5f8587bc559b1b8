"""Each window has its own view: two windows of one browser, of which one looks elsewhere, closes or removes."""

from __future__ import annotations

from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from journey.model import Organisation, Scope
from journey.service import Product, current_selection
from journey.service.answering import sessions
from journey.service.councils import councils, units
from journey.service.current_selection import Selection
from journey.service.rounds import closing, lifecycle, reopening
from tests.ui.test_pages_draw import PAGES


def run(name: str, token: str) -> None:
    """A run of the script with a page, in a window of the browser with this token."""
    from zoneinfo import ZoneInfo

    import streamlit as st

    from journey.ui import home, navigation
    from journey.ui.answering import assess
    from journey.ui.compare import compare
    from journey.ui.councils import council
    from journey.ui.pitfalls import pitfalls
    from journey.ui.plan import plan
    from journey.ui.profile import profile
    from journey.ui.rounds import rounds
    from journey.ui.shared import elsewhere, presses, shell, state

    st.session_state.setdefault(state.WINDOW, state.Window(token, "laptop", ZoneInfo("Europe/London")))
    in_view = state.settle()
    navigation.pages(in_view)
    if in_view.missing:
        elsewhere.page(in_view)
        return
    shell.banner(in_view)
    elsewhere.say_what_has_changed()
    modules = (home, assess, profile, pitfalls, compare, plan, rounds, council)
    {module.__name__.rpartition(".")[2]: module for module in modules}[name].page()
    presses.say_what_was_not_done()


class Browser:
    """A browser with windows of its own; ``window`` opens one, at an address where ids are given."""

    def __init__(self) -> None:
        self.token = uuid4().hex

    def window(self, name: str, **address: str) -> AppTest:
        """A window that has opened a page."""
        opened = AppTest.from_function(run, args=(name, self.token), default_timeout=60)
        for parameter, value in address.items():
            opened.query_params[parameter] = value
        return fine(opened.run())


def fine(drawn: AppTest) -> AppTest:
    assert not drawn.exception
    return drawn


def said(drawn: AppTest) -> str:
    """Everything that the window says."""
    kinds = (drawn.title, drawn.markdown, drawn.caption, drawn.info, drawn.warning, drawn.success)
    return "\n".join(text.value for kind in kinds for text in kind)


def press(drawn: AppTest, label: str) -> AppTest:
    """Press the first button with this label."""
    return fine(next(one for one in drawn.button if one.label == label).click().run())


def leadership(product: Product, council: Organisation) -> str:
    """The council's word for its leaders, as it is stored."""
    return councils.roles(product, council.id)[0].name


def address_of(selection: Selection) -> dict[str, str]:
    return {"council": selection.organisation_id, "round": selection.round_id, "unit": selection.unit_id}


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def council(product: Product) -> Organisation:
    return councils.start(product, name=f"Ambershire {uuid4().hex[:6]}", kind="County council")


@pytest.fixture
def whole(product: Product, council: Organisation) -> Selection:
    """The council's first round, begun for all of it."""
    return begin(product, council, councils.units(product, council.id)[0].id)


@pytest.fixture
def housing(product: Product, whole: Selection) -> Selection:
    """The same round, begun for a service as well."""
    unit = units.add(product, whole.organisation_id, name="Housing", kind="service", parent_id=whole.unit_id)
    return begin(product, whole.organisation, unit.id, whole.round_id)


def begin(product: Product, council: Organisation, unit_id: str, round_id: str | None = None) -> Selection:
    unit = next(unit for unit in councils.units(product, council.id) if unit.id == unit_id)
    return sessions.begin(product, council, unit, round_id=round_id, questionnaire_ids=["stages"], scope=Scope.QUICK)


def test_what_one_window_chooses_leaves_the_others_where_they_are(
    browser: Browser, whole: Selection, housing: Selection
) -> None:
    here = browser.window("assess", **address_of(housing))
    there = browser.window("profile", **address_of(housing))
    unit = next(box for box in there.selectbox if box.label == "Unit")
    fine(unit.set_value(whole.unit).run())
    assert there.query_params["unit"] == whole.unit_id
    assert current_selection.remembered(product_of(), browser.token).unit_id == whole.unit_id
    onwards = next(button for button in here.button if button.label.startswith("Continue to"))
    assert "Housing · " in said(fine(onwards.click().run()))
    assert "Housing · " in said(fine(here.run()))


def product_of() -> Product:
    from journey.service.context import opened

    return opened()


def test_a_new_window_begins_where_its_browser_chose_last(browser: Browser, housing: Selection) -> None:
    current_selection.choose(
        product_of(),
        browser.token,
        organisation_id=housing.organisation_id,
        round_id=housing.round_id,
        unit_id=housing.unit_id,
    )
    assert "Housing · " in said(browser.window("assess"))


def test_an_address_with_ids_that_are_not_there_is_left_aside_with_a_word(
    browser: Browser, whole: Selection, housing: Selection
) -> None:
    for wrong in (
        {"council": "no-such-id"},
        {"unit": "no-such-id"},
        {"round": "no-such-id"},
        {"unit": "<b>no-such-id</b>"},
    ):
        drawn = browser.window("profile", **{**address_of(housing), **wrong})
        assert "not here, so that was left aside" in said(drawn)
        assert "no-such-id" not in said(drawn)
        assert "not here, so that was left aside" not in said(fine(drawn.run()))


def test_words_typed_for_one_council_are_saved_there_while_another_window_looks_at_another(
    browser: Browser, product: Product, whole: Selection, council: Organisation
) -> None:
    other = councils.start(product, name=f"Cedarshire {uuid4().hex[:6]}", kind="County council")
    here = browser.window("council", council=council.id)
    there = browser.window("council", council=council.id)
    fine(next(box for box in there.selectbox if box.label == "In view").set_value(other).run())
    assert there.text_input[0].value == other.name
    next(box for box in here.text_input if box.label == "Your word for leadership").set_value("Chief officers")
    press(here, "Save the roles")
    assert leadership(product, council) == "Chief officers"
    assert leadership(product, other) == "Leadership"


def test_what_was_pressed_for_another_council_is_not_done_and_said(
    browser: Browser, product: Product, whole: Selection, council: Organisation
) -> None:
    """The press and the choice of another council arrive together, as on a slow connection."""
    other = councils.start(product, name=f"Cedarshire {uuid4().hex[:6]}", kind="County council")
    here = browser.window("council", council=council.id)
    next(box for box in here.text_input if box.label == "Your word for leadership").set_value("Chief officers")
    next(box for box in here.selectbox if box.label == "In view").set_value(other)
    assert "What you pressed was not done" in said(press(here, "Save the roles"))
    for one in (council, other):
        assert leadership(product, one) == "Leadership"


@pytest.mark.parametrize("name", ["home", "assess", "profile", "pitfalls", "compare", "rounds", "council"])
def test_a_council_that_was_removed_elsewhere_is_gone_and_no_other_takes_its_place(
    browser: Browser, product: Product, whole: Selection, council: Organisation, name: str
) -> None:
    assert name in PAGES
    other = councils.start(product, name=f"Cedarshire {uuid4().hex[:6]}", kind="County council")
    here = browser.window(name, **address_of(whole))
    councils.remove(product, council.id)
    for _ in range(2):
        gone = said(fine(here.run()))
        assert f"{council.name} was removed in another window" in gone
        assert other.name not in gone.replace(f"Go on with {other.name}", "")
    led_on = next(button for button in here.button if button.label.startswith("Go on with"))
    assert "was removed" not in said(fine(led_on.click().run()))


def test_a_removed_round_and_a_removed_unit_are_named(
    browser: Browser, product: Product, whole: Selection, housing: Selection
) -> None:
    service = units.add(product, whole.organisation_id, name="Parks", kind="service", parent_id=whole.unit_id)
    of_unit = browser.window("profile", **{**address_of(whole), "unit": service.id})
    units.remove(product, service)
    assert "The unit Parks was removed" in said(fine(of_unit.run()))
    of_round = browser.window("profile", **address_of(housing))
    lifecycle.remove(product, whole.round, typed=whole.round.name)
    assert f"The round {whole.round.name} was removed" in said(fine(of_round.run()))


def test_closing_and_opening_elsewhere_is_said_once(browser: Browser, product: Product, housing: Selection) -> None:
    here = browser.window("profile", **address_of(housing))
    closing.close(product, housing.organisation_id, housing.round_id)
    assert "was closed in another window" in said(fine(here.run()))
    assert "was closed in another window" not in said(fine(here.run()))
    reopening.reopen(
        product, housing.organisation_id, housing.round_id, reason="A service was forgotten", decided_by="The board"
    )
    assert "was opened again in another window" in said(fine(here.run()))


def test_tabs_stand_in_the_address_and_come_from_it(browser: Browser, whole: Selection) -> None:
    here = browser.window("pitfalls", **address_of(whole))
    stages = here.radio("pitfall-stage")
    fine(stages.set_value("setting-direction").run())
    assert here.query_params["stage"] == "setting-direction"
    again = browser.window("pitfalls", **address_of(whole), stage="setting-direction")
    assert again.radio("pitfall-stage").value == "setting-direction"
    assert browser.window("pitfalls", **address_of(whole), stage="none").radio("pitfall-stage").value != "none"


def test_each_window_is_at_a_section_of_its_own(browser: Browser, whole: Selection) -> None:
    here, there = browser.window("assess", **address_of(whole)), browser.window("assess", **address_of(whole))
    onwards = next(button for button in there.button if button.label.startswith("Continue to"))
    fine(onwards.click().run())
    assert here.title[0].value == "Taking stock" == fine(here.run()).title[0].value
    assert there.title[0].value != "Taking stock"
    section = there.query_params["section"]
    assert browser.window("assess", **address_of(whole), section=section).title[0].value == there.title[0].value
