"""What is before the room as a phone shows it: a form while it is open, words once it is revealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from journey.join.cookies_and_forms import RefusedRequest
from journey.join.phone.answering import StatementCard, card_of
from journey.join.screen.distribution import Column, aside_of, columns_of, names
from journey.model import QuestionKind, Statement, Vote
from journey.service.answering.respondents import RespondentForm, SubmittedAnswer
from journey.service.answering.sessions import SectionPage
from journey.service.workshop.room import Item, Room
from journey.wording import reveal
from journey.wording.answer_options import DOTS
from journey.wording.catalogue import _

LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class CastVote:
    """A vote as it is sent: ``choices`` as in Vote, ``version`` that of the vote that was seen."""

    number: int
    choices: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class FormFaults:
    """What was sent and not saved: why, by what the fields are named after, and what was sent."""

    why: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, SubmittedAnswer] = field(default_factory=dict)
    cast: Mapping[str, CastVote] = field(default_factory=dict)


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
        """What is said while nothing is saved."""
        return _("Not sent again yet") if self.item.question.ballot_round == 2 else _("Not answered yet")

    def dots(self, key: str) -> int:
        """How many dots an option has."""
        return self.chosen.count(key)


@dataclass(frozen=True, slots=True)
class RevealedAnswer:
    """A revealed question in words: a distribution, or priorities in their order. ``own`` is what this respondent
    chose, or empty; dots are not repeated."""

    item: Item
    finding: str
    columns: tuple[Column, ...]
    ranking: tuple[reveal.Ranked, ...]
    own: str


def asked(found: Room, sheet: RespondentForm, votes: Mapping[int, Vote], faults: FormFaults) -> list[QuestionForm]:
    """What is open, as forms. Statements that are not asked of the respondent are left out."""
    places = _places(sheet)
    forms = []
    for item in found.items:
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
    lost = {key: (faults.given[key], why) for key, why in faults.why.items() if key in faults.given}
    card = card_of(sheet, page, statement, lost)
    is_done = item.question.number in votes if item.question.ballot_round == 2 else bool(card.is_saved and card.choice)
    return QuestionForm(card.key, item, is_done, card.error, card)


def _vote(item: Item, votes: Mapping[int, Vote], faults: FormFaults) -> QuestionForm:
    key = str(item.question.number)
    stored = votes.get(item.question.number, Vote(item.question.number))
    chosen = faults.cast[key].choices if key in faults.cast else stored.choices
    return QuestionForm(key, item, stored.version > 0, faults.why.get(key, ""), None, chosen, stored.version)


def told(found: Room, sheet: RespondentForm, votes: Mapping[int, Vote]) -> list[RevealedAnswer]:
    """What was revealed, in words, in the order in which it was asked."""
    return [_told(item, sheet, votes) for item in found.items]


def _told(item: Item, sheet: RespondentForm, votes: Mapping[int, Vote]) -> RevealedAnswer:
    question, result = item.question, item.question.result or {}
    is_ranked = question.kind is QuestionKind.PRIORITY
    return RevealedAnswer(
        item,
        reveal.finding(question.kind, item.options, result),
        () if is_ranked else columns_of(question.kind, item.options, result, None, aside_of([result])),
        reveal.ranking(item.options, result) if is_ranked else (),
        _own(item, sheet, votes),
    )


def _own(item: Item, sheet: RespondentForm, votes: Mapping[int, Vote]) -> str:
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
    found = []
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
            found.append(CastVote(int(key), choices, int(version[:LONGEST_NUMBER])))
    return found


def _dots(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Each option as often as it has dots. Too many are for the service to refuse."""
    if any(many not in map(str, range(DOTS + 1)) for many in fields.values()):
        raise RefusedRequest(400, _("What was sent could not be read."))
    return tuple(name.split(":", 2)[2] for name, many in fields.items() for _ in range(int(many)))


def is_vote(key: str) -> bool:
    """Whether fields are named after a vote's number; those of statements are named after the statement."""
    return key.isascii() and key.isdigit() and len(key) <= LONGEST_NUMBER
