"""The units of a council: its tree, and forms to add, rename, move and remove one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from journey.model import Organisation, Unit
from journey.service.councils import units
from journey.service.councils.councils import NAME_LIMIT
from journey.service.councils.units import KINDS, UnitKind
from journey.service.current_selection import Navigation
from journey.ui.shared import errors, presses, state
from journey.ui.shared.components import fold
from journey.ui.shared.escaping import plain
from journey.ui.shared.text_field import room
from journey.wording.catalogue import _


def show(organisation: Organisation, navigation: Navigation) -> None:
    """The tree, and what can be done with it."""
    st.header(_("Units"), anchor=False)
    st.markdown(
        _(
            "The council as a whole, and the services and partnerships that say for themselves where they stand. A "
            "unit may lie below another."
        )
    )
    st.markdown(_tree(navigation.units))
    _add(organisation, navigation.units)
    others = [unit for unit in navigation.units if unit.kind != "corporate"]
    if others:
        _change(navigation.units, others)
        _remove(others)


def _tree(all_units: Sequence[Unit]) -> str:
    kinds = {"corporate": _("the council itself")} | {kind: name.lower() for kind, name in KINDS.items()}
    return "\n".join(
        f"{'    ' * depth}- {plain(unit.name)} · {kinds[unit.kind]}" for depth, unit in units.tree(all_units)
    )


def _add(organisation: Organisation, all_units: Sequence[Unit]) -> None:
    with fold(_("Add a unit"), "add-unit") as form:
        if form.open:
            _add_form(organisation, all_units)


def _add_form(organisation: Organisation, all_units: Sequence[Unit]) -> None:
    # Once a unit is added this is another form, and an empty one; the fold stays open for the next.
    about = f"add-unit-{organisation.id}-{len(all_units)}"
    with st.form(about, border=False):
        name, kind, parent = _fields(all_units)
        if presses.submit(_("Add"), key=f"{about}-now"):
            _do(
                lambda: units.add(state.product(), organisation.id, name=name, kind=kind, parent_id=parent.id),
                _("{} was added."),
            )


def _change(all_units: Sequence[Unit], others: Sequence[Unit]) -> None:
    with fold(_("Rename or move a unit"), "change-unit") as form:
        if form.open:
            _change_form(all_units, others)


def _change_form(all_units: Sequence[Unit], others: Sequence[Unit]) -> None:
    unit = st.selectbox(_("Which unit?"), others, format_func=_name, key=f"changed-unit-{others[0].organisation_id}")
    with st.form(f"change-unit-{unit.id}", border=False):
        name, kind, parent = _fields(all_units, unit)
        st.caption(_("Its answers and results stay with it, also those of earlier rounds."))
        if presses.submit(_("Save"), key=f"change-unit-{unit.id}-now"):
            _do(
                lambda: units.change(state.product(), unit, name=name, kind=kind, parent_id=parent.id),
                _("{} was saved."),
            )


def _fields(all_units: Sequence[Unit], unit: Unit | None = None) -> tuple[str, UnitKind, Unit]:
    """Draw name, kind and place, as they are now or empty, and return what was given."""
    kinds: list[UnitKind] = list(KINDS)
    places = [other for _, other in units.tree(all_units)]
    place_now = next((number for number, other in enumerate(places) if unit and other.id == unit.parent_id), 0)
    kind_now = next((number for number, kind in enumerate(kinds) if unit and unit.kind == kind), 0)
    name = st.text_input(_("Name of the unit"), unit.name if unit else "", max_chars=room(NAME_LIMIT))
    kind = st.selectbox(_("Kind"), kinds, kind_now, format_func=KINDS.__getitem__)
    parent = st.selectbox(_("Below"), places, place_now, format_func=_name)
    return name or "", kind, parent


def _remove(others: Sequence[Unit]) -> None:
    with fold(_("Remove a unit"), "remove-unit") as form:
        if form.open:
            _remove_form(others)


def _remove_form(others: Sequence[Unit]) -> None:
    about = f"remove-unit-{others[0].organisation_id}"
    with st.form(f"{about}-form", border=False):
        st.markdown(_("Only a unit that was never part of a round can be removed: no result is lost with it."))
        unit = st.selectbox(_("Which unit?"), others, format_func=_name, key=about)
        if presses.submit(_("Remove"), key=f"{about}-now"):
            _do(lambda: _removed(unit), _("{} was removed."))


def _removed(unit: Unit) -> Unit:
    units.remove(state.product(), unit)
    state.changed_here()
    return unit


def _do(command: Callable[[], Unit], notice: str) -> None:
    """Make a change, and say what was done ("{}" stands for the unit's name) or why it was not."""
    with errors.refusals_shown_here():
        unit = command()
        state.leave_notice(notice.format(plain(unit.name)))
        st.rerun()


def _name(unit: Unit) -> str:
    return unit.name
