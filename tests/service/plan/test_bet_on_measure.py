"""Bets on a measure: a signal after the first step and a mean past the pledge, from real readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest

from journey.model import (
    Action,
    ActionContent,
    BetContent,
    BetOutcome,
    BetVerdict,
    CannotTell,
    Direction,
    Frequency,
    Measure,
    MeasureContent,
    Origin,
    Subject,
    SubjectKind,
    WithoutUs,
)
from journey.model.refusals import Refusal
from journey.service import Product, Refused
from journey.service.plan import actions, bets, measures
from journey.service.plan.measures import NewReading
from journey.service.plan.place import PlanPlace
from tests.steps.measured import STEADY
from tests.steps.rounds import start

YEAR = STEADY
"""Twelve steady months: mean 80.67, limits 75.54 and 85.79."""
BETTER, SAME = (86.0,) * 7, (80.0, 81.5) * 6
PLACED = datetime(2025, 1, 10, 12, tzinfo=UTC)
STEP = date(2025, 1, 20)


@dataclass(frozen=True)
class Kept:
    """A measure with a year of readings, and an action that should move it; a bet is placed in January 2025."""

    product: Product
    place: PlanPlace
    measure: Measure
    action: Action

    def bet(self, by: float = 3.0, due_on: date | None = None) -> None:
        then = replace(self.product, clock=lambda: PLACED)
        content = BetContent(Subject(SubjectKind.MEASURE, self.measure.id), by, due_on)
        bets.place(then, self.place, self.action.id, content, writer="laptop")

    def read(self, values: Sequence[float], year: int = 2025) -> None:
        for month, value in enumerate(values, start=1):
            # The first month after the step is February.
            period = date(year + month // 12, month % 12 + 1, 1) if year == 2025 else date(year, month, 1)
            new = NewReading(period, value)
            measures.add_reading(self.product, self.place.organisation_id, self.measure.id, new, writer="laptop")

    def outcome(self) -> BetOutcome:
        [one] = bets.of_place(self.product, self.place)
        return one.outcome


def kept(
    product: Product,
    direction: Direction = Direction.UP,
    step_on: date | None = STEP,
    frequency: Frequency = Frequency.MONTHLY,
) -> Kept:
    council, unit = start(product)
    place = PlanPlace(council.id, unit.id)
    content = MeasureContent("Answered in time", unit_name="%", direction=direction, target=85.0, frequency=frequency)
    measure = measures.add(product, place, content, writer="laptop")
    made = actions.add(product, place, ActionContent("Answer the same day"), origin=Origin.IDEA, writer="laptop")
    made = actions.advance(
        product,
        council.id,
        made.id,
        replace(made.progress, first_step_done_on=step_on),
        expected_version=made.version,
        writer="laptop",
    )
    found = Kept(product, place, measure, made)
    if frequency is Frequency.MONTHLY:
        found.read(YEAR, 2024)
    return found


def test_a_signal_after_the_first_step_and_a_mean_past_the_pledge_are_a_move(product: Product) -> None:
    here = kept(product)
    here.bet()
    here.read((*BETTER, *BETTER[:5]))
    found = here.outcome()
    assert (found.verdict, found.readings) == (BetVerdict.MOVED, 12)
    assert (found.before, found.after) == (pytest.approx(80.67, abs=0.01), 86.0)


def test_until_twelve_readings_or_its_day_it_is_open_so_that_early_wins_do_not_flatter(product: Product) -> None:
    here = kept(product)
    here.bet()
    here.read(BETTER)
    assert here.outcome().verdict is BetVerdict.OPEN


def test_with_a_day_the_readings_until_then_decide(product: Product) -> None:
    here = kept(product)
    here.bet(due_on=date(2025, 8, 31))
    here.read((*BETTER, 60.0, 60.0))
    assert here.outcome().verdict is BetVerdict.MOVED


def test_twelve_readings_without_a_signal_are_not_yet(product: Product) -> None:
    here = kept(product)
    here.bet()
    here.read(SAME)
    assert here.outcome().verdict is BetVerdict.NOT_YET


def test_a_signal_short_of_the_pledge_cannot_be_told(product: Product) -> None:
    here = kept(product)
    here.bet(by=8.0)
    here.read((*BETTER, *BETTER[:5]))
    assert (here.outcome().verdict, here.outcome().why) == (BetVerdict.CANNOT_TELL, CannotTell.SHORT_OF_PLEDGE)


def test_a_signal_the_wrong_way_is_not_yet(product: Product) -> None:
    here = kept(product, Direction.DOWN)
    here.bet()
    here.read((*BETTER, *BETTER[:5]))
    assert here.outcome().verdict is BetVerdict.NOT_YET


def test_a_move_without_a_first_step_was_without_us(product: Product) -> None:
    here = kept(product, step_on=None)
    here.bet()
    here.read((*BETTER, *BETTER[:5]))
    assert (here.outcome().verdict, here.outcome().without_us) == (BetVerdict.MOVED_WITHOUT_US, WithoutUs.FIRST_STEP)


def test_on_its_day_too_few_readings_cannot_tell(product: Product) -> None:
    here = kept(product)
    here.bet(due_on=date(2025, 4, 30))
    here.read((81.0, 80.0))
    assert (here.outcome().verdict, here.outcome().why) == (BetVerdict.CANNOT_TELL, CannotTell.TOO_FEW_READINGS)


def test_a_measure_that_is_read_by_quarters_has_no_limits_and_without_a_reading_there_is_no_bet(
    product: Product,
) -> None:
    here = kept(product, frequency=Frequency.QUARTERLY)
    with pytest.raises(Refused) as raised:
        here.bet()
    assert raised.value.code is Refusal.BET_NO_READINGS
    first = NewReading(date(2024, 10, 1), 80.0)
    measures.add_reading(product, here.place.organisation_id, here.measure.id, first, writer="laptop")
    here.bet(due_on=date(2025, 4, 30))
    assert (here.outcome().verdict, here.outcome().why) == (BetVerdict.CANNOT_TELL, CannotTell.NO_LIMITS)
