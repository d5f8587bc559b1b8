"""Two roles beside each other, and which roles are hidden, in sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journey.model import Hidden, Profile, Questionnaire, RoleGap
from journey.rules.scoring import score
from journey.wording import role_comparison
from journey.wording.role_comparison import NamedProfile, how_far_apart
from tests.rules.scoring_examples import counted, questionnaire, section
from tests.steps.compared_findings import role_means


def two_sections() -> Questionnaire:
    return questionnaire(
        section("a", "b", section_id="stock"), section("c", "d", section_id="start", title="Getting started")
    )


def role(name: str, *levels: int, error: float | None = 0.1) -> NamedProfile:
    """A role in which one person gave these levels to a, b, c and d; its indexes have this standard error."""
    counts = counted({id_: [level] for id_, level in zip("abcd", levels, strict=True)})
    profile = score(two_sections(), counts, responses=1)
    return NamedProfile(name, profile, {} if error is None else role_means(name, profile, error))


def test_where_two_roles_differ_by_more_than_chance_does() -> None:
    leaders, staff = role("Leadership", 3, 3, 4, 4), role("Front line", 3, 3, 2, 2)
    by_chance = " Two roles that see alike would show a gap on about one page in six."
    assert how_far_apart(leaders, staff) == (
        f"In one of the two sections they differ by more than chance does, leadership the higher.{by_chance}"
    )
    lower = role("IT staff", 2, 2, 2, 2)
    assert how_far_apart(lower, leaders) == (
        f"In both sections they differ by more than chance does, each time leadership the higher.{by_chance}"
    )
    assert how_far_apart(lower, role("Managers", 1, 1, 1, 1)) == (
        f"In both sections they differ by more than chance does, each time IT staff the higher.{by_chance}"
    )


def test_a_gap_that_goes_both_ways_or_is_none() -> None:
    first, second = role("One", 4, 4, 1, 1), role("Other", 1, 1, 4, 4)
    assert "more than chance does, now one higher and now the other." in how_far_apart(first, second)
    assert how_far_apart(first, first) == "In neither of the two sections do they differ by more than chance does."


def test_without_knowing_how_sure_the_indexes_are_no_gap_is_called_one() -> None:
    first, second = role("One", 4, 4, 1, 1, error=None), role("Other", 1, 1, 4, 4)
    assert how_far_apart(first, second) == "Whether they differ in the two sections cannot be told from chance."
    assert role_comparison.furthest_apart(first, second) == []


@pytest.mark.parametrize(
    ("difference", "interval", "said"),
    [
        (0.64, (0.16, 1.12), "about 0.6, at least 0.1"),
        (-0.64, (-1.12, -0.16), "about 0.6, at least 0.1"),
        (0.55, (0.04, 1.06), "about 0.6, at least a little"),
        (0.64, (-0.1, 1.4), "within chance"),
        (0.2, (0.1, 0.3), "within chance"),
        (0.64, None, "cannot be told from chance"),
    ],
)
def test_a_gap_says_what_was_found_and_what_is_sure(
    difference: float, interval: tuple[float, float] | None, said: str
) -> None:
    is_clear = said.startswith("about")
    assert role_comparison.gap_in_words(RoleGap("stock", difference, interval, is_clear)) == said


def hide(findings: NamedProfile, hidden: Hidden, number: int = 1) -> NamedProfile:
    """The same with the first sections hidden."""
    sections = [
        replace(score_, index=None if hidden is Hidden.EVERYTHING else score_.index, statements=(), hidden=hidden)
        if position < number
        else score_
        for position, score_ in enumerate(findings.profile.sections)
    ]
    return replace(findings, profile=replace(findings.profile, sections=tuple(sections)))


def test_sections_that_one_of_the_two_hides_are_not_compared() -> None:
    first, second = role("One", 4, 4, 4, 4), hide(role("Other", 1, 1, 1, 1), Hidden.EVERYTHING)
    assert how_far_apart(first, second).startswith("They differ by more than chance does, one the higher.")
    assert how_far_apart(first, hide(first, Hidden.EVERYTHING)) == "They do not differ by more than chance does."
    assert how_far_apart(first, hide(second, Hidden.EVERYTHING, 2)) == ""


def test_the_statements_on_which_two_differ_most_are_those_of_sections_with_a_gap() -> None:
    first, second = role("One", 4, 3, 4, 2), role("Other", 1, 3, 2, 3)
    gaps = role_comparison.furthest_apart(first, second)
    assert [(gap.statement_id, gap.first, gap.second) for gap in gaps] == [("a", 4.0, 1.0), ("c", 4.0, 2.0)]
    assert role_comparison.furthest_apart(first, hide(second, Hidden.STATEMENTS, 2)) == []
    unsure = role("Other", 1, 3, 2, 3, error=2.0)
    assert role_comparison.furthest_apart(first, unsure) == []


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
