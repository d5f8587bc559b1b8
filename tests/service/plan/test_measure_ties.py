"""What a measure may be tied to: actions that are in hand, and the sections that the round asks."""

from __future__ import annotations

from journey.model import ActionContent, ActionProgress, ActionState, Origin, Scope, Subject, SubjectKind
from journey.service import Product
from journey.service.answering import sessions
from journey.service.plan import actions, measure_ties
from journey.service.plan.place import PlanPlace
from tests.steps.measured import share
from tests.steps.rounds import start


def test_actions_in_hand_and_sections_can_be_chosen_and_what_is_done_keeps_its_name(product: Product) -> None:
    council, unit = start(product)
    selection = sessions.begin(product, council, unit, round_id=None, questionnaire_ids=["small"], scope=Scope.FULL)
    place = PlanPlace.of(selection)
    live, done = (
        actions.add(product, place, ActionContent(what), origin=Origin.IDEA, writer="laptop")
        for what in ("Let homes sooner", "Count the keys")
    )
    progress = ActionProgress(ActionState.DONE, why="Counted", done_on=product.today())
    actions.advance(product, council.id, done.id, progress, expected_version=1, writer="laptop")
    ties = measure_ties.of_place(product, place)
    assert list(ties.in_hand) == [live.id]
    assert ties.named(share(action_id=done.id)) == "Count the keys"
    section, title = next(iter(ties.sections.items()))
    assert (section.kind, section.of) == (SubjectKind.SECTION, "small")
    assert ties.named(share(section=section)) == title


def test_before_the_first_round_the_sections_are_those_that_ship(product: Product) -> None:
    council, unit = start(product)
    ties = measure_ties.of_place(product, PlanPlace(council.id, unit.id))
    assert {section.of for section in ties.sections} == {"small"}
    assert ties.named(share()) == ties.named(share(section=Subject(SubjectKind.SECTION, "gone", "gone"))) == ""
