"""The methods in words: their numbers are those of the rules."""

from __future__ import annotations

import re

import pytest

from journey.rules.versions import CURRENT, SCORING_1
from journey.wording import methods

TEXT = methods.FILE.read_text(encoding="utf-8")
OF_THE_PAGE = {"k", "twice", "most_actions", "sources"}
NOT_OF_A_RULE = {"0", "1", "2.2", "320"}
"""Nought (the interval), the formula of the agenda, WCAG's version, and the width of a small screen."""


def chapters() -> dict[str, str]:
    return methods.chapters(min_group=6, most_actions=5, sources="- **A**: A document.")


def test_every_placeholder_is_known_and_every_number_is_used() -> None:
    assert set(re.findall(r"{(\w+)}", TEXT)) == methods.numbers_of_rules().keys() | OF_THE_PAGE


def test_no_number_of_a_rule_is_typed() -> None:
    text = re.sub(r"{\w+}|<!--.*?-->", "", TEXT)
    assert set(re.findall(r"\d+(?:\.\d+)*", text)) == NOT_OF_A_RULE


def test_the_text_is_that_of_the_scoring_rules_in_force() -> None:
    assert TEXT.startswith(f"<!-- Scoring rules {CURRENT.version}.")


def test_chapters_come_in_the_order_in_which_they_are_read() -> None:
    assert list(chapters()) == [
        "The four levels",
        "The numbers",
        "Change and comparison",
        "Who sees what",
        "Answering by a link, and in a workshop",
        "Where the statements come from",
        "Access",
    ]


@pytest.mark.parametrize(
    ("chapter", "words"),
    [
        ("The four levels", "- **2 Partial**: something is in place"),
        ("The numbers", "below 1.75 it is 1 Little in place, below 2.50 2 Partial, below 3.25 3 Established"),
        ("The numbers", "A level of 3 or 4 is evidenced"),
        ("Change and comparison", "The 95% interval"),
        ("Change and comparison", "0.25 of a level or more"),
        ("Who sees what", "fewer than six responses"),
        ("Who sees what", "a group of fewer than 12 gave the same"),
        ("Who sees what", "is never below three"),
        ("Answering by a link, and in a workshop", "at most five actions"),
        ("Where the statements come from", "- **A**: A document."),
    ],
)
def test_numbers_are_filled_in(chapter: str, words: str) -> None:
    assert words in " ".join(chapters()[chapter].split())


def test_a_rule_that_was_another_is_read_for_its_version() -> None:
    assert "at least 75% of the weight" in methods.rule("Secure level")
    assert "at least 80% of the weight" in methods.rule("Secure level", SCORING_1.version)
    assert methods.rule("Coverage", SCORING_1.version) == methods.rule("Coverage")


def test_a_rule_is_read_by_itself() -> None:
    assert methods.rule("Coverage").endswith(
        "A score is drawn hollow where it is provisional, and where fewer than five responses stand behind it."
    )
