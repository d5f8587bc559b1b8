"""Small questionnaires and answers for the tests of scoring, written as short as the rules' own examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from journey.model import (
    AnswerContent,
    AnswerState,
    Checklist,
    Counts,
    Document,
    Pitfall,
    Questionnaire,
    Section,
    SectionScore,
    Statement,
)
from journey.rules.scoring import counts_of, score_section
from journey.rules.versions import CURRENT, ScoringRules

DOCUMENTS = {"MG": Document(title="A guide", publisher="A publisher", year=2006)}


def statement(statement_id: str, weight: float = 1.0, *, quick: bool = False, leadership: bool = False) -> Statement:
    return Statement(
        id=statement_id,
        revision=1,
        text=f"We do what {statement_id} asks.",
        levels={level: f"What a visitor sees at level {level}." for level in (1, 2, 3, 4)},
        why="Because it matters here.",
        look_for=("A first thing to see.", "A second thing to see."),
        source=("MG 3.9",),
        guidance=("a-tip",),
        quick=quick,
        leadership=leadership,
        weight=weight,
    )


def section(*statements: Statement | str, section_id: str = "stage", title: str = "Taking stock") -> Section:
    return Section(
        id=section_id,
        title=title,
        summary="What this section is about.",
        statements=tuple(statement(s) if isinstance(s, str) else s for s in statements),
    )


def questionnaire(*sections: Section) -> Questionnaire:
    return Questionnaire(
        id="stages",
        version="1.2.0",
        title="The stages",
        summary="What this questionnaire asks.",
        language="en-GB",
        documents=DOCUMENTS,
        sections=sections,
    )


def checklist(**critical: bool) -> Checklist:
    """A checklist of the pitfalls named, with what is critical: ``checklist(a=True, b=False)``."""
    return Checklist(
        id="pitfalls",
        version="1.0.0",
        title="Avoiding the pitfalls",
        summary="What goes wrong at this stage.",
        language="en-GB",
        documents=DOCUMENTS,
        pitfalls=tuple(
            Pitfall(
                id=pitfall_id,
                revision=1,
                text=f"We fell into {pitfall_id}.",
                bites="It bites because it does.",
                tell="One can tell by looking.",
                avoid="Avoid it by taking care.",
                source=("MG 3.9",),
                critical=is_critical,
            )
            for pitfall_id, is_critical in critical.items()
        ),
    )


def answer(cell: str | int | None) -> AnswerContent:
    """What a cell of an answers file means: a level, ``dk``, ``na`` or nothing."""
    if isinstance(cell, int):
        return AnswerContent(AnswerState.LEVEL, level=cell)
    states = {"dk": AnswerState.DONT_KNOW, "na": AnswerState.NOT_APPLICABLE, None: AnswerState.UNANSWERED}
    return AnswerContent(states[cell])


def counted(answers: Mapping[str, Sequence[str | int | None]]) -> dict[str, Counts]:
    """Counts from the answers to each statement, one for each response."""
    responses = len(next(iter(answers.values())))
    return counts_of({name: answer(cells[r]) for name, cells in answers.items()} for r in range(responses))


def scored(
    answers: Mapping[str, Sequence[str | int | None]],
    weights: Mapping[str, float] | None = None,
    rules: ScoringRules = CURRENT,
) -> SectionScore:
    """One section's score from the answers to each of its statements."""
    weighted = weights or {}
    asked = section(*(statement(name, weighted.get(name, 1.0)) for name in answers))
    score = score_section(asked, counted(answers), responses=len(next(iter(answers.values()))), rules=rules)
    assert score is not None
    return score


def levels(*given: int, scale: int = 4) -> tuple[int, ...]:
    """Level counts from single levels."""
    return tuple(given.count(level) for level in range(1, scale + 1))


def four(given: Iterable[int]) -> tuple[int, int, int, int]:
    """Level counts on the product's own scale."""
    first, second, third, fourth = levels(*given)
    return (first, second, third, fourth)
