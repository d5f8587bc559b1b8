"""What counts disclose: the answers of too few people, or of too few who are all alike."""

from __future__ import annotations

import pytest

from journey.rules.privacy_disclosure import (
    alike,
    in_excess,
    score_discloses,
    section_counts,
    section_discloses,
    statement_discloses,
    together,
)
from tests.rules.privacy_examples import K, Said, counts_to, mixed, profile_of


@pytest.mark.parametrize(
    ("said", "is_alike"),
    [
        ([3] * 6, True),
        (["dk"] * 6, True),
        (["na"] * 6, True),
        ([3, 3, 3, 3, 3, None], True),
        ([3, 3, 3, 3, 3, 2], False),
        ([3, 3, 3, 3, 3, "dk"], False),
        (["dk", "dk", "dk", "dk", "dk", "na"], False),
        ([None] * 6, False),
    ],
)
def test_alike_is_a_statement_to_which_all_who_said_anything_said_the_same(said: list[Said], is_alike: bool) -> None:
    counts = counts_to(said)
    assert alike(counts) == is_alike
    assert statement_discloses(counts, K) == is_alike


@pytest.mark.parametrize(("people", "tells"), [(0, False), (1, True), (4, True), (5, True), (9, True), (10, False)])
def test_an_answer_that_all_gave_tells_below_2k(people: int, tells: bool) -> None:
    assert statement_discloses(counts_to([2] * people + [None]), K) == tells


@pytest.mark.parametrize(("people", "tells"), [(2, True), (4, True), (5, False)])
def test_unlike_answers_tell_below_k(people: int, tells: bool) -> None:
    assert statement_discloses(counts_to([1, *[2] * (people - 1)]), K) == tells


def test_what_nobody_said_tells_nothing() -> None:
    assert not score_discloses([], K)
    assert not score_discloses([counts_to([None])], K)


def test_a_section_discloses_what_a_statement_of_it_or_its_score_does() -> None:
    unlike, same = counts_to([1, 2, 3, 4, 4, 2]), counts_to([3] * 6)
    assert not section_discloses([unlike, unlike], K)
    assert section_discloses([unlike, same], K)
    assert section_discloses([counts_to([4, 4, 4, "dk", "dk", "dk"])] * 2, K)


def test_groups_are_added_up_and_taken_from_each_other_statement_by_statement() -> None:
    few, many = (section_counts(profile_of(mixed(number)).sections[0]) for number in (3, 8))
    rest = section_counts(profile_of(mixed(5, start=3)).sections[0])
    assert together([few, few]) == [counts_to([1, 2, 3] * 2), counts_to([1, 1, 2] * 2)]
    assert in_excess(few, many) == [counts_to([None])] * 2
    assert together([few, rest])[0] == many[0]
