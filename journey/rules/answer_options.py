"""What a lawful choice is in a question that is put to a room, and from where on it counts as a yes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from journey.model import QuestionKind

DOTS = 3
"""How many priorities each person may give, all on one thing or spread."""

WORTH_IT = 3
"""From this answer on, a workshop was worth somebody's time."""


def is_lawful(kind: QuestionKind, offered: Collection[str], choices: Sequence[str]) -> bool:
    """Whether these keys may be chosen together: one of those offered, or up to three dots among them."""
    most = DOTS if kind is QuestionKind.PRIORITY else 1
    return 1 <= len(choices) <= most and set(choices) <= set(offered)
