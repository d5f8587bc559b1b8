"""What a check accepts, what it refuses, and in which words. Each example is a file in valid/ or invalid/.

The examples in invalid/ are files, or folders where several files matter; ``<name>.expected`` beside each holds exactly
the lines that a check prints. What they refer to outside themselves lies in library/.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from journey.content import ContentFault, Fault, load, parse
from journey.content.checking import check
from journey.content.faults import WORDING
from journey.content.reading import DEPTH_LIMIT, NODE_LIMIT, SIZE_LIMIT

HERE = Path(__file__).parent
LIBRARY = HERE / "library"
VALID = sorted(HERE.joinpath("valid").iterdir())
INVALID = sorted(path for path in HERE.joinpath("invalid").iterdir() if path.suffix != ".expected")

SHOWN_BELOW = {"TOO_LARGE", "TOO_MANY_PARTS", "NO_FILE", "UNREADABLE", "NOTHING_HERE"}
SHOWN_OF_OWN_GUIDANCE = {"NOT_GUIDANCE", "TAKEN_ID", "MANY_FILES", "SHIPPED_FOLDER"}
"""Those of which ``test_own`` has the examples."""
SHOWN_WITH_RELEASES = {"NOT_RELEASABLE"}


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_file_has_no_faults(path: Path) -> None:
    assert check([path], LIBRARY) == []


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_file_becomes_a_noun(path: Path) -> None:
    noun = load(path.read_bytes(), str(path))
    assert noun.version == "1.0.0"


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_a_faulty_file_gives_exactly_its_expected_lines(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    found = [str(fault) for fault in check([Path(path.name)], LIBRARY)]
    assert found == path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_a_faulty_file_has_lines_to_expect(path: Path) -> None:
    assert path.with_suffix(".expected").read_text(encoding="utf-8").strip()


def test_every_code_has_an_example() -> None:
    expected = [file.read_text(encoding="utf-8").splitlines() for file in HERE.glob("invalid/*.expected")]
    shown = {line.split()[1] for lines in expected for line in lines}
    assert shown | SHOWN_BELOW | SHOWN_WITH_RELEASES | SHOWN_OF_OWN_GUIDANCE == WORDING.keys()


def test_faults_come_sorted_by_path_then_line_then_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE / "invalid")
    faults = check([Path("yes-no.yaml"), Path("many-at-once.yaml")], LIBRARY)
    places = [(fault.path, fault.line, fault.code) for fault in faults]
    assert len({fault.path for fault in faults}) == 2
    assert places == sorted(places)


def test_loading_a_faulty_file_raises_all_its_faults() -> None:
    path = HERE / "invalid" / "many-at-once.yaml"
    with pytest.raises(ContentFault) as caught:
        load(path.read_bytes(), "many.yaml")
    assert len(caught.value.faults) > 5
    assert str(caught.value).splitlines() == [str(fault) for fault in caught.value.faults]


def test_the_folder_says_what_a_file_is_where_its_keys_do_not() -> None:
    _, faults = parse(b"id: tiny\n", "checklists/tiny/1.0.0.yaml")
    assert "MISSING_KEY The file has no 'pitfalls'." in "\n".join(map(str, faults))


def test_a_file_over_the_size_limit_is_refused_unread() -> None:
    _, faults = parse(b"a" * (SIZE_LIMIT + 1), "large.yaml")
    assert [str(fault) for fault in faults] == [
        "large.yaml:1: TOO_LARGE The file has more than 524288 bytes, which is the limit. "
        "Split the content into several files."
    ]


def test_a_file_at_the_size_limit_is_read() -> None:
    _, faults = parse(b"#" * SIZE_LIMIT, "full.yaml")
    assert [fault.code for fault in faults] == ["EMPTY_FILE"]


def test_too_many_keys_and_values_stop_the_reading() -> None:
    body = b"sections:\n" + b"- x\n" * NODE_LIMIT
    _, faults = parse(body, "many.yaml")
    assert [(fault.line, fault.code) for fault in faults] == [(NODE_LIMIT - 1, "TOO_MANY_PARTS")]


def test_every_character_is_refused_in_its_line_or_can_be_read() -> None:
    all_there_are = [chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF and chr(code) not in "\n\r"]
    refused = 0
    for start in range(0, len(all_there_are), 50_000):
        some = all_there_are[start : start + 50_000]
        _, faults = parse(in_lines(some), "characters.yaml")
        wrong = {fault.line for fault in faults if fault.code in ("CONTROL_CHARACTER", "TAB")}
        refused += len(wrong)
        kept = [character for line, character in enumerate(some, start=1) if line not in wrong]
        assert [fault.code for fault in parse(in_lines(kept), "characters.yaml")[1]] == ["EMPTY_FILE"]
    assert 60 < refused < 100


def in_lines(characters: list[str]) -> bytes:
    """Each character in a line of its own, behind a comment's sign."""
    return "".join(f"# {character}\n" for character in characters).encode()


