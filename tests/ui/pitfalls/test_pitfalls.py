"""The page of pitfalls: what is missing leads to the very pitfall, moving on is seen and taken back, and what is closed
is read and says where one goes on."""

from __future__ import annotations

from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from journey.model import PitfallContent, PitfallState, Scope
from journey.service import Product
from journey.service.answering import sessions
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.pitfalls import pitfalls
from journey.service.rounds import closing
from journey.ui.shared import state
from journey.wording import terms
from tests.ui.test_windows import Browser, address_of, fine, press, said

STAGE, LAST = "taking-stock", "keeping-on-track"
CRITICAL, OTHER = "asked-only-the-top", "left-users-out"
OPEN = PitfallContent(PitfallState.NOT_YET)


@pytest.fixture
def selection(product: Product) -> Selection:
    """A council in its first round."""
    council = councils.start(product, name=f"Ambershire {uuid4().hex[:6]}", kind="County council")
    (unit,) = councils.units(product, council.id)
    return sessions.begin(product, council, unit, round_id=None, questionnaire_ids=["stages"], scope=Scope.QUICK)


def record(product: Product, selection: Selection, pitfall_id: str, content: PitfallContent) -> None:
    pitfalls.record(product, selection, STAGE, pitfall_id, content, expected_version=0, writer="laptop")


def opened(selection: Selection, stage: str = STAGE) -> AppTest:
    return Browser().window("pitfalls", **address_of(selection), stage=stage)


def labels(drawn: AppTest) -> list[str]:
    return [button.label for button in drawn.button]


def name_of(selection: Selection, pitfall_id: str, field: str) -> str:
    return f"{selection.round.id}-{selection.unit.id}-{pitfall_id}-{field}"


def test_a_pitfall_is_asked_as_people_think_and_stands_under_its_own_heading(selection: Selection) -> None:
    drawn = opened(selection)
    assert "We asked only the people at the top." in [heading.value for heading in drawn.subheader]
    radio = drawn.radio(name_of(selection, CRITICAL, "state"))
    assert radio.label.endswith("the top. Is this true of us?")
    assert radio.options == ["No, avoided", "In part", "Yes, still so", "Does not apply here"]
    assert radio.value is None
    assert terms.PITFALLS[PitfallState.UNANSWERED] in said(drawn)


def test_why_it_does_not_apply_is_asked_at_once_and_is_the_note(product: Product, selection: Selection) -> None:
    drawn = opened(selection)
    fine(drawn.radio(name_of(selection, CRITICAL, "state")).set_value("not_applicable").run())
    why = drawn.text_area(name_of(selection, CRITICAL, "note"))
    assert why.label == "Why does it not apply here?"
    assert "Not saved yet. Say in a few words why it does not apply here." in said(drawn)
    fine(why.set_value("We are two people").run())
    stored = pitfalls.stored(product, selection, STAGE, CRITICAL).content
    assert stored == PitfallContent(PitfallState.NOT_APPLICABLE, "We are two people")
    fine(drawn.radio(name_of(selection, CRITICAL, "state")).set_value("partly").run())
    kept = pitfalls.stored(product, selection, STAGE, CRITICAL).content
    assert kept == PitfallContent(PitfallState.PARTLY, "We are two people")


def test_a_choice_without_its_reason_is_kept_until_it_is_given_or_given_up(
    product: Product, selection: Selection
) -> None:
    browser = Browser()
    at = {**address_of(selection), "stage": STAGE}
    choice, note = (name_of(selection, CRITICAL, field) for field in ("state", "note"))
    fine(browser.window("pitfalls", **at).radio(choice).set_value("not_applicable").run())
    assert pitfalls.stored(product, selection, STAGE, CRITICAL).version == 0
    later = browser.window("pitfalls", **at)
    assert later.radio(choice).value == "not_applicable"
    assert "Say in a few words why it does not apply here." in said(later)
    fine(later.text_area(note).set_value("We are two people").run())
    assert pitfalls.stored(product, selection, STAGE, CRITICAL).content.note == "We are two people"
    fine(later.text_area(note).set_value("").run())
    given_up = browser.window("pitfalls", **at)
    fine(given_up.radio(choice).set_value("avoided").run())
    assert browser.window("pitfalls", **at).radio(choice).value == "avoided"


