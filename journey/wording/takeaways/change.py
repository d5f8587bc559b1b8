"""Two rounds beside each other, in words: which sections are clearly higher or lower, and where nobody can tell."""

from __future__ import annotations

from collections.abc import Sequence

from journey.model import Change, Questionnaire, Section, Verdict
from journey.wording import formatting, limits, movement
from journey.wording.formatting import count, index_figure
from journey.wording.scores import ON_THE_SCALE, all_of, named, none_of, sentence
from journey.wording.tables import (
    NO_SCORE,
    NOT_COMPARED,
    NOT_KNOWN,
    TableRow,
    difference,
    index_number,
    interval,
    level_named,
    whole,
)

SectionChanges = Sequence[tuple[Section, Change]]
"""The sections that were compared, each with its change, in the order of the questionnaire."""

_DIFFERENCE = "Difference: of the statements that both rounds asked alike."
_BAND = (
    f"Band: how far from the ring the change may truly have led ({limits.CONFIDENCE} interval). "
    "Where the band reaches the ring, the change may be chance."
)
_OFF_THE_MIDDLE = (
    "Where a dot is off the middle of its band, changed statements or a changed mix of roles play into it as well."
)
_TO_BE_SEEN = 0.05
"""A smaller part due to something else than the verdict is about cannot be seen in the picture."""


def in_order(questionnaire: Questionnaire, changes: Sequence[Change]) -> SectionChanges:
    """The changes of known sections in the order of the questionnaire."""
    by_section = {change.section_id: change for change in changes}
    return [(section, by_section[section.id]) for section in questionnaire.sections if section.id in by_section]


def takeaway(changes: SectionChanges) -> str:
    """Which sections have which verdict, the claims first."""
    if not changes:
        return "No section was asked in both rounds."
    titles = {
        verdict: [section.title for section, change in changes if change.verdict is verdict] for verdict in Verdict
    }
    present = [verdict for verdict in Verdict if titles[verdict]]
    if len(present) == 1 and len(changes) > 1:
        return sentence(_all_alike(present[0], len(changes)))
    clauses = [_clause(verdict, titles[verdict], verdict is present[-1] and len(present) > 1) for verdict in present]
    return sentence("; ".join(clauses))


def description(changes: SectionChanges) -> str:
    """What the picture is of."""
    return f"A picture of {count(len(changes), 'section')} in two rounds {ON_THE_SCALE}."


def how_to_read(banded: Sequence[Change]) -> list[str]:
    """The notes beneath the picture; ``banded`` are the changes whose interval is drawn."""
    is_off = any(abs(_beside_the_judged(change)) >= _TO_BE_SEEN for change in banded)
    return [_DIFFERENCE, *([_BAND] if banded else []), *([_OFF_THE_MIDDLE] if is_off else [])]


def _beside_the_judged(change: Change) -> float:
    """What part of the difference of the indexes as shown is not what the verdict is about."""
    return (change.from_statements or 0) + (change.difference or 0) - (change.judged or 0)


def claim(change: Change) -> str:
    """The difference, if it is known, and the verdict: ``+0.52 higher``."""
    return movement.claim(change)


def from_to(change: Change) -> str:
    """The indexes of both rounds, as far as they are shown; and why nothing is claimed although chance is ruled out."""
    before, after = (None if index is None else index_figure(index, 2) for index in (change.before, change.after))
    if before and after:
        return f"{before} to {after}" + (f": less than {limits.CLEAR_CHANGE}" if is_only_small(change) else "")
    if before or after:
        return f"before: {before}" if before else f"after: {after}"
    return NO_SCORE


def is_only_small(change: Change) -> bool:
    """Whether nothing but its size speaks against a change: its interval leaves nothing changed out."""
    if change.verdict is not Verdict.NO_CLEAR_CHANGE or change.interval is None:
        return False
    low, high = change.interval
    return low > 0 or high < 0


def table(changes: SectionChanges) -> list[TableRow]:
    """A row for each section."""
    return [_row(section, change) for section, change in changes]


def _row(section: Section, change: Change) -> TableRow:
    return {
        "Section": section.title,
        "Index before": index_number(change.before, NO_SCORE),
        "Index after": index_number(change.after, NO_SCORE),
        "Difference": difference(change.difference, NOT_KNOWN),
        "Difference judged": difference(change.judged, NOT_KNOWN),
        **interval(change.interval),
        "Verdict": str(change.verdict),
        "Verdict on": NOT_COMPARED if change.difference is None else _judged(change),
        "Responses before": whole(change.n[0] if change.statements else None, NOT_COMPARED),
        "Responses after": whole(change.n[1] if change.statements else None, NOT_COMPARED),
        "Statements compared": whole(change.statements or None, NOT_COMPARED),
        "Secure level before": level_named(change.secure_levels[0], NOT_KNOWN),
        "Secure level after": level_named(change.secure_levels[1], NOT_KNOWN),
        "Due to changed statements": difference(change.from_statements, NOT_KNOWN),
        "Within roles": difference(change.within, NOT_KNOWN),
        "Mix of roles": difference(change.mix, NOT_KNOWN),
        "Missing answers and roles in one round only": difference(change.unexplained, NOT_KNOWN),
    }


def _judged(change: Change) -> str:
    """What the verdict and its interval are about."""
    return "within roles" if change.is_within_roles else "all who answered"


def _all_alike(verdict: Verdict, sections: int) -> str:
    return {
        Verdict.HIGHER: f"{all_of(sections)} are {movement.stands(Verdict.HIGHER)}",
        Verdict.LOWER: f"{all_of(sections)} are {movement.stands(Verdict.LOWER)}",
        Verdict.NO_CLEAR_CHANGE: f"{none_of(sections)} shows a clear change",
        Verdict.OTHER_ROLES: f"in {all_of(sections)} {movement.OTHER_ROLES}",
        Verdict.TOO_FEW: f"in {all_of(sections)} too few answered to tell whether anything changed",
        Verdict.NOT_COMPARABLE: f"{none_of(sections)} can be compared",
    }[verdict]


def _clause(verdict: Verdict, titles: Sequence[str], is_rest: bool) -> str:
    """One verdict and the sections that have it; ``is_rest`` where the sentence has dealt with all others."""
    is_single = len(titles) == 1
    who = f"the other {formatting.number(len(titles))}" if is_rest and not is_single else named(titles)
    are = "is" if is_single else "are"
    return {
        Verdict.HIGHER: f"{who} {are} {movement.stands(Verdict.HIGHER)}",
        Verdict.LOWER: f"{who} {are} {movement.stands(Verdict.LOWER)}",
        Verdict.NO_CLEAR_CHANGE: f"{who} {'shows' if is_single else 'show'} no clear change",
        Verdict.OTHER_ROLES: f"in {who} {movement.OTHER_ROLES}",
        Verdict.TOO_FEW: f"in {who} too few answered to tell",
        Verdict.NOT_COMPARABLE: f"{who} cannot be compared",
    }[verdict]
