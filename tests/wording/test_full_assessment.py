"""What a full assessment would add to a quick check."""

from __future__ import annotations

from journey.rules.scoring import score
from journey.wording.full_assessment import adds
from tests.rules.scoring_examples import counted, questionnaire, section

ASKED = questionnaire(
    section("a", "b", "c", section_id="stock", title="Taking stock"),
    section("d", "e", "f", section_id="direction", title="Setting direction"),
)


def test_where_no_section_has_a_level_all_of_them_can_have_one() -> None:
    quick = score(ASKED, counted({"a": [2], "d": [3]}), responses=1, asked=["a", "d"])
    assert adds(ASKED, quick, 4, 2) == (
        "Four statements more, about two minutes, and both sections can have a level in words, beside the index. "
        "What you have answered is kept."
    )


def test_where_one_was_widened_the_others_are_named() -> None:
    widened = score(ASKED, counted({"a": [2], "b": [2], "c": [2], "d": [3]}), responses=1, asked=["a", "b", "c", "d"])
    assert adds(ASKED, widened, 2, 1).startswith("Two statements more, about one minute, and Setting direction can")
