"""The whole loop: a finding, how others do it, an action with a bet, a workshop that takes it up, the next round, what
came of the bet, a review that decides, and the plan that is another for it.

What a person does is done in the browser; what forty people answer, by the services.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from journey.model import BetVerdict, Origin, Privacy, Scope
from journey.service import Product, current_selection
from journey.service.answering import sessions
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.plan import actions, bets
from journey.service.plan.bet_scoring import ScoredBet
from journey.service.plan.place import PlanPlace
from journey.service.profile import unit_findings
from journey.service.rounds import closing
from journey.service.sample import loading
from journey.wording import bets as words
from journey.wording import formatting
from tests.browser.conftest import Guarded, Person
from tests.browser.console_steps import console, step
from tests.browser.pages import press, select, settled, title, told
from tests.browser.prepared import answer_all, database, finish, level, look_at
from tests.steps.next_round import Otherwise, as_last_time
from tests.steps.server import Server
from tests.steps.workshop import Said

LINE = "Look again six weeks after each action, and write down what moved"
NEXT = "Give each result a day on which we look again"
MOST_PRESSES = 2
CARD = '[class*="st-key-statement-"][data-testid="stVerticalBlock"]'


def test_from_a_finding_to_a_plan_that_was_revised(own_server: Server, person: Person) -> None:
    manager = person(own_server)
    with database(own_server) as product:
        organisation = loading.load(product)
        current_selection.choose(product, manager.token, organisation_id=organisation.id)
        before = current_selection.look_up(product, manager.token).selection
    assert before is not None
    page = at_home(manager, organisation.name)
    press(page, "See what holds you back")
    statement = make_an_action(page)
    bet_on_it(page)
    with database(own_server) as product:
        begin_it(product, before)
        meeting = as_last_time(product, before, "Six months on", one_level_up(statement))
        look_at(product, manager, meeting.selection)
        meeting.open_room()
    desk = console(manager)
    step(desk, "5 Actions")
    take_it_up(desk)
    with database(own_server) as product:
        meeting.end()
        closing.close(product, organisation.id, meeting.selection.round_id)
        scored = our_bet(product, meeting.selection)
    assert scored.outcome.verdict is BetVerdict.MOVED
    page = at_home(manager, organisation.name)
    press(page, "See what the bets came to")
    title(page, "Plan").wait_for()
    card = page.locator(f'[class*="st-key-bet-card-{scored.bet.id}"]')
    expect(card).to_contain_text(words.found(scored.bet.content, scored.outcome))
    add_an_action_in_the_review(manager, scored)
    with database(own_server) as product:
        every = actions.of_unit(product, PlanPlace.of(meeting.selection))
    assert [one.origin for one in every if one.content.what == NEXT] == [Origin.REVIEW]
    page = manager.open("/plan?view=story")
    title(page, "Plan").wait_for()
    settled(page)
    journey = page.locator('[class*="st-key-plan-story"]').last
    expect(journey).to_contain_text(f"over four rounds, {organisation.name} worked on Keeping on track after ")
    expect(journey).to_contain_text("Review of the plan")
    page = at_home(manager, organisation.name)
    expect(page.get_by_test_id("stMain")).to_contain_text("The review is due on")
    expect(page.get_by_role("button", name="See what the bets came to")).to_have_count(0)


def at_home(somebody: Guarded, name: str) -> Page:
    page = somebody.open("/")
    title(page, name).wait_for()
    settled(page)
    return page


def unfold(within: Locator, label: str) -> int:
    """Open the fold with this label, unless it is open already; how many presses that took."""
    fold = within.locator("details").filter(has=within.page.locator("summary").filter(has_text=label)).last
    fold.wait_for()
    if fold.get_attribute("open") is not None:
        return 0
    fold.locator("summary").first.click()
    settled(within.page)
    return 1


def make_an_action(page: Page) -> str:
    """On the first card of what holds back: see how others do it, and write an action down; the statement's id.

    From a weakness to something to do about it are two presses at the most: one on Home, one on the card.
    """
    card = page.locator(CARD).first
    card.wait_for()
    settled(page)
    presses = 1 + unfold(card, "How others do it")
    expect(card.get_by_role("button", name="Open these in What helps")).to_be_visible()
    assert presses <= MOST_PRESSES
    unfold(card, "Make it an action")
    card.get_by_role("textbox", name="What will be done").fill(LINE)
    press(card, "Write it down")
    told(page, "Written down in the plan.")
    expect(card).to_contain_text(f"In the plan: {formatting.shortened(LINE)}")
    names = str(card.get_attribute("class")).split()
    ours = card.locator('[data-testid="stHorizontalBlock"], [data-testid="stVerticalBlock"]').filter(has_text=LINE).last
    press(ours, "See it in the plan")
    title(page, "Plan").wait_for()
    settled(page)
    return next(name for name in names if name.startswith("st-key-statement-")).removeprefix("st-key-statement-")


def bet_on_it(page: Page) -> None:
    """On the card of the action: it should move by half a level, of which we are 70% sure."""
    card = page.locator('[class*="st-key-action-card-"]').filter(has=page.get_by_role("heading", name=LINE)).first
    unfold(card, "What it should move")
    unfold(card, "Place a bet")
    select(card, "How sure are you?", words.CHANCES[70])
    press(card, "Place the bet")
    expect(card).to_contain_text("70% sure.")
    settled(page)


def begin_it(product: Product, selection: Selection) -> None:
    """The first step was taken, and then time went by."""
    place = PlanPlace.of(selection)
    (ours,) = [one for one in actions.of_unit(product, place) if one.content.what == LINE]
    begun = replace(ours.progress, first_step_done_on=product.today() - timedelta(days=1))
    of = (product, selection.organisation_id, ours.id)
    actions.advance(*of, begun, expected_version=ours.version, writer="the owner")


def one_level_up(statement: str) -> Otherwise:
    def otherwise(id_: str, said: Said) -> Said:
        return min(4, said + 1) if id_ == statement and isinstance(said, int) else said

    return otherwise


def take_it_up(desk: Page) -> None:
    """The workshop takes the action up from the plan: it stands first, because it should move what is weakest."""
    unfold(desk.get_by_test_id("stMain"), "From the plan")
    box = desk.locator('[class*="st-key-in-plan-"]').filter(has_text=LINE).first
    press(box, "Take it up")
    told(desk, "Taken up.")
    expect(desk.get_by_role("heading", name="Actions (1 of at most 5)")).to_be_visible()


def our_bet(product: Product, selection: Selection) -> ScoredBet:
    of_unit = bets.of_place(product, PlanPlace.of(selection))
    (ours,) = [one for one in of_unit if one.action.content.what == LINE]
    return ours


def add_an_action_in_the_review(manager: Guarded, scored: ScoredBet) -> None:
    """Begin the review, decide under the bet that an action is added, and end it with a day for the next."""
    page = manager.open("/review")
    title(page, "Review").wait_for()
    settled(page)
    press(page, "Begin the review")
    page.get_by_role("button", name="End the review").wait_for()
    settled(page)
    block = page.locator(f'[class*="st-key-bet-due-{scored.bet.id}"]').first
    unfold(block, "Decide")
    block.get_by_role("radio", name="Add an action").locator("xpath=ancestor::label").click()
    block.get_by_role("textbox", name="In words").fill(NEXT)
    block.get_by_role("textbox", name="Who does it, or stands by it").fill("Management team")
    with database(manager.server) as product:
        today = product.today()
    block.get_by_role("textbox", name="By when?").fill(formatting.day(today + timedelta(days=60)))
    press(block, "Decide")
    expect(block).to_contain_text(NEXT)
    settled(page)
    page.get_by_role("textbox", name="Day of the next review").fill(formatting.day(today + timedelta(days=56)))
    press(page, "End the review")
    page.get_by_role("button", name="Begin the review").wait_for()
    settled(page)


def test_a_first_year_from_nothing_by_one_team(own_server: Server, person: Person) -> None:
    """One answer is no test: what it says of a bet is a judgement, and is never called moved."""
    manager = person(own_server)
    with database(own_server) as product:
        council = councils.start(product, name="Ambershire", kind="County council")
        (unit,) = councils.units(product, council.id)
        first = sessions.begin(product, council, unit, round_id=None, questionnaire_ids=["stages"], scope=Scope.QUICK)
        look_at(product, manager, first)
        assert {one.assessment.privacy for one in unit_findings.by_questionnaire(product, first).values()} <= {
            Privacy.OPEN
        }
    answer_all(own_server, first, lambda number, _statement: level(1 if number < 2 else 2))
    finish(own_server, first)
    page = at_home(manager, "Ambershire")
    expect(page.get_by_role("button", name="Write a first action")).to_be_visible()
    press(page, "Write a first action")
    make_an_action(page)
    bet_on_it(page)
    with database(own_server) as product:
        begin_it(product, first)
        closing.close(product, council.id, first.round_id)
        second = sessions.begin(product, council, unit, round_id=None, questionnaire_ids=["stages"], scope=Scope.QUICK)
        look_at(product, manager, second)
    answer_all(own_server, second, lambda _number, _statement: level(3))
    finish(own_server, second)
    with database(own_server) as product:
        closing.close(product, council.id, second.round_id)
        scored = our_bet(product, second)
    assert scored.outcome.verdict is BetVerdict.JUDGED_HIGHER
    page = at_home(manager, "Ambershire")
    press(page, "See what the bets came to")
    title(page, "Plan").wait_for()
    card = page.locator(f'[class*="st-key-bet-card-{scored.bet.id}"]').first
    expect(card).to_contain_text(words.found(scored.bet.content, scored.outcome))
    expect(card).not_to_contain_text(re.compile(r"\bmoved\b", re.IGNORECASE))
    add_an_action_in_the_review(manager, scored)
    with database(own_server) as product:
        every = actions.of_unit(product, PlanPlace.of(second))
    assert {one.content.what for one in every} == {LINE, NEXT}
