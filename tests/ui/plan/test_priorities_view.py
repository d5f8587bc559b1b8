"""The view of priorities: few, with evidence, each door asks which gives way, and each gap of the thread is mended."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from journey.model import ActionContent, Origin, Priority, PriorityContent, Scope
from journey.service import Product
from journey.service.answering import sessions
from journey.service.councils import councils, units
from journey.service.current_selection import Selection
from journey.service.plan import actions, priorities
from journey.service.plan.place import PlanPlace
from tests.ui.plan.windows import opened, unfold
from tests.ui.test_windows import fine, press, said

FIVE = ("Housing", "Children", "Roads", "Libraries", "Climate")


def run(token: str) -> None:
    """A run of the script with the view, in a window of the browser with this token."""
    from zoneinfo import ZoneInfo

    import streamlit as st

    from journey.service.plan.place import PlanPlace
    from journey.ui import navigation
    from journey.ui.plan import priorities_view
    from journey.ui.shared import page_title, presses, shell, state

    st.session_state.setdefault(state.WINDOW, state.Window(token, token, ZoneInfo("Europe/London")))
    in_view = state.settle()
    navigation.pages(in_view)
    shell.banner(in_view)
    page_title.show("Plan", place="plan")
    priorities_view.show(PlanPlace.in_view(in_view))
    presses.say_what_was_not_done()


@pytest.fixture
def selection(product: Product) -> Selection:
    """A council in its first round."""
    council = councils.start(product, name=f"Ambershire {uuid4().hex[:6]}", kind="County council")
    (unit,) = councils.units(product, council.id)
    return sessions.begin(product, council, unit, round_id=None, questionnaire_ids=["stages"], scope=Scope.QUICK)


def window(selection: Selection, writer: str = "laptop") -> AppTest:
    return opened(run, selection, writer)


def add(product: Product, selection: Selection, name: str, *, is_priority: bool = True) -> Priority:
    content = PriorityContent(name, is_priority, f"Evidence of {name}.", "the cabinet")
    return priorities.add(product, selection.organisation_id, content, writer="laptop")


def live(product: Product, selection: Selection) -> list[str]:
    return [one.content.name for one in priorities.every(product, selection.organisation_id) if one.is_live]


def act(product: Product, selection: Selection, what: str, lead: str = "", priority: Priority | None = None) -> None:
    content = ActionContent(what, lead, priority_id=priority.id if priority else None)
    actions.add(product, PlanPlace.of(selection), content, origin=Origin.IDEA, writer="laptop")


def texts(drawn: AppTest) -> str:
    return said(drawn) + "\n" + "\n".join(one.value for one in (*drawn.text, *drawn.header, *drawn.subheader))


def test_the_empty_view_says_what_a_priority_is_and_takes_the_first_as_it_was_typed(
    product: Product, selection: Selection
) -> None:
    drawn = window(selection)
    assert "Are they few enough for everybody to know them by heart?" in texts(drawn)
    name = f"new-priority-{selection.organisation_id}-0"
    drawn.text_input(f"{name}-name").set_value("*Homes* & repairs")
    drawn.text_area(f"{name}-evidence").set_value("1,140 wait.")
    drawn.text_input(f"{name}-by").set_value("the cabinet")
    drawn.text_input(f"{name}-on").set_value("29/2/2024")
    drawn = press(drawn, "Write it down")
    assert r"**1. \*Homes\* & repairs**" in texts(drawn)
    assert "Chosen by the cabinet on 29 February 2024 · ◆ no actions in hand" in texts(drawn)
    assert "know them by heart" not in texts(drawn)
    assert "The one priority has no action in hand." in texts(drawn)


def test_a_day_that_cannot_be_or_is_to_come_is_refused_and_what_was_typed_is_kept(
    product: Product, selection: Selection
) -> None:
    drawn = window(selection)
    name = f"new-priority-{selection.organisation_id}-0"
    drawn.text_input(f"{name}-name").set_value("Roads")
    for typed, why in (("31/2/2026", "is not a date"), ("1 January 2099", "is still to come")):
        drawn.text_input(f"{name}-on").set_value(typed)
        drawn = press(drawn, "Write it down")
        assert why in drawn.error[0].value
        assert drawn.text_input(f"{name}-name").value == "Roads"
    assert live(product, selection) == []


def test_the_sixth_asks_in_place_which_gives_way_and_nothing_is_saved_before(
    product: Product, selection: Selection
) -> None:
    five = [add(product, selection, name) for name in FIVE]
    council = selection.organisation_id
    drawn = unfold(window(selection), f"add-priority-{council}")
    name = f"new-priority-{council}-5"
    drawn.text_input(f"{name}-name").set_value("Waste")
    drawn = press(drawn, "Write it down")
    which = drawn.radio(f"{name}-room-which")
    assert which.label == "There are five priorities already. Which one gives way?"
    assert [*which.options] == [*FIVE, "None of them: there have to be more"]
    assert which.value is None
    assert not drawn.error
    button = f"{name}-room-save"
    drawn = fine(drawn.button(button).click().run())
    assert "Choose one of them" in drawn.error[0].value
    drawn.radio(f"{name}-room-which").set_value(five[2].id)
    drawn = fine(drawn.button(button).click().run())
    assert "Say why it is given up" in drawn.error[0].value
    assert live(product, selection) == list(FIVE)
    drawn.text_area(f"{name}-room-why").set_value("The roads are done.")
    drawn = fine(drawn.button(button).click().run())
    assert live(product, selection) == ["Housing", "Children", "Libraries", "Climate", "Waste"]
    drawn = unfold(drawn, f"dropped-{council}")
    assert ": The roads are done." in texts(drawn)


def test_why_there_are_six_is_shown_while_there_are_and_leaving_it_changes_nothing(
    product: Product, selection: Selection
) -> None:
    for name in FIVE:
        add(product, selection, name)
    council = selection.organisation_id
    name = f"new-priority-{council}-5"
    drawn = unfold(window(selection), f"add-priority-{council}")
    drawn.text_input(f"{name}-name").set_value("Waste")
    drawn = press(drawn, "Write it down")
    left = press(drawn, "Leave it as it was")
    assert live(product, selection) == list(FIVE)
    assert not [one for one in left.radio if one.key == f"{name}-room-which"]
    drawn = press(left, "Write it down")
    drawn.radio(f"{name}-room-which").set_value("")
    drawn.text_area(f"{name}-room-why").set_value("Inspectors ask for it until June.")
    drawn = fine(drawn.button(f"{name}-room-save").click().run())
    assert "Priorities (six, where five is the rule)" in texts(drawn)
    assert "Why there are more, with “Waste”: Inspectors ask for it until June." in texts(drawn)


def test_what_does_not_come_first_and_what_was_dropped_ask_as_well_when_they_come_back(
    product: Product, selection: Selection
) -> None:
    council = selection.organisation_id
    old = add(product, selection, "Trams")
    priorities.drop(product, council, old.id, why="No money.", expected_version=1, writer="laptop")
    five = [add(product, selection, name) for name in FIVE]
    parks = add(product, selection, "Parks", is_priority=False)
    for fold, one, gives_way in (
        (f"change-priority-{parks.id}", parks, five[0]),
        (f"dropped-{council}", old, five[1]),
    ):
        drawn = unfold(window(selection), fold)
        button = f"enter-{council}-{one.id}"
        drawn = fine(drawn.button(button).click().run())
        drawn.radio(f"{button}-room-which").set_value(gives_way.id)
        drawn.text_area(f"{button}-room-why").set_value("Met.")
        drawn = fine(drawn.button(f"{button}-room-save").click().run())
    assert live(product, selection) == ["Trams", "Roads", "Libraries", "Climate", "Parks"]


def test_a_priority_is_given_up_with_a_reason_or_stays_named_and_its_actions_stay(
    product: Product, selection: Selection
) -> None:
    council = selection.organisation_id
    roads, parks = add(product, selection, "Roads"), add(product, selection, "Parks")
    act(product, selection, "Resurface the ring road", "Highways", roads)
    drawn = unfold(window(selection), f"change-priority-{roads.id}")
    drawn = press(drawn, "Give it up")
    assert "Say why it is given up" in drawn.error[0].value
    drawn.text_area(f"drop-{council}-{roads.id}-why").set_value("Government took it over.")
    drawn = press(drawn, "Give it up")
    assert live(product, selection) == ["Parks"]
    assert "Actions that serve what is no priority now" in texts(drawn)
    drawn = unfold(drawn, f"change-priority-{parks.id}")
    drawn.radio(f"drop-{council}-{parks.id}-how").set_value("stays")
    drawn.text_area(f"drop-{council}-{parks.id}-why").set_value("They are well kept.")
    drawn = press(drawn, "Give it up")
    assert "What does not come first" in texts(drawn)
    assert "They are well kept." in texts(drawn)


def test_two_windows_over_one_priority_lose_nothing_and_show_both_texts(product: Product, selection: Selection) -> None:
    one, council = add(product, selection, "Roads"), selection.organisation_id
    drawn = unfold(window(selection), f"change-priority-{one.id}")
    theirs = replace(one.content, evidence="Potholes doubled.")
    priorities.change(product, council, one.id, theirs, expected_version=1, writer="phone")
    key = f"priority-{council}-{one.id}"
    drawn.text_area(f"{key}-evidence").set_value("Claims have risen.")
    drawn = fine(drawn.button(f"{key}-save").click().run())
    assert "changed in another window" in drawn.warning[0].value
    assert "Potholes doubled." in texts(drawn)
    assert drawn.text_area(f"{key}-evidence").value == "Claims have risen."
    drawn = press(drawn, "Save what I entered")
    stored = priorities.get(product, council, one.id)
    assert (stored.content.evidence, stored.version) == ("Claims have risen.", 3)
    assert "evidence: “Potholes doubled.” → “Claims have risen.”" in texts(drawn)


def test_a_reason_that_is_typed_stays_while_another_window_changes_the_priority(
    product: Product, selection: Selection
) -> None:
    one, council = add(product, selection, "Roads"), selection.organisation_id
    drawn = unfold(window(selection), f"change-priority-{one.id}")
    theirs = replace(one.content, evidence="Potholes doubled.")
    priorities.change(product, council, one.id, theirs, expected_version=1, writer="phone")
    drawn.text_area(f"drop-{council}-{one.id}-why").set_value("Government took it over.")
    press(drawn, "Give it up")
    stored = priorities.get(product, council, one.id)
    assert (stored.ended_why, stored.content.evidence) == ("Government took it over.", "Potholes doubled.")


def test_each_gap_has_the_press_that_mends_it(product: Product, selection: Selection) -> None:
    council = selection.organisation_id
    housing = units.add(product, council, name="Housing", kind="service", parent_id=selection.unit_id)
    bare, served = add(product, selection, "Roads"), add(product, selection, "Homes")
    act(product, selection, "Serve nothing", "Ann")
    for number in range(3):
        act(product, selection, f"Serve {number}", "Head of housing", served)
    drawn = window(selection)
    assert "One of two priorities has no action in hand; one of four actions serves none." in texts(drawn)
    assert "every unit sees the same" in texts(drawn)
    assert [one.label for one in drawn.button if "priority" in one.label] == ["Give it a priority"]
    assert "Head of housing: three live actions" in texts(drawn)
    drawn = unfold(drawn, f"write-for-{bare.id}")
    name = f"write-for-{bare.id}-{selection.unit_id}"
    drawn.text_input(f"{name}-what").set_value("Mend the worst ten first")
    drawn.selectbox(f"{name}-unit").set_value(housing.id)
    drawn = press(drawn, "Write it down")
    [made] = [one for one in actions.of_organisation(product, council) if one.content.priority_id == bare.id]
    assert (made.content.what, made.unit_id) == ("Mend the worst ten first", housing.id)
    assert "Priorities without an action in hand" not in texts(drawn)
    assert "Actions without an owner" in texts(drawn)


def test_before_a_priority_is_named_no_action_is_blamed_for_serving_none(
    product: Product, selection: Selection
) -> None:
    act(product, selection, "Ask users each spring", "Ann")
    drawn = window(selection)
    assert "No priority is named yet; the one action serves none." in texts(drawn)
    assert "Where it breaks" not in texts(drawn)
