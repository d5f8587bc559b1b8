"""What came of a promise: whether its action is done, and whether what it was for moved. Two questions, never one."""

from __future__ import annotations

from collections.abc import Sequence

from journey.model import JUDGED_ONLY, Action, ActionState, BetVerdict, Came

_MEANS = {
    BetVerdict.MOVED: Came.MOVED,
    BetVerdict.MOVED_IN_PART: Came.MOVED,
    BetVerdict.MOVED_WITHOUT_US: Came.MOVED_WITHOUT_US,
    BetVerdict.NOT_YET: Came.NOT_MOVED,
    BetVerdict.NOT_YET_AND_BACK: Came.NOT_MOVED,
    BetVerdict.TOO_WIDE: Came.CANNOT_TELL,
    BetVerdict.CANNOT_TELL: Came.CANNOT_TELL,
    **dict.fromkeys(JUDGED_ONLY, Came.JUDGED),
}
_ENDED = {ActionState.DROPPED: Came.DROPPED, ActionState.HANDED_OVER: Came.HANDED_OVER}


def came_of(action: Action, verdicts: Sequence[BetVerdict]) -> Came:
    """What came of an action; ``verdicts`` are those on its bets, in the order in which they were placed.

    The last bet that was tested speaks: an earlier hit does not stand in for a later miss, and a judgement speaks only
    where nothing was tested.
    """
    state = action.progress.state
    if state in _ENDED:
        return _ENDED[state]
    if state is not ActionState.DONE:
        return Came.IN_HAND
    scored = [_MEANS[verdict] for verdict in verdicts if verdict in _MEANS]
    tested = [came for came in scored if came is not Came.JUDGED]
    return (tested or scored or [Came.NOT_CHECKED])[-1]
