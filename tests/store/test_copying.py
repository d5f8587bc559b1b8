"""Copies of a database in use hold all that was durable when they began, and are whole or not there."""

from __future__ import annotations

import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import connect

import pytest

from journey.store import Damaged, Store, Unavailable, answers, assessments, copying
from tests.store.store_examples import Council, level, save, with_council

PEOPLE = 100
AT = datetime(2026, 11, 28, 1, 45, tzinfo=UTC)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_copy_made_while_a_hundred_people_answer_holds_every_acknowledged_answer(
    sqlite_file: Path, sqlite_store: Store, tmp_path: Path
) -> None:
    council = with_council(sqlite_store)
    acknowledged: list[tuple[str, str]] = []
    half_done, copied = threading.Event(), threading.Event()

    def answer() -> None:
        with sqlite_store.write() as tx:
            own = assessments.add_response(tx, council.id, council.assessment).id
        for statement in ("aims", "plans", "figures"):
            with sqlite_store.write() as tx:
                save(tx, council, statement, level(3), response=own)
            acknowledged.append((own, statement))
            if len(acknowledged) >= PEOPLE:
                half_done.set()
        copied.wait()  # so that the people are still there when the copy is made

    people = [threading.Thread(target=answer) for _ in range(PEOPLE)]
    for person in people:
        person.start()
    half_done.wait()
    before = set(acknowledged)
    try:
        copying.copy(sqlite_file, tmp_path / "copy.db")
    finally:
        copied.set()
    for person in people:
        person.join()
    assert len(before) >= PEOPLE
    assert before <= stored(tmp_path / "copy.db", council) <= set(acknowledged)


def stored(file: Path, council: Council) -> set[tuple[str, str]]:
    """The answers in a file, each by its response and statement."""
    store = Store(f"sqlite:///{file}")
    with store.read() as tx:
        responses = [one.id for one in assessments.responses(tx, council.id, council.assessment)]
        found = {(one, statement) for one in responses for statement in answers.of_response(tx, council.id, one)}
    store.close()
    return found


def test_a_copy_needs_nothing_beside_it_and_is_for_its_owner_alone(
    sqlite_file: Path, sqlite_store: Store, tmp_path: Path
) -> None:
    with_council(sqlite_store)
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o755)
    copying.copy(sqlite_file, folder / "copy.db")
    assert names(folder) == ["copy.db"]
    assert (folder / "copy.db").stat().st_mode & 0o777 == 0o600
    found = copying.contents(folder / "copy.db")
    assert (found.organisations, found.answers) == (1, 0)


def test_a_damaged_file_is_not_copied(sqlite_file: Path, tmp_path: Path) -> None:
    with sqlite_file.open("rb+") as file:
        file.seek(12 * 4096)
        file.write(b"\xff" * 4096)
    with pytest.raises(Damaged, match=f"{sqlite_file} is damaged"):
        copying.copy(sqlite_file, tmp_path / "copy.db")
    assert names(tmp_path) == ["journey.db"]


def test_a_copy_that_cannot_be_written_leaves_nothing_behind(sqlite_file: Path, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="could not be copied"):
        copying.copy(sqlite_file, tmp_path / "no such folder" / "copy.db")
    assert names(tmp_path) == ["journey.db"]


def test_a_copy_put_back_takes_the_place_of_the_file_and_of_what_lies_beside_it(sqlite_file: Path) -> None:
    store = Store(f"sqlite:///{sqlite_file}")
    council = with_council(store)
    with store.write() as tx:
        save(tx, council, "aims", level(1))
    copy = sqlite_file.with_name("copy.db")
    copying.copy(sqlite_file, copy)
    store.close()
    wal = sqlite_file.with_name("journey.db-wal")
    wal.write_bytes(b"of another database")
    sqlite_file.write_bytes(b"no database")
    assert copying.put_back(copy, sqlite_file, at=AT) == sqlite_file.with_name("journey.db.replaced-2026-11-28-014500")
    assert stored(sqlite_file, council) == {(council.response, "aims")}
    kept = sqlite_file.with_name("journey.db.replaced-2026-11-28-014500")
    assert kept.read_bytes() == b"no database"
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"of another database"
    assert not wal.exists()


def test_a_file_that_another_program_has_open_is_told_from_one_that_nobody_has(sqlite_file: Path) -> None:
    store = Store(f"sqlite:///{sqlite_file}")
    with_council(store)
    assert copying.is_in_use(sqlite_file)
    store.close()
    assert not copying.is_in_use(sqlite_file)
    sqlite_file.write_bytes(b"no database " * 1000)
    assert not copying.is_in_use(sqlite_file)
    with closing(connect(sqlite_file.with_name("unused.db"))) as other:
        other.execute("CREATE TABLE organisation (id)")
    assert copying.revision_in(sqlite_file.with_name("unused.db")) is None
