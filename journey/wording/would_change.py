"""What would change a number, in sentences.

Nothing is guessed: ``rules.sensitivity`` scores the section again with the answers changed as the sentence says.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from journey.rules import scoring, sensitivity
from journey.rules.secure_level import SECURE_FROM_STATEMENTS
from journey.wording import formatting, limits
from journey.wording.explained_section import ExplainedSection
from journey.wording.formatting import figure, index_figure

WAYS_SHOWN = 3


def next_cut_point(case: ExplainedSection) -> tuple[str, ...]:
    index, band = case.score.index, case.score.band
    if index is None or band is None:
        return ()
    if band == 4:
        above = float(Fraction(index) - scoring.BAND_CUT_POINTS[-1])
        return (f"Band 4 begins at {limits.CUT_POINTS[-1]}; the index lies {_distance(above)} above that.",)
    cut_point = scoring.BAND_CUT_POINTS[band - 1]
    missing = float(cut_point - Fraction(index))
    return (f"Band {band + 1} begins at {figure(float(cut_point), 2)}: {_distance(missing)} more.",)


def lowest_one_higher(case: ExplainedSection) -> tuple[str, ...]:
    change = sensitivity.lowest_one_higher(case.section, case.score, case.responses)
    if change is None:
        return ()
    levels = "were one level higher" if case.responses == 1 else "had every level below 4 one higher"
    lowest, index = case.quoted(change.statement_id), index_figure(change.index, 2)
    return (f"If {lowest}, the lowest, {levels}, the index would be {index}.",)


def towards_a_score(case: ExplainedSection) -> tuple[str, ...]:
    missing = sensitivity.levels_missing(case.score, case.responses, scoring.SCORE_FROM_COVERAGE)
    return (
        (f"{_more_levels(missing)} would bring coverage to at least {limits.SCORE_FROM}, and with it a score.",)
        if missing
        else ()
    )


def towards_coverage(case: ExplainedSection) -> tuple[str, ...]:
    if case.score.coverage is None:
        return ()
    firm = sensitivity.levels_missing(case.score, case.responses, scoring.FIRM_FROM_COVERAGE)
    if firm:
        return (
            *towards_a_score(case),
            f"{_more_levels(firm)} would bring coverage to at least {limits.FIRM_FROM}, and the score would be firm.",
        )
    missing = sensitivity.levels_missing(case.score, case.responses, Fraction(1))
    return (f"{_more_levels(missing)} would bring coverage to 100%.",) if missing else ("Nothing is missing.",)


def towards_next_level(case: ExplainedSection) -> tuple[str, ...]:
    secure = case.score.secure_level
    if case.score.index is None:
        return towards_a_score(case)
    if secure is None:
        return (_towards_a_secure_level(case),)
    if secure == 4:
        return ("Level 4 is the highest; there is no next one.",)
    ways = sensitivity.rises_to_next_level(case.section, case.score, case.responses)
    return tuple(_if_raised(case, way, secure + 1) for way in ways[:WAYS_SHOWN])


def _towards_a_secure_level(case: ExplainedSection) -> str:
    statements = len(case.counts)
    if statements < SECURE_FROM_STATEMENTS:
        were = formatting.count(statements, "statement was", "statements were")
        return f"Only {were} asked here; a secure level needs {limits.SECURE_FROM_STATEMENTS}."
    needed = SECURE_FROM_STATEMENTS - len(case.scored)
    return f"Levels for {formatting.count(needed, 'more statement')} would give a secure level."


def _if_raised(case: ExplainedSection, way: Mapping[str, int], target: int) -> str:
    medians = {s.statement_id: s.median for s in case.scored}
    measured = "" if case.responses == 1 else "the median of "
    rises = [
        f"{measured}{case.quoted(statement_id)} rose from {medians[statement_id]} to {median}"
        for statement_id, median in way.items()
    ]
    return f"If {formatting.listed(rises)}, the secure level would be {target}."


def _more_levels(number: int) -> str:
    """Levels that could still be given, at the start of a sentence."""
    return formatting.capital(formatting.count(number, "more level"))


def _distance(value: float) -> str:
    """A distance on the index scale; one too small to show is not shown as nothing."""
    return "less than 0.01" if 0 < value < 0.01 else figure(value, 2)
