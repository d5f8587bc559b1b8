"""The questions that a room was asked, with their words, options and results: each as an item."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.model import (
    Checklist,
    Option,
    Pitfall,
    Question,
    QuestionKind,
    Questionnaire,
    Section,
    Statement,
    StatementRef,
    Vignette,
    Workshop,
)
from journey.rules.answer_options import DOTS
from journey.service.context import Product
from journey.service.pinned_content import checklists_of, questionnaire_of
from journey.store import Connection, NotFound, assessments
from journey.store.questions import QuestionTurnout
from journey.wording import terms
from journey.wording.room_questions import ASKED, options


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it is read: ``text`` is the statement, pitfall or case; ``options`` what may be chosen.

    ``answered`` counts answers of any kind, paper ones included; while a statement is asked again, those who have
    looked again. ``section`` is the statement's, ``statement`` also that of a vignette. ``vignette`` is the whole case:
    its level is for after the reveal. ``first`` is what the first vote said, where this is the second.
    """

    question: Question
    title: str
    text: str
    options: tuple[Option, ...]
    answered: int
    section: Section | None = None
    statement: Statement | None = None
    vignette: Vignette | None = None
    pitfall: Pitfall | None = None
    first: Mapping[str, int] | None = None

    @property
    def is_revealed(self) -> bool:
        """Whether what was chosen may be seen."""
        return self.question.result is not None


History = Sequence[Item]
"""Every question that the room was asked so far, in that order."""


def latest(history: History, kind: QuestionKind) -> dict[str, Item]:
    """The last question about each case or pitfall, by its id; see ``latest_statements``."""
    return {item.question.subject: item for item in history if item.question.kind is kind}


def latest_statements(history: History) -> dict[StatementRef, Item]:
    """The last question about each statement."""
    return {item.question.ref: item for item in history if item.question.kind is QuestionKind.STATEMENT}


def answer_count(turnout: QuestionTurnout) -> int:
    """How many have answered; in a second vote, how many have looked again. A card with all its dots counts once."""
    question = turnout.question
    if question.kind is QuestionKind.STATEMENT:
        if question.result is not None:
            return sum(question.result.values())
        return turnout.votes if question.ballot_round == 2 else turnout.answers
    return turnout.votes + people_on_paper(question)


def people_on_paper(question: Question) -> int:
    """How many people's cards were typed in for a question."""
    votes_each = DOTS if question.kind is QuestionKind.PRIORITY else 1
    return math.ceil(sum(question.paper.values()) / votes_each)


class ItemReader:
    """Reads the questions of one workshop as items: each source once, and only where it is needed."""

    def __init__(self, tx: Connection, product: Product, workshop: Workshop, asked: Sequence[QuestionTurnout]) -> None:
        self._tx = tx
        self._product = product
        self._workshop = workshop
        self._asked = asked
        self._checklists: dict[str, Checklist] | None = None
        self._questionnaires: dict[str, Questionnaire] = {}

    def items(self, question_set: int | None = None) -> list[Item]:
        """The questions of one question set, or of all; set 0 is the lobby, where nothing is asked."""
        return [
            self._item(turnout)
            for turnout in self._asked
            if question_set is None or turnout.question.question_set == question_set
        ]

    def _item(self, turnout: QuestionTurnout) -> Item:
        question, answered = turnout.question, answer_count(turnout)
        if question.kind is QuestionKind.STATEMENT:
            section, statement = self._statement(question)
            offered = options(question.kind, statement=statement, offered=())
            first = self._first(question) if question.ballot_round == 2 else None
            return Item(question, section.title, statement.text, offered, answered, section, statement, first=first)
        if question.kind is QuestionKind.VIGNETTE:
            vignette, statement = self._vignette(question.subject)
            offered = options(question.kind, statement=statement, offered=())
            return Item(
                question, vignette.title, vignette.text, offered, answered, statement=statement, vignette=vignette
            )
        if question.kind is QuestionKind.PITFALL:
            checklist, pitfall = self._pitfall(question.subject)
            offered = options(question.kind, statement=None, offered=())
            return Item(
                question, terms.pitfalls_of(checklist.subject), pitfall.text, offered, answered, pitfall=pitfall
            )
        title, text = ASKED[question.kind]
        return Item(question, title, text, options(question.kind, statement=None, offered=question.options), answered)

    def _first(self, second: Question) -> Mapping[str, int] | None:
        """The result of the first ballot round, of a question that is asked again."""
        for first in (turnout.question for turnout in self._asked):
            if (first.kind, first.subject, first.ballot_round) == (second.kind, second.subject, 1):
                return first.result
        return None

    def _questionnaire(self, question: Question) -> Questionnaire:
        id_ = question.assessment_id or ""
        if id_ not in self._questionnaires:
            assessment = assessments.get(self._tx, question.organisation_id, id_)
            self._questionnaires[id_] = questionnaire_of(self._tx, assessment)
        return self._questionnaires[id_]

    def _statement(self, question: Question) -> tuple[Section, Statement]:
        for section in self._questionnaire(question).sections:
            for statement in section.statements:
                if statement.id == question.subject:
                    return section, statement
        raise NotFound("statement", question.subject)

    def _vignette(self, vignette_id: str) -> tuple[Vignette, Statement]:
        for id_ in self._product.library.ids("workshop"):
            for vignette in self._product.library.workshop(id_).vignettes:
                if vignette.id == vignette_id:
                    statements = self._product.library.questionnaire(vignette.questionnaire).statements()
                    return vignette, next(s for s in statements if s.id == vignette.statement)
        raise NotFound("vignette", vignette_id)

    def _pitfall(self, subject: str) -> tuple[Checklist, Pitfall]:
        if self._checklists is None:
            self._checklists = checklists_of(self._tx, self._workshop.organisation_id, self._workshop.round_id)
        checklist_id, _, pitfall_id = subject.partition("/")
        for checklist in self._checklists.values():
            for pitfall in checklist.pitfalls:
                if (checklist.id, pitfall.id) == (checklist_id, pitfall_id):
                    return checklist, pitfall
        raise NotFound("pitfall", subject)
