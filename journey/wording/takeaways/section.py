"""One section from inside, in words: what can be relied on, how much stands below the next level, what each lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journey.model import LEVELS, Section, SectionScore, Statement, StatementScore
from journey.rules import findings
from journey.wording import limits, ranking
from journey.wording.formatting import count
from journey.wording.scores import ON_THE_SCALE, sentence
from journey.wording.tables import TableRow, decimal, whole

HOW_TO_READ = "Filled to the median level. Columns: how many chose each level."
HOW_TO_READ_ONE = "Filled to the level that was chosen."
NO_LEVEL = "no level"

DONT_KNOW = "don’t know"
DOES_NOT_APPLY = "does not apply"


@dataclass(frozen=True, slots=True)
class ScoredStatements:
    """The statements of a section that were asked, in the order of the picture, each with its score."""

    section: Section
    score: SectionScore
    statements: Sequence[tuple[Statement, StatementScore]]

    @property
    def are_several(self) -> bool:
        """Whether more than one person answered a statement."""
        return any(answers(score) > 1 for _, score in self.statements)


def lacks_evidence(view: ScoredStatements, score: StatementScore) -> bool:
    """Whether its high level carries no evidence, and that says something: of several, somebody named some here."""
    may_carry = not view.are_several or any(statement.counts.evidenced for _, statement in view.statements)
    return may_carry and findings.is_unsupported(score)


def scored_statements(section: Section, score: SectionScore, *, lowest_first: bool = False) -> ScoredStatements:
    """Each statement of the section with its score, as far as it was asked.

    They are in the order of the questionnaire or, ``lowest_first``, by their level and the mean of their answers, those
    without a level last.
    """
    scores = {statement.statement_id: statement for statement in score.statements}
    statements = [(statement, scores[statement.id]) for statement in section.statements if statement.id in scores]
    if lowest_first:
        statements.sort(key=lambda each: (each[1].median is None, each[1].median or 0, each[1].mean or 0.0))
    return ScoredStatements(section, score, statements)


def answers(score: StatementScore) -> int:
    """How many answered a statement, in whatever way."""
    return score.counts.n + score.counts.dont_know + score.counts.not_applicable


def takeaway(view: ScoredStatements) -> str:
    """Which level can be relied on and what stands below the next, or why there is none."""
    score = view.score
    if not view.statements:
        return "No statement of this section was asked."
    scored = sum(statement.median is not None for _, statement in view.statements)
    if not scored:
        return "No statement of this section has a level yet."
    if score.secure_level is None or score.index is None:
        all_of_them = f"of {count(len(view.statements), 'statement')}"
        have = count(scored, f"{all_of_them} has a level", f"{all_of_them} have a level")
        why = "not enough for a score" if score.index is None else "the score is indicative, without a secure level"
        return sentence(f"{have}: {why}")
    if score.secure_level == LEVELS[-1]:
        text = f"level {LEVELS[-1]} can be relied on, and nothing stands below it"
    else:
        below = ranking.below_next_level(score)
        text = f"level {score.secure_level} can be relied on" + (f"; {below}" if below else "")
    return sentence(text) + (" The score is provisional." if score.is_provisional else "")


def description(view: ScoredStatements) -> str:
    """What the picture is of."""
    return f"{view.section.title}: a picture of {count(len(view.statements), 'statement')} {ON_THE_SCALE}."


def holds_back(view: ScoredStatements, score: StatementScore) -> str:
    """Which level a statement holds back, if it does."""
    secure = view.score.secure_level
    if secure is None or score.statement_id not in view.score.blockers:
        return ""
    return f"holds back level {secure + 1}"


def notes(view: ScoredStatements, score: StatementScore) -> list[str]:
    """What a statement lacks, and who gave no level to it."""
    evidence = f"no {limits.HIGH_LEVEL} is evidenced" if view.are_several else "not evidenced"
    possible = [
        evidence if lacks_evidence(view, score) else "",
        _without_level_of_several(score) if view.are_several else _without_level(score),
        "" if answers(score) else "not answered",
    ]
    return [note for note in possible if note]


def table(view: ScoredStatements) -> list[TableRow]:
    """A row for each statement."""
    return [_row(view, statement, score) for statement, score in view.statements]


def _row(view: ScoredStatements, statement: Statement, score: StatementScore) -> TableRow:
    every_note = filter(None, [holds_back(view, score), *notes(view, score)])
    return {
        "Statement": statement.text,
        "Level": whole(score.median, NO_LEVEL),
        "Mean": decimal(score.mean, NO_LEVEL),
        **{f"Answers at level {level}": whole(score.counts.levels[level - 1]) for level in LEVELS},
        "Don’t know": whole(score.counts.dont_know),
        "Does not apply": whole(score.counts.not_applicable),
        "Notes": "; ".join(every_note) or "none",
    }


def _without_level(score: StatementScore) -> str:
    """What the one who answered said in place of a level."""
    if score.counts.dont_know:
        return DONT_KNOW
    return DOES_NOT_APPLY if score.counts.not_applicable else ""


def _without_level_of_several(score: StatementScore) -> str:
    """How many gave no level, by what they said."""
    counts = score.counts
    said_instead = ((counts.dont_know, DONT_KNOW), (counts.not_applicable, DOES_NOT_APPLY))
    listed = ", ".join(f"{many} “{answer}”" for many, answer in said_instead if many)
    return f"also {listed}" if listed and counts.n else listed
