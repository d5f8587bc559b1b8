"""Fixtures for the store's tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from journey.store import Store
from tests.steps import postgres
from tests.store.store_examples import Council, with_council


@pytest.fixture
def council(store: Store) -> Council:
    """A council with an open round in ``store``."""
    return with_council(store)


@pytest.fixture
def sqlite_file(tmp_path: Path, migrated_sqlite: Path) -> Path:
    """A migrated, empty SQLite database, for what only a file can suffer."""
    return Path(shutil.copyfile(migrated_sqlite, tmp_path / "journey.db"))


@pytest.fixture
def sqlite_store(sqlite_file: Path) -> Iterator[Store]:
    """A store on ``sqlite_file``."""
    opened = Store(f"sqlite:///{sqlite_file}")
    yield opened
    opened.close()


@pytest.fixture
def postgres_url(postgres_server: postgres.Server, migrated_postgres: str) -> Iterator[str]:
    """A migrated, empty PostgreSQL database, for what only a server can suffer."""
    url = postgres_server.create(template=migrated_postgres)
    yield url
    postgres_server.drop(url)
