"""The door to other people's answers: what it lets through, rule by rule, and that it is never open by a slip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pytest
from scoring_examples import answer, questionnaire, section, statement

from journey.model import Asked, Hidden, Privacy, Profile, SectionScore
from journey.privacy import (
    alike,
    complement,
    may_compare,
    may_publish,
    may_show,
    publish_from,
    score_tells,
    shown,
    shown_by_role,
    shown_texts,
    small_group,
    statements_tell,
    threshold,
)
from journey.scoring import counts_of, score

Said = str | int | None
K = 5


def profile_of(rows: Sequence[Sequence[Said]], statements: int | None = None) -> Profile:
    """The profile of one section over these responses, each a row of what was said to its statements."""
    names = [f"s{place}" for place in range(statements or len(rows[0]))]
    of = questionnaire(section(*(statement(name) for name in names), section_id="plan"))
    contents = [{name: answer(said) for name, said in zip(names, row, strict=True)} for row in rows]
    return score(of, counts_of(contents), responses=len(rows))


def let_through(rows: Sequence[Sequence[Said]], k: int = K) -> SectionScore:
    """What is shown of one section over these responses, which are enough to be shown."""
    found = shown(profile_of(rows), k)
    assert found
    return found.section("plan")


def roles_seen(by_role: Mapping[str | None, Sequence[Sequence[Said]]], k: int = K) -> dict[str | None, bool]:
    """For each role whether its one section is shown."""
    statements = max(len(row) for rows in by_role.values() for row in rows)
    found = shown_by_role({role: profile_of(rows, statements) for role, rows in by_role.items()}, k)
    return {role: profile is not None for role, profile in found.items()}


def mixed(number: int, *, start: int = 0) -> list[tuple[Said, ...]]:
    """Responses to two statements, to neither of which everybody says the same."""
    return [(1 + (start + at) % 4, 1 + (start + at // 2) % 4) for at in range(number)]


def of_one_mind(number: int) -> list[tuple[Said, ...]]:
    """Responses to two statements: to the first everybody says 3."""
    return [(3, 1 + at % 4) for at in range(number)]


# --- the threshold ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", [None, "", " ", "off", "five", "5.0", "1e3"])
def test_a_limit_that_is_missing_or_unreadable_is_five(setting: str | None) -> None:
    assert small_group(setting) == 5


@pytest.mark.parametrize(("setting", "limit"), [("-1", 3), ("0", 3), ("2", 3), ("3", 3), ("4", 4), (" 12 ", 12)])
def test_a_limit_may_be_raised_and_is_never_below_three(setting: str, limit: int) -> None:
    assert small_group(setting) == limit


@pytest.mark.parametrize(
    ("setting", "promised", "k"), [(5, 5, 5), (3, 8, 8), (8, 5, 8), (0, 5, 5), (5, 0, 5), (0, 0, 3), (-1, 2, 3)]
)
def test_what_is_set_now_and_what_was_promised_hold_both(setting: int, promised: int, k: int) -> None:
    assert threshold(setting, promised) == k


@pytest.mark.parametrize("lost", [None, "", "none", "0"])
def test_a_setting_that_is_lost_or_lowered_never_weakens_a_promise(lost: str | None) -> None:
    assert threshold(small_group(lost), 9) == 9


@pytest.mark.parametrize(
    ("responses", "k", "is_shown"), [(4, 5, False), (5, 5, True), (2, 0, False), (3, 0, True), (0, 5, False)]
)
def test_confidential_findings_need_as_many_responses_as_the_limit_and_never_fewer_than_three(
    responses: int, k: int, is_shown: bool
) -> None:
    assert may_show(Privacy.CONFIDENTIAL, responses, k) is is_shown


@pytest.mark.parametrize("responses", [0, 1, 50])
def test_open_findings_are_always_shown(responses: int) -> None:
    assert may_show(Privacy.OPEN, responses, 5)


def test_a_whole_of_fewer_than_k_is_hidden_and_one_of_k_is_shown() -> None:
    assert shown(profile_of(mixed(4)), K) is None
    assert shown(profile_of(mixed(5)), K) == profile_of(mixed(5))


# --- alike -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "is_alike"),
    [
        ([3, 3, 3], True),
        (["dk", "dk"], True),
        (["na", "na"], True),
        ([3, 3, None], True),
        ([3], True),
        ([3, 3, 2], False),
        ([3, 3, "dk"], False),
        (["dk", "na"], False),
        ([], False),
        ([None, None], False),
    ],
)
def test_alike_is_a_statement_to_which_all_who_said_anything_said_the_same(said: list[Said], is_alike: bool) -> None:
    counts = counts_of({"s": answer(one)} for one in said).get("s")
    assert (alike(counts) if counts else False) == is_alike
    assert statements_tell([counts] if counts else []) == is_alike


def test_below_2k_an_answer_that_all_gave_hides_the_statements_and_leaves_the_score() -> None:
    """Nine people; to one statement all said 3. Shown, it would say so of each of them."""
    found = let_through(of_one_mind(9))
    whole = profile_of(of_one_mind(9)).section("plan")
    assert found.hidden is Hidden.STATEMENTS
    assert (found.index, found.band, found.coverage) == (whole.index, whole.band, whole.coverage)
    assert (found.statements, found.blockers) == ((), ())


def test_from_2k_on_it_hides_nothing() -> None:
    assert let_through(of_one_mind(10)) == profile_of(of_one_mind(10)).section("plan")


def test_with_the_statements_goes_the_share_of_evidence() -> None:
    """That nobody has evidence for a high level may mean that nobody gave one."""
    names = ("s0", "s1")
    contents = [{name: answer(said) for name, said in zip(names, row, strict=True)} for row in of_one_mind(7)]
    counts = counts_of(contents, evidenced=lambda *_: True)
    profile = score(questionnaire(section(*names, section_id="plan")), counts, responses=7)
    assert profile.section("plan").evidenced_share == 1
    found = shown(profile, K)
    assert found
    assert (found.section("plan").hidden, found.section("plan").evidenced_share) == (Hidden.STATEMENTS, None)


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
        [(3, None), *[(None, None)] * 6],
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
def test_below_2k_a_score_that_says_what_was_said_is_hidden_as_well(rows: Sequence[Sequence[Said]]) -> None:
    found = let_through(rows)
    assert found.hidden is Hidden.EVERYTHING
    assert (found.index, found.band, found.coverage, found.secure_level) == (None, None, None, None)
    assert (found.statements, found.blockers, found.evidenced_share) == ((), (), None)


def test_from_2k_on_even_the_end_of_the_scale_is_shown() -> None:
    assert let_through([(4, 4)] * 10).index == 4


@pytest.mark.parametrize(("k", "hidden"), [(3, Hidden.NOTHING), (4, Hidden.STATEMENTS), (7, Hidden.STATEMENTS)])
def test_a_higher_limit_raises_2k_too(k: int, hidden: Hidden) -> None:
    assert let_through(of_one_mind(7), k).hidden is hidden


def test_an_index_of_nobody_tells_nothing() -> None:
    assert not score_tells([])


# --- complement ------------------------------------------------------------------------------------------------------


def of_sizes(sizes: Mapping[str | None, int], hidden: Iterable[str | None], k: int = K) -> set[str | None]:
    """The parts that are hidden where no group gives itself away."""
    return set(complement(sizes, set(hidden), k, lambda _: False))


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


def test_what_is_left_of_the_whole_must_not_be_alike() -> None:
    """Two partners and three leaders, all of whom said 3: together they are k, and the whole less the others shows it."""
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


def test_a_role_below_2k_of_one_mind_is_hidden_and_another_with_it() -> None:
    seen = roles_seen({"managers": of_one_mind(7), "front-line": mixed(9), "partners": mixed(12)})
    assert seen == {"managers": False, "front-line": False, "partners": True}
    seen = roles_seen({"managers": of_one_mind(10), "front-line": mixed(11), "partners": mixed(12)})
    assert seen == {"managers": True, "front-line": True, "partners": True}


def test_roles_are_hidden_section_by_section() -> None:
    of = questionnaire(section("a", "b", section_id="plan"), section("c", "d", section_id="learn"))

    def profile(rows: Sequence[Sequence[Said]]) -> Profile:
        contents = [{name: answer(said) for name, said in zip("abcd", row, strict=True)} for row in rows]
        return score(of, counts_of(contents), responses=len(rows))

    one_mind = [(3, 1 + at % 4, 1 + at % 4, 1 + at // 2) for at in range(7)]
    free = [(1 + at % 4, 1 + at // 3, 1 + at % 3, 1 + at % 4) for at in range(9)]
    found = shown_by_role({"managers": profile(one_mind), "front-line": profile(free)}, K)
    for role in ("managers", "front-line"):
        own = found[role]
        assert own
        assert [one.hidden for one in own.sections] == [Hidden.EVERYTHING, Hidden.NOTHING]
        assert (own.section("plan").index, own.section("plan").statements) == (None, ())
        assert own.section("learn").index is not None


def test_what_is_said_of_a_unit_is_not_said_of_a_role() -> None:
    found = shown_by_role({"managers": profile_of([(1, 2), (2, 1), *mixed(9)]), "front-line": profile_of(mixed(8))}, K)
    for own in found.values():
        assert own
        assert (own.section("plan").secure_level, own.section("plan").blockers) == (None, ())
        assert len(own.section("plan").statements) == 2


def test_roles_in_which_nobody_answered_are_left_out() -> None:
    assert shown_by_role({"managers": profile_of([], 2), "front-line": profile_of(mixed(8))}, K).keys() == {
        "front-line"
    }


def test_no_role_of_a_whole_below_2k_is_shown_unless_it_is_the_whole() -> None:
    for sizes in ((5, 4), (5, 2, 2), (6, 3), (4, 3, 2)):
        by_role = {str(number): mixed(size, start=number) for number, size in enumerate(sizes)}
        assert not any(roles_seen(by_role).values())
    assert roles_seen({None: mixed(7)}) == {None: True}


def test_a_role_that_a_lower_limit_hid_does_not_appear_under_a_higher_one() -> None:
    """Eleven are of one mind: 2k at 5, too few at 6. Hidden with the two, they would do, and seven would come out."""
    people = {"leadership": mixed(2), "managers": mixed(7), "front-line": of_one_mind(11), "partners": mixed(30)}
    assert roles_seen(people, 5) == {"leadership": False, "managers": False, "front-line": True, "partners": True}
    assert roles_seen(people, 6) == {"leadership": False, "managers": False, "front-line": False, "partners": True}


# --- once ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("k", "enough"), [(5, 10), (3, 6), (0, 6), (8, 16)])
def test_findings_are_replaced_where_nothing_or_2k_responses_are_new_or_changed(k: int, enough: int) -> None:
    """Between, the difference of the two findings would show a group that may not be shown, or be alike."""
    earlier = profile_of(mixed(20))
    assert publish_from(k) == enough
    assert may_publish(0, k, earlier)
    assert not any(may_publish(changed, k, earlier) for changed in range(1, enough))
    assert may_publish(enough, k, earlier)


def test_findings_that_were_shown_in_part_are_not_replaced() -> None:
    """Beside the counts of a larger group that holds it, a score without its statements can tell what these were."""
    assert not may_publish(50, K, profile_of(of_one_mind(9)))
    assert may_publish(0, K, profile_of(of_one_mind(9)))
    assert may_publish(50, K, profile_of(of_one_mind(10)))
    assert may_publish(50, K, profile_of([(4, 4)] * 9)), "of that section nothing was shown at all"


# --- comparisons -----------------------------------------------------------------------------------------------------

OWN = (Asked("plan", "s0", 1, 1.0), Asked("plan", "s1", 1, 1.0))


def test_where_all_is_shown_any_of_it_may_be_compared() -> None:
    found = let_through(mixed(9))
    assert may_compare(found, OWN, OWN)
    assert may_compare(found, OWN[:1], OWN)


def test_where_statements_are_hidden_only_the_index_that_is_shown_may_be_compared() -> None:
    """Over one statement less, two indexes would show that one; and so they would with other weights."""
    found = let_through(of_one_mind(9))
    assert may_compare(found, OWN, OWN)
    assert may_compare(found, OWN[::-1], OWN)
    assert not may_compare(found, OWN[:1], OWN)
    assert not may_compare(found, (OWN[0], Asked("plan", "s1", 1, 2.0)), OWN)


def test_where_everything_is_hidden_nothing_may_be_compared() -> None:
    assert not may_compare(let_through([(4, 4)] * 7), OWN, OWN)


# --- words -----------------------------------------------------------------------------------------------------------


def test_words_are_shown_where_k_people_wrote_and_in_alphabetical_order() -> None:
    wrote = [["Late again"], ["a start", "Better"], [], ["more"], ["None"]]
    assert shown_texts(wrote, 4) == ("a start", "Better", "Late again", "more", "None")
    assert shown_texts(wrote, 5) == ()
