"""A server of the light pages for the tests of a file, and its database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from journey.service import Product
from journey.service.context import opened
from tests.steps.light_pages import database, light_server
from tests.steps.server import LightServer


@pytest.fixture(scope="session", autouse=True)
def no_database_of_somebody(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What pages open in this process is a database of the tests, and not the one beside the source."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("JOURNEY_DATABASE_URL", f"sqlite:///{tmp_path_factory.mktemp('join') / 'journey.db'}")
        opened()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LightServer]:
    """One server for the tests of a file."""
    with light_server(tmp_path_factory.mktemp("light")) as started:
        yield started


@pytest.fixture
def product(server: LightServer) -> Iterator[Product]:
    """The product on the server's database."""
    with database(server.database_url) as own:
        yield own
