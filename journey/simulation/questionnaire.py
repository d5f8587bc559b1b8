"""The questionnaire of the invented councils, and their profiles: sections without a meaning, scored by the product."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from journey.model import LEVELS, Counts, Document, Profile, Questionnaire, Scope, Section, Statement
from journey.rules import scoring
from journey.rules.versions import ScoringRules
from journey.simulation.councils import Model, Whole

QUICK = 2
"""How many statements of a section a quick check asks: its first two."""


LEVEL = "Stands for what a level would say."


def invented(statements: Sequence[int]) -> Questionnaire:
    """A questionnaire with so many statements in each section; ids are ``s0``, and ``s0-1`` within it."""
    return Questionnaire(
        id="invented",
        version="1.0.0",
        title="Invented sections",
        summary="Sections and statements that stand for any others.",
        language="en-GB",
        documents={"NONE": Document(title="No document", publisher="Nobody", year=2026)},
        sections=tuple(_section(f"s{place}", number) for place, number in enumerate(statements)),
    )


def chosen(answers: Whole) -> Whole:
    """How many chose each level: [councils, people, statements] in, [councils, statements, 4 levels] out."""
    return np.stack([(answers == level).sum(axis=1) for level in LEVELS], axis=-1)


def profiles(model: Model, levels: Whole, people: int, rules: ScoringRules, scope: Scope = Scope.FULL) -> list[Profile]:
    """The profile of each council by the product's rules, from what ``chosen`` or ``Model.true_counts`` gives."""
    questionnaire = invented(model.statements)
    asked = scoring.asked_statements(questionnaire, scope)
    return [
        scoring.score(questionnaire, _counts(questionnaire, council), responses=people, asked=asked, rules=rules)
        for council in levels
    ]


def _counts(questionnaire: Questionnaire, levels: Whole) -> dict[str, Counts]:
    """The counts by statement id, from how many chose each level: [statements, 4 levels]."""
    ids = [statement.id for statement in questionnaire.statements()]
    return {id_: Counts((a, b, c, d)) for id_, (a, b, c, d) in zip(ids, levels.tolist(), strict=True)}


def _section(section_id: str, statements: int) -> Section:
    return Section(
        id=section_id,
        title=f"Section {section_id}",
        summary="Stands for any section.",
        statements=tuple(_statement(f"{section_id}-{place}", place < QUICK) for place in range(statements)),
    )


def _statement(statement_id: str, is_quick: bool) -> Statement:
    return Statement(
        id=statement_id,
        revision=1,
        text="Stands for any statement.",
        levels={1: LEVEL, 2: LEVEL, 3: LEVEL, 4: LEVEL},
        why="Stands for any reason.",
        look_for=("Stands for a sign.", "Stands for another."),
        source=("NONE",),
        guidance=("none",),
        quick=is_quick,
    )
