"""Somebody who gathers everything that is shown, and solves for what is hidden.

What is shown goes through the door and becomes linear equations: all statements, indexes and coverages of wholes and
roles, the changes between every two rounds with their split by role, across versions of the questionnaire, with a
threshold that was raised meanwhile, and before and after a round was opened again. Targets, lessons and the means over
several units are worked out from indexes that are shown, so they are no equations of their own; in the second form of
the attack the means are equations all the same.

Beyond this attacker: shares of evidence and the widths of intervals. What follows of a whole by itself, because people
come in whole numbers, because it is hidden at all, from its secure level, from cards and from one's own answers, is for
another: ``test_whole_numbers``. What else is said of a level, how firm it is and what other rules read, has a test of
its own: ``test_levels``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from journey.model import Hidden, Profile, SectionScore
from journey.rules import privacy, privacy_roles
from tests.attacks.bounds import Bounds
from tests.attacks.equations import Section, recovered
from tests.attacks.organisations import (
    NOTHING_YET,
    OPENED_AGAIN,
    Answers,
    Closed,
    Door,
    Group,
    Organisation,
    changes,
    organisation,
    questionnaire,
    view_of,
)

SHORT, LONG = 500, 10_000
"""Organisations that are attacked: always, and in the long form."""
BOUNDED_SHORT, BOUNDED_LONG = 100, 500
"""The same against numbers that cannot be negative, which takes many times as long for each."""
PARTS = 2


def sections_of(council: Organisation) -> list[str]:
    return [section.id for section in council.units[0][0].questionnaire.sections]


@pytest.mark.parametrize("part", range(PARTS))
def test_from_everything_shown_no_hidden_answer_follows(part: int) -> None:
    attack(part, SHORT)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS, 2 * PARTS))
def test_nor_does_any_follow_in_ten_thousand_organisations(part: int) -> None:
    attack(part, LONG // PARTS)


def attack(part: int, organisations: int) -> None:
    """Gather and solve what so many random organisations show."""
    random = np.random.default_rng([2026, part])
    seen: Counter[str] = Counter()
    for _ in range(organisations):
        council = organisation(random)
        for unit in council.units:
            for section_id in sections_of(council):
                section = Section(unit, section_id, Door())
                found = recovered(section, random)
                assert not found, (part, council.k, found)
                seen.update(_what_happened(section))
    assert min(seen[what] for what in HAPPENS) >= 20, seen


HAPPENS = (
    "a whole is shown",
    "a whole is hidden",
    "statements are hidden",
    "everything is hidden",
    "a role is shown",
    "a role is hidden",
    "a change is shown",
    "a change is not shown",
    "a change is split",
    "a round is shown again",
    "the threshold is raised",
)
"""What has to be among the random organisations, so that not finding anything means something."""


def _what_happened(section: Section) -> Counter[str]:
    seen: Counter[str] = Counter()
    for closed in section.unit:
        for selection in closed.views:
            score = selection.section(section.id)
            seen["a whole is shown" if score else "a whole is hidden"] += 1
            if score and score.hidden is not Hidden.NOTHING:
                seen[f"{score.hidden} {'are' if score.hidden is Hidden.STATEMENTS else 'is'} hidden"] += 1
            for role in selection.roles:
                of_role = selection.role_section(role, section.id)
                seen["a role is shown" if of_role and of_role.statements else "a role is hidden"] += 1
        seen["a round is shown again"] += len({selection.groups for selection in closed.views}) > 1
        seen["the threshold is raised"] += len({selection.k for selection in closed.views}) > 1
    for change in changes(section.unit, section.id, Door()):
        seen["a change is shown" if change.found.difference is not None else "a change is not shown"] += 1
        seen["a change is split"] += change.found.within is not None
    return seen


def test_nor_does_it_follow_from_numbers_that_cannot_be_negative() -> None:
    """Except what follows for every part of a group that may be shown as it is: see ``bounds.explains``.

    So it is known of two hidden roles that nobody in them chose level 1 where nobody in the two together did. They are
    k or more together, and of such a group this may be seen. The same goes for a group of 2k or more that was of one
    mind: the rules let it be shown, and then everybody in it is known to have said so.
    """
    attack_within_bounds(0, BOUNDED_SHORT)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_nor_does_it_in_five_hundred_organisations(part: int) -> None:
    attack_within_bounds(part + 1, BOUNDED_LONG // PARTS)


def attack_within_bounds(part: int, organisations: int) -> None:
    """Bound every count of what so many random organisations show, and look for those that can only be one number."""
    random = np.random.default_rng([1968, part])
    for _ in range(organisations):
        council = organisation(random)
        for section_id in sections_of(council):
            found = Bounds(council, section_id, Door()).recovered(random)
            assert not found, (part, council.k, found)


# --- the attacker is a good one --------------------------------------------------------------------------------------


def _without_complement(by_role: Mapping[str | None, Profile], k: int) -> dict[str | None, Profile | None]:
    """A door that hides the small and the alike, and nothing besides."""
    return {
        role: replace(profile, sections=tuple(_alone(profile, at, k) for at in range(len(profile.sections))))
        for role, profile in by_role.items()
    }


def _alone(profile: Profile, at: int, k: int) -> SectionScore:
    if role_hides(privacy.shown(profile, k), at):
        return replace(profile.sections[at], index=None, coverage=None, statements=(), hidden=Hidden.EVERYTHING)
    return profile.sections[at]


def _with_scores(by_role: Mapping[str | None, Profile], k: int) -> dict[str | None, Profile | None]:
    """A door that hides what the product's hides, and still shows the scores of roles that are not too small."""
    found: dict[str | None, Profile | None] = {}
    for role, profile in privacy.shown_by_role(by_role, k).items():
        own = by_role[role]
        if own.responses < k:
            found[role] = profile
            continue
        sections = [
            replace(section, statements=(), hidden=Hidden.STATEMENTS) if role_hides(profile, at) else section
            for at, section in enumerate(own.sections)
        ]
        found[role] = replace(own, sections=tuple(sections))
    return found


