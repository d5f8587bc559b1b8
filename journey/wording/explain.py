"""Every number opens to its formula, its inputs, what was left out and why, and what would change it.

What would change a number is not guessed: ``rules.sensitivity`` scores the section again with the answers changed as
the sentence says. Figures are rounded so that they never seem to reach a limit that they do not reach.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from journey.model import Counts, Section, SectionScore, StatementScore
from journey.rules import scoring, sensitivity
from journey.wording import formatting, limits, methods, terms
from journey.wording.formatting import figure, index_figure, per_cent


@dataclass(frozen=True, slots=True)
class Input:
    """One statement as it enters a number. ``levels[0]`` is how many gave level 1; without a level there is no mean."""

    statement_id: str
    text: str
    weight: float
    levels: tuple[int, int, int, int]
    mean: float | None
    median: int | None


@dataclass(frozen=True, slots=True)
class ExplanationPart:
    """One number opened. ``working`` is the formula with this section's figures in it, empty where there are none."""

    title: str
    value: str
    formula: str
    working: str
    inputs: tuple[Input, ...]
    left_out: tuple[str, ...]
    would_change: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A section's numbers opened one by one."""

    section_id: str
    index: ExplanationPart
    band: ExplanationPart
    coverage: ExplanationPart
    secure_level: ExplanationPart
    blockers: ExplanationPart

    @property
    def parts(self) -> tuple[ExplanationPart, ...]:
        """All parts in the order in which they are read."""
        return (self.index, self.band, self.coverage, self.secure_level, self.blockers)


NO_SCORE = "No score"
WAYS_SHOWN = 3


def explain(section: Section, score: SectionScore, responses: int) -> Explanation:
    """Open the numbers of ``score``, which is that of ``section`` over ``responses`` responses."""
    case = _Case(section, score, responses)
    return Explanation(
        section_id=section.id,
        index=_index(case),
        band=_band(case),
        coverage=_coverage(case),
        secure_level=_secure_level(case),
        blockers=_blockers(case),
    )


class _Case:
    """A section, its score and its answers, with what several parts need."""

    def __init__(self, section: Section, score: SectionScore, responses: int) -> None:
        self.section = section
        self.score = score
        self.responses = responses
        self.counts = [s.counts for s in score.statements]
        self.scored = [s for s in score.statements if s.mean is not None]
        self.texts: Mapping[str, str] = {s.id: s.text for s in section.statements}

    def quoted(self, statement_id: str) -> str:
        return f"“{self.texts[statement_id].rstrip('.')}”"

    def inputs(self, scores: Iterable[StatementScore]) -> tuple[Input, ...]:
        return tuple(
            Input(s.statement_id, self.texts[s.statement_id], s.weight, s.counts.levels, s.mean, s.median)
            for s in scores
        )


def _index(case: _Case) -> ExplanationPart:
    index = case.score.index
    weight = sum(s.weight for s in case.scored)
    weighted_means = sum(s.weight * (s.mean or 0) for s in case.scored)
    return ExplanationPart(
        title="Index",
        value=NO_SCORE if index is None else index_figure(index, 2),
        formula=methods.rule("Index"),
        working="" if index is None else f"{figure(weighted_means, 2)} ÷ {weight:g} = {index_figure(index, 2)}",
        inputs=case.inputs(case.scored),
        left_out=(*_without_level(case), *_answers_without_level(case), *_not_asked(case)),
        would_change=_towards_a_score(case) if index is None else (*_next_cut_point(case), *_lowest_one_higher(case)),
    )


def _band(case: _Case) -> ExplanationPart:
    band = case.score.band
    return ExplanationPart(
        title="Band",
        value=NO_SCORE if band is None else terms.level_in_words(band),
        formula=methods.rule("Band"),
        working="" if case.score.index is None else f"The index is {index_figure(case.score.index, 2)}.",
        inputs=(),
        left_out=(),
        would_change=_towards_a_score(case) if band is None else _next_cut_point(case),
    )


