"""What helps with what: never nothing for what ships, a council's own first, and how entries are found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from journey.content import Library
from journey.content.own import read_own
from journey.model import Subject, SubjectKind
from journey.service import Product
from journey.service.guidance import library
from journey.service.guidance.library import Entry, EntryKind
from tests.content.test_own import write
from tests.steps.rounds import Ask
from tests.steps.rounds import write as write_questionnaire

pytestmark = pytest.mark.content("shipped")
CHECKED = Subject(SubjectKind.STATEMENT, "checked-it-worked", "stages")
UNCHECKED = Subject(SubjectKind.PITFALL, "ticked-off-unchecked", "keeping-on-track")
TRACK = Subject(SubjectKind.SECTION, "keeping-on-track", "stages")


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.id for entry in entries]


def test_for_everything_that_is_asked_or_goes_wrong_there_is_something_to_do(product: Product) -> None:
    without = [subject for subject, _title in library.titles(product).items() if not library.helping(product, subject)]
    assert len(library.titles(product)) == 136
    assert without == []


def test_for_every_pitfall_there_is_more_than_what_its_checklist_says(product: Product) -> None:
    pitfalls = [subject for subject in library.titles(product) if subject.kind is SubjectKind.PITFALL]
    alone = [subject.id for subject in pitfalls if len(library.helping(product, subject)) < 2]
    assert len(pitfalls) == 50
    assert alone == []


def test_a_statement_has_its_tips_in_the_order_in_which_it_names_them(product: Product) -> None:
    statement = next(
        one for one in product.library.questionnaire("stages").statements() if one.id == "checked-it-worked"
    )
    found = library.helping(product, CHECKED)
    assert tuple(ids(found)[: len(statement.guidance)]) == statement.guidance


def test_a_statement_of_an_action_of_1_0_0_is_found_by_its_id_alone(product: Product) -> None:
    assert library.helping(product, replace(CHECKED, of="")) == library.helping(product, CHECKED)


def test_a_pitfall_has_first_what_its_checklist_says(product: Product) -> None:
    first, *_more = library.helping(product, UNCHECKED)
    (pitfall,) = (one for one in product.library.checklist(UNCHECKED.of).pitfalls if one.id == UNCHECKED.id)
    assert (first.kind, first.text, first.sections) == (EntryKind.AVOID, pitfall.avoid, (TRACK,))


def test_a_section_has_what_helps_with_its_statements_and_the_workshops_that_cover_it(product: Product) -> None:
    found = ids(library.helping(product, TRACK))
    assert set(ids(library.helping(product, CHECKED))) <= set(found)
    assert "from-findings-to-actions" in found
    assert len(found) == len(set(found))


def test_what_helps_with_a_section_is_told_by_statement_and_each_thing_once(product: Product) -> None:
    groups = library.by_statement(product, TRACK)
    told = [entry for _statement, entries in groups for entry in entries]
    assert sorted(ids(tuple(told))) == sorted(ids(library.helping(product, TRACK)))
    texts = {statement: ids(tuple(entries)) for statement, entries in groups}
    assert "date-the-check" in texts["When we act on a weak result, we go back to see whether it worked."]
    assert {entry.kind for entry in groups[-1][1]} >= {EntryKind.WORKSHOP}
    assert library.by_statement(product, CHECKED) == [("", library.helping(product, CHECKED))]


def test_a_measure_has_what_helps_with_measurement(product: Product) -> None:
    section = Subject(SubjectKind.SECTION, "measurement", "breakthroughs")
    assert library.helping(product, Subject(SubjectKind.MEASURE, "any")) == library.helping(product, section) != ()


def test_for_what_is_not_known_there_is_nothing(product: Product) -> None:
    assert library.helping(product, Subject(SubjectKind.STATEMENT, "gone", "stages")) == ()


def test_our_own_come_first_and_have_their_own_sources(product: Product, tmp_path: Path) -> None:
    write(tmp_path, helps="checked-it-worked, ticked-off-unchecked, measurement")
    ours = replace(product, own_guidance=read_own(tmp_path))
    first = library.entries(ours)[0]
    assert (first.id, first.is_own, first.documents) == ("board", True, (("OURS", "our own experience"),))
    assert library.helping(ours, CHECKED)[0] == first
    assert library.helping(ours, UNCHECKED)[1] == first
    assert {section.id for section in first.sections} == {"keeping-on-track", "measurement"}
    assert ids(library.entries(ours))[1:] == ids(library.entries(product))


@pytest.mark.parametrize("words", ["friendly audit", "AUDIT  Friendly", "fríendly àudit", "aud friend"])
def test_words_are_found_whatever_their_case_accents_and_order(product: Product, words: str) -> None:
    assert set(ids(library.chosen(library.entries(product), words))) >= {"run-friendly-audits"}


@pytest.mark.parametrize(("longer", "word"), [("audits", "audit"), ("reporting", "report")])
def test_a_word_with_an_ending_finds_the_word_without_it(product: Product, longer: str, word: str) -> None:
    entry = replace(library.entries(product)[0], title="", text=f"A {word}.", practice="", section_titles=())
    assert library.chosen([entry], longer) == (entry,)
    assert library.chosen([entry], f"{word}erland") == library.chosen([replace(entry, text="Car")], "carpet") == ()


def test_the_name_of_a_stage_finds_what_belongs_to_it(product: Product) -> None:
    assert set(ids(library.chosen(library.entries(product), sections=[TRACK]))) <= set(
        ids(library.chosen(library.entries(product), "keeping on track"))
    )


def test_a_straight_apostrophe_finds_a_curly_one(product: Product) -> None:
    every = library.entries(product)
    assert library.chosen(every, "team's") == library.chosen(every, "team’s") != ()


def test_of_a_kind_and_a_section_both_are_asked(product: Product) -> None:
    found = library.chosen(library.entries(product), sections=[TRACK], kind=EntryKind.PRACTICE)
    assert found
    assert all(entry.practice and TRACK in entry.sections for entry in found)


@pytest.mark.content("small")
def test_help_with_a_statement_that_was_dropped_is_still_found(product: Product, tmp_path: Path) -> None:
    write_questionnaire(tmp_path, {"plan": [Ask("aims")]}, version="2.0.0")
    newer = replace(product, library=Library.read(tmp_path))
    assert Subject(SubjectKind.STATEMENT, "figures", "small") in library.titles(newer)
