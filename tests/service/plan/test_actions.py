"""Actions of a plan: texts and days are right or refused in words, states have what they need, owners hand over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from journey.config import Settings
from journey.content import Library
from journey.model import Action, ActionContent, ActionProgress, ActionState, Organisation, Origin, OwnersWord, Unit
from journey.service import Conflict, NotFound, Product
from journey.service.councils import units
from journey.service.plan import actions, owners, standings
from journey.service.plan.place import PlanPlace
from journey.store import Store
from journey.wording.days import NO_DAY
from tests.steps.refusals import refused
from tests.steps.rounds import start

LEAP_DAY = datetime(2028, 2, 29, 0, 30, tzinfo=UTC)
TODAY = LEAP_DAY.date()
DAY = timedelta(days=1)
MOST = {"lead": 120, "success": 1000, "resources": 1000, "risk": 1000, "stops": 1000, "first_step": 500}
LAPTOP = "laptop"


@pytest.fixture
def product(store: Store) -> Product:
    """The product on 29 February, half an hour after midnight."""
    return Product(store, Library.read(), Settings("", 5), clock=lambda: LEAP_DAY)


@pytest.fixture
def council(product: Product) -> tuple[Organisation, Unit]:
    return start(product)


@pytest.fixture
def place(council: tuple[Organisation, Unit]) -> PlanPlace:
    return PlanPlace(council[0].id, council[1].id)


def add(product: Product, place: PlanPlace, what: str = "Write to every user", **content: Any) -> Action:
    return actions.add(product, place, ActionContent(what, **content), origin=Origin.IDEA, writer=LAPTOP)


def advance(product: Product, place: PlanPlace, action: Action, **progress: Any) -> Action:
    new = replace(action.progress, **progress)
    seen, where = action.version, place.organisation_id
    return actions.advance(product, where, action.id, new, expected_version=seen, writer=LAPTOP)


@pytest.mark.parametrize(("field", "limit"), MOST.items())
def test_texts_have_their_limits(product: Product, place: PlanPlace, field: str, limit: int) -> None:
    assert getattr(add(product, place, **{field: "ü" * limit}).content, field) == "ü" * limit
    with refused(f"{limit + 1:,} characters, and {limit:,} is the most"):
        add(product, place, **{field: "ü" * (limit + 1)})


@pytest.mark.parametrize("what", ["", " \n ", "\x07\u202e", "w" * 501])
def test_what_is_done_is_needed_and_short(product: Product, place: PlanPlace, what: str) -> None:
    with refused("Not written down"):
        add(product, place, what)
    assert actions.of_unit(product, place) == []


@pytest.mark.parametrize(
    ("due", "why"),
    [
        (TODAY, None),
        (TODAY - DAY, "The day by which it is due has passed already: 28 February 2028."),
        (date(2000, 1, 1), "has passed already: 1 January 2000"),
        (date(2032, 2, 29), None),
        (date(2038, 2, 28), None),
        (date(2038, 3, 1), "more than 10 years off: 1 March 2038"),
        (NO_DAY, "is not a date"),
    ],
)
def test_a_due_day_is_right_or_refused_in_words(product: Product, place: PlanPlace, due: date, why: str | None) -> None:
    if why is None:
        assert add(product, place, by_when=due).content.by_when == due
        return
    with refused(why):
        add(product, place, by_when=due)
    assert actions.of_unit(product, place) == []


@pytest.mark.parametrize(
    ("first", "due", "why"),
    [
        (TODAY, None, None),
        (date(2028, 3, 14), None, None),
        (date(2028, 3, 15), None, "by 14 March 2028 at the latest"),
        (TODAY - DAY, None, "The day of the first step has passed already"),
        (date(2028, 3, 10), date(2028, 3, 10), None),
        (date(2028, 3, 10), date(2028, 3, 9), "on 10 March 2028, would come after the action is due, on 9 March 2028"),
    ],
)
def test_a_first_step_is_taken_within_two_weeks_and_before_the_action_is_due(
    product: Product, place: PlanPlace, first: date, due: date | None, why: str | None
) -> None:
    if why is None:
        assert add(product, place, first_step_on=first, by_when=due).content.first_step_on == first
        return
    with refused(why):
        add(product, place, first_step_on=first, by_when=due)


def test_days_that_were_written_down_before_are_let_stand(product: Product, place: PlanPlace) -> None:
    action = add(product, place, by_when=TODAY, first_step_on=TODAY)
    later = replace(product, clock=lambda: LEAP_DAY + timedelta(days=400))
    content = replace(action.content, risk="The winter")
    changed = actions.change(later, place.organisation_id, action.id, content, expected_version=1, writer=LAPTOP)
    assert (changed.content, changed.version) == (content, 2)
    for field in ("by_when", "first_step_on"):
        with refused("has passed already"):
            moved = replace(content, **{field: TODAY + DAY})
            actions.change(later, place.organisation_id, action.id, moved, expected_version=2, writer=LAPTOP)


def test_the_day_is_that_of_the_council_when_the_clock_goes_forward(place: PlanPlace, product: Product) -> None:
    """Half an hour before midnight in universal time it is the next day in Britain: in summer, not in winter."""
    for month, today in ((1, 30), (7, 31)):
        late = replace(product, clock=lambda month=month: datetime(2027, month, 30, 23, 30, tzinfo=UTC))
        assert add(late, place, by_when=date(2027, month, today)).content.by_when == date(2027, month, today)
        with refused("has passed already"):
            add(late, place, by_when=date(2027, month, today - 1))


@pytest.mark.parametrize(
    ("progress", "why"),
    [
        ({"state": ActionState.PAUSED}, "Say on which day to look at it again"),
        ({"state": ActionState.PAUSED, "look_again_on": TODAY - DAY}, "The day to look again has passed already"),
        ({"state": ActionState.PAUSED, "look_again_on": NO_DAY}, "is not a date"),
        ({"state": ActionState.PAUSED, "look_again_on": TODAY + DAY}, None),
        ({"state": ActionState.DROPPED, "why": " "}, "Say in a sentence why it is given up"),
        ({"state": ActionState.DROPPED, "why": "A better way was found"}, None),
        ({"state": ActionState.HANDED_OVER}, "Say where it is followed"),
        ({"state": ActionState.HANDED_OVER, "kept_in": "Service plan of housing"}, None),
        ({"state": ActionState.DONE, "done_on": TODAY}, None),
        ({"word": OwnersWord.ON_TRACK, "word_on": TODAY}, None),
        ({"word": OwnersWord.AT_RISK, "word_on": TODAY}, "what stands in the way"),
        ({"word": OwnersWord.OFF_TRACK, "word_on": TODAY, "word_text": "No room is free"}, None),
    ],
)
def test_each_state_has_what_it_needs(
    product: Product, place: PlanPlace, progress: dict[str, Any], why: str | None
) -> None:
    action = add(product, place)
    if why is None:
        assert advance(product, place, action, **progress).progress == replace(ActionProgress(), **progress)
        return
    with refused(why):
        advance(product, place, action, **progress)
    assert actions.get(product, place.organisation_id, action.id) == action


def test_what_is_over_can_be_found_and_taken_up_again(product: Product, place: PlanPlace) -> None:
    action = advance(product, place, add(product, place), state=ActionState.DROPPED, why="No money")
    assert actions.of_unit(product, place) == [action]
    again = advance(product, place, action, state=ActionState.LIVE, why="There is money now")
    told = [
        (event.field, event.before, event.after, event.why)
        for event in actions.history(product, place.organisation_id, action.id)
        if event.field in ("state", "")
    ]
    assert told == [
        ("", "", "", ""),
        ("state", "live", "dropped", "No money"),
        ("state", "dropped", "live", "There is money now"),
    ]
    assert again.is_in_hand


def test_an_owner_who_has_left_hands_everything_over_in_one_go(
    product: Product, council: tuple[Organisation, Unit], place: PlanPlace
) -> None:
    organisation, whole = council
    housing = units.add(product, organisation.id, name="Housing", kind="service", parent_id=whole.id)
    there = PlanPlace(organisation.id, housing.id)
    mine, other = add(product, place, lead="Maria Hart"), add(product, place, lead="Head of policy")
    in_housing = add(product, there, lead="maria HART")
    done = advance(product, place, add(product, place, lead="Maria Hart"), state=ActionState.DONE)
    found = {owner.name: len(owner.in_hand) for owner in owners.owners(product, organisation.id)}
    assert found == {"Head of policy": 1, "Maria Hart": 2}
    handed = owners.hand_over(product, organisation.id, " Maria  Hart ", "Jo Lee", writer=LAPTOP)
    assert {(one.id, one.content.lead, one.version) for one in handed} == {
        (mine.id, "Jo Lee", 2),
        (in_housing.id, "Jo Lee", 2),
    }
    assert actions.get(product, organisation.id, done.id) == done
    assert actions.get(product, organisation.id, other.id) == other
    last = actions.history(product, organisation.id, mine.id)[-1]
    assert (last.field, last.before, last.after) == ("lead", "Maria Hart", "Jo Lee")
    with refused("Nothing in hand belongs to Maria Hart"):
        owners.hand_over(product, organisation.id, "Maria Hart", "", writer=LAPTOP)
    with refused("Choose whose actions"):
        owners.hand_over(product, organisation.id, " ", "Jo Lee", writer=LAPTOP)
    with pytest.raises(Conflict):
        actions.change(product, organisation.id, mine.id, mine.content, expected_version=1, writer=LAPTOP)


def test_whoever_has_left_is_seen_where_the_name_is_written_again_until_named_in_a_hand_over(
    product: Product, place: PlanPlace
) -> None:
    add(product, place, lead="Maria Hart")
    owners.hand_over(product, place.organisation_id, "Maria Hart", "", writer=LAPTOP)
    again = add(product, place, "Ask for names", lead="MARIA HART")
    flags = {one.action.content.what: one.standing.flags[0] for one in standings.of_place(product, place).actions}
    assert flags == {"Write to every user": "no_owner", "Ask for names": "owner_gone"}
    add(product, place, "Keep a list", lead="Jo Lee")
    owners.hand_over(product, place.organisation_id, "Jo Lee", "Maria Hart", writer=LAPTOP)
    assert owners.left(product, place.organisation_id) == {"jo lee"}
    after = standings.of_place(product, place).by_id(again.id)
    assert after is not None
    assert "owner_gone" not in after.standing.flags


def test_nothing_of_another_council_is_found(product: Product, place: PlanPlace) -> None:
    action = add(product, place)
    elsewhere, _unit = start(product, "Borfordshire")
    with pytest.raises(NotFound):
        actions.get(product, elsewhere.id, action.id)
    with pytest.raises(NotFound):
        actions.change(product, elsewhere.id, action.id, action.content, expected_version=1, writer=LAPTOP)
    with refused("Nothing in hand"):
        owners.hand_over(product, elsewhere.id, "Maria Hart", "", writer=LAPTOP)
