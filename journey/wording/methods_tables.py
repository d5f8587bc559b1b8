"""The tables of the methods in full: how often the rules were found right, in words and figures to be read.

The figures are those of ``rules.printed``; ``journey simulate`` works them out again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from journey.rules import printed
from journey.rules.role_views import SIMULATED
from journey.rules.versions import CURRENT
from journey.wording import formatting, terms


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table with what is to be known to read it; the first column says what a row is about."""

    title: str
    note: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def smallest_change() -> tuple[PrintedTable, ...]:
    """Table 3.1."""
    changes = dict.fromkeys(change for change, _ in printed.CHANGE_CALLED)
    people = dict.fromkeys(people for _, people in printed.CHANGE_CALLED)
    return (
        PrintedTable(
            "Table 3.1: the smallest change noticed in four rounds of five",
            "So many people answer both times, other people the second time. In levels, by how far people are apart."
            + _seeds("3.1"),
            ("People", "Alike", "Usual", "Apart", "Very apart", "Half the interval, usual", "A true 0.5 is found"),
            tuple(
                (str(number), *(_levels(value) for value in row[:-1]), _share(row[-1]))
                for number, row in printed.SMALLEST_CHANGE.items()
            ),
        ),
        PrintedTable(
            "Table 3.1, second part: how often a true rise is called higher",
            "By new people / by the same people, for people as far apart as usual.",
            ("True rise", *(f"{number} people" for number in people)),
            tuple(
                (_levels(change), *(_pair(printed.CHANGE_CALLED[change, number]) for number in people))
                for change in changes
            ),
        ),
    )


def secure_level() -> tuple[PrintedTable, ...]:
    """Table 3.2, for the newest rules of which it is in print."""
    version = CURRENT.version if CURRENT.version in printed.SECURE_LEVEL else max(printed.SECURE_LEVEL)
    rules = f"Scoring rules {version}."
    return (
        PrintedTable(
            "Table 3.2: how often a secure level is another one though nothing changed",
            f"{rules} Two rounds of so many people; a page has five sections. Right: as very many people would have it."
            + _seeds("3.2"),
            (
                "People",
                "Alike",
                "Usual",
                "Apart",
                "Same people",
                "Some level on a page",
                "The same, same people",
                "Right",
                "Below the truth",
                "Above the truth",
            ),
            tuple((str(people), *map(_share, row)) for people, row in printed.SECURE_LEVEL[version].items()),
        ),
        PrintedTable(
            "Table 3.2, second part: what the word beside a secure level foretells",
            f"{rules} Of how many sections it is said, and how often another level follows though nothing changed.",
            ("People", "Word", "Said", "Another, new people", "Another, same people"),
            tuple(
                (str(people), terms.FIRMNESS[firmness], *map(_share, row))
                for (people, firmness), row in printed.FIRMNESS[version].items()
            ),
        ),
    )


def weakest() -> tuple[PrintedTable, ...]:
    """Table 3.3."""
    return (
        PrintedTable(
            "Table 3.3: which section is weakest",
            "How often the section with the lowest index truly is the weakest, by how far the next index lies above it."
            + _seeds("3.3"),
            ("Gap in levels", *(formatting.count(people, "person", "people") for people in printed.WEAKEST_PEOPLE)),
            tuple((gap, *map(_share, row)) for gap, row in printed.WEAKEST.items()),
        ),
    )


def quick_check() -> tuple[PrintedTable, ...]:
    """Table 3.4."""
    return (
        PrintedTable(
            "Table 3.4: what a quick check can tell",
            "Two statements of each of five stages. Three are named to be looked at first." + _seeds("3.4"),
            (
                "People",
                "Weakest stage is that of a full check",
                "It is truly the weakest",
                "A full check’s is",
                "It is one of the two weakest",
                "Named: truly in the lowest three of ten",
                "Named: truly in the lower half",
                "Named: truly at level 1 or 2",
                "One named is in the weakest stage",
            ),
            tuple((str(people), *map(_share, row)) for people, row in printed.QUICK_CHECK.items()),
        ),
    )


def hidden_roles() -> tuple[PrintedTable, ...]:
    """Table 3.5."""
    return (
        PrintedTable(
            "Table 3.5: which roles may be shown",
            "Leaders, managers and front line, 15, 25 and 60 in a hundred; the smallest group is five. Merged: leaders"
            " and managers are one group from the beginning." + _seeds("3.5"),
            ("People", "Views of a role hidden", "Two roles or more shown", "Merged: both shown"),
            tuple(
                (str(row.people), *(f"{share}%" for share in (row.hidden_of_three, row.two_of_three, row.both_of_two)))
                for row in SIMULATED
            ),
        ),
    )


TABLES: Mapping[str, Callable[[], tuple[PrintedTable, ...]]] = {
    "smallest change": smallest_change,
    "secure level": secure_level,
    "weakest": weakest,
    "quick check": quick_check,
    "hidden roles": hidden_roles,
}
"""By the name that stands in ``methods.md`` where they are to be shown."""


def _seeds(table: str) -> str:
    return f" Seeds: {formatting.listed([str(seed) for seed in printed.SEEDS[table]])}."


def _pair(shares: Sequence[float]) -> str:
    return " / ".join(map(_share, shares))


def _share(value: float | None) -> str:
    return "–" if value is None else formatting.per_cent(value)


def _levels(value: float) -> str:
    return formatting.figure(value, 2)