def role_hides(profile: Profile | None, at: int) -> bool:
    return profile is None or profile.sections[at].hidden is not Hidden.NOTHING


def _where_anything_is_shown(score: SectionScore, compared: object, asked: object) -> bool:
    return score.hidden is not Hidden.EVERYTHING


@pytest.mark.parametrize(
    ("door", "opened_again", "at_least"),
    [
        (Door(by_role=_without_complement), OPENED_AGAIN, 40),
        (Door(by_role=_with_scores), OPENED_AGAIN, 40),
        (Door(may_compare=_where_anything_is_shown), OPENED_AGAIN, 4),
        (Door(may_publish=lambda changed, k, *_: changed >= k), 0.5, 10),
    ],
    ids=["no complement", "scores of hidden roles", "any comparison", "k are enough to publish anew"],
)
def test_with_a_weaker_door_the_attacker_finds_what_is_hidden(door: Door, opened_again: float, at_least: int) -> None:
    """In so many of 200 organisations, such a share of whose rounds was opened again."""
    random = np.random.default_rng(1848)
    exposed = 0
    for _ in range(200):
        council = organisation(random, door, opened_again=opened_again)
        every = [Section(unit, section_id, door) for unit in council.units for section_id in sections_of(council)]
        exposed += any(recovered(section, random) for section in every)
        if exposed == at_least:
            return
    raise AssertionError(f"only {exposed} were exposed")


def _closed(statements: int, said: Mapping[Group, Sequence[Sequence[int | None]]]) -> Closed:
    """One section, and the levels that everybody gave to its statements; None for nothing."""
    asked = questionnaire((tuple((f"s{place}", 1, 1.0) for place in range(statements)),))
    return Closed(asked, {group: _cells(rows, statements) for group, rows in said.items()})


def _cells(rows: Sequence[Sequence[int | None]], statements: int) -> Answers:
    cells = [[NOTHING_YET if level is None else level - 1 for level in row] for row in rows]
    return np.array(cells, dtype=np.int64).reshape(len(rows), statements)


MIXED = [(1, 2), (2, 3), (3, 1), (4, 4), (2, 2), (1, 3), (3, 4)]


