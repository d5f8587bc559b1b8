"""Roles: who sees it differently. The gap between two of them is a finding by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from journey.model import Absent, Hidden, Origin, Privacy, Profile, Questionnaire, Role, Subject, SubjectKind
from journey.service.compare.roles import roles_in_view
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.profile.unit_findings import RoleFindings, UnitFindings
from journey.ui.compare import common
from journey.ui.compare.common import CompareContext
from journey.ui.shared import components, downloads, how_others, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.in_plan import InPlan
from journey.wording import formatting, role_comparison, suppression
from journey.wording.catalogue import N_, _
from journey.wording.role_comparison import NamedProfile
from journey.wording.takeaways.roles import RoleMeans

NO_ROLE = N_("No role given")
USUAL_PAIR = ("leadership", "front-line")


def show(context: CompareContext) -> None:
    """The roles of the unit in view, in the round in view."""
    in_view = roles_in_view(state.product(), context.selection, context.where_asked.questionnaire_id)
    if in_view is None:
        common.not_asked(context)
        return
    findings, by_role = in_view
    if findings.profile is None:
        st.info(suppression.whole(findings.why or Absent.TOO_FEW, findings.min_group, findings.turnout))
        return
    if not by_role:
        st.markdown(_no_roles(context, findings))
        return
    roles = [(_role(role_findings), role_findings.profile) for role_findings in by_role]
    shown = [(role, profile) for role, profile in roles if profile is not None]
    pair = _pair(context, [role for role, _ in shown])
    means = {_role(role_findings).key: role_findings.means for role_findings in by_role}
    _drawn(context, findings.questionnaire, roles, pair, means)
    st.markdown(plain(role_comparison.hidden_roles(*_hidden(by_role), findings.min_group)))
    if all(any(role.key == key for role, _ in shown) for key in pair):
        named = [_named_profile(shown, key, means) for key in pair]
        _differ(findings.questionnaire, named)
        _in_the_plan(context.selection, findings.questionnaire, named)


def _role(findings: RoleFindings) -> Role:
    return findings.role or Role("", _(NO_ROLE))


def _no_roles(context: CompareContext, findings: UnitFindings) -> str:
    if findings.assessment.privacy is Privacy.OPEN:
        return _("{name} answers openly, as one team: there are no roles to compare.", name=context.name)
    return _(
        "Nobody’s role was recorded for {name} in this round, so there are no roles to compare.", name=context.name
    )


def _hidden(by_role: Sequence[RoleFindings]) -> tuple[list[str], list[str]]:
    """The names of the roles that are hidden everywhere, and of those that are in some sections."""
    names = [(role_findings, _role(role_findings).name) for role_findings in by_role]
    wholly = [name for role_findings, name in names if role_findings.profile is None]
    partly = [
        name
        for role_findings, name in names
        if role_findings.profile and any(score.hidden is Hidden.EVERYTHING for score in role_findings.profile.sections)
    ]
    return wholly, partly


def _pair(context: CompareContext, roles: Sequence[Role]) -> tuple[str, str]:
    """Choose which two roles are compared: leadership and front line, unless hidden or the reader chooses others."""
    keys = [role.key for role in roles]
    if len(keys) < 2:
        return USUAL_PAIR
    usual = USUAL_PAIR if all(key in keys for key in USUAL_PAIR) else (keys[0], keys[1])
    names = {role.key: role.name for role in roles}
    name = f"compare-role-{context.selection.round.id}-{context.selection.unit.id}"
    with context.choices:
        first = _choose("role", _("One role"), keys, usual[0], names, f"{name}-one")
        others = [key for key in keys if key != first]
        likely = usual[1] if usual[1] in others else others[0]
        second = _choose("other-role", _("Another role"), others, likely, names, f"{name}-another-than-{first}")
    return first, second


def _choose(name: str, label: str, keys: Sequence[str], first: str, names: Mapping[str, str], key: str) -> str:
    return components.tab(
        name,
        label,
        keys,
        key=key,
        first=first,
        format_func=names.__getitem__,
        is_list=True,
        width=components.SELECT_WIDTH,
    )


def _named_profile(shown: Sequence[tuple[Role, Profile]], key: str, means: RoleMeans) -> NamedProfile:
    return next(NamedProfile(role.name, profile, means[key]) for role, profile in shown if role.key == key)


def _drawn(
    context: CompareContext,
    questionnaire: Questionnaire,
    roles: Sequence[tuple[Role, Profile | None]],
    pair: tuple[str, str],
    means: RoleMeans,
) -> None:
    from journey import charts

    council_roles = councils.roles(state.product(), context.selection.organisation.id)

    components.drawn(
        charts.roles_chart(questionnaire, roles, state.theme(), pair, council_roles, means),
        key=f"roles-{questionnaire.id}",
        subject=downloads.in_one_round(context.selection, questionnaire, "roles"),
    )


def _differ(questionnaire: Questionnaire, pair: Sequence[NamedProfile]) -> None:
    """Say how far the two roles lie apart, and in sections with a gap on which statements most."""
    first, second = pair
    st.header(_("Where these two differ"), anchor=False)
    st.markdown(plain(role_comparison.how_far_apart(first, second)))
    if not any(gap and gap.is_clear for gap in role_comparison.gaps_between(first, second).values()):
        return
    st.markdown(_("A gap says that the two see different things, not which of them is right."))
    apart = role_comparison.furthest_apart(first, second)
    if not apart:
        st.markdown(role_comparison.none_apart(first.profile, second.profile))
        return
    texts = {statement.id: statement.text for statement in questionnaire.statements()}
    st.markdown(
        "\n".join(
            f"- {plain(texts[gap.statement_id])}  \n  **{plain(first.name)} {formatting.figure(gap.first, 2)}, "
            f"{plain(second.name)} {formatting.figure(gap.second, 2)}**"
            for gap in apart
        )
    )
    st.caption(
        _(
            "Mean levels, on the scale from 1 to 4, of statements that may be shown for both, furthest apart on paper. "
            "Talk about the section first: which statements come first here is partly chance."
        )
    )


def _in_the_plan(selection: Selection, questionnaire: Questionnaire, pair: Sequence[NamedProfile]) -> None:
    """Each section in which the two see different things: what is done about it."""
    gaps = role_comparison.gaps_between(*pair)
    wide = [section for section in questionnaire.sections if (gap := gaps.get(section.id)) and gap.is_clear]
    if not wide:
        return
    st.subheader(_("What is done about it"), anchor=False)
    in_plan = InPlan.read(selection)
    for section in wide:
        with st.container(border=True, key=f"gap-{section.id}"):
            st.markdown(f"**{plain(section.title)}**")
            subject = Subject(SubjectKind.SECTION, section.id, questionnaire.id)
            how_others.offer(subject, key=f"gap-{selection.key}-{section.id}")
            in_plan.show(subject, Origin.ROLE_GAP, key=f"gap-{section.id}")
