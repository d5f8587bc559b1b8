"""Every page draws without a browser: with the sample council in view, and at each step of a workshop."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from journey.service import Product, current_selection
from journey.service.sample import loading
from journey.service.workshop import leading
from journey.ui.workshop.questions import STEPS
from tests.steps.workshop import Meeting, planned

PAGES = ("home", "assess", "profile", "pitfalls", "compare", "rounds", "workshop", "council", "how_it_works", "methods")


def page(name: str, token: str) -> None:
    """A page in the window of a browser, which is known by its token."""
    from zoneinfo import ZoneInfo

    import streamlit as st

    from journey.ui import home, how_it_works, methods, navigation
    from journey.ui.answering import assess
    from journey.ui.compare import compare
    from journey.ui.councils import council
    from journey.ui.pitfalls import pitfalls
    from journey.ui.profile import profile
    from journey.ui.rounds import rounds
    from journey.ui.shared import state
    from journey.ui.workshop import overview

    st.session_state.setdefault(state.WINDOW, state.Window(token, "laptop", ZoneInfo("Europe/London")))
    navigation.pages(state.settle())
    modules = (home, assess, profile, pitfalls, compare, rounds, overview, council, how_it_works, methods)
    {module.__name__.rpartition(".")[2]: module for module in modules}[name].page()


def window(name: str, token: str) -> AppTest:
    """A window that has opened a page."""
    return AppTest.from_function(page, args=("overview" if name == "workshop" else name, token), default_timeout=60)


@pytest.fixture(scope="module")
def sample(product: Product) -> str:
    """The token of a browser that looks at the sample council."""
    organisation = loading.load(product)
    current_selection.choose(product, "sample", organisation_id=organisation.id, round_id=None, unit_id=None)
    return "sample"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_sample_draws(sample: str, name: str) -> None:
    drawn = window(name, sample).run()
    assert not drawn.exception
    assert len(drawn.title) == 1


@pytest.mark.parametrize("view", ["change", "services", "roles", "rounds", "agreed"])
def test_each_comparison_draws(sample: str, view: str) -> None:
    compare = window("compare", sample).run()
    assert not compare.radio("compare-view").set_value(view).run().exception


@pytest.fixture
def meeting(product: Product) -> Meeting:
    """A running workshop on which five people have come, with two statements that they have answered."""
    meeting = replace(planned(product, asks=("stages",)), follows=True)
    meeting.join(5)
    meeting.open_room()
    for statement in meeting.statements[:2]:
        meeting.answer_all(statement, 2, 2, 2, 2, 3)
    return meeting


def console(meeting: Meeting) -> AppTest:
    """The page of the workshop, in a window that looks at it."""
    workshop, token = meeting.workshop, f"console-{meeting.workshop.id}"
    current_selection.choose(
        meeting.product,
        token,
        organisation_id=workshop.organisation_id,
        round_id=workshop.round_id,
        unit_id=workshop.unit_id,
    )
    return window("workshop", token).run()


@pytest.mark.parametrize("is_revealed", [False, True])
def test_each_step_of_a_workshop_draws(meeting: Meeting, is_revealed: bool) -> None:
    meeting.ask(*meeting.statements[:2])
    if is_revealed:
        meeting.reveal()
    drawn = console(meeting)
    for step in STEPS:
        assert not drawn.radio(f"step-{meeting.workshop.id}").set_value(step).run().exception


def test_what_the_vote_agrees_on_is_recorded_with_one_button(meeting: Meeting) -> None:
    meeting.ask(*meeting.statements[:2])
    meeting.reveal()
    agree = console(meeting)
    next(button for button in agree.button if button.label == "Record these levels").click().run()
    assert "Recorded: two levels." in agree.session_state["window"].notice


def press(drawn: AppTest, label: str) -> AppTest:
    return next(button for button in drawn.button if button.label == label).click().run()


def test_what_few_have_answered_is_revealed_by_a_second_press_with_the_number(meeting: Meeting) -> None:
    meeting.ask(meeting.statements[2])
    meeting.answer_all(meeting.statements[2], 1, 4)
    drawn = press(console(meeting), "Reveal to everybody")
    question = "Two of five have answered. Everybody may guess who said what. Reveal all the same?"
    assert question in [warning.value for warning in drawn.warning]
    assert "Reveal to everybody" not in [button.label for button in drawn.button], "a double click assents to nothing"
    meeting.answer(2, meeting.statements[2], 4)
    press(drawn, "Reveal all the same")
    assert question.replace("Two", "Three") in [warning.value for warning in drawn.warning]
    assert not meeting.items[0].is_revealed
    press(drawn, "Wait for more answers")
    press(press(drawn, "Reveal to everybody"), "Reveal all the same")
    assert not drawn.exception
    assert meeting.items[0].is_revealed
    assert "Revealed when three of five had answered." in [caption.value for caption in drawn.caption]


def test_before_the_end_it_is_said_that_a_second_vote_of_few_stays_hidden(meeting: Meeting) -> None:
    meeting.ask(meeting.statements[0])
    meeting.reveal()
    meeting.ask(meeting.statements[0], ballot_round=2)
    meeting.answer(0, meeting.statements[0], 3)
    drawn = console(meeting)
    drawn.radio(f"step-{meeting.workshop.id}").set_value("close").run()
    assert not drawn.exception
    assert any("one of five has sent their answer again: too few to show it" in text.value for text in drawn.markdown)


def test_a_button_of_the_step_that_was_just_left_asks_the_room_nothing(meeting: Meeting) -> None:
    """On a slow connection it is still there for a moment, and the next step may have one of the same name."""
    drawn = console(meeting)
    path = drawn.radio(f"step-{meeting.workshop.id}").set_value("pitfalls").run().radio(f"step-{meeting.workshop.id}")
    put = next(button for button in drawn.button if button.label == "Put them before the room")
    path.set_value("actions")
    put.click().run()
    assert not drawn.exception
    assert meeting.items == ()


def test_an_ended_workshop_draws_its_outcome(meeting: Meeting) -> None:
    leading.end(meeting.product, meeting.workshop)
    ended = console(meeting)
    assert not ended.exception
    assert "What was agreed" in [header.value for header in ended.header]
