"""The command line as people use it: what it prints, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journey import cli
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
