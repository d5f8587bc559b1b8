"""Random organisations whose people answered confidentially, and everything that the product shows of them.

The answers lean towards what is dangerous: small roles, everybody of one mind, roles that stand at opposite ends of the
scale, statements that few answered, rounds that were opened again for some more people, versions that drop, add,
reword and weigh anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from journey.model import (
    AskedStatement,
    Change,
    ComparisonBasis,
    Counts,
    Document,
    Hidden,
    Profile,
    Questionnaire,
    Section,
    SectionScore,
    Statement,
)
from journey.rules import privacy
from journey.rules.change import section_change
from journey.rules.change_basis import ResponseLevels, bases
from journey.rules.change_comparable import asked_in, comparable
from journey.rules.privacy_partly import basis_in_part
from journey.rules.scoring import score
from journey.rules.versions import CURRENT, ScoringRules

ROLES = ("leadership", "managers", "front-line", "councillors", "partners", None)
DONT_KNOW, NOT_APPLICABLE, NOTHING_YET = 4, 5, 6
CELLS = 6
"""Levels 1 to 4 are the cells 0 to 3; then don’t know and not applicable."""

OPENED_AGAIN = 0.15
"""The share of rounds that were opened again for some more people."""

Answers = NDArray[np.int64]
"""One row a response, one column a statement; a cell, or ``NOTHING_YET``."""
Group = tuple[str | None, int]
"""A role, and whether its people answered before the round closed first (0) or after it was opened again (1)."""


@dataclass(frozen=True)
class Door:
    """What decides what is shown: the product's own door, unless a test weakens it."""

    shown: Callable[[Profile, int], Profile | None] = privacy.shown
    by_role: Callable[[Mapping[str | None, Profile], int], Mapping[str | None, Profile | None]] = privacy.shown_by_role
    may_compare: Callable[[SectionScore, Collection[AskedStatement], Collection[AskedStatement]], bool] = (
        privacy.may_compare
    )
    may_publish: Callable[[int, int, Profile, Profile], bool] = privacy.may_publish
    roles_again: Callable[[Collection[int], int], bool] | None = None
    """Whether roles are shown anew where findings were replaced, by how many of each are new. The product: never."""


@dataclass(frozen=True)
class View:
    """A closed round as it was shown at one time: of these groups, with this threshold."""

    groups: tuple[Group, ...]
    k: int
    whole: Profile | None
    roles: Mapping[str | None, Profile | None]

    def section(self, section_id: str) -> SectionScore | None:
        return self.whole.section(section_id) if self.whole else None

    def role_section(self, role: str | None, section_id: str) -> SectionScore | None:
        profile = self.roles.get(role)
        return profile.section(section_id) if profile else None


@dataclass
class Closed:
    """One unit in one round: what it was asked, what everybody answered, and how it was shown."""

    questionnaire: Questionnaire
    answers: Mapping[Group, Answers]
    views: list[View] = field(default_factory=list)
    rules: ScoringRules = CURRENT

    @cached_property
    def places(self) -> dict[str, int]:
        return {statement.id: place for place, statement in enumerate(self.questionnaire.statements())}

    @cached_property
    def asked(self) -> tuple[AskedStatement, ...]:
        return asked_in(self.questionnaire, self.places)

    def numbers(self, groups: Sequence[Group]) -> NDArray[np.int64]:
        """How many of these groups gave each answer: statements by cells."""
        return sum((self._numbers[group] for group in groups), np.zeros((len(self.places), CELLS), dtype=np.int64))

    @cached_property
    def _numbers(self) -> dict[Group, NDArray[np.int64]]:
        return {
            group: (given[:, :, None] == np.arange(CELLS)).sum(axis=0) if len(given) else _nobody(len(self.places))
            for group, given in self.answers.items()
        }

    def profile(self, groups: Sequence[Group]) -> Profile:
        numbers = self.numbers(groups).tolist()
        counts = {
            id_: Counts(tuple(numbers[place][:4]), numbers[place][DONT_KNOW], numbers[place][NOT_APPLICABLE])
            for id_, place in self.places.items()
        }
        return score(
            self.questionnaire, counts, responses=sum(len(self.answers[group]) for group in groups), rules=self.rules
        )

    def given(self, groups: Sequence[Group]) -> list[ResponseLevels]:
        return [
            ResponseLevels(group[0], {id_: int(row[place]) + 1 for id_, place in self.places.items() if row[place] < 4})
            for group in groups
            for row in self.answers[group]
        ]


def _as_shown(basis: ComparisonBasis, score: SectionScore | None) -> ComparisonBasis:
    return basis_in_part(basis) if score and score.hidden is Hidden.STATEMENTS else basis


@dataclass(frozen=True)
class ShownChange:
    """A change that was shown, and the two views and the statements that it was worked out from."""

    rounds: tuple[int, int]
    views: tuple[View, View]
    compared: tuple[AskedStatement, ...]
    roles: tuple[str, ...]
    found: Change


