"""What needs a decision is one number: on Home, over the plan, and among the exceptions of a review."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from journey.model import (
    Action,
    ActionContent,
    ActionProgress,
    DecisionContent,
    DecisionKind,
    Origin,
    OwnersWord,
    Scope,
)
from journey.service import Product
from journey.service.answering import sessions
from journey.service.councils import councils
from journey.service.current_selection import Selection, Wanted, find
from journey.service.plan import actions, review_agenda, reviews, standings
from journey.service.plan.place import PlanPlace
from journey.service.sample import loading
from journey.ui import where_we_are


def later(product: Product, days: int) -> Product:
    return replace(product, clock=lambda: product.clock() + timedelta(days=days))


def need_a_decision(product: Product, selection: Selection) -> int:
    """How many actions need a decision, which every page has to say alike."""
    place, navigation = PlanPlace.of(selection), find(product, Wanted(selection.organisation_id))
    home = where_we_are.situation(product, navigation, selection, None, {}).plan
    plan = standings.of_place(product, place)
    table = [one.item_id for one in review_agenda.agenda(product, place).exceptions if one.action]
    assert home is not None
    assert set(home.to_decide) == set(table)
    assert len(home.to_decide) == plan.to_decide == len(table)
    assert table[:1] == list(home.to_decide[:1]), "the most urgent comes first to the table"
    return len(table)


@pytest.mark.content("shipped")
def test_the_sample_council_counts_alike_on_every_page(product: Product) -> None:
    council = loading.load(product)
    navigation = find(product, Wanted(council.id))
    assert navigation.selection is not None
    units = [replace(navigation.selection, unit=unit) for unit in navigation.units]
    for days in (0, 30, 90):
        assert sum(need_a_decision(later(product, days), unit) for unit in units)


@pytest.mark.content("shipped")
def test_a_review_that_decides_about_everything_leaves_nothing_to_decide(product: Product) -> None:
    council = councils.start(product, name=f"Ambershire {uuid4().hex[:6]}", kind="County council")
    (unit,) = councils.units(product, council.id)
    selection = sessions.begin(product, council, unit, round_id=None, questionnaire_ids=["stages"], scope=Scope.QUICK)
    place, today = PlanPlace.of(selection), product.today()

    def act(what: str, days_ago: int, lead: str = "Head of policy", due_in: int = 90) -> Action:
        content = ActionContent(what, lead, today + timedelta(days=due_in))
        return actions.add(later(product, -days_ago), place, content, origin=Origin.IDEA, writer="laptop")

    def say(action: Action, word: OwnersWord, days_ago: int) -> None:
        progress = ActionProgress(word=word, word_on=today - timedelta(days=days_ago), word_text="By its day")
        actions.advance(later(product, -days_ago), council.id, action.id, progress, expected_version=1, writer="laptop")

    overdue, silent, unowned = act("Overdue", 90, due_in=-59), act("Silent", 60), act("Unowned", 20, lead="")
    risky, well = act("At risk", 10), act("Going well", 40)
    act("New, and nobody’s yet", 0, lead="")
    say(overdue, OwnersWord.OFF_TRACK, 3)
    say(risky, OwnersWord.AT_RISK, 3)
    say(well, OwnersWord.ON_TRACK, 3)
    assert need_a_decision(product, selection) == 4
    review = reviews.begin(product, place, writer="laptop")
    kinds = (DecisionKind.ACCEPT, DecisionKind.CONTINUE, DecisionKind.HELP, DecisionKind.CHANGE)
    for kind, action in zip(kinds, (overdue, silent, unowned, risky), strict=True):
        seen = actions.get(product, council.id, action.id).version
        decided = DecisionContent(kind, "So be it", "Chief executive", today + timedelta(days=40), "action", action.id)
        reviews.decide(product, council.id, review.id, decided, writer="laptop", item_version=seen)
    version = reviews.running(product, place).version  # type: ignore[union-attr]
    reviews.end(product, council.id, review.id, shown="", expected_version=version, writer="laptop")
    assert need_a_decision(product, selection) == 0
    assert review_agenda.agenda(product, place).exceptions == ()
    assert need_a_decision(later(product, 28), selection) > 0, "what was decided is settled for a time"
