"""The main picture: where the organisation stands on the stages, beside the pitfalls it has avoided and has open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.marks import Sign, key, notes, sign
from journey.charts.kit.scale import NAMES_UP, scale_head
from journey.charts.kit.section_bars import BROAD_NAMES_BESIDE, NAMES_BESIDE, section_bar, section_key
from journey.charts.kit.surface import LINE, Along, Surface, picture
from journey.charts.kit.theme import ThemeName
from journey.model import PitfallTally, Profile, Questionnaire
from journey.wording import pictures
from journey.wording.scores import ScoredSections
from journey.wording.takeaways import stages_overview as words
from journey.wording.takeaways.stages_overview import Mark

_STEP, _SIDE = 18, 13
_PER_ROW = 10
_PITFALLS_AT = Along(1, -_STEP * _PER_ROW - 2)
_WIDE = replace(NAMES_BESIDE, bar_end=_PITFALLS_AT.plus(-18))
_BROAD = replace(BROAD_NAMES_BESIDE, bar_end=_PITFALLS_AT.plus(-40))
_HALF_FILLED = "M-1,-1L0,-1L0,1L-1,1ZM0,-1L1,-1L1,1L0,1L1,1L1,-1Z"
"""An SVG path: an outlined square whose left half is filled; the right half encloses nothing."""


def journey_chart(
    questionnaire: Questionnaire, profile: Profile, tallies: Mapping[str, PitfallTally], theme: ThemeName
) -> Drawn:
    """Stages with index and secure level, and their pitfalls.

    ``tallies`` is by section id; leave out a stage whose checklist has no answer yet, and the picture says so in words.
    """
    stages = pictures.in_order(questionnaire, profile)

    def draw(surface: Surface) -> None:
        _draw(surface, stages, tallies)

    return Drawn(
        picture(theme, draw, _WIDE, _BROAD) if stages else None,
        words.takeaway(questionnaire, profile, tallies),
        words.table(stages, tallies),
        words.description(stages),
    )


def _draw(surface: Surface, stages: ScoredSections, tallies: Mapping[str, PitfallTally]) -> None:
    is_beside = surface.layout.is_wide
    has_scores = any(score.index is not None for _, score in stages)
    y = scale_head(surface) if has_scores else NAMES_UP + LINE / 2 if is_beside else 0
    if is_beside:
        surface.text(_PITFALLS_AT, y - NAMES_UP, words.PITFALLS, colour=surface.palette.muted)
    for section, score in stages:
        top, bottom = section_bar(surface, y, section.title, score)
        tally = tallies.get(section.id)
        if is_beside:
            y = max(bottom, _pitfalls(surface, _PITFALLS_AT, top + 3, tally)) + 2
        else:
            y = _pitfalls(surface, Along(0), bottom + 10, tally) + 16
    scores = [score for _, score in stages]
    y = key(surface, y + 8, section_key(surface, scores))
    y = key(surface, y, _pitfall_key(surface, stages, tallies))
    notes(surface, y, pictures.about_levels(scores))


def _pitfall_key(
    surface: Surface, stages: ScoredSections, tallies: Mapping[str, PitfallTally]
) -> list[tuple[Sign | str, str]]:
    """What the marks of pitfalls mean that are in the picture."""
    shown = {mark for section, _ in stages if section.id in tallies for mark in words.marks(tallies[section.id])}
    return [(_look(surface, mark), str(mark)) for mark in Mark if mark in shown]


def _pitfalls(surface: Surface, start: Along, y: float, tally: PitfallTally | None) -> float:
    """The marks of one stage. Returns the bottom."""
    if tally is None:
        surface.text(start, y + LINE / 2, words.NO_PITFALLS, colour=surface.palette.muted)
        return y + LINE
    marks = words.marks(tally)
    if not marks:
        surface.text(start, y + LINE / 2, words.NONE_APPLIES, colour=surface.palette.muted)
        return y + LINE
    for number, mark in enumerate(marks):
        row, column = divmod(number, _PER_ROW)
        _mark(surface, start.plus(column * _STEP + _SIDE / 2), y + row * _STEP + 9, mark)
    return y + _STEP * (1 + (len(marks) - 1) // _PER_ROW)


def _mark(surface: Surface, at: Along, y: float, mark: Mark) -> None:
    sign(surface, at, y, _look(surface, mark), thick=1.5)


def _look(surface: Surface, mark: Mark) -> Sign:
    """Avoided: filled. In part: half. Open: outlined. Not looked at: a diamond. Critical, not avoided: a triangle."""
    palette = surface.palette
    return {
        Mark.AVOIDED: Sign("square", _SIDE, palette.mark, palette.mark),
        Mark.PARTLY: Sign(_HALF_FILLED, _SIDE, palette.mark, palette.mark),
        Mark.OPEN: Sign("square", _SIDE, palette.page, palette.border),
        Mark.UNSEEN: Sign("diamond", _SIDE, palette.page, palette.border),
        Mark.CRITICAL: Sign("triangle-up", _SIDE + 2, palette.warning, palette.warning),
    }[mark]