@dataclass(frozen=True)
class Organisation:
    """``units`` holds the rounds of each unit."""

    k: int
    units: tuple[tuple[Closed, ...], ...]


def _nobody(statements: int) -> NDArray[np.int64]:
    return np.zeros((statements, CELLS), dtype=np.int64)


# --- what they were asked --------------------------------------------------------------------------------------------


@cache
def _statement(id_: str, revision: int, weight: float) -> Statement:
    return Statement(
        id=id_,
        revision=revision,
        text="We do what this statement asks of us.",
        levels={level: f"What a visitor sees at level {level}." for level in (1, 2, 3, 4)},
        why="Because it matters here.",
        look_for=("A first thing to see.", "A second thing to see."),
        source=("MG 3.9",),
        guidance=("a-tip",),
        weight=weight,
    )


@lru_cache(maxsize=4096)
def questionnaire(sections: tuple[tuple[tuple[str, int, float], ...], ...]) -> Questionnaire:
    """A questionnaire from the id, revision and weight of each statement of each section."""
    return Questionnaire(
        id="random",
        version="1.0.0",
        title="Anything at all",
        summary="What this questionnaire asks.",
        language="en-GB",
        documents={"MG": Document(title="A guide", publisher="A publisher", year=2006)},
        sections=tuple(
            Section(
                id=f"section{number}",
                title="A section",
                summary="What this section is about.",
                statements=tuple(_statement(*parts) for parts in statements),
            )
            for number, statements in enumerate(sections)
        ),
    )


def _weights(random: np.random.Generator, number: int) -> list[float]:
    if random.random() < 0.6:
        return [1.0] * number
    return [float(weight) for weight in random.choice([0.5, 1.0, 1.5, 2.0, 3.0], size=number)]


def _first_version(random: np.random.Generator) -> list[list[tuple[str, int, float]]]:
    sections = []
    for number in range(random.integers(1, 4)):
        weights = _weights(random, int(random.choice([1, 2, 3, 4, 5, 6])))
        sections.append([(f"s{number}-{place}", 1, weight) for place, weight in enumerate(weights)])
    return sections


def _next_version(
    random: np.random.Generator, before: list[list[tuple[str, int, float]]]
) -> list[list[tuple[str, int, float]]]:
    """Mostly the same; else something is reworded, dropped, added or weighed anew."""
    if random.random() < 0.55:
        return before
    after = []
    for number, statements in enumerate(before):
        kept = [
            (id_, revision + int(random.random() < 0.2), weight if random.random() < 0.8 else 2.0)
            for id_, revision, weight in statements
            if random.random() < 0.85
        ]
        kept = kept or statements[:1]
        if len(kept) < 4 and random.random() < 0.2:
            kept = [*kept, (f"s{number}-new{random.integers(1_000_000)}", 1, 1.0)]
        after.append(kept)
    return after


# --- what they answered ----------------------------------------------------------------------------------------------


def _sizes(random: np.random.Generator) -> dict[str | None, int]:
    """How many of each role: few, some or up to fourteen, and not every role everywhere."""
    most = int(random.choice([2, 5, 8, 14]))
    roles = [role for role in ROLES if random.random() < 0.55] or [ROLES[int(random.integers(len(ROLES)))]]
    return {role: int(random.integers(0, most + 1)) for role in roles}


def _answers(random: np.random.Generator, sizes: Mapping[Group, int], statements: int) -> dict[Group, Answers]:
    """Everybody's answers: often all alike, often at one end, sometimes one role at each end."""
    lean = random.integers(0, 4, size=statements)
    of_one_mind = random.random(statements) < random.choice([0.1, 0.4, 0.9])
    opposed = random.random() < 0.15
    everywhere = None if random.random() < 0.85 else int(random.choice([0, 3]))
    missing, unsure, elsewhere = (float(random.choice([0, 0, 0.05, 0.3])) for _ in range(3))
    found = {}
    for group, size in sizes.items():
        own = lean + (random.choice([-2, 2]) if opposed else 0)
        spread = np.where(of_one_mind, 0, random.integers(-1, 2, size=(size, statements)))
        given = np.clip(own + spread, 0, 3)
        if everywhere is not None:
            given[:] = everywhere
        given[random.random(given.shape) < unsure] = DONT_KNOW
        given[random.random(given.shape) < elsewhere] = NOT_APPLICABLE
        given[random.random(given.shape) < missing] = NOTHING_YET
        found[group] = given
    if statements > 1 and random.random() < 0.1:
        cell = int(random.choice([DONT_KNOW, NOT_APPLICABLE]))
        for given in found.values():
            given[:, int(random.integers(statements))] = cell
    return found


