"""What tests of the pages share: the product as pages open it, on a database that no other process has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from journey.service import Product
from journey.service.context import opened


@pytest.fixture(scope="session", autouse=True)
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product that every page of this process opens. Tests share it: each works in a council of its own."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("JOURNEY_DATABASE_URL", f"sqlite:///{tmp_path_factory.mktemp('pages') / 'journey.db'}")
        yield opened()
