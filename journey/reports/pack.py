"""The same-day pack: what was asked, how the room answered, and what it agreed. Its first page is made to be passed on.

Results are those that were revealed. ``PackResult.result`` is None where the room saw a result that may not be printed:
paper travels further than the room, and would disclose what people said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from journey.model import LEVEL_NAMES, Action, AgreedContent, AgreementKind, FewAnswered, Option, Parked, QuestionKind
from journey.reports.paper import Occasion, PaperSection, PaperStatement, write
from journey.wording import few_answers, formatting, reveal
from journey.wording.catalogue import N_, _

BALLOT_ROUNDS = {1: N_("First answers"), 2: N_("After talking")}

HOW_THE_VOTE_FELL = {
    "most said the same": (AgreementKind.ALL, AgreementKind.MOST),
    "people stood between two levels": (AgreementKind.BETWEEN,),
    "answers were spread": (AgreementKind.SPREAD,),
    "there were two camps": (AgreementKind.TWO_CAMPS,),
    "most did not know": (AgreementKind.MOST_DONT_KNOW,),
}
"""A vote points and people agree: what was agreed is said apart."""


@dataclass(frozen=True, slots=True)
class PackResult:
    """The revealed result of one question in one ballot round: its options, and how often each was chosen.

    ``few`` says how few had answered when it was revealed; None where enough had.
    """

    kind: QuestionKind
    ballot_round: int
    title: str
    text: str
    options: tuple[Option, ...]
    result: Mapping[str, int] | None
    few: FewAnswered | None = None

    @property
    def rested_on(self) -> str:
        """How few had answered when it was revealed, in a sentence; empty where enough had."""
        return few_answers.rested_on(self.few, self.ballot_round)

    @property
    def rows(self) -> list[tuple[str, int, int]]:
        """For each option its words, how many chose it, and the length of its bar, from 0 to 100."""
        result = self.result or {}
        most = max(result.values(), default=0) or 1
        options: Sequence[Option] = self.options
        if self.kind is QuestionKind.PRIORITY:
            options = [ranked.option for ranked in reveal.ranked_priorities(options, result)]
        return [(option.text, (chosen := result.get(option.key, 0)), round(100 * chosen / most)) for option in options]

    @property
    def columns(self) -> list[tuple[str, int, int]]:
        """For each level its key, how many chose it, and the length of its bar: its percentage of all answers."""
        result = self.result or {}
        people = sum(result.values()) or 1
        return [
            (option.key, (chosen := result.get(option.key, 0)), round(100 * chosen / people)) for option in self.options
        ]

    @property
    def finding(self) -> str:
        """What the result says, in a sentence; empty where it is not printed."""
        return f"{reveal.finding(self.kind, self.options, self.result)}." if self.result is not None else ""

    @property
    def agreement(self) -> AgreementKind | None:
        """What kind of word the vote points to; None where the result is not printed."""
        return reveal.pointing(self.result).kind if self.result is not None else None


@dataclass(frozen=True, slots=True)
class PackStatement:
    """A statement that the room discussed: its results by ballot round, and what was agreed or left open."""

    numbered: PaperStatement
    results: tuple[PackResult, ...]
    agreed: AgreedContent | None

    @property
    def is_kept_back(self) -> bool:
        """Whether the room saw a result that is not printed."""
        return any(shown.result is None for shown in self.results)

    @property
    def revote(self) -> str:
        """What the second vote changed, where there was one."""
        printed = [shown.result for shown in self.results if shown.result is not None]
        return reveal.revote(*printed) if len(printed) == 2 else ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of which the room discussed at least one statement."""

    part: PaperSection
    statements: tuple[PackStatement, ...]


@dataclass(frozen=True, slots=True)
class WorkshopOutcome:
    """Everything of a workshop that goes into the pack."""

    joined: int
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
    def discussed(self) -> list[PackStatement]:
        """All statements that the room discussed."""
        return [statement for chapter in self.chapters for statement in chapter.statements]

    def votes_of(self, kind: QuestionKind) -> list[PackResult]:
        """The results of one kind of vote."""
        return [vote for vote in self.votes if vote.kind is kind]


