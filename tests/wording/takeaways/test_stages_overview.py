"""The stages and their pitfalls in a sentence, right for ties, gaps and what is not avoided."""

from __future__ import annotations

from journey.model import PitfallTally, Profile
from journey.wording.takeaways import stages_overview as words
from tests.steps.chart_findings import TALLIES, TITLES, TYPICAL, profile, questionnaire, tally

ALL_THREE = (3,) * 7


def journey(found: Profile, tallies=None) -> str:
    return words.takeaway(questionnaire(), found, tallies or {})


def stages(*answers):
    return profile(dict(zip(TITLES, answers, strict=True)))


def test_the_journey_names_the_strongest_the_weakest_and_the_critical_pitfalls_there():
    assert journey(profile(TYPICAL), TALLIES) == (
        "Taking stock and Setting direction are about equally high, from 3.1 to 3.3; "
        "Keeping on track may be weakest, at 1.8, and two of its critical pitfalls are not avoided. "
        "The score of Keeping on track is provisional."
    )


def test_critical_pitfalls_elsewhere_get_a_sentence_of_their_own():
    found = stages(ALL_THREE, ALL_THREE, ALL_THREE, ALL_THREE, (2,) * 7)
    said = journey(found, {"getting-started": tally(4, 0, 3, critical=1), "keeping-on-track": tally(9)})
    assert said == (
        "Four are about equally high, at 3.0; Keeping on track may be weakest, at 2.0. "
        "One critical pitfall is not avoided in Getting started."
    )


def test_a_critical_pitfall_that_is_avoided_in_part_is_not_avoided():
    half = tally(2, 1, 0)
    half = type(half)(half.avoided, half.partly, (), (), critical_open=half.partly)
    said = journey(stages(ALL_THREE, ALL_THREE, ALL_THREE, ALL_THREE, (2,) * 7), {"keeping-on-track": half})
    assert said.endswith("weakest, at 2.0, and one of its critical pitfalls is not avoided.")


def test_a_critical_pitfall_that_nobody_has_looked_at_is_not_said_to_be_open():
    unseen = PitfallTally(("a",), (), ("b", "c"), (), ("b", "c"), ("c",), ("b", "c"))
    said = journey(stages(ALL_THREE, ALL_THREE, ALL_THREE, ALL_THREE, (2,) * 7), {"keeping-on-track": unseen})
    assert said.endswith("weakest, at 2.0, and one of its critical pitfalls is not avoided.")
    assert words.marks(unseen) == [words.Mark.AVOIDED, words.Mark.UNSEEN, words.Mark.CRITICAL]


def test_equal_scores_have_no_strongest():
    assert journey(stages(*[ALL_THREE] * 5)) == "All five stand at 3.0."


def test_scores_less_than_a_quarter_apart_are_called_close():
    nearly = (4, 3, 3, 3, 3, 3, 3)
    assert journey(stages(nearly, *[ALL_THREE] * 4)) == "All five stand close together, from 3.0 to 3.1."


def test_ties_at_either_end_are_named_together():
    said = journey(stages((4,) * 7, (4,) * 7, ALL_THREE, (1,) * 7, (1,) * 7))
    assert said == (
        "Taking stock and Setting direction are about equally high, at 4.0; "
        "Making it happen and Keeping on track are about equally low, at 1.0."
    )


def test_one_scored_stage_is_not_compared():
    assert journey(profile({"Taking stock": ALL_THREE})) == (
        "Only Taking stock has enough answers for a level: "
        "it can be relied on at level 3, established, with an index of 3.0."
    )


def test_stages_without_a_score_are_left_out_of_the_comparison():
    said = journey(profile({"Taking stock": ALL_THREE, "Getting started": (2,) * 7}))
    assert said == (
        "Of the two with a secure level, Taking stock may be strongest, at 3.0; Getting started may be weakest, at 2.0."
    )


def test_nothing_answered_says_so():
    assert journey(profile({})) == "No statement has a level yet."


def test_too_few_answers_says_so_and_still_names_open_critical_pitfalls():
    said = journey(profile({"Taking stock": (3, 3)}), {"taking-stock": tally(1, 0, 3, critical=3)})
    assert (
        said == "There are not enough answers yet for a score. Three critical pitfalls are not avoided in Taking stock."
    )


def test_all_provisional_says_so_once():
    four_of_seven = (3, 3, 3, 3, None, None, None)
    said = journey(stages(*[four_of_seven] * 4, (1, 1, 1, 1, None, None, None)))
    assert said == (
        "Four are about equally high, at 3.0; Keeping on track may be weakest, at 1.0. All scores are provisional."
    )


def test_a_quick_check_of_two_statements_a_stage_is_called_indicative():
    quick = questionnaire(statements=2)
    found = profile({title: (2, 3) for title in TITLES}, quick)
    assert words.takeaway(quick, found, {}) == (
        "A first look: begin with Taking stock, Setting direction and Getting started. All scores are indicative."
    )
