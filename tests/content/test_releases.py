"""Released versions stay as they are: recording them, and finding what was changed afterwards."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from journey.content import ContentFault
from journey.content.checking import check, release
from journey.content.shapes import KINDS

LIBRARY = Path(__file__).parent / "library"
NOTHING = Path(__file__).parent / "nothing"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A council's own folder with one file of each kind."""
    return Path(shutil.copytree(LIBRARY, tmp_path / "our-content"))


def codes(path: Path) -> list[str]:
    """The codes of the faults below a path."""
    return [fault.code for fault in check([path], NOTHING)]


def test_releasing_records_hash_and_ids_of_each_kind(content: Path) -> None:
    assert release([content], NOTHING) == [
        "checklist/base-pitfalls/1.0.0",
        "guidance/base-help/1.0.0",
        "workshop/base-meeting/1.0.0",
        "questionnaire/base/1.0.0",
    ]
    body = content.joinpath("questionnaires", "base", "1.0.0.yaml").read_bytes()
    records = {file.parent.name: json.loads(file.read_text()) for file in content.rglob("released.json")}
    assert records["questionnaires"] == {
        "questionnaire/base/1.0.0": {"sha256": hashlib.sha256(body).hexdigest(), "ids": {"base-results": 1}}
    }
    assert records["checklists"]["checklist/base-pitfalls/1.0.0"]["ids"] == {"no-dates": 1}
    assert records["guidance"]["guidance/base-help/1.0.0"]["ids"] == {"set-a-date": None}
    assert records["workshops"]["workshop/base-meeting/1.0.0"]["ids"] == {"seen-once": None, "seen-by-some": None}


def test_what_is_released_and_unchanged_is_clean(content: Path) -> None:
    release([content], NOTHING)
    assert codes(content) == []


def test_releasing_again_changes_nothing(content: Path) -> None:
    release([content], NOTHING)
    before = {file: file.read_bytes() for file in content.rglob("released.json")}
    assert release([content], NOTHING) == []
    assert len(before) == len(KINDS)
    assert {file: file.read_bytes() for file in content.rglob("released.json")} == before


def test_a_later_version_joins_the_record(content: Path) -> None:
    release([content], NOTHING)
    first = content / "questionnaires/base/1.0.0.yaml"
    first.with_name("1.1.0.yaml").write_text(first.read_text().replace("1.0.0", "1.1.0"))
    assert release([content / "questionnaires"], content) == ["questionnaire/base/1.1.0"]
    assert len(json.loads(content.joinpath("questionnaires", "released.json").read_text())) == 2


@pytest.mark.parametrize("asked", ["", "questionnaires", "questionnaires/base", "questionnaires/base/1.0.0.yaml"])
def test_a_changed_release_is_found_however_it_is_asked_for(content: Path, asked: str) -> None:
    release([content], NOTHING)
    file = content / "questionnaires/base/1.0.0.yaml"
    file.write_text(file.read_text() + "# a remark\n")
    assert [fault.code for fault in check([content / asked], content)] == ["RELEASED_CHANGED"]


def test_a_changed_release_is_not_recorded_anew(content: Path) -> None:
    release([content], NOTHING)
    record = content / "questionnaires/released.json"
    before = record.read_bytes()
    file = content / "questionnaires/base/1.0.0.yaml"
    file.write_text(file.read_text() + "# a remark\n")
    with pytest.raises(ContentFault, match="RELEASED_CHANGED"):
        release([content], NOTHING)
    assert record.read_bytes() == before


def test_a_release_that_is_gone_is_missed(content: Path) -> None:
    release([content], NOTHING)
    content.joinpath("checklists", "base-pitfalls", "1.0.0.yaml").unlink()
    assert codes(content) == ["RELEASED_MISSING"]


def test_a_faulty_file_is_not_released_and_neither_are_its_neighbours(content: Path) -> None:
    file = content / "questionnaires/base/1.0.0.yaml"
    file.write_text(file.read_text().replace("why:", "whi:"))
    with pytest.raises(ContentFault, match="UNKNOWN_KEY"):
        release([content], NOTHING)
    assert list(content.rglob("released.json")) == []


def test_a_loose_file_cannot_be_released(content: Path, tmp_path: Path) -> None:
    loose = Path(shutil.copy(content / "guidance/base-help/1.0.0.yaml", tmp_path / "loose.yaml"))
    with pytest.raises(ContentFault, match="NOT_RELEASABLE") as caught:
        release([loose], NOTHING)
    assert [fault.path for fault in caught.value.faults] == [str(loose)]
    assert list(tmp_path.glob("*.json")) == []


def test_a_record_that_is_damaged_is_left_alone(content: Path) -> None:
    record = content / "guidance/released.json"
    record.write_text('{"guidance/base-help/1.0.0": ')
    with pytest.raises(ContentFault, match="BAD_RECORD"):
        release([content], NOTHING)
    assert record.read_text() == '{"guidance/base-help/1.0.0": '


def test_a_record_that_cannot_be_opened_is_a_fault(content: Path) -> None:
    content.joinpath("guidance", "released.json").mkdir()
    assert codes(content) == ["BAD_RECORD"]
