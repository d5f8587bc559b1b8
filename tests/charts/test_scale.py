"""The scale is true: in every picture with levels everything stands at its value, on one line from 1 to 4."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest

from journey import charts
from journey.charts import Drawn
from journey.charts.kit.scale import DOT, GAP
from journey.charts.kit.theme import PALETTES
from journey.model import LEVEL_NAMES, LEVELS
from journey.rules import findings, scoring
from tests.charts.reading import LAYERS, PADDING, Box, boxes, is_drawn, marks, svg, texts
from tests.charts.scale_pictures import answered_by, pictures
from tests.steps.chart_findings import TYPICAL, profile, questionnaire, section_of
from tests.steps.compared_findings import BREAKTHROUGHS, means_of, role_profile, roles, rounds
from tests.steps.compared_findings import line as trail

WIDTHS = (288, 320, 400, 704, 736, 1120)
PALETTE = PALETTES["light"]
ALL = pictures("light")
SILENT = {name: drawn for name, drawn in ALL.items() if "don’t know" in name}
"""Pictures of sections to which nobody gave a level."""
DRAWN = {name: drawn for name, drawn in ALL.items() if drawn.chart is not None and name not in SILENT}
NAMES = tuple(DRAWN)
OTHERWISE = {
    "change_heat_chart": "a grid of differences",
    "services_chart": "a grid",
    "stage_path_chart": "a grid",
    "journey_story_chart": "a grid in time",
    "services_over_time_chart": "the scale stands upright",
    "trail_chart": "the scale stands upright",
    "reveal_chart": "a column a level",
    "golden_thread_chart": "no levels: what serves what",
    "run_chart": "no levels: a measure has a scale of its own",
}
"""The charts whose levels do not lie along a line, and what they have instead."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An end of a mark: its layer, where it lies, what it stands for, and how far aside of that it was put."""

    layer: str
    mark: dict[str, Any]
    x: float
    value: float
    off: float


def placed(drawn: Drawn, width: int) -> list[Placed]:
    """All marks of a picture that stand for a value, at this width."""
    room, found = width - PADDING, []
    for number, layer in enumerate(LAYERS):
        for mark in marks(drawn, number):
            if not is_drawn(mark, room):
                continue
            for end in ("", "2"):
                if f"value{end}" in mark:
                    x = mark[f"share{end}"] * room + mark[f"px{end}"]
                    found.append(Placed(layer, mark, x, mark[f"value{end}"], mark.get(f"off{end}", 0)))
    return found


def line(drawn: Drawn, width: int) -> tuple[float, float]:
    """Where the numerals 1 and 4 stand, which every other place follows from."""
    numerals = {each.mark["text"]: each.x for each in placed(drawn, width) if each.mark.get("text") in ("1", "4")}
    return numerals["1"], numerals["4"]


def expected(drawn: Drawn, width: int, value: float) -> float:
    start, end = line(drawn, width)
    return start + (end - start) * (value - 1) / 3


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_everything_stands_at_its_value(name, width):
    drawn = DRAWN[name]
    on_line = placed(drawn, width)
    assert {"texts", "lines"} <= {each.layer for each in on_line}
    for each in on_line:
        assert each.x - each.off == pytest.approx(expected(drawn, width, each.value), abs=0.01), each
        assert abs(each.off) <= DOT / 2 or each.layer in ("texts", "lines"), each
        assert 1 <= each.value <= 4


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_a_numeral_on_the_line_is_the_number_of_its_place(name, width):
    numerals = [each for each in placed(DRAWN[name], width) if each.layer == "texts" and each.mark["weight"] == 600]
    head = numerals[: len(LEVELS)]
    assert [each.mark["text"] for each in head] == ["1", "2", "3", "4"]
    for each in numerals:
        assert float(each.mark["text"]) == pytest.approx(each.value, abs=0.06)
        is_ring = each.mark["align"] != "center"
        assert is_ring or not each.off


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_cells_run_from_cut_point_to_cut_point(name, width):
    cells = [box for box in boxes(DRAWN[name], "rects", width) if {"value", "value2"} <= box.mark.keys()]
    limits = [scoring.band_limits(level) for level in LEVELS]
    looks = {(PALETTE.filled, PALETTE.mark), (PALETTE.panel, PALETTE.empty), (PALETTE.panel, PALETTE.panel)}
    for box in cells:
        if (box.mark["fill"], box.mark["stroke"]) in looks:
            assert (box.mark["value"], box.mark["value2"]) in limits
            ends = [expected(DRAWN[name], width, box.mark[end]) for end in ("value", "value2")]
            assert (box.left, box.right) == pytest.approx(ends, abs=GAP)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_level_stands_over_its_cell(name, width):
    drawn = DRAWN[name]
    words = boxes(drawn, "texts", width)
    for level in LEVELS:
        first = LEVEL_NAMES[level].lower().split(" ")[0]
        over = next(box for box in words if box.mark["text"].split(" ")[0] == first)
        low, high = (expected(drawn, width, value) for value in scoring.band_limits(level))
        assert low <= (over.left + over.right) / 2 <= high
        assert over.left > low - DOT
        assert over.right < high + DOT


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_no_mark_on_the_line_is_without_a_value(name, width):
    """Whatever lies in a cell, or on the lines that run on from the numerals, says what it stands for."""
    drawn = DRAWN[name]
    cells = [box for box in boxes(drawn, "rects", width) if "value" in box.mark]
    start, end = line(drawn, width)
    for box in boxes(drawn, "shapes", width):
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        if start <= x <= end and any(cell.top <= y <= cell.bottom for cell in cells):
            assert "value" in box.mark, box


