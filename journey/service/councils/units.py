"""The units of a council: the whole of it, its services and its partnerships, as a small tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from journey.model import Unit
from journey.model.refusals import Refusal
from journey.service.context import Product
from journey.service.councils.councils import valid_name
from journey.service.refused import Refused
from journey.store import Connection, actions, as_read, assessments, measures, organisations, reviews, rounds

UnitKind = Literal["service", "partnership"]
KINDS: dict[UnitKind, str] = {"service": "Service", "partnership": "Partnership"}
DEEPEST = 4
"""Levels of the tree, the council itself being the first: more than that is a structure chart."""


def tree(units: Sequence[Unit]) -> Iterator[tuple[int, Unit]]:
    """The units from the top, each followed by those below it, with its depth (0 for the council)."""
    below: dict[str | None, list[Unit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id, []).append(unit)

    def walk(parent_id: str | None, depth: int) -> Iterator[tuple[int, Unit]]:
        for unit in below.get(parent_id, []):
            yield depth, unit
            yield from walk(unit.id, depth + 1)

    return walk(None, 0)


def add(product: Product, organisation_id: str, *, name: str, kind: UnitKind, parent_id: str) -> Unit:
    """A new service or partnership below another unit. Raises Refused, NotFound."""
    with product.store.write() as tx:
        every = organisations.units(tx, organisation_id)
        name = _unused(every, name, except_for=None)
        _check_depth(every, parent_id)
        return organisations.add_unit(tx, organisation_id, name=name, kind=kind, parent_id=parent_id)


def change(product: Product, unit: Unit, *, name: str, kind: UnitKind, parent_id: str) -> Unit:
    """Give a unit another name or kind, or put it below another unit; its answers stay with it.

    Raises Refused, NotFound.
    """
    with product.store.write() as tx:
        every = organisations.units(tx, unit.organisation_id)
        name = _unused(every, name, except_for=unit.id)
        _check_is_not_all(unit)
        if parent_id in {unit.id, *(below.id for below in _below(every, unit.id))}:
            raise Refused(Refusal.UNIT_BELOW_ITSELF)
        if parent_id != unit.parent_id:
            _check_depth(every, parent_id, moving=unit.id)
        return organisations.change_unit(tx, unit.organisation_id, unit.id, name=name, kind=kind, parent_id=parent_id)


def remove(product: Product, unit: Unit) -> None:
    """Remove a unit that never was part of a round and has nothing in its plan. Raises Refused, NotFound."""
    _check_is_not_all(unit)
    with product.store.write() as tx:
        if any(other.parent_id == unit.id for other in organisations.units(tx, unit.organisation_id)):
            raise Refused(Refusal.UNIT_HAS_UNITS_BELOW)
        if _has_rounds(tx, unit):
            raise Refused(Refusal.UNIT_HAS_ROUNDS)
        if any(plan.of_unit(tx, unit.organisation_id, unit.id) for plan in (actions, measures, reviews)):
            raise Refused(Refusal.UNIT_HAS_A_PLAN)
        organisations.remove_unit(tx, unit.organisation_id, unit.id)


def _has_rounds(tx: Connection, unit: Unit) -> bool:
    every = rounds.every(tx, unit.organisation_id)
    return any(assessments.of_round(tx, unit.organisation_id, one.id, unit.id) for one in every)


def _below(units: Sequence[Unit], unit_id: str) -> Iterator[Unit]:
    for unit in units:
        if unit.parent_id == unit_id:
            yield unit
            yield from _below(units, unit.id)


def _check_is_not_all(unit: Unit) -> None:
    if unit.kind == "corporate":
        raise Refused(Refusal.UNIT_IS_THE_COUNCIL)


def _check_depth(units: Sequence[Unit], parent_id: str, *, moving: str | None = None) -> None:
    """Whether there is room below the parent: for a new unit, or for one that moves there with all that is below it."""
    depth = {unit.id: depth for depth, unit in tree(units)}
    below = [depth[unit.id] - depth[moving] for unit in _below(units, moving)] if moving else []
    if depth.get(parent_id, 0) + 2 + max(below, default=0) > DEEPEST:
        raise Refused(Refusal.UNITS_TOO_DEEP, limit=DEEPEST)


def _unused(units: Sequence[Unit], name: str, *, except_for: str | None) -> str:
    name = valid_name(name, missing=Refusal.UNIT_NAME_MISSING)
    if any(unit.id != except_for and as_read(unit.name) == as_read(name) for unit in units):
        raise Refused(Refusal.UNIT_NAME_TAKEN, name=name)
    return name
