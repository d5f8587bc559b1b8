"""One phrase for one meaning: each value has its word, and no other file says it again."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

import pytest

from journey.model import AgreementTold, AnswerContent, AnswerState, PitfallState, QuestionKind, Scope, WorkshopStage
from journey.wording import terms
from journey.wording.room_questions import options

PRODUCT = Path(terms.__file__).parents[1]
SOURCES = [path for path in sorted(PRODUCT.rglob("*")) if path.suffix in (".py", ".html", ".js")]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (PitfallState, terms.PITFALLS),
        (AgreementTold, terms.AGREEMENT_TOLD),
        (Scope, terms.SCOPES),
        (Scope, terms.SCOPE_USES),
        (WorkshopStage, terms.STAGES),
    ],
)
def test_every_value_has_its_word(values: type[Enum], words: dict[Enum, str]) -> None:
    assert set(words) == set(values)
    assert all(words.values())


def test_every_answer_has_its_word() -> None:
    without_level = set(AnswerState) - {AnswerState.LEVEL}
    assert set(terms.ANSWERS) == without_level
    assert terms.answer(AnswerContent(AnswerState.LEVEL, 3)) == "3 Established"
    assert terms.answer(AnswerContent(AnswerState.NOT_APPLICABLE)) == "Does not apply here"


def test_a_level_is_said_as_a_label_and_within_a_sentence() -> None:
    assert terms.level(2) == "2 Partial"
    assert terms.level_in_words(2) == "2, partial"


def test_a_pitfall_is_called_the_same_on_a_page_and_in_a_room() -> None:
    in_a_room = {option.key: option.text for option in options(QuestionKind.PITFALL, statement=None, offered=())}
    on_a_page = {state.value: word for state, word in terms.PITFALLS.items() if state.value in in_a_room}
    assert on_a_page.items() <= in_a_room.items()
    assert set(in_a_room) - set(on_a_page) == {"dont_know"}


@pytest.mark.parametrize(
    "phrase",
    sorted(
        {
            *terms.ANSWERS.values(),
            *terms.PITFALLS.values(),
            *terms.AGREEMENT_TOLD.values(),
            *terms.SCOPES.values(),
            *terms.SCOPE_USES.values(),
        }
        - {"Agreed"}  # also the heading of a level that a workshop has settled on
    ),
)
def test_the_words_of_a_value_stand_in_one_file(phrase: str) -> None:
    alone = re.compile(rf"""["'>*]{re.escape(phrase)}["'<*]""")
    said_in = [path.relative_to(PRODUCT).as_posix() for path in SOURCES if alone.search(path.read_text("utf-8"))]
    assert said_in == ["wording/terms.py"]
