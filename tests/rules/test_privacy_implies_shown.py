"""What is shown in a way of its own, a figure, a word, a paper or a reveal, is never more than the rules show."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.model import Hidden
from journey.rules.privacy import (
    fewest_behind,
    may_be_revealed,
    may_print,
    may_publish,
    shown,
    surely_shown,
    vote_may_be_printed,
    word_may_be_told,
    words_may_be_told,
)
from journey.rules.privacy_disclosure import answers_to, section_counts, statement_discloses
from tests.rules.privacy_examples import K, Row, counts_to, mixed, of_one_mind, profile_of, silent

MIN_GROUPS = st.integers(3, 6)
STATEMENTS = 3


@st.composite
def rooms(draw: st.DrawFn) -> list[Row]:
    """What each of up to fourteen people said to three statements; often nearly the same."""
    usual = draw(st.tuples(*[st.sampled_from([1, 3, 4, "dk", "na", None])] * STATEMENTS))
    other = st.sampled_from([1, 2, 3, 4, "dk", None])
    people = draw(st.integers(0, 14))
    return [tuple(draw(st.sampled_from([said, said, draw(other)])) for said in usual) for _ in range(people)]


@given(rooms(), MIN_GROUPS)
def test_a_score_that_is_surely_shown_is_shown(rows: Sequence[Row], min_group: int) -> None:
    profile = profile_of(rows, STATEMENTS)
    score, counts = profile.sections[0], section_counts(profile.sections[0])
    is_sure = surely_shown(
        answered=fewest_behind(score),
        scored=sum(statement.n > 0 for statement in counts),
        has_index=score.index is not None,
        min_group=min_group,
    )
    found = shown(profile, min_group)
    assert not is_sure or (found and found.sections[0] == score)


@given(rooms(), MIN_GROUPS)
def test_a_section_of_which_words_are_told_or_counts_printed_is_shown_as_it_is(
    rows: Sequence[Row], min_group: int
) -> None:
    profile = profile_of(rows, STATEMENTS)
    counts = section_counts(profile.sections[0])
    if words_may_be_told(counts, min_group) or may_print(counts, min_group):
        assert shown(profile, min_group) == profile


@given(rooms(), MIN_GROUPS)
def test_no_statement_that_is_printed_discloses_what_was_said_to_it_alone(rows: Sequence[Row], min_group: int) -> None:
    counts = section_counts(profile_of(rows, STATEMENTS).sections[0])
    if may_print(counts, min_group):
        assert not any(statement_discloses(statement, min_group) for statement in counts)
        assert min(map(answers_to, counts)) >= min_group


@given(rooms(), rooms(), st.sets(st.integers(0, 2)), st.sets(st.integers(0, 2)), MIN_GROUPS)
def test_a_reveal_leaves_what_was_seen_as_it_may_be_shown(
    before: list[Row], added: list[Row], known: set[int], wanted: set[int], min_group: int
) -> None:
    seen, current = profile_of(before, STATEMENTS), profile_of([*before, *added], STATEMENTS)
    revealed, asked = ({f"s0-{place}" for place in places} for places in (known, wanted))
    if may_be_revealed(seen, current, changed=len(added), revealed=revealed, wanted=asked, min_group=min_group):
        assert shown(seen, min_group, revealed | asked) == shown(seen, min_group, revealed)
        assert may_publish(len(added), min_group, seen, current)


# Each of them lets something through, and keeps something back


@pytest.mark.parametrize(
    ("answered", "scored", "has_index", "is_sure"),
    [(10, 2, True, True), (9, 2, True, False), (10, 1, True, False), (10, 2, False, False)],
)
def test_a_score_of_several_statements_and_twice_the_least_people_is_surely_shown(
    answered: int, scored: int, has_index: bool, is_sure: bool
) -> None:
    assert surely_shown(answered=answered, scored=scored, has_index=has_index, min_group=K) == is_sure


@pytest.mark.parametrize(
    ("rows", "may"),
    [
        (mixed(5), True),
        (mixed(4), False),
        ([*mixed(6), *silent(3)], True),
        (of_one_mind(9), False),
        (of_one_mind(10), True),
        ([(*row, None) for row in mixed(9)], False),
        ([(4, "dk")] * 3 + [("dk", 4)] * 4, False),
    ],
    ids=["five", "four", "some left", "nine alike", "ten alike", "a statement nobody answered", "all at the top"],
)
def test_words_are_told_and_counts_printed_of_sections_of_which_nothing_is_hidden(
    rows: Sequence[Row], may: bool
) -> None:
    counts = section_counts(profile_of(rows).sections[0])
    assert (words_may_be_told(counts, K), may_print(counts, K)) == (may, may)


def test_both_votes_on_a_statement_are_printed_or_neither() -> None:
    first, again = counts_to([1, 2, 3, 4, 4, 2]), counts_to([3] * 6)
    assert may_print([first], K)
    assert not may_print([first, again], K)


@pytest.mark.parametrize(
    ("people", "min_group", "of_agreement", "of_a_share"),
    [(5, 5, True, True), (4, 5, False, False), (3, 3, True, False), (4, 3, True, True)],
)
def test_a_word_needs_the_least_people_and_one_for_a_share_four(
    people: int, min_group: int, of_agreement: bool, of_a_share: bool
) -> None:
    assert word_may_be_told(people, min_group) == of_agreement
    assert word_may_be_told(people, min_group, of_a_share=True) == of_a_share


def test_a_vote_is_printed_where_the_least_people_took_part() -> None:
    assert vote_may_be_printed(5, K)
    assert not vote_may_be_printed(4, K)


def test_a_reveal_hides_no_score_that_was_seen() -> None:
    """Of the third statement two of six are known; the other two revealed, the score seen would show their mean."""
    rows: list[Row] = [(1, 2, 3), (2, 3, None), (3, 4, None), (2, 1, None), (4, 2, None), (3, 3, 2)]
    profile = profile_of(rows)

    def may(wanted: set[str]) -> bool:
        return may_be_revealed(profile, profile, changed=0, revealed=set(), wanted=wanted, min_group=K)

    assert may({"s0-0"})
    assert not may({"s0-0", "s0-1"})


def test_a_reveal_after_reopening_needs_as_many_new_answers_as_publishing_anew() -> None:
    earlier = mixed(20)
    for added, may in ((0, True), (9, False), (10, True)):
        current = profile_of([*earlier, *mixed(added)])
        found = may_be_revealed(
            profile_of(earlier), current, changed=added, revealed=set(), wanted={"s0-0"}, min_group=K
        )
        assert found == may


def test_what_is_hidden_of_a_section_of_one_mind_is_neither_told_nor_printed() -> None:
    profile = profile_of(of_one_mind(9, 5))
    found = shown(profile, K)
    assert found
    assert found.sections[0].hidden is Hidden.STATEMENTS
    assert not words_may_be_told(section_counts(profile.sections[0]), K)
    assert not may_print(section_counts(profile.sections[0]), K)
