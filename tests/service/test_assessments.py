"""What assessments ask, which of a unit are confidential, and the smallest group that is promised."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journey.model import Assessment, Privacy, Scope
from journey.service import Product
from journey.service.answering import invitations
from journey.service.assessments import asked_of, confidential_of, min_group_of
from journey.service.current_selection import Selection
from journey.service.rounds import closing
from journey.service.rounds.closing import SmallGroupLimits
from journey.store import Store
from tests.steps.rounds import Ask, ask, open_a_round, product_with, start, write


@pytest.fixture
def product(store: Store, tmp_path: Path) -> Product:
    write(tmp_path)
    write(tmp_path, {"trust": [Ask("candour", quick=True), Ask("praise")]}, id="other")
    return product_with(store, tmp_path)


@pytest.fixture
def place(product: Product) -> Selection:
    council, unit = start(product)
    return Selection(council, open_a_round(product, council, "Autumn 2026", date(2026, 10, 12)), unit)


def assessment_of(product: Product, place: Selection, **how: object) -> Assessment:
    return ask(product, place.round, place.unit, [], **how)


@pytest.mark.parametrize(
    ("scope", "asked"),
    [
        (Scope.QUICK, {"plan": ["aims"], "learn": ["reviews"]}),
        (Scope.FULL, {"plan": ["aims", "figures", "costs", "risks"], "learn": ["reviews", "dates", "advice"]}),
    ],
)
def test_an_assessment_asks_what_its_scope_holds_section_by_section(
    product: Product, place: Selection, scope: Scope, asked: dict[str, list[str]]
) -> None:
    assessment = assessment_of(product, place, scope=scope)
    with product.store.read() as tx:
        found = asked_of(tx, assessment)
    assert {section.id: [one.id for one in statements] for section, statements in found.sections()} == asked
    assert list(found.statements) == [id_ for ids in asked.values() for id_ in ids]


def test_a_section_of_which_nothing_is_asked_is_left_out(product: Product, place: Selection, tmp_path: Path) -> None:
    write(tmp_path, {"plan": [Ask("aims")], "trust": [Ask("candour", quick=True)]}, id="other", version="1.1.0")
    newer = product_with(product.store, tmp_path)
    held = open_a_round(newer, place.organisation, "Spring 2027", date(2027, 4, 1))
    assessment = ask(newer, held, place.unit, [], questionnaire_id="other", scope=Scope.QUICK)
    with newer.store.read() as tx:
        assert [section.id for section, _ in asked_of(tx, assessment).sections()] == ["trust"]


def test_confidential_are_a_units_own_in_this_round_and_not_its_open_ones(product: Product, place: Selection) -> None:
    assessment_of(product, place, privacy=Privacy.OPEN)
    confidential = assessment_of(product, place, questionnaire_id="other")
    with product.store.read() as tx:
        assert confidential_of(tx, place) == [confidential]


def test_an_invitation_belongs_to_the_same_place_as_the_selection(product: Product, place: Selection) -> None:
    invitation = invitations.invite(product, place, questionnaire_ids=["small"], scope=Scope.FULL)
    with product.store.read() as tx:
        assert confidential_of(tx, invitation) == confidential_of(tx, place) != []


def test_the_smallest_group_is_the_largest_of_what_is_set_and_what_was_promised(
    product: Product, place: Selection
) -> None:
    six = assessment_of(product, place, small_group=6)
    four = assessment_of(product, place, questionnaire_id="other", small_group=4)
    assert [min_group_of(setting, six, four) for setting in (3, 5, 8)] == [6, 6, 8]
    assert (min_group_of(3, four), min_group_of(5)) == (4, 5)


def test_closing_says_the_smallest_group_only_where_somebody_answers_confidentially(
    product: Product, place: Selection
) -> None:
    is_open = assessment_of(product, place, privacy=Privacy.OPEN, small_group=9)
    six = assessment_of(product, place, questionnaire_id="other", small_group=6)
    assert closing.small_group_limits(product, [is_open]) is None
    assert closing.small_group_limits(product, [is_open, six]) == SmallGroupLimits(min_group=6, replaced_from=12)
