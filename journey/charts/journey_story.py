"""The journey so far: rounds as columns, stages as rows, and between the rounds what was done and what came of it.

Each round has a column: at its left the level of each stage then, and beside it, along the time until the next round,
a bar for each action with the sign of what came of it. Where a row has more bars than fit, they are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.grid import BROAD_GRID, GRID, parts
from journey.charts.kit.labels import width, wrap
from journey.charts.kit.level_cells import DASH, level_cell, level_legend, missing_cell, quiet_cell
from journey.charts.kit.marks import HATCHED_SQUARE, Sign, key, notes, sign
from journey.charts.kit.surface import LINE, Along, Layout, Surface, picture
from journey.charts.kit.theme import Palette, ThemeName
from journey.model import LEVELS, Came, Verdict
from journey.rules.journey_story import BEFORE, Journey, ToldAction
from journey.wording import formatting, movement
from journey.wording.compared_figures import is_hidden
from journey.wording.suppression import HIDDEN
from journey.wording.takeaways import journey_story as words

TICK = "M-1,0.1L-0.3,0.8L1,-0.8"
CROSS = "M-1,-1L1,1M-1,1L1,-1"
ARROW = "M-1,0L1,0M0.2,-0.8L1,0L0.2,0.8"
QUESTION = "M-0.5,-0.45C-0.5,-1.2,0.6,-1.2,0.55,-0.45C0.5,0,0,0,0,0.4M0,0.85L0,1"
"""SVG paths; the font has no glyphs for them."""

_SIGN, _INNER = 15, 7
_LANE, _BAR = 18, 5
_PAD = 7
_LEAST_ROW, _MARKED_ROW, _REVIEWS_ROW = 34, 46, 24
_BETWEEN_BARS = 8


@dataclass(frozen=True, slots=True)
class _Size:
    """How many columns stand beside each other, how wide the level of a round is, and how many bars fit in a row."""

    most: int
    pillar: int
    lanes: int


_NARROW, _WIDE, _BROAD = _Size(3, 28, 6), _Size(5, 40, 8), _Size(8, 44, 8)


@dataclass(frozen=True, slots=True)
class _Block:
    """Some of the spells beside each other. ``first`` is the number of the first of them."""

    journey: Journey
    layout: Layout
    size: _Size
    first: int
    many: int

    def column(self, spell: int) -> tuple[Along, Along]:
        """Where the column of a spell begins and ends."""
        start, end = self.layout.bar_start, self.layout.bar_end
        number = spell - self.first
        return start.between(end, number / self.many), start.between(end, (number + 1) / self.many).plus(-4)

    def pillar(self, spell: int) -> tuple[Along, Along]:
        """Where the level of the round before a spell stands."""
        start, _ = self.column(spell)
        return start, start.plus(self.size.pillar)

    def area(self, spell: int) -> tuple[Along, Along]:
        """Where the time of a spell runs."""
        start, end = self.column(spell)
        after_pillar = 0 if spell == BEFORE else self.size.pillar + 3
        return start.plus(after_pillar + _SIGN / 2), end.plus(-_SIGN / 2)

    def at(self, day: date) -> Along:
        """The place of a day."""
        spell = self.journey.spell(day)
        if spell < self.first:
            return self.column(self.first)[0]
        if spell >= self.first + self.many:
            return self.column(self.first + self.many - 1)[1]
        begins, ends = _span(self.journey, spell)
        part = (day - begins) / (ends - begins) if ends > begins else 1.0
        return Along.between(*self.area(spell), min(max(part, 0.0), 1.0))

    def has(self, day: date) -> bool:
        """Whether a day lies in one of its spells."""
        return self.first <= self.journey.spell(day) < self.first + self.many

    def px(self, at: Along) -> float:
        """How many pixels from the left a place lies at the least width."""
        return self.layout.room(Along(0), at)

    @property
    def spells(self) -> range:
        """The numbers of its spells."""
        return range(self.first, self.first + self.many)


def journey_story_chart(journey: Journey, theme: ThemeName) -> Drawn:
    """The picture of the journey; none before there is a round or an action."""

    def draw(surface: Surface) -> None:
        _draw(surface, journey)

    return Drawn(
        picture(theme, draw, GRID, BROAD_GRID) if journey.has_begun else None,
        words.takeaway(journey),
        words.table(journey),
        words.description(journey),
        more=words.more(journey),
    )


def _draw(surface: Surface, journey: Journey) -> None:
    layout, palette = surface.layout, surface.palette
    size = _NARROW if not layout.is_wide else _BROAD if layout.is_broad else _WIDE
    levels = [level for level in LEVELS if level in words.shown_levels(journey)]
    y = level_legend(surface, 0, levels) + 2 if levels else 0.0
    entries = _legend(palette, journey)
    if _is_hatched(layout, size) and any(is_hidden(figure) for figure in journey.figures.values()):
        entries.append((_hidden(palette), HIDDEN))
    y = key(surface, y, entries) + 12
    spells = range(journey.first_spell, len(journey.rounds) or journey.first_spell + 1)
    for part in parts(len(spells), size.most):
        block = _Block(journey, layout, size, spells[part.start], part.stop - part.start)
        y = _heads(surface, y, block)
        for stage in journey.stages:
            y = _stage(surface, y, block, stage.id)
        if words.has_other(journey, journey.stages):
            y = _row(surface, y, block, words.OTHER, "", _others(journey), {})
        y = _reviews(surface, y, block) + 14
    notes(surface, y, words.how_to_read(journey))


def _legend(palette: Palette, journey: Journey) -> list[tuple[Sign | str, str]]:
    """What the signs stand for that the picture has."""
    entries: list[tuple[Sign | str, str]] = []
    if any(journey.weakest(number) for number in range(len(journey.rounds))):
        entries.append((Sign("circle", _INNER * 2, palette.ink, palette.ink), words.WEAKEST))
    for verdict in dict.fromkeys(words.claimed(journey).values()):
        entries.append((_moved(verdict, palette.ink), words.since_the_first(verdict)))
    if journey.moved_on:
        entries.append((_early(palette), words.LEFT_EARLY))
    entries += [(_signs(palette, one)[0], said) for one, said in words.signs(journey).items()]
    if journey.reviews:
        entries.append((_review(palette), words.REVIEW))
    return entries


def _signs(palette: Palette, came: Came) -> list[Sign]:
    """What stands at the end of a bar: signs that lie on each other, the lowest first."""
    ink, page = palette.ink, palette.page
    drawn: Mapping[Came, list[Sign]] = {
        Came.MOVED: [
            Sign("circle", _SIGN + 1, palette.primary, page),
            Sign(TICK, _INNER, palette.primary, page),
        ],
        Came.NOT_MOVED: [Sign("circle", _SIGN, page, ink), Sign(TICK, _INNER, page, ink)],
        Came.CANNOT_TELL: [Sign("circle", _SIGN, page, ink, is_dashed=True), Sign(QUESTION, _INNER, page, ink)],
        Came.IN_HAND: [Sign("circle", _SIGN - 2, page, palette.primary)],
        Came.DROPPED: [Sign(CROSS, _SIGN - 5, page, ink)],
        Came.HANDED_OVER: [Sign(ARROW, _SIGN - 2, page, ink)],
    }
    return drawn[came]


def _early(palette: Palette) -> Sign:
    return Sign("triangle-right", 15, palette.warning, palette.page)


def _moved(verdict: Verdict, colour: str) -> Sign:
    return Sign(movement.mark(verdict).shape, 9, colour, colour)


def _is_hatched(layout: Layout, size: _Size) -> bool:
    """Whether the word has no room where a level would stand."""
    return width(HIDDEN, layout.text_size) > size.pillar


def _hidden(palette: Palette) -> Sign:
    return Sign(HATCHED_SQUARE, 12, "transparent", palette.muted)


def _review(palette: Palette) -> Sign:
    return Sign("diamond", 13, palette.ink, palette.ink)


def _heads(surface: Surface, y: float, block: _Block) -> float:
    """The names and days of the rounds over their columns. Returns where the rows begin."""
    palette, size, rounds = surface.palette, surface.layout.text_size, block.journey.rounds
    heads = []
    for spell in block.spells:
        room = block.layout.room(*block.column(spell)) - 4
        if spell == BEFORE:
            named, dated = wrap(formatting.capital(words.spell_name(block.journey, BEFORE)), room, size, 4), []
        else:
            named = wrap(rounds[spell].name, room, size, 3)
            dated = wrap(formatting.month_and_year(rounds[spell].held_on), room, size)
        heads.append((named, dated))
    tall = max(len(named) + len(dated) for named, dated in heads)
    for spell, (named, dated) in zip(block.spells, heads, strict=True):
        at, top = block.column(spell)[0], y + LINE * (tall - len(named) - len(dated))
        top = surface.lines(at, top, named, colour=palette.ink, bold=True)
        surface.lines(at, top, dated, colour=palette.muted)
    return y + LINE * tall + 6


def _stage(surface: Surface, y: float, block: _Block, stage_id: str) -> float:
    journey = block.journey
    title = next(stage.title for stage in journey.stages if stage.id == stage_id)
    pillars = {spell: _pillar_of(stage_id, spell) for spell in block.spells if spell != BEFORE}
    least = _MARKED_ROW if stage_id in words.claimed(journey) else _LEAST_ROW
    return _row(
        surface, y, block, title, words.walked(journey, stage_id), list(journey.about(stage_id)), pillars, least
    )


def _others(journey: Journey) -> list[ToldAction]:
    ids = {stage.id for stage in journey.stages}
    return [action for action in journey.actions if action.stage_id not in ids]


_DrawPillar = Callable[[Surface, float, float, _Block], None]


def _row(
    surface: Surface,
    y: float,
    block: _Block,
    title: str,
    aside: str,
    actions: Sequence[ToldAction],
    pillars: Mapping[int, _DrawPillar],
    least: int = _LEAST_ROW,
) -> float:
    """A row of the picture: its name, its bars or their counts, and the levels of its rounds. Returns the bottom."""
    bars = _bars(block, actions)
    lanes = max((lane for _, lane in bars), default=-1) + 1
    is_counted = lanes > block.size.lanes
    tall = _height_of_counts(block, actions) if is_counted else lanes * _LANE + 2 * _PAD
    top, tall = _name(surface, y, title, aside, max(tall, least))
    for spell in block.spells:
        start, end = block.column(spell)
        surface.rect(start, end, top, tall, fill=surface.palette.panel, stroke=surface.palette.panel)
    if is_counted:
        _counts(surface, top, block, actions)
    else:
        first = top + (tall - lanes * _LANE) / 2 + _LANE / 2
        for action, lane in bars:
            _bar(surface, first + lane * _LANE, block, action)
    for draw in pillars.values():
        draw(surface, top, tall, block)
    return top + tall + (4 if surface.layout.is_wide else 8)


def _name(surface: Surface, y: float, title: str, aside: str, tall: float) -> tuple[float, float]:
    """The name of a row, at the left or above. Returns the top and the height of what is drawn beside it."""
    layout, palette, size = surface.layout, surface.palette, surface.layout.text_size
    if layout.is_wide:
        room = layout.bar_start.px - 12
        named, said = wrap(title, room, size), wrap(aside, room, size) if aside else []
        tall = max(tall, LINE * (len(named) + len(said)) + 4)
        middle = y + (tall - LINE * (len(named) + len(said))) / 2
        middle = surface.lines(Along(0), middle, named, colour=palette.ink)
        surface.lines(Along(0), middle, said, colour=palette.muted)
        return y, tall
    named = wrap(title, layout.least, size)
    bottom = surface.lines(Along(0), y, named, colour=palette.ink)
    if aside and width(named[-1], size) + width(aside, size) + 10 <= layout.least:
        surface.text(Along(1), bottom - LINE / 2, aside, colour=palette.muted, align="right")
    elif aside:
        bottom = surface.lines(Along(0), bottom, wrap(aside, layout.least, size), colour=palette.muted)
    return bottom + 2, tall


def _bars(block: _Block, actions: Sequence[ToldAction]) -> list[tuple[ToldAction, int]]:
    """The actions that are seen in a block, each with the lane in which it finds room."""
    lanes: list[float] = []
    placed = []
    for action in sorted(actions, key=lambda one: (one.began_on, one.ended_on or date.max)):
        if not _is_seen(block, action):
            continue
        start, end = _ends(block, action)
        left, right = block.px(start), block.px(end)
        lane = next((number for number, taken in enumerate(lanes) if taken + _BETWEEN_BARS <= left), len(lanes))
        lanes[lane : lane + 1] = [max(right, left) + _SIGN / 2]
        placed.append((action, lane))
    return placed


def _is_seen(block: _Block, action: ToldAction) -> bool:
    began, ended = block.journey.spell(action.began_on), block.journey.spell(_until(block.journey, action))
    return began < block.first + block.many and ended >= block.first


def _until(journey: Journey, action: ToldAction) -> date:
    return max(action.ended_on or journey.today, action.began_on)


def _ends(block: _Block, action: ToldAction) -> tuple[Along, Along]:
    return block.at(action.began_on), block.at(_until(block.journey, action))


def _bar(surface: Surface, y: float, block: _Block, action: ToldAction) -> None:
    """A bar from the day an action began to the day it ended, with the sign of what came of it."""
    palette, (start, end) = surface.palette, _ends(block, action)
    colour = palette.primary if words.sign_of(action.came) is Came.MOVED else palette.border
    surface.rect(start, end, y - _BAR / 2, _BAR, fill=colour, stroke=colour)
    if block.has(_until(block.journey, action)):
        for drawn in _signs(palette, words.sign_of(action.came)):
            sign(surface, end, y, drawn, thick=1.75)


def _height_of_counts(block: _Block, actions: Sequence[ToldAction]) -> float:
    lines = max((len(words.summed(_begun_in(block, spell, actions))) for spell in block.spells), default=0)
    return lines * LINE + 2 * _PAD


def _begun_in(block: _Block, spell: int, actions: Sequence[ToldAction]) -> list[ToldAction]:
    return [action for action in actions if block.journey.spell(action.began_on) == spell]


def _counts(surface: Surface, y: float, block: _Block, actions: Sequence[ToldAction]) -> None:
    """How many actions that were begun in each spell came to what."""
    for spell in block.spells:
        at = block.area(spell)[0]
        for number, (came, many) in enumerate(words.summed(_begun_in(block, spell, actions))):
            middle = y + _PAD + LINE * (number + 0.5)
            for drawn in _signs(surface.palette, came):
                sign(surface, at.plus(2), middle, drawn, thick=1.75)
            surface.text(at.plus(14), middle, str(many), colour=surface.palette.ink)


def _pillar_of(stage_id: str, spell: int) -> _DrawPillar:
    """Draws the level of a stage in the round before a spell."""

    def draw(surface: Surface, y: float, tall: float, block: _Block) -> None:
        _pillar(surface, y, tall, block, stage_id, spell)

    return draw


def _pillar(surface: Surface, y: float, tall: float, block: _Block, stage_id: str, spell: int) -> None:
    palette, journey = surface.palette, block.journey
    round_, weakest = journey.rounds[spell], journey.weakest(spell)
    figure = journey.figures.get((round_.id, stage_id))
    if figure is None or figure.index is None:
        cell = missing_cell(palette, figure)
    elif figure.secure_level is None:
        cell = quiet_cell(palette, DASH)
    else:
        cell = level_cell(palette, figure.secure_level, str(figure.secure_level))
    start, end = block.pillar(spell)
    at, middle = start.between(end, 0.5), y + tall / 2
    surface.rect(start, end, y, tall, fill=cell.fill, stroke=cell.stroke)
    left = journey.left_early(round_.id, stage_id)
    verdict = words.claimed(journey).get(stage_id) if spell + 1 == len(journey.rounds) else None
    if verdict:
        sign(surface, at, middle + 12, _moved(verdict, cell.ink))
        middle -= 7
    if weakest is not None and weakest.id == stage_id:
        sign(surface, at, middle, Sign("circle", 22, palette.ink, palette.page))
        cell = replace(cell, ink=palette.page)
    if cell.text == HIDDEN and _is_hatched(surface.layout, block.size):
        sign(surface, at, middle, _hidden(palette), thick=1)
    else:
        surface.text(at, middle, cell.text, colour=cell.ink, bold=cell.bold, align="center")
    if left:
        sign(surface, end, y + 10, _early(palette))


def _reviews(surface: Surface, y: float, block: _Block) -> float:
    """The reviews that were held, along the time; several that lie close together are one sign with their number."""
    journey, palette = block.journey, surface.palette
    held = [review.held_on for review in journey.reviews if block.has(review.held_on)]
    if not journey.reviews:
        return y
    groups: list[list[date]] = []
    for day in held:
        is_close = bool(groups) and block.px(block.at(day)) - block.px(block.at(groups[-1][0])) < _SIGN
        if is_close:
            groups[-1].append(day)
        else:
            groups.append([day])
    is_numbered = any(len(group) > 1 for group in groups)
    top, tall = _name(surface, y, words.REVIEWS, "", _REVIEWS_ROW + (_LANE if is_numbered else 0))
    middle = top + tall - _REVIEWS_ROW / 2
    surface.line(block.column(block.first)[0], block.column(block.spells[-1])[1], middle, middle, stroke=palette.border)
    for group in groups:
        at = block.at(group[0])
        sign(surface, at, middle, _review(palette))
        if len(group) > 1:
            surface.text(at, middle - _LANE, str(len(group)), colour=palette.muted, align="center")
    return top + tall


def _span(journey: Journey, spell: int) -> tuple[date, date]:
    """From when to when the time of a spell runs: from the close of a round to the day on which the next begins."""
    days = [*(action.began_on for action in journey.actions), *(review.held_on for review in journey.reviews)]
    if spell == BEFORE:
        begins = min([*days, journey.today])
        return begins, journey.rounds[0].held_on if journey.rounds else journey.today
    round_ = journey.rounds[spell]
    begins = round_.closed_at.date() if round_.closed_at else round_.held_on
    last = spell + 1 == len(journey.rounds)
    ends = max([*days, journey.today]) if last else journey.rounds[spell + 1].held_on - timedelta(days=1)
    return begins, ends
