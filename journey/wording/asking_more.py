"""What may be asked beyond a quick check, as the buttons say it: how many statements more, and how long they take."""

from __future__ import annotations

from journey.wording import formatting


def size(statements: int, minutes: int, *, more: bool = True) -> str:
    """``27 more statements, about 14 minutes``."""
    what = formatting.count(statements, "more statement" if more else "statement")
    return f"{what}, about {formatting.count(minutes, 'minute')}"


def another(title: str, statements: int, minutes: int) -> str:
    """The questionnaire that was not begun, with its quick check."""
    name = title[:1].lower() + title[1:]
    return f"Answer {name} too (quick check: {size(statements, minutes, more=False)})"


def everything(statements: int, minutes: int, title: str = "") -> str:
    """The rest of a questionnaire; its title where there are several."""
    of = f" of {title[:1].lower() + title[1:]}" if title else ""
    return f"Widen to the full assessment{of} ({size(statements, minutes)})"


def one_section(title: str, statements: int, minutes: int) -> str:
    """The rest of one section."""
    return f"Ask all of {title[:1].lower() + title[1:]} ({size(statements, minutes)})"


def one_section_short(title: str, statements: int, minutes: int) -> str:
    """Likewise, below words that say what is asked."""
    return f"{title} ({size(statements, minutes)})"
