"""Reviews: begun once, decided in words with a name and a day, ended for good; and what a decision does to the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from journey.model import (
    Action,
    ActionContent,
    ActionProgress,
    ActionState,
    Baseline,
    Bet,
    BetContent,
    DecisionContent,
    DecisionKind,
    Origin,
    Review,
    ReviewContent,
    Scope,
    Subject,
    SubjectKind,
)
from journey.service import Conflict, Product
from journey.service.answering import sessions
from journey.service.councils import councils
from journey.service.pitfalls import pitfalls
from journey.service.plan import actions, review_agenda, review_record, reviews
from journey.service.plan.place import PlanPlace
from journey.service.workshop import parking_lot
from journey.store import bets
from journey.store.versioned_records import Edit
from journey.wording.days import NO_DAY
from tests.steps.refusals import refused
from tests.steps.workshop import at_once, planned

TODAY = date(2026, 11, 21)
DUE = date(2027, 1, 14)
STOP = DecisionContent(DecisionKind.STOP, "It cost more than it was worth", "Management team")


@pytest.fixture
def place(product: Product) -> PlanPlace:
    council = councils.start(product, name="Ambershire", kind="County council")
    return PlanPlace(council.id, councils.units(product, council.id)[0].id)


def act(product: Product, place: PlanPlace, what: str = "Ask users", **content: object) -> Action:
    new = replace(ActionContent(what, lead="Service lead", by_when=DUE), **content)  # type: ignore[arg-type]
    at = product.clock()
    if new.by_when is not None and new.by_when < product.today():  # it was written down while that was to come
        at -= product.today() - new.by_when
    then = replace(product, clock=lambda: at)
    return actions.add(then, place, new, origin=Origin.IDEA, writer="laptop")


def begin(product: Product, place: PlanPlace) -> Review:
    return reviews.begin(product, place, writer="laptop")


def end(product: Product, place: PlanPlace, review: Review, next_on: date | None = None) -> Review:
    content = replace(review.content, next_on=next_on)
    return reviews.end(
        product,
        place.organisation_id,
        review.id,
        shown="Nothing",
        expected_version=review.version,
        writer="laptop",
        content=content,
    )


def about(kind: DecisionKind, action: Action, **more: object) -> DecisionContent:
    return replace(
        DecisionContent(kind, "So be it", "Chief executive", DUE, "action", action.id),
        **more,  # type: ignore[arg-type]
    )


def decide(product: Product, place: PlanPlace, review: Review, content: DecisionContent, seen: int = 0) -> object:
    return reviews.decide(product, place.organisation_id, review.id, content, writer="laptop", item_version=seen)


def stored(product: Product, place: PlanPlace, action: Action) -> Action:
    return actions.get(product, place.organisation_id, action.id)


def later(product: Product, days: int) -> Product:
    return replace(product, clock=lambda: product.clock() + timedelta(days=days))


@pytest.mark.both_databases
def test_two_who_begin_at_once_hold_one_review(product: Product, place: PlanPlace) -> None:
    begun = at_once([lambda: begin(product, place).id for _ in range(4)])
    assert len(set(begun)) == 1
    assert [one.id for one in reviews.of_unit(product, place)] == begun[:1]


def test_a_review_is_written_down_by_whoever_has_seen_it_and_ends_for_good(product: Product, place: PlanPlace) -> None:
    review = begin(product, place)
    content = ReviewContent(TODAY, "Ann\x07, Ben ", "Ask earlier", 20, 5, TODAY + timedelta(weeks=8))
    edit = {"expected_version": 1, "writer": "phone"}
    changed = reviews.change(product, place.organisation_id, review.id, content, **edit)  # type: ignore[arg-type]
    assert changed.content == replace(content, present="Ann, Ben")
    with pytest.raises(Conflict) as caught:
        reviews.change(product, place.organisation_id, review.id, content, **edit)  # type: ignore[arg-type]
    assert caught.value.stored == changed
    ended = end(product, place, changed, content.next_on)
    assert (ended.shown, ended.ended_at) == ("Nothing", product.clock())
    assert reviews.last_on(product, place) == TODAY
    assert reviews.next_on(product, place) == content.next_on
    with refused("has ended"):
        decide(product, place, ended, STOP)
    assert begin(product, place).id != ended.id


def test_a_review_of_a_day_to_come_is_not_ended_and_one_of_a_past_day_is(product: Product, place: PlanPlace) -> None:
    review = begin(product, place)
    ahead = replace(review, content=ReviewContent(date(2027, 3, 1)))
    with refused("1 March 2027, is still to come"):
        end(product, place, ahead)
    past = replace(review, content=ReviewContent(date(2026, 11, 2)))
    assert end(product, place, past, date(2028, 11, 21)).content.held_on == date(2026, 11, 2)


def test_what_was_written_down_is_let_stand_when_its_day_has_come(product: Product, place: PlanPlace) -> None:
    review = begin(product, place)
    content = replace(review.content, next_on=TODAY + timedelta(days=1))
    edit = {"expected_version": 1, "writer": "laptop"}
    saved = reviews.change(product, place.organisation_id, review.id, content, **edit)  # type: ignore[arg-type]
    in_a_week, learned = later(product, 7), replace(content, learned="Ask earlier")
    edit["expected_version"] = saved.version
    changed = reviews.change(in_a_week, place.organisation_id, review.id, learned, **edit)  # type: ignore[arg-type]
    assert changed.content == learned
    with refused("after today"):
        end(in_a_week, place, changed, content.next_on)


@pytest.mark.parametrize(
    ("held_on", "proposed"),
    [
        (TODAY, date(2027, 1, 18)),  # a Saturday, and so would the day eight weeks later be
        (date(2026, 11, 20), date(2027, 1, 15)),
        (date(2026, 3, 2), date(2026, 11, 23)),  # long ago: the next working day
    ],
)
def test_a_working_day_to_come_is_proposed_for_the_next_review(product: Product, held_on: date, proposed: date) -> None:
    assert reviews.proposed_next(product, held_on) == proposed


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (ReviewContent(NO_DAY), "not a date"),
        (ReviewContent(TODAY, next_on=NO_DAY), "not a date"),
        (ReviewContent(TODAY + timedelta(days=1)), "22 November 2026, is still to come: today is 21 November 2026"),
        (ReviewContent(TODAY, next_on=TODAY), "after today and after this one"),
        (ReviewContent(TODAY - timedelta(days=9), next_on=TODAY - timedelta(days=2)), "after today"),
        (ReviewContent(TODAY, next_on=date(2028, 11, 22)), "more than two years off"),
        (ReviewContent(TODAY, minutes=0), "from 1 to 600"),
        (ReviewContent(TODAY, minutes=601), "from 1 to 600"),
        (ReviewContent(TODAY, worth=6), "from 1 to 5"),
        (ReviewContent(TODAY, learned="x" * 1001), "1,000 is the most"),
    ],
)
def test_what_is_no_review_is_refused_in_words(
    product: Product, place: PlanPlace, content: ReviewContent, why: str
) -> None:
    with refused(why):
        reviews.begin(product, place, writer="laptop", content=content)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (replace(STOP, text=" "), "in a few words"),
        (replace(STOP, who=" "), "only noted"),
        (replace(STOP, kind=DecisionKind.ADD), "Give a day"),
        (replace(STOP, by_when=NO_DAY), "not a date"),
        (replace(STOP, text="x" * 501), "500 is the most"),
        (replace(STOP, kind=DecisionKind.ADD, by_when=TODAY - timedelta(days=1)), "passed"),
    ],
)
def test_noted_is_no_decision(product: Product, place: PlanPlace, content: DecisionContent, why: str) -> None:
    review = begin(product, place)
    with refused(why):
        decide(product, place, review, content)
    assert reviews.decisions(product, place.organisation_id, review.id) == []


def test_a_review_that_has_decided_something_is_not_taken_back(product: Product, place: PlanPlace) -> None:
    review = begin(product, place)
    decide(product, place, review, STOP)
    with refused("Something has been decided"):
        reviews.take_back(product, place.organisation_id, review.id, expected_version=1, writer="laptop")
    assert [one.id for one in reviews.of_unit(product, place)] == [review.id]


def test_stopping_drops_the_action_with_its_reason_and_taking_it_back_brings_it_back(
    product: Product, place: PlanPlace
) -> None:
    action, review = act(product, place), begin(product, place)
    content = replace(STOP, item="action", item_id=action.id)
    decide(product, place, review, content, seen=1)
    dropped = stored(product, place, action)
    assert (dropped.progress.state, dropped.progress.why) == (ActionState.DROPPED, STOP.text)
    assert actions.history(product, place.organisation_id, action.id)[-1].why == STOP.text
    (decision,) = reviews.decisions(product, place.organisation_id, review.id)
    reviews.remove_decision(product, place.organisation_id, review.id, decision.id, expected_version=1, writer="laptop")
    assert stored(product, place, action).progress == ActionProgress()
    assert reviews.decisions(product, place.organisation_id, review.id) == []


def test_a_decision_over_an_action_that_has_changed_since_is_not_taken(product: Product, place: PlanPlace) -> None:
    action, review = act(product, place), begin(product, place)
    changed = actions.change(
        product, place.organisation_id, action.id, ActionContent("Ask all"), expected_version=1, writer="phone"
    )
    for kind in (DecisionKind.STOP, DecisionKind.ACCEPT):
        with pytest.raises(Conflict) as caught:
            decide(product, place, review, about(kind, action), seen=1)
        assert caught.value.stored == changed
    assert reviews.decisions(product, place.organisation_id, review.id) == []


@pytest.mark.parametrize("state", [ActionState.PAUSED, ActionState.PROPOSED])
def test_continuing_brings_an_action_to_life_and_takes_over_who_and_when(
    product: Product, place: PlanPlace, state: ActionState
) -> None:
    action, review = act(product, place, by_when=None), begin(product, place)
    progress = ActionProgress(state, "No time", TODAY)
    actions.advance(product, place.organisation_id, action.id, progress, expected_version=1, writer="laptop")
    decide(product, place, review, about(DecisionKind.CONTINUE, action), seen=2)
    found = stored(product, place, action)
    assert found.progress == ActionProgress()
    assert (found.content.lead, found.content.by_when) == ("Chief executive", DUE)


def test_accepting_and_asking_for_help_leave_the_plan_as_it_is(product: Product, place: PlanPlace) -> None:
    action, review = act(product, place), begin(product, place)
    decide(product, place, review, about(DecisionKind.HELP, action), seen=1)
    decide(product, place, review, about(DecisionKind.ACCEPT, action), seen=1)
    assert stored(product, place, action) == action


def test_what_is_added_is_an_action_of_the_plan(product: Product, place: PlanPlace) -> None:
    review = begin(product, place)
    decide(product, place, review, DecisionContent(DecisionKind.ADD, "Ask staff", "HR lead", DUE))
    (added,) = actions.of_unit(product, place)
    assert added.content == ActionContent("Ask staff", "HR lead", DUE)
    assert added.origin is Origin.REVIEW
    (decision,) = reviews.decisions(product, place.organisation_id, review.id)
    assert (decision.content.item, decision.content.item_id) == ("action", added.id)


def test_the_next_review_asks_whether_each_decision_was_kept(product: Product, place: PlanPlace) -> None:
    act(product, place)
    review = begin(product, place)
    decide(product, place, review, STOP)
    (decision,) = reviews.decisions(product, place.organisation_id, review.id)
    mark = {"is_kept": False, "writer": "phone", "note": "No time"}
    with refused("earlier review"):
        reviews.mark_kept(product, place.organisation_id, decision, **mark)  # type: ignore[arg-type]
    end(product, place, review)
    assert [one.id for one in review_agenda.agenda(product, place).earlier] == [decision.id]
    marked = reviews.mark_kept(product, place.organisation_id, decision, **mark)  # type: ignore[arg-type]
    assert (marked.is_kept, marked.kept_note) == (False, "No time")
    with pytest.raises(Conflict):
        reviews.mark_kept(product, place.organisation_id, decision, **mark)  # type: ignore[arg-type]
    end(product, place, begin(product, place))
    assert review_agenda.agenda(product, place).earlier == ()


def test_a_review_is_due_when_its_day_has_come_or_after_eight_weeks_with_something_in_hand(
    product: Product, place: PlanPlace
) -> None:
    assert reviews.due_by(product, place) is None
    act(product, place)
    assert reviews.due_by(product, place) == TODAY + timedelta(weeks=8, days=2)  # the Monday after
    end(product, place, begin(product, place), TODAY + timedelta(days=10))
    assert not reviews.is_due(product, place, TODAY + timedelta(days=9))
    assert reviews.is_due(product, place, TODAY + timedelta(days=10))


def test_the_agenda_says_what_needs_a_decision_and_counts_the_rest(product: Product, place: PlanPlace) -> None:
    fine = act(product, place, "Fine")
    late = act(product, place, "Late", by_when=TODAY + timedelta(days=3))
    nobody = act(later(product, -9), place, "Nobody", lead="")
    just_now = act(product, place, "Nobody yet", lead="")
    aside = act(product, place, "Set aside")
    paused = ActionProgress(ActionState.PAUSED, "No money", TODAY + timedelta(days=5))
    actions.advance(product, place.organisation_id, aside.id, paused, expected_version=1, writer="laptop")
    found = review_agenda.agenda(later(product, 6), place)
    assert [one.item_id for one in found.exceptions] == [nobody.id, late.id]
    assert [one.id for one in found.set_aside] == [aside.id]
    assert (found.on_track, found.in_hand, found.running, found.last) == (2, 5, None, None)
    assert {fine.id, just_now.id}.isdisjoint(one.item_id for one in found.exceptions)


def test_what_was_accepted_comes_back_on_its_day(product: Product, place: PlanPlace) -> None:
    late = act(product, place, by_when=TODAY)
    product = later(product, 3)
    review = begin(product, place)
    decide(product, place, review, about(DecisionKind.ACCEPT, late), seen=1)
    assert len(review_agenda.agenda(product, place).exceptions) == 1, "while the review runs it stays in sight"
    end(product, place, review)
    quiet = review_agenda.agenda(product, place)
    assert (quiet.exceptions, quiet.settled) == ((), 1)
    again = review_agenda.agenda(later(product, (DUE - product.today()).days), place)
    assert [one.item_id for one in again.exceptions] == [late.id]


@pytest.mark.content("shipped")
def test_what_an_ended_workshop_left_open_comes_back_and_is_settled_by_a_decision(product: Product) -> None:
    meeting = planned(product, asks=("stages",))
    workshop = meeting.workshop
    parked = parking_lot.park(product, workshop, "Who pays?", writer="laptop")
    place = PlanPlace(workshop.organisation_id, workshop.unit_id, workshop.round_id)
    assert review_agenda.agenda(product, place).left_open == ()
    meeting.open_room()
    meeting.end()
    (left,) = review_agenda.agenda(product, place).left_open
    assert left.parked == parked
    review = begin(product, place)
    help_ = DecisionContent(DecisionKind.HELP, "Ask finance", "Treasurer", DUE, "parked", parked.id)
    decide(product, place, review, help_)
    decide(product, place, review, replace(help_, kind=DecisionKind.ADD, text="Set a budget"))
    assert review_agenda.agenda(product, place).left_open == ()
    assert [one.origin for one in actions.of_unit(product, place)] == [Origin.PARKED]
    assert review_agenda.about(product, place, [("parked", parked.id)]) == {("parked", parked.id): "Who pays?"}
    with refused("settled in the meantime"):
        decide(product, place, review, help_)


def test_a_proposal_that_two_reviews_have_left_is_taken_up_or_let_go(product: Product, place: PlanPlace) -> None:
    proposal = act(product, place)
    progress = ActionProgress(ActionState.PROPOSED)
    actions.advance(product, place.organisation_id, proposal.id, progress, expected_version=1, writer="laptop")
    for days in (10, 20):
        assert review_agenda.agenda(later(product, days), place).proposed == ()
        end(later(product, days), place, begin(later(product, days), place))
    now = later(product, 30)
    assert [one.id for one in review_agenda.agenda(now, place).proposed] == [proposal.id]
    decide(now, place, begin(now, place), about(DecisionKind.CONTINUE, proposal), seen=2)
    assert review_agenda.agenda(now, place).proposed == ()
    assert stored(product, place, proposal).progress.state is ActionState.LIVE


@pytest.mark.content("shipped")
def test_a_stage_that_was_left_early_comes_back_until_it_is_ready(product: Product) -> None:
    council = councils.start(product, name="Ambershire", kind="County council")
    (unit,) = councils.units(product, council.id)
    views = [
        sessions.begin(product, council, unit, round_id=None, questionnaire_ids=["stages"], scope=Scope.QUICK)
        for _ in range(3)
    ]
    pitfalls.move_on(product, views[0], "taking-stock", reason="No time", decided_by="Management team")
    (moved,) = review_agenda.agenda(product, PlanPlace.of(views[2])).moved_on
    assert (moved.round.id, moved.override.reason) == (views[0].round_id, "No time")
    assert moved.title == "Taking stock"
    place = PlanPlace.of(views[2])
    review = begin(product, place)
    accepted = DecisionContent(DecisionKind.ACCEPT, "We go on", "Management team", DUE, "moved_on", "taking-stock")
    decide(product, place, review, accepted)
    end(product, place, review)
    quiet = review_agenda.agenda(product, place)
    assert (quiet.moved_on, quiet.settled) == ((), 1)


def test_a_review_keeps_the_list_that_it_began_with(product: Product, place: PlanPlace) -> None:
    action = act(later(product, -14), place, lead="")
    review = review_record.begin(product, place, writer="laptop")
    decide(product, place, review, about(DecisionKind.CHANGE, action), seen=1)
    (off,) = review_agenda.agenda(product, place).off_the_list
    assert off.content.item_id == action.id
    ended = review_record.end(
        product, place, review.id, review.content, expected_version=review.version, writer="laptop"
    )
    assert "Ask users: nobody owns it." in ended.shown
    past = review_record.past(product, place, ended)
    assert past.decisions == (("Change “Ask users”: So be it. Chief executive, by 14 January 2027.", ""),)
    assert "Ask users: nobody owns it." in dict(past.looked_at)["Exceptions"]
    assert "So be it." in review_record.paper(product, place, ended)


def test_diaries_get_the_next_review_and_the_days_of_what_is_in_hand(product: Product, place: PlanPlace) -> None:
    assert review_record.next_review(product, place) is None
    assert review_record.due_days(product, place) is None
    act(product, place, "In hand")
    review = begin(product, place)
    gone = act(product, place, "Given up")
    decide(product, place, review, replace(STOP, item="action", item_id=gone.id), seen=1)
    done = act(product, place, "Done")
    progress = ActionProgress(ActionState.DONE, done_on=TODAY)
    actions.advance(product, place.organisation_id, done.id, progress, expected_version=1, writer="laptop")
    act(product, place, "Long past", by_when=TODAY - timedelta(days=1))
    act(product, place, "Due today", by_when=TODAY)
    dropped = act(product, place, "Dropped long ago", by_when=TODAY - timedelta(days=99))
    progress = ActionProgress(ActionState.DROPPED, why="Too dear")
    actions.advance(product, place.organisation_id, dropped.id, progress, expected_version=1, writer="laptop")
    end(product, place, review, date(2027, 4, 2))
    (event,) = Calendar.from_ical(review_record.next_review(product, place)).walk("VEVENT")
    assert event["dtstart"].dt.astimezone(UTC) == datetime(2027, 4, 2, 8, tzinfo=UTC)
    days = Calendar.from_ical(review_record.due_days(product, place)).walk("VEVENT")
    assert {(event["summary"], event["status"]) for event in days} == {
        ("Due: In hand", "CONFIRMED"),
        ("Due: Due today", "CONFIRMED"),
        ("Due: Given up", "CANCELLED"),
    }
    assert review_record.has_due_days(product, place)
    assert not review_record.has_due_days(later(product, 99), place)


@pytest.mark.parametrize("is_in_hand", [True, False])
def test_a_decision_about_a_bet_is_one_about_its_action_while_that_is_in_hand(
    product: Product, place: PlanPlace, is_in_hand: bool
) -> None:
    action, review = act(product, place), begin(product, place)
    bet = BetContent(Subject(SubjectKind.SECTION, "taking-stock", "stages"), by=0.5)
    with product.store.write() as tx:
        new = Bet("", action.id, 1, bet, Baseline(), product.clock())
        placed = bets.place(tx, place.organisation_id, new, Edit("laptop", product.clock()))
    content = replace(STOP, item="bet", item_id=placed.id)
    if is_in_hand:
        decide(product, place, review, content, seen=1)
        assert stored(product, place, action).progress.state is ActionState.DROPPED
        return
    done = ActionProgress(ActionState.DONE, done_on=TODAY)
    finished = actions.advance(product, place.organisation_id, action.id, done, expected_version=1, writer="laptop")
    decide(product, place, review, replace(content, kind=DecisionKind.HELP, by_when=DUE))
    assert stored(product, place, action) == finished
