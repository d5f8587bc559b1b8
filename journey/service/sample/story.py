"""The story of the sample council, in numbers and words. Wensford does not exist; nobody said any of this.

Taking stock was decent from the start. Setting direction rose once the council had fewer priorities. Making it happen
rose in the third round, after reviews were made to end in decisions. Keeping on track stayed the weakest stage: nobody
goes back to see whether an action worked. Meanwhile help and honesty for people at work slipped.

A three is always one value for each of the three rounds, in their order. Levels and leanings are on the scale of 1
to 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

SEED = "Wensford"
NAME = "Wensford Council (sample)"
KIND = "Unitary authority"
QUESTIONNAIRES = ("stages", "breakthroughs")

Threes = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Occasion:
    """One round."""

    name: str
    held_on: date
    closed_at: datetime


OCCASIONS = (
    Occasion("Autumn 2024", date(2024, 10, 14), datetime(2024, 11, 15, 17, tzinfo=UTC)),
    Occasion("Autumn 2025", date(2025, 10, 13), datetime(2025, 11, 14, 17, tzinfo=UTC)),
    Occasion("Autumn 2026", date(2026, 10, 12), datetime(2026, 11, 13, 17, tzinfo=UTC)),
)

# --- who answers -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnitStory:
    """A unit, how far it stands above the council as a whole, and the roles of those who answer in each round.

    ``sections`` says where it differs from its own lift. A unit in which nobody has a role answers openly, as a team.
    """

    name: str
    kind: Literal["corporate", "service", "partnership"]
    lift: float
    roles: tuple[tuple[str, ...], ...] = ((), (), ())
    sections: Mapping[str, float] | None = None


_ROLES = ("leadership", "managers", "front-line", "councillors", "partners")
_SERVICE = (
    *("leadership", "managers", "front-line", "front-line", "managers", "front-line", "front-line"),
    *("managers", "front-line", "front-line", "partners", "front-line", "managers", "front-line"),
)


def _council(*numbers: tuple[int, int, int, int, int]) -> tuple[tuple[str, ...], ...]:
    """How many of each role answer, round by round."""
    return tuple(
        tuple(role for role, number in zip(_ROLES, of_round, strict=True) for _ in range(number))
        for of_round in numbers
    )


def _service(*sizes: int) -> tuple[tuple[str, ...], ...]:
    """The roles in a service where so many answer, round by round."""
    return tuple(_SERVICE[:size] for size in sizes)


COUNCIL = NAME
CHILDREN = "Children and families"
HOUSING = "Housing"
WASTE = "Waste and recycling"
PARTNERSHIP = "Community Safety Partnership"

UNITS = (
    UnitStory(COUNCIL, "corporate", 0.0, _council((5, 11, 13, 5, 5), (6, 11, 13, 6, 5), (6, 12, 14, 6, 5))),
    UnitStory(CHILDREN, "service", 0.5, _service(10, 11, 12)),
    UnitStory("Adult social care", "service", 0.15, _service(8, 9, 10), {"people": 0.3}),
    UnitStory("Highways", "service", 0.05, _service(7, 7, 8), {"making-it-happen": 0.2, "measurement": 0.3}),
    UnitStory(WASTE, "service", 0.15, _service(6, 7, 8), {"keeping-on-track": 0.6, "learning": 0.4}),
    UnitStory("Planning", "service", -0.15, _service(6, 7, 8)),
    UnitStory(HOUSING, "service", -0.5, _service(7, 7, 7), {"setting-direction": -0.2}),
    UnitStory("Libraries", "service", 0.2, _service(3, 3, 3)),
    UnitStory(PARTNERSHIP, "partnership", 0.0),
)

PARTNERSHIP_SO_FAR = {"taking-stock": 8, "setting-direction": 6, "getting-started": 4}
"""How many statements of a section the partnership had answered when the last round closed; of the others, none."""

LEAVES_OFF = 15
"""In the last round, one respondent in so many did not get beyond the middle."""

# --- where the council stands ----------------------------------------------------------------------------------------

SECTIONS: Mapping[str, Threes] = {
    "taking-stock": (2.98, 2.97, 3.0),
    "setting-direction": (2.2, 2.9, 3.35),
    "getting-started": (2.15, 2.35, 2.58),
    "making-it-happen": (1.9, 2.02, 2.67),
    "keeping-on-track": (1.7, 1.75, 1.82),
    "leadership": (2.2, 2.5, 3.0),
    "learning": (1.75, 1.75, 1.75),
    "action": (2.0, 2.4, 2.9),
    "translation": (2.4, 2.4, 2.45),
    "ownership": (2.2, 2.3, 2.4),
    "framework": (2.5, 2.65, 2.75),
    "measurement": (2.6, 2.65, 2.7),
    "people": (2.73, 2.6, 2.42),
}
"""The level of each section as the council as a whole would see it."""

STATEMENTS: Mapping[str, Threes] = {
    "many-viewpoints": (0.2, 0.3, 0.3),
    "figures-trusted": (-0.3, -0.3, -0.3),
    "compared-with-others": (0.3, 0.2, 0.2),
    "causes-found": (-0.2, -0.3, -0.3),
    "short-list-agreed": (-0.1, 0.2, 0.2),
    "shared-vision": (0.3, 0.1, 0.0),
    "clear-choices": (-0.5, 0.1, 0.2),
    "budget-follows": (-0.1, -0.4, -0.5),
    "national-made-local": (0.2, 0.1, 0.0),
    "golden-thread": (-0.1, 0.0, 0.1),
    "manageable-first": (-0.2, 0.0, 0.2),
    "visible-champions": (0.3, 0.3, 0.3),
    "clear-owners": (-0.2, -0.1, 0.1),
    "staff-shape-it": (-0.1, -0.2, -0.2),
    "equipped-to-improve": (0.0, -0.2, -0.4),
    "information-in-time": (0.2, 0.2, 0.1),
    "reviews-decide": (-0.4, -0.3, 0.7),
    "bad-news-heard": (-0.1, 0.0, 0.1),
    "poor-work-faced": (0.2, 0.1, -0.6),
    "leaders-use-figures": (0.0, 0.1, 0.4),
    "people-supported": (0.3, 0.1, -0.5),
    "checked-it-worked": (-0.5, -0.5, -0.6),
    "time-to-learn": (-0.2, -0.2, -0.3),
    "early-warning": (-0.3, -0.3, -0.4),
    "priorities-refreshed": (0.2, 0.3, 0.4),
    "outside-challenge": (0.3, 0.3, 0.4),
    "success-recognised": (0.5, 0.5, 0.6),
    "lasts-through-change": (0.3, 0.3, 0.4),
    "set-aside-revisited": (-0.3, -0.4, -0.5),
    "leaders-decide-with-figures": (0.0, 0.1, 0.3),
    "leaders-offer-help": (-0.2, -0.1, 0.0),
    "councillors-press-for-answers": (0.1, 0.0, -0.3),
    "learning-time-kept": (-0.6, -0.6, -0.6),
    "evaluation-planned-first": (-0.5, -0.5, -0.5),
    "reasons-backed-by-evidence": (0.5, 0.5, 0.5),
    "shared-problems-joined": (0.4, 0.4, 0.4),
    "few-things-first": (0.0, 0.4, 0.4),
    "something-gives-way": (-0.2, 0.0, 0.1),
    "effort-shifted": (0.0, -0.1, 0.2),
    "open-until-result-moves": (-0.1, -0.4, -0.8),
    "work-talked-over": (0.3, 0.3, 0.3),
    "managers-ready-for-hard-talks": (-0.2, -0.2, -0.3),
    "weak-work-raised-early": (-0.3, -0.3, -0.4),
}
"""What tells a statement from its section. The others differ a little, and the same in every round."""

ROLE_LEANINGS: Mapping[str, float] = {
    "leadership": 0.3,
    "managers": 0.05,
    "front-line": -0.2,
    "councillors": 0.05,
    "partners": 0.0,
}
ROLE_STATEMENTS: Mapping[str, Mapping[str, float]] = {
    "bad-news-heard": {"leadership": 0.7, "managers": 0.1, "front-line": -0.4},
    "staff-shape-targets": {"leadership": 0.5, "front-line": -0.3},
}
"""Where leadership and the front line part further than they usually do."""

DONT_KNOW_USUALLY = 0.03
DONT_KNOW: Mapping[str, Mapping[str, float]] = {
    "front-line": {"setting-direction": 0.2, "translation": 0.16, "leadership": 0.08},
    "councillors": {"getting-started": 0.14, "people": 0.18, "ownership": 0.12},
    "partners": {"getting-started": 0.12, "making-it-happen": 0.16, "people": 0.2, "framework": 0.15},
}
"""The share who do not know, by role and section."""

NOT_APPLICABLE_SHARE = 0.07
NOT_APPLICABLE: Mapping[str, str] = {
    "control-fits-risk": "My team runs no improvement projects.",
    "resources-moved": "My team holds no budget of its own.",
    "national-put-locally": "No national requirement covers my work.",
    "target-clashes-settled": "My service has no national target.",
    "users-choose-measures": "My team works for other staff, not for residents.",
}
"""Why a statement does not apply to some of the front line and of the partners."""
