"""Several people at once: rounds that are closed, opened and planned while answers come in."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from random import Random
from threading import Barrier, Event
from typing import Any

import pytest

from journey.model import AgreedContent, AgreedLevel, AnswerContent, Assessment, Profile
from journey.rules.scoring import counts_of, score
from journey.service import Closed, Conflict, Product
from journey.service.compare.change import by_unit
from journey.service.compare.history import over_rounds
from journey.service.current_selection import Selection
from journey.service.findings_text import thaw
from journey.service.rounds import closing, reopening
from journey.service.workshop import agreed_levels
from journey.store import answers, assessment_answers, assessments, snapshots
from tests.steps.rounds import (
    TWO_SECTIONS,
    add_unit,
    ask,
    everybody,
    hold,
    now,
    open_a_round,
    product_with,
    random_replies,
    respond,
    say,
    start,
    write,
)

pytestmark = pytest.mark.both_databases

EVERY = tuple(one.id for statements in TWO_SECTIONS.values() for one in statements)


def frozen_profile(product: Product, of: Assessment) -> Profile:
    with product.store.read() as tx:
        found = snapshots.profile(tx, of.organisation_id, of.id)
    assert found
    return thaw(found.findings)


def from_answers(product: Product, of: Assessment) -> Profile:
    """The findings over the answers one by one, as they are stored."""
    with product.store.read() as tx:
        responses = assessments.responses(tx, of.organisation_id, of.id)
        said: list[dict[str, AnswerContent]] = [
            {id_: one.content for id_, one in answers.of_response(tx, of.organisation_id, response.id).items()}
            for response in responses
        ]
    return score(product.library.questionnaire("small"), counts_of(said), responses=len(said))


@pytest.mark.parametrize("seed", range(3))
def test_what_is_frozen_is_what_was_answered_however_many_answer_while_it_closes(product: Product, seed: int) -> None:
    council, unit = start(product)
    held = open_a_round(product, council, "Now", date(2026, 10, 12))
    assessment = ask(product, held, unit, [])
    responses = respond(product, assessment, random_replies(Random(seed), EVERY, {"managers": 30, "front-line": 30}))
    together, all_warm = Barrier(5), Event()

    def answer(own: list[str]) -> int:
        random, saved = Random(own[0]), 0
        together.wait()
        while True:
            try:
                say(product, assessment, random.choice(own), random.choice(EVERY), random.randint(1, 4))
            except Closed:
                return saved
            saved += 1
            if saved >= 5:
                all_warm.set()

    def close() -> None:
        together.wait()
        all_warm.wait()
        closing.close(product, council.id, held.id)

    with ThreadPoolExecutor(5) as pool:
        writers = [pool.submit(answer, responses[at::4]) for at in range(4)]
        pool.submit(close).result()
        saved = [writer.result() for writer in writers]
    assert sum(saved) >= 5
    assert frozen_profile(product, assessment) == from_answers(product, assessment)
    with product.store.read() as tx:
        assert assessment_answers.changed_since_frozen(tx, council.id, assessment.id) == {}


def test_of_many_who_close_a_round_at_once_one_closes_it(product: Product) -> None:
    council, unit = start(product)
    held = open_a_round(product, council, "Now", date(2026, 10, 12))
    assessment = ask(product, held, unit, everybody(EVERY, 1, 2, 3, 4, 3, 2, role="managers"))

    def close() -> bool:
        try:
            closing.close(product, council.id, held.id)
        except Closed:
            return False
        return True

    assert sorted(_at_once([close] * 4)) == [False, False, False, True]
    assert frozen_profile(product, assessment) == from_answers(product, assessment)


def test_a_round_that_is_opened_and_closed_at_once_is_whole_either_way(product: Product) -> None:
    """Whoever comes first, a closed round has its findings and every opening has its reason."""
    council, unit = start(product)
    selection, assessment = hold(product, council, unit, 2025, everybody(EVERY, 1, 2, 3, 4, 3, 2, role="managers"))
    opened = 0
    for _ in range(6):

        def close() -> None:
            try:
                closing.close(product, council.id, selection.round.id)
            except Closed:
                return

        def reopen() -> bool:
            who = {"reason": "a team was left out", "decided_by": "the leader"}
            return reopening.reopen(product, council.id, selection.round.id, **who) is not None

        opened += sum(one is True for one in _at_once([close, reopen, reopen, close]))
        assert frozen_profile(product, assessment) == from_answers(product, assessment)
    reasons = reopening.reopenings(product, council.id, selection.round.id)
    assert [one.number for one in reasons] == list(range(1, opened + 1))
    assert opened >= 1
    if now(product, selection.round).closed_at is None:
        closing.close(product, council.id, selection.round.id)
    assert over_rounds(product, council.id, "small")


def test_many_units_that_begin_a_new_version_at_once_freeze_what_it_is_compared_on(
    product: Product, tmp_path: Path
) -> None:
    council, top = start(product)
    units = [top, *(add_unit(product, council, name) for name in ("Housing", "Highways", "Libraries"))]
    earlier = open_a_round(product, council, "Before", date(2025, 10, 12))
    random = Random(1)
    for unit in units:
        ask(product, earlier, unit, random_replies(random, EVERY, {"managers": 7, "front-line": 8}))
    closing.close(product, council.id, earlier.id)
    write(tmp_path, {"plan": TWO_SECTIONS["plan"][1:], "learn": TWO_SECTIONS["learn"]}, version="1.1.0")
    later = product_with(product.store, tmp_path)
    held = open_a_round(later, council, "Now", date(2026, 10, 12))
    replies = random_replies(random, EVERY[1:], {"managers": 12})
    _at_once([lambda unit=unit: ask(later, held, unit, replies) for unit in units])
    closing.close(later, council.id, held.id)
    found = by_unit(later, Selection(council, held, top), "small", earlier)
    assert sorted(found) == sorted(unit.id for unit in units)
    assert all(change.difference is not None for changes in found.values() for change in changes)


def test_of_two_workshops_that_record_at_once_one_wins_and_the_other_is_told(product: Product) -> None:
    council, unit = start(product)
    _, assessment = hold(product, council, unit, 2026, everybody(EVERY, 1, 2, 3, 4, 3))
    for version in range(5):

        def record(who: str, version: int = version) -> AgreedLevel | Conflict:
            content = AgreedContent(2 + version % 2, agreed_by=who)
            try:
                return agreed_levels.record(product, assessment, "aims", content, expected_version=version, writer=who)
            except Conflict as conflict:
                return conflict

        outcomes = _at_once([lambda: record("one team"), lambda: record("another team")])
        (won,) = [one for one in outcomes if isinstance(one, AgreedLevel)]
        (lost,) = [one for one in outcomes if isinstance(one, Conflict)]
        assert lost.stored == won == agreed_levels.levels(product, assessment)["aims"]


def _at_once(tasks: list[Callable[[], Any]]) -> list[Any]:
    together = Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        together.wait()
        return task()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [future.result() for future in [pool.submit(run, task) for task in tasks]]
