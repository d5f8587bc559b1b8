"""The door to other people's answers: what it lets through, rule by rule, and that it is never open by a slip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pytest

from journey.model import AskedStatement, Hidden
from journey.rules.privacy import (
    FEW_STATEMENTS,
    may_compare,
    may_publish,
    min_group_setting,
    publish_from,
    shown,
    shown_by_role,
    shown_texts,
    stricter_min_group,
)
from journey.rules.privacy_roles import Division, secondary_suppression
from tests.rules.privacy_examples import K, Row, let_through, mixed, of_one_mind, profile_of, roles_seen, silent

# --- the threshold ---------------------------------------------------------------------------------------------------


def test_a_limit_that_is_missing_is_five() -> None:
    assert min_group_setting(None) == 5


@pytest.mark.parametrize(("setting", "limit"), [(-1, 3), (0, 3), (2, 3), (3, 3), (4, 4), (12, 12)])
def test_a_limit_may_be_raised_and_is_never_below_three(setting: int, limit: int) -> None:
    assert min_group_setting(setting) == limit


@pytest.mark.parametrize(
    ("setting", "promised", "k"), [(5, 5, 5), (3, 8, 8), (8, 5, 8), (0, 5, 5), (5, 0, 5), (0, 0, 3), (-1, 2, 3)]
)
def test_what_is_set_now_and_what_was_promised_hold_both(setting: int, promised: int, k: int) -> None:
    assert stricter_min_group(setting, promised) == k


@pytest.mark.parametrize("lost", [None, 0])
def test_a_setting_that_is_lost_or_lowered_never_weakens_a_promise(lost: int | None) -> None:
    assert stricter_min_group(min_group_setting(lost), 9) == 9


@pytest.mark.parametrize(
    ("responses", "setting", "is_shown"), [(4, 5, False), (5, 5, True), (2, 0, False), (3, 0, True), (0, 5, False)]
)
def test_confidential_findings_need_as_many_responses_as_the_limit_and_never_fewer_than_three(
    responses: int, setting: int, is_shown: bool
) -> None:
    found = shown(profile_of(mixed(responses), 2), stricter_min_group(setting, 0))
    assert (found is not None) is is_shown


def test_a_whole_of_fewer_than_k_is_hidden_and_one_of_k_is_shown() -> None:
    assert shown(profile_of(mixed(4)), K) is None
    assert shown(profile_of(mixed(5)), K) == profile_of(mixed(5))


def test_who_opened_a_link_and_left_protects_nobody() -> None:
    """Twelve came, and four of them answered the section: it is a group of four."""
    assert let_through([*mixed(4), *silent(8)]).hidden is Hidden.EVERYTHING
    assert let_through([*mixed(5), *silent(7)]).hidden is Hidden.NOTHING


def test_with_few_silent_there_is_a_score_and_it_is_hidden_too() -> None:
    assert profile_of([*mixed(4), *silent(1)]).sections[0].index is not None
    assert let_through([*mixed(4), *silent(1)]).hidden is Hidden.EVERYTHING


def test_a_statement_that_fewer_than_k_answered_is_hidden_with_those_beside_it() -> None:
    rows = [(1 + at % 4, 1 + at // 4, 2 + at % 2 if at < 4 else None) for at in range(12)]
    assert let_through(rows).hidden is Hidden.STATEMENTS
    rows[4] = (1, 2, 1)
    assert let_through(rows).hidden is Hidden.NOTHING


def test_a_statement_that_nobody_answered_hides_nobody() -> None:
    assert let_through([(*row, None) for row in mixed(12)]).hidden is Hidden.NOTHING


# --- alike -----------------------------------------------------------------------------------------------------------


MANY = FEW_STATEMENTS + 1
"""So many statements that a score of few people may be shown without them."""


def test_below_2k_an_answer_that_all_gave_hides_the_statements_and_leaves_the_score() -> None:
    """Nine people; to one of five statements all said 3. Shown, it would say so of each of them."""
    found, own = let_through(of_one_mind(9, MANY)), profile_of(of_one_mind(9, MANY)).sections[0]
    assert (found.hidden, found.statements, found.blockers) == (Hidden.STATEMENTS, (), ())
    assert (found.index, found.secure_level) == (pytest.approx(own.index, abs=0.05), own.secure_level)


@pytest.mark.parametrize("statements", range(2, MANY))
def test_below_2k_it_hides_the_score_of_few_statements_too(statements: int) -> None:
    """Five people, two statements and an index of 1.1: in whole numbers there is one way to have answered."""
    assert let_through(of_one_mind(9, statements)).hidden is Hidden.EVERYTHING


@pytest.mark.parametrize(("people", "hidden"), [(9, Hidden.EVERYTHING), (12, Hidden.STATEMENTS)])
def test_below_2k_it_hides_the_score_of_statements_that_count_unequally(people: int, hidden: Hidden) -> None:
    """The statement that counts most may have to be the one that was answered alike. Of twelve, three answered one."""
    rows = [
        (*row[:-1], row[-1] if at < 3 or people < 2 * K else None) for at, row in enumerate(of_one_mind(people, MANY))
    ]
    profile = profile_of(rows)
    first, *others = profile.sections[0].statements
    section = replace(profile.sections[0], statements=(replace(first, weight=3.0), *others))
    found = shown(replace(profile, sections=(section,)), K)
    assert found
    assert found.sections[0].hidden is hidden


def test_a_score_without_its_statements_is_rounded_and_does_not_say_how_much_stands_behind_it() -> None:
    rows: list[Row] = [(1 + at % 4, 2 + at % 2, 3 if at < 3 else None) for at in range(11)]
    found, own = let_through(rows), profile_of(rows).sections[0]
    assert own.index == pytest.approx(2.6061, abs=1e-4)
    assert (found.hidden, found.index, found.coverage) == (Hidden.STATEMENTS, 2.6, None)
    assert found.is_hollow


def test_a_score_that_is_rounded_stays_in_its_band() -> None:
    rows: list[Row] = [(2 + at % 2, 2 + at % 2, 3 if at < 2 else 2 if at < 4 else None) for at in range(15)]
    found, own = let_through(rows), profile_of(rows).sections[0]
    assert own.index == pytest.approx(2.4778, abs=1e-4)
    assert (found.hidden, found.index, found.band) == (Hidden.STATEMENTS, 2.4, own.band)


def test_from_2k_on_it_hides_nothing() -> None:
    assert let_through(of_one_mind(10)) == profile_of(of_one_mind(10)).sections[0]


def test_with_the_statements_goes_the_share_of_evidence() -> None:
    """That nobody has evidence for a high level may mean that nobody gave one."""
    profile = profile_of(of_one_mind(7, MANY), evidenced=True)
    assert profile.sections[0].evidenced_share == 1
    found = shown(profile, K)
    assert found
    assert (found.sections[0].hidden, found.sections[0].evidenced_share) == (Hidden.STATEMENTS, None)


@pytest.mark.parametrize(
    "rows",
    [
        [(4, 4)] * 7,
        [(1, 1)] * 7,
        [(4, "dk")] * 3 + [("dk", 4)] * 4,
        [(2, 3)] * 7,
        [(3, None)] * 6 + [(3, "na")],
        [(4, "dk"), (3, "dk"), (4, "dk"), (1, "dk"), (2, "dk")],
        [("na", "na")] * 5,
        [(3, 2), *[(None, "dk")] * 6],
    ],
    ids=[
        "all at the top",
        "all at the bottom",
        "all who gave a level at the top",
        "all alike in every statement",
        "all alike in the only statement with a level",
        "a single statement behind the score, beside one that all said the same to",
        "all not applicable",
        "too few levels for a score",
    ],
)
def test_below_2k_a_score_that_says_what_was_said_is_hidden_as_well(rows: Sequence[Row]) -> None:
    found = let_through(rows)
    assert found.hidden is Hidden.EVERYTHING
    assert (found.index, found.band, found.coverage, found.secure_level) == (None, None, None, None)
    assert (found.statements, found.blockers, found.evidenced_share) == ((), (), None)


def test_from_2k_on_even_the_end_of_the_scale_is_shown() -> None:
    assert let_through([(4, 4)] * 10).index == 4


@pytest.mark.parametrize(("k", "hidden"), [(3, Hidden.NOTHING), (4, Hidden.STATEMENTS), (7, Hidden.STATEMENTS)])
def test_a_higher_limit_raises_2k_too(k: int, hidden: Hidden) -> None:
    assert let_through(of_one_mind(7, MANY), k).hidden is hidden


# --- secondary suppression -------------------------------------------------------------------------------------------


def of_sizes(sizes: Mapping[str | None, int], hidden: Iterable[str | None], k: int = K) -> set[str | None]:
    """The parts that are hidden where no group gives itself away."""
    return set(secondary_suppression([Division(sizes, lambda _: False)], set(hidden), k))


def test_where_nothing_is_hidden_nothing_need_be() -> None:
    assert of_sizes({"a": 5, "b": 6}, ()) == set()


def test_a_second_part_is_hidden_so_that_the_first_is_not_what_is_left_of_the_whole() -> None:
    """Three leaders are too few. With all others shown, the whole less the others would be the leaders."""
    assert of_sizes({"leadership": 3, "managers": 8, "front-line": 20}, {"leadership"}) == {"leadership", "managers"}


def test_the_smallest_go_first_until_there_are_k_of_them() -> None:
    sizes = {"a": 1, "b": 20, "c": 2, "d": 9, "e": 6}
    assert of_sizes(sizes, {"a", "c"}) == {"a", "c", "e"}
    assert of_sizes({"a": 1, "b": 2, "c": 3, "d": 9}, {"a", "b"}, k=3) == {"a", "b"}
    assert of_sizes({"a": 1, "b": 2, "c": 3, "d": 9}, {"a", "b"}, k=4) == {"a", "b", "c"}


def test_of_two_of_a_size_the_first_by_name_goes_first_and_no_role_is_a_part_like_others() -> None:
    assert of_sizes({"b": 7, "a": 7, "c": 4}, {"c"}) == {"a", "c"}
    assert of_sizes({"b": 7, None: 7, "c": 4}, {"c"}) == {None, "c"}


def test_where_all_are_hidden_there_is_no_more_to_hide() -> None:
    assert of_sizes({"a": 2, "b": 1}, {"a"}) == {"a", "b"}
    assert of_sizes({"a": 4}, {"a"}) == {"a"}


def test_a_single_hidden_part_is_never_enough_however_large() -> None:
    assert of_sizes({"a": 17, "b": 8, "c": 9}, {"a"}) == {"a", "b"}


def test_what_is_left_of_the_whole_must_not_be_alike() -> None:
    """Two partners and three leaders, all of whom said 3: they are k, and the whole less the others shows it."""
    same = {"partners": [(3, 1), (3, 2)], "leadership": [(3, 4), (3, 4), (3, 1)]}
    others = {"managers": mixed(8), "front-line": mixed(20)}
    assert roles_seen(same | others) == {
        "partners": False,
        "leadership": False,
        "managers": False,
        "front-line": True,
    }
    unlike = {"partners": [(3, 1), (2, 2)], "leadership": [(3, 4), (3, 4), (3, 1)]}
    assert roles_seen(unlike | others)["managers"]


def test_from_2k_on_what_is_left_may_be_alike() -> None:
    rows = of_one_mind(10)
    assert roles_seen({"a": rows[:4], "b": rows[4:], "c": mixed(12)}) == {"a": False, "b": False, "c": True}


def test_what_is_left_of_the_whole_must_have_k_answers_to_each_statement() -> None:
    """Of six partners and leaders two said something to the second statement. The whole less the others shows it."""
    few = {"partners": [(1, 2), (2, None), (3, None)], "leadership": [(4, 4), (1, None), (2, None)]}
    others = {"managers": mixed(8), "front-line": mixed(20)}
    assert roles_seen(few | others)["managers"] is False
    more = {"partners": [(1, 2), (2, 1), (3, None)], "leadership": [(4, 4), (1, 3), (2, 2)]}
    assert roles_seen(more | others)["managers"] is True


def test_a_role_below_2k_of_one_mind_is_hidden_and_another_with_it() -> None:
    seen = roles_seen({"managers": of_one_mind(7), "front-line": mixed(9), "partners": mixed(12)})
    assert seen == {"managers": False, "front-line": False, "partners": True}
    seen = roles_seen({"managers": of_one_mind(10), "front-line": mixed(11), "partners": mixed(12)})
    assert seen == {"managers": True, "front-line": True, "partners": True}


def test_roles_are_hidden_section_by_section() -> None:
    one_mind = [(3, 1 + at % 4, 1 + at % 4, 1 + at // 2) for at in range(7)]
    free = [(1 + at % 4, 1 + at // 3, 1 + at % 3, 1 + at % 4) for at in range(9)]
    found = shown_by_role({"managers": profile_of(one_mind, 2, 2), "front-line": profile_of(free, 2, 2)}, K)
    for own in found.values():
        assert own
        assert [section.hidden for section in own.sections] == [Hidden.EVERYTHING, Hidden.NOTHING]
        assert (own.sections[0].index, own.sections[0].statements) == (None, ())
        assert own.sections[1].index is not None


def test_what_is_said_of_a_unit_is_not_said_of_a_role() -> None:
    rows = [(*row, 1 + at % 3) for at, row in enumerate(mixed(12))]
    whole = profile_of(rows).sections[0]
    assert (whole.secure_level, len(whole.blockers)) == (2, 3)
    found = shown_by_role({"managers": profile_of(rows), "front-line": profile_of(rows[:10])}, K)
    for own in found.values():
        assert own
        assert (own.sections[0].secure_level, own.sections[0].blockers) == (None, ())
        assert len(own.sections[0].statements) == 3


def test_roles_of_which_nobody_came_are_left_out() -> None:
    found = shown_by_role({"managers": profile_of([], 2), "front-line": profile_of(mixed(8))}, K)
    assert found.keys() == {"front-line"}


def test_no_role_of_a_whole_below_2k_is_shown_unless_it_is_the_whole() -> None:
    for sizes in ((5, 4), (5, 2, 2), (6, 3), (4, 3, 2)):
        assert not any(roles_seen({str(at): mixed(size, start=at) for at, size in enumerate(sizes)}).values())
    assert roles_seen({None: mixed(7)}) == {None: True}


def test_where_something_of_the_whole_is_hidden_no_part_of_it_is_shown() -> None:
    """Four of thirty said something to the last statement: not even the two roles of which nobody did are shown."""
    some = [(*row, 1 + at if at < 4 else None) for at, row in enumerate(mixed(8))]
    none = [(*row, None) for row in mixed(11)]
    assert not any(roles_seen({"managers": some, "front-line": none, "partners": none}).values())
    assert any(roles_seen({"managers": none[:8], "front-line": none, "partners": none}).values())


def test_a_role_in_which_nobody_answered_is_not_shown_to_have_said_nothing() -> None:
    seen = roles_seen({"managers": mixed(7), "front-line": mixed(12), "partners": silent(3)})
    assert seen == {"managers": True, "front-line": True, "partners": False}
    assert not any(roles_seen({"managers": of_one_mind(7), "partners": silent(3)}).values())


def test_a_role_that_a_lower_limit_hid_does_not_appear_under_a_higher_one() -> None:
    """Eleven are of one mind: 2k at 5, too few at 6. Hidden with the two, they would do, and seven would come out."""
    people = {"leadership": mixed(2), "managers": mixed(7), "front-line": of_one_mind(11), "partners": mixed(30)}
    assert roles_seen(people, 5) == {"leadership": False, "managers": False, "front-line": True, "partners": True}
    assert roles_seen(people, 6) == {"leadership": False, "managers": False, "front-line": False, "partners": True}


# --- once ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("k", "enough"), [(5, 10), (3, 6), (0, 6), (8, 16)])
def test_findings_are_replaced_where_nothing_or_2k_responses_are_new_or_changed(k: int, enough: int) -> None:
    earlier = profile_of(mixed(20))
    assert publish_from(k) == enough
    assert may_publish(0, k, earlier, earlier)
    for changed in range(1, enough + 2):
        later = profile_of([*mixed(20), *mixed(changed)])
        assert may_publish(changed, k, earlier, later) == (changed >= enough)


@pytest.mark.parametrize(
    ("new", "may"),
    [
        ([*mixed(8), *silent(4)], True),
        ([*mixed(4), *silent(8)], False),
        ([*of_one_mind(8), *silent(4)], False),
        (of_one_mind(12), True),
    ],
    ids=["eight who answer", "four who answer", "eight of one mind", "twelve of one mind"],
)
def test_what_is_added_is_a_group_like_any_other(new: Sequence[Row], may: bool) -> None:
    """Twelve more came. Before beside after shows what those said who answered."""
    assert may_publish(12, K, profile_of(mixed(20)), profile_of([*mixed(20), *new])) == may


def test_what_is_taken_back_is_a_group_as_well() -> None:
    """Twelve more came, and somebody thought again: the only 4 is a 3 now."""
    before = [(1 + at % 3, 1 + at % 4) for at in range(24)]
    more = [(1 + at % 3, 1 + at % 4) for at in range(12)]
    assert may_publish(12, K, profile_of([(3, 2), *before]), profile_of([(3, 2), *before, *more]))
    assert not may_publish(13, K, profile_of([(4, 2), *before]), profile_of([(3, 2), *before, *more]))


def test_findings_that_were_shown_in_part_are_not_replaced() -> None:
    """Beside the counts of a larger group that holds it, a score without its statements can tell what these were."""
    for earlier, may in ((of_one_mind(9), False), (of_one_mind(10), True), ([(4, 4)] * 9, True)):
        assert may_publish(50, K, profile_of(earlier), profile_of([*earlier, *mixed(50)])) == may
        assert may_publish(0, K, profile_of(earlier), profile_of(earlier))


# --- comparisons -----------------------------------------------------------------------------------------------------

OWN = (AskedStatement("section0", "s0-0", 1, 1.0), AskedStatement("section0", "s0-1", 1, 1.0))


def test_where_all_is_shown_any_of_it_may_be_compared() -> None:
    found = let_through(mixed(9))
    assert may_compare(found, OWN, OWN)
    assert may_compare(found, OWN[:1], OWN)


def test_where_statements_are_hidden_only_the_index_that_is_shown_may_be_compared() -> None:
    """Over one statement less, two indexes would show that one; and so they would with other weights."""
    found = let_through(of_one_mind(9, MANY))
    assert may_compare(found, OWN, OWN)
    assert may_compare(found, OWN[::-1], OWN)
    assert not may_compare(found, OWN[:1], OWN)
    assert not may_compare(found, (OWN[0], AskedStatement("section0", "s0-1", 1, 2.0)), OWN)


def test_where_everything_is_hidden_nothing_may_be_compared() -> None:
    assert not may_compare(let_through([(4, 4)] * 7), OWN, OWN)


# --- words -----------------------------------------------------------------------------------------------------------


def test_words_are_shown_where_k_people_wrote_and_in_alphabetical_order() -> None:
    wrote = [["Late again"], ["a start", "Better"], [], ["more"], ["None"]]
    assert shown_texts(wrote, 4) == ("a start", "Better", "Late again", "more", "None")
    assert shown_texts(wrote, 5) == ()
