"""The command that checks the product: which browser its tests get, and what is passed on to pytest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journey import checks
from tests.steps.subcommand import journey


def make_program(file: Path) -> Path:
    """Something that can be started."""
    file.write_text("#!/bin/sh\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def test_the_browser_that_is_named_comes_before_the_one_that_is_found(tmp_path: Path) -> None:
    found = make_program(tmp_path / "chromium-browser")
    named = make_program(tmp_path / "another")
    assert checks.find_chromium({"PATH": str(tmp_path)}) == found
    assert checks.find_chromium({"PATH": str(tmp_path), "CHROMIUM": str(named)}) == named


def test_a_named_browser_that_is_not_there_stops_the_tests(tmp_path: Path) -> None:
    with pytest.raises(checks.NoBrowser, match=r"CHROMIUM names .*/gone, which cannot be started"):
        checks.find_chromium({"CHROMIUM": str(tmp_path / "gone")})


def test_where_no_browser_can_be_had_the_tests_fail_and_say_what_to_install(tmp_path: Path) -> None:
    process = journey(
        "test",
        PATH=str(tmp_path),
        CHROMIUM="",
        PLAYWRIGHT_BROWSERS_PATH=str(tmp_path),
        PLAYWRIGHT_DOWNLOAD_HOST="http://127.0.0.1:9",
    )
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "The browser tests need Chromium, and it could not be installed here. No test was run." in errors
    assert "pytest" not in output


def test_pytest_gets_the_further_arguments() -> None:
    assert checks.checks(["-k", "answers"])["pytest"][-2:] == ["-k", "answers"]


@pytest.mark.parametrize(
    ("failed", "again"),
    [
        (["tests/browser/test_pages.py::test_a"], ["tests/browser/test_pages.py::test_a"]),
        (["tests/browser/test_pages.py::test_a", "tests/rules/test_privacy.py::test_b"], []),
        ([f"tests/browser/test_pages.py::test_a[{number}]" for number in range(6)], []),
        ([], []),
    ],
    ids=["a browser's", "another among them", "too many", "none"],
)
def test_only_a_few_tests_and_only_a_browsers_run_once_more(
    tmp_path: Path, failed: list[str], again: list[str]
) -> None:
    names = tmp_path / "lastfailed"
    names.write_text(json.dumps(dict.fromkeys(failed, True)), encoding="utf-8")
    assert checks.tests_to_run_again(names, is_whole=True) == again
    assert checks.tests_to_run_again(names, is_whole=False) == []


def test_where_pytest_has_kept_no_names_nothing_runs_again(tmp_path: Path) -> None:
    assert checks.tests_to_run_again(tmp_path / "lastfailed", is_whole=True) == []
