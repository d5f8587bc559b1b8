"""Where one section stands in a few words: a level, one number, what both rest on, and which terms are explained."""

from __future__ import annotations

from journey.model import SectionScore
from journey.rules.scoring import score
from journey.wording import standing
from journey.wording.glossary import EXPLAINED, Term
from tests.rules.scoring_examples import counted, questionnaire, section

SECTION = section("a", "b", "c", "d")


def found(responses: int, **answers: list[int | str | None]) -> SectionScore:
    return score(questionnaire(SECTION), counted(answers), responses=responses).sections[0]


def test_the_level_comes_first_then_the_number_then_what_they_rest_on() -> None:
    many = [2, 2, 2, 2, 2, 2, 2, 2]
    said = standing.headline(SECTION, found(8, a=many, b=many, c=many, d=many), 0.14)
    assert said == "2, partial (firm) · index 2.0, give or take 0.1 · eight people"


def test_of_a_quick_check_it_is_said_that_there_is_no_level_and_how_few_statements_were_answered() -> None:
    said = standing.headline(SECTION, found(1, a=[3], b=[2]))
    assert said == "no level yet · index 2.5, provisional, indicative · one answer for the unit, 2 of 4 statements"


def test_without_a_score_it_is_said_why() -> None:
    assert standing.headline(SECTION, found(1, a=["na"], b=["na"], c=["na"], d=["na"])) == "does not apply"


def test_only_terms_that_stand_there_are_explained() -> None:
    assert standing.terms_used([found(1, a=[3], b=[2])]) == (
        Term.INDEX,
        Term.PROVISIONAL,
        Term.INDICATIVE,
        Term.COVERAGE,
    )
    assert set(EXPLAINED) == set(Term)
    assert EXPLAINED[Term.INDEX].question == "What is the index?"
