"""Bets on the pages of the plan: placed with their warning, told with their figures, and never overwritten unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Node

from journey.model import Action, ActionContent, BetContent, Organisation, Origin, Privacy, Subject, SubjectKind, Unit
from journey.service import Product
from journey.service.pinned_content import STAGES
from journey.service.plan import actions, bets
from journey.service.plan.place import PlanPlace
from tests.steps.rounds import Reply, hold, start
from tests.ui.test_windows import fine, press, said

LOW, HIGH = (1, 2, 2, 2, 2, 2, 2, 3), (2, 3, 3, 3, 3, 3, 3, 4)


def run(name: str, token: str, organisation_id: str, unit_id: str, action_id: str) -> None:
    """A run of the script with one part of the plan."""
    from zoneinfo import ZoneInfo

    import streamlit as st

    from journey.service.plan import actions
    from journey.service.plan.place import PlanPlace
    from journey.ui.plan import bet_form, bets_view
    from journey.ui.shared import presses, state

    st.session_state.setdefault(state.WINDOW, state.Window(token, "laptop", ZoneInfo("Europe/London")))
    state.settle()
    if notice := state.notice():
        st.success(notice)
    place = PlanPlace(organisation_id, unit_id)
    if name == "card":
        bet_form.draw(place, actions.get(state.product(), organisation_id, action_id))
    else:
        bets_view.show(place)
    presses.say_what_was_not_done()


class Council:
    """A council with a closed round and an action."""

    def __init__(self, product: Product, *, is_open: bool = False) -> None:
        self.product, self.is_open = product, is_open
        self.council, self.unit = start(product, f"Ambershire {uuid4().hex[:6]}")
        self.section = product.library.questionnaire(STAGES).sections[0]
        self.subject = Subject(SubjectKind.SECTION, self.section.id, STAGES)
        self.round(2026, LOW[:1] if is_open else LOW)
        self.action = self._action()

    council: Organisation
    unit: Unit

    @property
    def place(self) -> PlanPlace:
        return PlanPlace(self.council.id, self.unit.id)

    def round(self, year: int, levels: tuple[int, ...]) -> None:
        ids = [statement.id for statement in self.section.statements]
        replies = [Reply(None, dict.fromkeys(ids, level)) for level in levels]
        privacy = Privacy.OPEN if self.is_open else Privacy.CONFIDENTIAL
        hold(self.product, self.council, self.unit, year, replies, questionnaire_id=STAGES, privacy=privacy)

    def _action(self) -> Action:
        content = ActionContent("Set dates for reviews", subject=self.subject)
        made = actions.add(self.product, self.place, content, origin=Origin.IDEA, writer="laptop")
        progress = replace(made.progress, first_step_done_on=date(2026, 11, 1))
        return actions.advance(
            self.product, self.council.id, made.id, progress, expected_version=made.version, writer="laptop"
        )

    def open(self, name: str) -> AppTest:
        ids = (self.council.id, self.unit.id, self.action.id)
        return fine(AppTest.from_function(run, args=(name, uuid4().hex, *ids), default_timeout=60).run())


@pytest.fixture
def council(product: Product) -> Council:
    return Council(product)


def forms(drawn: AppTest) -> Iterator[Any]:
    """What the browser is told of every form of the page."""
    waiting: list[Node] = [drawn.main]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Block):
            waiting += node.children.values()
            form = getattr(node.proto, "form", None)
            if form is not None and form.form_id:
                yield form


def test_one_answer_to_a_statement_is_offered_a_whole_level_and_a_section_half(product: Product) -> None:
    council = Council(product, is_open=True)
    subject = Subject(SubjectKind.STATEMENT, council.section.statements[0].id, STAGES)
    card = opened(council.open("card"), f"new-bet-{council.action.id}-0")
    assert offered(card) == 0.5
    fine(next(box for box in card.selectbox if box.label == "What it should move").set_value(subject).run())
    assert offered(card) == 1.0
    assert "It can go up by whole levels only." in said(card)


def offered(drawn: AppTest) -> object:
    return next(box for box in drawn.selectbox if box.label == "By how much").value


def opened(drawn: AppTest, fold: str) -> AppTest:
    drawn.session_state[fold] = True
    return fine(drawn.run())


def test_a_bet_is_placed_on_the_card_of_an_action_with_the_warning_in_place(council: Council) -> None:
    card = opened(council.open("card"), f"new-bet-{council.action.id}-0")
    assert "A bet is how we find out whether it worked, and how well we judge it." in said(card)
    assert "It stands at 2.00. With eight answers each time a move below 0.57 will hardly show" in said(card)
    [form] = forms(card)
    assert not form.enter_to_submit, "Enter in the field of the day would place a bet that nobody has decided on"
    press(card, "Place the bet")
    assert "The bet is placed." in said(card)
    assert "Said: half a level by the next round, 50% sure." in said(card)
    assert "Autumn 2026 2.00. Not decided yet: that comes by the next round." in said(card)
    [one] = bets.of_action(council.product, council.place, council.action.id)
    assert (one.bet.content.subject, one.bet.baseline.value) == (council.subject, 2.0)


def test_what_the_next_round_says_stands_with_its_figures_and_how_they_come_about(council: Council) -> None:
    bet = bets.place(
        council.product, council.place, council.action.id, BetContent(council.subject, 0.5, chance=70), writer="laptop"
    )
    council.round(2027, HIGH)
    view = council.open("view")
    text = said(view)
    assert "Said: half a level by the next round, 70% sure." in text
    assert "Autumn 2026 2.00 → Autumn 2027 3.00, +1.00 (0.43 to 1.57): **moved**." in text
    assert "By the test: 1 moved." in text
    assert "Bets of the whole council’s own plan." in text
    assert "The test asks whether a difference is more than chance." in text
    assert "at least one would be called moved in 3% of such cases" in text
    assert "would have come anyway" not in text, "it was no lowest of five"
    how = said(opened(view, f"bet-how-{bet.id}"))
    assert "95% interval" in how
    assert "from 8 answers then and 8 now" in how
    assert "Said 70%: came true in 1 of 1." in said(opened(view, f"bets-judging-{council.council.id}"))


def test_a_change_needs_a_reason_and_a_bet_that_is_taken_back_says_why(council: Council) -> None:
    bet = bets.place(
        council.product, council.place, council.action.id, BetContent(council.subject, 0.5), writer="phone"
    )
    card = opened(council.open("card"), f"bet-{bet.id}")
    press(card, "Take it back")
    assert "Say the reason in a few words" in "\n".join(one.value for one in card.error)
    why = next(field for field in card.text_input if field.label == "Why it is changed or taken back")
    why.set_value("The wrong aim")
    press(card, "Take it back")
    assert "Taken back: The wrong aim" in said(card)


def test_of_two_who_change_one_bet_the_second_sees_what_the_first_wrote(council: Council) -> None:
    bet = bets.place(
        council.product, council.place, council.action.id, BetContent(council.subject, 0.5), writer="phone"
    )
    card = opened(council.open("card"), f"bet-{bet.id}")
    bets.change(
        council.product,
        council.place,
        bet.id,
        BetContent(council.subject, 1.0),
        expected_version=1,
        writer="phone",
        why="bolder",
    )
    why = next(field for field in card.text_input if field.label == "Why it is changed or taken back")
    why.set_value("smaller")
    press(card, "Save the change")
    assert "somebody else has changed this bet" in said(card)
    assert "a whole level" in "\n".join(one.value for one in card.text)
    [one] = bets.of_action(council.product, council.place, council.action.id)
    assert one.bet.content.by == 1.0


def test_a_bet_that_cannot_be_placed_says_why_and_shows_no_form(council: Council) -> None:
    card = opened(council.open("card"), f"new-bet-{council.action.id}-0")
    subject = next(box for box in card.selectbox if box.label == "What it should move")
    other = Subject(SubjectKind.SECTION, council.product.library.questionnaire(STAGES).sections[1].id, STAGES)
    fine(subject.set_value(other).run())
    assert ["too little was answered for a score" in one.value for one in card.error] == [True]
    assert not any(button.label == "Place the bet" for button in card.button)
