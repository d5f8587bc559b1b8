"""Planning a workshop: made from a design, with every field open to change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from journey.model import Organisation, Scope, Unit, WorkshopDesign, WorkshopPlan
from journey.model.refusals import Refusal
from journey.service.answering.invitations import DEFAULT_CAP, HIGHEST_CAP
from journey.service.current_selection import Navigation
from journey.service.pinned_content import STAGES
from journey.service.rounds import lifecycle
from journey.service.workshop import planning
from journey.service.workshop.planning import MOST_MINUTES, TEXT_LIMIT, TITLE_LIMIT
from journey.ui.shared import components, day_field, errors, forms, presses, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.text_field import room
from journey.wording import formatting
from journey.wording.catalogue import N_, _

MOST_HOLD = "where-we-stand"
"""The design that is offered first."""
OWN_ROUND = N_("A new round of its own")
BLANK_MINUTES = 120


def planning_form(organisation: Organisation, navigation: Navigation) -> None:
    """Choose a design, read it, change what is different here, and make the workshop."""
    library = state.product().library
    ids = sorted(library.ids("workshop"), key=lambda id_: id_ != MOST_HOLD)
    designs = {id_: library.workshop(id_) for id_ in ids}
    design = None
    if designs:
        chosen = st.radio(
            _("What kind of workshop?"), list(designs), format_func=lambda id_: _offer(designs[id_]), width="stretch"
        )
        design = designs[chosen]
        _read(design)
    unit = _unit(navigation, organisation)
    _fields(organisation, navigation, unit, design)


def _offer(design: WorkshopDesign) -> str:
    return f"**{plain(design.title)}**  \n{formatting.count(design.minutes, 'minute')}. {plain(design.summary)}"


def _read(design: WorkshopDesign) -> None:
    """Draw the steps of the design and what it needs, folded away."""
    with components.fold(_("How it runs, step by step, and what it needs"), f"design-{design.id}") as fold:
        if not fold.open:
            return
        st.markdown(_("**What comes out.** {outcome}", outcome=plain(design.outcome)))
        for number, step in enumerate(design.steps, start=1):
            minutes = formatting.count(step.minutes, "minute")
            st.markdown(f"**{number}. {plain(step.title)}**, {minutes}. {plain(step.text)}")
        st.markdown(_("**You need:**\n\n") + "\n".join(f"- {plain(material)}" for material in design.materials))


def _unit(navigation: Navigation, organisation: Organisation) -> Unit:
    units = list(navigation.units)
    in_view = navigation.selection.unit if navigation.selection else units[0]
    if len(units) == 1:
        return units[0]
    chosen: Unit = st.selectbox(
        _("For whom"),
        units,
        units.index(in_view),
        format_func=lambda unit: unit.name,
        key=f"for-whom-{organisation.id}-{in_view.id}",
        width=components.SELECT_WIDTH,
    )
    return chosen


def _fields(organisation: Organisation, navigation: Navigation, unit: Unit, design: WorkshopDesign | None) -> None:
    key = f"{organisation.id}-{design.id if design else 'blank'}"
    with st.form(f"make-{key}", border=False):
        title = st.text_input(
            _("Title"), design.title if design else _("Where we stand"), room(TITLE_LIMIT), key=f"title-{key}"
        )
        purpose = st.text_area(
            _("What it is for"), design.purpose if design else "", 110, max_chars=room(TEXT_LIMIT), key=f"purpose-{key}"
        )
        who = st.text_area(
            _("Who takes part"), design.who if design else "", 80, max_chars=room(TEXT_LIMIT), key=f"who-{key}"
        )
        day = st.text_input(day_field.label(_("Date")), formatting.day(day_field.today()), key=f"day-{key}")
        minutes = st.number_input(
            _("Minutes"),
            1,
            MOST_MINUTES,
            design.minutes if design else BLANK_MINUTES,
            key=f"minutes-{key}",
            width=components.SELECT_WIDTH,
        )
        asked_first = design.questionnaire if design else STAGES
        with components.group(_("What is asked"), f"asked-{key}"):
            questionnaire_ids = forms.questionnaires([asked_first], f"ask-{organisation.id}-{asked_first}")
        scope = forms.scope(Scope.FULL, key)
        round_id = _round(navigation, unit)
        cap = st.number_input(
            _("The most people who may answer"),
            1,
            HIGHEST_CAP,
            DEFAULT_CAP,
            key=f"cap-{key}",
            width=components.SELECT_WIDTH,
        )
        st.caption(_("Each person counts once per device. More may be let in later."))
        if presses.submit(_("Make the workshop"), type="primary", key=f"make-{key}-now"):
            design_id = design.id if design else ""
            plan = WorkshopPlan(title or "", purpose or "", who or "", int(minutes), day_field.today(), design_id)
            _make(organisation, unit, plan, day or "", _Invitation(round_id, questionnaire_ids, scope, int(cap)))


def _round(navigation: Navigation, unit: Unit) -> str | None:
    """The round that the workshop belongs to; None for a new one. Asked only where there is a choice."""
    fit = [round_ for round_ in navigation.rounds if lifecycle.takes_confidential(state.product(), round_, unit)]
    if not fit:
        st.caption(_("The workshop opens a round of its own, named after it."))
        return None
    names: dict[str | None, str] = {None: _(OWN_ROUND), **{round_.id: plain(round_.name) for round_ in fit}}
    chosen: str | None = st.radio(_("In which round"), list(names), format_func=names.__getitem__, width="stretch")
    return chosen


@dataclass(frozen=True)
class _Invitation:
    """What the workshop asks, of how many, and in which round; None for a new one."""

    round_id: str | None
    questionnaire_ids: Sequence[str]
    scope: Scope
    cap: int


def _make(organisation: Organisation, unit: Unit, plan: WorkshopPlan, day: str, invitation: _Invitation) -> None:
    """Make the workshop for the day that was typed."""
    with errors.refusals_shown_here():
        plan = replace(plan, held_on=day_field.required(day, Refusal.WORKSHOP_DAY_MISSING))
        workshop = planning.make(
            state.product(),
            unit,
            plan,
            round_id=invitation.round_id,
            questionnaire_ids=invitation.questionnaire_ids,
            scope=invitation.scope,
            cap=invitation.cap,
        )
        state.look_at(organisation_id=organisation.id, round_id=workshop.round_id, unit_id=unit.id)
        state.leave_notice(
            _("{title} is planned. Colleagues may answer from now on.", title=plain(workshop.plan.title))
        )
        st.rerun()
