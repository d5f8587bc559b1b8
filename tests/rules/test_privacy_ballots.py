"""Cards that somebody typed in protect nobody: the rules hold for those who answered by themselves, too.

Whoever typed the cards in knows them, and takes them from everything that is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.model import Hidden, Profile
from journey.rules.privacy import fewest_behind, may_print, may_publish, people_in, shown, shown_by_role
from journey.rules.privacy_ballots import are_enough, by_themselves, with_ballots, without
from journey.rules.privacy_disclosure import section_counts, section_discloses
from journey.rules.scoring import counts_of
from tests.rules.privacy_examples import K, Row, asked, content, counts_to, mixed, of_one_mind, profile_of, silent

STATEMENTS = 2


def together(phones: Sequence[Row], cards: Sequence[Row]) -> Profile:
    """The profile over those who answered on a phone and the cards that were typed in."""
    statements = len([*phones, *cards][0])
    names = [statement.id for statement in asked(statements).statements()]
    said = counts_of({name: content(one) for name, one in zip(names, card, strict=True)} for card in cards)
    return with_ballots(profile_of([*phones, *cards], statements), said, len(cards))


def hidden(phones: Sequence[Row], cards: Sequence[Row], k: int = K) -> Hidden | None:
    found = shown(together(phones, cards), k)
    return found.sections[0].hidden if found else None


@pytest.mark.parametrize("phones", [1, 2, 4])
def test_cards_do_not_make_a_few_phones_enough(phones: int) -> None:
    """One phone and four cards were five: less the cards, the counts were what the one had answered."""
    assert hidden(mixed(phones), mixed(40, start=1)) is None


def test_with_enough_phones_the_sum_is_shown() -> None:
    found = shown(together(mixed(5), mixed(3, start=2)), K)
    assert found
    assert found.sections[0].hidden is Hidden.NOTHING
    assert [sum(statement.counts.levels) for statement in found.sections[0].statements] == [8, 8]


def test_what_is_shown_does_not_say_which_part_of_it_was_on_paper() -> None:
    found = shown(together(mixed(5), mixed(3)), K)
    assert found
    assert [section.on_paper for section in found.sections] == [()]


def test_where_nobody_answered_on_a_phone_the_cards_are_shown_as_people_are() -> None:
    assert hidden([], mixed(5)) is Hidden.NOTHING
    assert hidden([], mixed(4)) is None
    assert hidden([], of_one_mind(9)) is Hidden.EVERYTHING


def test_a_phone_that_said_nothing_does_not_hide_what_the_cards_say() -> None:
    assert hidden(silent(2), mixed(5)) is Hidden.NOTHING


def test_a_statement_to_which_few_phones_and_many_cards_answered_is_hidden() -> None:
    phones: list[Row] = [(1 + at % 4, 1 + at // 2 if at < 3 else None) for at in range(6)]
    assert hidden(phones, mixed(12)) is Hidden.EVERYTHING


def test_phones_of_one_mind_are_not_hidden_among_cards_that_differ() -> None:
    assert hidden(of_one_mind(6), mixed(20)) is Hidden.EVERYTHING
    assert hidden(of_one_mind(2 * K), mixed(20)) is Hidden.NOTHING


@given(st.lists(st.sampled_from([(1, 2), (3, 3), (4, "dk"), (2, None), (3, "na")]), max_size=12), st.integers(0, 9))
def test_whatever_is_shown_the_phones_alone_might_be_shown_as_well(phones: list[Row], cards: int) -> None:
    profile = together(phones, mixed(cards)) if phones or cards else None
    found = shown(profile, K) if profile else None
    if profile and found and found.sections[0].hidden is Hidden.NOTHING:
        assert not section_discloses(by_themselves(profile.sections[0]), K)
        assert not section_discloses(section_counts(profile.sections[0]), K)


# Roles: cards have none


def roles_shown(managers: Sequence[Row], no_role: Sequence[Row], cards: Sequence[Row]) -> dict[str | None, bool]:
    found = shown_by_role({"managers": profile_of(managers), None: together(no_role, cards)}, K)
    return {role: profile is not None for role, profile in found.items()}


def test_those_without_a_role_are_not_enough_by_the_cards_among_them() -> None:
    assert roles_shown(mixed(12), mixed(2), mixed(10)) == {"managers": False, None: False}
    assert roles_shown(mixed(12), mixed(6), mixed(10)) == {"managers": True, None: True}


def test_a_hidden_role_is_not_found_by_whoever_takes_the_cards_from_the_whole() -> None:
    """Two leaders and five cards are hidden together: less the cards, they would be the two."""
    by_role = {"leadership": profile_of(mixed(2)), "managers": profile_of(mixed(12)), None: together([], mixed(5))}
    assert not any(shown_by_role(by_role, K).values())


def test_cards_beside_roles_that_are_enough_are_shown_as_a_group_of_their_own() -> None:
    assert roles_shown(mixed(12), [], mixed(5)) == {"managers": True, None: True}
    assert roles_shown(mixed(12), [], mixed(4)) == {"managers": False, None: False}


# Closed once more


@pytest.mark.parametrize(
    ("phones", "cards", "may"), [(10, 0, True), (9, 1, False), (3, 10, False), (10, 10, True), (0, 10, True)]
)
def test_findings_are_replaced_where_enough_of_the_new_answers_are_by_themselves(
    phones: int, cards: int, may: bool
) -> None:
    earlier = together(mixed(20), mixed(5))
    later = together([*mixed(20), *mixed(phones)], [*mixed(5), *mixed(cards)])
    assert may_publish(phones + cards, K, earlier, later, on_paper=cards) == may


def test_a_single_card_that_is_corrected_does_not_replace_what_was_seen() -> None:
    earlier, later = together(mixed(20), mixed(5)), together(mixed(20), [*mixed(4), (4, 4)])
    assert not may_publish(1, K, earlier, later, on_paper=1)


# Papers


def test_paper_says_how_many_chose_what_only_of_enough_phones() -> None:
    cards = counts_to([1, 2, 3, 4, 4])
    assert may_print([counts_to([1, 2, 3, 4, 4])], K, [cards])
    assert not may_print([counts_to([1, 2, 3, 4, 4, 2])], K, [cards])
    assert may_print([counts_to([1, 2, 3, 4, 4, 2, 3, 1, 4, 2])], K, [cards])


@pytest.mark.parametrize(
    ("responses", "ballots", "enough"),
    [(5, 0, True), (5, 5, True), (5, 1, False), (9, 4, True), (8, 4, False), (4, 4, False)],
)
def test_so_many_are_enough(responses: int, ballots: int, enough: bool) -> None:
    assert are_enough(responses, ballots, K) == enough


# What overviews rest on


def test_the_fewest_behind_a_statement_are_those_on_phones_where_there_are_any() -> None:
    phones: list[Row] = [(1, 2), (2, None), (3, None)]
    score = together(phones, mixed(7)).sections[0]
    assert (fewest_behind(score), people_in(score)) == (1, 3)
    assert fewest_behind(together([], mixed(7)).sections[0]) == 7
    assert fewest_behind(together(silent(3), []).sections[0]) == 0


def test_cards_that_were_corrected_since_count_as_far_as_the_answers_go() -> None:
    profile = with_ballots(profile_of([(3, 1), (3, 2), (2, 4)]), {"s0-0": counts_to([3, 3, 3, 3])}, 4)
    assert profile.ballots == 3
    assert by_themselves(profile.sections[0]) == [counts_to([2]), counts_to([1, 2, 4])]


def test_counts_are_taken_from_counts() -> None:
    assert without(counts_to([1, 2, 2, "dk", "na"]), counts_to([2, "dk"])) == counts_to([1, 2, "na"])
