"""What is said of how long rounds are kept."""

from __future__ import annotations

from datetime import date

from journey.wording.keeping import sentence

SPRING, AUTUMN = ("Spring 2019", date(2019, 4, 2)), ("Autumn 2019", date(2019, 11, 5))


def test_without_a_setting_it_is_said_that_rounds_stay() -> None:
    assert sentence(None, []) == "Rounds are kept until somebody removes them: no time is set after which they are due."


def test_what_is_due_is_named_with_the_day_from_which_it_counts() -> None:
    assert sentence(6, []).endswith("None is due now.")
    assert "One is due now: Spring 2019 (2 April 2019). Nothing is removed by itself" in sentence(6, [SPRING])
    assert "Two are due now: Spring 2019 (2 April 2019) and Autumn 2019 (5 November 2019)." in sentence(
        6, [SPRING, AUTUMN]
    )
    assert sentence(1, []).startswith("Rounds are due to be removed one year after they were closed")
