"""What the database refuses is said, and what was saved before stays."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from itertools import count
from pathlib import Path
from sqlite3 import connect

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from journey.store import Damaged, Store, Unavailable, answers, organisations, rounds
from tests.steps import postgres
from tests.store.store_examples import Council, add_council, counted, level, save, with_council


def saved(store: Store, council: Council) -> int:
    """How many answers are stored; the tallies are checked against them on the way."""
    with store.read() as tx:
        assert answers.tally(tx, council.id, council.assessment) == counted(tx, council)
        return len(answers.of_response(tx, council.id, council.response))


def test_a_file_is_opened_with_the_settings_that_keep_answers_safe(sqlite_store: Store) -> None:
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000, "secure_delete": 1}
    with sqlite_store.write() as tx:
        assert {name: tx.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected} == expected


RENAME = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("UPDATE organisation SET name = 'Renamed meanwhile'")
connection.commit()
connection.close()
"""


def test_however_many_connections_are_opened_no_other_program_takes_the_log_away(
    sqlite_store: Store,
) -> None:
    with_council(sqlite_store)
    with sqlite_store.read() as first, sqlite_store.read() as second:
        assert organisations.every(first) == organisations.every(second)
    file = sqlite_store.place.file
    assert file is not None
    log = file.with_name(f"{file.name}-wal")
    before = log.stat().st_ino
    subprocess.run([sys.executable, "-c", RENAME, str(file)], check=True)
    assert log.stat().st_ino == before
    with sqlite_store.read() as tx:
        assert [one.name for one in organisations.every(tx)] == ["Renamed meanwhile"]


