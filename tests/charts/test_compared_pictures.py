"""The pictures that compare: readable with little and with much in them, at every width, in both themes."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import get_args

import altair as alt
import pytest
import vl_convert
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from journey.charts import (
    Drawn,
    ThemeName,
    agreed_chart,
    change_chart,
    change_heat_chart,
    roles_chart,
    services_chart,
    services_over_time_chart,
    stage_path_chart,
    trail_chart,
)
from journey.charts.kit.grid import parts
from journey.charts.kit.theme import PALETTES, Palette
from journey.model import Absent, ReadinessOverTime, Unit, Weighing
from tests.charts.compared_pictures import pictures
from tests.charts.reading import behind, boxes, clashes, contrast, marks, svg, texts
from tests.steps.chart_findings import TITLES, questionnaire, slug
from tests.steps.compared_findings import change, figure, line, role_profile, roles, rollups, rounds, targets, units

NARROW, WIDE = 288, 720
WIDTHS = (284, NARROW, 320, 500, 643, 644, WIDE, 1000, 1004, 1040)
THEMES: tuple[ThemeName, ...] = get_args(ThemeName)
DRAWN = {theme: pictures(theme) for theme in THEMES}
NAMES = tuple(DRAWN["light"])
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without making a failing case smaller, which takes minutes where so much is drawn."""
NAMED_LEVELS = "level scale from 1 to 4"


@pytest.mark.parametrize("name", NAMES)
def test_no_text_lies_on_another_or_on_a_symbol_and_nothing_leaves_the_frame(name):
    for width in WIDTHS:
        assert not list(clashes(DRAWN["light"][name], width)), width


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("name", NAMES)
def test_a_picture_fits_its_width_and_draws_without_warnings(name, width, capfd):
    picture = svg(DRAWN["light"][name], width)
    assert f'width="{width}"' in picture
    assert not re.search(r"NaN|undefined|Infinity|null", picture)
    printed = capfd.readouterr()
    assert printed.out + printed.err == ""


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
    spec = chart.to_dict()
    spec.pop("$schema")
    assert not re.search(r"https?:|//|\"url\"|\"href\"", json.dumps(spec))


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", NAMES)
def test_every_text_stands_out_from_what_is_behind_it(name, theme, width):
    drawn, page = DRAWN[theme][name], PALETTES[theme].page
    dots = [box for box in boxes(drawn, "shapes", width) if box.mark["fill"].startswith("#")]
    cells = [*boxes(drawn, "rects", width), *dots]
    for box in boxes(drawn, "texts", width):
        assert contrast(box.mark["fill"], behind(box, cells, page)) >= 4.5, box
        assert box.mark["size"] >= (14 if width == WIDE else 13)


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", NAMES)
def test_every_mark_stands_out_from_what_is_behind_it(name, theme, width):
    drawn, palette = DRAWN[theme][name], PALETTES[theme]
    cells = boxes(drawn, "rects", width)
    for box in boxes(drawn, "shapes", width):
        around = contrast(box.mark["stroke"], behind(box, cells, palette.page))
        # A dot with an edge in the page's colour stands out by the edge, whatever it lies on.
        assert around >= 3 or contrast(box.mark["stroke"], box.mark["fill"]) >= 3, box
    for line_ in boxes(drawn, "lines", width):
        colour = line_.mark["stroke"]
        assert colour in (palette.hairline, palette.page) or contrast(colour, palette.page) >= 3, line_
    for cell in cells:
        if "dash" in cell.mark:
            assert contrast(cell.mark["stroke"], cell.mark["fill"]) >= 3, cell
            continue
        is_quiet = cell.mark["stroke"] in (palette.hairline, palette.panel)
        says_nothing = is_quiet and cell.mark["fill"] in (palette.panel, palette.page)
        assert says_nothing or contrast(cell.mark["stroke"], palette.page) >= 3, cell


@pytest.mark.parametrize("palette", PALETTES.values())
def test_marks_that_lie_on_tints_stand_out_from_them(palette: Palette):
    for ink, level in zip(palette.on_levels, palette.levels, strict=True):
        assert contrast(ink, level) >= 4.5
    for colour, tint in (
        (palette.primary, palette.filled),
        (palette.warning, palette.warning_tint),
        (palette.muted, palette.hairline),
    ):
        assert contrast(colour, tint) >= 3
    assert contrast(palette.second, palette.page) >= 4.5


