"""The command that checks the product: which browser its tests get, and what is passed on to pytest."""

from __future__ import annotations

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