def _coverage(case: _Case) -> ExplanationPart:
    coverage = case.score.coverage
    levels = sum(s.weight * s.counts.n for s in case.score.statements)
    base = sum(s.weight * (case.responses - s.counts.not_applicable) for s in case.score.statements)
    return ExplanationPart(
        title="Coverage",
        value="Nothing to cover" if coverage is None else per_cent(coverage),
        formula=methods.rule("Coverage"),
        working="" if coverage is None else f"{levels:g} ÷ {base:g} = {per_cent(coverage)}",
        inputs=case.inputs(case.score.statements),
        left_out=(*_answers_without_level(case), *_not_asked(case)),
        would_change=_towards_coverage(case),
    )


def _secure_level(case: _Case) -> ExplanationPart:
    secure = case.score.secure_level
    return ExplanationPart(
        title="Secure level",
        value=_none_or_level(case),
        formula=methods.rule("Secure level"),
        working="" if secure is None else _shares_by_level(case),
        inputs=case.inputs(case.scored),
        left_out=(*_without_level(case), *_not_asked(case)),
        would_change=_towards_next_level(case),
    )


def _blockers(case: _Case) -> ExplanationPart:
    secure, blockers = case.score.secure_level, case.score.blockers
    by_id = {s.statement_id: s for s in case.scored}
    left_out = _without_level(case)
    would_change = _towards_next_level(case)
    if secure is not None and blockers:
        others = formatting.capital(formatting.count(len(case.scored) - len(blockers), "statement"))
        left_out = (f"{others} with a median of {secure + 1} or more.", *left_out)
        would_change = (f"A statement leaves this list when its median reaches {secure + 1}.", *would_change)
    return ExplanationPart(
        title=f"Blockers of level {secure + 1}" if secure is not None and blockers else "Blockers",
        value=_so_many_blockers(secure, blockers),
        formula=methods.rule("What blocks the next level"),
        working="",
        inputs=case.inputs(by_id[statement_id] for statement_id in blockers),
        left_out=left_out,
        would_change=would_change,
    )


def _so_many_blockers(secure: int | None, blockers: Sequence[str]) -> str:
    """How many there are; without a secure level nobody knows."""
    if secure is None:
        return "Not known"
    return formatting.capital(formatting.count(len(blockers), "statement")) if blockers else "None"


def _none_or_level(case: _Case) -> str:
    if case.score.index is None:
        return NO_SCORE
    return "None" if case.score.secure_level is None else terms.level_in_words(case.score.secure_level)


def _shares_by_level(case: _Case) -> str:
    """How much of the weight reaches each level, exactly as the rule compares it."""
    weights = scoring.whole_weights(tuple(s.weight for s in case.scored))
    medians = [s.median or 0 for s in case.scored]
    shares = []
    for level in (2, 3, 4):
        reaching = sum(weight for weight, median in zip(weights, medians, strict=True) if median >= level)
        shares.append(f"level {level}: {per_cent(reaching / sum(weights))}")
    return f"Weight of the statements that reach {'; '.join(shares)}. Lowest median: {min(medians)}."


# What was left out, and why


def _without_level(case: _Case) -> tuple[str, ...]:
    """One sentence for each statement that nobody gave a level to."""
    if not case.responses:
        return ("There are no responses yet.",)
    return tuple(
        f"{case.quoted(s.statement_id)} has no level: {_said_instead(s.counts, case.responses)}."
        for s in case.score.statements
        if s.mean is None
    )


def _said_instead(counts: Counts, responses: int) -> str:
    unanswered = responses - counts.dont_know - counts.not_applicable
    states = ((counts.dont_know, "don’t know"), (counts.not_applicable, "not applicable"), (unanswered, "unanswered"))
    return formatting.listed([f"{number} {state}" for number, state in states if number])


def _answers_without_level(case: _Case) -> tuple[str, ...]:
    dont_know = sum(counts.dont_know for counts in case.counts)
    not_applicable = sum(counts.not_applicable for counts in case.counts)
    levels = sum(counts.n for counts in case.counts)
    unanswered = case.responses * len(case.counts) - levels - dont_know - not_applicable
    sentences = (
        (dont_know, "“don’t know”: not in the index; coverage is lower for it."),
        (not_applicable, "“not applicable”: neither in the index nor in coverage."),
        (unanswered, "still missing: never counted as low; coverage is lower for it."),
    )
    return tuple(f"{_so_many(number, 'answer', 'is', 'are')} {why}" for number, why in sentences if number)


