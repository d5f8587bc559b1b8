"""The facilitator's console in the browser: a whole workshop, with phones and without, by two facilitators at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from journey.model import ActionContent, AgreedContent, AgreedLevel, NewQuestion, QuestionKind, WorkshopStage
from journey.service.pitfalls import pitfalls
from journey.service.workshop import leading, outcomes, room
from journey.service.workshop.room import of_pitfall
from tests.browser import axe, looks
from tests.browser.conftest import Guarded, Person
from tests.browser.console_steps import AGREE, CAMPS, click, console, live, meeting, meeting_of, section_of, step
from tests.browser.hostile import HITS, TEXTS, on_one_line
from tests.browser.pages import Keyboard, fold, settled, title, unfold, until
from tests.browser.prepared import database, empty_council
from tests.steps.server import Server
from tests.steps.workshop import Meeting

SIZES = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 320, "height": 640}}
LOOKS = [("light", "wide"), ("dark", "narrow")]
CLOCK = re.compile(r"\d+ of 120 minutes used, \d+ left")


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


# Every state, in two looks


@pytest.fixture(scope="module", params=LOOKS, ids="-".join)
def leader(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Guarded]:
    """A facilitator who sees the console in one look."""
    theme, size = request.param
    one = Guarded(browser, server, color_scheme=theme, viewport=SIZES[size])
    yield one
    one.context.close()
    one.guard.check()


def is_sound(page: Page, what: str, *, charts: int = 0) -> None:
    """No fault in how the page is built, with everything unfolded."""
    unfold(page)
    if charts:
        expect(
            page.locator('[class*="st-key-chart-"] svg.marks, [class*="st-key-chart-"] canvas').first
        ).to_be_visible()
    expect(page.locator('[data-testid="stException"], [data-testid="stAlertContentError"]')).to_have_count(0)
    checks = (axe.violations, looks.sideways, looks.headings, looks.targets)
    faults = [fault for check in checks for fault in check(page)]
    faults += [*looks.title(page, "Workshop"), *looks.charts(page, charts)]
    assert not faults, f"{what}:\n" + "\n".join(faults)


def test_every_state_of_the_console_is_sound_and_follows_what_another_facilitator_does(
    leader: Guarded, server: Server
) -> None:
    held = meeting(server, leader, purpose="To see where we stand", who="Managers and front-line staff")
    page = console(leader)
    is_sound(page, "before")
    held.open_room()
    page.reload()
    live(page).wait_for()
    is_sound(page, "nothing put")
    held.join(7)
    expect(live(page)).to_contain_text("Seven people are taking part")
    held.put(NewQuestion(QuestionKind.VIGNETTE, _case(held)), seconds=60)
    expect(page.get_by_role("heading", name="Before the room")).to_be_visible()
    held.answer_room(CAMPS)
    expect(live(page)).to_contain_text("7 of 7 have answered")
    is_sound(page, "a case is open")
    held.reveal()
    click(page, "Look at where it is now")
    expect(main(page)).to_contain_text("Written as level")
    is_sound(page, "a case is revealed", charts=1)
    step(page, "2 Assess")
    held.ask(*section_of(held), seconds=120)
    expect(live(page)).to_contain_text("Taking stock")
    is_sound(page, "a section is open")
    held.answer_room(CAMPS, AGREE)
    held.reveal()
    click(page, "Look at where it is now")
    step(page, "3 Agree")
    expect(main(page)).to_contain_text("Two camps: three say 1, three say 4.")
    is_sound(page, "a section is revealed", charts=1)
    _pitfalls(held)
    step(page, "4 Pitfalls")
    is_sound(page, "pitfalls are revealed", charts=1)
    step(page, "5 Actions")
    is_sound(page, "actions")
    step(page, "6 Close")
    is_sound(page, "closing")
    with database(server) as product:
        outcomes.add_action(product, held.workshop, ActionContent("Ask our partners"), writer="x")
        leading.end(product, held.workshop)
    expect(page.get_by_role("heading", name="What will be done")).to_be_visible()
    is_sound(page, "ended")


def _case(held: Meeting) -> str:
    return held.product.library.workshop(held.stored().plan.design).vignettes[0].id


def _pitfalls(held: Meeting) -> None:
    """Put the pitfalls of the first stage, and reveal what seven people say."""
    checklist = next(iter(pitfalls.by_stage(held.product, held.selection, None).values())).checklist
    held.put(*(of_pitfall(checklist, one) for one in checklist.pitfalls[:2]))
    held.answer_room(AGREE)
    held.reveal()


def test_planning_is_sound(leader: Guarded, server: Server) -> None:
    empty_council(server, leader, name="Emptyshire")
    page = console(leader)
    title(page, "Workshops").wait_for()
    is_sound(page, "planning")


# With the keyboard alone


def test_a_workshop_is_led_with_the_keyboard_alone(server: Server, person: Person) -> None:
    somebody = person(server)
    empty_council(server, somebody, name="Keyshire")
    page = console(somebody)
    keys = Keyboard(page)
    keys.press("Make the workshop")
    title(page, "Where we stand").wait_for()
    settled(page)
    held = meeting_of(server, somebody)
    keys.press("Open the room")
    live(page).wait_for()
    held.join(7)
    settled(page)
    keys.press(re.compile("^Put “"))
    page.get_by_role("heading", name="Before the room").wait_for()
    held.answer_room(AGREE)
    keys.press("Reveal to everybody")
    expect(main(page)).to_contain_text("Written as level")
    _walk_to(page, keys, "2 Assess")
    keys.press("Put it before the room")
    page.get_by_role("heading", name="Before the room").wait_for()
    held.answer_room(CAMPS, AGREE)
    keys.press("Reveal to everybody")
    expect(page.get_by_role("radio", name="3 Agree")).to_be_checked()
    keys.press("Record these levels")
    expect(main(page)).to_contain_text(re.compile(r"Recorded: \w+ levels"))
    settled(page)
    group = page.get_by_role("radiogroup", name="Agreed level")
    keys.tab_to(group)
    page.keyboard.press("Space")
    keys.press("Record")
    expect(main(page)).to_contain_text("Recorded: level 1, little in place")
    settled(page)
    _walk_to(page, keys, "6 Close")
    keys.tab_to(page.get_by_role("checkbox", name="I have read this"))
    page.keyboard.press("Space")
    keys.press("End the workshop")
    page.get_by_role("heading", name="What will be done").wait_for()
    assert held.stored().stage is WorkshopStage.ENDED


def _walk_to(page: Page, keys: Keyboard, name: str) -> None:
    """Along the path with the arrows."""
    path = page.get_by_role("radiogroup", name="The way through the workshop")
    keys.tab_to(path)
    names = [one.get_attribute("value") for one in path.get_by_role("radio").all()]
    wanted = path.get_by_role("radio", name=name)
    chosen = path.get_by_role("radio", checked=True)
    for _ in names:
        if wanted.is_checked():
            return
        after = names[(names.index(chosen.get_attribute("value")) + 1) % len(names)]
        page.keyboard.press("ArrowRight")
        expect(path.get_by_role("radio", checked=True)).to_have_attribute("value", after or "")
        settled(page)
    expect(wanted).to_be_checked()


# Nothing before the reveal


def test_no_result_is_in_the_page_before_the_reveal(server: Server, person: Person) -> None:
    somebody = person(server)
    held = meeting(server, somebody)
    held.open_room()
    held.join(7)
    held.ask(*section_of(held))
    held.answer_room(AGREE)
    page = console(somebody)
    fold(page, "Type in cards")
    expect(live(page)).to_contain_text("7 of 7 have answered")
    first = _all_of(page)
    held.answer_room((4, 4, 4, 4, 1, 1, 1))
    page.reload()
    live(page).wait_for()
    settled(page)
    fold(page, "Type in cards")
    expect(live(page)).to_contain_text("7 of 7 have answered")
    assert _all_of(page) == first
    for name in ("1 Calibrate", "3 Agree", "4 Pitfalls", "5 Actions", "6 Close"):
        step(page, name)
        assert page.locator('[class*="st-key-chart-"]').count() == 0
        assert "Two camps" not in page.content()


def _all_of(page: Page) -> str:
    settled(page)
    return CLOCK.sub("", main(page).aria_snapshot())


# Two facilitators


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
    expect(other.locator("summary").filter(has_text="Recorded as agreed in the vote (7)")).to_be_visible()


def test_a_plan_that_two_change_keeps_what_the_slower_one_typed(server: Server, person: Person) -> None:
    somebody = person(server)
    held = meeting(server, somebody)
    page = console(somebody)
    form = fold(page, "Change title, purpose")
    form.get_by_label("Who takes part").fill("Heads of service")
    with database(server) as product:
        now = held.workshop
        leading.change_plan(product, now, replace(now.plan, title="Another title"))
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
    one.get_by_label("level 4").fill("5")
    expect(live(other)).to_contain_text("7 of 7 have answered")
    click(other, "Reveal to everybody")
    expect(one.get_by_role("alert").filter(has_text="The workshop has moved on")).to_be_visible()
    expect(one.get_by_label("level 4")).to_have_value("5")
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
        outcomes.record(product, *of, content, expected_version=0, writer="the other")
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
    found = outcomes.levels(held.product, held.workshop)
    return next((one for (_, id_), one in found.items() if id_ == statement_id), AgreedLevel(statement_id))


def test_an_action_that_two_change_is_asked_about(server: Server, person: Person) -> None:
    held, one, _ = two(server, person)
    with database(server) as product:
        made = outcomes.add_action(product, held.workshop, ActionContent("Ask our partners"), writer="x")
    step(one, "5 Actions")
    form = fold(one, "1. Ask our partners")
    form.get_by_label("Who leads it").fill("Head of performance")
    with database(server) as product:
        theirs = ActionContent("Ask our partners", lead="Chief executive")
        outcomes.change_action(product, held.workshop, made.id, theirs, expected_version=1, writer="y")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_contain_text("Not saved: another facilitator has changed this action")
    expect(form).to_contain_text("Led by Chief executive")
    expect(form.get_by_label("Who leads it")).to_have_value("Head of performance")
    assert _lead(held) == "Chief executive"
    form.get_by_role("button", name="Save what I entered").click()
    until(one, lambda: _lead(held) == "Head of performance", "the slower one has decided")


def _lead(held: Meeting) -> str:
    (found,) = outcomes.actions(held.product, held.workshop)
    return found.content.lead


# Without phones


def test_a_whole_workshop_runs_on_paper(server: Server, person: Person) -> None:
    somebody = person(server)
    held = meeting(server, somebody)
    page = console(somebody)
    click(page, "Open the room")
    live(page).wait_for()
    settled(page)
    click(page, re.compile("^Put “"))
    _on_paper(page, {"level 1": 4, "level 2": 2})
    expect(main(page)).to_contain_text("four of six placed it there")
    step(page, "2 Assess")
    click(page, "Put it before the room")
    many = len(section_of(held))
    _on_paper(page, {f"{number}: level {level}": 3 for number in range(1, many + 1) for level in (2, 3)})
    expect(main(page)).to_contain_text("Agreed: all six say 2 or 3")
    click(page, "Record these levels")
    expect(main(page)).to_contain_text(f"Recorded as agreed in the vote ({many})")
    settled(page)
    step(page, "4 Pitfalls")
    page.get_by_role("radio", name=re.compile("^The critical")).locator("xpath=ancestor::label").click()
    settled(page)
    click(page, "Put them before the room")
    _on_paper(page, {f"{number}: Not yet": 6 for number in (1, 2, 3)})
    expect(main(page)).to_contain_text(re.compile("All six.*“Not yet”"))
    step(page, "5 Actions")
    click(page, "Put them before the room")
    _on_paper(page, {re.compile(r"\w"): 9})
    expect(page.get_by_text(re.compile("^First: "))).to_be_visible()
    page.get_by_label("What will be done").fill("Ask our partners")
    click(page, "Write it down")
    expect(page.get_by_role("heading", name="Actions (1 of at most 5)")).to_be_visible()
    settled(page)
    step(page, "6 Close")
    for ask, choice in (("Ask for a fist of five", re.compile("^4")), ("Ask about the time", re.compile("^5"))):
        click(page, ask)
        _on_paper(page, {choice: 6})
        settled(page)
    page.get_by_label(re.compile("^Day of the review")).fill("14 October 2027")
    click(page, "Set the day")
    expect(main(page)).to_contain_text("The review is on 14 October 2027")
    settled(page)
    page.get_by_role("checkbox", name="I have read this").locator("xpath=ancestor::label").click()
    click(page, "End the workshop")
    page.get_by_role("heading", name="What will be done").wait_for()
    _kept(held, many)


def _on_paper(page: Page, typed: dict[str | re.Pattern[str], int]) -> None:
    """Type counts of cards for what is before the room, take them over and reveal. A pattern means its first field."""
    page.get_by_role("heading", name="Before the room").wait_for()
    form = fold(page, "Type in cards or raised hands")
    for name, count in typed.items():
        label = name if isinstance(name, re.Pattern) else re.compile(f"{re.escape(name)}$", re.IGNORECASE)
        form.get_by_role("spinbutton", name=label).first.fill(str(count))
    form.get_by_role("button", name="Take the counts over").click()
    expect(main(page)).to_contain_text(re.compile("Taken over: "))
    settled(page)
    click(page, "Reveal to everybody")
    expect(page.get_by_role("heading", name="Before the room")).to_have_count(0)
    settled(page)


def _kept(held: Meeting, statements: int) -> None:
    """Everything typed in is stored: every kind of question revealed, levels agreed, an action, the day."""
    put = room.history(held.product, held.selection.organisation.id, held.seen.id)
    found = held.workshop
    levels = outcomes.levels(held.product, found)
    assert {one.question.kind for one in put} == set(QuestionKind)
    assert all(sum((one.question.result or {}).values()) in (6, 9) for one in put if one.is_revealed)
    assert found.stage is WorkshopStage.ENDED
    assert found.review_on == date(2027, 10, 14)
    assert [one.content.level for one in levels.values()] == [2] * statements


# Text that people typed


def test_hostile_words_are_text_on_every_step(server: Server, person: Person) -> None:
    somebody = person(server)
    held = meeting(server, somebody, title=TEXTS[0], purpose="\n".join(TEXTS[:8]), who=" ".join(TEXTS[1:7]))
    page = console(somebody)
    expect(title(page, on_one_line(TEXTS[0]))).to_be_visible()
    assert on_one_line(TEXTS[6]) in on_one_line(main(page).inner_text())
    held.open_room()
    held.join(7)
    held.ask(section_of(held)[0])
    held.answer_room(CAMPS)
    held.reveal()
    with database(server) as product:
        now, statement = held.workshop, section_of(held)[0]
        content = AgreedContent(None, *TEXTS[13:15], "A team", *TEXTS[15:17])
        of = (now, held.assessment.id, statement)
        outcomes.record(product, *of, content, expected_version=0, writer="x")
        for text in TEXTS[:5]:
            outcomes.add_action(product, now, ActionContent(text, lead=text), writer="x")
        for text in TEXTS:
            outcomes.park(product, now, text, who=text[:100], writer="x")
    page.reload()
    live(page).wait_for()
    settled(page)
    fold(page, "Parking lot")
    for name in ("3 Agree", "5 Actions", "6 Close"):
        step(page, name)
        said = on_one_line(main(page).inner_text())
        assert all(on_one_line(text) in said for text in TEXTS), name
    assert on_one_line(TEXTS[0]) in said
    held_before = page.evaluate(HITS)
    with database(server) as product:
        leading.end(product, held.workshop)
    page.get_by_role("heading", name="What was parked").wait_for()
    unfold(page)
    said = on_one_line(main(page).inner_text())
    assert all(on_one_line(text) in said for text in TEXTS)
    assert held_before is None
    assert page.evaluate(HITS) is None
