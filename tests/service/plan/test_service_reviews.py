"""When a service review is worth it: what the records bear out is told with its reason, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest

from journey.model import (
    ActionContent,
    MeasureContent,
    Origin,
    PriorityContent,
    ServiceTrigger,
)
from journey.service import Product
from journey.service.councils import councils
from journey.service.plan import actions, measures, priorities, review_agenda, service_reviews
from journey.service.plan.measures import NewReading
from journey.service.plan.place import PlanPlace
from journey.service.sample import loading
from journey.store import organisations, rounds


@pytest.fixture
def place(product: Product) -> PlanPlace:
    council = councils.start(product, name="Ambershire", kind="County council")
    return PlanPlace(council.id, councils.units(product, council.id)[0].id)


def met(product: Product, place: PlanPlace) -> dict[ServiceTrigger, list[str]]:
    return dict(service_reviews.met(product, place, review_agenda.agenda(product, place)))


@pytest.mark.parametrize("serves", [True, False])
def test_beyond_tolerance_speaks_for_one_only_where_a_priority_is_served(
    product: Product, place: PlanPlace, serves: bool
) -> None:
    homes = priorities.add(product, place.organisation_id, PriorityContent("Homes"), writer="laptop")
    content = ActionContent("Answer sooner", priority_id=homes.id if serves else None)
    action = actions.add(product, place, content, origin=Origin.IDEA, writer="laptop")
    late = MeasureContent("On time", unit_name="%", target=82.0, tolerance=3.0, action_id=action.id)
    measure = measures.add(product, place, late, writer="laptop")
    reading = NewReading(date(2026, 10, 1), 70.0)
    measures.add_reading(product, place.organisation_id, measure.id, reading, writer="laptop")
    told = met(product, place)
    if not serves:
        assert told == {}
        return
    (line,) = told[ServiceTrigger.FIGURES]
    assert line.startswith("On time: beyond tolerance")
    assert line.endswith("It serves “Homes”.")


@pytest.mark.content("shipped")
def test_in_the_sample_two_bets_that_came_to_nothing_speak_for_another_way(product: Product) -> None:
    organisation = loading.load(product)
    with product.store.read() as tx:
        unit = organisations.units(tx, organisation.id)[0]
        newest = rounds.every(tx, organisation.id)[-1]
    told = met(product, PlanPlace(organisation.id, unit.id, newest.id))
    assert told == {
        ServiceTrigger.NEW_WAY: ["Two bets on “Keeping on track” were scored, and the answer was “not yet” each time."]
    }
