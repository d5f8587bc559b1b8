"""The facilitator's console in the browser: a whole workshop, with phones and without, by two facilitators at once."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Page, expect

from journey.model import ActionContent, AgreedContent, QuestionKind, WorkshopStage
from journey.service.workshop import accepting, actions, leading, parking_lot, room
from tests.browser.conftest import Person
from tests.browser.console_steps import (
    AGREE,
    CAMPS,
    at_step,
    click,
    console,
    live,
    main,
    meeting,
    meeting_of,
    section_of,
    step,
)
from tests.browser.hostile import HITS, TEXTS, on_one_line
from tests.browser.pages import Keyboard, fold, settled, title, unfold
from tests.browser.prepared import database, empty_council
from tests.steps.server import Server
from tests.steps.workshop import Meeting

CLOCK = re.compile(r"\d+ of 120 minutes used, \d+ left")


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
    held.answer_room(AGREE[:2])
    keys.press("Reveal to everybody")
    expect(page.get_by_role("alert").filter(has_text="Two of seven have answered")).to_be_visible()
    expect(page.get_by_role("button", name="Reveal all the same")).to_be_focused()
    page.keyboard.press("Enter")
    expect(main(page)).to_contain_text("Written as level")
    expect(main(page)).to_contain_text("Revealed when two of seven had answered")
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
            break
        after = names[(names.index(chosen.get_attribute("value")) + 1) % len(names)]
        page.keyboard.press("ArrowRight")
        expect(path.get_by_role("radio", checked=True)).to_have_attribute("value", after or "")
        settled(page)
    at_step(page, name)


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
    _on_paper(page, {f"{number}: level 2": 6 for number in range(1, many + 1)})
    expect(main(page)).to_contain_text("All 6 say 2")
    click(page, "Record these levels")
    expect(main(page)).to_contain_text(f"Accepted together and recorded ({many})")
    settled(page)
    step(page, "4 Pitfalls")
    page.get_by_role("radio", name=re.compile("^The critical")).locator("xpath=ancestor::label").click()
    settled(page)
    click(page, "Put them before the room")
    _on_paper(page, {f"{number}: Yes, still so": 6 for number in (1, 2, 3)})
    expect(main(page)).to_contain_text(re.compile("All (six|6).*“Yes, still so”"))
    step(page, "5 Actions")
    click(page, "Put them before the room")
    _on_paper(page, {re.compile(r"\w"): 9}, asked="Three of six have answered")
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


def _on_paper(page: Page, typed: dict[str | re.Pattern[str], int], *, asked: str = "") -> None:
    """Type counts of cards for what is before the room, take them over and reveal. A pattern means its first field.

    ``asked`` is what is asked once more before the reveal, where anything is.
    """
    page.get_by_role("heading", name="Before the room").wait_for()
    form = fold(page, "Type in cards or raised hands")
    for name, count in typed.items():
        label = name if isinstance(name, re.Pattern) else re.compile(f"{re.escape(name)}$", re.IGNORECASE)
        form.get_by_role("spinbutton", name=label).first.fill(str(count))
    form.get_by_role("button", name="Take the counts over").click()
    expect(main(page)).to_contain_text(re.compile("Taken over: "))
    settled(page)
    click(page, "Reveal to everybody")
    if asked:
        expect(page.get_by_role("alert").filter(has_text=asked)).to_be_visible()
        click(page, "Reveal all the same")
    expect(page.get_by_role("heading", name="Before the room")).to_have_count(0)
    settled(page)


def _kept(held: Meeting, statements: int) -> None:
    """Everything typed in is stored: every kind of question revealed, levels agreed, an action, the day."""
    put = room.history(held.product, held.selection.organisation.id, held.seen.id)
    found = held.workshop
    levels = accepting.levels(held.product, found)
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
        accepting.record_level(product, *of, content, expected_version=0, writer="x")
        for text in TEXTS[:5]:
            actions.add(product, now, ActionContent(text, lead=text), writer="x")
        for text in TEXTS:
            parking_lot.park(product, now, text, who=text[:100], writer="x")
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
