"""The main picture: where the organisation stands on the stages, beside the pitfalls it has avoided and has open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.marks import CELL, notes, scale_head, section_bar
from journey.charts.kit.surface import LINE, WIDE, Along, Surface, picture
from journey.charts.kit.theme import ThemeName
from journey.model import PitfallTally, Profile, Questionnaire
from journey.wording import scores
from journey.wording.scores import ScoredSections
from journey.wording.takeaways import stages_overview as words
from journey.wording.takeaways.stages_overview import Mark

_BESIDE = replace(WIDE, bar_end=Along(1, -268))
_PITFALLS_AT = Along(1, -246)
_STEP = 20
_SIDE = 14
_PER_ROW = 12
_LEFT_HALF = "M-1,-1L0,-1L0,1L-1,1Z"


def journey_chart(
    questionnaire: Questionnaire, profile: Profile, tallies: Mapping[str, PitfallTally], theme: ThemeName
) -> Drawn:
    """Stages with index and secure level, and their pitfalls.

    ``tallies`` is by section id; leave out a stage whose checklist has no answer yet, and the picture says so in words.
    """
    stages = scores.rows(questionnaire, profile)

    def draw(surface: Surface) -> None:
        _draw(surface, stages, tallies)

    return Drawn(
        picture(theme, draw, _BESIDE) if stages else None,
        words.takeaway(questionnaire, profile, tallies),
        words.table(stages, tallies),
        words.description(stages),
    )


def _draw(surface: Surface, stages: ScoredSections, tallies: Mapping[str, PitfallTally]) -> None:
    y = _legend(surface, scale_head(surface))
    for section, score in stages:
        bottom = section_bar(surface, y, section.title, score)
        tally = tallies.get(section.id)
        if surface.layout.is_wide:
            y = max(bottom, _pitfalls(surface, _PITFALLS_AT, bottom - CELL + 3, tally)) + 18
        else:
            y = _pitfalls(surface, Along(0), bottom + 8, tally) + 16
    notes(surface, y, scores.how_to_read([score for _, score in stages]))


def _legend(surface: Surface, y: float) -> float:
    """What the marks of pitfalls mean: over their column when wide, above everything when narrow."""
    start, top = (_PITFALLS_AT, 0.0) if surface.layout.is_wide else (Along(0), y)
    for number, mark in enumerate(Mark):
        row, column = divmod(number, 2)
        at, middle = start.plus(column * 124 + _SIDE / 2), top + row * LINE + LINE / 2
        _mark(surface, at, middle, mark)
        surface.text(at.plus(_SIDE / 2 + 6), middle, mark, colour=surface.palette.muted)
    return y if surface.layout.is_wide else y + 3 * LINE + 14


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
    """Avoided: filled. In part: half. Open: outlined. Not looked at: a diamond. Critical, not avoided: a triangle."""
    palette = surface.palette
    if mark is Mark.UNSEEN:
        surface.shape(at, y, "diamond", _SIDE, fill=palette.page, stroke=palette.border)
        return
    if mark is Mark.CRITICAL:
        surface.shape(at, y, "triangle-up", _SIDE + 2, fill=palette.warning, stroke=palette.warning)
        return
    inside = palette.mark if mark is Mark.AVOIDED else palette.page
    surface.shape(at, y, "square", _SIDE, fill=inside, stroke=palette.border if mark is Mark.OPEN else palette.mark)
    if mark is Mark.PARTLY:
        surface.shape(at, y, _LEFT_HALF, _SIDE - 5, fill=palette.mark, stroke=palette.mark)
