"""The order in which questionnaires are offered and shown comes from the content, not from their ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from journey.content import Library
from journey.content.order import ORDER
from tests.steps.rounds import Ask, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for id_ in ("alpha", "beta", "gamma"):
        write(tmp_path, {"plan": [Ask(f"{id_}-aims")]}, id=id_)
    return tmp_path


def test_questionnaires_come_in_the_order_that_the_content_names(folder: Path) -> None:
    folder.joinpath("questionnaires", ORDER).write_text("# the long one first\ngamma\nalpha\nbeta\n")
    assert Library.read(folder).ids("questionnaire") == ("gamma", "alpha", "beta")


def test_those_that_the_order_does_not_name_come_last_by_their_ids(folder: Path) -> None:
    folder.joinpath("questionnaires", ORDER).write_text("gamma\n")
    library = Library.read(folder)
    assert library.ids("questionnaire") == ("gamma", "alpha", "beta")
    assert library.in_order(["retired", "beta", "gamma"]) == ["gamma", "beta", "retired"]


def test_without_an_order_they_come_by_their_ids(folder: Path) -> None:
    assert Library.read(folder).ids("questionnaire") == ("alpha", "beta", "gamma")


def test_what_ships_shows_the_stages_first() -> None:
    assert Library.read().ids("questionnaire") == ("stages", "breakthroughs")
