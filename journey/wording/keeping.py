"""For how long rounds are kept, and which are due to be removed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from journey.wording.formatting import count, day, listed, number


def sentence(years: int | None, due: Sequence[tuple[str, date]]) -> str:
    """What is set, and the names of the rounds that are due, each with the day from which its time counts."""
    if years is None:
        return "Rounds are kept until somebody removes them: no time is set after which they are due."
    kept = f"Rounds are due to be removed {count(years, 'year')} after they were closed, or held where they are open."
    if not due:
        return f"{kept} None is due now."
    named = listed([f"{name} ({day(since)})" for name, since in due])
    are_due = "One is due now" if len(due) == 1 else f"{number(len(due)).capitalize()} are due now"
    return f"{kept} {are_due}: {named}. Nothing is removed by itself: use *Remove this round* below."
