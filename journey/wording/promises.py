"""Last time's promises, in words: how many there were, and what came of each."""

from __future__ import annotations

from collections.abc import Mapping

from journey.model import Came
from journey.wording import formatting
from journey.wording.formatting import count, number

NOTHING = "No promise was made before this. What is promised now will be asked for here next time."

HEADINGS: Mapping[Came, str] = {
    Came.MOVED: "Done, and what it was for moved",
    Came.MOVED_WITHOUT_US: "Done, and what it was for moved, but hardly by this",
    Came.JUDGED: "Done; a judgement says what came of it, no test",
    Came.NOT_MOVED: "Done, and what it was for has not moved",
    Came.CANNOT_TELL: "Done; whether it moved anything cannot be told",
    Came.NOT_CHECKED: "Done, and not yet checked",
    Came.IN_HAND: "Still in hand",
    Came.DROPPED: "Dropped",
    Came.HANDED_OVER: "Handed over",
}
"""What came of promises, as headings, in the order in which they are told."""

EXPLAINED = frozenset({Came.DROPPED, Came.HANDED_OVER})
"""What came of these is explained by what was written down."""

_SHORT: Mapping[Came, str] = {
    Came.MOVED: "done and moved",
    Came.MOVED_WITHOUT_US: "done, and moved without us",
    Came.JUDGED: "done and judged",
    Came.NOT_MOVED: "done and not moved",
    Came.CANNOT_TELL: "done, and nobody can tell",
    Came.NOT_CHECKED: "done and not yet checked",
    Came.IN_HAND: "still in hand",
    Came.DROPPED: "dropped",
    Came.HANDED_OVER: "handed over",
}


def in_words(made: Mapping[Came, int], older: Mapping[Came, int], made_in: str) -> str:
    """What came of the promises made last time, and of those that were in hand before."""
    told = [summary(made, f"made {made_in}")] if made or not older else []
    if older:
        told.append(summary(older, "made earlier"))
    return " ".join(told)


def summary(tally: Mapping[Came, int], made: str) -> str:
    """``Of five promises made in Autumn 2025, two are done and moved, one is dropped and two are still in hand.``"""
    total = sum(tally.values())
    if not total:
        return NOTHING
    counted = [(came, tally[came]) for came in HEADINGS if tally.get(came)]
    first = _SHORT[counted[0][0]]
    if total == 1:
        return f"The one promise {made} is {first}."
    if len(counted) == 1:
        every = "Both promises" if total == 2 else f"All {count(total, 'promise')}"
        return f"{every} {made} are {first}."
    parts = [f"{number(many)} {'is' if many == 1 else 'are'} {_SHORT[came]}" for came, many in counted]
    return f"Of {count(total, 'promise')} {made}, {formatting.listed(parts)}."
