"""Organisations with their units and roles: how they are added, listed and renamed, moved and removed."""

from __future__ import annotations

import pytest

from journey.model import DEFAULT_ROLES, Role, Unit
from journey.store import NotFound, Store, assessments, organisations
from tests.store.store_examples import Council, fill


def test_a_new_organisation_has_its_corporate_unit_and_the_default_roles(store: Store) -> None:
    with store.write() as tx:
        added = organisations.add(tx, name="Ambershire", kind="county")
    with store.read() as tx:
        assert organisations.get(tx, added.id) == added
        (unit,) = organisations.units(tx, added.id)
        assert (unit.name, unit.kind, unit.parent_id) == ("Ambershire", "corporate", None)
        assert tuple(organisations.roles(tx, added.id)) == DEFAULT_ROLES


def test_organisations_are_listed_in_the_order_they_were_added(store: Store) -> None:
    with store.write() as tx:
        added = [organisations.add(tx, name=name, kind="district", is_sample=name == "C") for name in "CABD"]
    with store.read() as tx:
        assert organisations.every(tx) == added
        assert [organisation.is_sample for organisation in added] == [True, False, False, False]


def test_ids_are_random(store: Store) -> None:
    with store.write() as tx:
        ids = {organisations.add(tx, name="Same", kind="same").id for _ in range(20)}
    assert len(ids) == 20
    assert min(map(len, ids)) >= 22


def test_renaming_an_organisation_renames_the_corporate_unit_that_bore_its_name(store: Store) -> None:
    with store.write() as tx:
        old = organisations.add(tx, name="Old", kind="district")
        organisations.add_unit(tx, old.id, name="Old", kind="service")
        renamed = organisations.rename(tx, old.id, name="New")
        assert (renamed.id, renamed.name, renamed.kind) == (old.id, "New", "district")
        assert organisations.rename(tx, old.id, kind="unitary").name == "New"
        assert organisations.get(tx, old.id).kind == "unitary"
        assert [unit.name for unit in organisations.units(tx, old.id)] == ["New", "Old"]


def test_a_corporate_unit_with_a_name_of_its_own_keeps_it(store: Store) -> None:
    with store.write() as tx:
        old = organisations.add(tx, name="Old", kind="district")
        organisations.rename(tx, old.id, name="New")
        own = organisations.add_unit(tx, old.id, name="Whole council", kind="corporate")
        organisations.rename(tx, old.id, name="Newer")
        assert organisations.unit(tx, old.id, own.id).name == "Whole council"


def test_units_form_a_tree(store: Store, council: Council) -> None:
    with store.write() as tx:
        service = organisations.add_unit(tx, council.id, name="Housing", kind="service", parent_id=council.unit)
        below = organisations.add_unit(tx, council.id, name="Repairs", kind="service", parent_id=service.id)
        partnership = organisations.add_unit(tx, council.id, name="Safety", kind="partnership")
    with store.read() as tx:
        assert organisations.units(tx, council.id)[1:] == [service, below, partnership]
        assert below.parent_id == service.id


def test_a_unit_below_a_unit_that_does_not_exist_is_refused(store: Store, council: Council) -> None:
    with store.write() as tx, pytest.raises(NotFound, match="no unit 'nowhere'"):
        organisations.add_unit(tx, council.id, name="Lost", kind="service", parent_id="nowhere")


def test_a_role_keeps_its_key_and_place_when_it_is_renamed(store: Store, council: Council) -> None:
    with store.write() as tx:
        assert organisations.rename_role(tx, council.id, key="front-line", name="Crews") == Role("front-line", "Crews")
    with store.read() as tx:
        roles = organisations.roles(tx, council.id)
    assert [role.key for role in roles] == [role.key for role in DEFAULT_ROLES]
    assert roles[2] == Role("front-line", "Crews")


def test_a_role_that_does_not_exist_cannot_be_renamed(store: Store, council: Council) -> None:
    with store.write() as tx, pytest.raises(NotFound, match="no role 'mayor'"):
        organisations.rename_role(tx, council.id, key="mayor", name="Mayor")


def test_a_unit_gets_another_name_kind_and_place_and_keeps_its_answers(store: Store, council: Council) -> None:
    with store.write() as tx:
        housing = organisations.add_unit(tx, council.id, name="Housing", kind="service", parent_id=council.unit)
        repairs = organisations.add_unit(tx, council.id, name="Repairs", kind="service")
        changed = organisations.change_unit(
            tx, council.id, repairs.id, name="Repairs\x07 team", kind="partnership", parent_id=housing.id
        )
        with pytest.raises(NotFound, match="'nowhere'"):
            organisations.change_unit(tx, council.id, repairs.id, name="x", kind="service", parent_id="nowhere")
        with pytest.raises(NotFound, match="'nothing'"):
            organisations.change_unit(tx, council.id, "nothing", name="x", kind="service", parent_id=None)
    assert changed == Unit(repairs.id, council.id, housing.id, "Repairs team", "partnership")
    with store.read() as tx:
        assert organisations.units(tx, council.id)[1:] == [housing, changed]


def test_removing_a_unit_removes_its_answers_and_those_below_it(store: Store, council: Council) -> None:
    with store.write() as tx:
        below = organisations.add_unit(tx, council.id, name="Housing", kind="service", parent_id=council.unit)
        other = organisations.add_unit(tx, council.id, name="Highways", kind="service")
        fill(tx, council)
        organisations.remove_unit(tx, council.id, council.unit)
        assert organisations.units(tx, council.id) == [other]
        assert assessments.of_round(tx, council.id, council.round) == []
        with pytest.raises(NotFound):
            organisations.remove_unit(tx, council.id, below.id)
