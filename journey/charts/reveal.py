"""What a room answered, once it is revealed: a dot a person over the levels, or a bar for each thing to choose."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.labels import wrap
from journey.charts.kit.marks import Sign, legend, notes, sign
from journey.charts.kit.surface import LINE, Along, Surface, picture
from journey.charts.kit.theme import Palette, ThemeName
from journey.model import ASKED_ON_LEVELS, LEVELS, DistributionLayout, EarlierMedian, Option, QuestionKind
from journey.rules.distribution import layout
from journey.wording import reveal, terms
from journey.wording.takeaways import answer_tables as words

_BAR = 14
_LONGEST_BAR = 150
_TRIANGLE, _DIAMOND = 13, 14


def reveal_chart(
    kind: QuestionKind,
    text: str,
    options: Sequence[Option],
    result: Mapping[str, int],
    theme: ThemeName,
    before: EarlierMedian | None = None,
) -> Drawn:
    """What a revealed question (``text``) came to: ``result`` as the reveal kept it, ``options`` as they were offered.

    ``before`` is for statements: where the median was in an earlier round.
    """
    takeaway = words.takeaway(kind, options, result, before)
    if kind in ASKED_ON_LEVELS:
        return _of_levels(text, result, takeaway, theme, before)
    return _of_choices(text, _in_order(kind, options, result), result, takeaway, theme)


def _in_order(kind: QuestionKind, options: Sequence[Option], result: Mapping[str, int]) -> Sequence[Option]:
    if kind is QuestionKind.PRIORITY:
        return [priority.option for priority in reveal.ranked_priorities(options, result)]
    return options


def _of_levels(
    text: str, result: Mapping[str, int], takeaway: str, theme: ThemeName, before: EarlierMedian | None
) -> Drawn:
    """How many chose each level, and where the median lies."""
    counts = reveal.counts(result)
    median = reveal.median(QuestionKind.STATEMENT, result)

    def draw(surface: Surface) -> None:
        y = _stacks(surface, counts.levels) + 6
        bottom = max(_level_name(surface, y, level) for level in LEVELS)
        bottom = _markers(surface, bottom + 4, median, before)
        if without_level := words.without_level(counts):
            notes(surface, bottom + 4, [without_level])

    table = words.level_table(counts)
    chart = picture(theme, draw) if counts.n else None
    return Drawn(chart, takeaway, table, words.of_levels(text), words.file_table(text, table))


def _of_choices(
    text: str, options: Sequence[Option], result: Mapping[str, int], takeaway: str, theme: ThemeName
) -> Drawn:
    """How often each option was chosen."""
    most = max((result.get(option.key, 0) for option in options), default=0)

    def draw(surface: Surface) -> None:
        y = 0.0
        for option in options:
            y = _bar(surface, y, option.text, result.get(option.key, 0), most) + 10

    table = words.choice_table(options, result)
    chart = picture(theme, draw) if most else None
    return Drawn(chart, takeaway, table, words.of_choices(text, options), words.file_table(text, table))


def _middle(level: int) -> Along:
    """The middle of a level's column. The columns share the whole width: dots need no room beyond the scale."""
    return Along((level - 0.5) / len(LEVELS))


def _stacks(surface: Surface, levels: Sequence[int]) -> float:
    """A column of dots, or a bar, for each level, all standing on one line. Returns where the line is."""
    placed = layout(levels)
    step = 26 if surface.layout.is_wide else 19
    ground: float = LINE + (step * placed.rows if placed.is_dots else _LONGEST_BAR)
    for level, many in zip(LEVELS, levels, strict=True):
        if placed.is_dots:
            top: float = ground - step * math.ceil(many / placed.beside)
            _dots(surface, level, many, placed, step, ground)
        else:
            top = ground - _LONGEST_BAR * placed.share(many)
            _column(surface, level, top, ground)
        colour = surface.palette.ink if many else surface.palette.muted
        surface.text(_middle(level), top - LINE / 2, str(many), colour=colour, bold=True, align="center")
    surface.line(Along(0), Along(1), ground, ground, stroke=surface.palette.border, thick=1)
    return ground


def _column(surface: Surface, level: int, top: float, ground: float) -> None:
    at, colour = _middle(level), surface.palette.primary
    if ground > top:
        surface.rect(at.plus(-24), at.plus(24), top, ground - top, fill=colour, stroke=colour)


def _dots(surface: Surface, level: int, many: int, placed: DistributionLayout, step: int, ground: float) -> None:
    """Dots from the ground up, as near to each other as the width of a column asks for."""
    side, colour = step - 4, surface.palette.primary
    # Six dots beside each other are what a column of the narrow layout holds.
    across = min(step, (60 if not surface.layout.is_wide else 140) // placed.beside)
    for spot in placed.spots(many):
        at = _middle(level).plus(spot.across * across)
        surface.shape(at, ground - step * spot.up, "circle", min(side, across - 2), fill=colour, stroke=colour)


def _level_name(surface: Surface, y: float, level: int) -> float:
    """The number of a level and, where there is room, its name. Returns the bottom."""
    layout, palette = surface.layout, surface.palette
    at, room = _middle(level), layout.least / len(LEVELS) - 4
    surface.text(at, y + LINE / 2, str(level), colour=palette.ink, bold=True, align="center")
    names = wrap(terms.level_name(level), room, layout.text_size) if layout.is_wide else []
    return surface.lines(at, y + LINE, names, colour=palette.muted, align="center")


def _markers(surface: Surface, y: float, median: int | None, before: EarlierMedian | None) -> float:
    """The median, and that of an earlier round, as signs beneath their levels, with what they stand for."""
    entries: list[tuple[Sign | str, str]] = []
    are_together = median is not None and before is not None and median == before.level
    for level, look, meaning in _signs(surface.palette, median, before):
        shift = 0 if not are_together else -12 if look.shape == "triangle-up" else 12
        sign(surface, _middle(level).plus(shift), y + LINE / 2, look)
        entries.append((look, meaning))
    return legend(surface, y + LINE + 8, entries) if entries else y


def _signs(palette: Palette, median: int | None, before: EarlierMedian | None) -> list[tuple[int, Sign, str]]:
    signs = []
    if median is not None:
        signs.append((median, Sign("triangle-up", _TRIANGLE, palette.ink, palette.ink), "median"))
    if before is not None:
        diamond = Sign("diamond", _DIAMOND, palette.second, palette.second)
        signs.append((before.level, diamond, f"median in {before.round_name}"))
    return signs


def _bar(surface: Surface, y: float, text: str, many: int, most: int) -> float:
    """An option with its number, and beneath it a bar. Returns the bottom."""
    layout, palette = surface.layout, surface.palette
    lines = wrap(text, layout.least - 44, layout.text_size)
    colour = palette.ink if many else palette.muted
    surface.text(Along(0), y + LINE / 2, str(many), colour=colour, bold=True)
    bottom = surface.lines(Along(0, 36), y, lines, colour=palette.ink)
    if many:
        end = Along(many / most, 36 * (1 - many / most))
        surface.rect(Along(0, 36), end, bottom + 2, _BAR, fill=palette.primary, stroke=palette.primary)
        return bottom + 2 + _BAR
    return bottom
