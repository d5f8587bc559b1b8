"""Migrations: they make the tables that the code describes, keep every row, and run once."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, make_url, select, text
from sqlalchemy.exc import ProgrammingError

from journey.store import (
    Store,
    Unavailable,
    answers,
    assessments,
    copying,
    invitations,
    migrate,
    respondents,
    rounds,
    tables,
)
from journey.store.columns import metadata
from tests.steps import postgres
from tests.steps.older_databases import Rows, put_back, rows_of
from tests.store.store_examples import NOW, TOKEN, add_council, all_rows, close, fill, level, save

_BY_0002 = {"frozen_profile", "moved_on"}
_BY_0003 = {"agreed", "agreed_history", "frozen_basis", "frozen_role", "frozen_section", "reopening", "target"}
_BY_0004 = {
    *("invitation", "respondent", "respondent_response", "paper_ballot", "workshop", "question", "vote"),
    *("parked", "action", "brief"),
}
_BY_0008 = {"renewal"}
_BY_0011 = {
    *("priority", "bet", "measure", "reading", "limits_from", "review", "decision", "plan_event"),
}
LACKING = {
    "0001": _BY_0002 | _BY_0003 | _BY_0004 | _BY_0008 | _BY_0011,
    "0002": _BY_0003 | _BY_0004 | _BY_0008 | _BY_0011,
    "0003": _BY_0004 | _BY_0008 | _BY_0011,
    "0004": _BY_0008 | _BY_0011,
    "0005": _BY_0008 | _BY_0011,
}
"""The tables that older revisions do not have."""
NEW_COLUMNS = {
    "round": {"shows_last": False},
    "assessment": {"small_group": 5, "widened": ""},
    "response": {"saves_frozen": None},
    "invitation": {"two_groups": False},
    "respondent": {"page_hash": None},
    "question": {"few_answered": None, "few_present": None},
    "agreed": {"question": "", "owner": ""},
    "agreed_history": {"question": "", "owner": ""},
    "action": {
        **dict.fromkeys(("first_step", "success", "resources", "risk", "stops", "why", "kept_in", "word_text"), ""),
        **dict.fromkeys(("subject_kind", "subject_id", "subject_of", "priority_id", "word", "added_at")),
        **dict.fromkeys(("first_step_on", "look_again_on", "first_step_done_on", "word_on", "done_on")),
        **{"origin": "workshop", "state": "live"},
    },
}
"""The columns that later revisions added, and what they hold of older rows."""


def test_the_newest_revision_is_the_one_the_store_knows_of() -> None:
    assert ScriptDirectory(str(Path(migrate.__file__).parent / "migrations")).get_heads() == [migrate.HEAD]


def test_a_migrated_database_has_the_tables_that_the_code_describes(empty_database_url: str) -> None:
    store = Store(empty_database_url)
    store.migrate()
    with store.write() as tx:
        assert compare_metadata(MigrationContext.configure(tx), metadata) == []
        migrated = _structure(tx)
        metadata.drop_all(tx)
        metadata.create_all(tx)
        assert _structure(tx) == migrated
    store.close()


@pytest.mark.parametrize("revision", LACKING)
def test_migrating_an_older_database_keeps_every_row(store: Store, revision: str) -> None:
    with store.write() as tx:
        council = add_council(tx)
        fill(tx, council)
    before = put_back(store, revision)
    assert set(before) == set(metadata.tables) - LACKING[revision]
    assert all(before.values()), "a table without rows proves nothing"
    store.migrate()
    with store.read() as tx:
        assert rows_of(tx) == _with_new_columns(before) | {name: [] for name in LACKING[revision]}
    with store.write() as tx:
        assert assessments.add_response(tx, council.id, council.assessment).id
        close(tx, council)
    store.migrate()
    with store.read() as tx:
        assert rounds.get(tx, council.id, council.round).closed_at is not None
        assert answers.get(tx, council.id, council.response, "aims").version == 1


def test_of_closed_rounds_earlier_confidential_answers_times_of_day_and_tokens_are_taken_away(store: Store) -> None:
    with store.write() as tx:
        closed, open_ = (add_council(tx, name) for name in ("Ambershire", "Cedarshire"))
        for council in (closed, open_):
            save(tx, council, "aims", level(1))
            save(tx, council, "aims", level(2), seen=1)
            assessments.finish(tx, council.id, council.response, at=NOW)
            own = {"round_id": council.round, "unit_id": council.unit}
            link = invitations.add(tx, council.id, **own, cap=5, reveals=False)
            respondents.add(tx, council.id, link.id, token_hash=TOKEN, role=None)
        close(tx, closed)
    put_back(store, "0005")
    store.migrate()
    midnight = NOW.replace(hour=0, minute=0, second=0, microsecond=0)
    with store.read() as tx:
        for council, at, versions in ((closed, midnight, []), (open_, NOW, [1, 2])):
            said = answers.get(tx, council.id, council.response, "aims")
            assert (said.content, said.version, said.saved_at) == (level(2), 2, at)
            assert [one.version for one in answers.history(tx, council.id, council.response, "aims")] == versions
            assert assessments.response(tx, council.id, council.response).finished_at == at
        known = dict(tx.execute(select(tables.respondent.c.organisation_id, tables.respondent.c.token_hash)).all())
        assert known[open_.id] == TOKEN
        assert known[closed.id] != TOKEN


def test_migrating_twice_changes_nothing_and_makes_no_backup(empty_database_url: str, tmp_path: Path) -> None:
    store = Store(empty_database_url)
    store.migrate()
    with store.write() as tx:
        fill(tx, add_council(tx))
        before = all_rows(tx), _structure(tx)
    store.migrate()
    with store.read() as tx:
        assert (all_rows(tx), _structure(tx)) == before
    assert list(tmp_path.glob("*.backup")) == []
    store.close()


def test_starting_with_a_current_database_does_not_load_the_migration_library(database_url: str) -> None:
    program = (
        "import sys; from journey.store import Store; s = Store(sys.argv[1]); s.migrate(); s.close();"
        "assert 'alembic' not in sys.modules"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", program, database_url], check=True, cwd=root)


def test_an_older_file_is_copied_before_it_is_migrated(tmp_path: Path) -> None:
    file = tmp_path / "council's 100%20 data? #1.db"
    store = Store(f"sqlite:///{file}")
    store.migrate()
    with store.write() as tx:
        fill(tx, add_council(tx))
    before = put_back(store, "0001")
    store.migrate()
    store.close()
    backup = tmp_path / f"{file.name}.before-{migrate.HEAD}.backup"
    assert [found.name for found in tmp_path.glob("*.backup*")] == [backup.name]
    restored = Store(f"sqlite:///{backup}")
    with restored.read() as tx:
        assert rows_of(tx) == before
        assert migrate.revision(tx) == "0001"
    restored.close()
    with closing(connect(backup)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_migration_that_fails_leaves_the_older_database_as_it_was(store: Store) -> None:
    with store.write() as tx:
        fill(tx, add_council(tx))
    put_back(store, "0001")
    with store.write() as tx:
        tx.execute(text("CREATE TABLE frozen_profile (in_the_way INTEGER)"))
        before = _structure(tx)
    with pytest.raises((Unavailable, ProgrammingError), match="frozen_profile"):
        store.migrate()
    with store.write() as tx:
        assert _structure(tx) == before
        assert migrate.revision(tx) == "0001"
        tx.execute(text("DROP TABLE frozen_profile"))
    store.migrate()
    with store.read() as tx:
        assert migrate.revision(tx) == migrate.HEAD


def test_a_database_of_a_newer_version_is_left_alone(store: Store) -> None:
    with store.write() as tx:
        fill(tx, add_council(tx))
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        before = all_rows(tx)
    with pytest.raises(Unavailable, match=r"revision 9999.*[Cc]op(y|ies)"):
        store.migrate()
    with store.read() as tx:
        assert all_rows(tx) == before
        assert migrate.revision(tx) == "9999"


def test_the_refusal_of_a_newer_file_makes_no_copy_and_names_the_one_to_put_back(tmp_path: Path) -> None:
    file = tmp_path / "journey.db"
    store = Store(f"sqlite:///{file}")
    store.migrate()
    older, unusable = (tmp_path / f"journey.db.before-{revision}.backup" for revision in ("9998", "9999"))
    for copy in (older, unusable):
        copying.copy(file, copy)
    for newer in (file, unusable):
        with closing(connect(newer)) as later:
            later.execute("UPDATE alembic_version SET version_num = '9999'")
            later.commit()
    with pytest.raises(Unavailable, match=f"put back by: python3 -m journey restore {older}$"):
        store.migrate()
    store.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == [file.name, older.name, unusable.name]


def test_a_database_whose_letters_are_not_unicode_is_refused(postgres_server: postgres.Server) -> None:
    url = postgres_server.create(encoding="LATIN1")
    store = Store(url)
    with pytest.raises(Unavailable, match=r"are LATIN1.*Nothing was changed.*createdb --encoding=UTF8"):
        store.migrate()
    store.close()
    postgres_server.drop(url)


def test_a_user_who_may_not_make_tables_is_told_what_to_grant(postgres_server: postgres.Server) -> None:
    url = postgres_server.create()
    user = postgres_server.user_of(url)
    store = Store(make_url(url).set(username=user).render_as_string(hide_password=False))
    with pytest.raises(Unavailable, match=r"may not do what is needed there.*GRANT CREATE ON SCHEMA public"):
        store.migrate()
    store.close()
    postgres_server.drop(url)
    postgres_server.drop_user(user)


def test_rows_that_refer_to_nothing_stop_a_migration_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "journey.db"
    store = Store(f"sqlite:///{file}")
    with store.write() as tx:
        migrate.upgrade(tx, "0001")
    with closing(connect(file)) as careless:
        careless.execute("INSERT INTO role VALUES ('nobody', 'managers', 1, 'Managers')")
        careless.commit()
    with pytest.raises(Unavailable, match="in the table role"):
        store.migrate()
    with store.read() as tx:
        assert migrate.revision(tx) == "0001"
        assert "moved_on" not in inspect(tx).get_table_names()
    store.close()


def test_foreign_keys_hold_again_after_a_migration(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'journey.db'}")
    store.migrate()
    with store.read() as tx:
        assert tx.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    store.close()


def test_replicas_that_start_together_migrate_once(database_url: str) -> None:
    stores = [Store(database_url) for _ in range(4)]
    with stores[0].write() as tx:
        fill(tx, add_council(tx))
    before = put_back(stores[0], "0001")
    with ThreadPoolExecutor(len(stores)) as pool:
        for done in [pool.submit(store.migrate) for store in stores]:
            done.result()
    with stores[0].read() as tx:
        assert rows_of(tx) == _with_new_columns(before) | {name: [] for name in LACKING["0001"]}
        assert tx.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [migrate.HEAD]
    for store in stores:
        store.close()


def test_the_folder_of_a_new_file_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = Store(f"sqlite:///{folder / 'journey.db'}")
    assert not folder.exists()
    store.migrate()
    assert folder.stat().st_mode & 0o777 == 0o700
    store.close()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_spelling_of_a_postgresql_address_works(postgres_url: str, scheme: str) -> None:
    address = make_url(postgres_url).set(drivername=scheme).render_as_string(hide_password=False)
    store = Store(address)
    store.migrate()
    with store.write() as tx:
        fill(tx, add_council(tx))
    store.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://me:secret@host/db"])
def test_an_address_of_another_kind_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ValueError, match="not one that can be used") as caught:
        Store(url)
    assert "secret" not in str(caught.value)


def _with_new_columns(older: Rows) -> Rows:
    with_new = {table: [NEW_COLUMNS.get(table, {}) | row for row in rows] for table, rows in older.items()}
    held = {(row["round_id"], row["unit_id"]): row["id"] for row in older.get("workshop", [])}
    for row in with_new.get("action", []):
        row["workshop_id"] = held[row["round_id"], row["unit_id"]]
    return with_new


def _structure(tx: Connection) -> dict[str, Any]:
    """Columns, keys, checks and indexes of every table, in an order that can be compared."""
    found = inspect(tx)
    ask = (
        found.get_columns,
        lambda name: [found.get_pk_constraint(name)],
        found.get_foreign_keys,
        found.get_unique_constraints,
        found.get_check_constraints,
        found.get_indexes,
    )
    names = [name for name in found.get_table_names() if name != "alembic_version"]
    return {name: [sorted(map(repr, question(name))) for question in ask] for name in names}
