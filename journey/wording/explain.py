"""Every number opens to its formula, its inputs, what was left out and why, and what would change it.

Figures are rounded so that they never seem to reach a limit that they do not reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journey.model import LEVELS, Section, SectionScore
from journey.rules import secure_level
from journey.rules.stability import stability
from journey.rules.versions import rules_of
from journey.wording import firmness, formatting, left_out, methods, terms, would_change
from journey.wording.explained_section import ExplainedSection, Input
from journey.wording.formatting import figure, index_figure, per_cent


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
    firmness: ExplanationPart
    blockers: ExplanationPart

    @property
    def parts(self) -> tuple[ExplanationPart, ...]:
        """All parts in the order in which they are read."""
        return (self.index, self.band, self.coverage, self.secure_level, self.firmness, self.blockers)


NO_SCORE = "No score"


def explain(section: Section, score: SectionScore, responses: int, margin: float | None = None) -> Explanation:
    """Open the numbers of ``score``, which is that of ``section`` over ``responses`` responses.

    ``margin`` is half the width of the 95 % interval of the index, None where it is not known.
    """
    case = ExplainedSection(section, score, responses, margin)
    return Explanation(
        section_id=section.id,
        index=_index(case),
        band=_band(case),
        coverage=_coverage(case),
        secure_level=_secure_level(case),
        firmness=_firmness(case),
        blockers=_blockers(case),
    )


def _index(case: ExplainedSection) -> ExplanationPart:
    index = case.score.index
    weight = sum(s.weight for s in case.scored)
    weighted_means = sum(s.weight * (s.mean or 0) for s in case.scored)
    return ExplanationPart(
        title="Index",
        value=NO_SCORE if index is None else index_figure(index, 2),
        formula=methods.rule("Index"),
        working=""
        if index is None
        else f"{figure(weighted_means, 2)} ÷ {weight:g} = {index_figure(index, 2)}{_within(case)}",
        inputs=case.inputs(case.scored),
        left_out=(*left_out.without_level(case), *left_out.answers_without_level(case), *left_out.not_asked(case)),
        would_change=would_change.towards_a_score(case)
        if index is None
        else (*would_change.next_cut_point(case), *would_change.lowest_one_higher(case)),
    )


def _within(case: ExplainedSection) -> str:
    """How far the index can be trusted, and in which direction it may be wrong; nothing where that is not known."""
    if case.margin is None:
        return ""
    dont_know = sum(counts.dont_know for counts in case.counts)
    kind = " Those who said “don’t know” may well see less in place." if dont_know else ""
    people = formatting.count(case.responses, "person", "people")
    return f", give or take {figure(case.margin)}: the opinion of {people}.{kind}"


def _band(case: ExplainedSection) -> ExplanationPart:
    band = case.score.band
    return ExplanationPart(
        title="Band",
        value=NO_SCORE if band is None else terms.level_in_words(band),
        formula=methods.rule("Band"),
        working="" if case.score.index is None else f"The index is {index_figure(case.score.index, 2)}.",
        inputs=(),
        left_out=(),
        would_change=would_change.towards_a_score(case) if band is None else would_change.next_cut_point(case),
    )


def _coverage(case: ExplainedSection) -> ExplanationPart:
    coverage = case.score.coverage
    levels = sum(s.weight * s.counts.n for s in case.score.statements)
    base = sum(s.weight * (case.responses - s.counts.not_applicable) for s in case.score.statements)
    return ExplanationPart(
        title="Coverage",
        value="Nothing to cover" if coverage is None else per_cent(coverage),
        formula=methods.rule("Coverage"),
        working="" if coverage is None else f"{levels:g} ÷ {base:g} = {per_cent(coverage)}",
        inputs=case.inputs(case.score.statements),
        left_out=(*left_out.answers_without_level(case), *left_out.not_asked(case)),
        would_change=would_change.towards_coverage(case),
    )


def _secure_level(case: ExplainedSection) -> ExplanationPart:
    secure = case.score.secure_level
    return ExplanationPart(
        title="Secure level",
        value=_none_or_level(case),
        formula=methods.rule("Secure level", case.score.scoring_version),
        working="" if secure is None else _shares_by_level(case),
        inputs=case.inputs(case.scored),
        left_out=(*left_out.without_level(case), *left_out.thin(case), *left_out.not_asked(case)),
        would_change=would_change.towards_next_level(case),
    )


def _firmness(case: ExplainedSection) -> ExplanationPart:
    found = stability(case.score)
    return ExplanationPart(
        title="How firm the level is",
        value=terms.FIRMNESS[found.firmness] if found else "Not known",
        formula=methods.rule("How firm a level is"),
        working=firmness.in_words(case.score),
        inputs=(),
        left_out=(),
        would_change=firmness.which_answers(case.score, case.texts),
    )


def _blockers(case: ExplainedSection) -> ExplanationPart:
    secure, blockers = case.score.secure_level, case.score.blockers
    by_id = {s.statement_id: s for s in case.scored}
    omitted, changes = (*left_out.without_level(case), *left_out.thin(case)), would_change.towards_next_level(case)
    if secure is not None and blockers:
        others = formatting.capital(formatting.count(_counting(case) - len(blockers), "statement"))
        omitted = (f"{others} with a median of {secure + 1} or more.", *omitted)
        changes = (f"A statement leaves this list when its median reaches {secure + 1}.", *changes)
    return ExplanationPart(
        title=f"Blockers of level {secure + 1}" if secure is not None and blockers else "Blockers",
        value=_so_many_blockers(secure, blockers),
        formula=methods.rule("What blocks the next level", case.score.scoring_version),
        working="",
        inputs=case.inputs(by_id[statement_id] for statement_id in blockers),
        left_out=omitted,
        would_change=changes,
    )


def _counting(case: ExplainedSection) -> int:
    """How many statements count towards the secure level."""
    return sum(not s.is_thin for s in case.scored)


def _so_many_blockers(secure: int | None, blockers: Sequence[str]) -> str:
    """How many there are; without a secure level nobody knows."""
    if secure is None:
        return "Not known"
    return formatting.capital(formatting.count(len(blockers), "statement")) if blockers else "None"


def _none_or_level(case: ExplainedSection) -> str:
    if case.score.index is None:
        return NO_SCORE
    return "None" if case.score.secure_level is None else terms.level_in_words(case.score.secure_level)


def _shares_by_level(case: ExplainedSection) -> str:
    """How much of the weight reaches each level, exactly as the rule compares it."""
    statements, rules = (
        secure_level.counting(secure_level.scored_statements(case.score)),
        rules_of(case.score.scoring_version),
    )
    shares = []
    for level in LEVELS[1:]:
        part, whole = secure_level.share_reaching(statements, level, rules)
        shares.append(f"level {level}: {per_cent(part / whole)}")
    lowest = min(statement.median or 0 for _, statement in statements)
    return f"Weight of the statements that reach {'; '.join(shares)}. Lowest median: {lowest}."