def test_nesting_is_followed_to_its_limit_and_no_further() -> None:
    nested = [b"[" * depth + b"]" * depth for depth in (DEPTH_LIMIT, DEPTH_LIMIT + 1, 200_000)]
    codes = [[fault.code for fault in parse(body, "deep.yaml")[1]] for body in nested]
    assert codes == [["NOT_A_MAPPING"], ["TOO_DEEP"], ["TOO_DEEP"]]


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "missing.yaml"
    assert [str(fault) for fault in check([missing], LIBRARY)] == [
        f"{missing}:1: NO_FILE There is no file or folder of this name. Check the path."
    ]


def test_a_folder_without_content_is_named(tmp_path: Path) -> None:
    tmp_path.joinpath("notes.txt").write_text("nothing to check")
    assert [fault.code for fault in check([tmp_path], LIBRARY)] == ["NOTHING_HERE"]


def test_what_is_not_an_ordinary_file_is_not_opened(tmp_path: Path) -> None:
    tmp_path.joinpath("folder.yaml").symlink_to(tmp_path / "folder.yaml")
    tmp_path.joinpath("nowhere.yaml").symlink_to(tmp_path / "gone")
    assert [fault.code for fault in check([tmp_path], LIBRARY)] == ["UNREADABLE", "UNREADABLE"]


def test_a_name_that_the_system_refuses_is_a_fault(tmp_path: Path) -> None:
    assert [fault.code for fault in check([tmp_path / ("x" * 5000)], LIBRARY)] == ["UNREADABLE"]


def test_hidden_folders_are_left_alone(tmp_path: Path) -> None:
    hidden = tmp_path / ".old"
    hidden.mkdir()
    hidden.joinpath("broken.yaml").write_text("a: b: c")
    tmp_path.joinpath("good.yaml").write_bytes(HERE.joinpath("valid", "questionnaire.yaml").read_bytes())
    assert check([tmp_path], LIBRARY) == []


def test_a_file_named_twice_is_checked_once() -> None:
    path = HERE / "invalid" / "date.yaml"
    assert len(check([path, path, path.parent / "../invalid/date.yaml"], LIBRARY)) == 1


def test_tips_may_lie_among_the_files_that_are_checked(tmp_path: Path) -> None:
    folder = tmp_path / "our-content"
    for name, target in [("questionnaires/base/1.0.0.yaml", "questionnaires"), ("guidance/base-help/1.0.0.yaml", "")]:
        file = folder / name
        file.parent.mkdir(parents=True)
        file.write_bytes(LIBRARY.joinpath(name).read_bytes())
        found = [fault.code for fault in check([folder], tmp_path / "nothing-shipped")]
        assert found == (["NO_SUCH_TIP"] if target else [])


def test_a_copy_of_what_ships_may_not_be_reworded_under_its_version(tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    body = LIBRARY.joinpath("questionnaires", "base", "1.0.0.yaml").read_bytes()
    copy.write_bytes(body)
    assert check([copy], LIBRARY) == []
    copy.write_bytes(body.replace(b"once a month", b"twice a month"))
    assert [str(fault) for fault in check([copy], LIBRARY)] == [
        f"{copy}:3: SAME_VERSION Version 1.0.0 of the questionnaire 'base' is also in "
        "questionnaires/base/1.0.0.yaml, with other bytes. Raise the version of one, or give it another id."
    ]


def test_a_fault_is_one_line_whatever_the_text_holds() -> None:
    fault = parse(b'"a\\nb": 1\nsections: []\n', "new\nline.yaml")[1][0]
    assert isinstance(fault, Fault)
    assert len(str(fault).splitlines()) == 1
