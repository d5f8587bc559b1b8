"""Finding content, reading it when it is asked for, and pinning it."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from journey.content import (
    ContentFault,
    Library,
    NoSuchContent,
    load_checklist,
    load_guidance,
    load_questionnaire,
    load_workshop,
)
from journey.content.checking import release

LIBRARY = Path(__file__).parent / "library"
QUESTIONNAIRE = LIBRARY.joinpath("questionnaires", "base", "1.0.0.yaml").read_bytes()
MEETING = LIBRARY.joinpath("guidance", "workshops", "base-meeting", "1.0.0.yaml").read_bytes()
GUIDANCE = LIBRARY.joinpath("guidance", "base-help", "1.0.0.yaml").read_bytes()


def put(root: Path, name: str, body: bytes) -> None:
    """Write a file below a root, with its folders."""
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)


def in_version(body: bytes, version: str) -> bytes:
    """The same content under another version."""
    return body.replace(b"1.0.0", version.encode())


def test_a_library_gives_out_each_kind() -> None:
    library = Library.read(LIBRARY)
    assert library.questionnaire("base").sections[0].id == "review"
    assert library.checklist("base-pitfalls").pitfalls[0].id == "no-dates"
    assert library.guidance("base-help").tips[0].id == "set-a-date"
    assert library.workshop("base-meeting").vignettes[0].id == "seen-once"
    assert library.tips["set-a-date"].title == "Set a date"


def test_the_latest_version_is_the_highest_by_number(tmp_path: Path) -> None:
    for version in ("1.9.0", "1.10.0", "0.20.0"):
        put(tmp_path, f"questionnaires/base/{version}.yaml", in_version(QUESTIONNAIRE, version))
    library = Library.read(tmp_path)
    assert library.versions("questionnaire", "base") == ("0.20.0", "1.9.0", "1.10.0")
    assert library.latest("questionnaire", "base") == "1.10.0"
    assert library.questionnaire("base").version == "1.10.0"
    assert library.questionnaire("base", "1.9.0").version == "1.9.0"


def test_what_is_not_released_is_a_draft_and_neither_used_nor_read(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY, tmp_path, dirs_exist_ok=True)
    release([tmp_path], tmp_path / "nothing")
    put(tmp_path, "questionnaires/base/1.1.0.yaml", b"a: draft: with a fault")
    put(tmp_path, "questionnaires/own/1.0.0.yaml", b"another")
    library = Library.read(tmp_path)
    assert library.drafts == ("questionnaire/base/1.1.0", "questionnaire/own/1.0.0")
    assert library.ids("questionnaire") == ("base",)
    assert library.questionnaire("base").version == "1.0.0"
    assert Library.read(tmp_path, with_drafts=True).versions("questionnaire", "base") == ("1.0.0", "1.1.0")


def test_a_record_of_releases_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    put(tmp_path, "questionnaires/base/1.0.0.yaml", QUESTIONNAIRE)
    put(tmp_path, "questionnaires/released.json", b"{")
    with pytest.raises(ContentFault, match="The record of releases cannot be read"):
        Library.read(tmp_path)


def test_ids_are_listed_by_kind_and_only_versions_count(tmp_path: Path) -> None:
    put(tmp_path, "questionnaires/b/1.0.0.yaml", QUESTIONNAIRE)
    put(tmp_path, "questionnaires/a/1.0.0.yaml", QUESTIONNAIRE)
    put(tmp_path, "questionnaires/c/draft.yaml", QUESTIONNAIRE)
    put(tmp_path, "guidance/help/1.0.0.yaml", GUIDANCE)
    library = Library.read(tmp_path)
    assert library.ids("questionnaire") == ("a", "b")
    assert library.ids("checklist") == ()


def test_workshop_designs_lie_within_guidance_and_are_none(tmp_path: Path) -> None:
    put(tmp_path, "guidance/help/1.0.0.yaml", GUIDANCE)
    put(tmp_path, "guidance/workshops/meeting/1.0.0.yaml", MEETING)
    put(tmp_path, "guidance/workshops/meeting/1.1.0.yaml", in_version(MEETING, "1.1.0"))
    library = Library.read(tmp_path)
    assert library.ids("guidance") == ("help",)
    assert library.ids("workshop") == ("meeting",)
    assert library.workshop("meeting").version == "1.1.0"
    assert library.workshop("meeting").minutes == 60


def test_a_broken_file_stays_unread_until_it_is_asked_for(tmp_path: Path) -> None:
    put(tmp_path, "questionnaires/base/1.0.0.yaml", QUESTIONNAIRE)
    put(tmp_path, "questionnaires/broken/1.0.0.yaml", b"a: b: c")
    library = Library.read(tmp_path)
    assert library.questionnaire("base").id == "base"
    with pytest.raises(ContentFault, match="NOT_YAML"):
        library.questionnaire("broken")


def test_what_is_pinned_is_the_bytes_of_the_file_and_their_hash() -> None:
    pinned = Library.read(LIBRARY).pinned("questionnaire", "base")
    assert (pinned.kind, pinned.id, pinned.version) == ("questionnaire", "base", "1.0.0")
    assert pinned.body == QUESTIONNAIRE
    assert pinned.hash == hashlib.sha256(QUESTIONNAIRE).hexdigest()


def test_pinned_bytes_give_the_content_again_and_are_parsed_once() -> None:
    pinned = Library.read(LIBRARY).pinned("questionnaire", "base")
    first = load_questionnaire(pinned.body)
    again = load_questionnaire(bytes(bytearray(pinned.body)))
    assert first.id == "base"
    assert again is first


def test_content_that_is_not_there_is_named_with_what_is() -> None:
    library = Library.read(LIBRARY)
    with pytest.raises(NoSuchContent, match="no questionnaire 'stages'; there are: base"):
        library.questionnaire("stages")
    with pytest.raises(NoSuchContent, match=r"no version 2\.0\.0 of the questionnaire 'base'; there are: 1\.0\.0"):
        library.pinned("questionnaire", "base", "2.0.0")


def test_a_folder_without_content_is_an_empty_library(tmp_path: Path) -> None:
    library = Library.read(tmp_path)
    assert library.ids("questionnaire") == ()
    assert library.tips == {}


def test_a_tip_that_a_later_version_drops_can_still_be_found(tmp_path: Path) -> None:
    later = in_version(GUIDANCE, "1.1.0").replace(b"set-a-date", b"set-dates")
    put(tmp_path, "guidance/help/1.0.0.yaml", GUIDANCE)
    put(tmp_path, "guidance/help/1.1.0.yaml", later)
    assert Library.read(tmp_path).tips.keys() == {"set-a-date", "set-dates"}


def test_of_a_tip_in_two_versions_the_later_counts(tmp_path: Path) -> None:
    put(tmp_path, "guidance/help/1.9.0.yaml", in_version(GUIDANCE, "1.9.0"))
    put(tmp_path, "guidance/help/1.10.0.yaml", in_version(GUIDANCE, "1.10.0").replace(b"Set a date", b"Set two dates"))
    assert Library.read(tmp_path).tips["set-a-date"].title == "Set two dates"


@pytest.mark.parametrize("load_as", [load_checklist, load_guidance, load_workshop])
def test_a_questionnaire_is_nothing_else(load_as) -> None:
    with pytest.raises(ContentFault, match="UNKNOWN_KEY The file has no key 'sections'"):
        load_as(QUESTIONNAIRE)


def test_bytes_that_cannot_be_read_are_a_content_fault() -> None:
    with pytest.raises(ContentFault, match="NOT_UTF8"):
        load_questionnaire(b"\xff\xfe")
