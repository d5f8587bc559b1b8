"""What is put to a room: numbered, taken up again, answered by vote, and shut once it was revealed."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from journey.model import NewQuestion, Option, Privacy, Question, QuestionKind, Scope, Vote
from journey.store import (
    Conflict,
    NotFound,
    Store,
    answers,
    assessments,
    invitations,
    questions,
    respondents,
    workshops,
)
from journey.store.questions import SecondVote
from tests.store.store_examples import (
    FIST,
    NOW,
    PLAN,
    QUESTIONNAIRE,
    STATEMENT,
    Council,
    add_council,
    at_once,
    close,
    level,
    save,
)

PRIORITY, PITFALL = QuestionKind.PRIORITY, QuestionKind.PITFALL
LATER = NOW + timedelta(minutes=5)


@dataclass(frozen=True)
class Room:
    """A council with a workshop to which two have come."""

    council: Council
    workshop: str
    people: tuple[str, str]

    def put(self, tx: Connection, *new: NewQuestion, seconds: int | None = None) -> int:
        return questions.ask(tx, self.council.id, self.workshop, new, at=NOW, seconds=seconds)

    def statement(self, id_: str, ballot_round: int = 1, assessment: str | None = None) -> NewQuestion:
        return NewQuestion(STATEMENT, id_, assessment or self.council.assessment, ballot_round)

    def of(self, tx: Connection) -> list[Question]:
        return questions.of_workshop(tx, self.council.id, self.workshop)

    def vote(self, tx: Connection, number: int, choices: Sequence[str], *, seen: int = 0, who: int = 0) -> Vote:
        return questions.vote(
            tx, self.council.id, self.workshop, number, self.people[who], choices, expected_version=seen, at=NOW
        )

    def reveal(self, tx: Connection, number: int) -> Question:
        return questions.reveal(tx, self.council.id, self.workshop, number, {"3": 2}, at=LATER)

    def is_shut(self, tx: Connection, statement: str) -> bool:
        return statement in questions.put_to_the_room(tx, self.council.id, self.council.assessment).locked


def make(store: Store) -> Room:
    with store.write() as tx:
        council = add_council(tx)
        own = {"round_id": council.round, "unit_id": council.unit}
        invitation = invitations.add(tx, council.id, **own, cap=9, reveals=True)
        people = tuple(
            respondents.add(tx, council.id, invitation.id, token_hash=sign * 64, role=None).id for sign in "tu"
        )
        return Room(council, workshops.add(tx, council.id, **own, plan=PLAN).id, people)


@pytest.fixture
def room(store: Store) -> Room:
    return make(store)


def test_questions_are_numbered_and_those_put_together_are_one_question_set(store: Store, room: Room) -> None:
    with store.write() as tx:
        assert room.put(tx, room.statement("aims"), room.statement("figures"), seconds=90) == 1
        assert room.put(tx, NewQuestion(FIST)) == 2
        put = room.of(tx)
    expected = [(1, 1, STATEMENT, "aims", 90), (2, 1, STATEMENT, "figures", 90), (3, 2, FIST, "", None)]
    assert [
        (question.number, question.question_set, question.kind, question.subject, question.seconds) for question in put
    ] == expected
    assert all(
        (question.revealed_at, question.result, dict(question.paper), question.opened_at) == (None, None, {}, NOW)
        for question in put
    )


def test_what_was_put_before_is_taken_up_again_with_its_votes_and_the_options_of_now(store: Store, room: Room) -> None:
    first = NewQuestion(PRIORITY, options=(Option("a", "dates"), Option("b", "fig\x07ures")))
    with store.write() as tx:
        room.put(tx, first, room.statement("aims"))
        room.vote(tx, 1, ["a"])
        more = NewQuestion(PRIORITY, options=(*first.options, Option("c", "reviews")))
        question_set = questions.ask(tx, room.council.id, room.workshop, [more], at=LATER, seconds=30)
        taken_up, left = room.of(tx)
    assert (question_set, left.question_set) == (2, 1)
    assert (taken_up.number, taken_up.question_set, taken_up.opened_at, taken_up.seconds) == (1, 2, LATER, 30)
    assert taken_up.options == (Option("a", "dates"), Option("b", "figures"), Option("c", "reviews"))
    with store.read() as tx:
        assert questions.count(tx, room.council.id, room.workshop, 1) == {"a": 1}


def test_statements_of_two_questionnaires_with_the_same_id_are_two_questions(store: Store, room: Room) -> None:
    council = room.council
    with store.write() as tx:
        other = assessments.add(
            tx,
            council.id,
            round_id=council.round,
            unit_id=council.unit,
            questionnaire_id="stages",
            content_hash=QUESTIONNAIRE.hash,
            scope=Scope.FULL,
            privacy=Privacy.CONFIDENTIAL,
        ).id
        room.put(tx, room.statement("aims"), room.statement("aims", assessment=other))
        room.reveal(tx, 1)
        assert room.is_shut(tx, "aims")
        assert questions.put_to_the_room(tx, council.id, other) == (set(), {})
        assert [question.assessment_id for question in room.of(tx)] == [council.assessment, other]


def test_a_statement_is_not_put_twice_in_the_same_ballot_round(store: Store, room: Room) -> None:
    with pytest.raises(IntegrityError), store.write() as tx:
        room.put(tx, room.statement("aims"), room.statement("aims"))
    with store.read() as tx:
        assert room.of(tx) == []


def test_a_statement_is_shut_from_its_reveal_on_but_for_the_revote(store: Store, room: Room) -> None:
    with store.write() as tx:
        room.put(tx, room.statement("aims"), room.statement("figures"))
        assert not room.is_shut(tx, "aims")
        assert questions.with_reveals(tx, room.council.id) == set()
        revealed = room.reveal(tx, 1)
        assert (revealed.result, revealed.revealed_at) == ({"3": 2}, LATER)
        assert (room.is_shut(tx, "aims"), room.is_shut(tx, "figures")) == (True, False)
        assert questions.with_reveals(tx, room.council.id) == {room.council.assessment}
        room.put(tx, room.statement("aims", ballot_round=2))
        assert not room.is_shut(tx, "aims")
        again = SecondVote(room.council.id, room.workshop, 3)
        assert questions.put_to_the_room(tx, room.council.id, room.council.assessment) == (set(), {"aims": again})
        assert questions.revealed(tx, room.council.id, room.council.assessment) == {"aims"}
        room.reveal(tx, 3)
        assert room.is_shut(tx, "aims")
        assert questions.put_to_the_room(tx, room.council.id, room.council.assessment) == ({"aims"}, {})
        assert not room.is_shut(tx, "what nobody put")


def test_timer_and_cards_of_one_question_are_changed_and_no_others(store: Store, room: Room) -> None:
    with store.write() as tx:
        room.put(tx, NewQuestion(FIST), NewQuestion(PITFALL, "pitfalls/blame"), seconds=60)
        changed = questions.set_seconds(tx, room.council.id, room.workshop, 1, 120)
        assert questions.set_paper(tx, room.council.id, room.workshop, 1, {"5": 2, "0": 1}).paper == {"5": 2, "0": 1}
        assert changed.seconds == 120
        assert (room.of(tx)[1].seconds, dict(room.of(tx)[1].paper)) == (60, {})
        assert questions.set_seconds(tx, room.council.id, room.workshop, 1, None).seconds is None
        with pytest.raises(NotFound, match="question '9'"):
            questions.get(tx, room.council.id, room.workshop, 9)


def test_votes_are_changed_by_who_has_seen_them_and_counted_by_key(store: Store, room: Room) -> None:
    with store.write() as tx:
        room.put(tx, NewQuestion(PRIORITY, options=(Option("a", "dates"), Option("b", "figures"))), NewQuestion(FIST))
        assert room.vote(tx, 1, ["a", "a", "b"]) == Vote(1, ("a", "a", "b"), 1)
        assert room.vote(tx, 1, ["b", "b"], seen=1) == Vote(1, ("b", "b"), 2)
        room.vote(tx, 1, ["a"], who=1)
        with pytest.raises(Conflict) as caught:
            room.vote(tx, 1, ["a"], seen=1)
        assert caught.value.stored == Vote(1, ("b", "b"), 2)
        assert "This vote was changed" in str(caught.value)
        assert questions.count(tx, room.council.id, room.workshop, 1) == {"a": 1, "b": 2}
        assert questions.votes(tx, room.council.id, room.workshop, room.people[0]) == {1: Vote(1, ("b", "b"), 2)}
        assert questions.count(tx, room.council.id, room.workshop, 2) == {}
        with pytest.raises(NotFound):
            room.vote(tx, 9, ["a"])


def test_how_many_have_answered_is_said_and_nothing_of_what(store: Store, room: Room) -> None:
    with store.write() as tx:
        room.put(tx, room.statement("aims"), room.statement("figures"))
        room.put(tx, NewQuestion(FIST))
        save(tx, room.council, "aims", level(4))
        room.vote(tx, 3, ["4"])
        room.vote(tx, 3, ["1"], who=1)
        every = questions.with_turnout(tx, room.council.id, room.workshop)
        assert [(turnout.question.number, turnout.votes, turnout.answers) for turnout in every] == [
            (1, 0, 1),
            (2, 0, 0),
            (3, 2, 0),
        ]
        assert [turnout.question for turnout in every] == room.of(tx)
        assert questions.with_turnout(tx, room.council.id, room.workshop, 2) == every[2:]


def test_of_two_votes_of_one_person_at_once_one_counts(store: Store, room: Room) -> None:
    with store.write() as tx:
        room.put(tx, NewQuestion(FIST))
    for seen in range(5):

        def task(choice: str, seen: int = seen) -> Vote | Conflict:
            try:
                with store.write() as tx:
                    return room.vote(tx, 1, [choice], seen=seen)
            except Conflict as conflict:
                return conflict

        found = at_once([lambda: task("4"), lambda: task("5")])
        (won,) = [outcome for outcome in found if isinstance(outcome, Vote)]
        (lost,) = [outcome for outcome in found if isinstance(outcome, Conflict)]
        assert lost.stored == won
    with store.read() as tx:
        assert sum(questions.count(tx, room.council.id, room.workshop, 1).values()) == 1


def test_nothing_is_saved_between_the_count_of_a_reveal_and_its_end(postgres_url: str) -> None:
    """On PostgreSQL, where several write at once: an answer waits for the reveal, and then finds the statement shut."""
    store = Store(postgres_url)
    room = make(store)
    with store.write() as tx:
        room.put(tx, room.statement("aims"))

    def answer() -> bool:
        with store.write() as tx:
            workshops.lock_for_share(tx, room.council.id, room.workshop)
            if room.is_shut(tx, "aims"):
                return False
            save(tx, room.council, "aims", level(1))
            return True

    with ThreadPoolExecutor(1) as pool:
        with store.write() as tx:
            workshops.lock_for_update(tx, room.council.id, room.workshop)
            counted = answers.tally(tx, room.council.id, room.council.assessment)
            late = pool.submit(answer)
            assert not wait([late], timeout=0.3).done, "an answer was saved while the workshop was held"
            room.reveal(tx, 1)
        assert late.result() is False
    with store.read() as tx:
        assert answers.tally(tx, room.council.id, room.council.assessment) == counted == {}
    store.close()


def test_a_reveal_waits_for_answers_that_are_being_saved(postgres_url: str) -> None:
    store = Store(postgres_url)
    room = make(store)
    with store.write() as tx:
        room.put(tx, room.statement("aims"))

    def reveal() -> int:
        with store.write() as tx:
            workshops.lock_for_update(tx, room.council.id, room.workshop)
            return answers.tally(tx, room.council.id, room.council.assessment)["aims"].n

    with ThreadPoolExecutor(1) as pool:
        with store.write() as tx:
            workshops.lock_for_share(tx, room.council.id, room.workshop)
            save(tx, room.council, "aims", level(1))
            revealed = pool.submit(reveal)
            assert not wait([revealed], timeout=0.3).done, "the reveal did not wait"
        assert revealed.result() == 1
    store.close()


def test_what_was_revealed_stays_when_the_round_is_closed(store: Store, room: Room) -> None:
    with store.write() as tx:
        room.put(tx, room.statement("aims"))
        shown = room.reveal(tx, 1)
        close(tx, room.council)
    with store.read() as tx:
        assert room.of(tx) == [shown]
