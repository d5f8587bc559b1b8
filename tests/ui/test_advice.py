"""Every advice of every state that a unit can be in leads to a place that is there, and to what it names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from journey.model import (
    ActionContent,
    AnswerContent,
    AnswerState,
    BetContent,
    Origin,
    PitfallContent,
    PitfallState,
    Privacy,
    ReviewContent,
    Scope,
    Subject,
    SubjectKind,
)
from journey.service import Product, current_selection
from journey.service.answering import saving, sessions, widening
from journey.service.councils import councils
from journey.service.current_selection import Navigation, Selection, Wanted
from journey.service.pinned_content import STAGES
from journey.service.pitfalls import pitfalls
from journey.service.plan import actions, bets, reviews
from journey.service.plan.place import PlanPlace
from journey.service.profile import unit_findings
from journey.service.rounds import closing, lifecycle
from journey.service.rounds.lifecycle import RoundPlan
from journey.ui import where_we_are
from journey.wording.next_steps import Act, Advice, OpenStatement, Situation, Spot, Target, next_steps, statement
from tests.ui.test_windows import fine, said

CRITICAL = "getting-started"


def level(number: int) -> AnswerContent:
    return AnswerContent(state=AnswerState.LEVEL, level=number)


DONT_KNOW = AnswerContent(state=AnswerState.DONT_KNOW)
NOT_APPLICABLE = AnswerContent(state=AnswerState.NOT_APPLICABLE, reason="We have none")


class Unit:
    """A council of its own, with what was answered for it."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self.council = councils.start(product, name=f"Ambershire {uuid4().hex[:6]}", kind="County council")
        self.token = uuid4().hex
        current_selection.choose(product, self.token, organisation_id=self.council.id)

    @property
    def navigation(self) -> Navigation:
        return current_selection.find(self.product, Wanted(self.council.id))

    @property
    def selection(self) -> Selection:
        assert self.navigation.selection is not None
        return self.navigation.selection

    def answer(self, scope: Scope, everywhere: AnswerContent, *, at_most: int = 99, **elsewhere: AnswerContent) -> Unit:
        """Begin a round and answer everywhere alike, but for the sections named ``elsewhere``."""
        sessions.begin(
            self.product,
            self.council,
            self.navigation.units[0],
            round_id=None,
            questionnaire_ids=[STAGES],
            scope=scope,
        )
        session = sessions.session_of(self.product, self.selection)
        assert session is not None
        left = at_most
        for page in session.pages:
            said = elsewhere.get(page.section.id.replace("-", "_"), everywhere)
            for one in page.statements[: max(left, 0)]:
                saving.save(
                    self.product, self.council.id, page.part.response.id, one, said, expected_version=0, writer="laptop"
                )
            left -= len(page.statements)
        return self

    def finish(self) -> Unit:
        session = sessions.session_of(self.product, self.selection)
        assert session is not None
        sessions.finish(self.product, session)
        return self

    def pitfall(self, stage: str, state: PitfallState) -> Unit:
        """Say of the first critical pitfall of a stage how it stands."""
        checklist = pitfalls.by_stage(self.product, self.selection, None)[stage].checklist
        first = next(one for one in checklist.pitfalls if one.critical)
        content = PitfallContent(state=state)
        pitfalls.record(
            self.product, self.selection, checklist.id, first.id, content, expected_version=0, writer="laptop"
        )
        return self

    def move_on(self, stage: str) -> Unit:
        pitfalls.move_on(self.product, self.selection, stage, reason="We have waited", decided_by="The board")
        return self

    def close(self) -> Unit:
        closing.close(self.product, self.council.id, self.selection.round_id)
        return self

    def ask_confidentially(self) -> Unit:
        """A round in which colleagues answer, of whom none has yet."""
        plan = lifecycle.proposed(self.product, self.council.id)
        unit_ids = [self.navigation.units[0].id]
        asked = RoundPlan(plan.name, plan.held_on, [STAGES], unit_ids, Scope.FULL, False, Privacy.CONFIDENTIAL, False)
        lifecycle.open_round(self.product, self.council, asked)
        return self

    def plan(self, *, due: int, lead: str = "Head of policy", bet_on: str = "", days_ago: int = 0) -> Unit:
        """Write an action down, due in so many days; with a bet on a section, where one is named."""
        then = replace(self.product, clock=lambda: self.product.clock() - timedelta(days=days_ago))
        place, today = PlanPlace.of(self.selection), self.product.today()
        content = ActionContent("Ask users", lead, by_when=today + timedelta(days=due))
        action = actions.add(then, place, content, origin=Origin.IDEA, writer="laptop")
        if bet_on:
            bet = BetContent(Subject(SubjectKind.SECTION, bet_on, STAGES), by=0.5)
            bets.place(self.product, place, action.id, bet, writer="laptop")
        return self

    def review(self, *, next_in: int | None = None) -> Unit:
        """Hold a review, with the next in so many days; one that has begun where none is given."""
        place, today = PlanPlace.of(self.selection), self.product.today()
        begun = reviews.begin(self.product, place, writer="laptop")
        if next_in is not None:
            content = ReviewContent(today, next_on=today + timedelta(days=next_in))
            of = (self.product, self.council.id, begun.id)
            reviews.end(*of, shown="", expected_version=1, writer="laptop", content=content)
        return self

    def advice(self) -> tuple[Advice, ...]:
        here = unit_findings.by_questionnaire(self.product, self.selection).get(STAGES)
        stages = pitfalls.by_stage(self.product, self.selection, here.profile if here else None)
        return next_steps(where_we_are.situation(self.product, self.navigation, self.selection, here, stages))


