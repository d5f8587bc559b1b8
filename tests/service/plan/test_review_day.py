"""The day of the next review is the one that the last review set, else the one of the last workshop."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from journey.model import ReviewContent
from journey.service import Product
from journey.service.plan import review_record, reviews, standings
from journey.service.plan.place import PlanPlace
from journey.service.workshop import leading
from tests.steps.outcomes import act
from tests.steps.workshop import planned


def test_the_day_of_a_workshop_is_the_plans_until_a_review_has_set_one_or_was_held_since(product: Product) -> None:
    meeting = replace(planned(product), follows=True)
    place, today = PlanPlace.of(meeting.selection), product.today()
    in_a_month, in_two = today + timedelta(days=30), today + timedelta(days=60)
    assert reviews.next_on(product, place) is None
    assert review_record.next_review(product, place) is None
    act(meeting)
    meeting.workshop = leading.set_review(product, meeting.workshop, in_a_month)
    assert reviews.next_on(product, place) == reviews.due_by(product, place) == in_a_month
    assert standings.of_place(product, place).next_review_on == in_a_month
    assert f"{in_a_month:%Y%m%d}" in str(review_record.next_review(product, place))
    other = planned(product, name="Wensford")
    assert reviews.next_on(product, PlanPlace.of(other.selection)) is None
    assert held(product, place, today, in_two) == in_two
    assert held(product, place, today, None) == in_a_month


def held(product: Product, place: PlanPlace, held_on: date, next_on: date | None) -> date | None:
    """What is set after a review on that day."""
    review = reviews.begin(product, place, writer="laptop", content=ReviewContent(held_on, next_on=next_on))
    of = (product, place.organisation_id, review.id)
    reviews.end(*of, shown="", expected_version=review.version, writer="laptop")
    return reviews.next_on(product, place)