@pytest.mark.parametrize("width", [320, 736, 1120])
def test_numerals_stand_a_third_of_the_line_apart_in_the_drawn_picture(width):
    drawn = svg(DRAWN["home, full"], width)
    at = {text: float(x) for x, text in re.findall(r'translate\(([\d.]+),[\d.]+\)"[^>]*>([1-4])</text>', drawn)}
    long = at["4"] - at["1"]
    assert long > 0.4 * width
    assert [(at[level] - at["1"]) / long for level in "23"] == pytest.approx([1 / 3, 2 / 3], abs=0.001)


def test_every_chart_is_held_to_the_scale_or_has_none():
    held = {name.split(",")[0].split(" ")[0] for name in NAMES}
    as_charts = {name: f"{name}_chart" for name in held} | {"home": "journey_chart"}
    functions = {name for name in charts.__all__ if name.endswith("_chart")}
    assert functions == {as_charts[name] for name in held} | OTHERWISE.keys()


def dots(drawn: Drawn, width: int = 736) -> list[Box]:
    return [box for box in boxes(drawn, "shapes", width) if box.mark["shape"] == "circle" and "value" in box.mark]


def test_a_dot_is_the_index_and_a_square_the_answer_of_a_person():
    found = profile(TYPICAL)
    drawn = charts.profile_chart(questionnaire(), found, "light")
    assert [box.mark["value"] for box in dots(drawn)] == [score.index for score in found.sections]
    at = [box.mark["value"] for box in boxes(drawn, "shapes", 400) if box.mark["size"] == 81 and "value" in box.mark]
    assert sorted(at) == sorted(abs(level) for row in TYPICAL.values() for level in row if isinstance(level, int))


def test_an_answer_stands_under_its_own_numeral():
    """As a dot at 2.0 does: once it lay left of its own label."""
    drawn = charts.section_chart(*section_of((2, 2, 2, 2, 2, 2, 2)), "light")
    numeral = next(box for box in boxes(drawn, "texts", 736) if box.mark["text"] == "2")
    for dot in dots(drawn):
        assert (dot.left + dot.right) / 2 == pytest.approx((numeral.left + numeral.right) / 2, abs=0.01)


def test_a_score_from_one_answer_is_not_drawn_like_one_from_forty():
    [one] = dots(DRAWN["profile, one answer"])
    forty = dots(DRAWN["profile, forty"])[0]
    assert one.mark["dashed"]
    assert one.mark["fill"] == PALETTE.page
    assert "dashed" not in forty.mark
    assert forty.mark["fill"] == PALETTE.primary
    assert one.mark["size"] < forty.mark["size"] / 4
    said = texts(svg(DRAWN["profile, one answer"], 736))
    assert "one answer of seven" in said
    assert "3.0" in said
    assert "from two statements" in texts(svg(DRAWN["profile, quick check"], 736))


def test_an_index_beyond_what_can_be_relied_on_is_joined_to_it_and_the_key_says_why():
    drawn = DRAWN["home, full"]
    joins = [box for box in boxes(drawn, "lines", 736) if box.mark["stroke"] == PALETTE.primary]
    ends = [(box.mark["value"], round(box.mark["value2"], 2)) for box in joins]
    assert ends == [(3.25, 3.29), (2.5, 2.67)]
    assert "the average is further along than what can be relied on" in texts(svg(drawn, 736))


