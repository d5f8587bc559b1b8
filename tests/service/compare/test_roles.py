"""How sure a role's indexes are: the figures that decide on a gap, of what is shown and of nothing else."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from journey.model import Organisation, Unit
from journey.rules.role_gaps import role_gap
from journey.service import Product
from journey.service.compare.roles import roles_in_view
from journey.service.profile.unit_findings import RoleFindings
from tests.steps.rounds import TWO_SECTIONS, Reply, everybody, hold, random_replies, start
from tests.steps.workshop import EVERY


def seen(product: Product, council: Organisation, unit: Unit, replies: list[Reply]) -> dict[str | None, RoleFindings]:
    """The roles of a round in which these answers were given, by their keys."""
    held, _ = hold(product, council, unit, 2026, replies)
    found = roles_in_view(product, held, "small")
    assert found
    return {role.role.key if role.role else None: role for role in found[1]}


def test_the_mean_of_a_shown_role_is_the_index_on_the_page_with_its_standard_error(product: Product) -> None:
    council, unit = start(product)
    said = {"managers": (1, 2, 2, 3, 4, 4), "front-line": (2, 1, 1, 2, 1, 3)}
    replies = [reply for key, levels in said.items() for reply in everybody(EVERY, *levels, role=key)]
    for key, role in seen(product, council, unit, replies).items():
        levels = said[str(key)]
        assert role.profile
        for section_id in TWO_SECTIONS:
            mean = role.means[section_id]
            assert (mean.n, mean.mean) == (6, pytest.approx(role.profile.section(section_id).index))
            assert mean.variance == pytest.approx(np.var(levels, ddof=1) / 6)


def test_two_roles_far_apart_have_a_gap_and_two_alike_have_none(product: Product) -> None:
    council, unit = start(product)
    higher, lower = everybody(EVERY, 3, 3, 4, 4, 4, 3, role="managers"), everybody(EVERY, 1, 2, 2, 1, 2, 1)
    roles = seen(product, council, unit, [*higher, *(replace(reply, role="front-line") for reply in lower)])
    for section_id in TWO_SECTIONS:
        managers, staff = (roles[key].means[section_id] for key in ("managers", "front-line"))
        assert role_gap(section_id, managers, staff).is_clear
        assert not role_gap(section_id, managers, managers).is_clear


def test_of_hidden_roles_and_sections_nothing_is_handed_on(product: Product) -> None:
    council, unit = start(product)
    replies = random_replies(Random(5), EVERY, {"managers": 9, "front-line": 9, "leadership": 3, "partners": 2})
    roles = seen(product, council, unit, replies)
    assert any(role.profile is None for role in roles.values())
    for role in roles.values():
        scores = role.profile.sections if role.profile else ()
        assert set(role.means) == {score.section_id for score in scores if score.index is not None}
