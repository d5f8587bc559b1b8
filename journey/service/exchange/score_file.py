"""What ``python3 -m journey score`` prints: the findings over a file of answers, unrounded, as plain dictionaries."""

from __future__ import annotations

from typing import Any

from journey.model import Agreement, Profile, Questionnaire, SectionScore, StatementScore
from journey.rules.agreement import agreement_of, is_a_word
from journey.rules.scoring import counts_of, score
from journey.service.exchange.answers_file import read_answers
from journey.wording.agreement import in_short


def score_answers(questionnaire: Questionnaire, body: bytes) -> dict[str, Any]:
    """The findings over a CSV file of answers, ready for JSON. Raises FaultyAnswers.

    Statements without a column were not asked and are left out, and so is a section none of whose statements was asked.
    What cannot be said is None. Sections and statements come in the order of the questionnaire.
    """
    answers = read_answers(questionnaire, body)
    counts = counts_of(row.contents for row in answers.rows)
    return as_json(score(questionnaire, counts, responses=len(answers.rows), asked=answers.asked))


def as_json(profile: Profile) -> dict[str, Any]:
    """A profile as the dictionaries that JSON is made of."""
    return {
        "questionnaire": {"id": profile.questionnaire_id, "version": profile.version},
        "responses": profile.responses,
        "sections": {section.section_id: _section(section) for section in profile.sections},
        "statements": {s.statement_id: _statement(s) for section in profile.sections for s in section.statements},
    }


def _section(section: SectionScore) -> dict[str, Any]:
    return {
        "coverage": section.coverage,
        "index": section.index,
        "band": section.band,
        "secure_level": section.secure_level,
        "blockers": list(section.blockers),
    }


def _statement(statement: StatementScore) -> dict[str, Any]:
    counts = statement.counts
    return {
        "n": counts.n,
        "counts": {str(level): chosen for level, chosen in enumerate(counts.levels, start=1)},
        "dont_know": counts.dont_know,
        "not_applicable": counts.not_applicable,
        "mean": statement.mean,
        "median": statement.median,
        "average_deviation": statement.average_deviation,
        "r_wg": statement.r_wg,
        "agreement": _agreement(agreement_of(counts)),
    }


def _agreement(agreement: Agreement) -> str | None:
    """The word without counts, in plain ASCII; None where too few stand behind one."""
    return in_short(agreement).replace("’", "'") if is_a_word(agreement) else None
