"""Rounds to be compared, written as short as they are told, and random ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from journey.model import (
    AskedStatement,
    Checklist,
    ComparisonBasis,
    Document,
    Pitfall,
    Questionnaire,
    Section,
    Statement,
)
from journey.rules.change_basis import ResponseLevels

Levels = NDArray[np.float64]
"""A row for each response and a column for each statement; not a number where no level was given."""

WEIGHTS = (0.5, 1.0, 1.5, 2.0, 3.0)
ROLES = ("leadership", "managers", "front-line", None)
DOCUMENTS = {"MG": Document(title="A guide", publisher="A publisher", year=2006)}


def asked(weights: Sequence[float], section_id: str = "plan") -> tuple[AskedStatement, ...]:
    """Statements ``s0``, ``s1`` and so on, with these weights."""
    return tuple(AskedStatement(section_id, f"s{place}", 1, float(weight)) for place, weight in enumerate(weights))


def given(
    levels: Levels | Sequence[Sequence[int | None]], roles: Sequence[str | None] | None = None
) -> list[ResponseLevels]:
    """What everybody gave: a row each; None, or not a number, for nothing."""
    rows = [[None if cell is None or cell != cell else int(cell) for cell in row] for row in levels]
    return [
        ResponseLevels(role, {f"s{place}": level for place, level in enumerate(row) if level is not None})
        for role, row in zip(roles or [None] * len(rows), rows, strict=True)
    ]


def basis_of(n: int, index: float | None, variance: float | None = None) -> ComparisonBasis:
    """What a comparison rests on, without the answers behind it."""
    return ComparisonBasis("plan", 3, n, index, variance)


def random_levels(random: np.random.Generator, n: int, statements: int, *, missing: float = 0.0) -> Levels:
    """Levels of people who lean this way or that, with gaps at random."""
    lean = random.normal(2.5, 0.8, size=(n, 1)) + random.normal(0, 0.5, size=(1, statements))
    levels = np.clip(np.rint(lean + random.normal(0, 0.7, size=(n, statements))), 1, 4)
    levels[random.random(levels.shape) < missing] = np.nan
    return levels


def random_weights(random: np.random.Generator, statements: int) -> Levels:
    """All alike in every second case."""
    return np.ones(statements) if random.random() < 0.5 else random.choice(WEIGHTS, size=statements)


@cache
def statement(id_: str, revision: int = 1, weight: float = 1.0, quick: bool = False) -> Statement:
    return Statement(
        id=id_,
        revision=revision,
        text=f"We do what {id_} asks of us.",
        levels={level: f"What a visitor sees at level {level}." for level in (1, 2, 3, 4)},
        why="Because it matters here.",
        look_for=("A first thing to see.", "A second thing to see."),
        source=("MG 3.9",),
        guidance=("a-tip",),
        weight=weight,
        quick=quick,
    )


def questionnaire(**sections: Sequence[Statement]) -> Questionnaire:
    """A questionnaire with these sections: ``questionnaire(plan=[statement("aims")])``."""
    return Questionnaire(
        id="stages",
        version="1.0.0",
        title="The stages",
        summary="What this questionnaire asks.",
        language="en-GB",
        documents=DOCUMENTS,
        sections=tuple(
            Section(id=id_, title="A section", summary="What this section is about.", statements=tuple(statements))
            for id_, statements in sections.items()
        ),
    )


def checklist(**revisions: int) -> Checklist:
    """A checklist of the pitfalls named, with their revisions: ``checklist(drift=1)``."""
    return Checklist(
        id="pitfalls",
        version="1.0.0",
        title="Avoiding the pitfalls",
        summary="What goes wrong at this stage.",
        language="en-GB",
        documents=DOCUMENTS,
        pitfalls=tuple(
            Pitfall(
                id=id_,
                revision=revision,
                text=f"We fell into {id_}.",
                bites="It bites because it does.",
                tell="One can tell by looking.",
                avoid="Avoid it by taking care.",
                source=("MG 3.9",),
            )
            for id_, revision in revisions.items()
        ),
    )
