"""A section in a sentence: what can be relied on, and how much holds it back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journey.model import Section, SectionScore
from journey.wording.takeaways import section as words
from tests.steps.chart_findings import many, questionnaire, section_of


def of_section(section: Section, score: SectionScore) -> str:
    return words.takeaway(words.scored_statements(section, score))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((3, 4, 3, 1, 3, 3, 3), "Level 2 can be relied on; one statement stands below level 3."),
        (
            (2, 2, 2, 3, 3, 3, 3),
            "Level 2 can be relied on; three statements stand below level 3; two of them are enough.",
        ),
        ((4,) * 7, "Level 4 can be relied on, and nothing stands below it."),
        (
            (2, 2, 2, 2, None, None, None),
            "Level 2 can be relied on; four statements stand below level 3; three of them are enough. "
            "The score is provisional.",
        ),
        ((2, 3, None, None, None, None, None), "Two of seven statements have a level: not enough for a score."),
        (
            (2, "na", "na", "na", "na", "na", "na"),
            "One of seven statements has a level: the score is indicative, without a secure level.",
        ),
        (("dk", "na", None, None, None, None, None), "No statement of this section has a level yet."),
    ],
)
def test_a_section_says_what_is_secure_and_how_much_holds_it_back(answers, expected):
    assert of_section(*section_of(answers)) == expected


def test_several_responses_are_summed_up_alike():
    found = many([(0, 0, 40, 0)] * 6 + [(0, 30, 10, 0)])
    said = of_section(questionnaire().sections[0], found.section("taking-stock"))
    assert said == "Level 3 can be relied on; seven statements stand below level 4; six of them are enough."


def test_of_several_of_whom_none_named_evidence_nothing_is_said_of_it():
    section = questionnaire().sections[0]
    for evidenced, expected in ((0, []), (12, ["no level 3 or 4 is evidenced"])):
        found = many([(0, 0, 40, 0)] * 6 + [(0, 0, 40, 0)], evidenced=0).section(section.id)
        first, *others = found.statements
        of_first = replace(first, counts=replace(first.counts, evidenced=evidenced))
        view = words.scored_statements(section, replace(found, statements=(of_first, *others)))
        assert words.notes(view, view.statements[1][1]) == expected
