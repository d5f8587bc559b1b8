"""The pictures of the big screen as shapes: where each dot, bar and mark goes. Templates draw them as SVG.

A picture is as wide as its columns, which share the width evenly, so that the words below it line up with it at every
size. Its height follows from the highest column.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from journey.model import Option, QuestionKind
from journey.wording import terms
from journey.wording.answer_options import ASIDE
from journey.wording.reveal import Result, median

WIDTH = 1600
MOST_DOTS = 60
"""Up to so many people each is a dot; beyond, nobody could count them, and bars stand in their place."""

_DOT = 100
"""The most that a dot and the space around it take."""
_LARGE = 64
_TALLEST = 480
_TALLEST_BAR = 390
_LEAST = 160
_BESIDE = 60
"""Space between the dots of one column and those of the next."""
_BAR = 0.5
"""How much of its column a bar takes."""

_HIGHEST_FIRST = (QuestionKind.FIST, QuestionKind.ON_TIME)
"""What is read from the highest step down; pictures grow to the right."""
_OF_LEVELS = (QuestionKind.STATEMENT, QuestionKind.VIGNETTE)


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that could be chosen: its number or sign, its name, how many chose it.

    ``is_aside`` holds for what is no step of the scale: don't know, does not apply. ``last`` is the round whose median
    this was, or empty.
    """

    key: str
    name: str
    count: int
    is_aside: bool = False
    is_median: bool = False
    last: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """One person."""

    x: float
    y: float
    r: float
    is_aside: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """Many people."""

    x: float
    y: float
    width: float
    height: float
    is_aside: bool


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution. ``words`` say all of it, for those who do not see it."""

    columns: tuple[Column, ...]
    dots: tuple[Dot, ...]
    bars: tuple[Bar, ...]
    height: int
    words: str

    @property
    def width(self) -> int:
        """Of every picture."""
        return WIDTH


@dataclass(frozen=True, slots=True)
class LastRoundMark:
    """An earlier round's median."""

    level: int
    round_name: str


def picture(
    kind: QuestionKind,
    options: Sequence[Option],
    result: Result,
    last: LastRoundMark | None = None,
    beside: Sequence[Result] = (),
) -> Distribution:
    """The distribution of a revealed question of any kind but priorities. ``beside`` are the results whose pictures
    stand beside this one: all have the same columns and the same scale.
    """
    columns = columns_of(kind, options, result, last, aside_of(beside))
    most = max(many for one in (result, *beside) for many in (*one.values(), 0))
    people = sum(column.count for column in columns)
    words = f"{people} answers: {', '.join(f'{one.name} {one.count}' for one in columns)}."
    if max([people, *(sum(one.values()) for one in beside)]) > MOST_DOTS:
        return Distribution(columns, (), tuple(_bars(columns, most)), _TALLEST_BAR, words)
    dots, height = _dots(columns, most)
    return Distribution(columns, dots, (), height, words)


def aside_of(results: Iterable[Result]) -> frozenset[str]:
    """What lies beside the scale that somebody chose in any of these."""
    return frozenset(key for result in results for key in ASIDE if result.get(key))


def columns_of(
    kind: QuestionKind, options: Sequence[Option], result: Result, last: LastRoundMark | None, keep: Collection[str]
) -> tuple[Column, ...]:
    """What is drawn side by side: every step of the scale, and of what lies beside it what somebody chose, or what is
    to be kept because it stands in pictures beside this one."""
    middle = median(kind, result)
    found = []
    for option in reversed(options) if kind in _HIGHEST_FIRST else options:
        count = result.get(option.key, 0)
        is_aside = option.key in ASIDE
        if is_aside and not count and option.key not in keep:
            continue
        key, name = names(kind, option)
        is_last = last is not None and option.key == str(last.level)
        found.append(
            Column(
                key,
                name,
                count,
                is_aside=is_aside,
                is_median=middle is not None and option.key == str(middle),
                last=last.round_name if last and is_last else "",
            )
        )
    return tuple(found)


def names(kind: QuestionKind, option: Option) -> tuple[str, str]:
    """An option's number, empty where it has none, and its short name, which begins with the number."""
    if option.key in ASIDE or kind is QuestionKind.PITFALL:
        return "", option.text
    if kind in _OF_LEVELS:
        return option.key, terms.level(int(option.key))
    return option.key, option.text


def _dots(columns: Sequence[Column], most: int) -> tuple[tuple[Dot, ...], int]:
    """A stack of dots a column, few beside each other: more only where dots would be small."""
    wide = WIDTH / max(len(columns), 1)
    most = max(most, 1)
    pitches = {across: _pitch(wide, most, across) for across in range(1, most + 1)}
    across = next((few for few, pitch in pitches.items() if pitch >= _LARGE), max(pitches, key=pitches.__getitem__))
    pitch = pitches[across]
    height = max(_LEAST, round(-(-most // across) * pitch))
    found = []
    for place, column in enumerate(columns):
        for one in range(column.count):
            row, beside = divmod(one, across)
            in_row = min(across, column.count - row * across)
            x = wide * (place + 0.5) + (beside - (in_row - 1) / 2) * pitch
            y = height - (row + 0.5) * pitch
            found.append(Dot(round(x, 1), round(y, 1), round(pitch * 0.4, 1), column.is_aside))
    return tuple(found), height


def _pitch(wide: float, most: int, across: int) -> float:
    """What a dot and the space around it may take, where so many stand beside each other."""
    rows = -(-most // across)
    return min(_DOT, (wide - _BESIDE) / across, _TALLEST / rows)


def _bars(columns: Sequence[Column], most: int) -> list[Bar]:
    wide = WIDTH / len(columns)
    return [
        Bar(
            round(wide * (place + (1 - _BAR) / 2), 1),
            round(_TALLEST_BAR * (1 - column.count / most), 1),
            round(wide * _BAR, 1),
            round(_TALLEST_BAR * column.count / most, 1),
            column.is_aside,
        )
        for place, column in enumerate(columns)
    ]
