"""The actions of a plan on the page: written down in a line, opened, changed, said how they go, found again."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from journey.model import Action, ActionContent, ActionState, Origin, OwnersWord, Scope, Subject, SubjectKind
from journey.service import Product
from journey.service.answering import sessions
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.plan import actions, priorities, standings, subjects
from journey.service.plan.place import PlanPlace
from journey.ui.plan import plan_file
from journey.ui.plan.actions_view import PAGE
from journey.ui.plan.reading import PlanInView
from journey.ui.shared import state
from journey.wording import formatting
from journey.wording.cells import inert
from tests.ui.test_windows import Browser, address_of, fine, press, said

STAGE = Subject(SubjectKind.SECTION, "taking-stock", "stages")


@pytest.fixture
def selection(product: Product) -> Selection:
    """A council in its first round."""
    council = councils.start(product, name=f"Ambershire {uuid4().hex[:6]}", kind="County council")
    (unit,) = councils.units(product, council.id)
    return sessions.begin(product, council, unit, round_id=None, questionnaire_ids=["stages"], scope=Scope.QUICK)


def opened(selection: Selection, browser: Browser | None = None) -> AppTest:
    return (browser or Browser()).window("plan", **address_of(selection), view="actions")


def add(product: Product, selection: Selection, what: str = "Ask users", **content: Any) -> Action:
    place = PlanPlace.of(selection)
    return actions.add(product, place, ActionContent(what, **content), origin=Origin.IDEA, writer="laptop")


def stored(product: Product, selection: Selection) -> list[Action]:
    return actions.of_unit(product, PlanPlace.of(selection))


def everything(drawn: AppTest) -> str:
    texts = (text.value for kind in (drawn.subheader, drawn.text, drawn.error) for text in kind)
    return "\n".join([said(drawn), *texts])


def unfold(drawn: AppTest, fold: str, action: Action) -> AppTest:
    drawn.session_state[f"plan-{fold}-{action.id}"] = True
    return fine(drawn.run())


def cards(drawn: AppTest) -> list[str]:
    return [heading.value for heading in drawn.subheader]


def test_an_empty_plan_leads_to_where_the_first_action_comes_from(selection: Selection) -> None:
    drawn = opened(selection)
    assert [one.value for one in drawn.header] == ["Nothing is planned yet"]
    labels = [button.label for button in drawn.button]
    assert {"See what holds us back first", "Go through the pitfalls", "See what helps"} <= set(labels)


def test_an_action_is_written_down_in_a_line_and_the_rest_of_its_form_is_open(
    product: Product, selection: Selection
) -> None:
    drawn = opened(selection)
    name = f"plan-new-{selection.unit_id}"
    drawn.text_input(f"{name}-what").set_value("Ask *users* what got in their way")
    fine(drawn.button(f"{name}-save").click().run())
    (action,) = stored(product, selection)
    assert action.content == ActionContent("Ask *users* what got in their way")
    assert cards(drawn) == [r"Ask \*users\* what got in their way"]
    assert "**◌ no word yet** · it needs an owner · no first step yet · no day is set" in said(drawn)
    assert "One action is in hand: none needs a decision now. There was no review yet." in said(drawn)
    form = f"plan-content-{action.id}"
    drawn.text_input(f"{form}-lead").set_value("Head of policy")
    drawn.text_input(f"{form}-by_when").set_value("30/2/2027")
    fine(drawn.button(f"{form}-save").click().run())
    assert "The day by which it is due is not a date" in everything(drawn)
    (at_the_field,) = (one.value for one in drawn.warning)
    assert at_the_field.startswith("“30/2/2027” is not a date. Write it like 14 October 20")
    assert drawn.text_input(f"{form}-lead").value == "Head of policy"
    due = product.today() + timedelta(days=90)
    drawn.text_input(f"{form}-by_when").set_value(formatting.day(due))
    fine(drawn.button(f"{form}-save").click().run())
    (action,) = stored(product, selection)
    assert (action.content.lead, action.content.by_when, action.version) == ("Head of policy", due, 2)
    assert f"Owner: Head of policy · due on {formatting.day(due)}" in said(drawn)
    assert "none needs a decision now" in said(drawn)


def test_nothing_written_is_refused_in_words(product: Product, selection: Selection) -> None:
    drawn = opened(selection)
    fine(drawn.button(f"plan-new-{selection.unit_id}-save").click().run())
    assert "Not written down yet. Say the action in a few words." in everything(drawn)
    assert stored(product, selection) == []


def test_a_card_says_what_it_serves_and_is_about_and_what_changed(product: Product, selection: Selection) -> None:
    homes = priorities.add(product, selection.organisation_id, _content("Homes"), writer="laptop")
    action = add(product, selection, subject=STAGE)
    drawn = unfold(opened(selection), "whole", action)
    form = f"plan-content-{action.id}"
    assert drawn.selectbox(f"{form}-subject").value == STAGE
    drawn.selectbox(f"{form}-priority").set_value(homes.id)
    fine(drawn.button(f"{form}-save").click().run())
    assert "No owner · serves “Homes” · about “Taking stock" in said(drawn)
    unfold(drawn, "history", action)
    assert "- Priority: nothing → “Homes”" in said(drawn)
    assert "in this browser" in said(drawn)


def _content(name: str) -> Any:
    from journey.model import PriorityContent

    return PriorityContent(name)


def test_the_owners_word_stands_on_the_card_and_needs_a_sentence_where_it_goes_badly(
    product: Product, selection: Selection
) -> None:
    action = add(product, selection, lead="Head of policy")
    drawn = unfold(opened(selection), "goes", action)
    form = f"plan-word-{action.id}"
    fine(drawn.button(f"{form}-save").click().run())
    assert "Choose on track, at risk or off track" in everything(drawn)
    drawn.radio(f"{form}-word").set_value(OwnersWord.OFF_TRACK)
    fine(drawn.button(f"{form}-save").click().run())
    assert "Say in a sentence what stands in the way" in everything(drawn)
    drawn.text_input(f"{form}-text").set_value("No room is free")
    fine(drawn.button(f"{form}-save").click().run())
    assert "**■ off track**" in said(drawn)
    assert f"Said on {formatting.day(product.today())}: No room is free" in said(drawn)
    assert stored(product, selection)[0].progress.word is OwnersWord.OFF_TRACK


def test_the_first_step_is_done_and_then_what_was_dropped_is_found(product: Product, selection: Selection) -> None:
    action = add(product, selection, first_step="When the rota is done, I will ask")
    drawn = unfold(opened(selection), "goes", action)
    press(drawn, "The first step is done")
    assert stored(product, selection)[0].progress.first_step_done_on == product.today()
    drawn.selectbox(f"plan-moves-{action.id}-live").set_value(ActionState.DROPPED)
    fine(drawn.run())
    form = f"plan-to-dropped-{action.id}"
    fine(drawn.button(f"{form}-save").click().run())
    assert "Say in a sentence why it is given up" in everything(drawn)
    drawn.text_area(f"{form}-why").set_value("A better way was found")
    fine(drawn.button(f"{form}-save").click().run())
    assert cards(drawn) == []
    fine(drawn.radio(f"plan-{selection.unit_id}-held").set_value("over").run())
    assert cards(drawn) == ["Ask users"]
    assert "Dropped: A better way was found" in said(drawn)
    unfold(drawn, "goes", action)
    press(drawn, "Take it up again")
    assert stored(product, selection)[0].is_in_hand


def test_the_first_step_stands_on_the_card_while_it_is_in_hand_also_where_all_goes_well(
    product: Product, selection: Selection
) -> None:
    on = product.today() + timedelta(days=5)
    step = {"first_step": "When the rota is done, I will ask", "first_step_on": on, "by_when": _later(product)}
    add(product, selection, lead="Head of policy", **step)
    assert f"First step by {formatting.day(on)}: When the rota is done, I will ask" in said(opened(selection))


def test_pausing_asks_for_a_day_and_handing_over_for_a_place(product: Product, selection: Selection) -> None:
    action = add(product, selection)
    drawn = unfold(opened(selection), "goes", action)
    for to, field, missing, given in (
        ("paused", "look_again_on", "Say on which day to look at it again", formatting.day(_later(product))),
        ("handed_over", "kept_in", "Say where it is followed", "Service plan of housing"),
    ):
        now = stored(product, selection)[0].progress.state
        drawn.selectbox(f"plan-moves-{action.id}-{now}").set_value(ActionState(to))
        fine(drawn.run())
        fine(drawn.button(f"plan-to-{to}-{action.id}-save").click().run())
        assert missing in everything(drawn)
        drawn.text_input(f"plan-to-{to}-{action.id}-{field}").set_value(given)
        fine(drawn.button(f"plan-to-{to}-{action.id}-save").click().run())
        assert stored(product, selection)[0].progress.state == to


def _later(product: Product) -> Any:
    return product.today() + timedelta(days=60)


def test_where_another_window_was_quicker_both_texts_are_shown_and_one_is_chosen(
    product: Product, selection: Selection
) -> None:
    action = add(product, selection)
    here, there = (unfold(opened(selection), "whole", action) for _ in range(2))
    form = f"plan-content-{action.id}"
    for window, risk in ((there, "The winter"), (here, "The summer")):
        window.text_area(f"{form}-risk").set_value(risk)
        fine(window.button(f"{form}-save").click().run())
    assert stored(product, selection)[0].content.risk == "The winter"
    assert "Risk: The winter" in [text.value for text in here.text]
    # What has to be chosen lies under a long form: the page goes there, and again whenever somebody presses Save.
    arrival = here.session_state[state.WINDOW].arrival
    assert arrival.sight == f"{form}-question"
    fine(here.button(f"{form}-save").click().run())
    assert here.session_state[state.WINDOW].arrival.number == arrival.number + 1
    assert here.text_area(f"{form}-risk").value == "The summer"
    press(here, "Save what I entered")
    assert stored(product, selection)[0].content.risk == "The summer"
    told = [event.after for event in actions.history(product, selection.organisation_id, action.id) if event.field]
    assert told == ["The winter", "The summer"]


def test_what_one_form_has_saved_is_no_news_to_the_other_form_of_the_same_card(
    product: Product, selection: Selection
) -> None:
    action = add(product, selection, lead="Head of policy")
    drawn = unfold(unfold(opened(selection), "whole", action), "goes", action)
    drawn.radio(f"plan-word-{action.id}-word").set_value(OwnersWord.ON_TRACK)
    fine(drawn.button(f"plan-word-{action.id}-save").click().run())
    drawn.text_area(f"plan-content-{action.id}-risk").set_value("The winter")
    fine(drawn.button(f"plan-content-{action.id}-save").click().run())
    found = stored(product, selection)[0]
    assert (found.content.risk, found.progress.word, found.version) == ("The winter", OwnersWord.ON_TRACK, 3)


def test_few_cards_are_drawn_at_once_and_all_can_be_found(product: Product, selection: Selection) -> None:
    for number in range(25):
        add(product, selection, f"Number {number}", lead="Head of IT" if number == 24 else "")
    drawn = opened(selection)
    assert len(cards(drawn)) == PAGE
    assert "25 actions." in said(drawn)
    assert "◌ no recent word" not in said(drawn)
    press(drawn, "Show 12 more")
    press(drawn, "Show one more")
    assert len(cards(drawn)) == 25
    drawn.session_state[f"plan-{selection.unit_id}-choose"] = True
    fine(drawn.run())
    fine(drawn.text_input(f"plan-{selection.unit_id}-text").set_value("number 2").run())
    assert "Seven actions of 25 in this plan." in said(drawn)
    fine(drawn.selectbox(f"plan-{selection.unit_id}-owner").set_value("head of it").run())
    assert cards(drawn) == ["Number 24"]


def test_somebody_who_has_left_hands_everything_over_in_one_press(product: Product, selection: Selection) -> None:
    for what in ("Ask users", "Ask staff"):
        add(product, selection, what, lead="Maria Hart")
    drawn = opened(selection)
    drawn.session_state[f"plan-left-{selection.organisation_id}"] = True
    fine(drawn.run())
    key = f"plan-leaver-{selection.organisation_id}"
    assert drawn.selectbox(key).options == ["Maria Hart (2)"]
    fine(drawn.selectbox(key).set_value("Maria Hart").run())
    drawn.text_input(f"{key}-to").set_value("Jo Lee")
    fine(drawn.button(f"{key}-save").click().run())
    assert {action.content.lead for action in stored(product, selection)} == {"Jo Lee"}


def test_arriving_at_an_action_puts_it_first_with_its_form_open_whatever_its_state(
    product: Product, selection: Selection
) -> None:
    add(product, selection)
    done = add(product, selection, "Ask staff")
    finished = replace(done.progress, state=ActionState.DONE, done_on=product.today())
    done = actions.advance(product, selection.organisation_id, done.id, finished, expected_version=1, writer="laptop")
    drawn = opened(selection)
    assert cards(drawn) == ["Ask users"]
    memory = drawn.session_state[state.WINDOW]
    memory.arrival = state.Arrival(None, 1, done.id)
    fine(drawn.run())
    assert cards(drawn) == ["Ask staff", "Ask users"]
    assert drawn.text_area(f"plan-content-{done.id}-what").value == "Ask staff"
    assert "**✓ done, not yet checked**" in said(drawn)


def test_the_plan_is_a_file_whose_cells_do_nothing_in_a_spreadsheet(product: Product, selection: Selection) -> None:
    action = add(product, selection, "=1+1", lead="@sum", subject=STAGE, success="Fewer calls")
    place = PlanPlace.of(selection)
    plan = standings.of_place(product, place)
    about = subjects.of_actions(product, place.organisation_id, [action])
    (row,) = _rows(plan_file.written(PlanInView(place, plan, about, {}, ()), "Ambershire", "Housing"))
    assert (row["Id"], row["Title"], row["Owner"], row["Version"]) == (inert(action.id), "'=1+1", "'@sum", "1")
    assert (row["State"], row["Stands"]) == ("live", "◌ no word yet")
    assert (row["Measure of success"], row["Answers"]) == ("Fewer calls", about[action.id].title)


def _rows(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))
