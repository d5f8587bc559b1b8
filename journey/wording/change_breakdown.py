"""What explains the difference of a section's index between two rounds, part by part, in words for directors.

The parts are those of the scoring rules: the difference of the indexes as shown is that of the same statements and what
changed statements did; the former, where roles may be shown, is what happened within roles, what a changed mix of roles
did, and what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journey.model import Change, Comparable, Questionnaire, Section, Statement, StatementChange, Verdict
from journey.rules import claims
from journey.rules.change import CLEAR
from journey.rules.rounding import reaches
from journey.wording import formatting, limits, movement

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
    apart = formatting.signed(change.after - change.before)
    before, after = formatting.index_figure(change.before, 2), formatting.index_figure(change.after, 2)
    return f"The index: {movement.now_and_then(after, before)}, a difference of {apart}."


def parts(change: Change, left_out: int) -> tuple[BreakdownPart, ...]:
    """The two parts of the whole difference; empty where nothing is comparable. ``left_out`` counts statements."""
    if change.difference is None or change.from_statements is None:
        return ()
    statements = formatting.count(change.statements, "statement")
    same = f"From the {statements} that both rounds asked alike.{'' if change.is_within_roles else _verdict(change)}"
    return (
        BreakdownPart("Same statements", change.difference, same),
        BreakdownPart("Changed statements", change.from_statements, _changed(change, left_out)),
    )


def _verdict(change: Change) -> str:
    between = ""
    if change.interval is not None:
        low, high = map(formatting.signed, change.interval)
        between = f" ({limits.CONFIDENCE} interval: {low} to {high})"
    return f" The verdict is about this part: {change.verdict}{between}."


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
        BreakdownPart("Within roles", change.within, WITHIN + (_verdict(change) if change.is_within_roles else "")),
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


def by_statement(
    moved: Iterable[StatementChange], changes: Iterable[Change], most: int = 3
) -> list[tuple[str, list[StatementChange]]]:
    """The statements that lie furthest from where they were, each list under what may be said of it.

    Under a claim stand those that the verdict on their section bears out, and that so many people would notice; the
    others are listed from a quarter of a level on, and nothing is claimed of them. Up to ``most`` each, the furthest
    first.
    """
    by_section = {change.section_id: change for change in changes}
    heads: dict[str, list[StatementChange]] = {}
    for each in sorted(moved, key=lambda each: -abs(each.difference)):
        verdict = claims.statement(each, by_section.get(each.section_id))
        if movement.is_claimed(verdict) or reaches(abs(each.difference), CLEAR):
            heads.setdefault(movement.statements(verdict), []).append(each)
    order = [movement.statements(verdict) for verdict in (Verdict.HIGHER, Verdict.LOWER, None)]
    return [(head, heads[head][:most]) for head in order if head in heads]


def now_and_then(change: StatementChange) -> str:
    """A statement's means: ``2.71 now, 2.10 then``."""
    return movement.now_and_then(formatting.figure(change.after, 2), formatting.figure(change.before, 2))


def no_statement() -> str:
    """What is said where no statement lies far from where it was."""
    return f"No statement lies {limits.CLEAR_CHANGE} or more from where it was."


ABOUT_STATEMENTS = (
    "Means of all who gave a level, on the scale from 1 to 4. A single statement is said to have moved only where its "
    "section did, and by no less than so many people would notice; on paper, chance does as much."
)
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
    return f"{title} · {movement.difference(change)}, {change.verdict}"


def left_out(
    comparable: Comparable, questionnaires: tuple[Questionnaire, Questionnaire], section_id: str
) -> list[LeftOut]:
    """The statements of a section, as it was or as it is, that the comparison leaves out, each with the reason.

    ``questionnaires`` are the earlier and the later version.
    """
    earlier, later = (_places(questionnaire) for questionnaire in questionnaires)
    statements = []
    for ids, reason in (
        (comparable.reworded, _reworded),
        (comparable.added, lambda *_: "added since"),
        (comparable.dropped, lambda *_: "not asked any more"),
        (comparable.moved, _moved),
        (comparable.asked_once, lambda *_: "asked in one of the two rounds only"),
    ):
        for id_ in ids:
            places = [where[id_] for where in (later, earlier) if id_ in where]
            if any(section.id == section_id for section, _ in places):
                statements.append(LeftOut(places[0][1].text, reason(earlier.get(id_), later.get(id_))))
    return statements


_Place = tuple[Section, Statement]


def _places(questionnaire: Questionnaire) -> Mapping[str, _Place]:
    return {
        statement.id: (section, statement) for section in questionnaire.sections for statement in section.statements
    }


def _reworded(earlier: _Place | None, later: _Place | None) -> str:  # noqa: ARG001
    return f"reworded; it was “{earlier[1].text}”" if earlier else "reworded"


def _moved(earlier: _Place | None, later: _Place | None) -> str:
    if earlier is None or later is None:
        return "moved to another section"
    return f"moved from “{earlier[0].title}” to “{later[0].title}”"
