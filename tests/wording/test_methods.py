"""The methods in full: their numbers are those of the rules, their tables those in print."""

from __future__ import annotations

import re

import pytest

from journey.cli import SUBCOMMANDS
from journey.rules.versions import CURRENT, SCORING_1
from journey.wording import how_it_works, methods
from journey.wording.methods_tables import TABLES, PrintedTable

TEXT = methods.FILE.read_text(encoding="utf-8")
OF_THE_PAGE = {"k"}
NOT_OF_A_RULE = {"0", "1", "2", "3", "4", "12"}
"""What stands in formulas: nought and one, halves and squares, and the variance of a level chosen at random."""
YEARS = {"1982", "1955", "1984", "1987", "1995", "1996", "2002"}


def chapters() -> dict[str, tuple[str | PrintedTable, ...]]:
    return methods.chapters(min_group=6)


def words_of(title: str) -> str:
    """The texts of a chapter on one line."""
    return " ".join(" ".join(part for part in chapters()[title] if isinstance(part, str)).split())


def test_every_placeholder_is_known_and_every_number_is_used() -> None:
    known = methods.numbers_of_rules().keys() | methods.numbers_of_councils().keys() | OF_THE_PAGE
    used = set(re.findall(r"{(\w+)}", TEXT))
    in_plain = set(re.findall(r"{(\w+)}", how_it_works.FILE.read_text(encoding="utf-8")))
    assert used - known == set()
    assert known - used - in_plain == set()


def test_no_number_of_a_rule_is_typed() -> None:
    text = re.sub(r"{\w+}|<!--.*?-->", "", TEXT)
    assert set(re.findall(r"\d+(?:\.\d+)*", text)) <= NOT_OF_A_RULE | YEARS


def test_the_text_is_that_of_the_scoring_rules_in_force() -> None:
    assert TEXT.startswith(f"<!-- Scoring rules {CURRENT.version}.")


def test_chapters_come_in_the_order_in_which_they_are_read() -> None:
    assert list(chapters()) == [
        "The numbers",
        "Change and comparison",
        "Many figures at once",
        "A workshop",
        "Small groups",
        "A measure over time",
        "How often it is right",
        "Published work",
    ]


@pytest.mark.parametrize(
    ("chapter", "words"),
    [
        ("The numbers", "below 1.75 it is 1 Little in place, below 2.50 2 Partial, below 3.25 3 Established"),
        ("The numbers", "A level of 3 or 4 is evidenced"),
        ("The numbers", "lie within 0.2 of it are called alike, within 0.3 with fewer than eight responses"),
        ("Change and comparison", "The 95% interval"),
        ("Change and comparison", "0.25 of a level or more"),
        ("Small groups", "fewer than six people answered"),
        ("How often it is right", "truly stands at 2.3"),
    ],
)
def test_numbers_are_filled_in(chapter: str, words: str) -> None:
    assert words in words_of(chapter)


def test_every_table_is_shown_once() -> None:
    shown = [part.title for parts in chapters().values() for part in parts if isinstance(part, PrintedTable)]
    assert sorted(shown) == sorted(table.title for make in TABLES.values() for table in make())


@pytest.mark.parametrize("name", TABLES)
def test_each_row_of_a_table_has_a_figure_below_each_heading(name: str) -> None:
    for table in TABLES[name]():
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.headings)}


def test_the_command_is_there() -> None:
    assert "python3 -m journey simulate" in words_of("How often it is right")
    assert "simulate" in SUBCOMMANDS


def test_a_rule_that_was_another_is_read_for_its_version() -> None:
    assert "at least 75% of the weight" in methods.rule("Secure level")
    assert "at least 80% of the weight" in methods.rule("Secure level", SCORING_1.version)
    assert methods.rule("Coverage", SCORING_1.version) == methods.rule("Coverage")


def test_a_rule_is_read_by_itself() -> None:
    assert methods.rule("Coverage").endswith(
        "where it is provisional, where fewer than five responses stand behind it, and where its statements are "
        "hidden, so that its coverage is not said. In a profile, one that rests on fewer than three statements is a "
        "small broken ring instead of a dot."
    )
