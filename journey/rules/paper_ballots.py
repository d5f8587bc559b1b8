"""Paper ballots: lays counts that were typed in on ballots.

Counts say how many chose what, not which ballot did. They are laid on the ballots in order of level, statement by
statement, and those without a level where the mean is: of all arrangements the one in which ballots differ most, so
that no change between rounds is claimed that another arrangement would not bear. Where ballots have gaps it is nearly
that one (``tests/rules/test_paper_ballots.py`` says how nearly).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from journey.model import AnswerContent, AnswerState, Counts

LEVEL_KEYS = ("1", "2", "3", "4")
ASIDE_KEYS = (AnswerState.DONT_KNOW.value, AnswerState.NOT_APPLICABLE.value)
KEYS = (*LEVEL_KEYS, *ASIDE_KEYS)
"""Under which what a ballot says about a statement is counted."""


def key_of(content: AnswerContent) -> str | None:
    """The key under which an answer is counted; None for no answer."""
    if content.state is AnswerState.UNANSWERED:
        return None
    return str(content.level) if content.state is AnswerState.LEVEL else content.state.value


def counted(ballots: Iterable[AnswerContent]) -> dict[str, int]:
    """How many of these ballots say what, by key; what none says is absent."""
    return dict(Counter(key for content in ballots if (key := key_of(content)) is not None))


def levels_of_everybody(tally: Counts, before: Mapping[str, int], after: Mapping[str, int]) -> list[int]:
    """How many people gave each level, on phones and paper, once the ballots are counted as ``after``.

    ``tally`` counts everybody with the ballots as they were ``before``.
    """
    return [
        people + after.get(key, 0) - before.get(key, 0) for key, people in zip(LEVEL_KEYS, tally.levels, strict=True)
    ]


def ballot_contents(wanted: Mapping[str, int], ballots: int, levels: Sequence[int]) -> list[str | None]:
    """What each of so many ballots says, by key, so that together they say what is ``wanted``; None for nothing.

    First the levels below the mean of ``levels``, which everybody gave, then ballots without a level, then the others.
    """
    total, people = sum(level * chosen for level, chosen in enumerate(levels, start=1)), sum(levels)
    low = [key for key in LEVEL_KEYS for _ in range(wanted.get(key, 0)) if int(key) * people < total]
    high = [key for key in LEVEL_KEYS for _ in range(wanted.get(key, 0)) if int(key) * people >= total]
    aside = [key for key in ASIDE_KEYS for _ in range(wanted.get(key, 0))]
    blank = [None] * (ballots - sum(wanted.values()))
    return [*low, *blank, *aside, *high]
