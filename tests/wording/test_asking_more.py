"""What the buttons say that ask more, and the rules by which a level is chosen."""

from __future__ import annotations

from journey.wording import asking_more, choosing


def test_each_button_says_what_is_asked_and_how_long_it_takes() -> None:
    assert asking_more.another("The eight breakthroughs", 8, 4) == (
        "Answer the eight breakthroughs too (quick check: eight statements, about four minutes)"
    )
    assert asking_more.everything(27, 14) == "Widen to the full assessment (27 more statements, about 14 minutes)"
    assert asking_more.everything(1, 1, "The eight breakthroughs") == (
        "Widen to the full assessment of the eight breakthroughs (one more statement, about one minute)"
    )
    assert asking_more.one_section("Keeping on track", 6, 3) == (
        "Ask all of keeping on track (six more statements, about three minutes)"
    )


def test_words_about_the_council_are_read_otherwise_by_a_service_and_there_is_one_example() -> None:
    whole, part = (choosing.how_to_choose(is_whole_council=is_whole) for is_whole in (True, False))
    assert choosing.ELSEWHERE not in whole
    assert part.replace(f"{choosing.ELSEWHERE}\n\n", "") == whole
    assert whole.count("For example") == 1
