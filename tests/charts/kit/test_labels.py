"""Texts are reckoned at least as wide as the served font sets them, and cut to the room there is."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.charts.kit.labels import fits, shorten, width, wrap
from tests.charts.reading import length

WRITTEN = string.ascii_letters + string.digits + " .,;:!?'’“”()[]/&%@+-−–—…·" + "\u00a0" + "éèâêîôûŵŷïÉÂÔÊŴŶüöäßÜ"
texts = st.text(WRITTEN, max_size=90)


@pytest.mark.parametrize("weight", [400, 600])
def test_no_letter_is_wider_than_reckoned(weight):
    wider = {letter for letter in WRITTEN if length(letter, 100, weight) > width(letter, 100) + 0.5}
    assert not wider


def test_what_is_reckoned_is_not_far_from_what_is_set():
    usual = "Front-line staff and councillors are asked for their view before the picture is settled."
    assert length(usual, 14, 400) < width(usual, 14) < 1.2 * length(usual, 14, 400)


@given(texts, st.integers(20, 300))
def test_wrapped_lines_fit_and_lose_nothing(text, room):
    lines = wrap(text, room, 14)
    assert all(length(line, 14, 600) <= room for line in lines if len(line) > 1)
    assert "".join("".join(lines).split(" ")) == "".join(text.split(" "))


@given(texts, st.integers(20, 300), st.integers(1, 3))
def test_a_text_is_cut_to_so_many_lines_and_says_so(text, room, most):
    lines = wrap(text, room, 14, most)
    assert len(lines) <= most
    assert (lines[-1][-1:] == "…") is (len(wrap(text, room, 14)) > most or text.rstrip(" ")[-1:] == "…")


def test_a_short_text_is_left_alone_and_a_long_one_is_shortened():
    assert shorten("Housing", 80, 14) == "Housing"
    assert shorten("Environmental health and trading standards", 100, 14) == "Environment…"


def test_a_word_is_broken_only_where_it_is_longer_than_a_line():
    assert wrap("Llanfairpwllgwyngyll council", 80, 14) == ["Llanfairpwl", "lgwyngyll", "council"]
    assert not fits("Llanfairpwllgwyngyll", 80, 14, lines=3)


def test_a_no_break_space_keeps_a_day_with_its_month():
    assert wrap("Closed 14\u00a0October", 90, 14) == ["Closed", "14\u00a0October"]


def test_an_empty_text_is_one_empty_line():
    assert wrap("", 80, 14) == [""]
