"""How it works: the rules in a page of plain English and what is promised, the text of ``how_it_works.md``."""

from __future__ import annotations

from pathlib import Path

from journey.rules import printed
from journey.wording import methods
from journey.wording.formatting import figure, number

FILE = Path(__file__).with_suffix(".md")
NUMBERS = "What the numbers say"
"""The chapter from which the methods in full are one press away."""
ABOUT_THE_RULES = ("The four levels", NUMBERS, "What may be said of a change", "Who sees what")
"""What is to be read first; the other chapters are for whom they concern."""


def chapters(*, min_group: int, most_actions: int, sources: str) -> dict[str, str]:
    """The chapters by title, in Markdown. ``sources`` is the list of the documents behind the statements."""
    usual = {people: row[printed.USUAL_PEOPLE] for people, row in printed.SMALLEST_CHANGE.items()}
    numbers = {
        **methods.numbers_of_rules(),
        **{f"change_for_{people}": figure(usual[people]) for people in (5, 12, 20)},
        "k": number(min_group),
        "twice": number(2 * min_group),
        "most_actions": number(most_actions),
        "sources": sources,
    }
    return {title: text.format(**numbers) for title, text in methods.read(FILE).items()}
