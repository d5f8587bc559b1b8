"""A server of the light pages for the tests of a file, and its database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from journey.service import Product
from tests.steps.light_pages import database, light_server
from tests.steps.server import LightServer


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LightServer]:
    """One server for the tests of a file."""
    with light_server(tmp_path_factory.mktemp("light")) as started:
        yield started


@pytest.fixture
def product(server: LightServer) -> Iterator[Product]:
    """The product on the server's database."""
    with database(server.database_url) as opened:
        yield opened
