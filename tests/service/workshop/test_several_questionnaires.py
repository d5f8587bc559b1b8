"""A room that is asked two questionnaires with a statement of the same id: each keeps what is its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from journey.model import AgreedContent, NewQuestion, QuestionKind, Scope, StatementRef
from journey.service import Product
from journey.service.assessments import confidential_of
from journey.service.current_selection import Selection
from journey.service.workshop import accepting, leading, paper_ballots, planning, room, room_items, sections
from journey.store import Store, rounds
from tests.steps.rounds import Ask, product_with, start, write
from tests.steps.workshop import PLAN, reveal_all_the_same


class TwoQuestionnaires:
    """A running workshop of one unit that is asked both; ``refs`` names the statement that they share."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self.council, self.unit = start(product)
        planned = planning.make(
            product, self.unit, PLAN, round_id=None, questionnaire_ids=["first", "second"], scope=Scope.FULL
        )
        self.workshop = leading.open_room(product, planned)
        with product.store.read() as tx:
            self.refs = [StatementRef(one.id, "aims") for one in confidential_of(tx, planned)]
            held = rounds.get(tx, self.council.id, planned.round_id)
        self.selection = Selection(self.council, held, self.unit)

    def reveal(self, ref: StatementRef) -> None:
        asked = NewQuestion(QuestionKind.STATEMENT, ref.statement_id, ref.assessment_id)
        self.workshop = leading.ask(self.product, self.workshop, [asked], seconds=None)
        number = room.see(self.product, self.council.id, self.workshop.id).items[0].question.number
        self.workshop = paper_ballots.type_in(self.product, self.workshop, number, {"2": 6}, writer="laptop")
        self.workshop = reveal_all_the_same(self.product, self.workshop)


@pytest.fixture
def two(store: Store, tmp_path: Path) -> TwoQuestionnaires:
    # Past the check of content, which refuses this: rounds keep what an earlier release shipped.
    for id_ in ("first", "second"):
        write(tmp_path, {"plan": [Ask("aims", text=f"We know the aims of the {id_}.")]}, id=id_)
    return TwoQuestionnaires(product_with(store, tmp_path))


def test_revealing_the_one_does_not_mark_the_other(two: TwoQuestionnaires) -> None:
    first, second = two.refs
    two.reveal(first)
    put = room_items.latest_statements(room.history(two.product, two.council.id, two.workshop.id))
    assert put[first].is_revealed
    assert second not in put


def test_the_other_can_still_be_asked_and_revealed(two: TwoQuestionnaires) -> None:
    first, second = two.refs
    two.reveal(first)
    two.reveal(second)
    put = room_items.latest_statements(room.history(two.product, two.council.id, two.workshop.id))
    assert [put[ref].text for ref in two.refs] == ["We know the aims of the first.", "We know the aims of the second."]


def test_what_is_agreed_of_the_one_is_not_agreed_of_the_other(two: TwoQuestionnaires) -> None:
    first, second = two.refs
    accepting.record_level(
        two.product, two.workshop, *first, AgreedContent(2, "As talked about."), expected_version=0, writer="laptop"
    )
    levels = accepting.levels(two.product, two.workshop)
    assert levels[first].content.level == 2
    assert second not in levels


def test_both_are_asked_each_in_its_own_words(two: TwoQuestionnaires) -> None:
    texts = sections.statement_texts(two.product, two.selection)
    assert texts == dict(
        zip(two.refs, ["We know the aims of the first.", "We know the aims of the second."], strict=True)
    )
