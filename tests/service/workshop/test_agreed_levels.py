"""Agreed levels: what a workshop records beside the answers, its own view, and never in anybody's place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from journey.model import AgreedContent, AgreedLevel, Assessment, Privacy, Scope
from journey.service import Conflict, NotFound, Product
from journey.service.current_selection import Selection
from journey.service.profile.unit_findings import by_questionnaire
from journey.service.workshop import agreed_levels
from journey.store import agreed, tables
from tests.steps.refusals import refused
from tests.steps.rounds import NOW, TWO_SECTIONS, Reply, everybody, hold, start

EVERY = tuple(one.id for statements in TWO_SECTIONS.values() for one in statements)
THREE = AgreedContent(3, "Ten of twelve reviews decided something.", "One would say 2.", "The management team")


@pytest.fixture
def held(product: Product) -> tuple[Selection, Assessment]:
    council, unit = start(product)
    return hold(product, council, unit, 2026, everybody(EVERY, 1, 2, 2, 4, 3, 2))


def record(product: Product, of: Assessment, statement: str, content: AgreedContent, *, seen: int = 0) -> AgreedLevel:
    return agreed_levels.record(product, of, statement, content, expected_version=seen, writer="laptop")


def test_what_was_agreed_is_recorded_with_reason_dissent_and_by_whom(
    product: Product, held: tuple[Selection, Assessment]
) -> None:
    content = AgreedContent(3, " Ten of\x07 twelve \n", "One\u202e would say 2. ", " The  management\nteam ")
    saved = record(product, held[1], "aims", content)
    kept = AgreedContent(3, "Ten of twelve", "One would say 2.", "The management team")
    assert saved == AgreedLevel("aims", kept, 1, "laptop", NOW)
    assert agreed_levels.levels(product, held[1]) == {"aims": saved}


def test_a_record_that_is_taken_back_counts_no_longer_and_stays_in_the_history(
    product: Product, held: tuple[Selection, Assessment]
) -> None:
    selection, assessment = held
    first = record(product, assessment, "aims", THREE)
    second = record(product, assessment, "aims", AgreedContent(), seen=1)
    assert agreed_levels.levels(product, assessment) == {"aims": second}
    assert agreed_levels.profile(product, assessment) is None
    with product.store.read() as tx:
        assert agreed.history(tx, selection.organisation.id, assessment.id, "aims") == [first, second]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (AgreedContent(5, agreed_by="the team"), "from 1 to 4"),
        (AgreedContent(0, agreed_by="the team"), "from 1 to 4"),
        (AgreedContent(2, "why", "no", " \u202e "), "who agreed it"),
        (AgreedContent(2, "x" * 2001, "", "the team"), "at most 2,000 characters"),
        (AgreedContent(2, "", "x" * 2001, "the team"), "at most 2,000 characters"),
        (AgreedContent(2, "", "", "x" * 121), "at most 120"),
    ],
)
def test_what_cannot_be_recorded_is_refused(
    product: Product, held: tuple[Selection, Assessment], content: AgreedContent, why: str
) -> None:
    with refused(why):
        record(product, held[1], "aims", content)
    assert agreed_levels.levels(product, held[1]) == {}


@pytest.mark.both_databases
def test_of_two_who_record_the_same_statement_the_second_is_told_what_the_first_recorded(
    product: Product, held: tuple[Selection, Assessment]
) -> None:
    first = record(product, held[1], "aims", THREE)
    with pytest.raises(Conflict) as caught:
        record(product, held[1], "aims", AgreedContent(1, agreed_by="another"))
    assert caught.value.stored == first
    assert agreed_levels.levels(product, held[1]) == {"aims": first}


def test_an_assessment_that_is_not_there_is_not_found(product: Product, held: tuple[Selection, Assessment]) -> None:
    with pytest.raises(NotFound):
        record(product, replace(held[1], id="none"), "aims", THREE)


def test_the_agreed_view_scores_what_was_agreed_by_the_same_rules(
    product: Product, held: tuple[Selection, Assessment]
) -> None:
    _, assessment = held
    for statement, level in {"aims": 4, "figures": 2, "costs": 1, "reviews": 3}.items():
        record(product, assessment, statement, AgreedContent(level, agreed_by="the team"))
    found = agreed_levels.profile(product, assessment)
    assert found
    plan, learn = found.section("plan"), found.section("learn")
    assert found.responses == 1
    assert plan.index == pytest.approx((2 * 4 + 2 + 0.5 * 1) / 3.5)
    assert plan.coverage == pytest.approx(3.5 / 4.5)
    assert learn.coverage == pytest.approx(1 / 5.5)
    assert learn.index is None
    assert {one.statement_id: one.counts.n for one in plan.statements} == {
        "aims": 1,
        "figures": 1,
        "costs": 1,
        "risks": 0,
    }


def test_what_was_not_asked_is_not_scored(product: Product) -> None:
    council, unit = start(product)
    _, quick = hold(product, council, unit, 2026, everybody(EVERY, 2), privacy=Privacy.OPEN, scope=Scope.QUICK)
    record(product, quick, "figures", THREE)
    assert agreed_levels.profile(product, quick) is None
    record(product, quick, "aims", THREE)
    found = agreed_levels.profile(product, quick)
    assert found
    assert [one.statement_id for section in found.sections for one in section.statements] == ["aims", "reviews"]


@pytest.mark.parametrize("privacy", Privacy)
def test_agreeing_never_touches_an_answer_or_what_is_shown_of_them(product: Product, privacy: Privacy) -> None:
    council, unit = start(product)
    replies = everybody(EVERY, 1, 2, 2, 4, 3, 2) if privacy is Privacy.CONFIDENTIAL else [Reply(None, {"aims": 1})]
    selection, assessment = hold(product, council, unit, 2026, replies, privacy=privacy)
    before = by_questionnaire(product, selection), _answers(product)
    for version, content in enumerate((THREE, AgreedContent(4, agreed_by="the team"), AgreedContent())):
        record(product, assessment, "aims", content, seen=version)
        assert (by_questionnaire(product, selection), _answers(product)) == before


def _answers(product: Product) -> list[object]:
    own = (tables.answer, tables.answer_history, tables.tally, tables.frozen_profile, tables.frozen_section)
    with product.store.read() as tx:
        return [tx.execute(select(table)).all() for table in own]
