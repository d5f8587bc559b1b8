"""A council's own guidance: what is read, what is left out, and that nothing stops the product."""

from __future__ import annotations

from pathlib import Path

import pytest

from journey.content import SHIPPED
from journey.content.checking import check
from journey.content.own import MOST_FILES, read_own

TIP = """
  - id: {id}
    title: Ten minutes at the board
    text: Stand at the board and name one result that moved.
    helps_with: [{helps}]
    source: [OURS]
"""
FILE = """id: {file}
version: "{version}"
title: What works here
summary: What colleagues here found to work.
language: en-GB
documents:
  OURS: {{title: our own experience, publisher: Ambershire Council, year: 2026}}
tips:{tips}"""


def write(
    folder: Path, name: str = "ours.yaml", *, tip: str = "board", helps: str = "checked-it-worked", **of: str
) -> Path:
    """One file with one tip, in the folder."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    head = {"file": "ours", "version": "1.0.0"} | of
    file.write_text(FILE.format(tips=TIP.format(id=tip, helps=helps), **head), encoding="utf-8")
    return file


def codes(folder: Path) -> list[tuple[str, int, str]]:
    return [(Path(fault.path).name, fault.line, fault.code) for fault in read_own(folder).faults]


def tips(folder: Path) -> list[str]:
    return [tip.id for file in read_own(folder).files for tip in file.tips]


def test_files_are_read_in_the_folder_and_one_further_down(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, "more/theirs.yml", file="theirs", tip="map")
    write(tmp_path, "far/down/here.yaml", file="far", tip="far-away")
    write(tmp_path, ".hidden.yaml", file="hidden", tip="hidden")
    assert (tips(tmp_path), codes(tmp_path)) == (["board", "map"], [])


def test_a_file_with_a_fault_is_left_out_and_the_others_are_there(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, "bad.yaml", file="bad", tip="bad", helps="no-such-thing-here")
    assert tips(tmp_path) == ["board"]
    assert codes(tmp_path) == [("bad.yaml", 12, "NO_SUCH_SUBJECT")]


@pytest.mark.parametrize(
    ("of", "line", "code"),
    [
        ({"tip": "date-the-check"}, 9, "REPEATED_TIP"),
        ({"file": "stages"}, 1, "TAKEN_ID"),
        ({"tip": "one-stage"}, 9, "TAKEN_ID"),
    ],
)
def test_the_ids_of_what_ships_are_taken(tmp_path: Path, of: dict[str, str], line: int, code: str) -> None:
    write(tmp_path, **of, version="9.0.0")  # type: ignore[arg-type]
    assert (tips(tmp_path), [(where, what) for _name, where, what in codes(tmp_path)]) == ([], [(line, code)])


def test_only_guidance_is_read(tmp_path: Path) -> None:
    (tmp_path / "asked.yaml").write_bytes(Path("tests/content/valid/questionnaire.yaml").read_bytes())
    assert ("asked.yaml", 1, "NOT_GUIDANCE") in codes(tmp_path)
    assert tips(tmp_path) == []


def test_the_highest_version_of_a_file_counts(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, "later.yaml", version="1.10.0", tip="later")
    write(tmp_path, "between.yaml", version="1.9.0", tip="between")
    assert tips(tmp_path) == ["later"]


def test_a_folder_that_is_not_there_or_empty_is_a_fault_and_no_error(tmp_path: Path) -> None:
    assert codes(tmp_path) == [(tmp_path.name, 1, "NOTHING_HERE")]
    assert codes(tmp_path / "gone") == [("gone", 1, "NO_FILE")]


def test_the_folder_of_what_ships_is_no_folder_of_ours() -> None:
    own = read_own(SHIPPED / "guidance")
    assert (own.files, [fault.code for fault in own.faults]) == ((), ["SHIPPED_FOLDER"])


def test_of_very_many_files_the_first_are_read(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 1):
        (tmp_path / f"{number:04}.yaml").write_text("", encoding="utf-8")
    assert {code for _name, _line, code in codes(tmp_path)} == {"EMPTY_FILE", "MANY_FILES"}


def test_the_check_of_a_folder_says_the_same(tmp_path: Path) -> None:
    write(tmp_path, tip="date-the-check")
    assert check([tmp_path], own=tmp_path) == list(read_own(tmp_path).faults)