def test_neighbouring_levels_can_be_told_apart_by_their_order_of_lightness():
    for palette in PALETTES.values():
        to_page = [contrast(level, palette.page) for level in palette.levels]
        assert to_page == sorted(to_page)
        assert all(later / earlier >= 1.4 for earlier, later in pairwise(to_page))


@pytest.mark.parametrize("name", NAMES)
def test_the_text_alternative_holds_the_takeaway(name):
    drawn = DRAWN["light"][name]
    assert drawn.alt.endswith(f"{drawn.takeaway} {drawn.more}".rstrip())
    assert NAMED_LEVELS in drawn.alt or name.startswith(("change heat", "golden thread", "run"))


def shapes(drawn: Drawn, width: int = WIDE) -> list[str]:
    return [box.mark["shape"] for box in boxes(drawn, "shapes", width)]


def test_what_is_claimed_has_a_shape_beside_its_colour():
    drawn, palette = DRAWN["light"]["change"], PALETTES["light"]
    arrows = {
        box.mark["shape"]: box.mark["fill"] for box in boxes(drawn, "shapes", WIDE) if "triangle" in box.mark["shape"]
    }
    assert arrows == {"triangle-up": palette.primary, "triangle-down": palette.warning}
    said = texts(svg(drawn, NARROW))
    assert {"+0.52 higher", "−0.38 lower", "+0.12 no clear change", "+0.50 too few to tell", "not comparable"} <= set(
        said
    )


def test_the_band_of_a_change_reaches_the_ring_just_where_the_interval_includes_nothing_changed():
    drawn = change_chart(
        questionnaire(),
        [change(TITLES[0], 2.0, 2.5, "+", half=0.4), change(TITLES[1], 2.0, 2.5, half=0.6)],
        ("A", "B"),
        "light",
    )
    rings = [
        box for box in boxes(drawn, "shapes", WIDE) if box.mark["shape"] == "circle" and box.mark["fill"] == "#ffffff"
    ]
    palette = PALETTES["light"]
    clear, unclear = (box for box in boxes(drawn, "rects", WIDE) if box.mark["stroke"] != palette.panel)
    assert clear.left > (rings[1].left + rings[1].right) / 2
    assert unclear.left < (rings[2].left + rings[2].right) / 2


def test_a_dot_off_the_middle_of_its_band_is_explained():
    one = change(TITLES[0], 2.0, 2.9, "+")
    moved = type(one)(
        one.section_id, 2.0, 2.9, 0.5, (0.2, 0.8), one.verdict, one.n, one.statements, from_statements=0.4
    )
    said = " ".join(texts(svg(change_chart(questionnaire(), [moved], ("A", "B"), "light"), WIDE)))
    assert "changed statements or a changed mix of roles play into it" in said


def test_a_provisional_dot_of_a_trail_is_hollow():
    figures = [figure(2.0, coverage=0.6), figure(2.4, round_id="round-2")]
    drawn = trail_chart(questionnaire(), rounds(2), figures, "light")
    fills = [box.mark["fill"] for box in boxes(drawn, "shapes", WIDE) if box.mark["shape"] == "circle"]
    assert fills == [PALETTES["light"].page, PALETTES["light"].primary]
    assert "Hollow dot: fewer than" in " ".join(texts(svg(drawn, WIDE)))


def test_a_line_is_broken_where_a_round_shows_no_index():
    palette = PALETTES["light"]
    whole = trail_chart(questionnaire(), rounds(3), line("taking-stock", 2.0, 2.2, 2.4), "light")
    broken = trail_chart(questionnaire(), rounds(3), line("taking-stock", 2.0, Absent.TOO_FEW, 2.4), "light")
    joins = [
        [box for box in boxes(one, "lines", WIDE) if box.mark["stroke"] == palette.primary] for one in (whole, broken)
    ]
    assert list(map(len, joins)) == [2, 0]


def test_an_interval_is_drawn_only_where_it_is_known():
    known = [figure(2.0, margin=0.5), figure(2.4, round_id="round-2", margin=None)]
    drawn = trail_chart(questionnaire(), rounds(2), known, "light")
    [bar] = boxes(drawn, "rects", WIDE)
    assert bar.bottom - bar.top == pytest.approx(2 * 1.39 * 0.25 * 34), "narrower than the interval, to be compared"


def test_an_interval_that_is_narrower_than_its_dot_is_seen_beside_it():
    drawn = trail_chart(questionnaire(), rounds(2), line("taking-stock", 2.0, 2.2, margin=0.05), "light")
    bars = boxes(drawn, "rects", WIDE)
    dot = next(box for box in boxes(drawn, "shapes", WIDE) if box.mark["shape"] == "circle")
    assert any(bar.left + 3 < dot.left and dot.right + 3 < bar.right for bar in bars)


