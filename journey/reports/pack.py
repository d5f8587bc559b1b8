"""The same-day pack: what was asked, how the room answered, and what it agreed. First a page to pass on.

What people chose comes in as it was revealed; ``PackResult.result`` is None where it may not be printed, although the
room saw it: a paper that travels would disclose what people said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from journey.model import LEVEL_NAMES, Action, AgreedContent, Agreement, Option, Parked, QuestionKind
from journey.reports.paper import Occasion, PaperSection, PaperStatement, write
from journey.wording import formatting, reveal, terms

TURNS = {1: "First answers", 2: "After talking"}


@dataclass(frozen=True, slots=True)
class PackResult:
    """What was revealed of one question in one turn: what could be chosen, and how often it was."""

    kind: QuestionKind
    ballot_round: int
    title: str
    text: str
    options: tuple[Option, ...]
    result: Mapping[str, int] | None

    @property
    def rows(self) -> list[tuple[str, int, int]]:
        """Of each option its words, how many chose it, and how long its bar is, from 0 to 100."""
        result = self.result or {}
        most = max(result.values(), default=0) or 1
        options: Sequence[Option] = self.options
        if self.kind is QuestionKind.PRIORITY:
            options = [one.option for one in reveal.ranking(options, result)]
        return [(one.text, (chosen := result.get(one.key, 0)), round(100 * chosen / most)) for one in options]

    @property
    def columns(self) -> list[tuple[str, int, int]]:
        """As ``rows``, of levels: how they are headed, and bars that are as long as their share of all answers."""
        result = self.result or {}
        everybody = sum(result.values()) or 1
        return [(one.key, (chosen := result.get(one.key, 0)), round(100 * chosen / everybody)) for one in self.options]

    @property
    def finding(self) -> str:
        """What it says, in a sentence."""
        return f"{reveal.finding(self.kind, self.options, self.result)}." if self.result is not None else ""

    @property
    def agreement(self) -> str:
        """``Agreed``, ``Mixed``, ``Two camps`` or nothing."""
        return reveal.agreement_words(self.result) if self.result is not None else ""


@dataclass(frozen=True, slots=True)
class PackStatement:
    """A statement that the room has looked at: its turns as revealed, and what was agreed or left open."""

    asked: PaperStatement
    turns: tuple[PackResult, ...]
    agreed: AgreedContent | None

    @property
    def is_kept_back(self) -> bool:
        """Whether the room saw something that is not printed."""
        return any(one.result is None for one in self.turns)

    @property
    def revote(self) -> str:
        """What the second vote changed, where there was one."""
        results = [one.result for one in self.turns if one.result is not None]
        return reveal.revote(*results) if len(results) == 2 else ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of which the room has looked at something."""

    part: PaperSection
    statements: tuple[PackStatement, ...]


@dataclass(frozen=True, slots=True)
class WorkshopOutcome:
    """Everything of a workshop that goes into the pack."""

    came: int
    answered: int
    asked: int
    min_group: int
    chapters: tuple[Chapter, ...]
    votes: tuple[PackResult, ...]
    parked: tuple[Parked, ...]
    actions: tuple[Action, ...]
    review_on: date | None
    has_ended: bool

    @property
    def talked(self) -> list[PackStatement]:
        """All statements that the room has looked at."""
        return [one for chapter in self.chapters for one in chapter.statements]

    def votes_of(self, kind: QuestionKind) -> list[PackResult]:
        """What was voted on beside the statements."""
        return [one for one in self.votes if one.kind is kind]


def pack(of: Occasion, outcome: WorkshopOutcome) -> str:
    """The file."""
    statements = {one.asked.statement.id: one.asked for one in outcome.talked}
    by = {one.agreed.agreed_by for one in outcome.talked if one.agreed}
    return write(
        "pack.html",
        kind="What came out of it",
        of=of,
        outcome=outcome,
        summary=list(summary(outcome)),
        level_titles=[(str(level), f"{level} {name}") for level, name in LEVEL_NAMES.items()],
        open_questions=[one for one in outcome.talked if one.agreed and (one.agreed.question or one.agreed.owner)],
        moves={id_: f"{one.number} {one.statement.text}" for id_, one in statements.items()},
        kinds=QuestionKind,
        agreed_by=by.pop() if len(by) == 1 else "",
        turns_named=TURNS,
        min_group=formatting.number(outcome.min_group),
        twice=formatting.number(2 * outcome.min_group),
    )


def summary(of: WorkshopOutcome) -> Iterator[str]:
    """The workshop in plain sentences, without any figure that says how a few people answered."""
    yield _people(of)
    yield from filter(None, [_agreement(of), _agreed(of), _open(of)])
    for kind in (QuestionKind.FIST, QuestionKind.ON_TIME):
        for vote in of.votes_of(kind):
            if vote.finding:
                yield f"{vote.title}: {vote.finding[:1].lower()}{vote.finding[1:]}"


def _people(of: WorkshopOutcome) -> str:
    looked = len([one for one in of.talked if one.turns])
    came = formatting.capital(formatting.count(of.came, "person joined", "people joined"))
    most = (
        f", and up to {formatting.number(of.answered)} answered a statement, cards included"
        if of.answered > of.came
        else ""
    )
    if not looked:
        return f"{came}{most}. No statement was revealed."
    statements = formatting.count(of.asked, "statement")
    which = f"all {statements}" if looked == of.asked else f"{formatting.number(looked)} of {statements}"
    return f"{came}{most}. The room looked at {which}."


def _agreement(of: WorkshopOutcome) -> str:
    """How the last vote on each statement fell."""
    last = [one.turns[-1].agreement for one in of.talked if one.turns]
    counted = [
        f"{form} on {formatting.number(last.count(terms.AGREEMENT[agreement]))}"
        for agreement, form in (
            (Agreement.AGREE, "people agreed"),
            (Agreement.MIXED, "answers were mixed"),
            (Agreement.TWO_CAMPS, "there were two camps"),
        )
        if terms.AGREEMENT[agreement] in last
    ]
    return formatting.capital(f"{formatting.listed(counted)}.") if counted else ""


def _agreed(of: WorkshopOutcome) -> str:
    levels = [one.agreed for one in of.talked if one.agreed and one.agreed.level is not None]
    if not levels:
        return "No level was agreed."
    dissent = sum(bool(one.dissent) for one in levels)
    whose = "" if len(levels) == 1 else "each " if dissent == len(levels) else f"{formatting.number(dissent)} of them "
    aside = f", {whose}with a different view recorded beside it" if dissent else ""
    return formatting.capital(f"{formatting.count(len(levels), 'level was', 'levels were')} agreed{aside}.")


def _open(of: WorkshopOutcome) -> str:
    without = [one for one in of.talked if one.agreed and one.agreed.level is None]
    questions = sum(bool(one.agreed.question) for one in of.talked if one.agreed)
    parts = []
    if without:
        parts.append(f"{formatting.count(len(without), 'statement')} stayed without an agreed level")
    if questions:
        parts.append(f"{formatting.count(questions, 'question is', 'questions are')} open")
    return formatting.capital(f"{formatting.listed(parts)}.") if parts else ""
