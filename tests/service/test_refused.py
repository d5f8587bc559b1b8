"""What a service raises: Refused, or one of the store's errors, and nothing else. Read from the source and held."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

import journey.service
from journey.model.refusals import Refusal
from journey.service import refused
from journey.service.answering.second_votes import SecondVoteMeanwhile
from journey.service.exchange.answers_file import FaultyAnswers
from journey.service.refused import Refused
from journey.service.workshop.control import StaleWorkshop
from journey.service.workshop.few_answers import RevealOfFew
from journey.store import errors

SERVICE = Path(journey.service.__file__).parent
MODULES = sorted(SERVICE.rglob("*.py"))
OF_THE_STORE = {"NotFound", "Conflict", "Closed", "Unavailable", "Damaged", "Corrupt"}
REFUSALS = {"Refused", "AnswersLocked", "StaleWorkshop", "FaultyAnswers", "SecondVoteMeanwhile", "RevealOfFew"}


def raised_otherwise(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each ``raise`` that is neither a refusal, nor the store's, nor raises on what was caught."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Raise) and node.exc is not None:
            raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if not isinstance(raised, ast.Name) or raised.id not in OF_THE_STORE | REFUSALS:
                yield node.lineno, ast.unparse(node)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(SERVICE)))
def test_a_service_raises_refusals_and_the_errors_of_the_store_alone(module: Path) -> None:
    assert list(raised_otherwise(module.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("raise Refused(Refusal.WORKSHOP_ENDED)", []),
        ("raise NotFound('unit', 'nowhere')", []),
        ("raise Damaged('cut off')", []),
        ("try:\n    f()\nexcept OSError:\n    raise", []),
        ("raise ValueError('no name')", [1]),
        ("def f():\n    raise KeyError", [2]),
        ("raise errors.NotFound('unit', 'nowhere')", [1]),
    ],
)
def test_the_rule_finds_what_breaks_it(source: str, lines: list[int]) -> None:
    assert [line for line, _ in raised_otherwise(source)] == lines


def test_the_family_is_as_small_as_the_rule_says() -> None:
    kinds = {Refused, refused.AnswersLocked, StaleWorkshop, FaultyAnswers, SecondVoteMeanwhile, RevealOfFew}
    assert {kind.__name__ for kind in kinds} == REFUSALS
    assert all(issubclass(kind, Refused) for kind in kinds)
    store = {kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.StoreError)}
    assert {kind.__name__ for kind in store - {errors.StoreError}} == OF_THE_STORE


def test_a_refusal_carries_its_code_and_details() -> None:
    refusal = Refused(Refusal.ACTIONS_FULL, limit=5)
    assert (refusal.code, refusal.details) == (Refusal.ACTIONS_FULL, {"limit": 5})