QUICK, FULL = Scope.QUICK, Scope.FULL
STATES: dict[str, Callable[[Unit], Unit]] = {
    "halfway": lambda unit: unit.answer(QUICK, level(2), at_most=5),
    "not finished": lambda unit: unit.answer(QUICK, level(2)),
    "quick, one low": lambda unit: unit.answer(QUICK, level(3), keeping_on_track=level(1)).finish(),
    "quick, all alike": lambda unit: unit.answer(QUICK, level(2)).finish(),
    "quick, all 1": lambda unit: unit.answer(QUICK, level(1)).finish(),
    "quick, all 4": lambda unit: unit.answer(QUICK, level(4)).finish(),
    "quick, all don't know": lambda unit: unit.answer(QUICK, DONT_KNOW).finish(),
    "quick, all does not apply": lambda unit: unit.answer(QUICK, NOT_APPLICABLE).finish(),
    "full, one low": lambda unit: unit.answer(FULL, level(3), keeping_on_track=level(1)).finish(),
    "full, one score": lambda unit: unit.answer(FULL, DONT_KNOW, taking_stock=level(3)).finish(),
    "full, a tie": lambda unit: unit.answer(
        FULL, level(3), keeping_on_track=level(2), getting_started=level(2)
    ).finish(),
    "full, all 1": lambda unit: unit.answer(FULL, level(1)).finish(),
    "full, all 4": lambda unit: unit.answer(FULL, level(4)).finish(),
    "full, critical": lambda unit: STATES["full, one low"](unit).pitfall(CRITICAL, PitfallState.NOT_YET),
    "moved on": lambda unit: STATES["full, critical"](unit).move_on(CRITICAL),
    "closed, critical": lambda unit: STATES["full, critical"](unit).close(),
    "closed, quick": lambda unit: STATES["quick, one low"](unit).close(),
    "closed, all don't know": lambda unit: STATES["quick, all don't know"](unit).close(),
    "round after moving on": lambda unit: STATES["moved on"](unit).close().answer(FULL, level(2)),
    "planned": lambda unit: STATES["full, one low"](unit).plan(due=30),
    "planned, no owner": lambda unit: STATES["full, one low"](unit).plan(due=30, lead="", days_ago=14),
    "planned a minute ago, no owner": lambda unit: STATES["full, one low"](unit).plan(due=30, lead=""),
    "closed, planned": lambda unit: STATES["full, one low"](unit).plan(due=30).close(),
    "review soon": lambda unit: STATES["full, one low"](unit).plan(due=30).review(next_in=3),
    "review running": lambda unit: STATES["full, one low"](unit).plan(due=30).review(),
    "bet decided": lambda unit: (
        STATES["full, one low"](unit)
        .plan(due=30, bet_on="keeping-on-track")
        .close()
        .answer(FULL, level(3))
        .finish()
        .close()
    ),
    "confidential": lambda unit: unit.ask_confidentially(),
    "confidential, hidden": lambda unit: unit.ask_confidentially().close(),
}


