"""Numbers as people write them."""

from __future__ import annotations

import pytest

from journey.wording.numbers import is_number, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("81.2", 81.2),
        ("81,2", 81.2),
        (" 81.2 % ", 81.2),
        ("1,250", 1250),
        ("1,250.5", 1250.5),
        ("1 250", 1250),
        ("1,250,000", 1250000),
        ("0,125", 0.125),
        ("12,3456", 12.3456),
        ("−3.5", -3.5),
        ("-3,5", -3.5),
        (".5", 0.5),
        ("£1,250", 1250),
        ("0", 0),
    ],
)
def test_what_is_read(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    "text", ["soon", "nan", "inf", "1e5", "1.2.3", "1,25,000", "1,2,3", "--3", "12 apples", "٣", "1" * 41, "%", "."]
)
def test_what_is_refused(text: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert not is_number(number)
