"""The active questions as a phone shows them: a form while they are open, words once they are revealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from journey.join.cookies_and_forms import RefusedRequest
from journey.join.phone.answering import StatementCard, card_of
from journey.join.screen.distribution import Column, aside_of, columns_of, names
from journey.model import QuestionKind, Statement, Vote
from journey.service.answering.respondents import RespondentForm
from journey.service.answering.sessions import SectionPage
from journey.service.answering.submitted_answers import SubmittedAnswer
from journey.service.workshop.room import Room
from journey.service.workshop.room_items import Item
from journey.wording import reveal
from journey.wording.catalogue import _
from journey.wording.room_questions import DOTS

LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class CastVote:
    """A vote as it is sent: ``choices`` as in Vote, ``version`` that of the vote that was seen."""

    number: int
    choices: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class FormFaults:
    """Answers and votes that were sent and not saved, and why, each by the key of its fields."""

    why: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, SubmittedAnswer] = field(default_factory=dict)
    votes: Mapping[str, CastVote] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """An open question as a form. ``key`` is what its fields are named after; ``is_done`` says that the respondent has
    answered, and in a second vote that they have sent their answer again. ``card`` is a statement's."""

    key: str
    item: Item
    is_done: bool
    error: str
    card: StatementCard | None = None
    chosen: tuple[str, ...] = ()
    version: int = 0

    @property
    def mark(self) -> str:
        """The mark below the form while nothing is saved."""
        return _("Not sent again yet") if self.item.question.ballot_round == 2 else _("Not answered yet")

    def dots(self, key: str) -> int:
        """How many dots an option has."""
        return self.chosen.count(key)


@dataclass(frozen=True, slots=True)
class RevealedAnswer:
    """A revealed question in words: a distribution, or priorities in their order. ``own_choice`` is what this
    respondent chose, or empty; dots are not repeated."""

    item: Item
    finding: str
    columns: tuple[Column, ...]
    ranking: tuple[reveal.RankedPriority, ...]
    own_choice: str


def open_forms(
    live_room: Room, sheet: RespondentForm, votes: Mapping[int, Vote], faults: FormFaults
) -> list[QuestionForm]:
    """The open questions as forms. Statements that the respondent is not asked are left out."""
    places = _places(sheet)
    forms = []
    for item in live_room.items:
        question = item.question
        place = places.get((question.assessment_id, question.subject))
        if question.kind is not QuestionKind.STATEMENT:
            forms.append(_vote(item, votes, faults))
        elif place is not None:
            forms.append(_statement(item, *place, sheet, votes, faults))
    return forms


def _places(sheet: RespondentForm) -> dict[tuple[str | None, str], tuple[SectionPage, Statement]]:
    """Where each statement is, by assessment and statement id."""
    return {
        (page.part.assessment.id, statement.id): (page, statement)
        for page in sheet.pages
        for statement in page.statements
    }


def _statement(
    item: Item,
    page: SectionPage,
    statement: Statement,
    sheet: RespondentForm,
    votes: Mapping[int, Vote],
    faults: FormFaults,
) -> QuestionForm:
    lost = {key: (faults.answers[key], why) for key, why in faults.why.items() if key in faults.answers}
    card = card_of(sheet, page, statement, lost)
    is_done = item.question.number in votes if item.question.ballot_round == 2 else bool(card.is_saved and card.choice)
    return QuestionForm(card.key, item, is_done, card.error, card)


def _vote(item: Item, votes: Mapping[int, Vote], faults: FormFaults) -> QuestionForm:
    key = str(item.question.number)
    stored = votes.get(item.question.number, Vote(item.question.number))
    chosen = faults.votes[key].choices if key in faults.votes else stored.choices
    return QuestionForm(key, item, stored.version > 0, faults.why.get(key, ""), None, chosen, stored.version)


def revealed_answers(live_room: Room, sheet: RespondentForm, votes: Mapping[int, Vote]) -> list[RevealedAnswer]:
    """The revealed questions in words, in the order in which they were asked."""
    return [_revealed_answer(item, sheet, votes) for item in live_room.items]


def _revealed_answer(item: Item, sheet: RespondentForm, votes: Mapping[int, Vote]) -> RevealedAnswer:
    question, result = item.question, item.question.result or {}
    is_ranked = question.kind is QuestionKind.PRIORITY
    return RevealedAnswer(
        item,
        reveal.finding(question.kind, item.options, result),
        () if is_ranked else columns_of(question.kind, item.options, result, None, aside_of([result])),
        reveal.ranked_priorities(item.options, result) if is_ranked else (),
        _own_choice(item, sheet, votes),
    )


def _own_choice(item: Item, sheet: RespondentForm, votes: Mapping[int, Vote]) -> str:
    """What the respondent chose, in words; empty where they did not answer."""
    question = item.question
    if question.kind is QuestionKind.STATEMENT:
        place = _places(sheet).get((question.assessment_id, question.subject))
        card = card_of(sheet, *place, {}) if place else None
        return card.said if card and card.choice else ""
    chosen = votes.get(question.number, Vote(question.number)).choices
    if question.kind is QuestionKind.PRIORITY:
        return ""
    return "".join(names(question.kind, option)[1] for option in item.options if option.key in chosen)


def votes_in(fields: Mapping[str, str]) -> list[CastVote]:
    """The votes that a form carries; those in which nothing is chosen are not among them. Raises Refused."""
    votes = []
    for name, version in fields.items():
        kind, _colon, key = name.partition(":")
        if kind != "version" or not is_vote(key):
            continue
        if not version.isascii() or not version.isdigit():
            raise RefusedRequest(400, _("What was sent could not be read."))
        dots = {name: many for name, many in fields.items() if name.startswith(f"dots:{key}:")}
        choice = fields.get(f"choice:{key}", "")
        if dots or choice:
            choices = _dots(dots) if dots else (choice,)
            votes.append(CastVote(int(key), choices, int(version[:LONGEST_NUMBER])))
    return votes


def _dots(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Each option as often as it has dots. Too many are for the service to refuse."""
    if any(many not in map(str, range(DOTS + 1)) for many in fields.values()):
        raise RefusedRequest(400, _("What was sent could not be read."))
    return tuple(name.split(":", 2)[2] for name, many in fields.items() for _dot in range(int(many)))


def is_vote(key: str) -> bool:
    """Whether a key of fields is a vote's number, rather than a statement's."""
    return key.isascii() and key.isdigit() and len(key) <= LONGEST_NUMBER
