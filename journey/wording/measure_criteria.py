"""What makes a good measure: eight points, each as a question in our own words (MG 3.6)."""

from __future__ import annotations

from journey.wording.check_points import Point

SOURCE = "MG 3.6"
POINTS = (
    Point("relevant", "relevant", "Which aim does it tell us something about?", SOURCE),
    Point(
        "incentives",
        "no wrong incentives",
        "What might somebody do to make the number look good that helps no one?",
        SOURCE,
    ),
    Point("attributable", "attributable", "Whose work changes it, and who answers for it?", SOURCE),
    Point("defined", "well defined", "Would two people who count it get the same number?", SOURCE),
    Point("timely", "timely", "Does it come often and soon enough to do something about it?", SOURCE),
    Point("reliable", "reliable", "Is it exact enough for what we decide by it, and does it show a change?", SOURCE),
    Point("comparable", "comparable", "What can we hold it against: earlier periods, or another council?", SOURCE),
    Point("verifiable", "verifiable", "Where is it written down how it is counted, so that others can check?", SOURCE),
)
