"""Measures and readings: few, read once a period, refused in words where they do not fit, never overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import inf, nan
from threading import Barrier

import pytest

from journey.model import (
    ActionContent,
    Direction,
    Enough,
    Frequency,
    Light,
    Measure,
    MeasureContent,
    Origin,
    Reading,
    Subject,
    SubjectKind,
)
from journey.model.refusals import Refusal
from journey.service import Conflict, NotFound, Product
from journey.service.plan import actions, measures
from journey.service.plan.measures import NewReading
from journey.service.plan.place import PlanPlace
from journey.service.refused import Refused
from journey.wording import measures as words
from journey.wording.days import NO_DAY
from tests.steps.measured import STEADY, share
from tests.steps.rounds import start

JANUARY = date(2026, 1, 1)
CONTENT = share()
SECTION = Subject(SubjectKind.SECTION, "stock", "small")


@pytest.fixture
def place(product: Product) -> PlanPlace:
    council, unit = start(product)
    return PlanPlace(council.id, unit.id)


@pytest.fixture
def measure(product: Product, place: PlanPlace) -> Measure:
    return measures.add(product, place, CONTENT, writer="laptop")


def read(product: Product, place: PlanPlace, measure: Measure, period: date, value: float, note: str = "") -> Reading:
    new = NewReading(period, value, note=note)
    return measures.add_reading(product, place.organisation_id, measure.id, new, writer="laptop")


def code_of(act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_a_measure_is_kept_as_it_was_given(product: Product, place: PlanPlace, measure: Measure) -> None:
    (one,) = measures.of_place(product, place)
    assert one.measure.content == CONTENT
    assert (one.light, one.is_exception, one.chart.enough) == (Light.NO_READING, False, Enough.TOO_FEW)


def test_a_share_counts_per_cent_without_being_told(product: Product, place: PlanPlace) -> None:
    kept = measures.add(product, place, share(name="Calls answered", unit_name=""), writer="laptop")
    assert kept.content.unit_name == "%"


def test_readings_make_lights_limits_and_signals(product: Product, place: PlanPlace, measure: Measure) -> None:
    for number, value in enumerate([*STEADY, 76.8]):
        read(product, place, measure, date(2024 + number // 12, number % 12 + 1, 15), value)
    (one,) = measures.of_place(product, place)
    assert [reading.period.day for reading in one.readings] == [1] * 13
    assert (one.chart.enough, one.signal) == (Enough.ENOUGH, None)
    assert one.is_late
    then = replace(product, clock=lambda: datetime(2025, 2, 3, 9, tzinfo=UTC))
    (one,) = measures.of_place(then, place)
    assert (one.light, one.is_exception, one.signal) == (Light.EXCEPTION, True, None)


def test_a_measure_that_was_never_read_is_an_exception_once_its_first_reading_is_late(
    product: Product, place: PlanPlace, measure: Measure
) -> None:
    assert not measures.get(product, place.organisation_id, measure.id).is_exception
    later = replace(product, clock=lambda: product.clock() + timedelta(days=80))
    one = measures.get(later, place.organisation_id, measure.id)
    assert (one.light, one.is_late, one.is_exception) == (Light.NO_READING, True, True)
    assert words.sentence(one).endswith("and it is late. Ask whoever reads it for it.")


def test_a_unit_and_a_measure_have_their_limits(
    product: Product, place: PlanPlace, measure: Measure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measures, "MOST_MEASURES", 1)
    monkeypatch.setattr(measures, "MOST_READINGS", 1)
    add = lambda: measures.add(product, place, share(name="b"), writer="laptop")  # noqa: E731
    assert code_of(add) is Refusal.MEASURES_FULL
    read(product, place, measure, JANUARY, 80)
    assert code_of(lambda: read(product, place, measure, date(2026, 2, 1), 80)) is Refusal.READINGS_FULL


def test_exceptions_come_first_then_signals(product: Product, place: PlanPlace) -> None:
    names = ("calm", "signal", "exception")
    kept = {name: measures.add(product, place, share(name=name), writer="laptop") for name in names}
    for name, last in zip(names, (82, 95, 70), strict=True):
        for number, value in enumerate([*STEADY, last]):
            read(product, place, kept[name], date(2025 + number // 12, number % 12 + 1, 1), value)
    then = replace(product, clock=lambda: datetime(2026, 2, 3, 9, tzinfo=UTC))
    assert [one.measure.content.name for one in measures.of_place(then, place)] == ["exception", "signal", "calm"]


def test_a_measure_may_be_tied_to_an_action_or_a_section(product: Product, place: PlanPlace) -> None:
    action = actions.add(product, place, ActionContent("Let homes sooner"), origin=Origin.IDEA, writer="laptop")
    measures.add(product, place, share(name="a", action_id=action.id), writer="laptop")
    measures.add(product, place, share(name="b", section=SECTION), writer="laptop")
    assert [one.measure.content.name for one in measures.of_action(product, place, action.id)] == ["a"]
    assert [one.measure.content.name for one in measures.of_section(product, place, SECTION)] == ["b"]
    with pytest.raises(NotFound):
        measures.add(product, place, share(name="c", action_id="nowhere"), writer="laptop")


@pytest.mark.parametrize("of", ["action", "section"])
def test_an_action_or_a_section_carries_a_few(product: Product, place: PlanPlace, of: str) -> None:
    action = actions.add(product, place, ActionContent("Let homes sooner"), origin=Origin.IDEA, writer="laptop")
    tie = {"action_id": action.id} if of == "action" else {"section": SECTION}
    kept = [
        measures.add(product, place, share(name=f"{number}", **tie), writer="laptop")
        for number in range(measures.A_FEW)
    ]
    sixth = share(name="one more", **tie)
    assert code_of(lambda: measures.add(product, place, sixth, writer="laptop")) is Refusal.MEASURES_A_FEW
    measures.change(
        product, place.organisation_id, kept[0].id, share(name="0", **tie, owner="Head"), expected_version=1,
        writer="laptop",
    )  # fmt: skip
    measures.end(product, place.organisation_id, kept[1].id, why="Nobody looks", expected_version=1, writer="laptop")
    measures.add(product, place, sixth, writer="laptop")
    assert [one.measure.ended_why for one in measures.ended(product, place)] == ["Nobody looks"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": " "}, Refusal.PLAN_TEXT_MISSING),
        ({"name": "x" * 121}, Refusal.PLAN_TEXT_TOO_LONG),
        ({"unit_name": "x" * 41}, Refusal.PLAN_TEXT_TOO_LONG),
        ({"criteria": {"relevant": "x" * 301}}, Refusal.PLAN_TEXT_TOO_LONG),
        ({"target": nan}, Refusal.NUMBER_UNREADABLE),
        ({"target": inf}, Refusal.NUMBER_UNREADABLE),
        ({"is_share": False, "target": 1e13}, Refusal.NUMBER_TOO_LARGE),
        ({"target": 101}, Refusal.SHARE_OUT_OF_RANGE),
        ({"tolerance": -1}, Refusal.TOLERANCE_NEGATIVE),
        ({"target": None}, Refusal.TOLERANCE_WITHOUT_TARGET),
        ({"direction": Direction.WITHIN}, Refusal.BAND_UNCLEAR),
        ({"direction": Direction.WITHIN, "upper": 70}, Refusal.BAND_UNCLEAR),
        ({"agreed_on": NO_DAY}, Refusal.PLAN_DAY_UNREADABLE),
        ({"name": "empty homes LET within four weeks"}, Refusal.MEASURE_NAMED_ALREADY),
    ],
)
def test_what_is_refused_of_a_measure(
    product: Product, place: PlanPlace, measure: Measure, fields: dict[str, object], code: Refusal
) -> None:
    content = share(**{"name": "Another"} | fields)
    assert code_of(lambda: measures.add(product, place, content, writer="laptop")) is code
    assert len(measures.of_place(product, place)) == 1


@pytest.mark.parametrize(
    ("period", "value", "code"),
    [
        (None, 80, Refusal.PERIOD_UNREADABLE),
        (NO_DAY, 80, Refusal.PERIOD_UNREADABLE),
        (date(2099, 1, 1), 80, Refusal.PERIOD_TO_COME),
        (JANUARY, None, Refusal.READING_MISSING),
        (JANUARY, nan, Refusal.NUMBER_UNREADABLE),
        (JANUARY, -0.1, Refusal.SHARE_OUT_OF_RANGE),
        (JANUARY, 100.1, Refusal.SHARE_OUT_OF_RANGE),
    ],
)
def test_what_is_refused_of_a_reading(
    product: Product, place: PlanPlace, measure: Measure, period: date | None, value: float | None, code: Refusal
) -> None:
    new = NewReading(period, value)
    add = lambda: measures.add_reading(product, place.organisation_id, measure.id, new, writer="laptop")  # noqa: E731
    assert code_of(add) is code


def test_several_readings_are_written_down_together_or_not_at_all(
    product: Product, place: PlanPlace, measure: Measure
) -> None:
    good, bad = NewReading(JANUARY, 80), NewReading(date(2026, 2, 1), 200)
    with pytest.raises(Refused):
        measures.add_readings(product, place.organisation_id, measure.id, [good, bad], writer="laptop")
    assert not measures.of_place(product, place)[0].readings


def test_how_often_it_is_read_stays_once_there_are_readings(
    product: Product, place: PlanPlace, measure: Measure
) -> None:
    read(product, place, measure, JANUARY, 80)
    weekly = replace(CONTENT, frequency=Frequency.WEEKLY)
    change: Callable[[MeasureContent], Measure] = lambda content: measures.change(  # noqa: E731
        product, place.organisation_id, measure.id, content, expected_version=1, writer="laptop"
    )
    assert code_of(lambda: change(weekly)) is Refusal.FREQUENCY_HAS_READINGS
    assert change(replace(CONTENT, owner="Head of homes")).content.owner == "Head of homes"


def test_a_revision_keeps_what_was_read_before(product: Product, place: PlanPlace, measure: Measure) -> None:
    first = read(product, place, measure, JANUARY, 80)
    for seen, value in ((1, 81.5), (2, 82.0)):
        measures.change_reading(
            product, place.organisation_id, replace(first, value=value), expected_version=seen, writer="laptop",
            why="The final count",
        )  # fmt: skip
    (one,) = measures.of_place(product, place)
    assert measures.revised_from(product, place.organisation_id, one.readings) == {first.id: [80.0, 81.5]}
    events = measures.history(product, place.organisation_id, first.id)
    assert {event.why for event in events if event.field == "value"} == {"The final count"}


def test_limits_are_drawn_anew_by_a_person_with_a_reason(product: Product, place: PlanPlace, measure: Measure) -> None:
    def draw(period: date, reason: str = "A new contractor", by: str = "The board") -> None:
        measures.draw_limits_anew(
            product, place.organisation_id, measure.id, period=period, reason=reason, decided_by=by
        )

    assert code_of(lambda: draw(JANUARY)) is Refusal.LIMITS_WITHOUT_READINGS
    read(product, place, measure, JANUARY, 80)
    assert code_of(lambda: draw(JANUARY, reason=" ")) is Refusal.PLAN_TEXT_MISSING
    assert code_of(lambda: draw(JANUARY, by="")) is Refusal.PLAN_TEXT_MISSING
    draw(date(2026, 1, 20))
    assert code_of(lambda: draw(JANUARY)) is Refusal.LIMITS_DRAWN_ALREADY
    (limits,) = measures.of_place(product, place)[0].drawn_anew
    assert (limits.period, limits.reason, limits.decided_by) == (JANUARY, "A new contractor", "The board")


@pytest.mark.both_databases
def test_two_who_revise_one_reading_do_not_overwrite_each_other(
    product: Product, place: PlanPlace, measure: Measure
) -> None:
    first = read(product, place, measure, JANUARY, 80)
    change: Callable[[float], object] = lambda value: measures.change_reading(  # noqa: E731
        product, place.organisation_id, replace(first, value=value), expected_version=1, writer="laptop"
    )
    change(81)
    with pytest.raises(Conflict) as conflict:
        change(90)
    assert isinstance(conflict.value.stored, Reading)
    assert conflict.value.stored.value == 81


@pytest.mark.both_databases
def test_two_readings_of_one_period_at_once_are_one_and_a_conflict_that_shows_it(
    product: Product, place: PlanPlace, measure: Measure
) -> None:
    together = Barrier(4)

    def write(value: int) -> str:
        together.wait()
        try:
            read(product, place, measure, JANUARY, value)
        except Conflict as conflict:
            return f"there was {getattr(conflict.stored, 'value', None):.0f}"
        return f"wrote {value}"

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(write, (80, 81, 82, 83)))
    (won,) = [one for one in said if one.startswith("wrote")]
    assert sorted(set(said) - {won}) == [won.replace("wrote", "there was")]
    assert len(measures.of_place(product, place)[0].readings) == 1
