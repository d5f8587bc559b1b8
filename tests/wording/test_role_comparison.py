"""Two roles beside each other, and which roles are hidden, in sentences."""

from __future__ import annotations

from dataclasses import replace

from journey.model import Hidden, Profile, Questionnaire
from journey.rules.scoring import score
from journey.wording import role_comparison
from journey.wording.role_comparison import NamedProfile
from tests.rules.scoring_examples import counted, questionnaire, section


def two_sections() -> Questionnaire:
    return questionnaire(
        section("a", "b", section_id="stock"), section("c", "d", section_id="start", title="Getting started")
    )


def role(name: str, *levels: int) -> NamedProfile:
    """A role in which one person gave these levels to a, b, c and d."""
    counts = counted({id_: [level] for id_, level in zip("abcd", levels, strict=True)})
    return NamedProfile(name, score(two_sections(), counts, responses=1))


def how_far_apart(first: NamedProfile, second: NamedProfile) -> str:
    return role_comparison.how_far_apart(two_sections(), first, second)


def test_where_two_roles_are_half_a_level_apart() -> None:
    leaders, staff = role("Leadership", 3, 3, 4, 4), role("Front line", 3, 3, 2, 2)
    assert how_far_apart(leaders, staff) == (
        "In one of the two sections they are half a level apart or more, leadership the higher."
    )
    lower = role("IT staff", 2, 2, 2, 2)
    assert how_far_apart(lower, leaders) == (
        "In both sections they are half a level apart or more, each time leadership the higher."
    )
    assert how_far_apart(lower, role("Managers", 1, 1, 1, 1)) == (
        "In both sections they are half a level apart or more, each time IT staff the higher."
    )


def test_a_gap_that_goes_both_ways_or_is_none() -> None:
    first, second = role("One", 4, 4, 1, 1), role("Other", 1, 1, 4, 4)
    assert how_far_apart(first, second).endswith("or more, now one higher and now the other.")
    assert how_far_apart(first, first) == ("In neither of the two sections are they half a level apart or more.")


def hide(findings: NamedProfile, hidden: Hidden, number: int = 1) -> NamedProfile:
    """The same with the first sections hidden."""
    sections = [
        replace(score_, index=None if hidden is Hidden.EVERYTHING else score_.index, statements=(), hidden=hidden)
        if position < number
        else score_
        for position, score_ in enumerate(findings.profile.sections)
    ]
    return NamedProfile(findings.name, replace(findings.profile, sections=tuple(sections)))


def test_sections_that_one_of_the_two_hides_are_not_compared() -> None:
    first, second = role("One", 4, 4, 4, 4), hide(role("Other", 1, 1, 1, 1), Hidden.EVERYTHING)
    assert how_far_apart(first, second) == "They are half a level apart or more, one the higher."
    assert how_far_apart(first, hide(second, Hidden.EVERYTHING, 2)) == ""


def test_the_statements_on_which_two_differ_most() -> None:
    first, second = role("One", 4, 3, 4, 2), role("Other", 1, 3, 2, 3)
    gaps = role_comparison.furthest_apart(first.profile, second.profile)
    assert [(gap.statement_id, gap.first, gap.second) for gap in gaps] == [
        ("a", 4.0, 1.0),
        ("c", 4.0, 2.0),
        ("d", 2.0, 3.0),
    ]
    assert role_comparison.furthest_apart(first.profile, hide(second, Hidden.STATEMENTS, 2).profile) == []


def test_hidden_roles_are_named_with_the_reason() -> None:
    assert role_comparison.hidden_roles([], [], 5) == ""
    assert role_comparison.hidden_roles(["Partners"], [], 5) == (
        "Hidden: Partners. A role is hidden where fewer than 5 people answered in it, where their answers are too much "
        "alike, or because another role could be worked out from it."
    )
    assert role_comparison.hidden_roles(["Partners"], ["Managers", "Councillors"], 5).startswith(
        "Hidden: Partners. Hidden in some sections: Managers and Councillors. A role is hidden"
    )


def test_where_no_statement_may_be_shown_for_both_none_is_said_to_be_close() -> None:
    nothing = Profile("stages", "1.0.0", 8, ())
    assert role_comparison.none_apart(nothing, nothing) == "No single statement may be shown for both."