def test_a_block_that_raises_saves_nothing(store: Store, council: Council) -> None:
    def save_and_fail() -> None:
        with store.write() as tx:
            save(tx, council, "aims", level(1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        save_and_fail()
    assert saved(store, council) == 0


def test_a_full_disk_is_said_and_the_earlier_answers_stay(sqlite_store: Store) -> None:
    council = with_council(sqlite_store)
    with sqlite_store.write() as tx:
        # SQLite meets this limit exactly as it meets the end of a disk.
        pages = tx.exec_driver_sql("PRAGMA page_count").scalar_one()
        tx.exec_driver_sql(f"PRAGMA max_page_count = {pages + 40}")
    done: list[int] = []

    def save_for_ever() -> None:
        for number in count():
            with sqlite_store.write() as tx:
                save(tx, council, f"s{number}", level(4, note="n" * 3000), evidenced=True)
            done.append(number)

    with pytest.raises(Unavailable, match="full") as caught:
        save_for_ever()
    assert isinstance(caught.value.__cause__, DBAPIError)
    assert len(done) > 3
    assert saved(sqlite_store, council) == len(done)
    with sqlite_store.write() as tx:
        tx.exec_driver_sql("PRAGMA max_page_count = 1000000")
        save(tx, council, "room again", level(1))
    assert saved(sqlite_store, council) == len(done) + 1


def test_a_locked_file_is_said_and_can_still_be_read(sqlite_file: Path, sqlite_store: Store) -> None:
    council = with_council(sqlite_store)
    with sqlite_store.read() as tx:
        tx.exec_driver_sql("PRAGMA busy_timeout = 50")  # the same connection is used again below: the pool has one
    with closing(connect(sqlite_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="locked"), sqlite_store.write() as tx:
            save(tx, council, "aims", level(1))
        assert saved(sqlite_store, council) == 0
        other.execute("ROLLBACK")
    with sqlite_store.write() as tx:
        save(tx, council, "aims", level(1))
    assert saved(sqlite_store, council) == 1


def test_a_row_that_another_transaction_holds_is_said(postgres_url: str) -> None:
    store = Store(postgres_url)
    council = with_council(store)
    with store.write() as tx:
        assert tx.exec_driver_sql("SHOW lock_timeout").scalar() == "5s"

    def save_impatiently() -> None:
        with store.write() as tx:
            tx.exec_driver_sql("SET LOCAL lock_timeout = 50")
            save(tx, council, "aims", level(1))

    with store.write() as holder:
        rounds.lock_open_for_update(holder, council.id, council.round)
        with pytest.raises(Unavailable, match="lock timeout"):
            save_impatiently()
    assert saved(store, council) == 0
    store.close()


def test_a_file_that_is_no_database_is_said_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "journey.db"
    file.write_bytes(b"no database " * 1000)
    store = Store(f"sqlite:///{file}")
    for use in (store.migrate, store.read().__enter__, store.write().__enter__):
        with pytest.raises(Damaged, match=f"{file} is damaged .*not a database.*put a copy back"):
            use()
    assert file.read_bytes() == b"no database " * 1000
    store.close()


def test_a_damaged_file_is_said(sqlite_file: Path) -> None:
    store = Store(f"sqlite:///{sqlite_file}")
    council = with_council(store)
    with store.write() as tx:
        save(tx, council, "aims", level(1))
    store.close()
    content = sqlite_file.read_bytes()
    sqlite_file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    damaged = Store(f"sqlite:///{sqlite_file}")
    with pytest.raises(Damaged, match="malformed") as caught, damaged.read() as tx:
        organisations.every(tx)
    assert "Try again" not in str(caught.value)
    damaged.close()


def test_a_file_that_may_not_be_written_to_is_said(sqlite_store: Store) -> None:
    with sqlite_store.read() as tx:
        tx.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(Unavailable, match=r"may not be written to.*saved before was kept"), sqlite_store.write() as tx:
        add_council(tx)


def test_a_path_that_leads_to_a_folder_is_said(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}")
    with pytest.raises(Unavailable, match=f"{tmp_path} could not be opened.*JOURNEY_DATABASE_URL"):
        store.migrate()


@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_file_and_all_beside_it_are_for_their_owner_alone_whatever_the_folder(tmp_path: Path, mask: int) -> None:
    tmp_path.chmod(0o755)
    before = os.umask(mask)
    try:
        store = Store(f"sqlite:///{tmp_path / 'journey.db'}")
        store.migrate()
        with store.write() as tx:
            add_council(tx)
        assert {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {
            "journey.db": 0o600,
            "journey.db-shm": 0o600,
            "journey.db-wal": 0o600,
        }
        store.close()
    finally:
        os.umask(before)


def test_a_file_that_others_could_read_is_closed_to_them_when_it_is_opened(sqlite_file: Path) -> None:
    sqlite_file.chmod(0o644)
    store = Store(f"sqlite:///{sqlite_file}")
    store.migrate()
    store.close()
    assert sqlite_file.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Store(f"sqlite:///{tmp_path / 'file' / 'below' / 'journey.db'}")
    with pytest.raises(Unavailable, match="could not be made"):
        store.migrate()


def test_a_database_without_tables_is_said(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'journey.db'}")
    with pytest.raises(Unavailable, match="no such table"), store.read() as tx:
        organisations.every(tx)
    store.close()


def test_a_server_that_cannot_be_reached_is_said(tmp_path: Path) -> None:
    store = Store(f"postgresql://nobody:secret@/journey?host={tmp_path}")
    for use in (store.migrate, store.read().__enter__, store.write().__enter__):
        with pytest.raises(Unavailable) as caught:
            use()
        assert "secret" not in str(caught.value)
    store.close()


def test_a_lost_connection_is_said_and_the_next_one_works(postgres_server: postgres.Server, postgres_url: str) -> None:
    store = Store(postgres_url)
    council = with_council(store)
    with store.write() as tx:
        save(tx, council, "before", level(2))

    def save_while_the_server_goes() -> None:
        with store.write() as tx:
            save(tx, council, "during", level(2))
            postgres_server.end_connections(postgres_url)
            save(tx, council, "after", level(2))

    with pytest.raises(Unavailable, match="saved before was kept"):
        save_while_the_server_goes()
    assert saved(store, council) == 1
    postgres_server.end_connections(postgres_url)
    with store.write() as tx:
        save(tx, council, "again", level(2))
    assert saved(store, council) == 2
    store.close()


def test_our_own_mistakes_are_not_called_a_failure_of_the_database(store: Store) -> None:
    with store.write() as tx:
        add_council(tx)
    twice = "INSERT INTO organisation SELECT 99, id, name, kind, is_sample FROM organisation"
    with pytest.raises(IntegrityError), store.write() as tx:
        tx.exec_driver_sql(twice)


def test_a_reader_sees_one_moment(store: Store, council: Council) -> None:
    with store.read() as tx:
        assert answers.of_response(tx, council.id, council.response) == {}
        with store.write() as other:
            save(other, council, "aims", level(1))
        assert answers.of_response(tx, council.id, council.response) == {}
    assert saved(store, council) == 1


def test_connections_are_used_again(sqlite_file: Path) -> None:
    store = Store(f"sqlite:///{sqlite_file}")
    for _ in range(20):
        with store.read() as tx:
            organisations.every(tx)
    opened = [link for link in Path(f"/proc/{os.getpid()}/fd").iterdir() if _leads_to(link, sqlite_file)]
    assert len(opened) == 1
    store.close()


def _leads_to(link: Path, file: Path) -> bool:
    try:
        return link.readlink() == file
    except FileNotFoundError:
        return False
