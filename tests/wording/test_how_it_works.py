"""How it works: what concerns everybody is read in five minutes, with the numbers of the rules and true examples."""

from __future__ import annotations

import re

import pytest

from journey.model import LEVELS, Counts, Scope
from journey.rules import scoring
from journey.rules.reading_time import WORDS_A_MINUTE
from journey.rules.versions import CURRENT
from journey.simulation.questionnaire import invented
from journey.wording import how_it_works, methods

TEXT = how_it_works.FILE.read_text(encoding="utf-8")
OF_THE_PAGE = {"k", "twice", "most_actions", "sources", "change_for_5", "change_for_12", "change_for_20"}
OF_AN_EXAMPLE = {"2.4", "0.4", "2.0", "2.8", "2.3", "2.5"}
NOT_OF_A_RULE = {"1", "4", "2.2", "320"}
"""The ends of the scale, WCAG's version, and the width of a small screen."""
MINUTES = 5


def chapters() -> dict[str, str]:
    return how_it_works.chapters(min_group=6, most_actions=5, sources="- **A**: A document.")


def test_what_concerns_everybody_is_read_in_five_minutes() -> None:
    texts = chapters()
    words = sum(len(texts[title].split()) for title in how_it_works.ABOUT_THE_RULES)
    assert words <= MINUTES * WORDS_A_MINUTE


def test_every_placeholder_is_known() -> None:
    assert set(re.findall(r"{(\w+)}", TEXT)) - methods.numbers_of_rules().keys() == OF_THE_PAGE


def test_no_number_of_a_rule_is_typed() -> None:
    text = re.sub(r"{\w+}|<!--.*?-->", "", TEXT)
    assert set(re.findall(r"\d+(?:\.\d+)*", text)) == NOT_OF_A_RULE | OF_AN_EXAMPLE


def test_the_text_is_that_of_the_scoring_rules_in_force() -> None:
    assert TEXT.startswith(f"<!-- Scoring rules {CURRENT.version}.")


def test_no_word_of_statistics_stands_in_it() -> None:
    words = " ".join(text for title, text in chapters().items() if title in how_it_works.ABOUT_THE_RULES[:3]).lower()
    for word in ("median", "interval", "standard error", "jackknife", "significan", "confidence", "variance"):
        assert word not in words


def test_chapters_come_in_the_order_in_which_they_are_read() -> None:
    assert list(chapters()) == [
        *how_it_works.ABOUT_THE_RULES,
        "Answering by a link, and in a workshop",
        "Bets of the plan",
        "Measures of the plan",
        "Reviews of the plan",
        "Where the statements come from",
        "Access",
    ]


@pytest.mark.parametrize(
    ("chapter", "words"),
    [
        ("The four levels", "- **2 Partial**: something is in place"),
        ("What may be said of a change", "has to move by about 0.9 of a level"),
        ("Who sees what", "fewer than six responses"),
        ("Who sees what", "a group of fewer than 12 gave the same"),
        ("Who sees what", "is never below three"),
        ("Answering by a link, and in a workshop", "at most five actions"),
        ("Where the statements come from", "- **A**: A document."),
    ],
)
def test_numbers_are_filled_in(chapter: str, words: str) -> None:
    assert words in " ".join(chapters()[chapter].split())


@pytest.mark.parametrize(("levels", "secure"), [((3, 3, 3, 2), 3), ((3, 3, 3, 1), 2)])
def test_the_example_of_what_can_be_relied_on_is_true(levels: tuple[int, ...], secure: int) -> None:
    """Three established and one partial make the section established; with one little in place it is partial."""
    questionnaire = invented((len(levels),))
    asked = scoring.asked_statements(questionnaire, Scope.FULL)
    counts = {
        statement.id: Counts(tuple(int(given == level) for given in LEVELS))  # type: ignore[arg-type]
        for statement, level in zip(questionnaire.statements(), levels, strict=True)
    }
    (score,) = scoring.score(questionnaire, counts, responses=1, asked=asked).sections
    assert score.secure_level == secure
