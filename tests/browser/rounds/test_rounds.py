"""Rounds held in the browser: opened from the last one, closed, opened again, removed; and what is asked of whom."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from journey.model import Scope
from journey.service import current_selection
from journey.service.answering import sessions
from journey.service.current_selection import Selection
from journey.service.profile import unit_findings
from journey.service.rounds import reopening, targets
from journey.service.sample import loading
from tests.browser.conftest import Person
from tests.browser.pages import Card, Keyboard, fold, press, settled, statement_ids, tick, title, told
from tests.browser.prepared import database, empty_council, stored, stored_levels
from tests.browser.round_steps import (
    ANOTHER,
    FIRST,
    LAST_CAPTION,
    NOTE,
    SECOND,
    SHOW_LAST,
    STATEMENT,
    a_first_round,
    close,
    in_view,
    open_another,
    rounds_page,
    to_the_statements,
)
from tests.steps.server import Server


def test_a_round_opened_from_the_last_one_asks_the_same_and_carries_no_answer(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = a_first_round(server, somebody, units_below=("Highways",))
    close(server, selection)
    page = rounds_page(somebody)
    form = fold(page, "Start a round")
    expect(form.get_by_role("checkbox", name=re.compile("^The five stages"))).to_be_checked()
    expect(form.get_by_role("checkbox", name=re.compile("^The eight breakthroughs"))).not_to_be_checked()
    expect(form.get_by_role("checkbox", name=selection.unit.name, exact=True)).to_be_checked()
    expect(form.get_by_role("checkbox", name="Highways", exact=True)).not_to_be_checked()
    expect(form.get_by_role("radio", name=re.compile("^Quick check"))).to_be_checked()
    expect(form.get_by_role("checkbox", name=re.compile(SHOW_LAST))).not_to_be_checked()
    open_another(page)
    opened = in_view(server, somebody)
    assert (opened.round.name, opened.unit) == (SECOND, selection.unit)
    assert stored(server, opened) == {}
    assert len(stored(server, selection)) == 10
    expect(page.get_by_role("table")).to_contain_text("0 of 10 statements")
    to_the_statements(page)
    assert statement_ids(page) == [STATEMENT, ANOTHER]
    nothing_is_chosen(page)
    expect(page.get_by_text(LAST_CAPTION)).to_have_count(0)


def nothing_is_chosen(page: Page) -> None:
    for statement_id in statement_ids(page):
        expect(Card(page, statement_id).box.get_by_role("radio", checked=True)).to_have_count(0)


def test_last_answers_stand_beside_the_statements_where_the_round_was_opened_so(server: Server, person: Person) -> None:
    somebody = person(server)
    close(server, a_first_round(server, somebody))
    page = rounds_page(somebody)
    open_another(page, shows_last=True)
    to_the_statements(page)
    for _ in range(2):
        said = Card(page, STATEMENT).box.get_by_text(LAST_CAPTION)
        expect(said).to_have_text(f"{FIRST}: level 2, partial. Note: {NOTE}")
        expect(Card(page, ANOTHER).box.get_by_text(LAST_CAPTION)).to_have_text(f"{FIRST}: “I don’t know”")
        nothing_is_chosen(page)
        page.reload()
        title(page, "Taking stock").wait_for()
        settled(page)
    Card(page, STATEMENT).choose(3)
    Card(page, STATEMENT).shows_saved(3)
    expect(Card(page, STATEMENT).box.get_by_text(LAST_CAPTION)).to_be_visible()
    assert stored_levels(server, in_view(server, somebody)) == {STATEMENT: 3}


def test_last_answers_appear_and_go_with_the_choice_of_the_round(server: Server, person: Person) -> None:
    somebody = person(server)
    close(server, a_first_round(server, somebody))
    page = rounds_page(somebody)
    open_another(page)
    for times in (1, 0):
        form = fold(page, "Name, date and last answers")
        tick(form, SHOW_LAST)
        press(form, "Save")
        told(page, f"Saved: {SECOND}")
        to_the_statements(page)
        expect(Card(page, STATEMENT).box.get_by_text(LAST_CAPTION)).to_have_count(times)
        page.get_by_role("link", name="Rounds", exact=True).click()
        title(page, "Rounds").wait_for()
        settled(page)


def test_of_a_group_the_middle_answer_is_shown(server: Server, person: Person) -> None:
    somebody = person(server)
    with database(server) as product:
        organisation = loading.load(product)
        current_selection.choose(product, somebody.token, organisation_id=organisation.id)
    page = rounds_page(somebody)
    open_another(page, "Autumn 2027", shows_last=True)
    to_the_statements(page)
    for statement_id in statement_ids(page):
        said = Card(page, statement_id).box.get_by_text(re.compile("^Autumn 2026: "))
        expect(said).to_have_text(re.compile(r"^Autumn 2026: the middle answer of 43 people was level [1-4], \w+"))
    nothing_is_chosen(page)


def test_closing_needs_a_second_step_and_other_windows_are_refused_in_words(server: Server, person: Person) -> None:
    somebody, colleague = person(server), person(server)
    selection = a_first_round(server, somebody, colleague)
    there = colleague.open("/assess")
    Card(there, STATEMENT).shows_saved(2)
    settled(there)
    page = rounds_page(somebody)
    form = fold(page, "Close this round")
    press(form, "Close the round")
    told(page, "The round is still open")
    assert in_view(server, somebody).round.closed_at is None
    tick(form, "I have read this")
    press(form, "Close the round")
    told(page, f"{FIRST} is closed")
    expect(page.get_by_text(re.compile("closed on"))).to_be_visible()
    assert in_view(server, somebody).round.closed_at is not None
    Card(there, STATEMENT).choose(4)
    expect(Card(there, STATEMENT).mark).to_contain_text("Not saved: this round is closed")
    assert stored_levels(server, selection)[STATEMENT] == 2
    with database(server) as product:
        (standing,) = unit_findings.by_questionnaire(product, selection).values()
        assert standing.profile is not None
        assert {one.index for one in standing.profile.sections if one.index} == {2.0}


def test_a_round_that_somebody_else_closed_first_is_said_calmly(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = a_first_round(server, somebody)
    page = rounds_page(somebody)
    form = fold(page, "Close this round")
    tick(form, "I have read this")
    close(server, selection)
    press(form, "Close the round")
    told(page, "had been closed already")
    expect(page.get_by_text(re.compile("closed on"))).to_be_visible()


def test_a_round_is_opened_again_with_a_reason_alone_and_the_reason_stays(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = a_first_round(server, somebody)
    close(server, selection)
    page = rounds_page(somebody)
    form = fold(page, "Open it again")
    form.get_by_label("Reason").fill("Two teams were missing")
    press(form, "Open the round again")
    told(page, "Give the reason, and who decided it")
    assert in_view(server, somebody).round.closed_at is not None
    form.get_by_label(re.compile("^Decided by")).fill("Head of improvement")
    press(form, "Open the round again")
    told(page, f"{FIRST} is open again")
    for _ in range(2):
        expect(page.get_by_text("Two teams were missing", exact=True)).to_be_visible()
        expect(page.get_by_text(re.compile("^Opened again on .* decided by Head of improvement"))).to_be_visible()
        page.reload()
        settled(page)
    assert in_view(server, somebody).round.closed_at is None
    with database(server) as product:
        (recorded,) = reopening.reopenings(product, selection.organisation.id, selection.round.id)
    assert (recorded.reason, recorded.decided_by) == ("Two teams were missing", "Head of improvement")


def test_a_round_that_somebody_else_opened_first_is_said_calmly(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = a_first_round(server, somebody)
    close(server, selection)
    page = rounds_page(somebody)
    form = fold(page, "Open it again")
    form.get_by_label("Reason").fill("Mine")
    form.get_by_label(re.compile("^Decided by")).fill("Me")
    with database(server) as product:
        reopening.reopen(product, selection.organisation.id, selection.round.id, reason="Theirs", decided_by="Them")
    press(form, "Open the round again")
    told(page, "had been opened already")
    expect(page.get_by_text("Theirs", exact=True)).to_be_visible()
    expect(page.get_by_text("Mine", exact=True)).to_have_count(0)


def test_a_round_is_removed_only_where_its_name_is_typed(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = a_first_round(server, somebody)
    page = rounds_page(somebody)
    open_another(page)
    form = fold(page, "Remove this round")
    form.get_by_label(re.compile("^To confirm")).fill(FIRST)
    press(form, "Remove for good")
    told(page, "The name is not the same")
    form.get_by_label(re.compile("^To confirm")).fill(SECOND)
    press(form, "Remove for good")
    told(page, f"{SECOND} was removed")
    expect(page.get_by_role("heading", level=2)).to_have_text([FIRST])
    assert in_view(server, somebody).round.id == selection.round.id
    assert len(stored(server, selection)) == 10


def test_name_and_date_are_changed_and_a_date_that_is_none_is_refused(server: Server, person: Person) -> None:
    somebody = person(server)
    a_first_round(server, somebody)
    page = rounds_page(somebody)
    form = fold(page, "Name, date and last answers")
    for typed, words in (("soon", "“soon” is not a date"), ("", "Give the date of the round")):
        form.get_by_label(re.compile("^Date")).fill(typed)
        press(form, "Save")
        told(page, words)
    form.get_by_label(re.compile("^Name of the round")).fill("Summer 2026")
    form.get_by_label(re.compile("^Date")).fill("1/7/2026")
    press(form, "Save")
    told(page, "Saved: Summer 2026, held on 1 July 2026")
    expect(page.get_by_role("heading", level=2)).to_have_text(["Summer 2026"])
    expect(page.get_by_text("Held on 1 July 2026 · open")).to_be_visible()


def test_a_name_that_a_round_has_already_is_refused(server: Server, person: Person) -> None:
    somebody = person(server)
    a_first_round(server, somebody)
    page = rounds_page(somebody)
    form = fold(page, "Start a round")
    form.get_by_label(re.compile("^Name of the round")).fill(FIRST.upper())
    press(form, "Open the round")
    told(page, f"There is a round called {FIRST} already")


def test_targets_are_found_again_after_a_reload_and_can_be_taken_back(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = a_first_round(server, somebody)
    close(server, selection)
    page = rounds_page(somebody)
    form = fold(page, "Targets for the next round")
    form.get_by_role("spinbutton", name="Taking stock, now: 2.0").fill("2.5")
    form.get_by_role("spinbutton", name="Keeping on track, now: 2.0").fill("3")
    press(form, "Save the targets")
    told(page, "two targets")
    assert targets_of(server, selection) == {"taking-stock": 2.5, "keeping-on-track": 3.0}
    page.reload()
    title(page, "Rounds").wait_for()
    settled(page)
    form = fold(page, "Targets for the next round")
    expect(form.get_by_label(re.compile("^Taking stock"))).to_have_value("2.5")
    expect(form.get_by_label(re.compile("^Setting direction"))).to_have_value("")
    form.get_by_label(re.compile("^Taking stock")).fill("")
    press(form, "Save the targets")
    told(page, "one target")
    assert targets_of(server, selection) == {"keeping-on-track": 3.0}


def targets_of(server: Server, selection: Selection) -> dict[str, float]:
    with database(server) as product:
        return {id_: target.index for id_, target in targets.of_unit(product, selection, "stages").items()}


def test_another_rounds_page_is_a_click_away(server: Server, person: Person) -> None:
    somebody = person(server)
    a_first_round(server, somebody)
    page = rounds_page(somebody)
    open_another(page)
    expect(page.get_by_role("heading", level=2)).to_have_text([SECOND, FIRST])
    press(page.get_by_test_id("stMain"), f"Look at {FIRST}")
    expect(page.get_by_role("button", name=f"Look at {SECOND}")).to_be_visible()
    settled(page)
    assert in_view(server, somebody).round.name == FIRST
    expect(page.get_by_role("table")).to_contain_text("10 of 10 statements")


def test_the_first_round_is_opened_here_where_there_is_none(server: Server, person: Person) -> None:
    somebody = person(server)
    empty_council(server, somebody)
    page = rounds_page(somebody)
    expect(page.get_by_text("There is none yet")).to_be_visible()
    press(page.get_by_test_id("stMain"), "Open the round")
    told(page, "is open for one unit")
    selection = in_view(server, somebody)
    with database(server) as product:
        here = sessions.session_of(product, selection)
    assert here is not None
    assert here.scope is Scope.FULL


def test_a_round_is_opened_and_answered_by_keyboard_alone(server: Server, person: Person) -> None:
    somebody = person(server)
    close(server, a_first_round(server, somebody))
    page = rounds_page(somebody)
    hands = Keyboard(page)
    hands.tab_to(page.locator("summary").filter(has_text="Start a round"))
    page.keyboard.press("Enter")
    hands.tab_to(page.get_by_label(re.compile("^Name of the round")))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(SECOND)
    hands.tab_to(page.get_by_role("checkbox", name=re.compile(SHOW_LAST)))
    page.keyboard.press("Space")
    hands.press("Open the round")
    told(page, f"{SECOND} is open")
    hands.press("Answer in this round")
    title(page, re.compile("^Assess")).wait_for()
    hands.press("Go on answering")
    title(page, "Taking stock").wait_for()
    settled(page)
    card = Card(page, STATEMENT)
    hands.choose(card, 3)
    card.shows_saved(3)
    selection = in_view(server, somebody)
    assert selection.round.name == SECOND
    assert selection.round.shows_last