def run(name: str, token: str, spot: str | None) -> None:
    """A page in a window that has just arrived at a spot of it."""
    from zoneinfo import ZoneInfo

    import streamlit as st

    from journey.ui import home, navigation
    from journey.ui.answering import assess
    from journey.ui.compare import compare
    from journey.ui.pitfalls import pitfalls
    from journey.ui.plan import plan, review
    from journey.ui.profile import profile
    from journey.ui.rounds import rounds
    from journey.ui.shared import state

    st.session_state.setdefault(state.WINDOW, state.Window(token, "laptop", ZoneInfo("Europe/London")))
    navigation.pages(state.settle())
    state.seek(spot)
    modules = (home, assess, profile, pitfalls, compare, plan, review, rounds)
    {module.__name__.rpartition(".")[2]: module for module in modules}[name].page()


def arrived(unit: Unit, target: Target) -> AppTest:
    """What somebody sees who was led there."""
    window = AppTest.from_function(run, args=(target.page, unit.token, target.spot), default_timeout=60)
    for name, value in target.tabs.items():
        window.query_params[name] = value
    return fine(window.run())


def spots(drawn: AppTest) -> dict[str, Block]:
    """The spots on a page by their names."""
    return {block.proto.id.rpartition("-spot-")[2]: block for block in blocks(drawn.main) if "-spot-" in block.proto.id}


def blocks(block: object) -> Iterator[Block]:
    for child in getattr(block, "children", {}).values():
        if getattr(getattr(child, "proto", None), "id", "") and hasattr(child, "children"):
            yield child
        yield from blocks(child)


def offers(unit: Unit, step: Advice, drawn: AppTest) -> bool:
    """Whether the page offers what the advice names."""
    target = step.target
    buttons = {button.label for button in drawn.button}
    open_now = [radio.label for radio in drawn.radio if not radio.disabled]
    match target.page, target.spot:
        case "assess", None:
            return "Begin" in buttons or drawn.title[0].value == "Review your answers"
        case "assess", spot:
            asked = {one.id: one.text for one in unit.product.library.questionnaire(STAGES).statements()}
            return asked[str(spot)] in open_now
        case "pitfalls", Spot.CHECKLIST:
            return drawn.radio("pitfall-stage").value == target.stage and len(open_now) > 1
        case "pitfalls", spot:
            return any(not radio.disabled for radio in spots(drawn)[str(spot)].radio)
        case "rounds", Spot.NEW_ROUND:
            return "Open the round" in buttons
        case "review", _:
            return "Begin the review" in buttons or "The review is running." in said(drawn)
        case _:
            return target.spot in spots(drawn) and bool(drawn.header)


@pytest.mark.parametrize("state", STATES)
def test_every_advice_leads_to_what_it_names(product: Product, state: str) -> None:
    unit = STATES[state](Unit(product))
    home = arrived(unit, Target("home"))  # type: ignore[arg-type]
    shown = [button.label for button in home.button]
    for place, step in enumerate(unit.advice()):
        if place < 3:
            assert step.action in shown
        if step.act is Act.WIDEN:
            continue
        drawn = arrived(unit, step.target)
        if step.target.page in ("profile", "pitfalls", "plan", "rounds") or step.target.spot == Spot.EXCEPTIONS:
            assert step.target.spot in spots(drawn), step
        assert offers(unit, step, drawn), step


