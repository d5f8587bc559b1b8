"""Roles: who sees it differently. The gap between two of them is a finding by itself."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.model import Absent, Hidden, Privacy, Profile, Questionnaire, Role
from journey.service.compare.roles import roles_in_view
from journey.service.councils import councils
from journey.service.profile.unit_findings import RoleFindings, UnitFindings
from journey.ui.compare import common
from journey.ui.compare.common import CompareContext
from journey.ui.shared import components, downloads, state
from journey.ui.shared.escaping import plain
from journey.wording import comparison, formatting, suppression
from journey.wording.catalogue import N_, _
from journey.wording.comparison import Sight

NO_ROLE = Role("", N_("No role given"))
USUAL_PAIR = ("leadership", "front-line")


def show(context: CompareContext) -> None:
    """The roles of the unit in view, in the round in view."""
    found = roles_in_view(state.product(), context.selection, context.asked.questionnaire_id)
    if found is None:
        common.not_asked(context)
        return
    standing, standings = found
    if standing.profile is None:
        st.info(suppression.whole(standing.why or Absent.TOO_FEW, standing.min_group, standing.turnout))
        return
    if not standings:
        st.markdown(_no_roles(context, standing))
        return
    roles = [(one.role or NO_ROLE, one.profile) for one in standings]
    there = [(role, profile) for role, profile in roles if profile is not None]
    pair = _pair(context, [role for role, _ in there])
    _drawn(context, standing.questionnaire, roles, pair)
    st.markdown(plain(comparison.hidden_roles(*_hidden(standings), standing.min_group)))
    if all(any(role.key == key for role, _ in there) for key in pair):
        _differ(standing.questionnaire, [_sight(there, key) for key in pair])


def _no_roles(context: CompareContext, standing: UnitFindings) -> str:
    if standing.assessment.privacy is Privacy.OPEN:
        return _("{name} answers openly, as one team: there are no roles to compare.", name=context.name)
    return _(
        "Nobody’s role was recorded for {name} in this round, so there are no roles to compare.", name=context.name
    )


def _hidden(standings: Sequence[RoleFindings]) -> tuple[list[str], list[str]]:
    """The names of the roles that are hidden everywhere, and of those that are in some sections."""
    names = [(one, (one.role or NO_ROLE).name) for one in standings]
    wholly = [name for one, name in names if one.profile is None]
    partly = [
        name
        for one, name in names
        if one.profile and any(score.hidden is Hidden.EVERYTHING for score in one.profile.sections)
    ]
    return wholly, partly


def _pair(context: CompareContext, roles: Sequence[Role]) -> tuple[str, str]:
    """Which two are compared: leadership and front line, unless they are hidden or the reader chooses others."""
    keys = [role.key for role in roles]
    if len(keys) < 2:
        return USUAL_PAIR
    usual = USUAL_PAIR if all(key in keys for key in USUAL_PAIR) else (keys[0], keys[1])
    names = {role.key: role.name for role in roles}
    name = f"compare-role-{context.selection.round.id}-{context.selection.unit.id}"
    with st.container(horizontal=True):
        first = st.selectbox(
            _("One role"),
            keys,
            keys.index(usual[0]),
            format_func=names.__getitem__,
            key=f"{name}-one",
            width=components.SELECT_WIDTH,
        )
        others = [key for key in keys if key != first]
        second = st.selectbox(
            _("Another role"),
            others,
            others.index(usual[1]) if usual[1] in others else 0,
            format_func=names.__getitem__,
            key=f"{name}-another-than-{first}",
            width=components.SELECT_WIDTH,
        )
    return first, second


def _sight(there: Sequence[tuple[Role, Profile]], key: str) -> Sight:
    return next(Sight(role.name, profile) for role, profile in there if role.key == key)


def _drawn(
    context: CompareContext,
    questionnaire: Questionnaire,
    roles: Sequence[tuple[Role, Profile | None]],
    pair: tuple[str, str],
) -> None:
    from journey import charts

    council_roles = councils.roles(state.product(), context.selection.organisation.id)

    components.drawn(
        charts.roles_chart(questionnaire, roles, state.theme(), pair, council_roles),
        key=f"roles-{questionnaire.id}",
        subject=downloads.in_one_round(context.selection, questionnaire, "roles"),
    )


def _differ(questionnaire: Questionnaire, pair: Sequence[Sight]) -> None:
    """How far the two lie apart, and on which statements most."""
    first, second = pair
    st.header(_("Where these two differ most"), anchor=False)
    said = comparison.gap(questionnaire, first, second)
    st.markdown(
        plain(_("{said} A gap says that the two see different things, not which of them is right.", said=said).strip())
    )
    apart = comparison.furthest_apart(first.profile, second.profile)
    if not apart:
        st.markdown(comparison.none_apart(first.profile, second.profile))
        return
    texts = {statement.id: statement.text for statement in questionnaire.statements()}
    st.markdown(
        "\n".join(
            f"- {plain(texts[one.statement_id])}  \n  **{plain(first.name)} {formatting.figure(one.first, 2)}, "
            f"{plain(second.name)} {formatting.figure(one.second, 2)}**"
            for one in apart
        )
    )
    st.caption(_("Mean levels, on the scale from 1 to 4, of statements that may be shown for both."))
