"""The main picture: where the organisation stands on the stages, beside the pitfalls it has avoided and has open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.marks import CELL, how_to_read, scale_head, section_bar
from journey.charts.kit.surface import LINE, WIDE, Along, Surface, picture
from journey.charts.kit.table import Number, TableRow, index_number, whole
from journey.charts.kit.theme import ThemeName
from journey.model import PitfallTally, Profile, Questionnaire
from journey.rules import findings
from journey.wording import ranking
from journey.wording.formatting import count, listed
from journey.wording.scores import (
    ScoredSections,
    caution,
    certainty,
    no_score,
    rows,
    secure,
    sentence,
)

NO_PITFALLS = "no pitfall answered yet"
_BESIDE = replace(WIDE, bar_end=Along(1, -268))
_PITFALLS_AT = Along(1, -246)
_STEP = 20
_SIDE = 14
_PER_ROW = 12
_LEFT_HALF = "M-1,-1L0,-1L0,1L-1,1Z"

Mark = Literal["avoided", "partly", "open", "critical, not avoided"]
MARKS: tuple[Mark, ...] = ("avoided", "partly", "open", "critical, not avoided")
COLUMNS: Mapping[Mark, str] = {
    "avoided": "Pitfalls avoided",
    "partly": "Not critical, partly avoided",
    "open": "Not critical, open",
    "critical, not avoided": "Critical, not avoided",
}
"""What the table calls the marks. Its numbers add up to all pitfalls of the checklist."""


def journey_chart(
    questionnaire: Questionnaire, profile: Profile, tallies: Mapping[str, PitfallTally], theme: ThemeName
) -> Drawn:
    """Stages with index and secure level, and their pitfalls.

    ``tallies`` is by section id; leave out a stage whose checklist has no answer yet, and the picture says so in words.
    """
    asked = rows(questionnaire, profile)
    takeaway = _takeaway(questionnaire, profile, tallies)

    def draw(surface: Surface) -> None:
        _draw(surface, asked, tallies)

    stages = count(len(asked), "stage", "stages")
    alt = f"A picture of {stages} on the level scale from 1 to 4, with the pitfalls of each. {takeaway}"
    return Drawn(picture(theme, draw, _BESIDE) if asked else None, takeaway, _table(asked, tallies), alt)


def _marks(tally: PitfallTally) -> list[Mark]:
    """Every applicable pitfall once, those that are critical and not avoided last."""
    critical = set(tally.critical_open)
    marks: list[Mark] = ["avoided" for _ in tally.avoided]
    marks += ["partly" for pitfall in tally.partly if pitfall not in critical]
    marks += ["open" for pitfall in tally.open if pitfall not in critical]
    return marks + ["critical, not avoided" for _ in critical]


def _draw(surface: Surface, asked: ScoredSections, tallies: Mapping[str, PitfallTally]) -> None:
    y = _legend(surface, scale_head(surface))
    for section, score in asked:
        bottom = section_bar(surface, y, section.title, score)
        tally = tallies.get(section.id)
        if surface.layout.is_wide:
            y = max(bottom, _pitfalls(surface, _PITFALLS_AT, bottom - CELL + 3, tally)) + 18
        else:
            y = _pitfalls(surface, Along(0), bottom + 8, tally) + 16
    how_to_read(surface, y, [score for _, score in asked])


def _legend(surface: Surface, y: float) -> float:
    """What the marks of pitfalls mean: over their column when wide, above everything when narrow."""
    start, top = (_PITFALLS_AT, 0.0) if surface.layout.is_wide else (Along(0), y)
    for number, mark in enumerate(MARKS):
        column, row = divmod(number, 2)
        at, middle = start.plus(column * 88 + _SIDE / 2), top + row * LINE + LINE / 2
        _mark(surface, at, middle, mark)
        surface.text(at.plus(_SIDE / 2 + 6), middle, mark, colour=surface.palette.muted)
    return y if surface.layout.is_wide else y + 2 * LINE + 14


def _pitfalls(surface: Surface, start: Along, y: float, tally: PitfallTally | None) -> float:
    """The marks of one stage. Returns the bottom."""
    if tally is None:
        surface.text(start, y + LINE / 2, NO_PITFALLS, colour=surface.palette.muted)
        return y + LINE
    marks = _marks(tally)
    if not marks:
        surface.text(start, y + LINE / 2, "no pitfall applies", colour=surface.palette.muted)
        return y + LINE
    for number, mark in enumerate(marks):
        row, column = divmod(number, _PER_ROW)
        _mark(surface, start.plus(column * _STEP + _SIDE / 2), y + row * _STEP + 9, mark)
    return y + _STEP * (1 + (len(marks) - 1) // _PER_ROW)


def _mark(surface: Surface, at: Along, y: float, mark: Mark) -> None:
    """Avoided: filled. Partly: outlined, a bar inside. Open: outlined. Critical and not avoided: a triangle."""
    palette = surface.palette
    if mark == "critical, not avoided":
        surface.shape(at, y, "triangle-up", _SIDE + 2, fill=palette.warning, stroke=palette.warning)
        return
    inside = palette.mark if mark == "avoided" else palette.page
    surface.shape(at, y, "square", _SIDE, fill=inside, stroke=palette.border if mark == "open" else palette.mark)
    if mark == "partly":
        surface.shape(at, y, _LEFT_HALF, _SIDE - 5, fill=palette.mark, stroke=palette.mark)


def _takeaway(questionnaire: Questionnaire, profile: Profile, tallies: Mapping[str, PitfallTally]) -> str:
    asked = rows(questionnaire, profile)
    if not asked:
        return "No stage was asked."
    critical = {section.id: tallies[section.id].critical_open for section, _ in asked if section.id in tallies}
    text = ranking.standing(questionnaire, profile)
    more = caution(asked)
    total = sum(len(ids) for ids in critical.values())
    weakest = findings.rank(profile).weakest
    if weakest and not weakest.is_tie and critical.get(weakest.section_ids[0]):
        here = len(critical[weakest.section_ids[0]])
        its = count(here, "of its critical pitfalls is", "of its critical pitfalls are")
        text += f", and {its} {_open_or_not_avoided([tallies[weakest.section_ids[0]]])}"
    elif total:
        where = [section.title for section, _ in asked if critical.get(section.id)]
        state = _open_or_not_avoided(tallies.values())
        place = f" in {listed(where)}" if len(where) <= 2 else ""
        are = count(total, "critical pitfall is", "critical pitfalls are")
        more = f"{sentence(f'{are} {state}{place}')} {more}"
    return f"{sentence(text)} {more}".strip()


def _open_or_not_avoided(tallies: Iterable[PitfallTally]) -> str:
    """A critical pitfall that is partly avoided is not open, and yet stands in the way."""
    return "open" if all(set(tally.critical_open) <= set(tally.open) for tally in tallies) else "not avoided"


def _table(asked: ScoredSections, tallies: Mapping[str, PitfallTally]) -> list[TableRow]:
    return [
        {
            "Stage": section.title,
            "Index": index_number(score.index, no_score(score)),
            "Secure level": Number(score.secure_level, secure(score)),
            "How sure": certainty(score),
            **_counted(tallies.get(section.id)),
        }
        for section, score in asked
    ]


def _counted(tally: PitfallTally | None) -> TableRow:
    """Every pitfall once, as the picture draws it: a critical one that is not avoided is neither partly nor open."""
    marks = _marks(tally) if tally else []
    counts = {head: marks.count(mark) for mark, head in COLUMNS.items()}
    counts["Pitfalls that do not apply"] = len(tally.not_applicable) if tally else 0
    return {head: whole(many if tally else None, NO_PITFALLS) for head, many in counts.items()}
