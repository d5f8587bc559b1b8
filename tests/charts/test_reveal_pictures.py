"""What a room answered, drawn: every person counted, the finding in words, readable at any width, light and dark."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import get_args

import altair as alt
import pytest
import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.charts import Drawn, ThemeName, reveal_chart
from journey.charts.kit.theme import PALETTES
from journey.model import EarlierMedian, Option, QuestionKind
from journey.rules.distribution import MOST_DOTS
from journey.wording.room_questions import options
from tests.charts.reading import behind, boxes, clashes, contrast, marks, svg, texts
from tests.steps.results import levels

NARROW, WIDE = 288, 720
WIDTHS = (284, NARROW, 320, 500, 643, 644, WIDE, 1000)
THEMES: tuple[ThemeName, ...] = get_args(ThemeName)
TEXT = "When we act on weak performance, we go back and check that it worked."
LONG = "Ask everybody who works with residents what they would change first, and say within a month what came of it."
BEFORE = EarlierMedian("The third round, after the new chief executive had come and everybody had been asked", 2)
PRIORITIES = (Option("a", LONG), Option("b", "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3), Option("c", "ICT"))


def of_statement(theme: ThemeName, result: Mapping[str, int], before: EarlierMedian | None = None) -> Drawn:
    return reveal_chart(QuestionKind.STATEMENT, TEXT, (), result, theme, before)


def of_choices(theme: ThemeName, kind: QuestionKind, result: Mapping[str, int]) -> Drawn:
    offered = options(kind, statement=None, offered=PRIORITIES)
    return reveal_chart(kind, TEXT, offered, result, theme)


def pictures(theme: ThemeName) -> dict[str, Drawn]:
    """All kinds, with few and with many."""
    return {
        "two camps": of_statement(theme, levels(2, 3, 1, 5)),
        "one": of_statement(theme, levels(0, 0, 1, 0)),
        "before": of_statement(theme, levels(2, 3, 1, 5, dont_know=2, not_applicable=1), BEFORE),
        "before at the median": of_statement(theme, levels(1, 4, 0, 0), EarlierMedian("Autumn 2025", 2)),
        "most dots": of_statement(theme, levels(MOST_DOTS, 0, 0, 0)),
        "bars": of_statement(theme, levels(MOST_DOTS, 0, 120, 2000)),
        "pitfall": of_choices(theme, QuestionKind.PITFALL, {"avoided": 3, "partly": 6}),
        "priorities": of_choices(theme, QuestionKind.PRIORITY, {"a": 3, "b": 24}),
        "fist": of_choices(theme, QuestionKind.FIST, {"5": 2, "3": 1234, "2": 1}),
        "on time": of_choices(theme, QuestionKind.ON_TIME, {"4": 1}),
    }


DRAWN = {theme: pictures(theme) for theme in THEMES}
NAMES = tuple(DRAWN["light"])


@pytest.mark.parametrize("name", NAMES)
def test_no_text_lies_on_another_or_on_a_symbol_and_nothing_leaves_the_frame(name):
    for width in WIDTHS:
        assert not list(clashes(DRAWN["light"][name], width)), width


@pytest.mark.parametrize("name", NAMES)
def test_both_themes_lay_the_picture_out_alike(name):
    light, dark = (
        [(mark["share"], mark["px"], mark["y"]) for layer in range(4) for mark in marks(DRAWN[theme][name], layer)]
        for theme in THEMES
    )
    assert light == dark


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_valid_vega_lite_and_a_png(name):
    chart = DRAWN["dark"][name].chart
    assert chart is not None
    alt.LayerChart.from_dict(chart.to_dict(), validate=True)
    assert chart.to_dict()["autosize"]["type"] == "fit-x"
    assert vl_convert.vegalite_to_png({**chart.to_dict(), "width": NARROW}).startswith(b"\x89PNG")


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", NAMES)
def test_texts_and_marks_stand_out_from_the_page(name, theme, width):
    drawn, page = DRAWN[theme][name], PALETTES[theme].page
    cells = boxes(drawn, "rects", width)
    for box in boxes(drawn, "texts", width):
        assert contrast(box.mark["fill"], behind(box, cells, page)) >= 4.5, box
        assert box.mark["size"] >= (14 if width == WIDE else 13)
    for box in (*boxes(drawn, "shapes", width), *cells):
        assert contrast(box.mark["fill"], page) >= 3, box


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("counts", [(2, 3, 1, 5), (0, 0, 0, 1), (MOST_DOTS, 0, 0, 0), (20, 9, 2, 17), (0, 8, 9, 1)])
def test_each_person_is_a_dot_over_their_level(counts, width):
    drawn = of_statement("light", levels(*counts, dont_know=4))
    dots = [box for box in boxes(drawn, "shapes", width) if box.mark["shape"] == "circle"]
    quarter = (width - 4) / 4
    assert tuple(sum(int((box.left + box.right) / 2 // quarter) == at for box in dots) for at in range(4)) == counts
    for number, one in enumerate(dots):
        assert not any(one.touches(other, spare=0.1) for other in dots[number + 1 :])


def test_bars_are_as_long_as_what_they_count():
    drawn = of_statement("light", levels(50, 0, 100, 25))
    bars = [box.bottom - box.top for box in boxes(drawn, "rects", WIDE)]
    assert [round(tall / max(bars), 2) for tall in bars] == [0.5, 1, 0.25]
    chosen = of_choices("light", QuestionKind.FIST, {"5": 2, "4": 4, "0": 1})
    long = [box.right - box.left for box in boxes(chosen, "rects", WIDE)]
    assert [round(one / max(long), 2) for one in long] == [0.5, 1, 0.25]


def test_the_median_and_the_earlier_one_are_shapes_under_their_levels_with_words():
    drawn = of_statement("light", levels(0, 1, 5, 1), EarlierMedian("Autumn 2025", 2))
    quarter = (WIDE - 4) / 4
    at = {
        box.mark["shape"]: int((box.left + box.right) / 2 // quarter) + 1
        for box in reversed(boxes(drawn, "shapes", WIDE))
        if box.mark["shape"] != "circle"
    }
    assert at == {"triangle-up": 3, "diamond": 2}
    assert {"median", "median in Autumn 2025"} <= set(texts(svg(drawn, NARROW)))
    assert "In Autumn 2025 the median was 2, now it is 3." in drawn.takeaway


def test_those_who_gave_no_level_are_told_beside_the_dots():
    drawn = of_statement("light", levels(0, 1, 5, 1, dont_know=2, not_applicable=1))
    said = " ".join(texts(svg(drawn, NARROW)))
    assert "2 “I don’t know”, 1 “Does not apply here”" in said


@pytest.mark.parametrize("name", NAMES)
def test_words_and_table_carry_all_of_the_picture(name):
    drawn = DRAWN["light"][name]
    assert drawn.alt.startswith(TEXT)
    assert drawn.alt.endswith(drawn.takeaway)
    assert drawn.takeaway.endswith(".")
    shown = {text for text in texts(svg(drawn, WIDE)) if text.isdigit()}
    assert shown <= {*drawn.table["How many"], "1", "2", "3", "4"}


def test_priorities_are_in_the_order_of_their_dots():
    drawn = of_choices("light", QuestionKind.PRIORITY, {"a": 3, "c": 7})
    assert list(drawn.table["Choice"]) == ["ICT", LONG, PRIORITIES[1].text]
    assert list(drawn.table["How many"]) == ["7", "3", "0"]


@pytest.mark.parametrize("kind", QuestionKind)
def test_where_nobody_answered_there_are_words_and_no_picture(kind):
    drawn = reveal_chart(kind, TEXT, options(kind, statement=None, offered=PRIORITIES), {}, "light")
    assert drawn.chart is None
    assert drawn.takeaway == "Nobody has answered."


many = st.integers(0, 60)


@settings(max_examples=30, deadline=None)
@given(st.tuples(many, many, many, many), many, many, st.one_of(st.none(), st.integers(1, 4)))
def test_no_mix_of_answers_breaks_a_picture(counts, unsure, aside, earlier):
    before = EarlierMedian("Autumn 2025", earlier) if earlier else None
    drawn = of_statement("dark", levels(*counts, dont_know=unsure, not_applicable=aside), before)
    assert not re.search(r"\bNone\b|\bnan\b", drawn.takeaway + drawn.table.to_string())
    if drawn.chart is not None:
        assert json.dumps(drawn.chart.to_dict(), allow_nan=False)
        assert not [fault for width in (NARROW, WIDE) for fault in clashes(drawn, width)]
