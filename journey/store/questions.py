"""Questions that a room was asked, what each respondent chose, and what was revealed.

Statements are answered in responses (``answers``); every other kind of question has its votes here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from journey.model import FewAnswered, NewQuestion, Option, Question, QuestionKind, Vote
from journey.store import tables, workshops
from journey.store.dialects import for_each
from journey.store.errors import Conflict, NotFound
from journey.store.tables import question as _questions
from journey.store.tables import vote as _votes
from journey.store.typed_text import clean

_question, _vote = _questions.c, _votes.c

_OF_WORKSHOP = (
    select(_questions)
    .where(_question.organisation_id == bindparam("organisation_id"), _question.workshop_id == bindparam("workshop_id"))
    .order_by(_question.number)
)
_GET = _OF_WORKSHOP.where(_question.number == bindparam("number"))
_LAST = select(func.coalesce(func.max(_question.number), 0), func.coalesce(func.max(_question.batch), 0)).where(
    _question.organisation_id == bindparam("organisation_id"), _question.workshop_id == bindparam("workshop_id")
)
_THIS = (
    _question.organisation_id == bindparam("own_id"),
    _question.workshop_id == bindparam("own_workshop"),
    _question.number == bindparam("own_number"),
)
_SET_PAPER = update(_questions).where(*_THIS).values(paper=bindparam("new_paper"))
_SET_SECONDS = update(_questions).where(*_THIS).values(seconds=bindparam("new_seconds"))
_TAKE_UP = (
    update(_questions)
    .where(*_THIS)
    .values({name: bindparam(f"new_{name}") for name in ("batch", "opened_at", "seconds", "options")})
)
_SET_RESULT = (
    update(_questions)
    .where(*_THIS)
    .values({name: bindparam(f"new_{name}") for name in ("revealed_at", "result", "few_answered", "few_present")})
)
_PUT = (
    select(_question.subject, _question.turn, _question.revealed_at, _question.workshop_id, _question.number)
    .where(
        _question.organisation_id == bindparam("organisation_id"),
        _question.assessment_id == bindparam("assessment_id"),
    )
    .order_by(_question.turn)
)
_REVEALED = (
    select(_question.subject)
    .distinct()
    .where(
        _question.organisation_id == bindparam("organisation_id"),
        _question.assessment_id == bindparam("assessment_id"),
        _question.revealed_at.is_not(None),
    )
)
_WITH_REVEALS = (
    select(_question.assessment_id)
    .distinct()
    .where(
        _question.organisation_id == bindparam("organisation_id"),
        _question.assessment_id.is_not(None),
        _question.revealed_at.is_not(None),
    )
)
_VOTE_KEY = ("organisation_id", "workshop_id", "number", "respondent_id")
_VOTES = select(_vote.number, _vote.choices, _vote.version).where(
    *(_vote[name] == bindparam(name) for name in ("organisation_id", "workshop_id", "respondent_id"))
)
_VOTE = _VOTES.where(_vote.number == bindparam("number"))
_CHOICES = select(_vote.choices).where(
    *(_vote[name] == bindparam(name) for name in ("organisation_id", "workshop_id", "number"))
)
_tally = tables.tally.c
_WITH_TURNOUT = _OF_WORKSHOP.add_columns(
    select(func.count())
    .select_from(_votes)
    .where(*(_vote[name] == _question[name] for name in ("organisation_id", "workshop_id", "number")))
    .scalar_subquery()
    .label("voted"),
    select(sum((_tally[name] for name in tables.TALLIED[1:-1]), _tally[tables.TALLIED[0]]))
    .where(
        _tally.organisation_id == _question.organisation_id,
        _tally.assessment_id == _question.assessment_id,
        _tally.statement_id == _question.subject,
    )
    .scalar_subquery()
    .label("answered"),
)
_OF_QUESTION_SET = _WITH_TURNOUT.where(_question.batch == bindparam("batch"))
_FIRST = for_each(_votes, lambda insert: insert.on_conflict_do_nothing().returning(_vote.version))
_NEXT = (
    update(_votes)
    .where(*(_vote[name] == bindparam(f"own_{name}") for name in _VOTE_KEY), _vote.version == bindparam("version") - 1)
    .values({name: bindparam(name) for name in ("choices", "version", "saved_at")})
)


class SecondVote(NamedTuple):
    """The key of a question by which a room is asked again."""

    organisation_id: str
    workshop_id: str
    number: int


class PutToTheRoom(NamedTuple):
    """Statements of an assessment that its room was asked, by id.

    ``locked``: their answers were revealed and no revote of them is open, so that they stay as they are.
    ``second_votes``: revotes that were not revealed yet.
    """

    locked: frozenset[str]
    second_votes: Mapping[str, SecondVote]


@dataclass(frozen=True, slots=True)
class QuestionTurnout:
    """A question, and how many have said anything: ``votes`` of the workshop, ``answers`` to the statement as it is
    counted for the assessment, paper ballots included. Nothing of what was said."""

    question: Question
    votes: int
    answers: int


def of_workshop(tx: Connection, organisation_id: str, workshop_id: str) -> list[Question]:
    """All questions that the room was asked, in that order."""
    rows = tx.execute(_OF_WORKSHOP, {"organisation_id": organisation_id, "workshop_id": workshop_id})
    return [_question_of(row) for row in rows]


def with_turnout(
    tx: Connection, organisation_id: str, workshop_id: str, question_set: int | None = None
) -> list[QuestionTurnout]:
    """The questions of one question set or of all, in the order asked, each with how many have answered it."""
    key = {"organisation_id": organisation_id, "workshop_id": workshop_id}
    if question_set is None:
        rows = tx.execute(_WITH_TURNOUT, key)
    else:
        rows = tx.execute(_OF_QUESTION_SET, key | {"batch": question_set})
    return [QuestionTurnout(_question_of(row), row.voted, row.answered or 0) for row in rows]


def ask(
    tx: Connection,
    organisation_id: str,
    workshop_id: str,
    new: Sequence[NewQuestion],
    *,
    at: datetime,
    seconds: int | None,
) -> int:
    """Ask these questions together, as the next question set, whose number is returned. NotFound.

    A question that was asked before in the same ballot round is taken up again, with its new options. The caller, who
    has locked the workshop, makes sure that it was not revealed and that nobody chose what is not offered any more.
    """
    workshops.get(tx, organisation_id, workshop_id)
    key = {"organisation_id": organisation_id, "workshop_id": workshop_id}
    last_number, last_set = tx.execute(_LAST, key).one()
    known = {_identity(question): question.number for question in of_workshop(tx, organisation_id, workshop_id)}
    question_set: int = last_set + 1
    for question in new:
        if number := known.get(_identity(question)):
            new_values = {"new_opened_at": at, "new_seconds": seconds, "new_options": _options(question)}
            _changed(tx, _TAKE_UP, organisation_id, workshop_id, number, new_batch=question_set, **new_values)
    unknown = [question for question in new if _identity(question) not in known]
    added = [
        Question(
            organisation_id=organisation_id,
            workshop_id=workshop_id,
            number=last_number + position,
            question_set=question_set,
            kind=question.kind,
            subject=question.subject,
            assessment_id=question.assessment_id,
            ballot_round=question.ballot_round,
            opened_at=at,
            seconds=seconds,
            options=question.options,
        )
        for position, question in enumerate(unknown, start=1)
    ]
    if added:
        tx.execute(insert(_questions), [_row(question) for question in added])
    return question_set


def get(tx: Connection, organisation_id: str, workshop_id: str, number: int) -> Question:
    """The question with this number. NotFound."""
    key = {"organisation_id": organisation_id, "workshop_id": workshop_id, "number": number}
    row = tx.execute(_GET, key).one_or_none()
    if row is None:
        raise NotFound("question", str(number))
    return _question_of(row)


def set_seconds(tx: Connection, organisation_id: str, workshop_id: str, number: int, seconds: int | None) -> Question:
    """Set another length of the timer, counted from when the question was opened. NotFound."""
    return _changed(tx, _SET_SECONDS, organisation_id, workshop_id, number, new_seconds=seconds)


def set_paper(
    tx: Connection, organisation_id: str, workshop_id: str, number: int, counts: Mapping[str, int]
) -> Question:
    """Set the counts of paper votes, in place of those before. NotFound."""
    return _changed(tx, _SET_PAPER, organisation_id, workshop_id, number, new_paper=json.dumps(dict(counts)))


def reveal(
    tx: Connection,
    organisation_id: str,
    workshop_id: str,
    number: int,
    result: Mapping[str, int],
    *,
    at: datetime,
    few: FewAnswered | None = None,
) -> Question:
    """Keep the counts that are shown from now on, and how ``few`` they rest on, where they do. NotFound."""
    values = {
        "new_revealed_at": at,
        "new_result": json.dumps(dict(result)),
        "new_few_answered": None if few is None else few.answered,
        "new_few_present": None if few is None else few.present,
    }
    return _changed(tx, _SET_RESULT, organisation_id, workshop_id, number, **values)


def put_to_the_room(tx: Connection, organisation_id: str, assessment_id: str) -> PutToTheRoom:
    """Which of the assessment's statements stay as they are, and which are asked again."""
    rows = tx.execute(_PUT, {"organisation_id": organisation_id, "assessment_id": assessment_id})
    latest = {statement_id: columns for statement_id, *columns in rows}
    return PutToTheRoom(
        frozenset(id_ for id_, (_turn, revealed_at, *_) in latest.items() if revealed_at is not None),
        {
            id_: SecondVote(organisation_id, workshop_id, number)
            for id_, (turn, revealed_at, workshop_id, number) in latest.items()
            if turn == 2 and revealed_at is None
        },
    )


