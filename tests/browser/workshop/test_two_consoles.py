"""Two facilitators at two consoles: each follows what the other does, and nothing that is being typed is lost."""

from __future__ import annotations

import re
from dataclasses import replace

from playwright.sync_api import Page, expect

from journey.model import ActionContent, AgreedContent, AgreedLevel
from journey.service.workshop import accepting, actions, planning, room
from tests.browser.conftest import Person
from tests.browser.console_steps import AGREE, CAMPS, click, console, live, main, meeting, section_of, step
from tests.browser.pages import fold, settled, title, until
from tests.browser.prepared import database
from tests.steps.server import Server
from tests.steps.workshop import Meeting


def two(server: Server, person: Person) -> tuple[Meeting, Page, Page]:
    """A running workshop with seven people, before two facilitators."""
    one, other = person(server), person(server)
    held = meeting(server, one, other)
    held.open_room()
    held.join(7)
    return held, console(one), console(other)


def test_what_one_facilitator_does_the_other_sees_without_a_click(server: Server, person: Person) -> None:
    held, one, other = two(server, person)
    step(one, "2 Assess")
    click(one, "Put it before the room")
    expect(other.get_by_role("heading", name="Before the room")).to_be_visible()
    held.answer_room(CAMPS, AGREE)
    click(other, "Reveal to everybody")
    expect(live(one)).to_contain_text("Revealed: Taking stock")
    step(one, "3 Agree")
    click(one, "Record these levels")
    expect(other.locator("summary").filter(has_text="Accepted together and recorded (7)")).to_be_visible()


def test_a_plan_that_two_change_keeps_what_the_slower_one_typed(server: Server, person: Person) -> None:
    somebody = person(server)
    held = meeting(server, somebody)
    page = console(somebody)
    form = fold(page, "Change title, purpose")
    form.get_by_label("Who takes part").fill("Heads of service")
    with database(server) as product:
        now = held.workshop
        planning.change_plan(product, now, replace(now.plan, title="Another title"))
    expect(page.get_by_role("alert").filter(has_text="Another facilitator has changed this workshop")).to_be_visible()
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").filter(has_text="The workshop has moved on")).to_be_visible()
    title(page, "Another title").wait_for()
    expect(page.get_by_label("Who takes part")).to_have_value("Heads of service")
    page.get_by_label("Title").fill("Another title")
    click(page, "Save")
    expect(page.get_by_text("Heads of service").first).to_be_visible()
    until(page, lambda: held.stored().plan.who == "Heads of service", "the plan is saved")
    assert held.stored().plan.title == "Another title"


def test_counts_being_typed_survive_what_the_other_does_and_nobody_is_overtaken_unseen(
    server: Server, person: Person
) -> None:
    held, one, other = two(server, person)
    held.ask(section_of(held)[0])
    held.answer_room(AGREE)
    fold(one, "Type in cards or raised hands")
    one.get_by_role("spinbutton", name="level 4").fill("5")
    expect(live(other)).to_contain_text("7 of 7 have answered")
    click(other, "Reveal to everybody")
    expect(one.get_by_role("alert").filter(has_text="The workshop has moved on")).to_be_visible()
    expect(one.get_by_role("spinbutton", name="level 4")).to_have_value("5")
    click(one, "Take the counts over")
    expect(live(one)).to_contain_text("The workshop has moved on since this page was drawn")
    settled(one)
    with database(server) as product:
        (asked,) = room.see(product, held.selection.organisation.id, held.seen.id).items
    assert asked.question.result == {"1": 0, "2": 1, "3": 6, "4": 0, "dont_know": 0, "not_applicable": 0}


def test_a_reason_being_typed_survives_and_the_other_record_is_not_overwritten(server: Server, person: Person) -> None:
    held, one, _ = two(server, person)
    statement = section_of(held)[0]
    held.ask(statement)
    held.answer_room(CAMPS)
    held.reveal()
    step(one, "3 Agree")
    _level(one, "3")
    one.get_by_label("Reason").press_sequentially("Half a thought")
    held.ask(*section_of(held, 1))
    expect(live(one)).to_contain_text("Before the room")
    with database(server) as product:
        content = AgreedContent(2, reason="Theirs <b>first</b>")
        of = (held.workshop, held.assessment.id, statement)
        accepting.record_level(product, *of, content, expected_version=0, writer="the other")
    expect(main(one)).to_contain_text("Recorded: level 2, partial")
    expect(one.get_by_label("Reason")).to_have_value("Half a thought")
    click(one, "Record")
    question = one.get_by_role("alert").filter(has_text="somebody recorded another level")
    expect(question).to_be_visible()
    expect(main(one)).to_contain_text("Theirs <b>first</b>")
    expect(one.get_by_label("Reason")).to_have_value("Half a thought")
    assert _agreed(held, statement).content.reason == "Theirs <b>first</b>"
    click(one, "Record “3 Established”")
    until(one, lambda: _agreed(held, statement).content.level == 3, "the slower one has decided")
    assert _agreed(held, statement).content.reason == "Half a thought"


def _level(page: Page, number: str) -> None:
    group = page.get_by_role("radiogroup", name="Agreed level")
    group.get_by_role("radio", name=re.compile(f"^{number}")).locator("xpath=ancestor::label").click()


def _agreed(held: Meeting, statement_id: str) -> AgreedLevel:
    found = accepting.levels(held.product, held.workshop)
    return next((one for (_, id_), one in found.items() if id_ == statement_id), AgreedLevel(statement_id))


def test_an_action_that_two_change_is_asked_about(server: Server, person: Person) -> None:
    held, one, _ = two(server, person)
    with database(server) as product:
        made = actions.add(product, held.workshop, ActionContent("Ask our partners"), writer="x")
    step(one, "5 Actions")
    form = fold(one, "1. Ask our partners")
    form.get_by_label("Who leads it").fill("Head of performance")
    with database(server) as product:
        theirs = ActionContent("Ask our partners", lead="Chief executive")
        actions.change(product, held.workshop, made.id, theirs, expected_version=1, writer="y")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_contain_text("Not saved: another facilitator has changed this action")
    expect(form).to_contain_text("Led by Chief executive")
    expect(form.get_by_label("Who leads it")).to_have_value("Head of performance")
    assert _lead(held) == "Chief executive"
    form.get_by_role("button", name="Save what I entered").click()
    until(one, lambda: _lead(held) == "Head of performance", "the slower one has decided")


def _lead(held: Meeting) -> str:
    (found,) = actions.of_workshop(held.product, held.workshop)
    return found.content.lead
