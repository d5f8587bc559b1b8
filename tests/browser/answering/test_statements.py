"""One statement on the screen: every kind of answer, what is not saved and says so, coming back, widening."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from journey.model import AnswerContent, AnswerState
from journey.service.current_selection import Selection
from tests.browser.conftest import Guarded, Person
from tests.browser.pages import NOTES, Card, settled, statement_ids, title, until
from tests.browser.prepared import answer_all, council, finish, level, stored
from tests.steps.server import Server

STATEMENT = "many-viewpoints"
ABOUT_LEADERS = "leaders-use-figures"
REASON = "Why does it not apply"
ACT = "One thing that leaders did"
DAY = re.compile("^When")


def first_section(person: Person, server: Server, path: str = "/assess") -> tuple[Page, Selection, Guarded]:
    """The first section of a quick check."""
    somebody = person(server)
    selection = council(server, [somebody])
    page = somebody.open(path)
    title(page, "Taking stock").wait_for()
    settled(page)
    return page, selection, somebody


def go_to(page: Page, section: str) -> None:
    """Continue until this section comes."""
    while title(page, section).count() == 0:
        before = page.get_by_role("heading", level=1).inner_text()
        page.get_by_role("button", name=re.compile("^Continue")).click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text(before)
        settled(page)


def test_does_not_apply_needs_a_reason(server: Server, person: Person) -> None:
    page, selection, _ = first_section(person, server)
    card = Card(page, STATEMENT)
    card.choose("Does not apply")
    expect(card.mark).to_contain_text("Not saved yet")
    assert STATEMENT not in stored(server, selection)
    card.write(re.compile(REASON), "We are a fire authority without districts")
    card.shows_saved("Does not apply")
    found = stored(server, selection)[STATEMENT].content
    assert (found.state, found.reason) == (AnswerState.NOT_APPLICABLE, "We are a fire authority without districts")


def test_a_reason_taken_away_again_is_not_saved_and_the_old_one_kept(server: Server, person: Person) -> None:
    page, selection, _ = first_section(person, server)
    card = Card(page, STATEMENT)
    card.choose("Does not apply")
    card.write(re.compile(REASON), "No districts")
    card.shows_saved("Does not apply")
    card.write(re.compile(REASON), "")
    expect(card.mark).to_contain_text("Not saved yet")
    assert stored(server, selection)[STATEMENT].content.reason == "No districts"


def test_dont_know_is_an_answer(server: Server, person: Person) -> None:
    page, selection, _ = first_section(person, server)
    card = Card(page, STATEMENT)
    card.choose("I don’t know")
    card.shows_saved("I don’t know")
    assert stored(server, selection)[STATEMENT].content.state is AnswerState.DONT_KNOW


@pytest.mark.parametrize(
    ("label", "field"), [("Note", "note"), ("What could you show somebody who doubts it?", "evidence")]
)
def test_a_text_is_saved_when_its_field_is_left(server: Server, person: Person, label: str, field: str) -> None:
    page, selection, _ = first_section(person, server)
    card = Card(page, STATEMENT)
    card.choose(3)
    card.shows_saved(3)
    card.open(NOTES)
    card.write(re.compile(f"^{re.escape(label)}"), "The peer review of 2025\nsays so")
    until(
        page,
            lambda: (
                getattr(stored(server, selection)[STATEMENT].content, field) == "The peer review of 2025\nsays so"
            ),
        f"{field} stored",
    )  # fmt: skip
    card.shows_saved(3)
    page.reload()
    settled(page)
    card.open(NOTES)
    expect(card.box.get_by_label(re.compile(f"^{re.escape(label)}"))).to_have_value("The peer review of 2025\nsays so")
    card.shows_saved(3)


def test_a_note_without_a_level_is_kept(server: Server, person: Person) -> None:
    page, selection, _ = first_section(person, server)
    card = Card(page, STATEMENT)
    card.open(NOTES)
    card.write(re.compile("^Note"), "To be discussed on Monday")
    expect(card.texts_mark).to_contain_text("Saved")
    found = stored(server, selection)[STATEMENT].content
    assert (found.state, found.note) == (AnswerState.UNANSWERED, "To be discussed on Monday")


def test_an_act_with_a_bad_date_says_so_and_what_was_saved_stays(server: Server, person: Person) -> None:
    page, selection, _ = first_section(person, server)
    go_to(page, "Making it happen")
    card = Card(page, ABOUT_LEADERS)
    card.choose(3)
    card.shows_saved(3)
    card.open(NOTES)
    card.write(re.compile(f"^{ACT}"), "Cabinet asked for the figures")
    until(
        page,
        lambda: stored(server, selection)[ABOUT_LEADERS].content.act == "Cabinet asked for the figures",
        "the act stored",
    )
    card.write(DAY, "the day after")
    expect(card.texts_mark).to_contain_text("Not saved yet")
    expect(card.texts_mark).to_contain_text("the day after")
    expect(card.texts_mark).to_contain_text("14 October 2026")
    found = stored(server, selection)[ABOUT_LEADERS].content
    assert (found.level, found.act, found.act_on) == (3, "Cabinet asked for the figures", None)
    card.write(DAY, "14/10/2026")
    expect(card.texts_mark).to_contain_text("✓ Saved")
    assert str(stored(server, selection)[ABOUT_LEADERS].content.act_on) == "2026-10-14"


def test_an_answer_can_be_changed_after_finishing(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = council(server, [somebody])
    answer_all(server, selection, lambda position, _: level(position % 3 + 1))
    finish(server, selection)
    page = somebody.open("/assess")
    page.get_by_role("heading", level=1).wait_for()
    settled(page)
    page.get_by_role("button", name=re.compile("^Change: When we take stock")).click()
    title(page, "Taking stock").wait_for()
    Card(page, STATEMENT).choose(4)
    Card(page, STATEMENT).shows_saved(4)
    until(page, lambda: stored(server, selection)[STATEMENT].content.level == 4, "4 stored")


def test_leaving_and_coming_back_opens_the_same_section(server: Server, person: Person) -> None:
    page, _, somebody = first_section(person, server)
    go_to(page, "Getting started")
    first = Card(page, statement_ids(page)[0])
    first.choose(2)
    first.shows_saved(2)
    page.get_by_role("link", name="Home").click()
    title(page, re.compile("Testshire")).wait_for()
    page.get_by_role("button", name="Go on answering").click()
    title(page, "Getting started").wait_for()
    first.shows_saved(2)
    page.close()
    later = somebody.open("/assess")
    title(later, "Getting started").wait_for()
    Card(later, statement_ids(later)[0]).shows_saved(2)


def test_the_review_says_what_was_answered_and_each_answer_is_changed_from_there_and_back(
    server: Server, person: Person
) -> None:
    somebody = person(server)
    selection = council(server, [somebody])
    reason = AnswerContent(AnswerState.NOT_APPLICABLE, reason="We have no districts", note="Ask *Kim*")
    said = {0: level(2), 1: reason, 3: AnswerContent(AnswerState.DONT_KNOW)}
    answer_all(server, selection, lambda position, _: said.get(position))
    page = somebody.open("/assess?section=review")
    title(page, "Review your answers").wait_for()
    settled(page)
    main = page.get_by_test_id("stMain")
    for words in ("Seven statements are not answered", "2 Partial", "I don’t know", "We have no districts"):
        expect(main).to_contain_text(words)
    expect(main).to_contain_text("Note: Ask *Kim*")
    expect(main.get_by_text("Not answered", exact=True)).to_have_count(7)
    finish_button = page.get_by_role("button", name="Finish and see the profile")
    statements = page.get_by_role("heading", level=3)
    assert statements.last.bounding_box()["y"] < finish_button.bounding_box()["y"]  # type: ignore[index]
    third = statements.nth(3)
    page.get_by_role("button", name=f"Change: {third.inner_text()}").press("Enter")
    title(page, "Setting direction").wait_for()
    second_card = Card(page, statement_ids(page)[1])
    expect(second_card.box).to_be_in_viewport()
    second_card.choose(3)
    second_card.shows_saved(3)
    page.get_by_role("button", name="Back to your answers").press("Enter")
    title(page, "Review your answers").wait_for()
    expect(statements.nth(3)).to_be_focused()
    expect(statements.nth(3)).to_be_in_viewport()
    expect(main).to_contain_text("3 Established")
    page.get_by_role("button", name="Answer the first of them").click()
    title(page, "Setting direction").wait_for()
    expect(Card(page, statement_ids(page)[0]).box.get_by_role("heading")).to_be_focused()


def test_one_part_is_widened_by_a_press_that_opens_its_first_new_statement(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = council(server, [somebody])
    answer_all(server, selection, lambda position, _: level(position % 4 + 1))
    finish(server, selection)
    before = stored(server, selection)
    page = somebody.open("/assess")
    title(page, "Review your answers").wait_for()
    settled(page)
    page.get_by_role("button", name=re.compile("^Taking stock")).click()
    title(page, "Taking stock").wait_for()
    expect(page.locator('[class*="st-key-card-"]')).to_have_count(8)
    settled(page)
    new = next(id_ for id_ in statement_ids(page) if id_ not in before)
    expect(Card(page, new).box.get_by_role("heading")).to_be_focused()
    expect(Card(page, new).box).to_be_in_viewport()
    expect(Card(page, new).mark).to_have_text("Not answered yet")
    for statement_id in set(statement_ids(page)) & set(before):
        Card(page, statement_id).shows_saved(before[statement_id].content.level or 0)
    expect(page.get_by_text("10 of 16 answered").first).to_be_visible()
    Card(page, new).choose(2)
    Card(page, new).shows_saved(2)
    expect(page.get_by_text("11 of 16 answered").first).to_be_visible()
    go_to(page, "Setting direction")
    expect(page.locator('[class*="st-key-card-"]')).to_have_count(2)


def test_after_the_stages_the_breakthroughs_are_one_press_away(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = council(server, [somebody])
    answer_all(server, selection, lambda position, _: level(position % 4 + 1))
    finish(server, selection)
    page = somebody.open("/assess?section=choice")
    title(page, re.compile("^Assess")).wait_for()
    settled(page)
    page.get_by_role("button", name=re.compile("^Answer the eight breakthroughs too")).click()
    title(page, "Leadership").wait_for()
    expect(Card(page, statement_ids(page)[0]).box.get_by_role("heading")).to_be_focused()


def test_a_changed_answer_is_not_called_saved_before_it_is(own_server: Server, person: Person) -> None:
    page, selection, somebody = first_section(person, own_server)
    somebody.guard.may_lose_connection = True
    card = Card(page, STATEMENT)
    card.choose(1)
    card.shows_saved(1)
    own_server.freeze()
    card.choose(4)
    expect(card.option(4)).to_be_checked()
    own_server.kill()
    expect(card.box.get_by_text("✓ Saved")).to_be_hidden()
    assert stored(own_server, selection)[STATEMENT].content.level == 1
