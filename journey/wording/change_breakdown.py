"""What explains the difference of a section's index between two rounds, part by part, in words for directors.

The parts are those of the scoring rules: the difference of the indexes as shown is that of the same statements and what
changed statements did; the former, where roles may be shown, is what happened within roles, what a changed mix of roles
did, and what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journey.model import Change, Comparable, Questionnaire, Section, Statement, StatementChange, Verdict
from journey.rules.change import CLEAR
from journey.rules.rounding import reaches
from journey.wording import formatting, limits

ROUNDED = (
    "Figures are levels on the scale from 1 to 4, rounded to two decimals. Before rounding, the parts add up to the "
    "whole."
)
_NOTHING = 0.005
"""A smaller part is nothing once it is rounded to two decimals."""


@dataclass(frozen=True, slots=True)
class BreakdownPart:
    """One part of a difference: its name, how many levels it is, and what it means."""

    name: str
    levels: float
    meaning: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A statement that the comparison leaves out: its words as asked last, and why it is not the same question."""

    text: str
    why: str


def whole(change: Change) -> str:
    """The difference that is to be explained, in a sentence; empty where a round shows no index."""
    if change.before is None or change.after is None:
        return ""
    by = formatting.signed(change.after - change.before)
    before, after = formatting.index_figure(change.before, 2), formatting.index_figure(change.after, 2)
    return f"The index went from {before} to {after}, a difference of {by}."


def parts(change: Change, left_out: int) -> tuple[BreakdownPart, ...]:
    """The two parts of the whole difference; empty where nothing is comparable. ``left_out`` counts statements."""
    if change.difference is None or change.from_statements is None:
        return ()
    asked = formatting.count(change.statements, "statement")
    same = f"From the {asked} that both rounds asked alike. The verdict is about this part: {_verdict(change)}."
    return (
        BreakdownPart("Same statements", change.difference, same),
        BreakdownPart("Changed statements", change.from_statements, _changed(change, left_out)),
    )


def _verdict(change: Change) -> str:
    between = ""
    if change.interval is not None:
        low, high = map(formatting.signed, change.interval)
        between = f" ({limits.CONFIDENCE} interval: {low} to {high})"
    return f"{change.verdict}{between}"


def _changed(change: Change, left_out: int) -> str:
    if left_out:
        are = formatting.count(left_out, "statement that is", "statements that are")
        return f"What {are} not in both rounds alike did to the index."
    if abs(change.from_statements or 0) < _NOTHING:
        return "No statement changed between the rounds."
    return (
        "No statement changed between the rounds. This is due to people who answered fewer than half of the "
        "statements: the comparison leaves them out."
    )


def parts_by_role(change: Change) -> tuple[BreakdownPart, ...]:
    """The three parts of the same statements' difference; empty where roles may not be shown in both rounds."""
    if change.within is None or change.mix is None or change.unexplained is None:
        return ()
    return (
        BreakdownPart("Within roles", change.within, WITHIN),
        BreakdownPart("Mix of roles", change.mix, _mix(change.mix)),
        BreakdownPart(
            "Missing answers and roles in one round only",
            change.unexplained,
            "What is left: statements that somebody passed over, and roles that may be shown in one round only.",
        ),
    )


def _mix(levels: float) -> str:
    if abs(levels) < _NOTHING:
        return "Roles answered in nearly the same shares as before, so the mix explains nothing."
    more = "see more" if levels > 0 else "see less"
    return f"Roles that {more} in place make up more of those who answered. Nothing in the council changed by it."


def moved_most(moved: Iterable[StatementChange], most: int = 3) -> tuple[list[StatementChange], list[StatementChange]]:
    """The statements that rose most and those that fell most, by a quarter of a level at least, the furthest first."""
    far = [one for one in moved if reaches(abs(one.difference), CLEAR)]
    far.sort(key=lambda one: -abs(one.difference))
    return [one for one in far if one.difference > 0][:most], [one for one in far if one.difference < 0][:most]


WITHIN = "What people in a role answer now, against what people in the same role answered before."
BY_ROLE = "The part of the same statements, by the roles that may be shown in both rounds:"
NO_ROLES = (
    "How much of this comes from a different mix of roles is not known: that takes two roles or more that may be shown "
    "in both rounds."
)


def label(title: str, change: Change) -> str:
    """A section with its difference and its verdict, for a fold."""
    if change.verdict is Verdict.NOT_COMPARABLE or change.difference is None:
        return f"{title} · {Verdict.NOT_COMPARABLE}"
    return f"{title} · {formatting.signed(change.difference)}, {change.verdict}"


def left_out(of: Comparable, questionnaires: tuple[Questionnaire, Questionnaire], section_id: str) -> list[LeftOut]:
    """The statements of a section, as it was or as it is, that the comparison leaves out, each with the reason.

    ``questionnaires`` are the earlier and the later version.
    """
    then, now = (_places(questionnaire) for questionnaire in questionnaires)
    found = []
    for ids, reason in (
        (of.reworded, _reworded),
        (of.added, lambda *_: "added since"),
        (of.dropped, lambda *_: "not asked any more"),
        (of.moved, _moved),
        (of.asked_once, lambda *_: "asked in one of the two rounds only"),
    ):
        for id_ in ids:
            places = [where[id_] for where in (now, then) if id_ in where]
            if any(section.id == section_id for section, _ in places):
                found.append(LeftOut(places[0][1].text, reason(then.get(id_), now.get(id_))))
    return found


_Place = tuple[Section, Statement]


def _places(questionnaire: Questionnaire) -> Mapping[str, _Place]:
    return {
        statement.id: (section, statement) for section in questionnaire.sections for statement in section.statements
    }


def _reworded(then: _Place | None, now: _Place | None) -> str:  # noqa: ARG001
    return f"reworded; it was “{then[1].text}”" if then else "reworded"


def _moved(then: _Place | None, now: _Place | None) -> str:
    if then is None or now is None:
        return "moved to another section"
    return f"moved from “{then[0].title}” to “{now[0].title}”"
