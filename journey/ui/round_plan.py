"""Starting a round: what is asked of whom, as the last round asked it unless somebody says otherwise."""

from __future__ import annotations

import streamlit as st

from journey import words
from journey.model import Organisation, Scope
from journey.service import assessing, holding, units
from journey.service.holding import InvalidRound, Plan
from journey.service.visits import Visit
from journey.ui import parts, round_fields, state
from journey.ui.text import plain

SCOPES = {
    Scope.QUICK: "**Quick check**  \nWhere to look first; scores are indicative",
    Scope.FULL: "**Full assessment**  \nEnough to act on",
}


def fold(organisation: Organisation, visit: Visit) -> None:
    """The form, folded away where there are rounds to look at."""
    # Once a round is opened this is another fold, and a closed one.
    with parts.fold("Start a round", f"start-{len(visit.rounds)}", is_open=not visit.rounds) as form:
        if form.open:
            _form(organisation, visit)


def _form(organisation: Organisation, visit: Visit) -> None:
    proposed = holding.proposed(state.product(), organisation.id)
    with st.form("start-a-round", border=False):
        if visit.rounds:
            st.markdown(
                f"Filled in as {plain(visit.rounds[-1].name)} was: change what is different this time. **No answer is "
                "carried over**: every unit begins with nothing answered."
            )
        name, day = round_fields.name_and_date(proposed.name, proposed.held_on)
        st.markdown("**What is asked**")
        questionnaire_ids = _questionnaires(proposed)
        options = list(SCOPES)
        scope = st.radio(
            "How much is asked",
            options,
            options.index(proposed.scope),
            format_func=SCOPES.__getitem__,
            width="stretch",
        )
        st.markdown("**Who answers**")
        unit_ids = _units(proposed, visit)
        if len(visit.units) == 1:
            st.caption("Services and partnerships that answer for themselves are added on *Council*.")
        st.markdown(
            "Each unit answers **openly**, as one: one person or a team together, in its name. Everybody who can open "
            "this tool for your council sees the answers and notes as they are."
        )
        shows_last = round_fields.shows_last(proposed.shows_last) if visit.rounds else False
        if st.form_submit_button("Open the round", type="primary"):
            _open(organisation, visit, name, day, (questionnaire_ids, unit_ids, scope, shows_last))


def _questionnaires(proposed: Plan) -> list[str]:
    library = state.product().library
    chosen = []
    for id_ in sorted(library.ids("questionnaire"), reverse=True):
        sizes = [assessing.size(state.product(), id_, scope)[0] for scope in SCOPES]
        label = (
            f"{plain(library.questionnaire(id_).title)}: {sizes[0]} statements in the quick check, {sizes[1]} in full"
        )
        if st.checkbox(label, id_ in proposed.questionnaire_ids, key=f"start-{id_}"):
            chosen.append(id_)
    return chosen


def _units(proposed: Plan, visit: Visit) -> list[str]:
    names = {unit.id: unit.name for unit in visit.units}
    chosen = []
    for depth, unit in units.tree(visit.units):
        below = f", below {plain(names[unit.parent_id])}" if depth > 1 and unit.parent_id else ""
        if st.checkbox(f"{plain(unit.name)}{below}", unit.id in proposed.unit_ids, key=f"start-{unit.id}"):
            chosen.append(unit.id)
    return chosen


def _open(
    organisation: Organisation, visit: Visit, name: str, day: str, asked: tuple[list[str], list[str], Scope, bool]
) -> None:
    try:
        plan = Plan(name, round_fields.day_of(day), *asked)
        opened = holding.open_round(state.product(), organisation, plan)
    except InvalidRound as fault:
        st.error(plain(str(fault)))
        return
    in_view = visit.view.unit.id if visit.view else None
    unit_id = in_view if in_view in plan.unit_ids else plan.unit_ids[0]
    state.look_at(organisation_id=organisation.id, round_id=opened.id, unit_id=unit_id)
    of_whom = words.count(len(plan.unit_ids), "unit")
    state.leave_notice(f"{plain(opened.name)} is open for {of_whom}, with nothing answered yet.")
    st.rerun()
