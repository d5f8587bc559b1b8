"""The agreed view beside the individual one in a sentence."""

from __future__ import annotations

from journey.wording.takeaways import agreed as words
from tests.steps.chart_findings import questionnaire
from tests.steps.compared_findings import role_profile


def agreed(individual, workshop) -> str:
    profile = None if individual is None else role_profile(individual)
    views = words.both_views(questionnaire(), profile, role_profile(workshop))
    return words.takeaway(views, is_alone=profile is None)


def test_the_agreed_view_says_where_it_is_furthest_from_the_individual_one():
    assert agreed((2.0, 2.5, 2.9, 2.0, 2.0), (2.2, 3.2, 2.6, 2.0, 2.0)) == (
        "The agreed view is furthest from the individual one in Setting direction, 0.7 higher."
    )
    assert agreed((2.0, 2.5, 2.9, 2.0, 2.0), (2.2, 2.5, 2.1, 2.0, 2.0)) == (
        "The agreed view is furthest from the individual one in Getting started, 0.8 lower."
    )


def test_views_that_lie_close_are_said_to():
    assert agreed((2.0,) * 5, (2.4,) * 5) == "The agreed view is nowhere half a level from the individual one."


def test_a_hidden_or_missing_individual_view_is_said_to_be():
    assert agreed(None, (2.4,) * 5) == "The individual view is hidden or missing, so the agreed view stands alone."
    assert agreed(("hidden",) * 5, (2.4,) * 5) == "No section shows both views, so there is nothing to compare."


def test_nothing_agreed_is_said_to_be():
    assert agreed((2.0,) * 5, (None,) * 5) == "No section has an agreed score yet."


def test_sections_without_an_agreed_score_have_one_sentence_and_no_row():
    views = words.both_views(questionnaire(), role_profile((2.0,) * 5), role_profile((2.4, None, 2.4, None, 2.4)))
    assert [view.section.title for view in words.with_agreed(views)] == [
        "Taking stock",
        "Getting started",
        "Keeping on track",
    ]
    assert words.without_agreed(views) == (
        "No score is agreed for Setting direction and Making it happen: too few of their statements were."
    )
    assert words.takeaway(views, is_alone=False).endswith("half a level from the individual one.")
