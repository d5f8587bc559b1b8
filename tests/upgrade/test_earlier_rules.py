"""A round that 1.0.0 closed is explained by the rules that scored it; a comparison says which levels it reads anew.

In Autumn 2025 the framework of the sample council was secure at level 2. The newest rules read the same answers as 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from journey.config import Settings
from journey.model import Hidden, SectionScore
from journey.rules import sensitivity
from journey.rules.scoring import by_rules, score_section
from journey.rules.stability import stability
from journey.rules.versions import CURRENT, SCORING_1
from journey.service import Product, open_product
from journey.service.compare.change import between
from journey.service.compare.history import over_rounds
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.pinned_content import STAGES
from journey.service.pitfalls import pitfalls
from journey.service.profile import unit_findings
from journey.service.profile.unit_findings import UnitFindings
from journey.store import rounds as stored_rounds
from journey.wording import methods
from journey.wording.explain import explain
from journey.wording.read_otherwise import read_otherwise
from tests.upgrade import rows

COUNCIL, EARLIER, LATER = "Wensford Council (sample)", "Autumn 2025", "Autumn 2026"
QUESTIONNAIRE, SECTION = "breakthroughs", "framework"


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    url = f"sqlite:///{tmp_path_factory.mktemp('upgrade') / 'journey.db'}"
    rows.restore(url, rows.read("rows-1.0.0.json.xz"))
    opened = open_product(Settings(url, min_group=5))
    yield opened
    opened.store.close()


def selected(product: Product, round_name: str, unit_name: str = COUNCIL) -> Selection:
    council = next(each for each in councils.every(product) if each.name == COUNCIL)
    with product.store.read() as tx:
        here = next(each for each in stored_rounds.every(tx, council.id) if each.name == round_name)
    unit = next(each for each in councils.units(product, council.id) if each.name == unit_name)
    return Selection(council, here, unit)


@pytest.fixture(scope="module")
def found(product: Product) -> UnitFindings:
    return unit_findings.by_questionnaire(product, selected(product, EARLIER))[QUESTIONNAIRE]


@pytest.fixture(scope="module")
def kept(found: UnitFindings) -> SectionScore:
    assert found.profile
    return found.profile.section(SECTION)


def test_the_round_keeps_the_level_and_the_rules_that_gave_it(kept: SectionScore) -> None:
    assert (kept.secure_level, kept.scoring_version) == (2, SCORING_1.version)
    assert not any(statement.is_thin for statement in kept.statements)


def test_its_level_is_explained_by_the_rules_that_gave_it(found: UnitFindings, kept: SectionScore) -> None:
    section = next(each for each in found.questionnaire.sections if each.id == SECTION)
    assert kept.responses
    opened = explain(section, kept, kept.responses)
    assert opened.secure_level.formula == methods.rule("Secure level", SCORING_1.version)
    assert opened.secure_level.formula != methods.rule("Secure level")
    assert opened.blockers.formula == methods.rule("What blocks the next level", SCORING_1.version)


def test_what_would_change_it_is_tried_by_the_rules_that_gave_it(found: UnitFindings, kept: SectionScore) -> None:
    """By the newest rules level 3 is there already, and nothing would have to rise to it."""
    section = next(each for each in found.questionnaire.sections if each.id == SECTION)
    assert kept.responses
    assert sensitivity.rises_to_next_level(section, kept, kept.responses)
    firm = stability(kept)
    assert firm
    assert firm.rise
    raised = {}
    for statement in kept.statements:
        levels = list(statement.counts.levels)
        moving = firm.rise.get(statement.statement_id, 0)
        levels[2] += moving
        levels[1] -= moving
        raised[statement.statement_id] = replace(statement.counts, levels=tuple(levels))
    again = score_section(section, raised, responses=kept.responses, rules=SCORING_1)
    assert again
    assert again.secure_level == 3


def test_a_comparison_reads_both_rounds_by_the_newest_rules_and_says_which_level_is_another(product: Product) -> None:
    compared = between(product, selected(product, LATER), QUESTIONNAIRE, selected(product, EARLIER).round)
    assert compared
    before = compared.standings[0]
    assert before.profile
    assert {each.scoring_version for each in before.profile.sections} == {CURRENT.version}
    assert next(each for each in compared.changes if each.section_id == SECTION).secure_levels[0] == 3
    assert before.read_otherwise[SECTION] == (2, 3)
    titles = {section.id: section.title for section in before.questionnaire.sections}
    told = read_otherwise(EARLIER, before.read_otherwise, titles)
    assert f"“{titles[SECTION]}” is 3 here and was 2 then" in told


def test_the_history_reads_it_as_the_comparison_does(product: Product, found: UnitFindings) -> None:
    here = selected(product, EARLIER)
    history = over_rounds(product, here.organisation.id, QUESTIONNAIRE)
    assert history
    assert found.profile
    read = {each.section_id: each.secure_level for each in by_rules(found.profile).sections}
    of_unit = [figure for figure in history.of_round(here.round.id) if figure.unit_id == here.unit.id]
    assert {figure.section_id: figure.secure_level for figure in of_unit if figure.index is not None} == read


def test_a_stage_whose_statements_are_hidden_is_as_ready_in_a_comparison_as_in_its_round(product: Product) -> None:
    """The newest rules give it no level, since its counts are not shown. That is no reason to call it not ready."""
    hidden = 0
    for unit in councils.units(product, selected(product, LATER).organisation.id):
        here = selected(product, LATER, unit.name)
        there = selected(product, "Autumn 2024", unit.name)
        compared = between(product, here, STAGES, there.round)
        kept = unit_findings.by_questionnaire(product, there)[STAGES].profile
        if compared is None or kept is None:
            continue
        in_round = pitfalls.by_stage(product, there, kept)
        for stage in compared.pitfalls:
            if kept.section(stage.section_id).hidden is Hidden.STATEMENTS:
                hidden += 1
                assert stage.missing[0] == in_round[stage.section_id].readiness.missing
    assert hidden >= 3
