"""Pasted readings: read line by line, each fault by its line, and nothing half-saved."""

from __future__ import annotations

from datetime import date

import pytest

from journey.model import MeasureStanding
from journey.model.refusals import Refusal
from journey.service import Product
from journey.service.plan import measures, pasted_readings
from journey.service.plan.measures import NewReading
from journey.service.plan.place import PlanPlace
from journey.service.refused import Refused
from tests.steps.measured import share
from tests.steps.rounds import start


@pytest.fixture
def one(product: Product) -> MeasureStanding:
    council, unit = start(product)
    measure = measures.add(product, PlanPlace(council.id, unit.id), share(), writer="laptop")
    measures.add_reading(product, council.id, measure.id, NewReading(date(2025, 12, 1), 80), writer="laptop")
    return measures.get(product, council.id, measure.id)


def test_lines_as_people_paste_them(product: Product, one: MeasureStanding) -> None:
    text = "2026-01; 81,2\n\nFebruary 2026\t79.5%\tprovisional\n1 March 2026 82\n2026-04;80;p;Strike in week two\n"
    pasted = pasted_readings.read(product, one, text)
    assert not pasted.faults
    assert pasted.readings == [
        NewReading(date(2026, 1, 1), 81.2),
        NewReading(date(2026, 2, 1), 79.5, is_provisional=True),
        NewReading(date(2026, 3, 1), 82.0),
        NewReading(date(2026, 4, 1), 80.0, is_provisional=True, note="Strike in week two"),
    ]


def test_each_fault_is_named_by_its_line(product: Product, one: MeasureStanding) -> None:
    text = "2026-01; 81.2\n2026-01; 82\n2025-12; 80\n29 February 2026; 80\n2026-02; much\n2026-03\n2026-04; 101"
    text += "\n2099-01; 3"
    pasted = pasted_readings.read(product, one, text)
    assert [(fault.number, fault.why.code) for fault in pasted.faults] == [
        (2, Refusal.PERIOD_READ_ALREADY),
        (3, Refusal.PERIOD_READ_ALREADY),
        (4, Refusal.PERIOD_UNREADABLE),
        (5, Refusal.NUMBER_UNREADABLE),
        (6, Refusal.READING_MISSING),
        (7, Refusal.SHARE_OUT_OF_RANGE),
        (8, Refusal.PERIOD_TO_COME),
    ]


@pytest.mark.parametrize(
    ("text", "code"), [(" \n ", Refusal.READING_MISSING), ("2026-01; 1\n" * 201, Refusal.LINES_TOO_MANY)]
)
def test_nothing_and_too_much(product: Product, one: MeasureStanding, text: str, code: Refusal) -> None:
    with pytest.raises(Refused) as refused:
        pasted_readings.read(product, one, text)
    assert refused.value.code is code