def test_a_raised_threshold_shows_no_role_that_was_hidden_before() -> None:
    """Two leaders are hidden among seven managers; eleven at the front, of one mind, are not. Then k goes up by one.

    Eleven of one mind are too few now, and with the two leaders they would do: the managers would come out.
    """
    people = {
        ("leadership", 0): [(1, 4), (4, 2)],
        ("managers", 0): MIXED,
        ("front-line", 0): [(3, 1 + at % 4) for at in range(11)],
    }
    for by_role, is_found in ((privacy.shown_by_role, False), (_for_this_k_alone, True)):
        door = Door(by_role=by_role)
        closed = _closed(2, people)
        closed.views.extend(view_of(closed, tuple(people), k, door, has_roles=True) for k in (5, 6))
        assert closed.views[0].role_section("front-line", "section0").statements
        assert bool(closed.views[1].role_section("managers", "section0")) == is_found
        assert bool(recovered(Section([closed], "section0", door), np.random.default_rng(1))) == is_found


def _for_this_k_alone(by_role: Mapping[str | None, Profile], k: int) -> dict[str | None, Profile | None]:
    """The four rules without regard to what a lower k had hidden."""
    sizes = {role: profile.responses for role, profile in by_role.items()}
    own = {role for role, profile in by_role.items() if role_hides(privacy.shown(profile, k), 0)}
    hidden = privacy_roles.secondary_suppression([privacy_roles.Division(sizes, lambda _group: False)], own, k)
    return {role: None if role in hidden else profile for role, profile in by_role.items()}


@pytest.mark.parametrize("again", [False, True])
def test_roles_shown_anew_after_a_round_was_opened_again_would_be_found(again: bool) -> None:
    """Two partners are hidden among six leaders. Sixteen partners are shown; less the fourteen new ones, the two."""
    people = {
        ("partners", 0): [(1, 4), (4, 2)],
        ("leadership", 0): MIXED[:6],
        ("front-line", 0): [*MIXED, (4, 1)],
        ("partners", 1): MIXED * 2,
    }
    door = Door()
    closed = _closed(2, people)
    closed.views.append(view_of(closed, tuple(people)[:3], 5, door, has_roles=True))
    assert privacy.may_publish(14, 5, closed.profile(tuple(people)[:3]), closed.profile(tuple(people)))
    closed.views.append(view_of(closed, tuple(people), 5, door, has_roles=again))
    found = recovered(Section([closed], "section0", door), np.random.default_rng(1))
    assert bool(found) == again


@pytest.mark.parametrize("shows_scores", [False, True])
def test_two_roles_at_opposite_ends_are_found_by_their_scores_alone(shows_scores: bool) -> None:
    """Leaders gave the highest levels to every statement, partners the lowest. To one all leaders gave 4, so both hide.

    No equation says who gave what. But no other way of dividing the answers of the two gives the leaders their index.
    """
    people = {
        ("leadership", 0): [(4, 3), (4, 3), (4, 3), (4, 4), (4, 3)],
        ("partners", 0): [(2, 1), (1, 2), (2, 2), (1, 1), (1, 2)],
        ("front-line", 0): MIXED * 2,
    }
    door = Door(by_role=_with_scores) if shows_scores else Door()
    closed = _closed(2, people)
    closed.views.append(view_of(closed, tuple(people), 5, door, has_roles=True))
    random = np.random.default_rng(1)
    assert not recovered(Section([closed], "section0", door), random)
    found = Bounds(Organisation(5, ((closed,),)), "section0", door).recovered(random)
    assert bool(found) == shows_scores


def test_a_small_group_shown_in_part_is_found_beside_a_large_one_that_holds_it() -> None:
    """Six gave the highest levels and were shown by their index; then twelve more came, all of whom gave lower ones."""
    first = {
        ("leadership", 0): [(4, 3, 4, 4, 3), (4, 4, 4, 4, 4), (4, 3, 4, 4, 4)],
        ("partners", 0): [(4, 3, 4, 4, 4), (4, 3, 4, 4, 4), (4, 4, 4, 4, 4)],
    }
    people = {**first, ("front-line", 1): [(1 + at % 3, *[2 - at % 2] * 4) for at in range(12)]}
    closed = _closed(5, people)
    door = Door()
    assert not privacy.may_publish(12, 5, closed.profile(tuple(first)), closed.profile(tuple(people)))
    closed.views.append(view_of(closed, tuple(first), 5, door, has_roles=True))
    assert closed.views[0].section("section0").hidden is Hidden.STATEMENTS
    closed.views.append(view_of(closed, tuple(people), 5, door, has_roles=False))
    assert Bounds(Organisation(5, ((closed,),)), "section0", door).recovered(np.random.default_rng(1))
