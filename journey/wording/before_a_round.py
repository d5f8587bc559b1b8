"""What a number of people will be able to show and notice, said before anybody answers."""

from __future__ import annotations

from journey.model import DEFAULT_MIN_GROUP
from journey.rules.change import CLAIM_FROM, margin
from journey.rules.noticeable import USUAL_SPREAD, smallest_noticed
from journey.rules.role_views import role_views
from journey.wording import limits
from journey.wording.formatting import figure, number

_FRACTIONS = {1 / 3: "a third of a level", 1 / 2: "half a level", 2 / 3: "two thirds of a level"}
_NEAR = 0.04
"""So close to a fraction, a size is called by it."""


def what_people_show(people: int, min_group: int) -> list[str]:
    """For the number of people expected: how sure one round is, what change it notices, and what it shows of roles."""
    if people < min_group:
        return [
            f"With {_people(people)} nothing will be shown: results need at least {number(min_group)} who answer, "
            "so that nobody can be worked out."
        ]
    return [_give_or_take(people), _noticed(people), _roles(people, min_group)]


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
