"""From answers to a profile, as the scoring rules define it: coverage, index, band, secure level, blockers, evidence.

No float decides anything here. Weights are turned into whole numbers in the same proportions, a section's sums are
whole numbers, and every comparison with a limit (cut points, shares, coverage) is made on them; a float is the result
of one last division. So a value exactly on a cut point lands where the rules say, whatever the weights and the order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import lcm

from journey.model import FIRM_FROM_COVERAGE as FIRM_FROM_COVERAGE
from journey.model import (
    HIGH_LEVELS,
    LEVELS,
    AnswerContent,
    AnswerState,
    Counts,
    Profile,
    Questionnaire,
    Scope,
    Section,
    SectionScore,
    Statement,
    StatementScore,
)
from journey.rules import agreement, rounding
from journey.rules.secure_level import blockers, is_thin, scored_statements, secure_level
from journey.rules.shares import reaches_share, whole_weights
from journey.rules.versions import CURRENT, ScoringRules

BAND_CUT_POINTS = (Fraction(7, 4), Fraction(5, 2), Fraction(13, 4))
ESTABLISHED_BAND = 3
ESTABLISHED_FROM = BAND_CUT_POINTS[ESTABLISHED_BAND - 2]
"""The index from which something counts as established: ready to be left, a place to learn, no frustration's cause."""
SCORE_FROM_COVERAGE = Fraction(1, 2)
ACT_WITHIN_DAYS = 90

NOBODY = Counts()


def score(
    questionnaire: Questionnaire,
    counts: Mapping[str, Counts],
    *,
    responses: int,
    asked: Collection[str] | None = None,
    rules: ScoringRules = CURRENT,
) -> Profile:
    """The profile of ``responses`` responses, from the counts per statement id.

    ``asked`` holds the ids of the statements that were asked, None for all; what was not asked is left out, and so is a
    section without any. A statement that was asked and has no counts was answered by nobody. Raises ValueError where a
    statement has more answers than there are responses.
    """
    chosen = None if asked is None else frozenset(asked)
    scored = [
        score_section(section, counts, responses=responses, asked=chosen, rules=rules)
        for section in questionnaire.sections
    ]
    sections = tuple([section for section in scored if section is not None])
    return Profile(questionnaire.id, questionnaire.version, responses, sections)


def score_section(
    section: Section,
    counts: Mapping[str, Counts],
    *,
    responses: int,
    asked: Collection[str] | None = None,
    rules: ScoringRules = CURRENT,
) -> SectionScore | None:
    """One section, by the same rules as ``score``; None where none of its statements was asked."""
    statements = [s for s in section.statements if asked is None or s.id in asked]
    if not statements:
        return None
    scores = tuple([_score_statement(s, counts.get(s.id, NOBODY), responses, rules) for s in statements])
    weighted = list(zip(whole_weights(tuple([s.weight for s in statements])), scores, strict=True))
    levels_given = sum([weight * s.counts.n for weight, s in weighted])
    base = sum([weight * (responses - s.counts.not_applicable) for weight, s in weighted])
    index = band = secure = None
    below: tuple[str, ...] = ()
    if levels_given and reaches_share(levels_given, base, SCORE_FROM_COVERAGE):
        scored = [(weight, s) for weight, s in weighted if s.mean is not None]
        index, band = _index_and_band(scored)
        secure = secure_level(scored, rules)
        below = blockers(scored, secure, rules)
    return SectionScore(
        section_id=section.id,
        coverage=levels_given / base if base else None,
        index=index,
        band=band,
        secure_level=secure,
        blockers=below,
        evidenced_share=_evidenced_share(scores),
        statements=scores,
        responses=responses,
        scoring_version=rules.version,
    )


def by_rules(profile: Profile, rules: ScoringRules = CURRENT) -> Profile:
    """The profile as these rules read its counts, so that profiles of several versions can be compared.

    Where its statements are hidden a section has no secure level by other rules: two levels of the same answers would
    tell of what is hidden.
    """
    return replace(profile, sections=tuple([_by_rules(score, profile.responses, rules) for score in profile.sections]))


def levels_read_otherwise(profile: Profile, rules: ScoringRules = CURRENT) -> dict[str, tuple[int | None, int | None]]:
    """The secure levels that these rules read otherwise: as they were scored and as they are read, by section id."""
    pairs = zip(profile.sections, by_rules(profile, rules).sections, strict=True)
    return {
        score.section_id: (score.secure_level, read.secure_level)
        for score, read in pairs
        if score.secure_level != read.secure_level
    }


def _by_rules(score: SectionScore, responses: int, rules: ScoringRules) -> SectionScore:
    if score.scoring_version == rules.version:
        return score
    statements = tuple([replace(s, is_thin=_is_thin(s.counts, responses, rules)) for s in score.statements])
    read = replace(score, statements=statements, scoring_version=rules.version)
    if score.index is None:
        return read
    weighted = scored_statements(read)
    secure = secure_level(weighted, rules)
    return replace(read, secure_level=secure, blockers=blockers(weighted, secure, rules))


