"""The sample council's plan: two years of it, in the order of time, with something in every state that a plan knows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from journey.config import Settings
from journey.content import Library
from journey.model import Action, ActionState, BetVerdict, Organisation, Origin, SubjectKind
from journey.service import Product
from journey.service.plan import actions as plan_actions
from journey.service.plan import bets as bets_of
from journey.service.plan.place import PlanPlace
from journey.service.sample import loading, plan_services, plan_story
from journey.service.sample.plan_figures import MEASURES
from journey.service.sample.plan_priorities import PRIORITIES
from journey.service.sample.plan_reviews import REVIEWS
from journey.service.sample.story import COUNCIL, HOUSING, OCCASIONS
from journey.store import Store, actions, bets, measures, organisations, plan_events, priorities, reviews, rounds


class Loaded:
    """The sample council in a store of its own."""

    def __init__(self, product: Product, organisation: Organisation) -> None:
        self.product, self.organisation = product, organisation
        with product.store.read() as tx:
            self.units = {unit.name: unit.id for unit in organisations.units(tx, organisation.id)}
            self.actions = actions.of_organisation(tx, organisation.id)

    def action(self, beginning: str) -> Action:
        return next(action for action in self.actions if action.content.what.startswith(beginning))


@pytest.fixture(scope="module")
def loaded(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    file = tmp_path_factory.mktemp("sample") / "journey.db"
    shutil.copyfile(migrated_sqlite, file)
    store = Store(f"sqlite:///{file}")
    product = Product(store, Library.read(), Settings.read({}))
    yield Loaded(product, loading.load(product))
    store.close()


def test_a_few_priorities_two_things_that_are_none_and_one_that_was_dropped_with_its_reason(loaded: Loaded) -> None:
    with loaded.product.store.read() as tx:
        all_of_them = priorities.every(tx, loaded.organisation.id)
    assert sum(priority.is_live for priority in all_of_them) == 4
    assert sum(not priority.content.is_priority for priority in all_of_them) == 2
    (dropped,) = (priority for priority in all_of_them if priority.ended_on)
    assert dropped.ended_why
    assert dropped.ended_on == date(2025, 11, 27)


def test_the_council_has_a_dozen_actions_or_more_born_in_every_way_and_in_every_state(loaded: Loaded) -> None:
    own = [action for action in loaded.actions if action.unit_id == loaded.units[COUNCIL]]
    assert 12 <= len(own) <= 18
    assert {action.progress.state for action in own} == set(ActionState)
    born = {Origin.BLOCKER, Origin.PITFALL, Origin.ROLE_GAP, Origin.WORKSHOP, Origin.IDEA, Origin.MOVED_ON}
    assert born <= {action.origin for action in own}
    assert all(
        action.progress.why for action in own if action.progress.state in (ActionState.DROPPED, ActionState.DONE)
    )
    assert any(not action.content.lead for action in own if action.progress.state is ActionState.LIVE)


def test_what_it_says_would_be_taken_from_anybody_and_points_at_what_there_is(loaded: Loaded) -> None:
    library = loaded.product.library
    questionnaires = [library.questionnaire(id_) for id_ in library.ids("questionnaire")]
    checklists = [library.checklist(id_) for id_ in library.ids("checklist")]
    known = {(SubjectKind.SECTION, section.id) for asked in questionnaires for section in asked.sections}
    known |= {(SubjectKind.STATEMENT, statement.id) for asked in questionnaires for statement in asked.statements()}
    known |= {(SubjectKind.PITFALL, pitfall.id) for listed in checklists for pitfall in listed.pitfalls}
    for action in loaded.actions:
        assert plan_actions.valid(action.content) == action.content
        assert plan_actions.valid_progress(action.progress) == action.progress
        subject = action.content.subject
        assert subject is None or (subject.kind, subject.id) in known


def test_the_history_of_an_action_is_there_with_its_days_and_reasons(loaded: Loaded) -> None:
    dashboard = loaded.action("Build one dashboard")
    with loaded.product.store.read() as tx:
        history = plan_events.of_record(tx, loaded.organisation.id, "action", dashboard.id)
    assert [event.at for event in history] == sorted(event.at for event in history)
    assert (history[0].at.date(), history[-1].at.date()) == (date(2024, 12, 5), date(2025, 11, 27))
    assert "Two services of seven" in history[-1].why


@pytest.mark.parametrize("record", ["priority", "action", "bet", "measure", "reading", "review", "decision"])
def test_things_happened_in_the_order_of_time(loaded: Loaded, record: str) -> None:
    with loaded.product.store.read() as tx:
        events = plan_events.since(tx, loaded.organisation.id, record, OCCASIONS[0].closed_at)
    assert events
    assert [event.at for event in events] == sorted(event.at for event in events)


def test_every_bet_measure_and_review_that_is_told_is_there(loaded: Loaded) -> None:
    own = loaded.organisation.id
    with loaded.product.store.read() as tx:
        placed = bets.every(tx, own)
        kept = [measure for unit in loaded.units.values() for measure in measures.of_unit(tx, own, unit)]
        readings = measures.all_readings(tx, own)
        held = [review for unit in loaded.units.values() for review in reviews.of_unit(tx, own, unit)]
        decided = [decision for review in held for decision in reviews.decisions(tx, own, review.id)]
    told = (*plan_story.ACTIONS, *plan_services.ACTIONS)
    assert len(loaded.actions) == len(told)
    assert len(placed) == sum(len(action.bets) for action in told)
    assert {len(readings[measure.id]) for measure in kept} == {
        sum(value is not None for value in story.readings) for story in MEASURES
    }
    assert (len(kept), len(held)) == (len(MEASURES), len(REVIEWS))
    assert {decision.is_kept for decision in decided} == {True, False, None}
    assert len(PRIORITIES) == 7


def test_the_next_review_is_due_a_week_after_the_last_round(loaded: Loaded) -> None:
    with loaded.product.store.read() as tx:
        held = reviews.of_unit(tx, loaded.organisation.id, loaded.units[COUNCIL])
    assert len(held) == 3
    assert held[-1].content.next_on == date(2026, 11, 20)
    assert held[-1].ended_at


def test_the_rounds_say_of_its_bets_what_the_story_tells(loaded: Loaded) -> None:
    with loaded.product.store.read() as tx:
        last = rounds.every(tx, loaded.organisation.id)[-1].id
    found = {
        (unit, scored.bet.content.subject.id, scored.bet.content.by): scored.outcome.verdict
        for unit, unit_id in loaded.units.items()
        for scored in bets_of.of_place(loaded.product, PlanPlace(loaded.organisation.id, unit_id, last))
    }
    assert {key: verdict for key, verdict in found.items() if key[0] == COUNCIL} == {
        (COUNCIL, "clear-choices", 0.5): BetVerdict.MOVED,
        (COUNCIL, "outcomes-measured", 0.5): BetVerdict.MOVED,
        (COUNCIL, "budget-follows", 0.75): BetVerdict.MOVED_IN_PART,
        (COUNCIL, "information-in-time", 0.5): BetVerdict.NOT_YET,
        (COUNCIL, "keeping-on-track", 0.4): BetVerdict.OPEN,
        (COUNCIL, "keeping-on-track", 0.45): BetVerdict.NOT_YET,
        (COUNCIL, "keeping-on-track", 0.3): BetVerdict.NOT_YET,
        (COUNCIL, "reviews-decide", 0.75): BetVerdict.MOVED,
        (COUNCIL, "noted-and-moved-on", None): BetVerdict.JUDGED_HIGHER,
        (COUNCIL, "bad-news-heard", 0.5): BetVerdict.MOVED,
        (COUNCIL, "getting-started", 0.25): BetVerdict.TOO_WIDE,
        (COUNCIL, "leaders-use-figures", 0.5): BetVerdict.MOVED_WITHOUT_US,
        (COUNCIL, "checked-it-worked", 1): BetVerdict.OPEN,
        (COUNCIL, "no-early-warning", None): BetVerdict.OPEN,
    }
    assert found["Libraries", "keeping-on-track", 0.5] is BetVerdict.CANNOT_TELL
    assert found[HOUSING, "figures-too-late", None] is BetVerdict.JUDGED_SAME
