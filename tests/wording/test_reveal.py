"""What a revealed question says: a sentence over the picture, the order of many, what stands beside an earlier vote."""

from __future__ import annotations

import pytest

from journey.model import Counts, Option, QuestionKind
from journey.wording import reveal
from journey.wording.room_questions import options
from tests.steps.results import levels

STATEMENT, VIGNETTE, PITFALL = QuestionKind.STATEMENT, QuestionKind.VIGNETTE, QuestionKind.PITFALL
PRIORITY, FIST, ON_TIME = QuestionKind.PRIORITY, QuestionKind.FIST, QuestionKind.ON_TIME
THREE = (Option("a", "Fewer targets."), Option("b", "One plan"), Option("c", "A day to look back"))


def said(kind: QuestionKind, result: dict[str, int], own: tuple[Option, ...] = ()) -> str:
    return reveal.finding(kind, options(kind, statement=None, offered=own), result)


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (levels(2, 3, 1, 5), "Two camps: 5 say 1 or 2, 5 say 4; one says 3"),
        (levels(4, 2, 3, 3), "Two camps: 4 say 1, 6 say 3 or 4; two say 2"),
        (levels(1, 1, 1, 1), "One says 1, one says 2, one says 3, one says 4"),
        (levels(2, 4, 3, 2), "Spread over all levels"),
        (levels(0, 0, 7, 3), "Most say 3 (7 of 10)"),
        (levels(0, 5, 5, 1), "Between 2 and 3 (10 of 11); one says 4"),
        (levels(0, 0, 12, 0), "All 12 say 3"),
        (levels(0, 1, 0, 1), "Too few for a word: one says 2, one says 4"),
    ],
)
def test_levels_in_one_sentence(result: dict[str, int], words: str) -> None:
    assert said(STATEMENT, result) == words
    assert said(VIGNETTE, result) == words


def test_those_who_gave_no_level_are_named_apart() -> None:
    both = levels(0, 0, 7, 3, dont_know=1, not_applicable=2)
    assert said(STATEMENT, both) == "Most say 3 (7 of 10; 1 doesn’t know); 2 say it does not apply"
    assert said(STATEMENT, levels(0, 2, 1, 0, dont_know=8)) == "Most don’t know (8 of 11); 2 of 3 say 2, one says 3"
    assert said(STATEMENT, levels(0, 0, 0, 0, dont_know=4)) == "Nobody gave a level: 4 don’t know"
    assert said(STATEMENT, levels(0, 0, 0, 0, not_applicable=1)) == "Nobody gave a level: 1 says it does not apply"
    half = levels(0, 4, 0, 0, dont_know=4)
    assert said(STATEMENT, half) == "All 4 say 2; 4 don’t know"


@pytest.mark.parametrize("kind", QuestionKind)
def test_nothing_is_said_of_nobody(kind: QuestionKind) -> None:
    assert said(kind, {}, THREE) == "Nobody has answered"
    assert reveal.median(kind, {}) is None


def test_the_result_as_counts_of_levels() -> None:
    assert reveal.counts(levels(2, 3, 1, 5, dont_know=4, not_applicable=6)) == Counts((2, 3, 1, 5), 4, 6)
    assert reveal.counts({}) == Counts()


@pytest.mark.parametrize(
    ("kind", "result", "median"),
    [
        (STATEMENT, levels(2, 3, 1, 5), 3),
        (VIGNETTE, levels(2, 2, 0, 0), 1),
        (FIST, {"0": 2, "5": 1}, 0),
        (FIST, {"3": 1, "4": 1, "5": 2}, 4),
        (ON_TIME, {"1": 1, "5": 2}, 5),
        (PITFALL, {"avoided": 3}, None),
        (PRIORITY, {"1": 3}, None),
    ],
)
def test_the_middle_is_the_lower_of_two(kind: QuestionKind, result: dict[str, int], median: int | None) -> None:
    assert reveal.median(kind, result) == median


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ({"5": 3, "3": 1}, "All four can go along with it"),
        ({"5": 1}, "The one who answered can go along with it"),
        ({"5": 6, "3": 3, "2": 1, "1": 1}, "Nine of 11 can go along with it; one has doubts; one objects"),
        ({"2": 2, "0": 1}, "Nobody can go along with it yet; two have doubts; one objects"),
    ],
)
def test_a_fist_of_five_says_who_goes_along_and_who_does_not(result: dict[str, int], words: str) -> None:
    assert said(FIST, result) == words


