"""Before anybody answers: what the number of people who are expected will show, and what a round asks them to be."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.model import Role
from journey.service.answering.invitations import HIGHEST_CAP
from journey.service.answering.respondents import groups_offered
from journey.service.councils import councils
from journey.ui.shared import components, state
from journey.ui.shared.escaping import plain
from journey.wording import before_a_round
from journey.wording.before_a_round import ExpectedRole
from journey.wording.catalogue import _

USUALLY = 12
"""So many people are proposed."""
_ROLE_WIDTH = 150


def what_they_show(organisation_id: str, key: str) -> None:
    """Ask how many people are expected, in each role if that is known, and say what so many will show and notice."""
    people = st.number_input(
        _("How many people do you expect to answer for a unit?"),
        1,
        HIGHEST_CAP,
        USUALLY,
        step=1,
        key=f"expected-{key}",
        width=components.SELECT_WIDTH,
    )
    every = councils.roles(state.product(), organisation_id)
    st.markdown(_("Of these, where you know it:"))
    with st.container(horizontal=True):
        roles = [_expected(role, key) for role in groups_offered(every, two_groups=False)]
    lines = before_a_round.what_people_show(
        max(sum(role.people for role in roles), int(people or USUALLY)),
        state.product().settings.min_group,
        roles,
        groups_offered(every, two_groups=True),
    )
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _expected(role: Role, key: str) -> ExpectedRole:
    people = st.number_input(
        plain(role.name), 0, HIGHEST_CAP, 0, step=1, key=f"expected-{key}-{role.key}", width=_ROLE_WIDTH
    )
    return ExpectedRole(role.key, role.name, int(people or 0))


def asks_two_groups(organisation_id: str, *, proposed: bool, key: str) -> bool:
    """Draw the choice of the groups that people say they are in, which stays as it is once somebody has begun."""
    roles = councils.roles(state.product(), organisation_id)
    titles = {False: _("Their role"), True: _("One of two groups, of which more can be shown")}
    offers = {
        two_groups: f"**{title}**  \n{_names(groups_offered(roles, two_groups=two_groups))}"
        for two_groups, title in titles.items()
    }
    chosen: bool = st.radio(
        _("What colleagues who answer by a link say of themselves"),
        list(offers),
        int(proposed),
        format_func=offers.__getitem__,
        width="stretch",
        key=f"groups-{key}",
    )
    st.caption(
        _(
            "This is chosen before anybody answers. Roles are never put together afterwards: that would show what the "
            "few of a role said."
        )
    )
    return chosen


def _names(roles: Sequence[Role]) -> str:
    return plain("; ".join(role.name for role in roles))
