"""The golden thread: from each priority by the services to their actions and owners, with its gaps shown as gaps.

Wide it has four columns that lines connect, narrow it is an outline that goes further in with every step.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.labels import wrap
from journey.charts.kit.marks import Sign, key, notes, sign
from journey.charts.kit.surface import BROAD, LINE, WIDE, Along, Surface, picture
from journey.charts.kit.theme import Palette, ThemeName
from journey.model import ActionState
from journey.rules.golden_thread import GoldenThread
from journey.wording.takeaways import golden_thread as words
from journey.wording.takeaways.golden_thread import Branch, Leaf, Outline, Root

_SIDE, _GAP_SIDE = 11, 12
_PAD, _BETWEEN = 8, 8
_AFTER_SIGN = 20
_MOST_LINES = 3
"""An action has so many lines at the most; the table has all of it."""
_STEP = 18
"""How far the narrow layout goes in with every step."""


class _Column(NamedTuple):
    """Where a column of the wide layout begins and ends."""

    start: Along
    end: Along


_COLUMNS = (
    _Column(Along(0), Along(0.23)),
    _Column(Along(0.27), Along(0.45)),
    _Column(Along(0.49), Along(0.78)),
    _Column(Along(0.82), Along(1)),
)
_PRIORITY, _SERVICE, _ACTION, _OWNER = range(4)


def golden_thread_chart(thread: GoldenThread, theme: ThemeName) -> Drawn:
    """From priority to service, action and owner; no picture where there is neither priority nor action."""
    outline = words.outline(thread)

    def draw(surface: Surface) -> None:
        _draw(surface, outline)

    return Drawn(
        picture(theme, draw, WIDE, BROAD) if outline.roots else None,
        words.takeaway(thread),
        words.table(thread),
        words.description(thread),
    )


def _draw(surface: Surface, outline: Outline) -> None:
    y = key(surface, 0, _key(surface.palette, outline)) + 12
    if surface.layout.is_wide:
        for column, head in zip(_COLUMNS, words.HEADS, strict=True):
            surface.text(column.start, y + LINE / 2, head, colour=surface.palette.muted, bold=True)
        y += LINE + 6
    for root in outline.roots:
        y = _wide(surface, y, root) if surface.layout.is_wide else _narrow(surface, y, root)
    notes(surface, y, words.how_to_read(outline))


def _key(palette: Palette, outline: Outline) -> list[tuple[Sign | str, str]]:
    """What the signs stand for that are drawn."""
    has_gap = any(
        root.is_gap or not root.branches or any(leaf.is_gap for branch in root.branches for leaf in branch.leaves)
        for root in outline.roots
    )
    entries: list[tuple[Sign | str, str]] = [
        (_of_state(palette, state), words.STATES[state]) for state in outline.states
    ]
    return [*entries, (_gap(palette), words.BREAKS)] if has_gap or not entries else entries


def _of_state(palette: Palette, state: ActionState) -> Sign:
    if state is ActionState.LIVE:
        return Sign("circle", _SIDE, palette.primary, palette.primary)
    if state is ActionState.PROPOSED:
        return Sign("circle", _SIDE, palette.page, palette.primary, is_dashed=True)
    return Sign("square", _SIDE - 1, palette.page, palette.muted)


def _gap(palette: Palette) -> Sign:
    return Sign("diamond", _GAP_SIDE, palette.warning, palette.warning)


def _wide(surface: Surface, y: float, root: Root) -> float:
    """One priority and what hangs on it. Returns where the picture goes on."""
    top, middle = y, y + _PAD + LINE / 2
    bottom = _box(surface, _COLUMNS[_PRIORITY], y, root.name, root.aside, is_gap=root.is_gap, is_strong=True)
    if not root.branches:
        _join(surface, _PRIORITY, [middle])
        missing = _Column(_COLUMNS[_SERVICE].start, _COLUMNS[_ACTION].end)
        y = _box(surface, missing, y, words.NO_ACTION, "", is_gap=True)
        return max(y, bottom) + 2 * _BETWEEN
    starts = []
    for branch in root.branches:
        starts.append(y + _PAD + LINE / 2)
        y = _branch(surface, y, branch) + _BETWEEN
    _join(surface, _PRIORITY, starts)
    surface.line(Along(0), Along(1), top - _BETWEEN / 2, top - _BETWEEN / 2, stroke=surface.palette.hairline, thick=1)
    return max(y, bottom + _BETWEEN) + _BETWEEN


def _branch(surface: Surface, y: float, branch: Branch) -> float:
    bottom = _box(surface, _COLUMNS[_SERVICE], y, branch.name, "")
    starts = []
    for number, leaf in enumerate(branch.leaves):
        y += _BETWEEN if number else 0
        starts.append(y + _PAD + LINE / 2)
        y = _leaf(surface, y, leaf)
    _join(surface, _SERVICE, starts)
    return max(y, bottom)


def _leaf(surface: Surface, y: float, leaf: Leaf) -> float:
    """An action and its owner on one line of the picture."""
    palette, size = surface.palette, surface.layout.text_size
    action, own = _COLUMNS[_ACTION], _COLUMNS[_OWNER]
    before = _AFTER_SIGN if leaf.state else 0
    what = wrap(leaf.what, surface.layout.room(*action) - before - 2 * _PAD, size, _MOST_LINES)
    aside = _AFTER_SIGN if leaf.is_gap else 0
    who = wrap(leaf.who, surface.layout.room(*own) - aside - 2 * _PAD, size, _MOST_LINES)
    much = wrap(leaf.much, surface.layout.room(*own) - 2 * _PAD, size) if leaf.much else []
    tall = max(len(what), len(who) + len(much)) * LINE + 2 * _PAD
    surface.rect(*action, y, tall, fill=palette.page, stroke=palette.border)
    surface.lines(action.start.plus(_PAD + before), y + _PAD, what, colour=palette.ink)
    if leaf.state:
        sign(surface, action.start.plus(_PAD + 6), y + _PAD + LINE / 2, _of_state(palette, leaf.state))
    _frame(surface, own, y, tall, is_gap=leaf.is_gap)
    if leaf.is_gap:
        sign(surface, own.start.plus(_PAD + 6), y + _PAD + LINE / 2, _gap(palette))
    bottom = surface.lines(own.start.plus(_PAD + aside), y + _PAD, who, colour=palette.ink)
    surface.lines(own.start.plus(_PAD), bottom, much, colour=palette.warning)
    _join(surface, _ACTION, [y + _PAD + LINE / 2])
    return y + tall


def _box(
    surface: Surface,
    column: _Column,
    y: float,
    text: str,
    aside: str,
    *,
    is_gap: bool = False,
    is_strong: bool = False,
) -> float:
    """A name in a box, with a smaller word beneath. Returns the bottom of the box."""
    palette, size = surface.palette, surface.layout.text_size
    before = _AFTER_SIGN if is_gap else 0
    room = surface.layout.room(*column) - 2 * _PAD
    lines, small = wrap(text, room - before, size), wrap(aside, room, size) if aside else []
    tall = (len(lines) + len(small)) * LINE + 2 * _PAD
    _frame(surface, column, y, tall, is_gap=is_gap, is_strong=is_strong)
    if is_gap:
        sign(surface, column.start.plus(_PAD + 6), y + _PAD + LINE / 2, _gap(palette))
    bottom = surface.lines(column.start.plus(_PAD + before), y + _PAD, lines, colour=palette.ink, bold=is_strong)
    surface.lines(column.start.plus(_PAD), bottom, small, colour=palette.ink)
    return y + tall


def _frame(
    surface: Surface, column: _Column, y: float, tall: float, *, is_gap: bool = False, is_strong: bool = False
) -> None:
    palette = surface.palette
    if is_gap:
        surface.rect(*column, y, tall, fill=palette.warning_tint, stroke=palette.warning, is_dashed=True)
    elif is_strong:
        surface.rect(*column, y, tall, fill=palette.filled, stroke=palette.mark)
    else:
        surface.rect(*column, y, tall, fill=palette.panel, stroke=palette.border)


def _join(surface: Surface, column: int, starts: Sequence[float]) -> None:
    """Lines from the first of these heights, where a box stands, to the boxes of the next column at each of them."""
    start, end = _COLUMNS[column].end, _COLUMNS[column + 1].start
    between, stroke = start.between(end, 0.5), surface.palette.border
    surface.line(start, between, starts[0], starts[0], stroke=stroke)
    if starts[-1] > starts[0]:
        surface.line(between, between, starts[0], starts[-1], stroke=stroke)
    for y in starts:
        surface.line(between, end, y, y, stroke=stroke)


def _narrow(surface: Surface, y: float, root: Root) -> float:
    """One priority as an outline. Returns where the picture goes on."""
    everywhere = _Column(Along(0), Along(1))
    y = _box(surface, everywhere, y, root.name, root.aside, is_gap=root.is_gap, is_strong=True)
    top, ends = y, []
    if not root.branches:
        ends = [y + _BETWEEN + _PAD + LINE / 2]
        y = _box(surface, _Column(Along(0, 2 * _STEP), Along(1)), y + _BETWEEN, words.NO_ACTION, "", is_gap=True)
    for branch in root.branches:
        y += _BETWEEN
        ends.append(y + LINE / 2)
        y = _narrow_branch(surface, y, branch)
    _twigs(surface, _STEP / 2, 2 * _STEP - 6, top, ends)
    return y + 2 * _BETWEEN + 4


def _narrow_branch(surface: Surface, y: float, branch: Branch) -> float:
    at = Along(0, 2 * _STEP)
    lines = wrap(branch.name, surface.layout.room(at, Along(1)), surface.layout.text_size)
    y = surface.lines(at, y, lines, colour=surface.palette.ink, bold=True)
    top, ends = y, []
    for leaf in branch.leaves:
        y += 4
        ends.append(y + LINE / 2)
        y = _narrow_leaf(surface, y, leaf)
    _twigs(surface, 2.4 * _STEP, 3 * _STEP, top, ends)
    return y


def _narrow_leaf(surface: Surface, y: float, leaf: Leaf) -> float:
    palette, size = surface.palette, surface.layout.text_size
    at = Along(0, 3 * _STEP + 8)
    text = at.plus(14 if leaf.state else -4)
    if leaf.state:
        sign(surface, at, y + LINE / 2, _of_state(palette, leaf.state))
    room = surface.layout.room(text, Along(1))
    y = surface.lines(text, y, wrap(leaf.what, room, size, _MOST_LINES), colour=palette.ink)
    before = _AFTER_SIGN if leaf.is_gap else 0
    if leaf.is_gap:
        sign(surface, text.plus(6), y + LINE / 2, _gap(palette))
    who = wrap(leaf.who, room - before, size, _MOST_LINES)
    y = surface.lines(text.plus(before), y, who, colour=palette.muted)
    return surface.lines(text, y, wrap(leaf.much, room, size) if leaf.much else [], colour=palette.warning)


def _twigs(surface: Surface, px: float, end: float, top: float, ends: Sequence[float]) -> None:
    """A line down from ``top`` with a twig to the right at each of the heights."""
    stroke = surface.palette.border
    surface.line(Along(0, px), Along(0, px), top, ends[-1], stroke=stroke)
    for y in ends:
        surface.line(Along(0, px), Along(0, end), y, y, stroke=stroke)
