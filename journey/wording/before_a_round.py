"""What a number of people will be able to show and notice, said before anybody answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journey.model import DEFAULT_MIN_GROUP, TWO_GROUPS, Role
from journey.rules.change import CLAIM_FROM, margin
from journey.rules.expected_roles import hidden_by_size, in_two_groups
from journey.rules.noticeable import USUAL_SPREAD, smallest_noticed
from journey.rules.role_groups import group_of
from journey.rules.role_views import role_views
from journey.wording import limits
from journey.wording.formatting import figure, listed, number
from journey.wording.scores import all_of


@dataclass(frozen=True, slots=True)
class ExpectedRole:
    """A role, and how many are expected to answer in it."""

    key: str
    name: str
    people: int


_FRACTIONS = {1 / 3: "a third of a level", 1 / 2: "half a level", 2 / 3: "two thirds of a level"}
_NEAR = 0.04
"""So close to a fraction, a size is called by it."""


def what_people_show(
    people: int, min_group: int, roles: Sequence[ExpectedRole] = (), groups: Sequence[Role] = TWO_GROUPS
) -> list[str]:
    """For the number of people expected: how sure one round is, what change it notices, and what it shows of roles.

    ``roles`` are how many are expected in each, where somebody knows; ``groups`` what the council calls the two groups.
    """
    if people < min_group:
        return [
            f"With {_people(people)} nothing will be shown: results need at least {number(min_group)} who answer, "
            "so that nobody can be worked out."
        ]
    known = [role for role in roles if role.people]
    of_roles = what_roles_show(known, min_group, groups) if known else [_roles(people, min_group)]
    return [_give_or_take(people), _noticed(people), *of_roles]


def what_roles_show(roles: Sequence[ExpectedRole], min_group: int, groups: Sequence[Role] = TWO_GROUPS) -> list[str]:
    """Which of these roles are too small, which are hidden with them, and what asking in two groups would show."""
    numbers = {role.key: role.people for role in roles}
    hidden = hidden_by_size(numbers, min_group)
    shown = [role for role in roles if role.key not in hidden]
    alike = f"A role of fewer than {number(2 * min_group)} is hidden, too, where all of its people say the same."
    if not hidden:
        return [f"By role, {all_of(len(roles)) if len(roles) > 1 else 'it'} would be shown. {alike}"]
    small = [role for role in roles if role.people < min_group]
    others = [role for role in roles if role.key in hidden and role.people >= min_group]
    is_one = len(small) == 1
    text = f"Too small to be shown: {_named(small)}. A role needs {number(min_group)} who answer."
    if others:
        text += (
            f" {_named(others)} would be hidden with {'it' if is_one else 'them'}: else the few could be worked out "
            "from the whole."
        )
    text += f" Shown: {_named(shown)}. {alike}" if shown else " So no role would be shown."
    return [text, _in_two_groups(roles, min_group, groups)]


def _in_two_groups(roles: Sequence[ExpectedRole], min_group: int, groups: Sequence[Role]) -> str:
    """What putting roles together beforehand would show, and of which roles each group is made."""
    together = in_two_groups({role.key: role.people for role in roles})
    parts = []
    for group in groups:
        of_group = [role.name for role in roles if group_of(role.key) == group.key]
        made_of = f"{listed(of_group)}, {_people(together[group.key])}" if of_group else "nobody"
        parts.append(f"“{group.name}” ({made_of})")
    asked = f"It helps to put roles together beforehand: asked in two groups, {listed(parts)}"
    if len(together) > 1 and not hidden_by_size(together, min_group):
        return f"{asked}, both would be shown."
    return f"Even asked in two groups, {listed(parts)}, neither would be shown: that takes more people."


def _named(roles: Sequence[ExpectedRole]) -> str:
    return listed([f"{role.name} ({role.people})" for role in roles])


def _noticed(people: int) -> str:
    """The smallest change that four rounds of five will notice, and what becomes of a smaller one."""
    if people < CLAIM_FROM:
        return (
            f"With {_people(people)} no change from one round to the next will be called one: "
            f"that takes at least {limits.CLAIM_FROM} each time."
        )
    return (
        f"With {_people(people)} each time you will notice a change of about {size(smallest_noticed(people, people))}; "
        "a smaller one will often pass unnoticed."
    )


def _give_or_take(people: int) -> str:
    half = margin(people, USUAL_SPREAD**2 / people)
    return f"Each index will come with a “give or take”: about {figure(half or 0.0)} with {_people(people)}."


def size(change: float) -> str:
    """A size in levels as people say it: by a simple fraction that is near, else with one place."""
    nearest = min(_FRACTIONS, key=lambda fraction: abs(fraction - change))
    if abs(nearest - change) < _NEAR:
        return _FRACTIONS[nearest]
    return f"{figure(change)} of a level" if change < 1 else f"{figure(change)} levels"


def _roles(people: int, min_group: int) -> str:
    """How much of roles will be hidden, and what asking in two groups would show instead."""
    if min_group != DEFAULT_MIN_GROUP:
        return (
            f"A role is shown only where {number(min_group)} or more answer in it, and others are hidden with it, so "
            "that nobody can be worked out: the fewer groups there are, the more of them are shown."
        )
    found = role_views(people)
    if found is None:
        return (
            f"With {_people(people)} hardly any role will be shown, however they are grouped: each needs at least "
            f"{number(min_group)}."
        )
    both = "nearly every section" if found.both_of_two == 100 else f"{found.both_of_two} of 100"
    return (
        f"By role, about {found.hidden_of_three} of 100 views will be hidden, and two roles stand side by side in "
        f"about {found.two_of_three} of 100 sections. Asked in two groups, both are shown in {both}."
    )


def _people(people: int) -> str:
    return "one person" if people == 1 else f"{people} people"
