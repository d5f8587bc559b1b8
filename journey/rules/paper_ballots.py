"""Paper ballots: lays counts that were typed in on ballots.

Counts say how many chose what, not which ballot did. They are laid on the ballots in order of level, statement by
statement, and those without a level where the mean is: of all arrangements the one in which ballots differ most, so
that no change between rounds is claimed that another arrangement would not bear. Where ballots have gaps it is nearly
that one (``tests/rules/test_paper_ballots.py`` says how nearly).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from journey.model import SAID_ON_PAPER, AnswerContent, AnswerState, Counts

CONTENTS: Mapping[str, AnswerContent] = {
    "1": AnswerContent(AnswerState.LEVEL, 1),
    "2": AnswerContent(AnswerState.LEVEL, 2),
    "3": AnswerContent(AnswerState.LEVEL, 3),
    "4": AnswerContent(AnswerState.LEVEL, 4),
    "dont_know": AnswerContent(AnswerState.DONT_KNOW),
    "not_applicable": AnswerContent(AnswerState.NOT_APPLICABLE, reason=SAID_ON_PAPER),
}
"""What a ballot may say about a statement, by the key under which it is counted."""

LEVEL_KEYS = ("1", "2", "3", "4")


def key_of(content: AnswerContent) -> str | None:
    """The key under which an answer is counted; None for no answer."""
    if content.state is AnswerState.UNANSWERED:
        return None
    return str(content.level) if content.state is AnswerState.LEVEL else content.state.value


def counted(ballots: Iterable[AnswerContent]) -> dict[str, int]:
    """How many of these ballots say what, by key; what none says is absent."""
    counts: dict[str, int] = {}
    for content in ballots:
        key = key_of(content)
        if key is not None:
            counts[key] = counts.get(key, 0) + 1
    return counts


def levels_of_everybody(tally: Counts, before: Mapping[str, int], now: Mapping[str, int]) -> list[int]:
    """How many people gave each level, on phones and paper, once the ballots say something else than before.

    ``tally`` counts everybody with the ballots as they were ``before``.
    """
    return [people + now.get(key, 0) - before.get(key, 0) for key, people in zip(LEVEL_KEYS, tally.levels, strict=True)]


def laid(wanted: Mapping[str, int], ballots: int, levels: Sequence[int]) -> list[AnswerContent]:
    """What each of so many ballots says, so that together they say what is ``wanted``.

    First the levels below the mean of ``levels``, which everybody gave, then ballots without a level, then the others.
    """
    total, people = sum(level * chosen for level, chosen in enumerate(levels, start=1)), sum(levels)
    low = [key for key in LEVEL_KEYS for _ in range(wanted.get(key, 0)) if int(key) * people < total]
    high = [key for key in LEVEL_KEYS for _ in range(wanted.get(key, 0)) if int(key) * people >= total]
    neither = [key for key in CONTENTS if key not in LEVEL_KEYS for _ in range(wanted.get(key, 0))]
    blank = [AnswerContent()] * (ballots - sum(wanted.values()))
    return [*(CONTENTS[key] for key in low), *blank, *(CONTENTS[key] for key in (*neither, *high))]
