"""The pictures of the big screen as shapes: where each dot, bar and mark goes. Templates draw them as SVG.

A picture is as wide as its columns, which share the width evenly, so that the words below it line up with it at every
size. Its height follows from the highest column.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from journey.model import ASKED_ON_LEVELS, DistributionLayout, EarlierMedian, Option, QuestionKind
from journey.service.workshop.distributions import layout
from journey.wording import terms
from journey.wording.catalogue import _
from journey.wording.reveal import Result, median
from journey.wording.room_questions import ASIDE

WIDTH = 1600

_DOT = 100
"""The most that a dot and the space around it take."""
_TALLEST = 480
_TALLEST_BAR = 390
_LEAST = 160
_BESIDE = 60
"""Space between the dots of one column and those of the next."""
_BAR = 0.5
"""How much of its column a bar takes."""

_HIGHEST_FIRST = (QuestionKind.FIST, QuestionKind.ON_TIME)
"""What is read from the highest step down; pictures grow to the right."""


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


def picture(
    kind: QuestionKind,
    options: Sequence[Option],
    result: Result,
    last: EarlierMedian | None = None,
    beside: Sequence[Result] = (),
) -> Distribution:
    """The distribution of a revealed question of any kind but priorities. ``beside`` are the results whose pictures
    stand beside this one: all have the same columns and the same scale.
    """
    columns = columns_of(kind, options, result, last, aside_of(beside))
    counts = [column.count for column in columns]
    placed = layout(counts, *(result.values() for result in beside))
    words = _(
        "{sum} answers: {join}.", sum=sum(counts), join=", ".join(f"{column.name} {column.count}" for column in columns)
    )
    if not placed.is_dots:
        return Distribution(columns, (), tuple(_bars(columns, placed)), _TALLEST_BAR, words)
    dots, height = _dots(columns, placed)
    return Distribution(columns, dots, (), height, words)


def aside_of(results: Iterable[Result]) -> frozenset[str]:
    """What lies beside the scale that somebody chose in any of these."""
    return frozenset(key for result in results for key in ASIDE if result.get(key))


def columns_of(
    kind: QuestionKind, options: Sequence[Option], result: Result, last: EarlierMedian | None, keep: Collection[str]
) -> tuple[Column, ...]:
    """What is drawn side by side: every step of the scale, and of what lies beside it what somebody chose, or what is
    to be kept because it stands in pictures beside this one."""
    middle = median(kind, result)
    columns = []
    for option in reversed(options) if kind in _HIGHEST_FIRST else options:
        count = result.get(option.key, 0)
        is_aside = option.key in ASIDE
        if is_aside and not count and option.key not in keep:
            continue
        key, name = names(kind, option)
        is_last = last is not None and option.key == str(last.level)
        columns.append(
            Column(
                key,
                name,
                count,
                is_aside=is_aside,
                is_median=middle is not None and option.key == str(middle),
                last=last.round_name if last and is_last else "",
            )
        )
    return tuple(columns)


def names(kind: QuestionKind, option: Option) -> tuple[str, str]:
    """An option's number, empty where it has none, and its short name, which begins with the number."""
    if option.key in ASIDE or kind is QuestionKind.PITFALL:
        return "", option.text
    if kind in ASKED_ON_LEVELS:
        return option.key, terms.level(int(option.key))
    return option.key, option.text


def _dots(columns: Sequence[Column], placed: DistributionLayout) -> tuple[tuple[Dot, ...], int]:
    """A stack of dots a column, each as large as the room between the columns and the height allow."""
    wide, rows = WIDTH / max(len(columns), 1), max(placed.rows, 1)
    pitch = min(_DOT, (wide - _BESIDE) / placed.beside, _TALLEST / rows)
    height = max(_LEAST, round(rows * pitch))
    dots = tuple(
        Dot(
            round(wide * (place + 0.5) + spot.across * pitch, 1),
            round(height - spot.up * pitch, 1),
            round(pitch * 0.4, 1),
            column.is_aside,
        )
        for place, column in enumerate(columns)
        for spot in placed.spots(column.count)
    )
    return dots, height


def _bars(columns: Sequence[Column], placed: DistributionLayout) -> list[Bar]:
    wide = WIDTH / len(columns)
    return [
        Bar(
            round(wide * (place + (1 - _BAR) / 2), 1),
            round(_TALLEST_BAR * (1 - placed.share(column.count)), 1),
            round(wide * _BAR, 1),
            round(_TALLEST_BAR * placed.share(column.count), 1),
            column.is_aside,
        )
        for place, column in enumerate(columns)
    ]