def _not_asked(case: _Case) -> tuple[str, ...]:
    missing = len(case.section.statements) - len(case.counts)
    if not missing:
        return ()
    return (
        f"{_so_many(missing, 'statement of this section', 'was', 'were', 'statements of this section')} not asked.",
    )


# What would change it


def _next_cut_point(case: _Case) -> tuple[str, ...]:
    index, band = case.score.index, case.score.band
    if index is None or band is None:
        return ()
    if band == 4:
        above = float(Fraction(index) - scoring.BAND_CUT_POINTS[-1])
        return (f"Band 4 begins at {limits.CUT_POINTS[-1]}; the index lies {_distance(above)} above that.",)
    cut_point = scoring.BAND_CUT_POINTS[band - 1]
    missing = float(cut_point - Fraction(index))
    return (f"Band {band + 1} begins at {figure(float(cut_point), 2)}: {_distance(missing)} more.",)


def _lowest_one_higher(case: _Case) -> tuple[str, ...]:
    change = sensitivity.lowest_one_higher(case.section, case.score, case.responses)
    if change is None:
        return ()
    levels = "were one level higher" if case.responses == 1 else "had every level below 4 one higher"
    lowest, index = case.quoted(change.statement_id), index_figure(change.index, 2)
    return (f"If {lowest}, the lowest, {levels}, the index would be {index}.",)


def _towards_a_score(case: _Case) -> tuple[str, ...]:
    missing = sensitivity.levels_missing(case.score, case.responses, scoring.SCORE_FROM_COVERAGE)
    return (
        (f"{_more_levels(missing)} would bring coverage to at least {limits.SCORE_FROM}, and with it a score.",)
        if missing
        else ()
    )


def _towards_coverage(case: _Case) -> tuple[str, ...]:
    if case.score.coverage is None:
        return ()
    firm = sensitivity.levels_missing(case.score, case.responses, scoring.FIRM_FROM_COVERAGE)
    if firm:
        return (
            *_towards_a_score(case),
            f"{_more_levels(firm)} would bring coverage to at least {limits.FIRM_FROM}, and the score would be firm.",
        )
    missing = sensitivity.levels_missing(case.score, case.responses, Fraction(1))
    return (f"{_more_levels(missing)} would bring coverage to 100%.",) if missing else ("Nothing is missing.",)


def _towards_next_level(case: _Case) -> tuple[str, ...]:
    secure = case.score.secure_level
    if case.score.index is None:
        return _towards_a_score(case)
    if secure is None:
        return (_towards_a_secure_level(case),)
    if secure == 4:
        return ("Level 4 is the highest; there is no next one.",)
    ways = sensitivity.rises_to_next_level(case.section, case.score, case.responses)
    return tuple(_if_raised(case, way, secure + 1) for way in ways[:WAYS_SHOWN])


def _towards_a_secure_level(case: _Case) -> str:
    statements = len(case.counts)
    if statements < scoring.SECURE_FROM_STATEMENTS:
        were = formatting.count(statements, "statement was", "statements were")
        return f"Only {were} asked here; a secure level needs {limits.SECURE_FROM_STATEMENTS}."
    needed = scoring.SECURE_FROM_STATEMENTS - len(case.scored)
    return f"Levels for {formatting.count(needed, 'more statement')} would give a secure level."


def _if_raised(case: _Case, way: Mapping[str, int], target: int) -> str:
    medians = {s.statement_id: s.median for s in case.scored}
    measured = "" if case.responses == 1 else "the median of "
    rises = [
        f"{measured}{case.quoted(statement_id)} rose from {medians[statement_id]} to {median}"
        for statement_id, median in way.items()
    ]
    return f"If {formatting.listed(rises)}, the secure level would be {target}."


# Figures in words


def _more_levels(number: int) -> str:
    """Levels that could still be given, at the start of a sentence."""
    return formatting.capital(formatting.count(number, "more level"))


def _so_many(number: int, noun: str, singular: str, plural: str, nouns: str | None = None) -> str:
    """A count and its verb, at the start of a sentence: One answer is, Two answers are."""
    return f"{formatting.capital(formatting.count(number, noun, nouns))} {singular if number == 1 else plural}"


def _distance(value: float) -> str:
    """A distance on the index scale; one too small to show is not shown as nothing."""
    return "less than 0.01" if 0 < value < 0.01 else figure(value, 2)
