"""The whole product in a process that cannot reach out, for the tests of a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.steps.server import Server, started

NO_WAY_OUT = Path(__file__).parents[1] / "steps" / "no_way_out.py"


class Enclosed(Server):
    """Streamlit's own command, by which every attempt to connect anywhere fails and is printed."""

    first_port = 8750
    first_join_port = 9250

    def _command(self) -> list[str]:
        _, _, _, *rest = super()._command()
        return [sys.executable, str(NO_WAY_OUT), *rest]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests of a file."""
    with started(Enclosed(tmp_path_factory.mktemp("enclosed"))) as one:
        yield one
