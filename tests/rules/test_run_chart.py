"""The run chart equals the published worked cases; each rule, and each edge of how many readings, by table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.model import (
    Direction,
    Enough,
    Frequency,
    LimitsFrom,
    MeasureContent,
    Reach,
    RunChart,
    SignalKind,
)
from journey.rules import run_chart
from tests.steps.measured import PUBLISHED, STEADY, readings, share

OUTSIDE, SIDE, STEPS, TWO = SignalKind


def chart(
    values: Sequence[float | None], content: MeasureContent | None = None, drawn_anew: Sequence[LimitsFrom] = ()
) -> RunChart:
    content = content or share()
    return run_chart.run_chart(content, readings(values, content.frequency), drawn_anew)


def found(values: Sequence[float | None]) -> list[tuple[SignalKind, bool, int, int]]:
    """The signals after the steady year, whose numbers begin at 12."""
    signals = chart([*STEADY, *values]).signals
    return [(one.kind, one.is_up, one.first, one.last) for one in signals]


def test_the_worked_case() -> None:
    (limits,) = chart(STEADY).limits
    assert round(limits.mean, 2) == 80.67
    assert round(limits.moving_range, 3) == 1.927
    assert (round(limits.low, 2), round(limits.high, 2)) == (75.54, 85.79)
    assert (round(limits.inner_low, 2), round(limits.inner_high, 2)) == (77.25, 84.08)


def test_the_published_case_screened() -> None:
    mean, moving_range = run_chart.limits_of(list(map(float, PUBLISHED)))
    assert (round(mean, 2), round(moving_range, 2)) == (1.94, 1.0)
    assert round(mean - run_chart.OUTER * moving_range, 2) == -0.72
    assert round(mean + run_chart.OUTER * moving_range, 2) == 4.6


def test_the_published_case_unscreened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_chart, "SCREEN", float("1e6"))
    mean, moving_range = run_chart.limits_of(list(map(float, PUBLISHED)))
    assert round(moving_range, 2) == 1.88
    assert round(mean - run_chart.OUTER * moving_range, 2) == -3.06
    assert round(mean + run_chart.OUTER * moving_range, 2) == 6.95


@pytest.mark.parametrize(
    ("many", "enough", "limits", "is_trial"),
    [
        (0, Enough.TOO_FEW, 0, False),
        (5, Enough.TOO_FEW, 0, False),
        (6, Enough.TRIAL, 1, True),
        (11, Enough.TRIAL, 1, True),
        (12, Enough.ENOUGH, 1, False),
        (13, Enough.ENOUGH, 1, False),
    ],
)
def test_how_many_readings_tell_how_much(many: int, enough: Enough, limits: int, is_trial: bool) -> None:
    drawn = chart([*STEADY, 80][:many])
    assert drawn.enough is enough
    assert [one.is_trial for one in drawn.limits] == [is_trial] * limits


def test_with_trial_limits_nothing_is_a_signal() -> None:
    assert chart([80, 81, 80, 81, 80, 81, 80, 81, 80, 81, 300]).signals == []


def test_limits_stay_those_of_the_first_twelve() -> None:
    assert chart([*STEADY, 50, 60, 70]).limits[0].mean == chart(STEADY).limits[0].mean


@pytest.mark.parametrize("frequency", [Frequency.QUARTERLY, Frequency.YEARLY])
def test_by_quarter_and_year_there_are_no_limits(frequency: Frequency) -> None:
    drawn = chart([*STEADY, 0], share(frequency=frequency))
    assert (drawn.enough, drawn.limits, drawn.signals) == (Enough.TOO_SELDOM, (), ())


def test_by_week_there_are() -> None:
    assert chart(STEADY, share(frequency=Frequency.WEEKLY)).enough is Enough.ENOUGH


@pytest.mark.parametrize(
    ("after", "signals"),
    [
        ([76.8], []),
        ([75.55], []),
        ([75.5], [(OUTSIDE, False, 12, 12)]),
        ([85.78], []),
        ([85.8], [(OUTSIDE, True, 12, 12)]),
        ([90.0, 91.0], [(OUTSIDE, True, 12, 13)]),
        # Seven on one side: the last of the steady year is below the mean, so six more make seven.
        ([80.5, 80.4, 80.5, 80.4, 80.5], []),
        ([80.5, 80.4, 80.5, 80.4, 80.5, 80.4], [(SIDE, False, 11, 17)]),
        ([80.7] * 6, []),
        ([80.7] * 7, [(SIDE, True, 12, 18)]),
        ([80.7] * 9, [(SIDE, True, 12, 20)]),
        # Six steps, from the last of the steady year at 79.4 on.
        ([79.5, 79.9, 80.3, 81.0, 81.1], []),
        ([79.5, 79.9, 80.3, 81.0, 81.1, 81.2], [(STEPS, True, 11, 17)]),
        ([79.5, 79.9, 80.3, 80.3, 81.1, 81.2], []),
        # Two of three beyond the inner line, all three on that side.
        ([84.2, 84.2], []),
        ([84.2, 81.0, 84.2], [(TWO, True, 12, 14)]),
        ([84.2, 80.0, 84.2], []),
        ([84.0, 81.0, 84.2], []),
        ([77.0, 80.0, 77.0], [(TWO, False, 12, 14)]),
        # A month without a reading breaks a row.
        ([80.7, 80.7, 80.7, None, 80.7, 80.7, 80.7, 80.7], []),
        ([79.5, 79.9, None, 80.3, 81.0, 81.1, 81.2], []),
        ([84.2, None, 84.2, 84.2], []),
    ],
)
def test_each_rule(after: list[float | None], signals: list[tuple[SignalKind, bool, int, int]]) -> None:
    assert found(after) == signals


def test_a_reading_on_the_mean_is_on_neither_side() -> None:
    flat = [1.0, 3.0] * 6
    assert chart([*flat, *[2.0] * 9]).signals == []


def test_no_moving_range_is_taken_over_a_month_without_a_reading() -> None:
    assert run_chart.limits_of([1.0, 2.0, None, 50.0, 51.0]) == (26.0, 1.0)


@pytest.mark.parametrize(
    ("fields", "reach"),
    [
        ({"target": 82}, Reach.BY_LUCK),
        ({"target": 87}, Reach.NOT_WITHOUT_CHANGE),
        ({"target": 75}, Reach.ALWAYS),
        ({"target": None}, None),
        ({"target": 87, "direction": Direction.DOWN}, Reach.ALWAYS),
        ({"target": 75, "direction": Direction.DOWN}, Reach.NOT_WITHOUT_CHANGE),
        ({"target": 80, "direction": Direction.DOWN}, Reach.BY_LUCK),
        ({"target": 70, "upper": 90, "direction": Direction.WITHIN}, Reach.ALWAYS),
        ({"target": 78, "upper": 90, "direction": Direction.WITHIN}, Reach.BY_LUCK),
        ({"target": 90, "upper": 95, "direction": Direction.WITHIN}, Reach.NOT_WITHOUT_CHANGE),
    ],
)
def test_whether_the_target_is_met_while_nothing_changes(fields: dict[str, object], reach: Reach | None) -> None:
    assert chart(STEADY, share(**fields)).reach is reach
    assert chart(STEADY[:11], share(**fields)).reach is None


def drawn_from(period: date) -> LimitsFrom:
    return LimitsFrom(1, period, "A new contractor", "The board", datetime(2025, 3, 1, tzinfo=UTC))


def test_limits_drawn_anew_begin_at_their_period_and_the_old_ones_stay() -> None:
    anew = [drawn_from(date(2025, 1, 1))]
    values = [*STEADY, *[value + 10 for value in STEADY]]
    first, second = chart(values, share(), anew).limits
    assert (first.first, first.last, second.first, second.last) == (0, 11, 12, 23)
    assert round(second.mean - first.mean, 6) == 10
    assert chart(values, share(), anew).signals == []
    assert any(signal.kind is OUTSIDE for signal in chart(values).signals)


def test_limits_drawn_anew_need_readings_enough_of_their_own() -> None:
    anew = [drawn_from(date(2025, 1, 1))]
    assert chart([*STEADY, *[90] * 5], share(), anew).enough is Enough.TOO_FEW
    assert chart([*STEADY, *[90, 91] * 3], share(), anew).enough is Enough.TRIAL
    assert [one.is_trial for one in chart([*STEADY, *[90, 91] * 3], share(), anew).limits] == [False, True]


@pytest.mark.parametrize(("many", "enough"), [(23, Enough.SEASON_TOO_SHORT), (24, Enough.ENOUGH)])
def test_a_seasonal_measure_is_held_against_the_year_before_from_two_years_on(many: int, enough: Enough) -> None:
    swing = [60 + 3 * month for month in range(12)]
    values = [value + one for value, one in zip(swing * 2, STEADY * 2, strict=True)]
    drawn = chart(values[:many], share(is_share=False, is_seasonal=True))
    assert drawn.enough is enough
    assert not drawn.signals
    assert list(drawn.year_before)[11:13] == [None, 0]


def test_of_a_seasonal_measure_a_month_unlike_that_of_the_year_before_is_a_signal() -> None:
    swing = [60 + 10 * month for month in range(12)]
    values = [swing[month % 12] + (month % 3) for month in range(26)]
    content = share(is_share=False, is_seasonal=True)
    assert not chart(values, content).signals
    assert [one.kind for one in chart([*values, 200], content).signals] == [OUTSIDE]


def test_what_a_bet_on_a_measure_asks() -> None:
    drawn = chart([*STEADY, *[84.0] * 7])
    assert [one.kind for one in run_chart.began_after(drawn, date(2024, 12, 15), is_up=True)] == [SIDE]
    assert not run_chart.began_after(drawn, date(2024, 12, 15), is_up=False)
    assert not run_chart.began_after(drawn, date(2025, 1, 1), is_up=True)
    assert run_chart.recent_mean(drawn) == 84.0
    assert run_chart.recent_mean(chart(STEADY[:6])) is None
    assert run_chart.readings_after(drawn, date(2024, 12, 15)) == 7


def test_the_signal_of_now_is_one_that_the_last_reading_is_part_of() -> None:
    assert chart([*STEADY, 95, 80]).now is None
    signal = chart([*STEADY, 80, 95]).now
    assert signal is not None
    assert signal.kind is OUTSIDE


values = st.lists(st.integers(-400, 400).map(lambda number: number / 4), min_size=12, max_size=40)


@given(values, st.integers(-100, 100), st.sampled_from([0.5, 2.0, 8.0]))
def test_shifted_and_stretched_readings_have_shifted_and_stretched_limits(
    read: list[float], shift: int, stretch: float
) -> None:
    plain = chart(read, share(is_share=False, target=None))
    other = chart([value * stretch + shift for value in read], share(is_share=False, target=None))
    for one, two in zip(plain.limits, other.limits, strict=True):
        for name in ("mean", "low", "high", "inner_low", "inner_high"):
            assert getattr(two, name) == pytest.approx(getattr(one, name) * stretch + shift, abs=1e-6)


@pytest.mark.parametrize(("shift", "least", "most"), [(0.0, 0.26, 0.33), (1.0, 0.71, 0.79), (2.0, 0.98, 1.0)])
def test_how_often_chance_makes_a_signal_and_how_often_a_true_shift_does(
    shift: float, least: float, most: float
) -> None:
    """Within twelve months after limits were fixed on twelve, in standard deviations: about 30, 75 and 99 %."""
    random, content, found = np.random.default_rng(12), share(is_share=False, target=None), 0
    for _ in range(1500):
        drawn = random.normal(0, 1, 24) + shift * (np.arange(24) >= 12)
        read = readings([round(float(value), 3) for value in drawn])
        found += any(signal.last >= 12 for signal in run_chart.run_chart(content, read).signals)
    assert least <= found / 1500 <= most
