"""Starting a round: what is asked of whom, as the last round asked it unless somebody says otherwise."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from journey.model import Organisation, Privacy
from journey.model.refusals import Refusal
from journey.service.councils import units
from journey.service.current_selection import Navigation
from journey.service.rounds import lifecycle
from journey.service.rounds.lifecycle import RoundPlan
from journey.ui.rounds import expected, fields
from journey.ui.shared import components, day_field, errors, forms, page_title, presses, state
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import _
from journey.wording.next_steps import Spot

WAYS = (Privacy.OPEN, Privacy.CONFIDENTIAL)


def show(organisation: Organisation, navigation: Navigation) -> None:
    """The form, folded away where there are rounds to look at."""
    # Once a round is opened this is another fold, and a closed one.
    is_wanted = state.wanted_spot() == Spot.NEW_ROUND
    about = f"start-{len(navigation.rounds)}{'-wanted' if is_wanted else ''}"
    is_open = is_wanted or not navigation.rounds
    with page_title.spot(Spot.NEW_ROUND), components.fold(_("Start a round"), about, is_open=is_open) as form:
        if form.open:
            with components.fold(_("How much will so many colleagues show?"), "start-expected") as before:
                if before.open:
                    expected.what_they_show(organisation.id, "start")
            _form(organisation, navigation)


def _form(organisation: Organisation, navigation: Navigation) -> None:
    proposed = lifecycle.proposed(state.product(), organisation.id)
    about = f"start-{organisation.id}"
    with st.form(f"{about}-form", border=False):
        if navigation.rounds:
            st.markdown(
                _(
                    "Filled in as {name} was: change what is different this time. **No answer is carried over**: "
                    "every unit begins with nothing answered.",
                    name=plain(navigation.rounds[-1].name),
                )
            )
        name, day = fields.name_and_date(proposed.name, proposed.held_on)
        with components.group(_("What is asked"), f"asked-{about}"):
            questionnaire_ids = forms.questionnaires(proposed.questionnaire_ids, about)
        drafts = [key for key in state.product().library.drafts if key.startswith("questionnaire/")]
        if drafts:
            st.caption(
                _(
                    "Not asked, because it is not released: {drafts}. Check and release it, as the README says.",
                    drafts=plain(formatting.listed(drafts)),
                )
            )
        scope = forms.scope(proposed.scope, about)
        with components.group(_("Who answers"), f"answering-{about}"):
            unit_ids = _units(proposed, navigation)
        if len(navigation.units) == 1:
            st.caption(_("Services and partnerships that answer for themselves are added on *Council*."))
        privacy = _way(proposed)
        two_groups = expected.asks_two_groups(organisation.id, proposed=proposed.two_groups, key=about)
        shows_last = fields.shows_last(proposed.shows_last) if navigation.rounds else False
        if presses.submit(_("Open the round"), type="primary", key=f"{about}-now"):
            asked = questionnaire_ids, unit_ids, scope
            plan = RoundPlan(name, proposed.held_on, *asked, shows_last, privacy, two_groups)
            _open(organisation, navigation, plan, day)


def _way(proposed: RoundPlan) -> Privacy:
    """Who answers for each unit, and who sees it: fixed for the whole round."""
    min_group = formatting.number(state.product().settings.min_group)
    offers = {
        Privacy.OPEN: _(
            "**One person or team answers for each unit**  \n"
            "Openly, in its name: everybody who can open this tool for your council sees the answers and notes as "
            "they are"
        ),
        Privacy.CONFIDENTIAL: _(
            "**Many colleagues answer, confidentially, by a link**  \n"
            "Each for themselves: results are shown for {min_group} or more together, after the round is closed",
            min_group=min_group,
        ),
    }
    chosen = st.radio(
        _("How people answer"), WAYS, WAYS.index(proposed.privacy), format_func=offers.__getitem__, width="stretch"
    )
    st.caption(
        _(
            "This stays so for the whole round. For a workshop begin on *Workshop*: colleagues are then told before "
            "they answer that answers will be shown together in the room."
        )
    )
    return chosen


def _units(proposed: RoundPlan, navigation: Navigation) -> list[str]:
    names = {unit.id: unit.name for unit in navigation.units}
    chosen = []
    for depth, unit in units.tree(navigation.units):
        below = _(", below {unit}", unit=plain(names[unit.parent_id])) if depth > 1 and unit.parent_id else ""
        if st.checkbox(f"{plain(unit.name)}{below}", unit.id in proposed.unit_ids, key=f"start-{unit.id}"):
            chosen.append(unit.id)
    return chosen


def _open(organisation: Organisation, navigation: Navigation, plan: RoundPlan, day: str) -> None:
    """Open the round on the day that was typed."""
    with errors.refusals_shown_here():
        plan = replace(plan, held_on=day_field.required(day, Refusal.ROUND_DAY_MISSING))
        round_ = lifecycle.open_round(state.product(), organisation, plan)
        in_view = navigation.selection.unit.id if navigation.selection else None
        unit_id = in_view if in_view in plan.unit_ids else plan.unit_ids[0]
        state.look_at(organisation_id=organisation.id, round_id=round_.id, unit_id=unit_id)
        units_asked = formatting.count(len(plan.unit_ids), "unit")
        onwards = "" if plan.privacy is Privacy.OPEN else _(" The links to send are below.")
        state.leave_notice(
            _(
                "{name} is open for {units}, with nothing answered yet.{onwards}",
                name=plain(round_.name),
                units=units_asked,
                onwards=onwards,
            )
        )
        st.rerun()
