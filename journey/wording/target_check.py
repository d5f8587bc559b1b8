"""Before a target is set: is one the right tool here, and what has to be thought of (MG 3.4), in our own words."""

from __future__ import annotations

from journey.wording.check_points import Point

SOURCE = "MG 3.4"
RIGHT_TOOL = (
    Point("influence", "in our hands", "What can we do that changes this before the time is up?", SOURCE),
    Point("predictable", "predictable enough", "Do we know its ups and downs well enough to name a number?", SOURCE),
    Point("important", "important", "Does this matter enough to draw attention away from other things?", SOURCE),
    Point("ideas", "new ideas", "Will it make people try another way of working, and not only try harder?", SOURCE),
    Point("signal", "a sign to others", "What does it tell users and partners that we stand for?", SOURCE),
    Point("cost", "worth its cost", "What does it cost to follow it, and is it worth that?", SOURCE),
)
"""When a target is the right tool."""
CHECKLIST = (
    Point("outcome", "the outcome", "What is it for in the end, what larger aim is behind it, and by when?", SOURCE),
    Point("now", "where we are", "Where do we stand now, how did it go so far, and how do others stand?", SOURCE),
    Point("measure", "the measure", "Is there a plain measure, and are there readings to start from?", SOURCE),
    Point("consulted", "who was asked", "Who has to reach it, who is touched by it, and what did they say?", SOURCE),
    Point("plan", "the plan", "How will we get there, in which steps, and who leads?", SOURCE),
    Point("following", "following it", "Who looks when, and what happens if it is off?", SOURCE),
)
"""What to think of as it is set."""
POINTS = (*RIGHT_TOOL, *CHECKLIST)
