"""Units and roles: a small tree that a council shapes, and names that change while answers stay."""

from __future__ import annotations

import pytest

from journey.model import DEFAULT_ROLES, ActionContent, Organisation, Origin, Unit
from journey.service import NotFound, Product
from journey.service.compare.history import over_rounds
from journey.service.compare.roles import roles_in_view
from journey.service.councils import councils, units
from journey.service.current_selection import Selection
from journey.service.plan import actions
from journey.service.plan.place import PlanPlace
from journey.service.profile.unit_findings import by_questionnaire
from journey.store import actions as stored
from journey.store.versioned_records import Edit
from tests.steps.refusals import refused
from tests.steps.rounds import TWO_SECTIONS, everybody, hold, start

EVERY = tuple(one.id for statements in TWO_SECTIONS.values() for one in statements)


def add(product: Product, council: Organisation, name: str, below: Unit) -> Unit:
    return units.add(product, council.id, name=name, kind="service", parent_id=below.id)


def shape(product: Product, council: Organisation) -> list[str]:
    """The tree as it is drawn: a full stop for each level above."""
    return ["." * depth + unit.name for depth, unit in units.tree(councils.units(product, council.id))]


@pytest.fixture
def council(product: Product) -> Organisation:
    return start(product)[0]


@pytest.fixture
def top(product: Product, council: Organisation) -> Unit:
    return councils.units(product, council.id)[0]


def test_units_are_listed_from_the_top_each_followed_by_those_below_it(
    product: Product, council: Organisation, top: Unit
) -> None:
    housing = add(product, council, "Housing", top)
    add(product, council, "Highways", top)
    repairs = add(product, council, "Repairs", housing)
    safety = units.add(product, council.id, name=" Community\x07  Safety ", kind="partnership", parent_id=top.id)
    add(product, council, "Emergency repairs", repairs)
    assert (safety.name, safety.kind, safety.parent_id) == ("Community Safety", "partnership", top.id)
    assert shape(product, council) == [
        "Ambershire",
        ".Housing",
        "..Repairs",
        "...Emergency repairs",
        ".Highways",
        ".Community Safety",
    ]


def test_a_tree_has_four_levels_and_no_more(product: Product, council: Organisation, top: Unit) -> None:
    fourth = add(product, council, "Fourth", add(product, council, "Third", add(product, council, "Second", top)))
    with refused("at most 4 levels"):
        add(product, council, "Fifth", fourth)
    assert len(shape(product, council)) == 4


def test_a_unit_that_moves_takes_those_below_it_along_and_they_need_room_too(
    product: Product, council: Organisation, top: Unit
) -> None:
    second = add(product, council, "Second", top)
    third = add(product, council, "Third", second)
    moving = add(product, council, "Moving", top)
    add(product, council, "Below", moving)
    with refused("at most 4 levels"):
        units.change(product, moving, name="Moving", kind="service", parent_id=third.id)
    units.change(product, moving, name="Moved", kind="partnership", parent_id=second.id)
    assert shape(product, council) == ["Ambershire", ".Second", "..Third", "..Moved", "...Below"]


def test_a_unit_cannot_lie_below_itself_and_the_council_stays_on_top(
    product: Product, council: Organisation, top: Unit
) -> None:
    housing = add(product, council, "Housing", top)
    repairs = add(product, council, "Repairs", housing)
    for below in (housing, repairs):
        with refused("below itself"):
            units.change(product, housing, name="Housing", kind="service", parent_id=below.id)
    with refused("council itself"):
        units.change(product, top, name="Ambershire", kind="service", parent_id=housing.id)
    assert shape(product, council) == ["Ambershire", ".Housing", "..Repairs"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "Give the unit a name"),
        ("x" * 91, "91 characters; 90 is the most"),
        (" housing ", "a unit called housing already"),
        ("AMBERSHIRE", "a unit called AMBERSHIRE already"),
    ],
)
def test_a_unit_has_a_name_of_its_own(product: Product, council: Organisation, top: Unit, name: str, why: str) -> None:
    add(product, council, "Housing", top)
    roads = add(product, council, "Roads", top)
    with refused(why):
        add(product, council, name, top)
    with refused(why):
        units.change(product, roads, name=name, kind="service", parent_id=top.id)
    assert shape(product, council) == ["Ambershire", ".Housing", ".Roads"]
    assert units.change(product, roads, name="ROADS", kind="service", parent_id=top.id).name == "ROADS"


def test_an_accent_kept_beside_its_letter_makes_no_other_name(
    product: Product, council: Organisation, top: Unit
) -> None:
    kept = add(product, council, "Zoe\u0308’s", top)
    assert kept.name == "Zo\u00eb’s"
    with refused("already"):
        add(product, council, "zo\u00eb’s", top)


