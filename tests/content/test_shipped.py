"""The content that ships: enough of it, complete, released, and short enough to be read in one go."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journey.content import SHIPPED, Library, content_hash
from journey.content.checking import check
from journey.content.readability import figures
from journey.content.references import words
from journey.content.shapes import KINDS
from journey.model import LEVELS

LIBRARY = Library.read()
FILES = [path for kind in KINDS for path in sorted(SHIPPED.joinpath(kind.folder).glob("*/*.yaml"))]
FOLDERS = [SHIPPED / kind.folder for kind in KINDS]
STAGES = ["taking-stock", "setting-direction", "getting-started", "making-it-happen", "keeping-on-track"]
BREAKTHROUGHS = ["leadership", "learning", "action", "translation", "ownership", "framework", "measurement", "people"]
MINUTES = {"where-we-stand": 120, "one-stage": 60, "breakthroughs": 90, "from-findings-to-actions": 120}


def test_what_ships_has_no_faults() -> None:
    assert check(FOLDERS) == []


def test_the_stages_have_six_to_eight_statements_each_and_thirty_together() -> None:
    sections = LIBRARY.questionnaire("stages").sections
    assert [section.id for section in sections] == STAGES
    assert all(6 <= len(section.statements) <= 8 for section in sections)
    assert sum(len(section.statements) for section in sections) >= 30


def test_the_breakthroughs_have_four_or_five_statements_each_and_thirty_two_together() -> None:
    sections = LIBRARY.questionnaire("breakthroughs").sections
    assert [section.id for section in sections] == BREAKTHROUGHS
    assert all(4 <= len(section.statements) <= 5 for section in sections)
    assert sum(len(section.statements) for section in sections) >= 32


def test_every_breakthrough_answers_a_frustration() -> None:
    questionnaire = LIBRARY.questionnaire("breakthroughs")
    assert len(questionnaire.frustrations) == 6
    assert all(section.frustrations for section in questionnaire.sections)


@pytest.mark.parametrize(("id_", "least", "most"), [("stages", 1, 2), ("breakthroughs", 1, 2)])
def test_every_section_has_its_share_of_the_quick_check(id_: str, least: int, most: int) -> None:
    for section in LIBRARY.questionnaire(id_).sections:
        assert least <= sum(statement.quick for statement in section.statements) <= most, section.id


@pytest.mark.parametrize("id_", ["stages", "breakthroughs"])
def test_every_statement_has_four_descriptions_and_at_most_25_words(id_: str) -> None:
    for statement in LIBRARY.questionnaire(id_).statements():
        assert sorted(statement.levels) == list(LEVELS), statement.id
        assert len(words(statement.text)) <= 25, statement.id


def test_every_stage_has_a_checklist_and_there_are_forty_pitfalls() -> None:
    checklists = [LIBRARY.checklist(id_) for id_ in LIBRARY.ids("checklist")]
    of_stages = [checklist for checklist in checklists if checklist.questionnaire == "stages"]
    assert sorted(str(checklist.section) for checklist in of_stages) == sorted(STAGES)
    assert all(8 <= len(checklist.pitfalls) <= 12 for checklist in of_stages)
    assert sum(len(checklist.pitfalls) for checklist in of_stages) >= 40
    assert all(any(pitfall.critical for pitfall in checklist.pitfalls) for checklist in of_stages)


def test_every_tip_a_statement_names_can_be_found() -> None:
    named = {
        tip
        for id_ in LIBRARY.ids("questionnaire")
        for each in LIBRARY.questionnaire(id_).statements()
        for tip in each.guidance
    }
    assert named <= LIBRARY.tips.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_file_tells_editors_its_schema_in_the_first_line(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../schema.json"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_file_is_released_with_its_hash(kind) -> None:
    record = json.loads(SHIPPED.joinpath(kind.folder, "released.json").read_text(encoding="utf-8"))
    shipped = {
        f"{kind.name}/{path.parent.name}/{path.stem}": content_hash(path.read_bytes())
        for path in SHIPPED.joinpath(kind.folder).glob("*/*.yaml")
    }
    assert {key: entry["sha256"] for key, entry in record.items()} == shipped


@pytest.mark.parametrize(("id_", "minutes"), MINUTES.items())
def test_the_steps_of_a_workshop_fill_the_time_that_it_promises(id_: str, minutes: int) -> None:
    assert LIBRARY.workshop(id_).minutes == minutes


def test_every_workshop_design_has_a_time_it_promises() -> None:
    assert set(LIBRARY.ids("workshop")) == MINUTES.keys()


@pytest.mark.parametrize("id_", MINUTES)
def test_a_workshop_can_be_run_without_phones_and_as_one_that_keeps_its_word(id_: str) -> None:
    design = LIBRARY.workshop(id_)
    assert any(material.startswith("Without phones:") for material in design.materials)
    steps = " ".join(step.text for step in design.steps).lower()
    for said in ("the promise", "without talking", "cards", "reveal", "accept", "the most senior last", "once more"):
        assert said in steps, said
    assert "nobody has to say what they chose" in steps


@pytest.mark.parametrize("id_", MINUTES)
def test_a_workshops_cases_are_of_what_it_covers_and_short(id_: str) -> None:
    design = LIBRARY.workshop(id_)
    covered = [each for each in LIBRARY.questionnaire(design.questionnaire).sections if each.id in design.covers]
    asked = {statement.id for section in covered for statement in section.statements}
    for vignette in design.vignettes:
        assert vignette.questionnaire == design.questionnaire
        assert vignette.statement in asked
        assert 3 <= vignette.text.count(". ") + 1 <= 5, vignette.id


@pytest.mark.parametrize("id_", MINUTES)
def test_where_a_case_belongs_is_argued_against_both_neighbours(id_: str) -> None:
    for vignette in LIBRARY.workshop(id_).vignettes:
        level = vignette.level
        for near in {max(level - 1, 1), level, level + 1}:
            assert f"evel {near}" in vignette.because, (vignette.id, near)


def test_the_cases_do_not_all_belong_to_one_level() -> None:
    levels = {vignette.level for id_ in MINUTES for vignette in LIBRARY.workshop(id_).vignettes}
    assert levels == {1, 2, 3}


@pytest.mark.parametrize("id_", MINUTES)
def test_a_workshop_reads_easily_enough_to_be_led_from_the_page(id_: str) -> None:
    assert figures(LIBRARY.workshop(id_)).reading_ease >= 70


def test_there_are_tools_among_the_guidance_and_each_fits_on_less_than_a_page() -> None:
    tools = [tip for tip in LIBRARY.tips.values() if tip.kind == "tool"]
    assert len(tools) >= 12
    assert all(tip.helps_with and len(words(tip.text)) <= 120 for tip in tools)


def test_the_tools_read_as_easily_as_the_tips() -> None:
    assert figures(LIBRARY.guidance("tools")).reading_ease >= 80


@pytest.mark.parametrize("id_", ["stages", "breakthroughs"])
def test_a_newer_version_of_the_guidance_lost_no_tip(id_: str) -> None:
    first, newest = (LIBRARY.guidance(id_, version) for version in ("1.0.0", None))
    assert {tip.id for tip in first.tips} <= {tip.id for tip in newest.tips}
