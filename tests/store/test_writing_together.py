"""Writes that become durable together: each is whole by itself, and none lasts where the whole of them does not."""

from __future__ import annotations

from contextlib import suppress

import pytest

from journey.store import Conflict, Store, Unavailable, answers
from tests.store.store_examples import Council, level, save, with_council


def stored(store: Store, council: Council) -> list[str]:
    with store.read() as tx:
        return list(answers.of_response(tx, council.id, council.response))


def test_one_that_raises_is_undone_alone(store: Store, council: Council) -> None:
    def save_twice() -> None:
        with store.write() as tx:
            save(tx, council, "undone", level(1))
            save(tx, council, "aims", level(3))  # conflicts: it has a version by now

    with store.together():
        with store.write() as tx:
            save(tx, council, "aims", level(2))
        with pytest.raises(Conflict):
            save_twice()
        with store.write() as tx:
            save(tx, council, "figures", level(4))
    assert stored(store, council) == ["aims", "figures"]


def test_nothing_is_there_for_others_before_the_end(sqlite_store: Store) -> None:
    council = with_council(sqlite_store)
    with sqlite_store.together():
        for statement in ("aims", "figures"):
            with sqlite_store.write() as tx:
                save(tx, council, statement, level(2))
        assert stored(sqlite_store, council) == []
    assert stored(sqlite_store, council) == ["aims", "figures"]


def test_nothing_lasts_where_the_whole_raises(sqlite_store: Store) -> None:
    council = with_council(sqlite_store)

    def save_and_fail() -> None:
        with sqlite_store.together():
            with sqlite_store.write() as tx:
                save(tx, council, "aims", level(2))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        save_and_fail()
    assert stored(sqlite_store, council) == []
    with sqlite_store.write() as tx:
        save(tx, council, "aims", level(2))
    assert stored(sqlite_store, council) == ["aims"]


def test_one_for_which_the_disk_is_too_full_is_undone_alone(sqlite_store: Store) -> None:
    council = with_council(sqlite_store)
    with sqlite_store.write() as tx:
        # SQLite meets this limit exactly as it meets the end of a disk.
        pages = tx.exec_driver_sql("PRAGMA page_count").scalar_one()
        tx.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with sqlite_store.together():
        with sqlite_store.write() as tx:
            save(tx, council, "small", level(2))
        with pytest.raises(Unavailable, match="full"), sqlite_store.write() as tx:
            save(tx, council, "large", level(2, note="n" * 100_000))
    assert stored(sqlite_store, council) == ["small"]


def test_it_is_said_when_the_database_gave_all_of_it_up(sqlite_store: Store) -> None:
    council = with_council(sqlite_store)

    def save_and_lose() -> None:
        with sqlite_store.together():
            with sqlite_store.write() as tx:
                save(tx, council, "aims", level(2))
            with suppress(Unavailable), sqlite_store.write() as tx:
                tx.exec_driver_sql("ROLLBACK")  # as SQLite does by itself after some failures of the disk

    with pytest.raises(Unavailable, match="gave up"):
        save_and_lose()
    assert stored(sqlite_store, council) == []
