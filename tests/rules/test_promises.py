"""What came of a promise: done is not moved, and the last bet that was scored speaks."""

from __future__ import annotations

import pytest

from journey.model import Action, ActionContent, ActionProgress, ActionState, BetVerdict, Came
from journey.rules.promises import came_of


@pytest.mark.parametrize(
    ("state", "verdicts", "came"),
    [
        (ActionState.LIVE, [BetVerdict.MOVED], Came.IN_HAND),
        (ActionState.PAUSED, [], Came.IN_HAND),
        (ActionState.DROPPED, [BetVerdict.MOVED], Came.DROPPED),
        (ActionState.HANDED_OVER, [], Came.HANDED_OVER),
        (ActionState.DONE, [], Came.NOT_CHECKED),
        (ActionState.DONE, [BetVerdict.OPEN, BetVerdict.WITHDRAWN], Came.NOT_CHECKED),
        (ActionState.DONE, [BetVerdict.MOVED], Came.MOVED),
        (ActionState.DONE, [BetVerdict.MOVED_IN_PART], Came.MOVED),
        (ActionState.DONE, [BetVerdict.MOVED_WITHOUT_US], Came.MOVED_WITHOUT_US),
        (ActionState.DONE, [BetVerdict.MOVED, BetVerdict.NOT_YET], Came.NOT_MOVED),
        (ActionState.DONE, [BetVerdict.NOT_YET_AND_BACK, BetVerdict.OPEN], Came.NOT_MOVED),
        (ActionState.DONE, [BetVerdict.TOO_WIDE], Came.CANNOT_TELL),
        (ActionState.DONE, [BetVerdict.CANNOT_TELL], Came.CANNOT_TELL),
        (ActionState.DONE, [BetVerdict.JUDGED_HIGHER], Came.JUDGED),
        (ActionState.DONE, [BetVerdict.NOT_YET, BetVerdict.JUDGED_HIGHER], Came.NOT_MOVED),
    ],
)
def test_what_came_of_a_promise(state: ActionState, verdicts: list[BetVerdict], came: Came) -> None:
    action = Action("a", ActionContent("Ask users"), progress=ActionProgress(state))
    assert came_of(action, verdicts) is came
