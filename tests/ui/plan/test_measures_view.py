"""The measures of a plan, by a window without a browser: from nothing to a target, a reading and the sentence."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from journey.model import Measure, MeasureContent
from journey.service import Product
from journey.service.councils import councils
from journey.service.plan import measures
from journey.service.plan.measures import NewReading
from journey.service.plan.place import PlanPlace
from tests.steps.measured import STEADY, share
from tests.ui.test_windows import fine, press, said


def run(organisation_id: str, unit_id: str, token: str) -> None:
    """The view alone, for a unit."""
    from zoneinfo import ZoneInfo

    import streamlit as st

    from journey.service.plan.place import PlanPlace
    from journey.ui import navigation
    from journey.ui.plan import measures_view
    from journey.ui.shared import state

    st.session_state.setdefault(state.WINDOW, state.Window(token, token, ZoneInfo("Europe/London")))
    navigation.pages(state.settle())
    if notice := state.notice():
        st.success(notice)
    measures_view.show(PlanPlace(organisation_id, unit_id))


@pytest.fixture
def place(product: Product) -> PlanPlace:
    council = councils.start(product, name=f"Ambershire {uuid4().hex[:6]}", kind="County council")
    return PlanPlace(council.id, councils.units(product, council.id)[0].id)


def window(place: PlanPlace, token: str = "laptop") -> AppTest:
    drawn = AppTest.from_function(run, args=(place.organisation_id, place.unit_id, token), default_timeout=60)
    drawn.query_params["council"] = place.organisation_id
    return fine(drawn.run())


def opened(drawn: AppTest, *keys: str) -> AppTest:
    """Open folds, the outer ones first."""
    for key in keys:
        drawn.session_state[key] = True
        drawn = fine(drawn.run())
    return drawn


def changing(drawn: AppTest, measure: Measure, what: str) -> AppTest:
    """Open what can be changed of a measure, at one of its parts."""
    drawn.session_state[f"measure-step-{measure.id}"] = what
    return opened(drawn, f"measure-card-{measure.id}", f"measure-change-{measure.id}")


def kept(product: Product, place: PlanPlace, content: MeasureContent | None = None) -> Measure:
    return measures.add(product, place, content or share(), writer="laptop")


def read(product: Product, place: PlanPlace, measure: Measure, *values: float) -> None:
    for number, value in enumerate(values):
        new = NewReading(date(2025 + number // 12, number % 12 + 1, 1), value)
        measures.add_reading(product, place.organisation_id, measure.id, new, writer="phone")


def values(product: Product, place: PlanPlace) -> list[float]:
    return [reading.value for reading in measures.of_place(product, place)[0].readings]


def everything(drawn: AppTest) -> str:
    kinds = (drawn.subheader, drawn.header, drawn.error, drawn.text)
    texts = [one.value for kind in kinds for one in kind]
    return "\n".join([said(drawn), *texts, *(one.label for one in drawn.expander)])


def field(drawn: AppTest, ending: str) -> str:
    """The key of the text field whose key ends so."""
    (found,) = (one.key for one in drawn.text_input if one.key and one.key.endswith(ending))
    return found


def type_in(drawn: AppTest, **typed: str) -> None:
    for ending, text in typed.items():
        drawn.text_input(field(drawn, f"-{ending.replace('__', '-')}")).set_value(text)


def test_from_nothing_to_a_measure_with_a_target_and_its_first_reading(product: Product, place: PlanPlace) -> None:
    drawn = window(place)
    assert "No measures yet." in everything(drawn)
    drawn = opened(drawn, f"measure-add-{place.key}-0")
    type_in(drawn, name="Days to let a home", unit_name="days")
    drawn = press(drawn, "Write it down")
    assert "A good measure: 0 of 8 points looked at." in everything(drawn)
    # Its target is asked for at once, beside the points that are worth a thought.
    type_in(drawn, target="28,5", tolerance="3", influence="Keys are handed over on the day")
    drawn = press(drawn, "Save")
    content = measures.of_place(product, place)[0].measure.content
    assert (content.name, content.target, content.tolerance) == ("Days to let a home", 28.5, 3.0)
    assert "Its target: 1 of 12 points looked at." in everything(drawn)
    type_in(drawn, period="2026-01", value="31")
    press(drawn, "Add the reading")
    assert values(product, place) == [31.0]


def test_exceptions_stand_first_in_full_with_both_answers(product: Product, place: PlanPlace) -> None:
    calm, late = kept(product, place), kept(product, place, share(name="Calls answered", owner="Contact centre"))
    read(product, place, late, *STEADY[:6])
    drawn = window(place)
    assert "One beyond tolerance or without a reading." in everything(drawn)
    assert [one.value for one in drawn.header] == ["Exceptions", "The others"]
    assert [one.value for one in drawn.subheader] == [":gray[◌] no reading: Calls answered, 81.7% in June 2025"]
    assert "Ask Contact centre for it." in everything(drawn)
    assert f":gray[◌] no reading: {calm.content.name}" in [one.label for one in drawn.expander]


@pytest.mark.parametrize(
    ("period", "value", "why"),
    [
        ("29 February 2027", "80", "The period cannot be read"),
        ("2099-01", "80", "This period has not begun yet"),
        ("2026-01", "much", "The reading is not a number"),
        ("2026-01", "", "Give the number that was read"),
        ("2026-01", "120", "between 0 and 100"),
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_stays_typed(
    product: Product, place: PlanPlace, period: str, value: str, why: str
) -> None:
    measure = kept(product, place)
    drawn = opened(window(place), f"measure-card-{measure.id}")
    type_in(drawn, period=period, value=value)
    drawn = press(drawn, "Add the reading")
    assert why in everything(drawn)
    assert drawn.text_input(field(drawn, "new-0-value")).value == value
    assert values(product, place) == []


@pytest.mark.parametrize(("label", "value"), [("Keep 80%", 80.0), ("Correct it to 82%", 82.0)])
def test_a_period_that_was_read_meanwhile_shows_both_and_asks(
    product: Product, place: PlanPlace, label: str, value: float
) -> None:
    measure = kept(product, place)
    drawn = opened(window(place), f"measure-card-{measure.id}")
    type_in(drawn, period="2026-01", value="82")
    new = NewReading(date(2026, 1, 1), 80)
    measures.add_reading(product, place.organisation_id, measure.id, new, writer="phone")
    drawn = press(drawn, "Add the reading")
    assert "January 2026 has a reading already" in everything(drawn)
    assert "80% in January 2026" in everything(drawn)
    drawn = press(drawn, label)
    assert values(product, place) == [value]
    assert "has a reading already" not in everything(drawn)
    assert drawn.text_input(field(drawn, "new-1-value")).value == ""


def test_two_who_change_one_measure_see_both_texts(product: Product, place: PlanPlace) -> None:
    measure = kept(product, place)
    here = changing(window(place), measure, "what")
    type_in(here, owner="Head of homes")
    measures.change(
        product, place.organisation_id, measure.id, share(owner="Repairs"), expected_version=1, writer="phone"
    )
    here = press(here, "Save")
    assert "somebody else has changed this measure" in everything(here)
    assert "Read every month by Repairs" in everything(here)
    assert here.text_input(field(here, "-owner")).value == "Head of homes"
    press(here, "Save what I entered")
    assert measures.of_place(product, place)[0].measure.content.owner == "Head of homes"


def test_pasted_lines_are_added_together_or_each_fault_is_named(product: Product, place: PlanPlace) -> None:
    measure = kept(product, place)
    drawn = changing(window(place), measure, "paste")
    lines = f"paste-{measure.id}-0-lines"
    drawn.text_area(lines).set_value("2026-01; 81.2\n2026-02; much")
    drawn = press(drawn, "Add all of them")
    assert "Line 2, “2026-02; much”: The reading is not a number" in everything(drawn)
    assert values(product, place) == []
    drawn.text_area(lines).set_value("2026-01; 81.2\n2026-02; 80")
    press(drawn, "Add all of them")
    assert values(product, place) == [81.2, 80.0]


def test_a_correction_keeps_what_was_read_and_limits_are_drawn_anew_with_a_reason(
    product: Product, place: PlanPlace
) -> None:
    measure = kept(product, place)
    read(product, place, measure, *STEADY)
    last = measures.of_place(product, place)[0].readings[-1]
    drawn = changing(window(place), measure, "correct")
    type_in(drawn, **{f"{last.id}-value": "79.9"})
    drawn = press(drawn, "Save the correction")
    (one,) = measures.of_place(product, place)
    assert measures.revised_from(product, place.organisation_id, one.readings) == {last.id: [79.4]}
    drawn = changing(drawn, measure, "anew")
    name = f"anew-{measure.id}-0"
    drawn.text_input(f"{name}-period").set_value("2025-07")
    drawn.text_input(f"{name}-reason").set_value("A new contractor")
    drawn = press(drawn, "Draw limits anew")
    assert "who decided it" in everything(drawn)
    drawn.text_input(f"{name}-who").set_value("The board")
    press(drawn, "Draw limits anew")
    assert [limits.reason for limits in measures.of_place(product, place)[0].drawn_anew] == ["A new contractor"]


def test_what_is_typed_is_text_and_an_ended_measure_says_why(product: Product, place: PlanPlace) -> None:
    measure = kept(product, place, share(name="**Bold** <b>x</b> [a](b)"))
    drawn = changing(window(place), measure, "end")
    assert any(r"\*\*Bold\*\*" in one.label for one in drawn.expander)
    drawn.text_input(f"end-{measure.id}-why").set_value("Nobody looks at it")
    drawn = opened(press(drawn, "End it"), f"measures-ended-{place.key}")
    assert "Nobody looks at it" in everything(drawn)
    assert measures.of_place(product, place) == []