def revealed(tx: Connection, organisation_id: str, assessment_id: str) -> set[str]:
    """The statements of the assessment of which a room has seen the counts, open for a revote or not."""
    key = {"organisation_id": organisation_id, "assessment_id": assessment_id}
    return set(tx.execute(_REVEALED, key).scalars())


def with_reveals(tx: Connection, organisation_id: str) -> set[str]:
    """The assessments of which a room has seen the counts of any statement."""
    return set(tx.execute(_WITH_REVEALS, {"organisation_id": organisation_id}).scalars())


def votes(tx: Connection, organisation_id: str, workshop_id: str, respondent_id: str) -> dict[int, Vote]:
    """What the respondent chose, by the number of the question."""
    key = {"organisation_id": organisation_id, "workshop_id": workshop_id, "respondent_id": respondent_id}
    return {
        row.number: Vote(row.number, tuple(json.loads(row.choices)), row.version) for row in tx.execute(_VOTES, key)
    }


def vote(
    tx: Connection,
    organisation_id: str,
    workshop_id: str,
    number: int,
    respondent_id: str,
    choices: Sequence[str],
    *,
    expected_version: int,
    at: datetime,
) -> Vote:
    """Save what the respondent chooses. Conflict where the stored version is not ``expected_version``; NotFound."""
    get(tx, organisation_id, workshop_id, number)
    key = {
        "organisation_id": organisation_id,
        "workshop_id": workshop_id,
        "number": number,
        "respondent_id": respondent_id,
    }
    stored = _stored(tx, key)
    if stored.version != expected_version:
        raise Conflict(stored)
    row = key | {"choices": json.dumps(list(choices)), "version": expected_version + 1, "saved_at": at}
    if expected_version == 0:
        written = tx.execute(_FIRST[tx.dialect.name], row).first() is not None
    else:
        written = tx.execute(_NEXT, row | {f"own_{name}": value for name, value in key.items()}).rowcount == 1
    if not written:
        raise Conflict(_stored(tx, key))
    return Vote(number, tuple(choices), expected_version + 1)


