"""Paper ballots: counts typed in become answers like any others, and may be corrected."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy import Connection

from journey.model import Counts
from journey.service.workshop import paper_ballots
from journey.store import Closed, Store, answers, assessments
from journey.store.paper_ballots import ballots
from tests.store.store_examples import NOW, Council, at_once, close, counted, level, save, with_council

pytestmark = pytest.mark.both_databases


@pytest.fixture
def council(store: Store) -> Council:
    return with_council(store)


def type_in(tx: Connection, council: Council, statement: str, wanted: Mapping[str, int]) -> None:
    assessments.lock_for_update(tx, council.id, council.assessment)
    paper_ballots.save(tx, council.id, council.assessment, statement, wanted, writer="laptop", at=NOW)


def counts(store: Store, council: Council) -> dict[str, dict[str, int]]:
    with store.read() as tx:
        assert answers.tally(tx, council.id, council.assessment) == counted(tx, council)
        return paper_ballots.counts_of_assessment(tx, council.id, council.assessment)


def test_counts_join_the_answers_and_are_read_back_as_they_were_typed(store: Store, council: Council) -> None:
    said = {"1": 2, "3": 1, "dont_know": 3, "not_applicable": 1}
    with store.write() as tx:
        save(tx, council, "aims", level(4))
        type_in(tx, council, "aims", said)
        type_in(tx, council, "figures", {"4": 2})
        tally = answers.tally(tx, council.id, council.assessment)
        assert len(ballots(tx, council.id, council.assessment)) == 7
        assert len(assessments.responses(tx, council.id, council.assessment)) == 8
    assert tally["aims"] == Counts((2, 0, 1, 1), dont_know=3, not_applicable=1)
    assert tally["figures"] == Counts((0, 0, 0, 2))
    assert counts(store, council) == {"aims": said, "figures": {"4": 2}}


@pytest.mark.parametrize("corrected", [{"2": 1}, {}, {"1": 9}, {"1": 0, "4": 2}])
def test_a_correction_takes_the_place_of_what_was_typed_before(
    store: Store, council: Council, corrected: dict[str, int]
) -> None:
    with store.write() as tx:
        type_in(tx, council, "aims", {"1": 3, "dont_know": 1})
        type_in(tx, council, "figures", {"2": 4})
        type_in(tx, council, "aims", corrected)
    expected = {key: number for key, number in corrected.items() if number}
    assert counts(store, council) == ({"aims": expected} if expected else {}) | {"figures": {"2": 4}}


def test_typing_the_same_again_saves_nothing(store: Store, council: Council) -> None:
    with store.write() as tx:
        type_in(tx, council, "aims", {"1": 1, "3": 2})
        type_in(tx, council, "aims", {"1": 1, "3": 2})
        versions = {
            answers.get(tx, council.id, ballot, "aims").version
            for ballot in ballots(tx, council.id, council.assessment)
        }
    assert versions == {1}


def test_ballots_are_laid_in_order_of_level_and_without_one_at_the_mean(store: Store, council: Council) -> None:
    """The arrangement in which ballots differ most: who is lowest on one statement is lowest on all."""
    with store.write() as tx:
        type_in(tx, council, "aims", {"1": 1, "2": 1, "4": 1})
        type_in(tx, council, "figures", {"1": 2, "3": 1, "dont_know": 1, "4": 1})
        assert laid(tx, council, "aims") == [1, 2, None, None, 4], "laid anew, for there are more ballots now"
        assert laid(tx, council, "figures") == [1, 1, None, 3, 4]
        type_in(tx, council, "costs", {"not_applicable": 2, "3": 1})
        assert laid(tx, council, "costs") == [None, None, None, None, 3]


def test_those_without_a_level_stand_where_everybodys_mean_is(store: Store, council: Council) -> None:
    with store.write() as tx:
        for _ in range(6):
            response = assessments.add_response(tx, council.id, council.assessment).id
            save(tx, council, "aims", level(4), response=response)
        type_in(tx, council, "aims", {"1": 1, "2": 1, "3": 1, "dont_know": 1})
        assert laid(tx, council, "aims") == [1, 2, 3, None]


def laid(tx: Connection, council: Council, statement: str) -> list[int | None]:
    return [
        answers.get(tx, council.id, ballot, statement).content.level
        for ballot in ballots(tx, council.id, council.assessment)
    ]


def test_nothing_is_typed_into_a_closed_round(store: Store, council: Council) -> None:
    with store.write() as tx:
        type_in(tx, council, "aims", {"1": 1})
        close(tx, council)
        with pytest.raises(Closed):
            type_in(tx, council, "aims", {"1": 2})
    with store.write() as tx, pytest.raises(Closed):
        type_in(tx, council, "aims", {"2": 1})
    assert counts(store, council) == {"aims": {"1": 1}}


def test_of_two_who_type_at_once_each_count_is_whole(store: Store, council: Council) -> None:
    """Two grids for two statements: ballots are not made twice, and neither count is mixed with the other."""
    wanted = {"aims": {"1": 5, "2": 1}, "figures": {"3": 4}, "costs": {"4": 2, "dont_know": 6}, "risks": {"2": 7}}

    def task(statement: str) -> None:
        with store.write() as tx:
            type_in(tx, council, statement, wanted[statement])

    at_once([lambda statement=statement: task(statement) for statement in wanted])
    assert counts(store, council) == wanted
    with store.read() as tx:
        assert len(ballots(tx, council.id, council.assessment)) == 8
