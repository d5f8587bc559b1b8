"""The record of a review as a paper: what was decided stands first, and typed text is text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from journey.model import Review, ReviewContent
from journey.reports.review_record import record

REVIEW = Review(
    "r",
    "u",
    ReviewContent(date(2028, 2, 29), "Team <b>A</b>", "Ask\nearlier", 20, 5, date(2028, 4, 25)),
    ended_at=datetime(2028, 2, 29, 10, tzinfo=UTC),
)


def test_the_record_tells_what_was_decided_learned_and_looked_at() -> None:
    paper = record(
        "Ambershire",
        "Housing",
        REVIEW,
        [("Exceptions", ["Ask <users>: overdue"])],
        [("Stop “Ask users”: too dear. Cabinet.", "Not kept.")],
    )
    for text in (
        "Ambershire · Housing",
        "29 February 2028",
        "Stop “Ask users”: too dear. Cabinet.",
        "Not kept.",
        "Ask\nearlier",
        "Team &lt;b&gt;A&lt;/b&gt;",
        "25 April 2028",
        "Ask &lt;users&gt;: overdue",
        "20 minutes, worth the time: 5 of 5",
    ):
        assert text in paper
    assert paper.index("What was decided") < paper.index("What was learned") < paper.index("What was looked at")


def test_the_paper_of_a_running_review_says_so() -> None:
    paper = record("Ambershire", "Ambershire", replace(REVIEW, ended_at=None), [], [("Stop it.", "")])
    assert "Still running" in paper