def test_a_target_that_is_not_held_yet_has_a_place_after_the_last_round():
    figures = line("taking-stock", 2.0, 2.2)
    drawn = trail_chart(questionnaire(), rounds(2), figures, "light", targets(2.8, many=2))
    assert {"2.8", "next"} <= set(texts(svg(drawn, NARROW)))
    dots = [box for box in boxes(drawn, "shapes", WIDE) if box.mark["shape"] == "circle"]
    [wanted] = [box for box in boxes(drawn, "texts", WIDE) if box.mark["text"] == "2.8"]
    assert all(dot.right < wanted.left for dot in dots)


def test_a_target_stands_as_a_stroke_at_the_round_that_it_was_set_for():
    figures = line("taking-stock", 2.0, 2.2, 2.4)
    drawn = trail_chart(questionnaire(), rounds(3), figures, "light", targets(2.8, many=3))
    strokes = [box for box in boxes(drawn, "lines", WIDE) if box.mark["stroke"] == PALETTES["light"].second]
    dots = [box for box in boxes(drawn, "shapes", WIDE) if box.mark["shape"] == "circle"]
    middles = [(box.left + box.right) / 2 for box in strokes if box.top == box.bottom]
    assert middles[:2] == pytest.approx([(dot.left + dot.right) / 2 for dot in dots[1:]])


def test_hidden_cells_say_so_in_words_where_there_is_room_and_in_a_pattern_with_a_legend_where_not():
    few = DRAWN["light"]["services, 2 units, 5 sections"]
    assert "hidden" in texts(svg(few, WIDE))
    many = DRAWN["light"]["services, 8 units, 8 sections"]
    assert texts(svg(many, NARROW)).count("hidden") == 1
    assert len(set(shapes(many, NARROW)) - set(shapes(few, WIDE))) == 1
    for width in (NARROW, WIDE):
        said = " ".join(texts(svg(many, width)))
        assert "Without figures: Planning (hidden: too few people)." in said


def test_the_path_stands_out_and_ticks_are_drawn_where_a_stage_was_ready():
    drawn = DRAWN["light"]["stage path, 2 rounds"]
    ticks = [one for one in shapes(drawn) if one.startswith("M-1,0.1")]
    assert len(ticks) == 1 + 2
    assert any(box.mark["stroke"] == PALETTES["light"].ink for box in boxes(drawn, "lines", WIDE))


def test_columns_are_shared_out_evenly_over_blocks():
    assert [(block.start, block.stop) for block in parts(20, 16)] == [(0, 10), (10, 20)]
    assert [(block.start, block.stop) for block in parts(5, 8)] == [(0, 5)]
    assert sum(block.stop - block.start for block in parts(17, 8)) == 17


index = st.floats(1, 4).map(lambda value: round(value, 3))
whatever = st.one_of(index, st.sampled_from(Absent), st.none())
written = st.text("abcdefghijklmnopqrstuvwxyz ABCDWM&-’.0123456789", min_size=1, max_size=90).filter(str.strip)
name = written.filter(lambda text: text.strip().lower() not in {"none", "nan"})
"""Not those that look like a value that has slipped into a sentence."""
claims = st.sampled_from(["+", "-", "=", "few", "not"])


@settings(max_examples=40, deadline=None, phases=QUICK)
@given(st.data(), st.lists(name, min_size=1, max_size=6), st.integers(1, 12))
def test_no_mix_of_figures_and_names_breaks_a_picture(data, names, many):
    asked, held = questionnaire(), rounds(many, data.draw(st.lists(name, min_size=many, max_size=many)))
    those = [Unit(f"unit-{number}", "council", None, one, "service") for number, one in enumerate(names)]
    of_units = [
        made for unit in those for id_ in map(slug, TITLES) for made in line(id_, data.draw(whatever), unit_id=unit.id)
    ]
    over_time = [
        made
        for unit in those
        for made in line("taking-stock", *data.draw(st.lists(whatever, min_size=many, max_size=many)), unit_id=unit.id)
    ]
    one_unit = [
        made
        for id_ in map(slug, TITLES)
        for made in line(id_, *data.draw(st.lists(whatever, min_size=many, max_size=many)))
    ]
    rolled = rollups([slug(title) for title in TITLES], [data.draw(st.one_of(index, st.none()))] * 5, Weighing.UNITS, 1)
    ready = {(round_.id, "taking-stock"): data.draw(st.sampled_from([True, False, None])) for round_ in held}
    drawn = [
        services_chart(asked, those, of_units, rolled, held[0].name, "light"),
        services_over_time_chart("Taking stock", those, held, over_time, "dark"),
        trail_chart(asked, held, one_unit, "light", targets(data.draw(index), many=many)),
        stage_path_chart(asked, held, one_unit, ReadinessOverTime(ready), "dark"),
    ]
    for one in drawn:
        _is_complete(one)