def test_where_nothing_was_begun_the_advice_leads_to_the_choice(product: Product) -> None:
    unit = Unit(product)
    (step,) = next_steps(Situation())
    assert step.action in [button.label for button in arrived(unit, Target("home")).button]  # type: ignore[arg-type]
    assert offers(unit, step, arrived(unit, step.target))


def test_widening_opens_the_first_statement_that_is_new(product: Product) -> None:
    unit = STATES["quick, one low"](Unit(product))
    (step,) = [step for step in unit.advice() if step.act is Act.WIDEN]
    opening = widening.widen(product, unit.selection, STAGES)
    target = statement(OpenStatement(opening.page, opening.statement_id))
    assert offers(unit, Advice(step.action, step.reason, target), arrived(unit, target))


@pytest.mark.parametrize(("state", "actions"), [("closed, critical", 3), ("confidential, hidden", 1)])
def test_a_closed_round_offers_to_read_and_to_begin_the_next_and_nothing_else(
    product: Product, state: str, actions: int
) -> None:
    found = [step.action for step in STATES[state](Unit(product)).advice()]
    assert found[-1] == "Start the next round"
    assert len(found) == actions


def test_the_profile_of_a_quick_check_offers_the_rest_the_first_stage_alone_and_the_breakthroughs(
    product: Product,
) -> None:
    unit = STATES["quick, one low"](Unit(product))
    drawn = arrived(unit, Target("profile"))
    assert "Look here first" in [header.value for header in drawn.header]
    assert "What a full assessment would add" in [header.value for header in drawn.header]
    asked = [button.label for button in drawn.button if "minute" in button.label]
    assert len(asked) == 3
    assert "keeping on track" in asked[1]
    assert "breakthroughs" in asked[2]


def test_what_nobody_could_say_is_listed_and_leads_to_each_answer(product: Product) -> None:
    unit = Unit(product).answer(QUICK, level(3), keeping_on_track=DONT_KNOW).finish()
    drawn = arrived(unit, Target("profile"))
    assert "What nobody could say" in [header.value for header in drawn.header]
    assert [button.label for button in drawn.button].count("Answer it") == 2


@pytest.mark.parametrize(
    ("state", "first"),
    [
        ("full, one low", ["See what holds you back", "Write a first action", "Go through the pitfalls of"]),
        ("quick, one low", ["See where to look first", "Widen to the full assessment", "Write a first action"]),
        ("closed, critical", ["See what holds you back", "Write a first action", "Start the next round"]),
        ("not finished", ["Review and finish"]),
        ("planned", ["See what holds you back", "Go through the pitfalls of"]),
        ("planned a minute ago, no owner", ["See what holds you back", "Go through the pitfalls of"]),
        ("planned, no owner", ["Decide about one action", "See what holds you back"]),
        ("closed, planned", ["See what holds you back", "Start the next round"]),
        ("review soon", ["Hold the review", "See what holds you back"]),
        ("review running", ["Go on with the review", "See what holds you back"]),
        ("bet decided", ["See what the bets came to", "See what the next level needs", "Start the next round"]),
    ],
)
def test_what_the_plan_needs_comes_in_its_turn(product: Product, state: str, first: list[str]) -> None:
    found = [step.action for step in STATES[state](Unit(product)).advice()]
    assert len(found) >= len(first)
    assert all(one.startswith(wanted) for one, wanted in zip(found, first, strict=False)), found


def test_home_says_where_the_plan_stands_once_there_is_one(product: Product) -> None:
    without = arrived(STATES["full, one low"](Unit(product)), Target("home"))  # type: ignore[arg-type]
    assert "The plan" not in [header.value for header in without.header]
    home = arrived(STATES["planned, no owner"](Unit(product)), Target("home"))  # type: ignore[arg-type]
    assert "One action is in hand: one needs a decision. There was no review yet." in said(home)
    assert "One action needs a decision: “Ask users”." in said(home)
