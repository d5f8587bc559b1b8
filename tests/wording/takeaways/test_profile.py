"""A profile in a sentence: where its sections stand, and how many high levels carry no evidence."""

from __future__ import annotations

from dataclasses import replace

from journey.model import Profile, Questionnaire
from journey.rules.privacy_partly import in_part
from journey.wording import scores
from journey.wording.takeaways import profile as words
from tests.steps.chart_findings import TYPICAL, profile, questionnaire


def of_profile(found: Profile, asked: Questionnaire | None = None) -> str:
    asked = asked or questionnaire()
    return words.takeaway(asked, found, scores.rows(asked, found))


def test_an_abbreviation_keeps_its_capitals_inside_a_sentence():
    asked = questionnaire(("IT systems", "People"))
    said = of_profile(profile({"IT systems": (1,) * 7, "People": (2,) * 7}, asked), asked)
    assert said == "People may be strongest, at 2.0; IT systems may be weakest, at 1.0."


def test_the_profile_says_how_many_high_levels_lack_evidence():
    said = of_profile(profile(TYPICAL))
    assert said.endswith("Four of 20 statements at level 3 or 4 are not evidenced.")


def test_the_profile_says_when_no_high_level_has_evidence():
    said = of_profile(profile({"Taking stock": (-3, -4, 2, 2, 2, 2, 2)}))
    assert said.endswith("No statement at level 3 or 4 is evidenced.")


def test_the_table_shows_one_decimal_of_a_score_that_is_rounded_as_its_statements_are_hidden():
    asked = questionnaire(("People", "Stock"))
    found = profile({"People": (1, 1, 2, 2, 2, 2, 2), "Stock": (1, 1, 2, 2, 2, 2, 2)}, asked)
    first, second = found.sections
    rows = words.table(scores.rows(asked, replace(found, sections=(first, in_part(second)))), are_several=True)
    assert [row["Index"].text for row in rows] == ["1.71", "1.7"]
