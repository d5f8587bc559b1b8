"""Units beside each other, in sentences."""

from __future__ import annotations

from dataclasses import replace

from journey.model import Absent, Figure, Hidden, PeerExample, Profile, RollUp, Unit, Weighing
from journey.rules.scoring import score
from journey.wording import comparison
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
    assert comparison.rolled_up_units([HOUSING, PARKS]) == "services"
    assert comparison.rolled_up_units([HOUSING, SAFETY]) == "services and partnerships"
    assert comparison.rolled_up_units([SAFETY]) == "partnerships"


def test_who_is_left_out_of_a_roll_up_and_why() -> None:
    units = [HOUSING, PARKS, SAFETY]
    assert comparison.left_out(units, [figure("Housing"), figure("Parks"), figure("Safety")]) == ""
    said = comparison.left_out(
        units, [figure("Housing"), figure("Parks", None, Absent.TOO_FEW), figure("Safety", None, Absent.NOT_ENOUGH)]
    )
    assert said == (
        "Parks is left out where its figures are hidden: with them in, they could be worked out from the rest. "
        "Safety is left out where too little was answered for a score."
    )


def test_several_hidden_units_are_named_together() -> None:
    said = comparison.left_out(
        [HOUSING, PARKS], [figure("Housing", None, Absent.STILL_OPEN), figure("Parks", None, Absent.ALIKE)]
    )
    assert said.startswith("Housing and Parks are left out where their figures are hidden")


def test_a_peer_example_names_who_could_ask_whom() -> None:
    names = {id_: id_.capitalize() for id_ in ("children", "housing", "parks", "roads", "waste")}
    one = PeerExample("stock", "children", 3.24, ("housing",))
    assert comparison.peer_example(one, "Taking stock", names) == (
        "“Taking stock”: Housing could ask Children (3.2) how they do it."
    )
    many = replace(one, learners=("housing", "parks", "roads", "waste"))
    assert comparison.peer_example(many, "Taking stock", names) == (
        "“Taking stock”: Housing, Parks and two more could ask Children (3.2) how they do it."
    )


def test_both_ways_of_weighing_are_said_where_they_differ() -> None:
    alike = RollUp("stock", Weighing.UNITS, 2.4, 2, 12, 140, 0, 0.11)
    people = replace(alike, weighing=Weighing.RESPONSES, index=2.5)
    assert comparison.both_ways("Taking stock", alike, people, "services") == (
        "“Taking stock”, all 12 services alike: 2.4, give or take 0.1; by people: 2.5, because large services stand "
        "higher."
    )
    assert comparison.both_ways("Taking stock", alike, replace(people, index=2.45), "services") == ""
    fewer = replace(alike, units=11, left_out=1, margin=None)
    assert comparison.both_ways("Taking stock", fewer, replace(people, index=2.2), "services") == (
        "“Taking stock”, 11 services alike: 2.4; by people: 2.2, because small services stand higher."
    )


def test_a_margin_that_rounds_to_nothing_is_less_than_a_tenth() -> None:
    assert comparison.give_or_take(0.04) == ", give or take less than 0.1"


def test_agreed_levels_that_lie_apart_from_the_median_are_found_where_it_is_shown() -> None:
    asked = questionnaire(section("a", "b", section_id="stock"), section("c", section_id="start"))
    profile = score(asked, counted({"a": [4], "b": [3], "c": [2]}), responses=1)
    agreed = {"a": 3, "b": 3, "c": 4}
    assert comparison.otherwise_than_agreed(profile, agreed) == ["a", "c"]
    hidden = replace(profile.sections[0], statements=(), hidden=Hidden.STATEMENTS)
    partly = replace(profile, sections=(hidden, profile.sections[1]))
    assert comparison.otherwise_than_agreed(partly, agreed) == ["c"]
    assert comparison.otherwise_than_agreed(None, agreed) == []
    assert comparison.medians(Profile("stages", "1.0.0", 0)) == {}