def pack(occasion: Occasion, outcome: WorkshopOutcome, about: Mapping[str, str]) -> str:
    """The pack as a file. ``about`` says what each action is about, by its id."""
    statements = [discussed.numbered for discussed in outcome.discussed]
    agreed_by = {discussed.agreed.agreed_by for discussed in outcome.discussed if discussed.agreed}
    return write(
        "pack.html",
        kind=_("What came out of it"),
        occasion=occasion,
        outcome=outcome,
        summary=list(summary(outcome)),
        level_titles=[(str(level), f"{level} {name}") for level, name in LEVEL_NAMES.items()],
        open_questions=[
            discussed
            for discussed in outcome.discussed
            if discussed.agreed and (discussed.agreed.question or discussed.agreed.owner)
        ],
        moves={numbered.statement.id: f"{numbered.number} {numbered.statement.text}" for numbered in statements},
        about=about,
        kinds=QuestionKind,
        agreed_by=agreed_by.pop() if len(agreed_by) == 1 else "",
        ballot_rounds={number: _(name) for number, name in BALLOT_ROUNDS.items()},
        min_group=formatting.number(outcome.min_group),
        twice=formatting.number(2 * outcome.min_group),
    )


def summary(outcome: WorkshopOutcome) -> Iterator[str]:
    """The workshop in plain sentences, without any number from which the answers of a few people would follow."""
    yield _people(outcome)
    yield from filter(None, [_agreement(outcome), _agreed(outcome), _open(outcome)])
    for kind in (QuestionKind.FIST, QuestionKind.ON_TIME):
        for vote in outcome.votes_of(kind):
            if vote.finding:
                yield f"{vote.title}: {vote.finding[:1].lower()}{vote.finding[1:]}"


def _people(outcome: WorkshopOutcome) -> str:
    looked_at = len([discussed for discussed in outcome.discussed if discussed.results])
    joined = formatting.capital(formatting.count(outcome.joined, "person joined", "people joined"))
    answered = (
        f", and up to {formatting.number(outcome.answered)} answered a statement, cards included"
        if outcome.answered > outcome.joined
        else ""
    )
    if not looked_at:
        return f"{joined}{answered}. No statement was revealed."
    statements = formatting.count(outcome.asked, "statement")
    which = f"all {statements}" if looked_at == outcome.asked else f"{formatting.number(looked_at)} of {statements}"
    return f"{joined}{answered}. The room looked at {which}."


def _agreement(outcome: WorkshopOutcome) -> str:
    """On how many statements the last vote fell how; nothing of those that few answered."""
    last = [discussed.results[-1].agreement for discussed in outcome.discussed if discussed.results]
    many = {form: sum(kind in kinds for kind in last) for form, kinds in HOW_THE_VOTE_FELL.items()}
    counted = [f"{form} on {formatting.number(number)}" for form, number in many.items() if number]
    return f"In the last vote {formatting.listed(counted)}." if counted else ""


def _records(outcome: WorkshopOutcome) -> list[AgreedContent]:
    return [discussed.agreed for discussed in outcome.discussed if discussed.agreed]


def _agreed(outcome: WorkshopOutcome) -> str:
    levels = [agreed for agreed in _records(outcome) if agreed.level is not None]
    if not levels:
        return "No level was agreed."
    dissent = sum(bool(agreed.dissent) for agreed in levels)
    whose = "" if len(levels) == 1 else "each " if dissent == len(levels) else f"{formatting.number(dissent)} of them "
    aside = f", {whose}with a different view recorded beside it" if dissent else ""
    return formatting.capital(f"{formatting.count(len(levels), 'level was', 'levels were')} agreed{aside}.")


def _open(outcome: WorkshopOutcome) -> str:
    without = [agreed for agreed in _records(outcome) if agreed.level is None]
    questions = sum(bool(agreed.question) for agreed in _records(outcome))
    parts = []
    if without:
        parts.append(f"{formatting.count(len(without), 'statement')} stayed without an agreed level")
    if questions:
        parts.append(f"{formatting.count(questions, 'question is', 'questions are')} open")
    return formatting.capital(f"{formatting.listed(parts)}.") if parts else ""
