"""The pictures: drawn without warnings at every width, readable in both themes, sent nowhere."""

from __future__ import annotations

import json
import re
from typing import get_args

import altair as alt
import pytest
import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.charts import Drawn, ThemeName, journey_chart, profile_chart, section_chart
from journey.charts.kit import frame
from journey.charts.kit.surface import frames
from journey.charts.kit.theme import PALETTES, Palette
from journey.model import Counts, PitfallTally
from journey.rules.scoring import score
from tests.charts.reading import boxes, clashes, contrast, marks, svg, texts
from tests.steps.chart_findings import TALLIES, TITLES, TYPICAL, many, profile, questionnaire, section_of, tally

WIDTHS = (1000, 704, 288)
THEMES: tuple[ThemeName, ...] = get_args(ThemeName)


def pictures(theme: ThemeName) -> dict[str, Drawn]:
    asked = questionnaire()
    gaps = profile({"Getting started": (1,) * 7})
    several = many([(4, 16, 12, 8)] * 6 + [(0, 4, 20, 16)])
    return {
        "journey": journey_chart(asked, profile(TYPICAL), TALLIES, theme),
        "journey with gaps": journey_chart(asked, gaps, {"taking-stock": tally(1, 2, 17, critical=4)}, theme),
        "profile": profile_chart(asked, profile(TYPICAL), theme),
        "profile of several": profile_chart(asked, several, theme),
        "section": section_chart(*section_of((3, -4, -3, 1, "dk", "na", None)), theme),
        "section of several": section_chart(asked.sections[0], several.section("taking-stock"), theme),
    }


