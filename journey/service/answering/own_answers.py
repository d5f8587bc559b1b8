"""What somebody answered and wrote, as a list and as a file: a row for each statement, in the order of the pages."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from io import StringIO

from journey.model import Answer
from journey.service.answering.sessions import SectionPage
from journey.wording import formatting, terms
from journey.wording.cells import inert

HEADS: Mapping[str, str] = {
    "questionnaire": "Questionnaire",
    "section": "Section",
    "statement": "Statement",
    "answer": "Answer",
    "note": "Note",
    "evidence": "What could be shown",
    "act": "What leaders did",
    "act_on": "When",
    "reason": "Why it does not apply",
}
"""What the columns of a file are called, in their order."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One statement with what was answered, in words, and what was written beside it; empty where nothing was."""

    questionnaire: str
    section: str
    statement: str
    answer: str
    note: str
    evidence: str
    act: str
    act_on: str
    reason: str


def rows(pages: Iterable[SectionPage], given: Mapping[str, Mapping[str, Answer]]) -> tuple[AnswerRow, ...]:
    """A row for each statement that is asked. ``given``: response id → statement id → answer."""
    return tuple(
        _row(page, statement.text, given[page.part.response.id].get(statement.id, Answer(statement.id)))
        for page in pages
        for statement in page.statements
    )


def as_csv(found: Sequence[AnswerRow], about: Mapping[str, str]) -> bytes:
    """The rows as a file for a spreadsheet, ``about`` what by name in the first columns of each."""
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow([*about, *HEADS.values()])
    for row in found:
        cells = asdict(row)
        writer.writerow([inert(cell) for cell in (*about.values(), *(cells[name] for name in HEADS))])
    return text.getvalue().encode("utf-8-sig")


def _row(page: SectionPage, statement: str, answer: Answer) -> AnswerRow:
    content = answer.content
    return AnswerRow(
        questionnaire=page.part.questionnaire.title,
        section=page.section.title,
        statement=statement,
        answer=terms.answer(content),
        note=content.note,
        evidence=content.evidence,
        act=content.act,
        act_on=formatting.day(content.act_on) if content.act_on else "",
        reason=content.reason,
    )
