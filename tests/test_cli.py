"""The command line as people use it: what it prints, and how it ends."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from journey import cli
from journey.config import PROJECT
from journey.store import Store, organisations

STATEMENTS = {
    "shared-vision": "3",
    "clear-choices": "4",
    "councillors-choose": "3",
    "outcomes-measured": "1",
    "budget-follows": "3",
    "national-made-local": "dk",
    "golden-thread": "na",
}


def answers_file(folder: Path, **changes: str) -> str:
    """One response to the second stage, as a file; its path."""
    cells = STATEMENTS | {name.replace("_", "-"): cell for name, cell in changes.items()}
    file = folder / "answers.csv"
    file.write_text(f"respondent,{','.join(cells)}\nr1,{','.join(cells.values())}\n", encoding="utf-8")
    return str(file)


def score(answers: str, questionnaire: str = "stages@1.0.0") -> int:
    return cli.main(["score", "--questionnaire", questionnaire, "--answers", answers])


def test_score_prints_the_findings_as_json_unrounded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert score(answers_file(tmp_path)) == 0
    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == ["questionnaire", "responses", "sections", "statements"]
    assert (printed["questionnaire"], printed["responses"]) == ({"id": "stages", "version": "1.0.0"}, 1)
    assert printed["sections"] == {
        "setting-direction": {
            "coverage": 5 / 6,
            "index": 2.8,
            "band": 3,
            "secure_level": 2,
            "blockers": ["outcomes-measured"],
        }
    }
    assert list(printed["statements"]) == list(STATEMENTS)
    assert printed["statements"]["clear-choices"] == {
        "n": 1,
        "counts": {"1": 0, "2": 0, "3": 0, "4": 1},
        "dont_know": 0,
        "not_applicable": 0,
        "mean": 4.0,
        "median": 4,
        "average_deviation": 0.0,
        "r_wg": None,
        "agreement": None,
    }


def test_score_names_every_fault_with_its_cell_and_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert score(answers_file(tmp_path, shared_vision="5", golden_thread="perhaps")) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    lines = printed.err.splitlines()
    assert lines[0].startswith("row 2, column B:")
    assert lines[1].startswith("row 2, column H:")
    assert lines[2:] == ["Nothing was scored."]


def test_score_without_a_file_or_such_a_questionnaire_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = answers_file(tmp_path)
    for file, questionnaire, said in (
        (str(tmp_path / "none.csv"), "stages", "could not be read"),
        (answers, "none", "There is no questionnaire 'none'"),
        (answers, "stages@9.0.0", "There is no version 9.0.0"),
    ):
        assert score(file, questionnaire) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        assert said in printed.err
        assert "Nothing was scored." in printed.err


def test_the_sample_is_loaded_once_and_removed_without_a_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'journey.db'}"
    monkeypatch.setenv("JOURNEY_DATABASE_URL", url)
    for arguments, said, number in (
        (["sample"], "is loaded. It is fictional", 1),
        (["sample"], "is loaded. It is fictional", 1),
        (["sample", "--remove"], "The sample council is removed", 0),
        (["sample", "--remove"], "There was no sample council", 0),
    ):
        assert cli.main(arguments) == 0
        assert said in capsys.readouterr().out
        store = Store(url)
        with store.read() as tx:
            assert len(organisations.every(tx)) == number
        store.close()


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a database with one council, as the environment names it."""
    file = tmp_path / "what? 100%" / "journey.db"
    monkeypatch.setenv("JOURNEY_DATABASE_URL", f"sqlite:///{file}")
    store = Store(f"sqlite:///{file}")
    store.migrate()
    with store.write() as tx:
        organisations.add(tx, name="Ambershire", kind="county")
    store.close()
    return file


def councils(file: Path) -> list[str]:
    """The names of the councils in a file, which is closed again."""
    store = Store(f"sqlite:///{file}")
    with store.read() as tx:
        names = [one.name for one in organisations.every(tx)]
    store.close()
    return names


def test_a_backup_is_restored_and_what_was_there_is_kept(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.db"
    assert cli.main(["backup", str(copy)]) == 0
    assert f"{copy} is written, and was read through: councils 1, answers 0, revision" in capsys.readouterr().out
    store = Store(f"sqlite:///{kept}")
    with store.write() as tx:
        organisations.add(tx, name="Cedarshire", kind="county")
    store.close()
    assert cli.main(["restore", str(copy)]) == 0
    said = capsys.readouterr().out
    assert f"{kept} is now as it was in {copy}: councils 1," in said
    [before] = kept.parent.glob("journey.db.replaced-*")
    assert str(before) in said
    assert (councils(kept), councils(before)) == (["Ambershire"], ["Ambershire", "Cedarshire"])


def test_restoring_is_refused_while_the_product_runs(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["backup", str(tmp_path / "copy.db")]) == 0
    running = Store(f"sqlite:///{kept}")
    running.migrate()
    assert cli.main(["restore", str(tmp_path / "copy.db")]) == 1
    assert f"Nothing was changed: {kept} is in use. Stop the product" in capsys.readouterr().err
    running.close()
    assert cli.main(["restore", str(tmp_path / "copy.db")]) == 0


def test_what_cannot_be_copied_or_put_back_is_refused(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other, newer, taken = (tmp_path / name for name in ("other.db", "newer.db", "taken.db"))
    taken.touch()
    with closing(connect(other)) as made:
        made.execute("CREATE TABLE thing (id)")
    assert cli.main(["backup", str(newer)]) == 0
    with closing(connect(newer)) as made:
        made.execute("UPDATE alembic_version SET version_num = '9999'")
        made.commit()
    before = kept.read_bytes()
    for arguments, said in (
        (["backup", str(taken)], "Nothing was copied: there is a file"),
        (["restore", str(tmp_path / "none.db")], "Nothing was changed: there is no file"),
        (["restore", str(other)], "is not a copy of this product’s database"),
        (["restore", str(newer)], "was made by a newer version of the product (revision 9999)"),
        (["restore", str(PROJECT / "README.md")], "is damaged"),
    ):
        assert cli.main(arguments) == 1
        assert said in capsys.readouterr().err
    assert kept.read_bytes() == before
    assert taken.read_bytes() == b""
    for url, said in (
        (f"sqlite:///{tmp_path}/none.db", "Nothing was copied: there is no database"),
        ("postgresql://db/journey", "pg_dump"),
    ):
        monkeypatch.setenv("JOURNEY_DATABASE_URL", url)
        assert cli.main(["backup", str(tmp_path / "copy.db")]) == 1
        assert said in capsys.readouterr().err


def test_a_database_that_cannot_be_used_ends_the_sample_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JOURNEY_DATABASE_URL", "mysql://db/journey")
    assert cli.main(["sample"]) == 1
    assert "JOURNEY_DATABASE_URL" in capsys.readouterr().err


def test_an_unknown_command_ends_with_2_and_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["shine"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("There is no command 'shine'.")
    assert cli.usage() in printed.err


@pytest.mark.parametrize("arguments", [[], ["-h"], ["--help"]])
def test_the_help_names_every_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    for name, subcommand in cli.SUBCOMMANDS.items():
        assert f"  {name:<9}{subcommand.summary}" in lines


def test_arguments_that_are_missing_end_with_2() -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["score", "--questionnaire", "stages"])
    assert ended.value.code == 2
