"""Last time's promises stand where something new opens: a round, answering in it, Home, and a workshop."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from journey.model import ActionContent, Origin, Scope
from journey.service import Product
from journey.service.answering import sessions
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.plan import actions
from journey.service.plan.place import PlanPlace
from journey.service.rounds import closing
from journey.service.workshop import planning
from tests.steps.workshop import PLAN, meeting_of
from tests.ui.test_pages_draw import console
from tests.ui.test_windows import Browser, address_of, said

TOLD = "The one promise made in {name} is still in hand."


def begin(product: Product, council_id: str) -> Selection:
    """The council's next round, begun for all of it."""
    council = next(one for one in councils.every(product) if one.id == council_id)
    (unit,) = councils.units(product, council.id)
    return sessions.begin(product, council, unit, round_id=None, questionnaire_ids=["stages"], scope=Scope.QUICK)


def promise(product: Product, selection: Selection) -> None:
    content = ActionContent("Ask *users*", lead="Head of service")
    actions.add(product, PlanPlace.of(selection), content, origin=Origin.IDEA, writer="laptop")


@pytest.fixture
def first(product: Product) -> Selection:
    """A council in its first round, with a promise."""
    council = councils.start(product, name=f"Ambershire {uuid4().hex[:6]}", kind="County council")
    selection = begin(product, council.id)
    promise(product, selection)
    return selection


@pytest.mark.parametrize("page", ["rounds", "assess", "home"])
def test_a_new_round_opens_with_what_came_of_the_last_promises(product: Product, first: Selection, page: str) -> None:
    told = TOLD.format(name=first.round.name)
    assert told not in said(Browser().window(page, **address_of(first)))
    second = begin(product, first.organisation_id)
    assert told in said(Browser().window(page, **address_of(second), section="choice"))


def test_a_round_that_is_closed_does_not_ask_for_them_any_more(product: Product, first: Selection) -> None:
    second = begin(product, first.organisation_id)
    closing.close(product, second.organisation_id, second.round_id)
    assert "Last time’s promises" not in said(Browser().window("rounds", **address_of(second)))


def test_a_workshop_opens_with_each_promise_until_something_is_before_the_room(
    product: Product, first: Selection
) -> None:
    made = planning.make(
        product,
        first.unit,
        replace(PLAN, held_on=product.today()),
        round_id=None,
        questionnaire_ids=["stages"],
        scope=Scope.FULL,
        cap=50,
    )
    meeting = meeting_of(product, first.organisation, first.unit, made)
    told = TOLD.format(name=first.round.name)
    assert told in said(console(meeting))
    meeting.open_room()
    opened = said(console(meeting))
    assert told in opened
    assert "Ask \\*users\\* (Head of service)." in opened
    meeting.ask(meeting.statements[0])
    assert told not in said(console(meeting))
