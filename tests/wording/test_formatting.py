"""How numbers, dates and lists are written."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from journey.wording import formatting


def test_dates_and_times_are_written_in_full() -> None:
    assert formatting.month_and_year(date(2026, 11, 21)) == "November 2026"
    assert formatting.day(date(2026, 3, 1)) == "1 March 2026"
    assert formatting.clock(datetime(2026, 3, 1, 9, 5, tzinfo=UTC)) == "09:05"


@pytest.mark.parametrize(("text", "short"), [("a\n b", "a b"), ("x" * 80, "x" * 80), ("x" * 81, "x" * 79 + "…")])
def test_a_long_text_is_shortened_to_eighty_signs_on_one_line(text: str, short: str) -> None:
    assert formatting.shortened(text) == short


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_parts_are_listed_as_one_says_them(parts: list[str], text: str) -> None:
    assert formatting.listed(parts) == text


def test_counts_are_words_up_to_ten_and_agree_with_their_noun() -> None:
    assert [formatting.count(n, "pitfall") for n in (0, 1, 2, 10, 11)] == [
        "no pitfalls", "one pitfall", "two pitfalls", "ten pitfalls", "11 pitfalls",
    ]  # fmt: skip
    assert formatting.count(3, "pitfall is", "pitfalls are") == "three pitfalls are"


def test_a_capital_leaves_the_rest_as_it_is() -> None:
    assert [formatting.capital(text) for text in ("", "one PDF", "Éire")] == ["", "One PDF", "Éire"]


@pytest.mark.parametrize(
    ("number", "text"), [(0.614, "+0.61"), (-0.245, "−0.25"), (0.0, "0.00"), (0.004, "0.00"), (-0.004, "0.00")]
)
def test_a_difference_has_its_sign_and_what_rounds_to_nothing_has_none(number: float, text: str) -> None:
    assert formatting.signed(number) == text


def test_small_numbers_are_words_and_large_ones_figures() -> None:
    assert [formatting.number(value) for value in (0, 2, 10, 11, 1200)] == ["no", "two", "ten", "11", "1,200"]