def count(tx: Connection, organisation_id: str, workshop_id: str, number: int) -> dict[str, int]:
    """How often each key was chosen. For the reveal alone: nobody may see these counts before."""
    key = {"organisation_id": organisation_id, "workshop_id": workshop_id, "number": number}
    return dict(Counter(chosen for choices in tx.execute(_CHOICES, key).scalars() for chosen in json.loads(choices)))


def _changed(tx: Connection, query: Any, organisation_id: str, workshop_id: str, number: int, **new: Any) -> Question:
    tx.execute(query, {"own_id": organisation_id, "own_workshop": workshop_id, "own_number": number, **new})
    return get(tx, organisation_id, workshop_id, number)


def _stored(tx: Connection, key: Mapping[str, Any]) -> Vote:
    row = tx.execute(_VOTE, key).one_or_none()
    return Vote(key["number"]) if row is None else Vote(row.number, tuple(json.loads(row.choices)), row.version)


def _row(question: Question) -> dict[str, Any]:
    return {
        **{name: getattr(question, name) for name in ("organisation_id", "workshop_id", "number", "subject")},
        **{name: getattr(question, name) for name in ("assessment_id", "opened_at", "seconds")},
        "batch": question.question_set,
        "turn": question.ballot_round,
        "kind": question.kind.value,
        "options": _options(question),
        "paper": json.dumps(dict(question.paper)),
        **dict.fromkeys(("revealed_at", "result", "few_answered", "few_present")),
    }


def _options(question: Question | NewQuestion) -> str:
    return json.dumps([[option.key, clean(option.text)] for option in question.options])


def _identity(question: Question | NewQuestion) -> tuple[QuestionKind, str, str | None, int]:
    """What makes two questions the same one: statements of two questionnaires may share an id."""
    return question.kind, question.subject, question.assessment_id, question.ballot_round


def _question_of(row: Row[*tuple[Any, ...]]) -> Question:
    return Question(
        row.organisation_id,
        row.workshop_id,
        row.number,
        row.batch,
        QuestionKind(row.kind),
        row.subject,
        row.assessment_id,
        row.turn,
        row.opened_at,
        row.seconds,
        tuple(Option(key, text) for key, text in json.loads(row.options)),
        MappingProxyType(json.loads(row.paper)),
        row.revealed_at,
        None if row.result is None else MappingProxyType(json.loads(row.result)),
        None if row.few_answered is None else FewAnswered(row.few_answered, row.few_present),
    )