def test_a_reason_that_is_owed_is_asked_about_where_somebody_saved_since(
    product: Product, selection: Selection
) -> None:
    browser = Browser()
    at = {**address_of(selection), "stage": STAGE}
    choice = name_of(selection, CRITICAL, "state")
    fine(browser.window("pitfalls", **at).radio(choice).set_value("not_applicable").run())
    record(product, selection, CRITICAL, OPEN)
    later = browser.window("pitfalls", **at)
    assert "“Yes, still so” is stored since" in said(later)
    press(later, "Keep “Yes, still so”")
    assert browser.window("pitfalls", **at).radio(choice).value == "not_yet"


def test_a_fold_says_what_is_written_in_it(product: Product, selection: Selection) -> None:
    record(product, selection, CRITICAL, PitfallContent(PitfallState.PARTLY, "Ask staff in May", "Head of policy"))
    folds = [fold.label for fold in opened(selection).expander]
    assert "Note, who and by when: Ask staff in May · Head of policy" in folds
    assert "Add a note, who and by when" in folds


def test_what_is_missing_is_said_by_name_and_leads_to_the_very_pitfall(product: Product, selection: Selection) -> None:
    record(product, selection, CRITICAL, OPEN)
    drawn = opened(selection)
    assert "One critical pitfall is not avoided." in said(drawn)
    assert "critical pitfalls have not been looked at." in said(drawn)
    drawn = press(drawn, "Go to “We asked only the people at the top.”")
    arrival = drawn.session_state[state.WINDOW].arrival
    assert (arrival.spot, arrival.place) == (CRITICAL, "pitfalls")


def test_moving_on_anyway_is_seen_at_the_top_and_can_be_taken_back(product: Product, selection: Selection) -> None:
    drawn = opened(selection)
    drawn.text_area[0].set_value("The year goes on")
    drawn.text_input[0].set_value("The leader")
    drawn = press(drawn, "Record and move on")
    assert "You moved on anyway on" in said(drawn)
    assert "The reason given: The year goes on" in [text.value for text in drawn.text]
    assert "Record and move on" not in labels(drawn)
    assert drawn.session_state[state.WINDOW].arrival.spot == "checklist"
    assert "moved on anyway" in drawn.radio("pitfall-stage").proto.captions
    drawn = press(drawn, "We have not moved on after all")
    assert "You moved on anyway" not in said(drawn)
    assert "Record and move on" in labels(drawn)
    assert pitfalls.by_stage(product, selection, None)[STAGE].moved_on is None


def test_from_the_last_stage_there_is_nowhere_to_move_on_to(selection: Selection) -> None:
    drawn = opened(selection, LAST)
    assert "Record and move on" not in labels(drawn)
    assert "This is the last stage" in said(drawn)


def test_a_closed_round_is_read_and_leads_to_the_next_or_to_the_open_one(
    product: Product, selection: Selection
) -> None:
    record(product, selection, CRITICAL, PitfallContent(PitfallState.PARTLY, "Ask staff in May", "Head of policy"))
    closing.close(product, selection.organisation.id, selection.round.id)
    drawn = opened(selection)
    assert [radio.key for radio in drawn.radio if radio.key and radio.key.endswith("-state")] == []
    assert "Is this true of us? **In part**" in said(drawn)
    assert [text.value for text in drawn.text] == ["Ask staff in May", "Head of policy"]
    assert "Start the next round" in labels(drawn)
    second = sessions.begin(
        product, selection.organisation, selection.unit, round_id=None, questionnaire_ids=["stages"], scope=Scope.QUICK
    )
    drawn = press(opened(selection), f"Go to the pitfalls of {second.round.name}")
    assert drawn.query_params["round"] == second.round.id
    assert drawn.radio(name_of(second, CRITICAL, "state")).value is None


def test_the_stage_that_is_open_at_first_is_the_one_that_people_are_at(product: Product, selection: Selection) -> None:
    assert Browser().window("pitfalls", **address_of(selection)).radio("pitfall-stage").value == STAGE
    pitfalls.move_on(product, selection, STAGE, reason="The year goes on", decided_by="The leader")
    drawn = Browser().window("pitfalls", **address_of(selection))
    assert drawn.radio("pitfall-stage").value == "setting-direction"
