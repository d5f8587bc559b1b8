"""The README's table of places: enough everyday tasks, and each place is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (?P<task>[^|]+) \| `(?P<place>[^`|]+)` \|$", re.MULTILINE)


def places() -> dict[str, str]:
    """The table *Where to make a change*: tasks and the one place of each."""
    table = README.split("## Where to make a change")[1].split("\n## ")[0]
    return {row["task"]: row["place"] for row in ROW.finditer(table)}


def test_it_says_where_at_least_twenty_five_everyday_changes_are_made() -> None:
    assert len(places()) >= 25


@pytest.mark.parametrize(("task", "place"), places().items())
def test_each_place_is_there(task: str, place: str) -> None:
    assert (PROJECT / place).is_file(), f"to change {task}: there is no {place}"


def test_every_folder_of_the_product_stands_in_the_tree() -> None:
    tree = README.split("## The tree")[1].split("\n## ")[0]
    folders = {path.name for path in (PROJECT / "journey").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert {name for name in folders if f"{name}/" not in tree} == set()
