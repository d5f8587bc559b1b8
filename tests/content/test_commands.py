"""The commands for content as people use them: what they print, and how they end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from journey import cli
from journey.content import SHIPPED
from tests.content.test_own import write

HERE = Path(__file__).parent


def journey(*arguments: str | bytes, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    command = [sys.executable, "-m", "journey", *arguments]
    settings = {**os.environ, "JOURNEY_NO_VENV": "1", **environment}
    return subprocess.run(command, cwd=SHIPPED, env=settings, capture_output=True, text=True, check=False)


def test_a_check_of_what_ships_prints_figures_and_ends_well() -> None:
    done = journey("check")
    assert done.returncode == 0
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert [line.split(":")[0] for line in lines if line.startswith("questionnaires/")] == [
        "questionnaires/breakthroughs/1.0.0.yaml",
        "questionnaires/stages/1.0.0.yaml",
    ]
    assert all("reading ease" in line and "longest" in line for line in lines)


def test_a_check_prints_faults_then_the_clean_files_and_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    faulty, clean = HERE / "invalid/unknown-key.yaml", HERE / "library"
    code = cli.main(["check", str(clean), str(faulty)])
    lines = capsys.readouterr().out.splitlines()
    assert code == 1
    assert [line.startswith(f"{faulty}:") for line in lines] == [True] * 5 + [False] * 4


def test_a_check_of_every_faulty_example_prints_no_traceback() -> None:
    done = journey("check", str(HERE / "invalid"), str(HERE / "missing"))
    assert done.returncode == 1
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) > 100


def test_names_that_the_terminal_cannot_show_are_printed_with_escapes(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    body = HERE.joinpath("invalid", "terminal-escape.yaml").read_bytes()
    for name in (b"\xff.yaml", "ŵ.yaml".encode(), b"line\nbreak.yaml"):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(body)
    done = journey("check", folder, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (1, "")
    assert len(done.stdout.splitlines()) == 3


def test_a_reader_that_stops_reading_is_no_error() -> None:
    command = [sys.executable, "-m", "journey", "check", str(HERE / "invalid")]
    settings = {**os.environ, "JOURNEY_NO_VENV": "1"}
    with subprocess.Popen(command, cwd=SHIPPED, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout
        run.stdout.close()
        assert run.stderr
        assert run.stderr.read() == b""
    assert run.returncode == 1


def test_release_and_schema_work_on_a_councils_own_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = Path(shutil.copytree(HERE / "library", tmp_path / "our-content"))
    assert cli.main(["schema", str(own)]) == 0
    assert cli.main(["release", str(own)]) == 0
    assert cli.main(["check", str(own)]) == 0
    beside = {"released.json", "schema.json"}
    assert {file.name for file in own.joinpath("guidance").iterdir()} == {"base-help", "workshops", *beside}
    assert {file.name for file in own.joinpath("guidance", "workshops").iterdir()} == {"base-meeting", *beside}
    said = capsys.readouterr().out
    assert "questionnaire/base/1.0.0 is recorded." in said
    assert "New rounds ask it once the product has been started again" in said
    assert cli.main(["release", str(own)]) == 0
    assert capsys.readouterr().out == "All of these versions were recorded before; nothing changed.\n"


def test_a_release_with_faults_records_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["release", str(HERE / "invalid/date.yaml")]) == 1
    printed = capsys.readouterr()
    assert "DATE" in printed.out
    assert printed.err == "Nothing was recorded.\n"


def test_schemas_need_a_folder_of_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema", str(tmp_path)]) == 1
    assert "No schema was written" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tmp_path.joinpath("guidance", "schema.json").mkdir(parents=True)
    assert cli.main(["schema", str(tmp_path)]) == 1
    assert "schema.json could not be written" in capsys.readouterr().err


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 0
    printed = capsys.readouterr().out
    assert all(f"\n  {name} " in printed for name in cli.SUBCOMMANDS)


def test_an_unknown_command_is_named_and_the_help_follows(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["chekc"]) == 2
    assert capsys.readouterr().err.startswith("There is no command 'chekc'.\n\nUsage:")


def test_the_check_of_what_ships_takes_in_a_councils_own_guidance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "taken.yaml", file="stages", tip="ours")
    monkeypatch.setenv("JOURNEY_OWN_GUIDANCE", str(tmp_path))
    assert cli.main(["check"]) == 1
    (first, *_files) = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{tmp_path / 'taken.yaml'}:1: TAKEN_ID The id 'stages' is that of a file of guidance")
    assert cli.main(["check", str(tmp_path)]) == 1
