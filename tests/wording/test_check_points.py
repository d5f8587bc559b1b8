"""The two checklists: eight points of a measure, twelve of a target, in our own words, each with its source."""

from __future__ import annotations

from journey.wording import check_points, measure_criteria, target_check


def test_how_far_one_is_names_what_is_missing() -> None:
    noted = dict.fromkeys(["relevant", "incentives", "attributable", "defined", "timely"], "yes")
    assert check_points.how_far(measure_criteria.POINTS, noted) == (
        "5 of 8 points looked at. Not yet: reliable, comparable and verifiable."
    )
    full = {point.key: "yes" for point in measure_criteria.POINTS}
    assert check_points.how_far(measure_criteria.POINTS, full) == "8 of 8 points looked at."


def test_every_point_is_a_question_of_its_own_with_a_source() -> None:
    for points, many in ((measure_criteria.POINTS, 8), (target_check.POINTS, 12)):
        assert len({point.key for point in points}) == len({point.question for point in points}) == many
        assert all(point.question.endswith("?") and point.source.startswith("MG 3.") for point in points)
