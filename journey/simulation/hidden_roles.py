"""Table 3.5: how many views of single roles may be shown, and what two groups fixed beforehand would show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from journey.model import DEFAULT_MIN_GROUP, SectionScore
from journey.rules.privacy_roles import hidden_roles
from journey.rules.role_views import SIMULATED
from journey.simulation.councils import Model, Whole
from journey.simulation.estimates import share
from journey.simulation.questionnaire import chosen, profiles
from journey.simulation.tables import Cell, Column, Row, Run, Table

ROLES: Mapping[str, float] = {"leaders": 0.15, "managers": 0.25, "front line": 0.60}
"""The share of people in each role, from which every council draws."""
MERGED: Mapping[str, str] = {"leaders": "leaders and managers", "managers": "leaders and managers"}
"""Which role becomes which where roles are merged before anybody answers."""

ONE_SECTION = Model(statements=(5,))


def tables(run: Run) -> Iterator[Table]:
    """The table, from so many councils a row."""
    rows = []
    for in_print in SIMULATED:
        shown, there = views(in_print.people, run)
        merged, _ = views(in_print.people, run, merged=True)
        found = (share(~shown & there, there), share(shown.sum(axis=1) > 1), share(merged.sum(axis=1) > 1))
        known = (in_print.hidden_of_three, in_print.two_of_three, in_print.both_of_two)
        rows.append(Row(str(in_print.people), tuple(map(Cell, found, [percent / 100 for percent in known]))))
    yield Table(
        "Table 3.5  Which roles may be shown",
        "One section of five statements; each person is a leader, a manager or of the front line with 15, 25\n"
        f"and 60 in a hundred; the smallest group is {DEFAULT_MIN_GROUP}. Merged: leaders and managers as one group.",
        "people",
        (Column("views hidden"), Column("two or more roles shown"), Column("merged: both shown")),
        tuple(rows),
    )


def views(people: int, run: Run, *, merged: bool = False) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which roles are shown, and which have anybody in them: both [councils, roles]."""
    random = np.random.default_rng(run.seed)
    answers = ONE_SECTION.round_of(random, ONE_SECTION.positions(random, run.councils), people)
    drawn = random.choice(len(ROLES), size=(run.councils, people), p=list(ROLES.values()))
    names = [MERGED.get(role, role) if merged else role for role in ROLES]
    roles = list(dict.fromkeys(names))
    shown = np.zeros((run.councils, len(roles)), dtype=bool)
    there = np.zeros_like(shown)
    for council in range(run.councils):
        of_people = [names[role] for role in drawn[council]]
        scores = _by_role(answers[council], of_people, run)
        hidden = hidden_roles(scores, DEFAULT_MIN_GROUP)
        there[council] = [role in scores for role in roles]
        shown[council] = [role in scores and role not in hidden for role in roles]
    return shown, there


def _by_role(answers: Whole, of_people: Sequence[str], run: Run) -> dict[str | None, SectionScore]:
    """The section's score of each role that somebody has; ``answers`` are [people, statements]."""
    scores: dict[str | None, SectionScore] = {}
    for role in dict.fromkeys(of_people):
        of_role = answers[[each == role for each in of_people]]
        (profile,) = profiles(ONE_SECTION, chosen(of_role[None]), len(of_role), run.rules)
        scores[role] = profile.sections[0]
    return scores
