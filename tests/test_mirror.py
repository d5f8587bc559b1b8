"""Every test lies where what it tests lies: tests/<folder> mirrors journey/<folder>."""

from __future__ import annotations

from pathlib import Path

from journey.config import PROJECT

TESTS = PROJECT / "tests"
ELSEWHERE = {"attacks", "benchmarks", "browser", "steps", "upgrade"}
"""Folders that test no one layer, measure, or help."""
ABOUT_THE_WHOLE = {"architecture", "mirror", "readme"}


def folders(of: Path) -> set[Path]:
    """Every folder in which there is a Python file, by its path."""
    return {file.parent.relative_to(of) for file in of.rglob("*.py")} - {Path()}


def mirrored() -> set[Path]:
    """The folders of tests that have to be in the product, too; those of the browser as in ``ui`` and ``join``."""
    return {one for one in folders(TESTS) if one.parts[0] not in ELSEWHERE}


def test_every_folder_of_tests_is_one_of_the_product() -> None:
    assert mirrored() - folders(PROJECT / "journey") == set()


def test_every_folder_of_browser_tests_is_a_capability_of_the_pages_or_the_light_pages() -> None:
    of_browser = {one.name for one in (TESTS / "browser").iterdir() if any(one.glob("test_*.py"))}
    of_pages = {one.name for one in (PROJECT / "journey" / "ui").iterdir() if one.is_dir()} | {"join"}
    assert of_browser - of_pages == set()


def test_a_test_at_the_top_is_of_a_module_at_the_top() -> None:
    modules = {file.stem for file in (PROJECT / "journey").glob("*.py")} | ABOUT_THE_WHOLE
    tested = {file.stem.removeprefix("test_") for file in TESTS.glob("test_*.py")}
    assert {name for name in tested if not any(name == one or name.startswith(f"{one}_") for one in modules)} == set()