def test_return_on_time_counts_from_worth_it() -> None:
    assert said(ON_TIME, {"5": 2, "3": 4, "1": 1}) == "Six of seven found it worth the time; median 3"
    assert said(ON_TIME, {"5": 2, "4": 4}) == "All six found it worth the time; median 4"
    assert said(ON_TIME, {"1": 2}) == "Nobody found it worth the time; median 1"


def test_pitfalls_by_what_most_say() -> None:
    assert said(PITFALL, {"avoided": 4}) == "All four: “No, avoided”"
    assert said(PITFALL, {"partly": 7, "not_yet": 4}) == "Most: “In part”, seven of 11"
    assert said(PITFALL, {"partly": 3, "not_yet": 2, "avoided": 2}) == "Most often: “In part”, three of seven"
    assert said(PITFALL, {"avoided": 4, "not_yet": 4}) == "Divided: four each “No, avoided” and “Yes, still so”"


def test_priorities_share_a_place_where_their_dots_are_the_same() -> None:
    ranked = reveal.ranked_priorities(THREE, {"c": 5, "b": 5, "a": 1})
    assert [(one.option.key, one.dots, one.place) for one in ranked] == [("b", 5, 1), ("c", 5, 1), ("a", 1, 3)]
    assert (
        said(PRIORITY, {"c": 5, "b": 5}, THREE)
        == "Level in first place: One plan and A day to look back, five dots each"
    )
    assert said(PRIORITY, {"a": 7, "b": 5}, THREE) == "First: Fewer targets, seven dots"
    four = (*THREE, Option("d", "Say no"))
    assert said(PRIORITY, dict.fromkeys("abcd", 2), four) == "No clear first: four with two dots each"


def test_the_vote_proposes_a_level_or_none() -> None:
    assert reveal.proposed(levels(0, 9, 3, 0)) == 2
    assert reveal.proposed(levels(5, 0, 4, 0)) is None
    assert reveal.proposed({}) is None


def test_what_divides_a_room_comes_first() -> None:
    camps, mixed, agreed = levels(4, 0, 0, 4), levels(1, 3, 3, 3), levels(0, 0, 9, 1)
    unsure = levels(0, 0, 9, 1, dont_know=3)
    ordered = sorted([agreed, mixed, unsure, camps], key=reveal.disagreement, reverse=True)
    assert ordered == [camps, mixed, unsure, agreed]


def test_pitfalls_that_are_still_open_come_first() -> None:
    found = [{"avoided": 9}, {"not_yet": 2, "partly": 1}, {"partly": 5}, {"not_yet": 2, "partly": 3}]
    assert sorted(found, key=reveal.still_open, reverse=True) == [found[3], found[1], found[2], found[0]]


def test_an_earlier_round_stands_beside() -> None:
    assert reveal.since(2, "Autumn 2025", 3) == "In Autumn 2025 the median was 2, now it is 3."
    assert reveal.since(3, "Autumn 2025", 3) == "In Autumn 2025 the median was 3, as it is now."
    assert reveal.since(3, "Autumn 2025", None) == "In Autumn 2025 the median was 3."


def test_a_second_vote_stands_beside_the_first() -> None:
    camps, agreed = levels(5, 0, 0, 5), levels(0, 1, 8, 1)
    assert reveal.revote(camps, agreed) == "First vote: two camps. Second vote: most say 3."
    assert reveal.revote(agreed, agreed) == "Both votes: most say 3."
    assert reveal.revote(agreed, levels(0, 0, 0, 0, dont_know=2)).endswith("Second vote: nobody gave a level.")


def test_a_case_says_how_many_read_it_as_its_writer() -> None:
    assert reveal.intended(2, levels(1, 4, 1, 0)) == "Written as level 2: four of six placed it there."
    assert reveal.intended(2, {}) == "Written as level 2."
