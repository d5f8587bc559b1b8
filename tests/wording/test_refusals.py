"""Each reason for a refusal has one sentence, which says what happened, what was kept and what to do."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import journey
from journey.model import Action, ActionContent
from journey.model.refusals import Refusal
from journey.service import Refused
from journey.service.refused import Detail
from journey.store import Closed, Conflict, NotFound, StoreError, Unavailable
from journey.store.errors import Corrupt, Damaged
from journey.wording import refusals

STORE = {NotFound, Conflict, Closed, Unavailable, Damaged, Corrupt}


def codes_in(source: str) -> set[str]:
    """The codes that a source names."""
    return {
        node.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Refusal"
    }


def test_every_code_has_a_sentence() -> None:
    assert set(refusals.SENTENCES) == set(Refusal)


def test_every_sentence_is_used() -> None:
    wording = Path(refusals.__file__)
    sources = [file for file in Path(journey.__file__).parent.rglob("*.py") if file != wording]
    used = set[str]().union(*(codes_in(file.read_text("utf-8")) for file in sources))
    assert used == {code.name for code in Refusal}


def test_no_two_codes_say_the_same() -> None:
    assert len(set(refusals.SENTENCES.values())) == len(Refusal)


@pytest.mark.parametrize("sentence", [*refusals.SENTENCES.values(), *refusals.BESIDE_AN_ANSWER.values()])
def test_a_sentence_begins_with_a_capital_and_ends_with_a_full_stop(sentence: str) -> None:
    if sentence != refusals.SENTENCES[Refusal.ANSWERS_FILE_FAULTY]:  # which is worded fault by fault
        assert sentence[0].isupper() or sentence[0] == "{"
        assert sentence.endswith((".", "{why}"))


@pytest.mark.parametrize(
    ("code", "details", "sentence"),
    [
        (
            Refusal.NAME_TOO_LONG,
            {"length": 91, "limit": 90},
            "The name has 91 characters; 90 is the most. Shorten it. Nothing was changed.",
        ),
        (
            Refusal.INVITED_OUT_OF_RANGE,
            {"limit": 2000},
            "Nothing was changed. One link can invite between 1 and 2,000 people.",
        ),
        (
            Refusal.TARGET_OUT_OF_RANGE,
            {"title": "Aims", "lowest": 1.0, "highest": 4.0},
            "No target was saved. The one for Aims has to lie between 1.0 and 4.0.",
        ),
        (
            Refusal.ANSWER_TEXT_TOO_LONG,
            {"field": "evidence", "length": 4001, "limit": 4000},
            "Not saved: what you could show has 4,001 characters, and 4,000 is the most. Shorten it.",
        ),
        (
            Refusal.INVITATION_FULL,
            {"people": 1},
            "This code is for one person, and that many have joined. Nothing was saved. Ask the person who gave you "
            "the code to let more people in.",
        ),
        (
            Refusal.BRIEF_TOO_FEW_ANSWERS,
            {"people": 5},
            "No brief was taken. It is for answers of at least five people, and fewer have answered so far. Try again "
            "when more have, at the latest before you open the room.",
        ),
        (Refusal.PLAN_TEXT_MISSING, {"what": "action"}, "Not written down yet. Say the action in a few words."),
        (
            Refusal.DAY_UNREADABLE,
            {"why": "“soon {limit}” is not a date."},
            "Nothing was changed. “soon {limit}” is not a date.",
        ),
        (
            Refusal.UNIT_NAME_TAKEN,
            {"name": "Adults {and} children"},
            "There is a unit called Adults {and} children already. Choose another name. Nothing was changed.",
        ),
    ],
)
def test_details_are_filled_in(code: Refusal, details: dict[str, Detail], sentence: str) -> None:
    assert refusals.sentence(Refused(code, **details)) == sentence


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (NotFound("unit", "nowhere"), "What this page showed is no longer there"),
        (Conflict(Action("a", ActionContent("x"), 2)), "This action was changed somewhere else in the meantime. The"),
        (Closed(), "This round has been closed since the page was opened."),
        (Unavailable("disk I/O error"), "The store of answers could not be reached."),
        (Damaged("cut off"), "The file of answers is damaged"),
        (Corrupt("other bytes"), "Something that was stored has been changed from outside"),
    ],
)
def test_the_errors_of_the_store_are_worded_as_well(error: StoreError, sentence: str) -> None:
    assert refusals.sentence(error).startswith(sentence)


def test_under_an_answer_it_is_said_that_the_change_is_still_on_the_page() -> None:
    assert refusals.beside_an_answer(Closed()).startswith("Not saved: this round is closed")
    assert "kept and tried again" in refusals.beside_an_answer(Unavailable("disk I/O error"))
    assert refusals.beside_an_answer(Refused(Refusal.REASON_MISSING)) == refusals.SENTENCES[Refusal.REASON_MISSING]