NAMES = tuple(pictures("light"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", NAMES)
def test_a_picture_fits_its_width_and_draws_without_warnings(name, theme, capfd):
    for width in WIDTHS:
        picture = svg(pictures(theme)[name], width)
        assert f'width="{width}"' in picture
        drawn_at = re.search(r'class="background"[^>]*d="M0[^h]*h(\d+)', picture)
        assert drawn_at is not None
        assert int(drawn_at[1]) >= width - 16, "text that is too wide has squeezed the scale"
        assert not re.search(r"NaN|undefined|Infinity|null", picture)
    printed = capfd.readouterr()
    assert printed.out + printed.err == ""


@pytest.mark.parametrize("name", NAMES)
def test_no_text_lies_on_another_and_nothing_leaves_the_frame(name):
    drawn = pictures("light")[name]
    for width in (*WIDTHS, 320, 639, 644):
        assert not list(clashes(drawn, width)), width


def test_a_warning_would_be_printed(capfd):
    stray = {
        "data": {"values": [{"a": 1}]},
        "mark": "point",
        "encoding": {"shape": {"field": "a", "type": "quantitative"}},
    }
    vl_convert.vegalite_to_svg(stray, show_warnings=True)
    printed = capfd.readouterr()
    assert "shape" in printed.out + printed.err


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_valid_vega_lite_and_a_png(name):
    chart = pictures("light")[name].chart
    assert chart is not None
    alt.LayerChart.from_dict(chart.to_dict(), validate=True)
    assert chart.to_dict()["autosize"]["type"] == "fit-x"
    assert vl_convert.vegalite_to_png({**chart.to_dict(), "width": 288}).startswith(b"\x89PNG")


def test_level_names_and_numerals_are_printed_at_every_width():
    drawn = pictures("light")["journey"]
    assert {"1", "little in place", "4", "embedded"} <= set(texts(svg(drawn, 1120)))
    assert {"1", "little in", "place", "partial", "established", "embedded", "4"} <= set(texts(svg(drawn, 288)))


def test_pitfalls_lie_beside_the_stages_when_wide_and_beneath_when_narrow():
    drawn = pictures("light")["journey"]
    for width, beside in ((1000, 3), (704, 3), (288, 0)):
        triangles = [box.mark for box in boxes(drawn, "shapes", width) if box.mark["shape"] == "triangle-up"]
        assert len(triangles) == 4, "three pitfalls, and one in the key"
        assert sum(mark["share"] == 1 for mark in triangles) == beside


@pytest.mark.parametrize("width", WIDTHS)
def test_stages_without_score_or_pitfalls_say_so_in_words(width):
    said = texts(svg(pictures("light")["journey with gaps"], width))
    assert said.count("not enough answers") == 4
    assert said.count("no pitfall looked at yet") == 4


def dots_of(drawn: Drawn) -> list[str]:
    shapes = boxes(drawn, "shapes", 704)
    return [box.mark["fill"] for box in shapes if box.mark["shape"] == "circle" and "value" in box.mark]


def test_the_dots_of_one_response_are_hollow_and_the_key_says_why():
    drawn = pictures("light")["journey"]
    assert dots_of(drawn) == [PALETTES["light"].page] * 5
    assert "index: the average; hollow: one answer stands for the unit" in texts(svg(drawn, 1000))


def test_of_many_responses_a_dot_is_filled_unless_it_is_provisional():
    palette, enough = PALETTES["light"], [(4, 16, 12, 8)] * 7
    assert dots_of(profile_chart(questionnaire(), many(enough), "light"))[0] == palette.primary
    half = profile_chart(questionnaire(), many(enough[:4]), "light")
    assert dots_of(half)[0] == palette.page
    assert any(text.startswith("provisional") for text in texts(svg(half, 288)))


def test_an_indicative_score_is_a_dot_and_a_word_without_filled_cells():
    found = profile({"Taking stock": (2, 3, "na", "na", "na", "na", "na")})
    drawn = profile_chart(questionnaire(), found, "light")
    assert "from two of seven statements" in texts(svg(drawn, 288))
    assert "indicative: fewer than three statements scored, so no secure level" in " ".join(texts(svg(drawn, 704)))
    assert PALETTES["light"].filled not in {box["fill"] for box in marks(drawn, 0)}


def test_filled_cells_are_the_secure_level():
    palette = PALETTES["dark"]
    cells = [box.mark["fill"] for box in boxes(pictures("dark")["journey"], "rects", 704)]
    filled = [cells[at : at + 4].count(palette.filled) for at in range(0, len(cells), 4)]
    assert filled == [3, 3, 2, 2, 2]


def test_the_index_lies_in_the_cell_of_its_band():
    """At 2.50, a cut point, the dot lies on the border between the second cell and the third."""
    found = profile({"Taking stock": (2, 2, 2, 3, 3, 3, "na")})
    drawn = profile_chart(questionnaire(), found, "light")
    assert found.section("taking-stock").index == 2.5
    [dot] = [box.mark for box in boxes(drawn, "shapes", 320) if "value" in box.mark and box.mark["shape"] == "circle"]
    assert (dot["share"], dot["px"]) == (0.5, 0)


def test_high_levels_without_evidence_are_hatched():
    with_evidence = section_chart(*section_of((3, 4, 2, 2, 2, 2, 2)), "light")
    without = section_chart(*section_of((-3, 4, 2, 2, 2, 2, 2)), "light")
    strokes = [
        [line for line in marks(drawn, 1) if line["stroke"] == PALETTES["light"].mark]
        for drawn in (with_evidence, without)
    ]
    assert not strokes[0]
    assert strokes[1]


def test_what_holds_back_the_next_level_has_a_shape_and_words():
    drawn = pictures("light")["section"]
    assert "holds back level 3" in texts(svg(drawn, 288))
    assert any(mark["shape"] == "triangle-left" for mark in marks(drawn, 2))


def test_a_long_title_and_its_note_both_fit_a_phone():
    title = "Turning national agendas into something that is meaningful to everybody who works here"
    asked = questionnaire((title,))
    drawn = profile_chart(asked, profile({title: (3, 3, 3, 3)}, asked), "light")
    assert "provisional, level 3, on the edge" in texts(svg(drawn, 288))
    assert not list(clashes(drawn, 288))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", NAMES)
def test_every_text_and_mark_stands_out_from_what_is_behind_it(name, theme):
    palette, drawn = PALETTES[theme], pictures(theme)[name]
    for text in marks(drawn, 3):
        behind = _behind(text["fill"], palette)
        assert contrast(text["fill"], behind) >= 4.5, text
        assert text["size"] >= (14 if text["wide"] else 13)
    for line in marks(drawn, 1):
        assert contrast(line["stroke"], palette.filled) >= 3
    for mark in marks(drawn, 2):
        assert contrast(mark["stroke"], palette.page) >= 3, mark
    for box in marks(drawn, 0):
        if box["fill"] != palette.panel:
            assert contrast(box["stroke"], palette.page) >= 3, box


def test_dots_and_numbers_stand_out_from_filled_and_empty_cells():
    for palette in PALETTES.values():
        assert contrast(palette.ink, palette.filled) >= 4.5
        for cell in (palette.filled, palette.panel):
            assert contrast(palette.primary, cell) >= 3


def _behind(colour: str, palette: Palette) -> str:
    """The value in a full dot is written in the colour of the page."""
    return palette.primary if colour == palette.page else palette.page


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_a_picture_is_fetched(name):
    chart = pictures("dark")[name].chart
    assert chart is not None
    spec = chart.to_dict()
    assert spec.pop("$schema").startswith("https://vega.github.io/schema/")
    assert not re.search(r"https?:|//|\"url\"|\"href\"", json.dumps(spec))


@pytest.mark.parametrize("theme", PALETTES)
def test_the_frame_on_file_is_the_one_that_altair_makes(theme):
    assert frames()[theme] == frame.specification(theme), "python3 -m journey.charts.kit.frame writes it anew"


def test_pictures_do_not_share_their_data():
    first, second = (journey_chart(questionnaire(), found, {}, "light") for found in (profile(TYPICAL), profile({})))
    assert marks(first, 2) != marks(second, 2)
    assert len(marks(first, 0)) == 3 * 5 * 4
    assert marks(second, 0) == []


def test_the_text_alternative_says_what_the_picture_is_and_shows():
    for drawn in pictures("light").values():
        assert "level scale from 1 to 4" in drawn.alt
        assert drawn.takeaway in drawn.alt


single = st.sampled_from((1, 2, 3, 4, -3, -4, "dk", "na", None))
answers = st.dictionaries(st.sampled_from(TITLES), st.lists(single, max_size=7), max_size=5)
tallied = st.builds(tally, *[st.integers(0, 7)] * 3, critical=st.integers(0, 7), not_applicable=st.integers(0, 3))
tallies = st.dictionaries(st.sampled_from([title.lower().replace(" ", "-") for title in TITLES]), tallied)


@settings(max_examples=60, deadline=None)
@given(answers, tallies)
def test_no_mix_of_missing_answers_breaks_a_picture(given_answers, given_tallies: dict[str, PitfallTally]):
    asked, found = questionnaire(), profile(given_answers)
    drawn = [journey_chart(asked, found, given_tallies, "light"), profile_chart(asked, found, "dark")]
    drawn += [section_chart(section, found.section(section.id), "light") for section in asked.sections]
    for one in drawn:
        _is_complete(one)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 5)] * 6), min_size=7, max_size=7))
def test_no_mix_of_many_answers_breaks_a_picture(given_counts):
    asked = questionnaire()
    counts = {
        statement.id: Counts((one, two, three, four), dont_know, not_applicable)
        for statement, (one, two, three, four, dont_know, not_applicable) in zip(
            asked.sections[0].statements, given_counts, strict=True
        )
    }
    found = score(asked, counts, responses=30)
    _is_complete(profile_chart(asked, found, "light"))
    _is_complete(section_chart(asked.sections[0], found.section("taking-stock"), "dark"))


def _is_complete(drawn: Drawn) -> None:
    assert drawn.chart is not None
    assert json.dumps(drawn.chart.to_dict(), allow_nan=False)
    assert drawn.takeaway.endswith(".")
    assert drawn.takeaway[0].isupper()
    said = [drawn.takeaway, *map(str, drawn.table.to_numpy().ravel())]
    assert not any(re.search(r"None|nan|  ", words) for words in said)
    assert all(words.strip() for words in said)


def test_where_nothing_is_scored_the_key_explains_no_dot_and_no_cell():
    drawn = profile_chart(questionnaire(), profile({"Taking stock": ("dk",) * 7}), "light")
    assert not any("Dot: index" in text for text in texts(svg(drawn, 720)))
