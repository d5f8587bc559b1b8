"""Where only the mix of those who answer changed, nothing is said of the council: by the product's verdict on roles.

Leaders stand 0.3 of a level above managers, the front line 0.3 below, and neither moves. Which roles may be shown is by
the rules of privacy; where fewer than two are, in both rounds, the verdict is a warning. Councils have one section, so
that each case counts by itself.
"""

from __future__ import annotations

import numpy as np
import pytest

from journey.model import DEFAULT_MIN_GROUP, Change, ComparisonBasis, SectionScore, Verdict
from journey.rules import claims
from journey.rules.change import has_mix_moved, section_change
from journey.rules.change_basis import bases
from journey.rules.change_comparable import asked_in
from journey.rules.privacy_roles import hidden_roles
from journey.rules.versions import CURRENT
from journey.simulation.councils import Model, Real, Whole
from journey.simulation.questionnaire import chosen, invented, profiles
from journey.simulation.smallest_change import moved
from tests.simulation.bounds import contradicts_at_least, contradicts_at_most, shows_at_least, shows_at_most
from tests.simulation.pages import responses

MOST_SECTIONS = 0.05
MODEL = Model(statements=(7,))
QUESTIONNAIRE = invented(MODEL.statements)
ASKED = asked_in(QUESTIONNAIRE, [statement.id for statement in QUESTIONNAIRE.statements()])
STANDS = {"leaders": 0.3, "managers": 0.0, "front line": -0.3}
"""How far each role stands above the council, before the nearest level is ticked."""

Mix = tuple[int, int, int]
HIDDEN: list[tuple[Mix, Mix]] = [((6, 7, 7), (2, 6, 12)), ((12, 14, 14), (4, 12, 24))]
SHOWN: list[tuple[Mix, Mix]] = [((10, 10, 10), (6, 8, 16)), ((12, 14, 14), (6, 10, 24))]


def changes(then: Mix, now: Mix, councils: int, seed: int, *, rise: float = 0.0) -> list[Change]:
    """The change of the one section of each council between a round with one mix of roles and a round with another."""
    random = np.random.default_rng(seed)
    positions = MODEL.positions(random, councils)
    later = moved(MODEL, positions, rise) if rise else positions
    first, second = (
        MODEL.answers(random, standing, MODEL.views(random, councils, sum(mix)) + _stands(mix))
        for standing, mix in ((positions, then), (later, now))
    )
    return [_change(before, after, _roles(then), _roles(now)) for before, after in zip(first, second, strict=True)]


def _roles(mix: Mix) -> list[str]:
    """The role of each person, in the order in which they answer."""
    return [role for role, number in zip(STANDS, mix, strict=True) for _ in range(number)]


def _stands(mix: Mix) -> Real:
    """How far each person stands above the council: [people, 1]."""
    return np.array([STANDS[role] for role in _roles(mix)])[:, None]


def _change(then: Whole, now: Whole, roles_then: list[str], roles_now: list[str]) -> Change:
    """The product's verdict on one section, from the levels that people gave: [people, statements]."""
    before, after = (_by_role(*each) for each in ((then, roles_then), (now, roles_now)))
    in_both = (before.keys() - hidden_roles(before, DEFAULT_MIN_GROUP)) & (
        after.keys() - hidden_roles(after, DEFAULT_MIN_GROUP)
    )
    (first,), (second,) = (_bases(*each).values() for each in ((then, roles_then), (now, roles_now)))
    return section_change(
        first,
        second,
        shown=(first.index, second.index),
        roles={role for role in in_both if role} if len(in_both) > 1 else (),
        has_mix_moved=has_mix_moved(*({role: each.count(role) for role in STANDS} for each in (roles_then, roles_now))),
    )


def _by_role(levels: Whole, roles: list[str]) -> dict[str | None, SectionScore]:
    found: dict[str | None, SectionScore] = {}
    for role in STANDS:
        of_role = levels[[each == role for each in roles]]
        (profile,) = profiles(MODEL, chosen(of_role[None]), len(of_role), CURRENT)
        (found[role],) = profile.sections
    return found


def _bases(levels: Whole, roles: list[str]) -> dict[str, ComparisonBasis]:
    return bases(ASKED, responses(QUESTIONNAIRE, levels, roles), confidential=True)


def claimed(found: list[Change]) -> int:
    return sum(change.verdict in claims.CLAIMED for change in found)


@pytest.mark.parametrize(("then", "now"), [*HIDDEN, *SHOWN])
def test_a_changed_mix_alone_is_hardly_ever_called_a_change(then: Mix, now: Mix) -> None:
    found = changes(then, now, 100, 1)
    assert not contradicts_at_most(MOST_SECTIONS, claimed(found), len(found))


@pytest.mark.long
@pytest.mark.parametrize(("then", "now"), [*HIDDEN, *SHOWN])
def test_a_changed_mix_alone_is_hardly_ever_called_a_change_in_many_councils(then: Mix, now: Mix) -> None:
    found = changes(then, now, 1000, 2)
    assert shows_at_most(MOST_SECTIONS, claimed(found), len(found))


@pytest.mark.parametrize(("then", "now"), HIDDEN)
def test_where_roles_are_hidden_the_page_warns(then: Mix, now: Mix) -> None:
    assert {change.verdict for change in changes(then, now, 15, 3)} == {Verdict.OTHER_ROLES}


@pytest.mark.parametrize(("then", "now"), SHOWN)
def test_where_roles_are_shown_a_true_rise_is_still_found(then: Mix, now: Mix) -> None:
    found = [change for change in changes(then, now, 60, 4, rise=0.5) if change.is_within_roles]
    assert found
    assert not contradicts_at_least(0.7, claimed(found), len(found))


@pytest.mark.long
@pytest.mark.parametrize(("then", "now"), SHOWN)
def test_where_roles_are_shown_a_true_rise_is_still_found_in_many_councils(then: Mix, now: Mix) -> None:
    found = [change for change in changes(then, now, 800, 5, rise=0.5) if change.is_within_roles]
    assert shows_at_least(0.7, claimed(found), len(found))
