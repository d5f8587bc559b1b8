"""Units between two rounds in a sentence: how many figures clearly moved, and where."""

from __future__ import annotations

import pytest

from journey.wording.takeaways import change_heat as words
from tests.steps.chart_findings import TITLES, questionnaire
from tests.steps.compared_findings import change, units


def heat(*rows):
    those = units(len(rows))
    changes = {
        unit.id: [change(title, 2.0, 2.5, claim) for title, claim in zip(TITLES, claims, strict=False)]
        for unit, claims in zip(those, rows, strict=True)
    }
    return words.takeaway(words.side_by_side(questionnaire(), those, changes, ("Spring 2025", "Spring 2026")))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["===", "==="], "Of six figures compared, none shows a clear change."),
        (["+==", "==="], "Of six figures compared, one rose, Taking stock in Housing."),
        (["+==", "+=="], "Of six figures compared, two rose, all in Taking stock."),
        (["+++", "==="], "Of six figures compared, three rose, all in Housing."),
        (
            ["+=-", "+=-"],
            "Of six figures compared, two rose, all in Taking stock; two fell, all in Getting started.",
        ),
        (
            [["=", "few"], ["=", "="]],
            "Of four figures compared, none shows a clear change. One rests on too few answers to tell.",
        ),
        (
            [["=", "="], ["not", "not"]],
            "Of two figures compared, none shows a clear change. Children cannot be compared.",
        ),
    ],
)
def test_a_change_heat_counts_what_rose_and_fell_and_says_where(rows, said):
    assert heat(*rows) == said


def test_nothing_compared_is_said_to_be():
    said = heat(["not"], ["not"])
    assert said == "No service can be compared between these two rounds."
