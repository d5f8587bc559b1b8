"""Two rounds in a sentence: right for none, one and all, and for what cannot be told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journey.model import Change, Verdict
from journey.wording.takeaways import change as words
from tests.steps.chart_findings import TITLES, questionnaire
from tests.steps.compared_findings import change


def of_changes(*claims: str) -> str:
    return of([change(title, 2.0, 2.5, claim) for title, claim in zip(TITLES, claims, strict=False)])


def of(changes: list[Change]) -> str:
    return words.takeaway(words.in_order(questionnaire(), changes))


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ("=++==", "Setting direction and Getting started are higher; the other three show no clear change."),
        ("+----", "Taking stock is higher; the other four are lower."),
        ("+====", "Taking stock is higher; the other four show no clear change."),
        ("++++=", "Four are higher; Keeping on track shows no clear change."),
        ("+-===", "Taking stock is higher; Setting direction is lower; the other three show no clear change."),
        ("+++++", "All five are higher."),
        ("-----", "All five are lower."),
        ("=====", "None of the five shows a clear change."),
        ("++", "Both are higher."),
        ("==", "Neither of the two shows a clear change."),
        ("+", "Taking stock is higher."),
        ("-", "Taking stock is lower."),
        ("=", "Taking stock shows no clear change."),
    ],
)
def test_a_change_says_what_is_higher_and_what_lower(claims, said):
    assert of_changes(*claims) == said


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        (["few"] * 5, "In all five too few answered to tell whether anything changed."),
        (["not"] * 5, "None of the five can be compared."),
        (["few"], "In Taking stock too few answered to tell."),
        (["not"], "Taking stock cannot be compared."),
        (
            ["+", "=", "few", "few", "not"],
            "Taking stock is higher; Setting direction shows no clear change; in Getting started and Making it happen "
            "too few answered to tell; Keeping on track cannot be compared.",
        ),
    ],
)
def test_what_cannot_be_told_is_not_called_unchanged(claims, said):
    assert of_changes(*claims) == said


def test_every_verdict_has_a_sentence():
    for verdict in Verdict:
        of_verdict = replace(change(TITLES[0], 2.0, 2.5), verdict=verdict)
        assert of([of_verdict]).startswith(("Taking stock", "In Taking stock"))


def test_without_a_common_section_there_is_nothing_to_compare():
    assert of([]) == "No section was asked in both rounds."


def test_a_change_that_chance_does_not_explain_and_that_is_too_small_says_so_in_its_row():
    small, unclear = change(TITLES[0], 2.35, 2.57, half=0.1), change(TITLES[0], 2.35, 2.57, half=0.3)
    assert words.claim(small) == "+0.22 no clear change"
    assert words.from_to(small) == "2.35 to 2.57: less than a quarter of a level"
    assert words.from_to(unclear) == "2.35 to 2.57"
