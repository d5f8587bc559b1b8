"""The README's table of places: enough everyday tasks, and each place is there."""

from __future__ import annotations

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

from journey import launch
from journey.config import NAMES, Settings
from journey.model import Scope
from journey.service import Product
from journey.service.answering import sessions
from journey.wording import terms

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


def test_every_setting_that_is_known_stands_in_its_table() -> None:
    table = README.split("| setting | what it does |")[1].split("\n\n")[0]
    assert {*re.findall(r"^\| `(\w+)`", table, re.MULTILINE), "JOURNEY_NO_VENV", "JOURNEY_SCREENSHOTS"} == {*NAMES}


@pytest.mark.content("shipped")
def test_it_says_how_long_answering_takes_as_the_pages_do(product: Product) -> None:
    opening = " ".join(README.split("## Start it")[0].split())
    for ids, scope in (
        (["stages"], Scope.QUICK),
        (["stages"], Scope.FULL),
        (product.library.ids("questionnaire"), Scope.FULL),
    ):
        assert terms.workload(*sessions.size_of_all(product, ids, scope)) in opening


def test_the_unit_for_systemd_starts_what_there_is_with_settings_that_there_are() -> None:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    text = README.split("```ini\n")[1].split("```")[0]
    unit.read_string(text)
    service = unit["Service"]
    python, *arguments = service["ExecStart"].split()
    assert python == f"{service['WorkingDirectory']}/.venv/bin/python"
    assert arguments[:3] == ["-m", "journey", "run"]
    assert launch._options(arguments[3:]).join_port == 8080
    environment = dict(re.findall(r"(JOURNEY_[A-Z_]+)=(\S+)", text))
    settings = Settings.read(environment)
    assert settings.database_url.endswith(f"/var/lib/{service['StateDirectory']}/journey.db")
    assert {"Restart": "always", "UMask": "0077", "LimitNOFILE": "65536"}.items() <= dict(service).items()
