"""A round that asked for roles beside one that asked in two groups: who answered is compared by the groups of both."""

from __future__ import annotations

from journey.model import DEFAULT_ROLES, GROUP_KEYS
from journey.rules.change import has_mix_moved
from journey.rules.role_groups import group_of, grouped_alike

ROLES = {"leadership": 2, "managers": 3, "front-line": 6, "partners": 1, None: 2}
GROUPS = {"leaders-and-managers": 5, "everybody-else": 7, None: 2}


def test_every_role_belongs_to_one_of_the_two_groups() -> None:
    leading = {"leadership", "managers"}
    assert {role.key: group_of(role.key) for role in DEFAULT_ROLES} == {
        role.key: "leaders-and-managers" if role.key in leading else "everybody-else" for role in DEFAULT_ROLES
    }
    assert {group_of(key) for key in GROUP_KEYS} == GROUP_KEYS


def test_where_one_round_asked_in_groups_both_are_counted_by_groups() -> None:
    assert grouped_alike(ROLES, GROUPS) == (GROUPS, GROUPS)
    assert grouped_alike(GROUPS, ROLES) == (GROUPS, GROUPS)
    assert not has_mix_moved(*grouped_alike(ROLES, GROUPS))


def test_rounds_that_asked_the_same_are_counted_as_they_asked() -> None:
    assert grouped_alike(ROLES, ROLES) == (ROLES, ROLES)
    assert grouped_alike(GROUPS, GROUPS) == (GROUPS, GROUPS)
    assert grouped_alike({}, ROLES) == ({}, ROLES)


def test_a_mix_that_moved_is_seen_between_roles_and_groups_as_well() -> None:
    later = {"leaders-and-managers": 1, "everybody-else": 11, None: 2}
    assert has_mix_moved(*grouped_alike(ROLES, later))
