"""Several writers at once, and writers that die: nothing that was acknowledged is lost, and the tallies are right."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from random import Random
from threading import Barrier
from typing import Any

import pytest

from journey.model import AgreedContent, AgreedLevel, Answer, PitfallContent, PitfallState, Privacy, Scope
from journey.store import Closed, Conflict, Store, agreed, answers, assessments, pitfalls, rounds
from tests.store.store_examples import (
    DONT_KNOW,
    NOT_APPLICABLE,
    QUESTIONNAIRE,
    UNANSWERED,
    Council,
    add_council,
    close,
    counted,
    level,
    reopen,
    save,
    save_agreed,
    save_pitfall,
)

CONTENTS = [*map(level, (1, 2, 3, 4)), DONT_KNOW, NOT_APPLICABLE, UNANSWERED]


@pytest.fixture
def answers_openly(store: Store) -> Council:
    """A council that answers openly: every state is kept that was ever saved, so that each can be looked for."""
    with store.write() as tx:
        return add_council(tx, privacy=Privacy.OPEN)


def test_of_two_writers_who_saw_the_same_version_one_wins_and_the_other_is_told(
    store: Store, answers_openly: Council
) -> None:
    for version in range(10):
        together = Barrier(2)

        def write(who: str, version: int = version, together: Barrier = together) -> Answer | Conflict:
            together.wait()
            try:
                with store.write() as tx:
                    content = CONTENTS[(version + len(who)) % 7]
                    return save(tx, answers_openly, "aims", content, seen=version, writer=who)
            except Conflict as conflict:
                return conflict

        outcomes = _at_once([lambda: write("laptop"), lambda: write("phone")])
        (won,) = [outcome for outcome in outcomes if isinstance(outcome, Answer)]
        (lost,) = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
        assert lost.stored == won
    with store.read() as tx:
        assert len(answers.history(tx, answers_openly.id, answers_openly.response, "aims")) == 10
        assert answers.tally(tx, answers_openly.id, answers_openly.assessment) == counted(tx, answers_openly)


def test_of_two_who_answer_the_same_pitfall_one_wins(store: Store, council: Council) -> None:
    for version in range(5):
        together = Barrier(2)

        def write(who: str, version: int = version, together: Barrier = together) -> bool:
            together.wait()
            try:
                with store.write() as tx:
                    save_pitfall(tx, council, "blame", PitfallContent(PitfallState.PARTLY, who), seen=version)
            except Conflict:
                return False
            return True

        assert sorted(_at_once([lambda: write("laptop"), lambda: write("phone")])) == [False, True]
    with store.read() as tx:
        (stored,) = pitfalls.of_unit(tx, council.id, council.round, council.unit).values()
        assert stored.version == 5


def test_of_two_who_record_what_was_agreed_one_wins_and_the_other_is_told(store: Store, council: Council) -> None:
    for version in range(5):
        together = Barrier(2)

        def write(who: str, version: int = version, together: Barrier = together) -> AgreedLevel | Conflict:
            together.wait()
            try:
                with store.write() as tx:
                    return save_agreed(tx, council, "aims", AgreedContent(2, agreed_by=who), seen=version)
            except Conflict as conflict:
                return conflict

        outcomes = _at_once([lambda: write("laptop"), lambda: write("phone")])
        (won,) = [outcome for outcome in outcomes if isinstance(outcome, AgreedLevel)]
        (lost,) = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
        assert lost.stored == won
    with store.read() as tx:
        history = agreed.history(tx, council.id, council.assessment, "aims")
    assert [answer.version for answer in history] == [1, 2, 3, 4, 5]


def test_the_tally_is_right_after_many_answered_the_same_statements_at_once(store: Store, council: Council) -> None:
    with store.write() as tx:
        responses = [assessments.add_response(tx, council.id, council.assessment).id for _ in range(6)]

    def answer(response: str) -> dict[str, int]:
        random, seen = Random(response), dict.fromkeys("abc", 0)
        for _ in range(25):
            statement = random.choice("abc")
            with store.write() as tx:
                content, evidenced = random.choice(CONTENTS), random.random() < 0.5
                save(tx, council, statement, content, evidenced=evidenced, seen=seen[statement], response=response)
            seen[statement] += 1
        return {statement: version for statement, version in seen.items() if version}

    given = _at_once([lambda response=response: answer(response) for response in responses])
    with store.read() as tx:
        assert answers.tally(tx, council.id, council.assessment) == counted(tx, council)
        stored = [answers.of_response(tx, council.id, response) for response in responses]
    assert [{statement: answer.version for statement, answer in said.items()} for said in stored] == given


def test_an_open_assessment_gets_one_response_however_many_begin_at_once(store: Store) -> None:
    with store.write() as tx:
        council = add_council(tx)
        assessment = assessments.add(
            tx,
            council.id,
            round_id=council.round,
            unit_id=council.unit,
            questionnaire_id="another",
            content_hash=QUESTIONNAIRE.hash,
            scope=Scope.QUICK,
            privacy=Privacy.OPEN,
        ).id

    def begin() -> str:
        with store.write() as tx:
            return assessments.add_response(tx, council.id, assessment).id

    with ThreadPoolExecutor(3) as others:
        with store.write() as tx:
            first = assessments.add_response(tx, council.id, assessment).id
            later = [others.submit(begin) for _ in range(3)]
            assert _none_ends(later)
        assert {response.result() for response in later} == {first}
    with store.read() as tx:
        assert len(assessments.responses(tx, council.id, assessment)) == 1


def test_nothing_is_saved_between_reading_what_is_frozen_and_closing(store: Store, council: Council) -> None:
    def answer(statement: str) -> bool:
        try:
            with store.write() as tx:
                save(tx, council, statement, level(4))
        except Closed:
            return False
        return True

    with ThreadPoolExecutor(1) as other:
        with store.write() as tx:
            rounds.lock_open_for_update(tx, council.id, council.round)
            late = other.submit(answer, "late")
            assert _none_ends([late])
            frozen = answers.tally(tx, council.id, council.assessment)
            close(tx, council)
        assert late.result() is False
    with store.read() as tx:
        assert answers.tally(tx, council.id, council.assessment) == frozen == {}


def test_a_round_that_many_close_at_once_is_closed_once(store: Store, council: Council) -> None:
    together = Barrier(4)

    def close_it() -> bool:
        together.wait()
        try:
            with store.write() as tx:
                close(tx, council)
        except Closed:
            return False
        return True

    assert sorted(_at_once([close_it] * 4)) == [False, False, False, True]


def test_of_many_who_open_a_closed_round_at_once_one_reason_is_kept(store: Store, council: Council) -> None:
    with store.write() as tx:
        close(tx, council)
    together = Barrier(4)

    def open_it() -> bool:
        together.wait()
        with store.write() as tx:
            return reopen(tx, council) is not None

    assert sorted(_at_once([open_it] * 4)) == [False, False, False, True]
    with store.read() as tx:
        assert rounds.get(tx, council.id, council.round).closed_at is None
        assert [reopening.number for reopening in rounds.reopenings(tx, council.id, council.round)] == [1]


def test_whoever_opens_a_round_that_is_being_closed_waits_and_then_opens_it(store: Store, council: Council) -> None:
    def open_it() -> bool:
        with store.write() as tx:
            return reopen(tx, council) is not None

    with ThreadPoolExecutor(1) as other:
        with store.write() as tx:
            close(tx, council)
            opened = other.submit(open_it)
            assert _none_ends([opened])
        assert opened.result() is True
    with store.read() as tx:
        assert rounds.get(tx, council.id, council.round).closed_at is None


def test_a_round_cannot_be_removed_while_an_answer_is_on_its_way(store: Store, council: Council) -> None:
    def remove_it() -> bool:
        with store.write() as tx:
            rounds.remove(tx, council.id, council.round)
            return True

    with ThreadPoolExecutor(1) as other:
        with store.write() as tx:
            save(tx, council, "aims", level(4))
            removed = other.submit(remove_it)
            assert _none_ends([removed])
        assert removed.result() is True
    with store.read() as tx:
        assert rounds.every(tx, council.id) == []
        assert counted(tx, council) == {}


def test_read_modify_write_by_four_processes_loses_nothing(
    store: Store, answers_openly: Council, database_url: str
) -> None:
    with _writers(database_url, answers_openly) as writers:
        _order(writers, "add a b c d")
        said = [line.split() for line in iter(lambda: _next(writers), "ended")]
    assert sorted(int(line[2]) for line in said if line[0] == "saved") == list(range(1, 101))
    with store.read() as tx:
        stored = answers.get(tx, answers_openly.id, answers_openly.response, "sum")
        assert (stored.content.note, stored.version) == ("100", 100)
        history = answers.history(tx, answers_openly.id, answers_openly.response, "sum")
        assert [answer.content.note for answer in history] == [str(number) for number in range(1, 101)]
        assert answers.tally(tx, answers_openly.id, answers_openly.assessment) == counted(tx, answers_openly)


def test_what_was_acknowledged_survives_ten_sudden_deaths(
    store: Store, answers_openly: Council, database_url: str
) -> None:
    _kill_writers(store, answers_openly, database_url, kills=10)


@pytest.mark.long
def test_what_was_acknowledged_survives_a_hundred_sudden_deaths(
    store: Store, answers_openly: Council, database_url: str
) -> None:
    _kill_writers(store, answers_openly, database_url, kills=100)


def _kill_writers(store: Store, council: Council, url: str, *, kills: int) -> None:
    random = Random(kills)
    acknowledged: dict[str, int] = {}
    with _writers(url, council) as writers:
        for kill in range(kills):
            _order(writers, f"stream writer-{kill}")
            child = int(_next(writers).split()[1])
            wanted = random.randint(1, 25)
            for line in iter(lambda: _next(writers), "ended"):
                _, statement, version = line.split()
                acknowledged[statement] = int(version)
                wanted -= 1
                if wanted == 0:
                    os.kill(child, signal.SIGKILL)
            assert wanted <= 0, "the writer ended before it was killed"
            with store.read() as tx:
                stored = answers.of_response(tx, council.id, council.response)
                assert answers.tally(tx, council.id, council.assessment) == counted(tx, council)
            assert {s: stored[s].version for s in acknowledged if stored[s].version < acknowledged[s]} == {}
    assert sum(acknowledged.values()) >= kills
    with store.read() as tx:
        for statement, version in acknowledged.items():
            kept = answers.history(tx, council.id, council.response, statement)
            assert [answer.version for answer in kept] == list(range(1, len(kept) + 1))
            assert len(kept) >= version
        if tx.dialect.name == "sqlite":
            assert tx.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


@contextmanager
def _writers(url: str, council: Council) -> Iterator[subprocess.Popen[str]]:
    root = Path(__file__).parents[2]
    program = Path(__file__).with_name("store_writer.py")
    with subprocess.Popen(
        [sys.executable, str(program), url, council.id, council.response],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
    ) as writers:
        assert _next(writers) == "ready"
        yield writers


def _order(writers: subprocess.Popen[str], what: str) -> None:
    assert writers.stdin is not None
    writers.stdin.write(f"{what}\n")
    writers.stdin.flush()


def _next(writers: subprocess.Popen[str]) -> str:
    assert writers.stdout is not None
    line = writers.stdout.readline()
    assert line, "the writers ended; what they said is above"
    return line.strip()


def _at_once(tasks: list[Callable[[], Any]]) -> list[Any]:
    with ThreadPoolExecutor(len(tasks)) as pool:
        return [future.result() for future in [pool.submit(task) for task in tasks]]


def _none_ends(tasks: list[Future[Any]]) -> bool:
    """Whether all of them wait: none comes to its end in a time in which any would, if nothing held it up."""
    return not wait(tasks, timeout=0.3, return_when=FIRST_COMPLETED).done
