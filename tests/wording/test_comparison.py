"""Units and roles beside each other, in sentences."""

from __future__ import annotations

from dataclasses import replace

from journey.model import Absent, Figure, Hidden, PeerExample, Profile, Questionnaire, Unit
from journey.rules.scoring import score
from journey.wording import comparison
from journey.wording.comparison import Sight
from tests.rules.scoring_examples import counted, questionnaire, section


def unit(name: str, kind: str = "service") -> Unit:
    return Unit(name.lower(), "o", None, name, kind)  # type: ignore[arg-type]


def figure(name: str, index: float | None = 2.5, why: Absent | None = None, section_id: str = "stock") -> Figure:
    return Figure("r", name.lower(), section_id, 7, index, why=why)


COUNCIL, HOUSING, PARKS, SAFETY = (
    unit("Council", "corporate"),
    unit("Housing"),
    unit("Parks"),
    unit("Safety", "partnership"),
)


def test_a_roll_up_is_over_services_and_partnerships_alone() -> None:
    assert comparison.below([COUNCIL, HOUSING, SAFETY]) == [HOUSING, SAFETY]
    assert comparison.called([HOUSING, PARKS]) == "services"
    assert comparison.called([HOUSING, SAFETY]) == "services and partnerships"
    assert comparison.called([SAFETY]) == "partnerships"


def test_who_is_left_out_of_a_roll_up_and_why() -> None:
    units = [HOUSING, PARKS, SAFETY]
    assert comparison.left_out(units, [figure("Housing"), figure("Parks"), figure("Safety")]) == ""
    found = comparison.left_out(
        units, [figure("Housing"), figure("Parks", None, Absent.TOO_FEW), figure("Safety", None, Absent.NOT_ENOUGH)]
    )
    assert found == (
        "Parks is left out where its figures are hidden: with them in, they could be worked out from the rest. "
        "Safety is left out where too little was answered for a score."
    )


def test_several_hidden_units_are_named_together() -> None:
    found = comparison.left_out(
        [HOUSING, PARKS], [figure("Housing", None, Absent.STILL_OPEN), figure("Parks", None, Absent.ALIKE)]
    )
    assert found.startswith("Housing and Parks are left out where their figures are hidden")


def test_a_lesson_names_who_could_ask_whom() -> None:
    names = {id_: id_.capitalize() for id_ in ("children", "housing", "parks", "roads", "waste")}
    one = PeerExample("stock", "children", 3.24, ("housing",))
    assert comparison.lesson(one, "Taking stock", names) == (
        "“Taking stock”: Housing could ask Children (3.2) how they do it."
    )
    many = replace(one, learners=("housing", "parks", "roads", "waste"))
    assert comparison.lesson(many, "Taking stock", names) == (
        "“Taking stock”: Housing, Parks and two more could ask Children (3.2) how they do it."
    )


def two_sections() -> Questionnaire:
    return questionnaire(
        section("a", "b", section_id="stock"), section("c", "d", section_id="start", title="Getting started")
    )


def sight(name: str, *levels: int) -> Sight:
    """A role in which one person gave these levels to a, b, c and d."""
    of = two_sections()
    return Sight(
        name, score(of, counted({id_: [level] for id_, level in zip("abcd", levels, strict=True)}), responses=1)
    )


def test_where_two_roles_are_half_a_level_apart() -> None:
    leaders, staff = sight("Leadership", 3, 3, 4, 4), sight("Front line", 3, 3, 2, 2)
    assert comparison.gap(two_sections(), leaders, staff) == (
        "In one of the two sections they are half a level apart or more, leadership the higher."
    )
    lower = sight("IT staff", 2, 2, 2, 2)
    assert comparison.gap(two_sections(), lower, leaders) == (
        "In both sections they are half a level apart or more, each time leadership the higher."
    )
    assert comparison.gap(two_sections(), lower, sight("Managers", 1, 1, 1, 1)) == (
        "In both sections they are half a level apart or more, each time IT staff the higher."
    )


def test_a_gap_that_goes_both_ways_or_is_none() -> None:
    one, other = sight("One", 4, 4, 1, 1), sight("Other", 1, 1, 4, 4)
    assert comparison.gap(two_sections(), one, other).endswith("or more, now one higher and now the other.")
    assert comparison.gap(two_sections(), one, one) == (
        "In neither of the two sections are they half a level apart or more."
    )


def hide(found: Sight, hidden: Hidden, number: int = 1) -> Sight:
    """The same with the first sections hidden."""
    sections = [
        replace(one, index=None if hidden is Hidden.EVERYTHING else one.index, statements=(), hidden=hidden)
        if position < number
        else one
        for position, one in enumerate(found.profile.sections)
    ]
    return Sight(found.name, replace(found.profile, sections=tuple(sections)))


def test_sections_that_one_of_the_two_hides_are_not_compared() -> None:
    one, other = sight("One", 4, 4, 4, 4), hide(sight("Other", 1, 1, 1, 1), Hidden.EVERYTHING)
    assert comparison.gap(two_sections(), one, other) == "They are half a level apart or more, one the higher."
    assert comparison.gap(two_sections(), one, hide(other, Hidden.EVERYTHING, 2)) == ""


def test_the_statements_on_which_two_differ_most() -> None:
    one, other = sight("One", 4, 3, 4, 2), sight("Other", 1, 3, 2, 3)
    found = comparison.furthest_apart(one.profile, other.profile)
    assert [(apart.statement_id, apart.first, apart.second) for apart in found] == [
        ("a", 4.0, 1.0),
        ("c", 4.0, 2.0),
        ("d", 2.0, 3.0),
    ]
    assert comparison.furthest_apart(one.profile, hide(other, Hidden.STATEMENTS, 2).profile) == []


def test_hidden_roles_are_named_with_the_reason() -> None:
    assert comparison.hidden_roles([], [], 5) == ""
    assert comparison.hidden_roles(["Partners"], [], 5) == (
        "Hidden: Partners. A role is hidden where fewer than 5 people answered in it, where their answers are too much "
        "alike, or because another role could be worked out from it."
    )
    assert comparison.hidden_roles(["Partners"], ["Managers", "Councillors"], 5).startswith(
        "Hidden: Partners. Hidden in some sections: Managers and Councillors. A role is hidden"
    )


def test_agreed_levels_that_lie_apart_from_the_median_are_found_where_it_is_shown() -> None:
    profile = sight("All", 4, 3, 2, 2).profile
    agreed = {"a": 3, "b": 3, "c": 4}
    assert comparison.otherwise_than_agreed(profile, agreed) == ["a", "c"]
    assert comparison.otherwise_than_agreed(hide(Sight("", profile), Hidden.STATEMENTS).profile, agreed) == ["c"]
    assert comparison.otherwise_than_agreed(None, agreed) == []
    assert comparison.medians(Profile("stages", "1.0.0", 0)) == {}


def test_where_no_statement_may_be_shown_for_both_none_is_said_to_be_close() -> None:
    nothing = Profile("stages", "1.0.0", 8, ())
    assert comparison.none_apart(nothing, nothing) == "No single statement may be shown for both."
