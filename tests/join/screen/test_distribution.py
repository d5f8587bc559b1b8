"""The pictures of the big screen: a dot a person while they can be counted, and everything within the picture."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest

from journey.join.screen.distribution import WIDTH, Distribution, picture
from journey.model import EarlierMedian, Option, QuestionKind
from journey.rules.distribution import MOST_DOTS
from journey.wording.reveal import Result
from journey.wording.room_questions import options

STATEMENT, FIST, PITFALL = QuestionKind.STATEMENT, QuestionKind.FIST, QuestionKind.PITFALL
LEVELS = (
    *(Option(str(level), f"Level {level}") for level in (1, 2, 3, 4)),
    *(Option(key, key) for key in ("dont_know", "not_applicable")),
)


def drawn(
    *levels: int, dont_know: int = 0, last: EarlierMedian | None = None, beside: Sequence[Result] = ()
) -> Distribution:
    result = {str(level): many for level, many in enumerate(levels, start=1)} | {"dont_know": dont_know}
    return picture(STATEMENT, LEVELS, result, last, beside)


@pytest.mark.parametrize(
    ("levels", "dont_know"), [((2, 3, 1, 5), 0), ((0, 0, 48, 0), 0), ((12, 12, 8, 8), 8), ((1, 0, 0, 0), 0)]
)
def test_each_person_is_a_dot_that_can_be_counted(levels: tuple[int, ...], dont_know: int) -> None:
    found = drawn(*levels, dont_know=dont_know)
    assert len(found.dots) == sum(levels) + dont_know
    assert sum(dot.is_aside for dot in found.dots) == dont_know
    assert not found.bars
    for dot in found.dots:
        assert dot.r <= dot.x <= WIDTH - dot.r
        assert dot.r <= dot.y <= found.height - dot.r
    for one, other in combinations(found.dots, 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (one.r + other.r) ** 2, "none covers another"
    wide = WIDTH / len(found.columns)
    for place, column in enumerate(found.columns):
        assert sum(wide * place < dot.x < wide * (place + 1) for dot in found.dots) == column.count


def test_many_people_are_bars_as_high_as_they_are_many() -> None:
    found = drawn(10, 20, 40, 0, dont_know=4)
    assert sum(one.count for one in found.columns) > MOST_DOTS
    assert not found.dots
    assert [round(bar.height / found.height, 2) for bar in found.bars] == [0.25, 0.5, 1, 0, 0.1]
    assert all(round(bar.y + bar.height, 1) == found.height for bar in found.bars)


def test_pictures_beside_each_other_have_one_scale() -> None:
    first, second = {"1": 5, "4": 5}, {"3": 10}
    pictures = [drawn(5, 0, 0, 5, beside=[first, second]), drawn(0, 0, 10, 0, beside=[first, second])]
    assert pictures[0].height == pictures[1].height
    assert {dot.r for found in pictures for dot in found.dots} == {pictures[0].dots[0].r}
    many = drawn(1, 2, 1, 0, beside=[{"2": 100}])
    assert not many.dots
    assert max(bar.height for bar in many.bars) < many.height / 10


def test_what_lies_beside_the_scale_is_drawn_where_somebody_chose_it() -> None:
    assert [one.name for one in drawn(1, 1, 1, 1).columns] == [
        "1 Little in place",
        "2 Partial",
        "3 Established",
        "4 Embedded",
    ]
    assert [one.is_aside for one in drawn(1, 1, 1, 1, dont_know=1).columns] == [False] * 4 + [True]
    kept = drawn(1, 1, 1, 1, beside=[{"1": 2, "not_applicable": 1}, {"dont_know": 0}])
    assert [(one.name, one.count) for one in kept.columns[4:]] == [("not_applicable", 0)]


def test_the_median_and_the_last_one_are_marked() -> None:
    found = drawn(2, 3, 1, 5, last=EarlierMedian("Autumn 2025", 2))
    assert [one.is_median for one in found.columns] == [False, False, True, False]
    assert [one.last for one in found.columns] == ["", "Autumn 2025", "", ""]


def test_every_scale_grows_to_the_right() -> None:
    fist = picture(FIST, options(FIST, statement=None, offered=()), {"5": 2, "0": 1})
    assert [one.key for one in fist.columns] == ["0", "1", "2", "3", "4", "5"]
    pitfall = picture(PITFALL, options(PITFALL, statement=None, offered=()), {"not_yet": 2})
    assert [one.name for one in pitfall.columns] == ["No, avoided", "In part", "Yes, still so"]


def test_words_say_all_of_it() -> None:
    assert drawn(2, 0, 0, 1).words == "3 answers: 1 Little in place 2, 2 Partial 0, 3 Established 0, 4 Embedded 1."