def test_what_is_not_there_or_belongs_to_another_council_is_not_found(
    product: Product, council: Organisation, top: Unit
) -> None:
    housing = add(product, council, "Housing", top)
    other, elsewhere = start(product, "Westshire")
    for parent_id in ("nowhere", elsewhere.id):
        with pytest.raises(NotFound):
            units.add(product, council.id, name="Lost", kind="service", parent_id=parent_id)
        with pytest.raises(NotFound):
            units.change(product, housing, name="Lost", kind="service", parent_id=parent_id)
    units.remove(product, housing)
    with pytest.raises(NotFound):
        units.remove(product, housing)
    assert shape(product, other) == ["Westshire"]


def test_a_unit_is_removed_where_nothing_lies_below_it_and_it_was_in_no_round(
    product: Product, council: Organisation, top: Unit
) -> None:
    housing = add(product, council, "Housing", top)
    repairs = add(product, council, "Repairs", housing)
    roads = add(product, council, "Roads", top)
    hold(product, council, roads, 2025, everybody(EVERY, 2, 3))
    with refused("Other units lie below"):
        units.remove(product, housing)
    with refused("part of a round"):
        units.remove(product, roads)
    with refused("council itself"):
        units.remove(product, top)
    planned = actions.add(
        product, PlanPlace(council.id, repairs.id), ActionContent("x"), origin=Origin.IDEA, writer="laptop"
    )
    with refused("in its plan, and they would go with it. Nothing was removed"):
        units.remove(product, repairs)
    assert actions.of_organisation(product, council.id) == [planned]
    with product.store.write() as tx:
        stored.remove(tx, council.id, planned.id, Edit("laptop", product.clock()), expected_version=1)
    units.remove(product, repairs)
    units.remove(product, housing)
    assert shape(product, council) == ["Ambershire", ".Roads"]


def test_a_unit_that_is_renamed_and_moved_keeps_its_answers_and_its_history(
    product: Product, council: Organisation, top: Unit
) -> None:
    housing, homes = add(product, council, "Housing", top), add(product, council, "Homes", top)
    selection, _ = hold(product, council, homes, 2025, everybody(EVERY, 2, 3, 4, 2, 3, 3))
    before = by_questionnaire(product, selection)
    changed = units.change(product, homes, name="Council homes", kind="partnership", parent_id=housing.id)
    assert by_questionnaire(product, Selection(council, selection.round, changed)) == before
    history = over_rounds(product, council.id, "small")
    assert history
    assert [(one.id, one.name) for one in history.units] == [(homes.id, "Council homes")]
    assert all(figure.index is not None for figure in history.of_unit(homes.id))


# --- roles -----------------------------------------------------------------------------------------------------------


def test_a_role_that_is_renamed_keeps_its_answers(product: Product, council: Organisation, top: Unit) -> None:
    selection, _ = hold(product, council, top, 2025, everybody(EVERY, 2, 3, 4, 2, 3, 3, role="front-line"))
    before = roles_in_view(product, selection, "small")
    councils.rename_roles(product, council.id, {"front-line": " Crews\u202e ", "partners": "Our partners"})
    names = {role.key: role.name for role in councils.roles(product, council.id)}
    assert names == {role.key: role.name for role in DEFAULT_ROLES} | {
        "front-line": "Crews",
        "partners": "Our partners",
    }
    after = roles_in_view(product, selection, "small")
    assert before
    assert after
    (was,), (renamed,) = before[1], after[1]
    assert renamed.role
    assert (renamed.role.key, renamed.role.name) == ("front-line", "Crews")
    assert (renamed.responses, renamed.profile) == (was.responses, was.profile) == (6, was.profile)


@pytest.mark.parametrize(
    "names",
    [
        {"managers": "Crews", "front-line": "crews"},
        {"managers": "LEADERSHIP"},
        {"managers": ""},
        {"managers": "x" * 91},
    ],
)
def test_roles_have_names_of_their_own(product: Product, council: Organisation, names: dict[str, str]) -> None:
    with refused():
        councils.rename_roles(product, council.id, names)
    assert tuple(councils.roles(product, council.id)) == DEFAULT_ROLES


def test_two_roles_may_change_names_with_each_other(product: Product, council: Organisation) -> None:
    councils.rename_roles(product, council.id, {"managers": "Front line", "front-line": "Managers"})
    names = {role.key: role.name for role in councils.roles(product, council.id)}
    assert (names["managers"], names["front-line"]) == ("Front line", "Managers")
    with pytest.raises(NotFound):
        councils.rename_roles(product, council.id, {"mayor": "Mayor"})
