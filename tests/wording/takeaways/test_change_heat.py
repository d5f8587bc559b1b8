"""Units between two rounds in sentences: all of them together, what is more than chance, and what stands out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journey.wording.takeaways import change_heat as words
from tests.steps.chart_findings import TITLES, questionnaire
from tests.steps.compared_findings import change, units

AFTER = {"+": 2.5, "-": 1.5, "clear": 2.32}
"""The index after one of 2.0. A clear change stands out among all where it is large."""


def heat(*rows):
    those = units(len(rows))
    changes = {
        unit.id: [
            change(title, 2.0, AFTER.get(claim, 2.1), "+" if claim == "clear" else claim)
            for title, claim in zip(TITLES, claims, strict=False)
        ]
        for unit, claims in zip(those, rows, strict=True)
    }
    return words.side_by_side(questionnaire(), those, changes, ("Spring 2025", "Spring 2026"))


HARDLY = "If nothing had changed and other people had answered, hardly any would be higher or lower"
MODEST = "If mostly the same people answered, chance gives almost none, and this is too modest."


@pytest.mark.parametrize(
    ("rows", "said", "behind"),
    [
        (["===", "==="], "Of six figures none shows a clear change.", ""),
        (
            ["+==", "==="],
            "Standing out among all six figures, although in all it is no more than chance makes: one higher, "
            "Taking stock in Housing.",
            f"Of six figures one is higher. {HARDLY}: one alone is no more than chance. {MODEST}",
        ),
        (
            ["+==", "+=="],
            "Standing out among all six figures: two higher, all in Taking stock.",
            f"Of six figures two are higher. {HARDLY}: so many higher are more than chance.",
        ),
        (
            ["+=-", "+=-"],
            "Standing out among all six figures: two higher, all in Taking stock; two lower, all in Getting started.",
            f"Of six figures two are higher and two are lower. {HARDLY}: both are more than chance.",
        ),
        (
            [["=", "few"], ["=", "="]],
            "Of three figures none shows a clear change.",
            "One other rests on too few answers to tell.",
        ),
        ([["few"], ["few"]], "Two figures rest on too few answers to tell.", ""),
        (
            [["=", "roles"], ["=", "roles"]],
            "Of two figures none shows a clear change.",
            "Of two others nothing can be told, because other roles answered than then.",
        ),
        (
            [["=", "="], ["not", "not"]],
            "Of two figures none shows a clear change.",
            "Children cannot be compared.",
        ),
    ],
)
def test_a_change_heat_says_what_stands_out_and_behind_it_what_chance_alone_makes(rows, said, behind):
    view = heat(*rows)
    assert (words.takeaway(view), words.behind(view)) == (said, behind)


def test_all_services_together_come_first():
    said = words.takeaway(heat(*["+="] * 2, *["=="] * 10))
    assert said.startswith("Over all 12 services, Taking stock is 0.2 higher, give or take 0.1; ")


def test_the_council_as_a_whole_is_not_one_of_its_services():
    view = heat(*["+"] * 6)
    council = [replace(view.units[0], kind="corporate"), *view.units[1:]]
    assert words.takeaway(replace(view, units=council)).startswith("Over all five services, Taking stock is 0.5 higher")


def test_what_is_only_clear_by_itself_does_not_stand_out():
    view = heat(["clear", "=", "="], ["=", "=", "="])
    assert words.takeaway(view).endswith("Nothing stands out among all six figures.")
    assert words.how_to_read(view) == [
        "Open triangle: clear by itself; chance alone makes some of these.",
        "Numbers without a triangle: no clear change.",
    ]
    assert words.table(view)[0]["Stands out among all"] == "no"


def test_what_stands_out_is_explained_and_in_the_table():
    view = heat(["+", "="], ["=", "not"])
    assert (
        words.how_to_read(view)[0]
        == "Filled triangle: stands out among all three; of these at most one in ten is chance."
    )
    column = [row["Stands out among all"] for row in words.file_table(view)]
    assert column == ["yes", "no", "no", "not compared"]


def test_nothing_compared_is_said_to_be():
    assert words.takeaway(heat(["not"], ["not"])) == "No service can be compared between these two rounds."
