"""Answers: what is said is kept with its history, and the tallies follow every save."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy.exc import IntegrityError

from journey.model import Answer, AnswerContent, AnswerState, Counts, Privacy, Turnout
from journey.store import Closed, Conflict, NotFound, Store, answers, assessment_answers, assessments
from journey.store.answers import AnswerToSave
from journey.store.assessment_answers import AssessmentProgress
from tests.store.store_examples import (
    DONT_KNOW,
    NOT_APPLICABLE,
    NOW,
    UNANSWERED,
    Council,
    add_council,
    close,
    counted,
    level,
    save,
)


def test_a_statement_that_nobody_answered_has_version_0(store: Store, council: Council) -> None:
    with store.read() as tx:
        assert answers.get(tx, council.id, council.response, "aims") == Answer("aims")
        assert answers.of_response(tx, council.id, council.response) == {}
        assert answers.tally(tx, council.id, council.assessment) == {}


def test_everything_that_was_said_is_kept(store: Store, council: Council) -> None:
    words = {"reason": "why", "note": "a\nb\tc", "evidence": "minutes", "act": "cut two", "act_on": date(2026, 2, 28)}
    with store.write() as tx:
        saved = save(tx, council, "aims", level(4, **words), evidenced=True)
    with store.read() as tx:
        assert saved == Answer("aims", level(4, **words), 1, "laptop", NOW)
        assert answers.get(tx, council.id, council.response, "aims") == saved
        assert answers.of_response(tx, council.id, council.response) == {"aims": saved}


def test_each_save_raises_the_version_and_is_kept_in_the_history(store: Store, council: Council) -> None:
    said = [level(2), DONT_KNOW, UNANSWERED, NOT_APPLICABLE, level(1, note="at last")]
    with store.write() as tx:
        saved = [save(tx, council, "aims", content, seen=version) for version, content in enumerate(said)]
    with store.read() as tx:
        assert [answer.version for answer in saved] == [1, 2, 3, 4, 5]
        assert answers.history(tx, council.id, council.response, "aims") == saved
        assert answers.history(tx, council.id, council.response, "other") == []


def test_of_a_confidential_answer_the_last_five_states_are_kept_and_of_an_open_one_all(store: Store) -> None:
    with store.write() as tx:
        both = [add_council(tx, privacy.value, privacy) for privacy in Privacy]
        for council in both:
            for version in range(8):
                save(tx, council, "aims", level(1, note=f"{version + 1}"), seen=version)
            save(tx, council, "other", level(2))
    with store.read() as tx:
        kept = {
            privacy: [one.version for one in answers.history(tx, council.id, council.response, "aims")]
            for privacy, council in zip(Privacy, both, strict=True)
        }
        assert kept == {Privacy.CONFIDENTIAL: [4, 5, 6, 7, 8], Privacy.OPEN: [1, 2, 3, 4, 5, 6, 7, 8]}
        assert all(len(answers.history(tx, council.id, council.response, "other")) == 1 for council in both)


def test_each_saved_answer_names_who_wrote_it(store: Store, council: Council) -> None:
    writers = ["laptop", "laptop", "phone", "laptop"]
    with store.write() as tx:
        for seen, who in enumerate(writers):
            save(tx, council, "aims", level(1), seen=seen, writer=who)
    with store.read() as tx:
        assert [answer.writer for answer in answers.history(tx, council.id, council.response, "aims")] == writers


@pytest.mark.parametrize(("stored", "seen"), [(0, 1), (1, 0), (2, 1), (1, 2)])
def test_a_writer_who_has_not_seen_the_stored_version_is_told_what_it_is(
    store: Store, council: Council, stored: int, seen: int
) -> None:
    with store.write() as tx:
        for version in range(stored):
            save(tx, council, "aims", level(3, note=f"{version + 1}"), seen=version)
    with pytest.raises(Conflict) as caught, store.write() as tx:
        save(tx, council, "aims", level(1), seen=seen)
    with store.read() as tx:
        assert caught.value.stored == answers.get(tx, council.id, council.response, "aims")
        assert len(answers.history(tx, council.id, council.response, "aims")) == stored
        assert answers.tally(tx, council.id, council.assessment) == counted(tx, council)


def test_a_closed_round_refuses_answers(store: Store, council: Council) -> None:
    with store.write() as tx:
        save(tx, council, "aims", level(2))
        close(tx, council)
    for attempt in (
        lambda tx: save(tx, council, "aims", level(4), seen=1),
        lambda tx: save(tx, council, "other", level(4)),
        lambda tx: answers.save_many(
            tx, council.id, council.response, {"third": (level(1), False)}, writer="import", at=NOW
        ),
    ):
        with pytest.raises(Closed), store.write() as tx:
            attempt(tx)
    with store.read() as tx:
        assert set(answers.of_response(tx, council.id, council.response)) == {"aims"}
        assert answers.get(tx, council.id, council.response, "aims").content == level(2)
        assert answers.tally(tx, council.id, council.assessment) == {"aims": Counts((0, 1, 0, 0))}


def test_answers_of_a_response_that_does_not_exist_are_refused(store: Store, council: Council) -> None:
    with store.write() as tx:
        with pytest.raises(NotFound):
            save(tx, council, "aims", level(1), response="nobody")
        with pytest.raises(NotFound):
            answers.get(tx, council.id, "nobody", "aims")
        with pytest.raises(NotFound):
            answers.save_many(tx, council.id, "nobody", {}, writer="import", at=NOW)


@pytest.mark.parametrize(
    "content",
    [level(0), level(5), AnswerContent(AnswerState.LEVEL), AnswerContent(AnswerState.DONT_KNOW, 2)],
    ids=["level 0", "level 5", "no level", "don't know with a level"],
)
def test_the_database_itself_refuses_impossible_answers(store: Store, council: Council, content: AnswerContent) -> None:
    with pytest.raises(IntegrityError), store.write() as tx:
        save(tx, council, "aims", content)
    with store.read() as tx:
        assert answers.of_response(tx, council.id, council.response) == {}


def test_the_tally_counts_levels_evidence_and_what_is_not_a_level(store: Store, council: Council) -> None:
    contents = [
        (level(1), True),
        (level(3), True),
        (level(3), False),
        (level(4), True),
        (DONT_KNOW, True),
        (NOT_APPLICABLE, False),
        (UNANSWERED, True),
    ]
    with store.write() as tx:
        for content, evidenced in contents:
            response = assessments.add_response(tx, council.id, council.assessment)
            save(tx, council, "aims", content, evidenced=evidenced, response=response.id)
    with store.read() as tx:
        assert answers.tally(tx, council.id, council.assessment) == {"aims": Counts((1, 0, 2, 1), 1, 1, 2)}


def test_evidence_given_and_taken_back_is_counted_and_uncounted(store: Store, council: Council) -> None:
    with store.write() as tx:
        for seen, (number, evidenced, expected) in enumerate(
            [(3, False, 0), (3, True, 1), (4, True, 1), (2, True, 0), (4, True, 1), (4, False, 0)]
        ):
            save(tx, council, "aims", level(number), evidenced=evidenced, seen=seen)
            assert answers.tally(tx, council.id, council.assessment)["aims"].evidenced == expected


@pytest.mark.parametrize("seed", range(3))
def test_the_tally_equals_counting_the_answers_after_any_sequence_of_saves(
    store: Store, council: Council, seed: int
) -> None:
    random = Random(seed)
    with store.write() as tx:
        responses = [assessments.add_response(tx, council.id, council.assessment).id for _ in range(4)]
    seen: dict[tuple[str, str], int] = {}
    for _ in range(15):
        with store.write() as tx:
            for _ in range(10):
                key = random.choice(responses), random.choice(["a", "b", "c"])
                content = random.choice([*map(level, (1, 2, 3, 4)), DONT_KNOW, NOT_APPLICABLE, UNANSWERED])
                evidenced = random.random() < 0.5
                save(tx, council, key[1], content, evidenced=evidenced, seen=seen.get(key, 0), response=key[0])
                seen[key] = seen.get(key, 0) + 1
        with store.read() as tx:
            assert answers.tally(tx, council.id, council.assessment) == counted(tx, council)


def test_loading_many_answers_equals_saving_them_one_by_one(store: Store, council: Council) -> None:
    contents = {"a": (level(3), True), "b": (level(4), False), "c": (DONT_KNOW, False), "d": (UNANSWERED, False)}
    with store.write() as tx:
        for statement, (content, evidenced) in contents.items():
            save(tx, council, statement, content, evidenced=evidenced, writer="import")
        loaded = assessments.add_response(tx, council.id, council.assessment).id
        answers.save_many(tx, council.id, loaded, contents, writer="import", at=NOW)
        answers.save_many(tx, council.id, loaded, {}, writer="import", at=NOW)
    with store.read() as tx:
        by_one = answers.of_response(tx, council.id, council.response)
        assert answers.of_response(tx, council.id, loaded) == by_one
        assert answers.history(tx, council.id, loaded, "a") == [by_one["a"]]
        assert answers.tally(tx, council.id, council.assessment) == counted(tx, council)


def test_loading_many_answers_overwrites_none(store: Store, council: Council) -> None:
    with store.write() as tx:
        first = save(tx, council, "b", level(1))
    contents = {"a": (level(4), True), "b": (level(4), True)}
    with pytest.raises(Conflict) as caught, store.write() as tx:
        answers.save_many(tx, council.id, council.response, contents, writer="import", at=NOW)
    assert caught.value.stored == first
    with store.read() as tx:
        assert answers.of_response(tx, council.id, council.response) == {"b": first}
        assert answers.tally(tx, council.id, council.assessment) == counted(tx, council)


def test_of_a_set_each_is_saved_or_told_what_is_stored(store: Store, council: Council) -> None:
    with store.write() as tx:
        stored = save(tx, council, "b", level(1))
        opened = answers.lock_open(tx, council.id, council.response, ["a", "b", "c"])
        given = {
            "c": AnswerToSave(level(4), evidenced=True, expected_version=0),
            "b": AnswerToSave(level(4), evidenced=True, expected_version=0),
            "a": AnswerToSave(DONT_KNOW, evidenced=False, expected_version=0),
        }
        outcomes = answers.save_set(tx, council.id, opened, given, writer="phone", at=NOW)
        conflict = outcomes.pop("b")
        assert isinstance(conflict, Conflict)
        assert conflict.stored == stored
    with store.read() as tx:
        assert answers.of_response(tx, council.id, council.response) == {"b": stored, **outcomes}
        assert [len(answers.history(tx, council.id, council.response, one)) for one in "abc"] == [1, 1, 1]
        assert answers.tally(tx, council.id, council.assessment) == counted(tx, council)


def test_who_was_overtaken_since_reading_overwrites_nothing(store: Store, council: Council) -> None:
    with store.write() as tx:
        first = save(tx, council, "a", level(1))
        before = answers.lock_open(tx, council.id, council.response, ["a", "b"])
        quicker = save(tx, council, "a", level(2), seen=1), save(tx, council, "b", level(3))
        given = {
            "a": AnswerToSave(level(4), evidenced=False, expected_version=first.version),
            "b": AnswerToSave(level(4), evidenced=False, expected_version=0),
        }
        outcomes = answers.save_set(tx, council.id, before, given, writer="phone", at=NOW)
        assert [one.stored for one in outcomes.values() if isinstance(one, Conflict)] == list(quicker)
        assert [len(answers.history(tx, council.id, council.response, one)) for one in "ab"] == [2, 1]
        assert answers.tally(tx, council.id, council.assessment) == counted(tx, council)


def test_what_versions_said_is_found_for_many_at_once(store: Store, council: Council) -> None:
    with store.write() as tx:
        for seen, said in enumerate([level(1), level(2), level(3)]):
            save(tx, council, "a", said, seen=seen)
        save(tx, council, "b", DONT_KNOW)
        said_then = answers.contents_of(tx, council.id, council.response, {"a": 2, "b": 1, "c": 1})
        assert said_then == {"a": level(2), "b": DONT_KNOW}
        assert answers.contents_of(tx, council.id, council.response, {"a": 4}) == {}


def test_responses_are_counted_by_whether_they_are_finished(store: Store, council: Council) -> None:
    with store.write() as tx:
        for _ in range(3):
            assessments.add_response(tx, council.id, council.assessment)
        assessments.finish(tx, council.id, council.response, NOW)
    with store.read() as tx:
        assert assessment_answers.turnout(tx, council.id, council.assessment) == Turnout(begun=4, finished=1)


def test_levels_come_with_the_role_by_response_and_statement(store: Store, council: Council) -> None:
    with store.write() as tx:
        second = assessments.add_response(tx, council.id, council.assessment).id
        save(tx, council, "b", level(4), response=second)
        save(tx, council, "b", DONT_KNOW)
        save(tx, council, "a", level(2))
    with store.read() as tx:
        assert assessment_answers.levels(tx, council.id, council.assessment) == [
            (council.response, "managers", "a", AnswerState.LEVEL, 2),
            (council.response, "managers", "b", AnswerState.DONT_KNOW, None),
            (second, None, "b", AnswerState.LEVEL, 4),
        ]


def test_a_response_that_said_nothing_has_no_levels_and_no_texts(store: Store, council: Council) -> None:
    with store.write() as tx:
        assessments.add_response(tx, council.id, council.assessment)
        save(tx, council, "a", level(2))
    with store.read() as tx:
        assert [row.response_id for row in assessment_answers.levels(tx, council.id, council.assessment)] == [
            council.response
        ]
        assert assessment_answers.written(tx, council.id, council.assessment) == []


def test_a_round_that_nobody_answered_has_counts_of_nothing(store: Store, council: Council) -> None:
    with store.read() as tx:
        assert assessment_answers.progress(tx, council.id, council.round) == {
            council.assessment: AssessmentProgress(Turnout(1, 0), 0)
        }


def test_sqlite_finds_what_an_assessment_holds_by_its_responses(tmp_path: Path) -> None:
    """Beginning with the answers it would read all of the organisation's, those of every other round among them."""
    store = Store(f"sqlite:///{tmp_path / 'journey.db'}")
    store.migrate()
    with store.read() as tx:
        raw = tx.connection.driver_connection
        assert raw
        asked: list[str] = []
        raw.set_trace_callback(asked.append)
        assessment_answers.levels(tx, "any", "any")
        assessment_answers.written(tx, "any", "any")
        raw.set_trace_callback(None)
        plans = [[row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in asked]
    store.close()
    assert len(plans) == 2
    for plan in plans:
        assert [step.split(" USING")[0] for step in plan[:2]] == ["SEARCH response", "SEARCH answer"]


def test_order_does_not_depend_on_the_clock(store: Store, council: Council) -> None:
    with store.write() as tx:
        for version in range(3):
            answers.save(
                tx,
                council.id,
                council.response,
                "aims",
                level(version + 1),
                evidenced=False,
                expected_version=version,
                writer="laptop",
                at=NOW - timedelta(hours=version),
            )
    with store.read() as tx:
        assert [a.content.level for a in answers.history(tx, council.id, council.response, "aims")] == [1, 2, 3]
        assert answers.get(tx, council.id, council.response, "aims").content.level == 3