@pytest.mark.parametrize("width", WIDTHS)
def test_where_nothing_stands_on_the_scale_it_is_not_drawn(width):
    assert SILENT
    for drawn in SILENT.values():
        assert not placed(drawn, width)
        said = {box.mark["text"] for box in boxes(drawn, "texts", width)}
        assert "embedded" not in said
        assert any("don’t know" in text or "not enough" in text for text in said)


def test_the_key_names_nothing_that_is_not_in_the_picture():
    silent = texts(svg(charts.profile_chart(questionnaire(), profile({"Taking stock": ("dk",) * 7}), "light"), 736))
    assert not {text for text in silent if "index" in text or "relied" in text or "level" in text}
    quick = " ".join(texts(svg(DRAWN["profile, quick check"], 736)))
    assert "relied on" not in quick
    assert "indicative" in quick
    whole = " ".join(texts(svg(DRAWN["home, ends"], 736)))
    assert "avoided in part" in whole
    assert "further along" not in whole


def test_stages_keep_their_order_and_breakthroughs_are_sorted_by_what_they_say():
    stages, found = answered_by(40, tuple(TYPICAL))
    assert list(charts.profile_chart(stages, found, "light").table["Section"]) == list(TYPICAL)
    asked, found = answered_by(40, BREAKTHROUGHS, has_frustrations=True)
    drawn = charts.profile_chart(asked, found, "light")
    levels = [(score.secure_level, score.index) for score in findings.in_order(asked, found)]
    assert levels == sorted(levels)
    titles = list(drawn.table["Section"])
    assert titles != list(BREAKTHROUGHS)
    by_place = sorted(
        (box for box in boxes(drawn, "texts", 1120) if box.mark["text"] in titles), key=lambda box: box.top
    )
    assert [box.mark["text"] for box in by_place] == titles


@pytest.mark.parametrize("width", [736, 1120])
def test_on_a_desk_five_stages_stand_in_little_height_with_their_names_beside_them(width):
    drawn = DRAWN["home, forty"]
    cells = [box for box in boxes(drawn, "rects", width) if "value" in box.mark]
    assert max(box.bottom for box in cells) <= 320
    names = [box for box in boxes(drawn, "texts", width) if box.mark["text"] in TYPICAL]
    assert len(names) == len(TYPICAL)
    assert all(box.right < min(cell.left for cell in cells) for box in names)


def test_counts_stand_at_their_level_with_a_column_as_high_as_they_are():
    several = DRAWN["section, forty"]
    columns = [box for box in boxes(several, "rects", 736) if "off" in box.mark and box.right - box.left == 12]
    by_level = {level: [box for box in columns if box.mark["value"] == level] for level in LEVELS}
    assert [len(by_level[level]) for level in LEVELS] == [4, 4, 5, 5]
    tallest = max(box.bottom - box.top for box in columns)
    assert {round(40 * (box.bottom - box.top) / tallest) for box in by_level[4]} == {2, 8, 9, 10, 40}


def test_roles_of_the_same_index_stand_at_its_place_beneath_each_other():
    seen = roles(
        leadership=role_profile((3.0,) * 5), managers=role_profile((3.0,) * 5), front_line=role_profile((2.0,) * 5)
    )
    seen += roles(councillors=role_profile((3.05,) * 5), partners=role_profile((2.98,) * 5))
    drawn = charts.roles_chart(questionnaire(), seen, "light", means=means_of(seen))
    for width in (320, 736, 1120):
        on_line = [box for box in boxes(drawn, "shapes", width) if "value" in box.mark]
        assert len(on_line) == 5 * 5
        for number, one in enumerate(on_line):
            assert not any(one.touches(other, spare=1) for other in on_line[number + 1 :])


@pytest.mark.parametrize("width", [320, 736, 1120])
def test_where_the_scale_stands_upright_numerals_and_dots_stand_at_their_values_too(width):
    values = (1.0, 2.0, 3.4, 4.0)
    drawn = charts.trail_chart(questionnaire(), rounds(4), trail("taking-stock", *values), "light")
    numerals = {box.mark["text"]: box.mark["y"] for box in boxes(drawn, "texts", width) if box.mark["text"] in "1234"}
    level = (numerals["1"] - numerals["4"]) / 3
    assert [numerals["1"] - numerals[one] for one in "234"] == pytest.approx([level, 2 * level, 3 * level])
    circles = sorted(
        (box for box in boxes(drawn, "shapes", width) if box.mark["shape"] == "circle"), key=lambda box: box.left
    )
    found = [1 + (numerals["1"] - box.mark["y"]) / level for box in circles if box.top < numerals["1"] + 8]
    assert found == pytest.approx(list(values))
