"""What tests of several parts share: databases, stores on them, and the product on a store."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from journey.service import Product
from journey.store import Store
from tests.steps import postgres
from tests.steps.rounds import QUESTIONNAIRES, product_with, shipped_product, write

KINDS = ("sqlite", "postgresql")
STORE = Path(__file__).parent / "store"


def pytest_configure(config: pytest.Config) -> None:
    """Without ``-m``, leave out the long forms of the fault and load tests: their short forms run."""
    config.option.markexpr = config.option.markexpr or "not long"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run on SQLite; on both kinds of database the tests of the store, and those that are marked ``both_databases``."""
    if "database_url" in metafunc.fixturenames:
        both = metafunc.definition.path.is_relative_to(STORE) or metafunc.definition.get_closest_marker(
            "both_databases"
        )
        metafunc.parametrize("database_url", KINDS if both else KINDS[:1], indirect=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A real PostgreSQL server."""
    with postgres.running() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: postgres.Server) -> Iterator[str]:
    """A migrated, empty PostgreSQL database to copy."""
    url = postgres_server.create()
    _migrate(url)
    yield url
    postgres_server.drop(url)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite database to copy."""
    file = tmp_path_factory.mktemp("migrated") / "journey.db"
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(params=KINDS)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without any tables, of each kind in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'journey.db'}"
        return
    server = request.getfixturevalue("postgres_server")
    url = server.create()
    yield url
    server.drop(url)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a migrated, empty database of the kind that ``pytest_generate_tests`` chose."""
    if request.param == "sqlite":
        file = tmp_path / "journey.db"
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), file)
        yield f"sqlite:///{file}"
        return
    server = request.getfixturevalue("postgres_server")
    url = server.create(template=request.getfixturevalue("migrated_postgres"))
    yield url
    server.drop(url)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store on ``database_url``."""
    opened = Store(database_url)
    yield opened
    opened.close()


@pytest.fixture
def product(store: Store, request: pytest.FixtureRequest, tmp_path: Path) -> Product:
    """The product on ``store``, with the small questionnaire. Whoever needs more marks a file or a test:

    ``content("shipped")`` for everything that ships, ``content("small", "other")`` for these from ``QUESTIONNAIRES``;
    ``small_group=4`` besides for another setting of the council. Versions that a test adds belong in ``tmp_path``.
    """
    asked = request.node.get_closest_marker("content")
    names, settings = (asked.args, asked.kwargs) if asked else (("small",), {})
    if names == ("shipped",):
        return shipped_product(store, **settings)
    for name in names:
        write(tmp_path, QUESTIONNAIRES[name], id=name)
    return product_with(store, tmp_path, **settings)


def _migrate(url: str) -> None:
    opened = Store(url)
    opened.migrate()
    opened.close()
