"""The facilitator's brief: where the room may differ, and so where to spend the minutes. Words alone, no figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from journey.model import Agenda, AgreementTold, StatementRef, Topic
from journey.reports.paper import Occasion, PaperSection, PaperStatement, write
from journey.wording import formatting, terms
from journey.wording.agenda import advice
from journey.wording.catalogue import _

BriefLines = Mapping[StatementRef, "BriefLine"]
"""What the brief says of each statement."""

MANY = "many"

TOLD_NOW = (AgreementTold.TWO_CAMPS, AgreementTold.SPREAD, AgreementTold.BETWEEN, AgreementTold.MOST)
TOLD_BEFORE = (AgreementTold.TWO_CAMPS, AgreementTold.MIXED, AgreementTold.AGREE)
"""What briefs told that were taken under the rules of version 1.0.0."""

HOW_THEY_STAND = {
    AgreementTold.TWO_CAMPS: "stand in two camps",
    AgreementTold.SPREAD: "are spread",
    AgreementTold.BETWEEN: "stand between two levels",
    AgreementTold.MOST: "mostly say the same",
    AgreementTold.MIXED: "are mixed",
    AgreementTold.AGREE: "agree",
}


@dataclass(frozen=True, slots=True)
class BriefLine:
    """What the brief says of a statement: how far people agree, and how many don't know (many, some, few). None and
    empty where it may not say so."""

    agreement: AgreementTold | None
    unsure: str

    @property
    def word(self) -> str:
        """How far people agree, in words: ``two camps``; ``not told`` where the brief may not say."""
        return terms.AGREEMENT_TOLD[self.agreement].lower() if self.agreement else _("not told")


@dataclass(frozen=True, slots=True)
class BriefTopic:
    """A statement to spend minutes on, with what the brief says of it and how many there are."""

    numbered: PaperStatement
    line: BriefLine
    minutes: int


@dataclass(frozen=True, slots=True)
class SectionOverview:
    """A section: of how many statements each word is told, in the order of the words, and the minutes of its talk."""

    part: PaperSection
    told: tuple[int, ...]
    untold: int
    many_unsure: int
    minutes: int


def brief(
    occasion: Occasion,
    *,
    responses: int,
    min_group: int,
    taken_on: date,
    minutes: int,
    agenda: Agenda,
    parts: Sequence[PaperSection],
    lines: BriefLines,
) -> str:
    """The facilitator's brief as a file. ``minutes`` are those for talk; the agenda names a statement by its assessment
    id and its own id with a slash between them.
    """
    statements = {_id_on_the_agenda(statement): statement for part in parts for statement in part.statements}

    def with_lines(topics: Sequence[Topic]) -> list[BriefTopic]:
        numbered = [(statements[topic.statement_id], topic.minutes) for topic in topics]
        return [BriefTopic(statement, lines[statement.ref], minutes) for statement, minutes in numbered]

    minutes_of = {topic.statement_id: topic.minutes for topic in (*agenda.discuss, *agenda.later)}
    return write(
        "brief.html",
        kind=_("Facilitator’s brief"),
        occasion=occasion,
        summary=_summary(responses, taken_on, lines),
        min_group=formatting.number(min_group),
        twice=formatting.number(2 * min_group),
        minutes=minutes,
        advices=list(dict.fromkeys(advice(topic) for topic in agenda.discuss)),
        discuss=with_lines(agenda.discuss),
        later=with_lines(agenda.later),
        accept=[statements[topic.statement_id] for topic in agenda.accept],
        hard=[statement for statement in statements.values() if lines[statement.ref].unsure == MANY],
        words=[terms.AGREEMENT_TOLD[told] for told in _may_be_told(lines)],
        overviews=[_overview(part, lines, minutes_of) for part in parts],
        parts=parts,
        lines=lines,
    )


def _id_on_the_agenda(numbered: PaperStatement) -> str:
    return f"{numbered.assessment_id}/{numbered.statement.id}"


def _may_be_told(lines: BriefLines) -> tuple[AgreementTold, ...]:
    """The words that this brief could tell, the most divided first: those of the rules it was taken under."""
    is_earlier = any(line.agreement in (AgreementTold.AGREE, AgreementTold.MIXED) for line in lines.values())
    return TOLD_BEFORE if is_earlier else TOLD_NOW


def _overview(part: PaperSection, lines: BriefLines, minutes_of: Mapping[str, int]) -> SectionOverview:
    section_lines = [lines[numbered.ref] for numbered in part.statements]
    agreements = [line.agreement for line in section_lines]
    return SectionOverview(
        part,
        tuple(agreements.count(told) for told in _may_be_told(lines)),
        agreements.count(None),
        sum(line.unsure == MANY for line in section_lines),
        sum(minutes_of.get(_id_on_the_agenda(numbered), 0) for numbered in part.statements),
    )


def _summary(responses: int, taken_on: date, lines: BriefLines) -> str:
    """How many answered, and how the statements fall, in two sentences."""
    agreements = [line.agreement for line in lines.values()]
    counted = [
        f"{HOW_THEY_STAND[told]} on {formatting.number(agreements.count(told))}"
        for told in _may_be_told(lines)
        if told in agreements
    ]
    people = formatting.capital(formatting.count(responses, "person", "people"))
    opening = f"{people} had answered something by {formatting.day(taken_on)}."
    statements = formatting.count(len(agreements), "statement")
    if not counted:
        return f"{opening} Of the {statements}, there is none of which it may be told where people stand."
    return f"{opening} Of the {statements}, they {formatting.listed(counted)}."
