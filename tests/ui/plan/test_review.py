"""The review: what needs a decision, decided in place, ended, and read again; two windows over one record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from journey.model import Action, ActionContent, ActionState, Origin, Scope
from journey.service import Product
from journey.service.answering import sessions
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.plan import actions, reviews
from journey.service.plan.place import PlanPlace
from journey.wording import formatting
from tests.ui.plan.windows import opened, unfold
from tests.ui.test_windows import fine, press, said

SOON = formatting.day(datetime.now(UTC).date() + timedelta(days=60))


def run(token: str) -> None:
    """A run of the script with the review, in a window of the browser with this token."""
    from zoneinfo import ZoneInfo

    import streamlit as st

    from journey.ui import navigation
    from journey.ui.plan import review
    from journey.ui.shared import shell, state

    st.session_state.setdefault(state.WINDOW, state.Window(token, token, ZoneInfo("Europe/London")))
    in_view = state.settle()
    navigation.pages(in_view)
    shell.banner(in_view)
    review.page()


@pytest.fixture
def selection(product: Product) -> Selection:
    """A council in its first round."""
    council = councils.start(product, name=f"Ambershire {uuid4().hex[:6]}", kind="County council")
    (unit,) = councils.units(product, council.id)
    return sessions.begin(product, council, unit, round_id=None, questionnaire_ids=["stages"], scope=Scope.QUICK)


@pytest.fixture
def unowned(product: Product, selection: Selection) -> Action:
    """An action that nobody has owned for three weeks."""
    then = replace(product, clock=lambda: product.clock() - timedelta(weeks=3))
    return actions.add(
        then, PlanPlace.of(selection), ActionContent("Ask users *each* spring"), origin=Origin.IDEA, writer="laptop"
    )


def window(selection: Selection, writer: str = "laptop") -> AppTest:
    return opened(run, selection, writer)


def deciding(product: Product, selection: Selection, unowned: Action, taken: int = 0) -> str:
    """The fold in which something is decided about the action."""
    review = reviews.running(product, PlanPlace.of(selection))
    assert review
    return f"decide-{review.id}-action-{unowned.id}-{taken}"


def fill(drawn: AppTest, label: str, text: str) -> None:
    fields = [*drawn.text_area, *drawn.text_input]
    next(one for one in fields if one.label.startswith(label)).set_value(text)


def buttons(drawn: AppTest) -> list[str]:
    return [button.label for button in drawn.button]


def test_without_a_plan_the_page_leads_to_the_plan(selection: Selection) -> None:
    drawn = window(selection)
    assert "no action yet" in said(drawn)
    assert buttons(drawn) == ["Go to the plan"]


def test_before_a_review_the_page_shows_what_one_would_look_at(selection: Selection, unowned: Action) -> None:
    drawn = window(selection)
    assert unowned.content.what.replace("*", "\\*") in [heading.value for heading in drawn.subheader]
    assert "Nobody owns it" in said(drawn)
    assert "**Cause.**" not in said(drawn)
    assert "is left out" in said(drawn)
    assert "**◌ Nobody owns it**" in said(drawn)
    assert "leave it as it is" in said(drawn)
    assert "One exception, no bets decided and nothing coming back." in said(drawn)
    assert not [fold for fold in drawn.expander if fold.label == "Decide"]


def test_an_exception_is_decided_in_place_and_the_plan_follows(
    product: Product, selection: Selection, unowned: Action
) -> None:
    drawn = unfold(press(window(selection), "Begin the review"), deciding(product, selection, unowned))
    fill(drawn, "In words", "Somebody has to")
    press(drawn, "Decide")
    assert "only noted" in drawn.error[0].value
    fill(drawn, "Who does it", "Head of service")
    fill(drawn, "By when", SOON)
    press(drawn, "Decide")
    changed = actions.get(product, selection.organisation_id, unowned.id)
    assert changed.content.lead == "Head of service"
    assert "Decided, and off the list" in said(drawn)
    assert f"Somebody has to. Head of service, by {SOON}." in said(drawn)


def test_an_ended_review_is_read_again_with_what_was_looked_at(
    product: Product, selection: Selection, unowned: Action
) -> None:
    drawn = press(window(selection), "Begin the review")
    fill(drawn, "What we learned", "Name owners at once")
    save = [button for button in drawn.button if button.label == "Save"]
    fine(save[0].click().run())
    fill(drawn, "Who was there", "Management team")
    fill(drawn, "Day of the next review", SOON)
    press(drawn, "End the review")
    (review,) = reviews.of_unit(product, PlanPlace.of(selection))
    assert review.content.learned == "Name owners at once"
    assert review.content.present == "Management team"
    assert unowned.content.what in review.shown
    assert SOON in said(drawn)
    assert "Begin the review" in buttons(drawn)
    drawn = unfold(drawn, f"record-of-{review.id}-{review.version}")
    assert "Name owners at once" in [text.value for text in drawn.text]
    assert "Nothing was decided." in said(drawn)


def test_a_review_of_a_day_to_come_is_refused_in_words(product: Product, selection: Selection, unowned: Action) -> None:
    drawn = press(window(selection), "Begin the review")
    assert "This day is a proposal" in said(drawn)
    fill(drawn, "Day of this review", SOON)
    press(drawn, "End the review")
    assert f"The day of this review, {SOON}, is still to come" in drawn.error[0].value
    assert reviews.running(product, PlanPlace.of(selection))


def test_what_two_windows_write_into_one_record_stands_side_by_side(
    product: Product, selection: Selection, unowned: Action
) -> None:
    here = press(window(selection), "Begin the review")
    there = window(selection, "phone")
    fill(here, "What we learned", "Here")
    fine(next(button for button in here.button if button.label == "Save").click().run())
    fill(there, "What we learned", "There")
    fine(next(button for button in there.button if button.label == "Save").click().run())
    assert "somebody else has changed the record" in said(there)
    assert "Here" in [text.value for text in there.text]
    press(there, "Save what I entered")
    (review,) = reviews.of_unit(product, PlanPlace.of(selection))
    assert review.content.learned == "There"


def test_a_decision_over_an_action_that_has_changed_is_asked_about(
    product: Product, selection: Selection, unowned: Action
) -> None:
    drawn = unfold(press(window(selection), "Begin the review"), deciding(product, selection, unowned))
    actions.change(
        product,
        selection.organisation_id,
        unowned.id,
        replace(unowned.content, success="Users say so"),
        expected_version=1,
        writer="phone",
    )
    next(one for one in drawn.radio if one.label == "What is decided").set_value("stop")
    fill(drawn, "In words", "Too dear")
    fill(drawn, "Who does it", "Management team")
    press(drawn, "Decide")
    assert "this action has been changed" in said(drawn)
    press(drawn, "Decide it all the same")
    stopped = actions.get(product, selection.organisation_id, unowned.id)
    assert (stopped.progress.state, stopped.progress.why) == (ActionState.DROPPED, "Too dear")
    assert stopped.content.success == "Users say so"


def test_last_times_decisions_are_asked_with_one_tap(product: Product, selection: Selection, unowned: Action) -> None:
    place = PlanPlace.of(selection)
    drawn = unfold(press(window(selection), "Begin the review"), deciding(product, selection, unowned))
    fill(drawn, "In words", "Somebody has to")
    fill(drawn, "Who does it", "Head of service")
    fill(drawn, "By when", SOON)
    press(drawn, "Decide")
    press(drawn, "End the review")
    assert "Somebody has to" in said(drawn)
    press(drawn, "Kept")
    (review,) = reviews.of_unit(product, place)
    assert [one.is_kept for one in reviews.decisions(product, place.organisation_id, review.id)] == [True]
    assert "Kept" not in buttons(drawn)
    assert "Not kept" in buttons(drawn)


def test_an_action_that_is_no_exception_can_be_stopped_too(
    product: Product, selection: Selection, unowned: Action
) -> None:
    content = ActionContent("Ask staff", lead="Head of people")
    fine_one = actions.add(product, PlanPlace.of(selection), content, origin=Origin.IDEA, writer="laptop")
    drawn = press(window(selection), "Begin the review")
    review = reviews.running(product, PlanPlace.of(selection))
    assert review
    drawn = unfold(drawn, f"decide-{review.id}-else-0")
    fine(drawn.selectbox(f"decide-about-{review.id}-0").set_value(fine_one.id).run())
    next(one for one in drawn.radio if one.label == "What is decided").set_value("stop")
    fill(drawn, "In words", "Too dear")
    press(drawn, "Decide")
    stopped = actions.get(product, selection.organisation_id, fine_one.id)
    assert (stopped.progress.state, stopped.progress.why) == (ActionState.DROPPED, "Too dear")


def test_a_review_that_was_begun_by_mistake_is_taken_back(
    product: Product, selection: Selection, unowned: Action
) -> None:
    drawn = press(window(selection), "Begin the review")
    press(drawn, "Begun by mistake: take it back")
    assert "Begin the review" in buttons(drawn)
    assert reviews.of_unit(product, PlanPlace.of(selection)) == []