def organisation(
    random: np.random.Generator, door: Door | None = None, *, opened_again: float = OPENED_AGAIN
) -> Organisation:
    """An organisation and all that was shown of it; such a share of its rounds was opened again."""
    k, asked = _asked(random)
    through = door or Door()
    units = [
        tuple(_shown(random, _answered(random, each, opened_again), k, through) for each in asked)
        for _ in _units(random)
    ]
    return Organisation(k, tuple(units))


def unshown(random: np.random.Generator) -> Organisation:
    """An organisation of which nothing was shown yet."""
    k, asked = _asked(random)
    return Organisation(k, tuple(tuple(_answered(random, each) for each in asked) for _ in _units(random)))


def _asked(random: np.random.Generator) -> tuple[int, list[Questionnaire]]:
    """The threshold of an organisation, and what it asked in each round."""
    k = int(random.integers(3, 8))
    versions = [_first_version(random)]
    for _ in range(int(random.choice([0, 1, 2], p=[0.4, 0.4, 0.2]))):
        versions.append(_next_version(random, versions[-1]))
    return k, [questionnaire(tuple(map(tuple, version))) for version in versions]


def _units(random: np.random.Generator) -> range:
    return range(int(random.choice([1, 2, 3, 4], p=[0.5, 0.25, 0.15, 0.1])))


def _answered(random: np.random.Generator, asked: Questionnaire, opened_again: float = OPENED_AGAIN) -> Closed:
    first = {(role, 0): number for role, number in _sizes(random).items()}
    later: dict[Group, int] = {}
    if random.random() < opened_again:
        later = {(role, 1): number for role, number in _sizes(random).items()}
    statements = len(asked.statements())
    return Closed(asked, _answers(random, first, statements) | _answers(random, later, statements))


def _shown(random: np.random.Generator, closed: Closed, k: int, door: Door) -> Closed:
    first, later = (tuple(group for group in closed.answers if group[1] == when) for when in (0, 1))
    closed.views.append(view_of(closed, first, k, door, has_roles=True))
    if random.random() < 0.1:
        closed.views.append(view_of(closed, first, k + int(random.integers(1, 4)), door, has_roles=True))
    new = [len(closed.answers[group]) for group in later]
    earlier, all_ = closed.profile(first), closed.profile(tuple(closed.answers))
    if sum(new) and (earlier.responses < k or door.may_publish(sum(new), k, earlier, all_)):
        has_roles = earlier.responses < k or bool(door.roles_again and door.roles_again(new, k))
        closed.views.append(view_of(closed, (*first, *later), k, door, has_roles=has_roles))
    return closed


# --- what is shown of it ---------------------------------------------------------------------------------------------


def view_of(closed: Closed, groups: tuple[Group, ...], k: int, door: Door, *, has_roles: bool) -> View:
    """A round as these groups answered it, seen through a door."""
    whole = door.shown(closed.profile(groups), k)
    roles: Mapping[str | None, Profile | None] = {}
    if whole and has_roles:
        own = {role: [group for group in groups if group[0] == role] for role, _ in groups}
        roles = door.by_role({role: closed.profile(of_role) for role, of_role in own.items()}, k)
    return View(groups, k, whole, roles)


def changes(unit: Sequence[Closed], section_id: str, door: Door) -> list[ShownChange]:
    """What is shown of the change of a section, between every two rounds as they were shown at any time."""
    found = []
    for earlier, later in combinations(range(len(unit)), 2):
        sides = unit[earlier], unit[later]
        common = comparable(*((side.questionnaire, side.places) for side in sides)).statements
        compared = tuple(statement for statement in common if statement.section_id == section_id)
        for views in product(sides[0].views, sides[1].views):
            if views[0].whole and views[1].whole:
                found.append(_change((earlier, later), sides, views, compared, section_id, door))
    return found


def _change(
    rounds: tuple[int, int],
    sides: tuple[Closed, Closed],
    views: tuple[View, View],
    compared: tuple[AskedStatement, ...],
    section_id: str,
    door: Door,
) -> ShownChange:
    asked = [[statement for statement in side.asked if statement.section_id == section_id] for side in sides]

    def may(*scores: SectionScore | None) -> bool:
        return all(score and door.may_compare(score, compared, own) for score, own in zip(scores, asked, strict=True))

    before, after = (view.section(section_id) for view in views)
    nothing = ComparisonBasis(section_id, 0, 0, None, None)
    rest_on = [nothing, nothing]
    if compared and may(before, after):
        rest_on = [
            _as_shown(bases(compared, side.given(view.groups), confidential=True)[section_id], score)
            for side, view, score in zip(sides, views, (before, after), strict=True)
        ]
    roles = tuple(role for role in ROLES if role and may(*(view.role_section(role, section_id) for view in views)))
    shown = (before.index if before else None, after.index if after else None)
    return ShownChange(rounds, views, compared, roles, section_change(rest_on[0], rest_on[1], shown=shown, roles=roles))