@settings(max_examples=40, deadline=None, phases=QUICK)
@given(st.data(), st.lists(name, min_size=2, max_size=5))
def test_no_mix_of_changes_and_views_breaks_a_picture(data, names):
    asked = questionnaire()
    changes = [
        change(title, data.draw(st.one_of(index, st.none())), data.draw(st.one_of(index, st.none())), data.draw(claims))
        for title in TITLES
    ]
    those = [Unit(f"unit-{number}", "council", None, one, "service") for number, one in enumerate(names)]
    views = st.lists(st.one_of(index, st.none(), st.just("hidden")), min_size=5, max_size=5).map(role_profile)
    drawn = [
        change_chart(asked, changes, (names[0], names[1]), "light"),
        change_heat_chart(asked, those, {unit.id: changes for unit in those}, (names[0], names[1]), "dark"),
        roles_chart(
            asked,
            roles(
                leadership=data.draw(st.one_of(views, st.none())),
                managers=data.draw(views),
                front_line=data.draw(st.one_of(views, st.none())),
            ),
            "light",
        ),
        agreed_chart(asked, data.draw(st.one_of(views, st.none())), data.draw(views), "dark"),
    ]
    for one in drawn:
        _is_complete(one)


def _is_complete(drawn: Drawn) -> None:
    if drawn.chart is not None:
        assert json.dumps(drawn.chart.to_dict(), allow_nan=False)
        for width in (NARROW, WIDE):
            assert not list(clashes(drawn, width))
    assert drawn.takeaway.endswith(".")
    assert drawn.takeaway[:1] == drawn.takeaway[:1].upper()
    said = [drawn.takeaway, *map(str, drawn.table.to_numpy().ravel())]
    assert not any(re.search(r"\bNone\b(?! of)|\bnan\b", words) for words in said)
    assert all(words.strip() for words in said)
    assert not drawn.table.isna().to_numpy().any()


def test_thirty_services_over_two_and_twelve_rounds_all_show_their_names():
    for name_ in ("over time, 30 units, 12 rounds", "over time, 30 short units, 2 rounds"):
        said = texts(svg(DRAWN["light"][name_], NARROW))
        assert sum(one.startswith("Service ") for one in said) == (29 if "short" in name_ else 0), "one is without"
        assert any(one.startswith("Without figures: ") for one in said)
        assert ("Transport" in said) is ("short" not in name_)


def test_what_moved_stands_first_and_larger_than_what_did_not():
    those, held = units(4), rounds(2)
    figures = [made for unit in those for made in line("taking-stock", 2.0, 2.9, unit_id=unit.id)]
    still, moved = change(TITLES[0], 2.0, 2.1), change(TITLES[0], 2.0, 2.9, "+")
    changes = {unit.id: moved if unit.name == "Highways" else still for unit in those}
    drawn = services_over_time_chart("Taking stock", those, held, figures, "light", changes)
    for width in (NARROW, WIDE, 1040):
        names = [box for box in boxes(drawn, "texts", width) if box.mark["text"] in {unit.name for unit in those}]
        assert [box.mark["text"] for box in names] == ["Highways", "Housing", "Children", "Planning"]
        levels = [box.top for box in boxes(drawn, "lines", width) if box.top == box.bottom]
        first, last = levels[:4], levels[-4:]
        assert max(first) - min(first) > max(last) - min(last)


def test_the_rounds_between_the_first_and_the_last_are_named():
    drawn = trail_chart(questionnaire(), rounds(12), line("taking-stock", *[2.0] * 12), "light")
    assert {"Aut", "Spr", "’20", "’23", "’25"} <= set(texts(svg(drawn, 1040))), "each of them"
    assert {"Aut", "’21", "’25"} <= set(texts(svg(drawn, NARROW))), "every second one"


def test_a_picture_of_two_units_names_both():
    said = texts(svg(services_chart(questionnaire(), units(2), [figure(2.0)], [], "Spring", "light"), WIDE))
    assert "Housing" in said
    assert "Without figures: Children (not assessed)." in said