def asked_statements(questionnaire: Questionnaire, scope: Scope, widened: Collection[str] = ()) -> tuple[str, ...]:
    """The ids of the statements that an assessment of this scope asks, in the order of the questionnaire.

    Of the sections whose ids are in ``widened`` everything is asked.
    """
    return tuple(
        statement.id
        for section in questionnaire.sections
        for statement in section.statements
        if scope is Scope.FULL or section.id in widened or statement.quick
    )


def counts_of(
    contents: Iterable[Mapping[str, AnswerContent]],
    *,
    evidenced: Callable[[str, AnswerContent], bool] | None = None,
) -> dict[str, Counts]:
    """Counts per statement id from single responses, each a mapping of statement id to the answer.

    ``evidenced`` says for a statement id and a content with level 3 or 4 whether it carries evidence, which
    ``is_evidenced`` knows; without it nothing counts as evidenced. An unanswered statement adds to no count.
    """
    tallies: defaultdict[str, list[int]] = defaultdict(lambda: [0] * 7)
    for content_by_id in contents:
        for statement_id, content in content_by_id.items():
            tally = tallies[statement_id]
            if content.state is AnswerState.LEVEL and content.level is not None:
                tally[content.level - 1] += 1
                tally[6] += content.level in HIGH_LEVELS and evidenced is not None and evidenced(statement_id, content)
            elif content.state is AnswerState.DONT_KNOW:
                tally[4] += 1
            elif content.state is AnswerState.NOT_APPLICABLE:
                tally[5] += 1
    return {
        statement_id: Counts((first, second, third, fourth), dont_know, not_applicable, with_evidence)
        for statement_id, (first, second, third, fourth, dont_know, not_applicable, with_evidence) in tallies.items()
    }


def is_evidenced(content: AnswerContent, statement: Statement, on: date) -> bool:
    """Whether a level of 3 or 4 says what could be shown and, for a leadership statement, names a recent act.

    Recent: done on ``on`` or in the 90 days before it. An act without a date, or with a date to come, does not count.
    """
    if content.state is not AnswerState.LEVEL or content.level not in HIGH_LEVELS:
        return False
    if wants_evidence(content):
        return False
    if not statement.leadership:
        return True
    if not content.act.strip() or content.act_on is None:
        return False
    return 0 <= (on - content.act_on).days <= ACT_WITHIN_DAYS


def band_of(index: float) -> int:
    """The band that an index lies in: a value on a cut point belongs to the upper band."""
    return 1 + sum(rounding.reaches(index, cut_point) for cut_point in BAND_CUT_POINTS)


def band_limits(band: int) -> tuple[float, float]:
    """The indexes between which a band lies: the cut points and the ends of the scale."""
    ends = (LEVELS[0], *BAND_CUT_POINTS, LEVELS[-1])
    return float(ends[band - 1]), float(ends[band])


def wants_evidence(content: AnswerContent) -> bool:
    """Whether an answer is at a level that stands firmer with evidence, and carries none."""
    return content.level in HIGH_LEVELS and not content.evidence.strip()


def _score_statement(statement: Statement, counts: Counts, responses: int, rules: ScoringRules) -> StatementScore:
    levels = counts.levels
    if sum(levels) + counts.dont_know + counts.not_applicable > responses:
        raise ValueError(f"statement {statement.id} has more answers than there are responses ({responses})")
    return StatementScore(
        statement.id,
        statement.weight,
        counts,
        agreement.mean(levels),
        agreement.median(levels),
        agreement.average_deviation(levels),
        agreement.r_wg(levels),
        is_thin=_is_thin(counts, responses, rules),
    )


def _is_thin(counts: Counts, responses: int, rules: ScoringRules) -> bool:
    return rules.leaves_out_thin and is_thin(counts.n, counts.not_applicable, responses)


def _index_and_band(scored: list[tuple[int, StatementScore]]) -> tuple[float, int]:
    """Σ w·mean / Σ w over one common denominator, and its band before the division rounds it."""
    common = lcm(*[s.counts.n for _, s in scored])
    above = 0
    for weight, s in scored:
        level_1, level_2, level_3, level_4 = s.counts.levels
        total = level_1 + 2 * level_2 + 3 * level_3 + 4 * level_4
        above += weight * total * (common // s.counts.n)
    below = common * sum([weight for weight, _ in scored])
    return above / below, 1 + sum([reaches_share(above, below, cut) for cut in BAND_CUT_POINTS])


def _evidenced_share(scores: tuple[StatementScore, ...]) -> float | None:
    high = sum([s.counts.levels[2] + s.counts.levels[3] for s in scores])
    return sum([s.counts.evidenced for s in scores]) / high if high else None
