"""The facilitator's brief: where the room may differ, and so where to spend the minutes. Words alone, no figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from journey.model import Agenda, Agreement, StatementRef, Topic
from journey.reports.paper import Occasion, PaperSection, PaperStatement, write
from journey.wording import formatting, terms
from journey.wording.agenda import advice

BriefLines = Mapping[StatementRef, "BriefLine"]
"""What is told, by assessment id and statement id."""

MANY = "many"


@dataclass(frozen=True, slots=True)
class BriefLine:
    """What is told of a statement: how far people agree, and how many don't know (many, some, few)."""

    agreement: Agreement | None
    unsure: str

    @property
    def word(self) -> str:
        """``two camps``, or that nothing is told."""
        return terms.AGREEMENT[self.agreement].lower() if self.agreement else "not told"


@dataclass(frozen=True, slots=True)
class BriefTopic:
    """A statement to spend minutes on, with what is told of it."""

    asked: PaperStatement
    line: BriefLine
    topic: Topic


@dataclass(frozen=True, slots=True)
class Overview:
    """A section in words: how many of its statements stand where, and the minutes that its talk takes."""

    part: PaperSection
    agree: int
    mixed: int
    two_camps: int
    untold: int
    many_unsure: int
    minutes: int


def brief(
    of: Occasion,
    *,
    responses: int,
    min_group: int,
    taken_on: date,
    minutes: int,
    agenda: Agenda,
    parts: Sequence[PaperSection],
    lines: BriefLines,
) -> str:
    """The file. ``minutes`` is how long there is for talk; the agenda names a statement by both its ids, with a slash
    between them.
    """
    asked = {f"{one.assessment_id}/{one.statement.id}": one for part in parts for one in part.statements}

    def stops(topics: Sequence[Topic]) -> list[BriefTopic]:
        of_topics = [(asked[topic.statement_id], topic) for topic in topics]
        return [BriefTopic(one, lines[one.ref], topic) for one, topic in of_topics]

    spent = {topic.statement_id: topic.minutes for topic in (*agenda.discuss, *agenda.later)}
    return write(
        "brief.html",
        kind="Facilitator’s brief",
        of=of,
        summary=_summary(responses, taken_on, lines),
        min_group=formatting.number(min_group),
        twice=formatting.number(2 * min_group),
        minutes=minutes,
        advices=list(dict.fromkeys(advice(topic) for topic in agenda.discuss)),
        discuss=stops(agenda.discuss),
        later=stops(agenda.later),
        accept=[asked[one.statement_id] for one in agenda.accept],
        hard=[one for one in asked.values() if lines[one.ref].unsure == MANY],
        overviews=[_overview(part, lines, spent) for part in parts],
        parts=parts,
        lines=lines,
    )


def _overview(part: PaperSection, lines: BriefLines, spent: Mapping[str, int]) -> Overview:
    own = [lines[one.ref] for one in part.statements]
    found = [one.agreement for one in own]
    return Overview(
        part,
        found.count(Agreement.AGREE),
        found.count(Agreement.MIXED),
        found.count(Agreement.TWO_CAMPS),
        found.count(None),
        sum(one.unsure == MANY for one in own),
        sum(spent.get(f"{one.assessment_id}/{one.statement.id}", 0) for one in part.statements),
    )


def _summary(responses: int, taken_on: date, lines: BriefLines) -> str:
    """How many answered, and how the statements fall, in two sentences."""
    found = [line.agreement for line in lines.values()]
    counted = [
        f"{how} on {formatting.number(found.count(agreement))}"
        for agreement, how in (
            (Agreement.TWO_CAMPS, "stand in two camps"),
            (Agreement.MIXED, "are mixed"),
            (Agreement.AGREE, "agree"),
        )
        if agreement in found
    ]
    people = formatting.capital(formatting.count(responses, "person", "people"))
    opening = f"{people} had answered something by {formatting.day(taken_on)}."
    statements = formatting.count(len(found), "statement")
    if not counted:
        return f"{opening} Of the {statements}, there is none of which it may be told where people stand."
    return f"{opening} Of the {statements}, they {formatting.listed(counted)}."
