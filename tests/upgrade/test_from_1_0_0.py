"""A database that version 1.0.0 wrote opens as it is, and this version finds in it what 1.0.0 found.

``rows-1.0.0.json.xz`` holds the rows: the sample council and three more, one of them with a workshop.
``findings-1.0.0.json.xz`` holds what 1.0.0 found in them, asked as ``findings.py`` asks now. Whatever differs on
purpose stands in the tables below; everything else is equal to the last digit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from journey.config import Settings
from journey.service import open_product
from tests.upgrade import rows
from tests.upgrade.findings import findings

RENAMED = {
    "view": "selection",
    "said": "answered",
    "k": "min_group",
    "started": "begun",
    "turn": "ballot_round",
    "batch": "question_set",
    "moves": "control_version",
    "rest": "unexplained",
    "reach": "margin",
    "came": "joined",
    "put": "asked",
    "turns": "results",
}
"""Fields that have another name since, as 1.0.0 named them and as they are named now."""

RENAMED_BESIDE = {"moves": {"revision": "display_version"}, "turns": {"asked": "numbered"}}
"""Likewise, but only beside another field: of a workshop alone, and of a statement in the pack."""

GROUPED = {"turnout", "workload"}
"""Fields that hold together what stood side by side in 1.0.0."""

NEW = {"band", "means", "two_groups"}
"""Fields that 1.0.0 did not have: a mean over units brings its band, a role how sure its indexes are, and an invitation
what it asks people to be."""

EARLIER_MEDIAN = {"round_name", "level"}
"""What is left of an earlier answer beside a revealed statement: 1.0.0 handed on a note, a state and a number that
nothing showed there."""

REWORDED = {
    # A vote on pitfalls is worded in a room as on its page.
    "We avoid it in part": "Partly avoided",
    "We avoid it": "Avoided",
    # Why a result is not printed in the pack is said as it is.
    "fewer than five people stand behind at least one of these figures": "fewer than five people voted",
}
"""Words that are others since: in votes, and in the pack."""

HELD_TO_THEIR_ROUND = {
    ("Ambershire", "Autumn 2026", "stages since Autumn 2025"): [
        {"index": 2.819760101010101, "gap": -0.4197601010101013, "outcome": "hit"},
        {"index": 2.585714285714286, "gap": 0.014285714285714235, "outcome": "missed"},
    ],
    ("Wensford Council (sample)", "Autumn 2026", "stages since Autumn 2024"): [
        {"index": 1.7614418756788783, "gap": 0.23855812432112167},
        {"index": 2.932135917430035, "gap": -0.1321359174300354},
    ],
}
"""What became of targets, by council, round and change: they are held to the round after the one they were set in, also
where a later round is looked at. 1.0.0 held them to the later one."""


def as_now(value: Any) -> Any:
    """What 1.0.0 found, with the names and words of this version."""
    if isinstance(value, dict):
        names = dict(RENAMED)
        for mark, renamed in RENAMED_BESIDE.items():
            names |= renamed if mark in value else {}
        return {
            names.get(key, key): _medians(item) if key == "earlier" else as_now(item) for key, item in value.items()
        }
    if isinstance(value, list):
        return [as_now(item) for item in value]
    if isinstance(value, str):
        for before, after in REWORDED.items():
            value = value.replace(before, after)
    return value


def with_targets_held_to_their_round(before: Any) -> Any:
    """What 1.0.0 found, with what this version says of targets."""
    for (council, round_name, change), results in HELD_TO_THEIR_ROUND.items():
        changes = before["councils"][council]["rounds"][round_name]["units"][council]["changes"]
        for target, result in zip(changes[change]["targets"], results, strict=True):
            target.update(result)
    return before


def _medians(earlier: dict[str, Any]) -> dict[str, Any]:
    return {number: {key: said[key] for key in EARLIER_MEDIAN} for number, said in earlier.items()}


def side_by_side(value: Any) -> Any:
    """What is found now, with grouped fields side by side as in 1.0.0."""
    if isinstance(value, list):
        return [side_by_side(item) for item in value]
    if not isinstance(value, dict):
        return value
    apart = [item if key in GROUPED and isinstance(item, dict) else {key: item} for key, item in value.items()]
    return {key: side_by_side(item) for part in apart for key, item in part.items()}


def differences(before: Any, after: Any, path: str = "") -> Iterator[str]:
    """Where two findings differ, each as one line."""
    if isinstance(before, dict) and isinstance(after, dict):
        yield from (f"{path}/{key} is missing" for key in before.keys() - after.keys())
        yield from (f"{path}/{key} is new" for key in after.keys() - before.keys() - NEW)
        for key in before.keys() & after.keys():
            yield from differences(before[key], after[key], f"{path}/{key}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from differences(old, new, f"{path}/{place}")
    elif before != after:
        yield f"{path}: {before!r} is now {after!r}"


def test_this_version_finds_in_a_database_of_1_0_0_what_1_0_0_found(empty_database_url: str) -> None:
    rows.restore(empty_database_url, rows.read("rows-1.0.0.json.xz"))
    product = open_product(Settings(empty_database_url, min_group=5))
    found = side_by_side(findings(product))
    product.store.close()
    before = with_targets_held_to_their_round(as_now(rows.read("findings-1.0.0.json.xz")))
    assert list(differences(before, found)) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"index": 2.5}, {"index": 2.5}, []),
        ({"index": 2.5}, {"index": 2.4999}, ["/index: 2.5 is now 2.4999"]),
        ({"levels": [1, 2]}, {"levels": [1, 3]}, ["/levels/1: 2 is now 3"]),
        ({"levels": [1, 2]}, {"levels": [1]}, ["/levels: [1, 2] is now [1]"]),
        ({"index": None}, {}, ["/index is missing"]),
        ({}, {"share": None}, ["/share is new"]),
        ({}, {"band": 2}, []),
    ],
)
def test_a_difference_is_told_with_its_place(before: Any, after: Any, told: list[str]) -> None:
    assert list(differences(before, after)) == told


@pytest.mark.parametrize("before", [*RENAMED, *RENAMED_BESIDE, *REWORDED])
def test_nothing_stands_in_the_tables_that_1_0_0_did_not_find(before: str) -> None:
    assert before in json.dumps(rows.read("findings-1.0.0.json.xz"))
