"""What people typed is shown as they typed it, wherever it appears; nothing of it runs, nothing is fetched.

The guard of every window fails the test on a request to another host, a dialog or a refusal of the page's policy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from playwright.sync_api import Locator, Page, expect

from journey.model import Answer
from journey.service.answering import sessions
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.pitfalls import pitfalls
from journey.store import clean
from tests.browser.conftest import Guarded, Person
from tests.browser.hostile import HITS, TEXTS, on_one_line, seen
from tests.browser.pages import NOTES, Card, settled, title, turn_to, until
from tests.browser.prepared import answer_all, council, database, finish, level, stored
from tests.steps.server import Server

STATEMENT = "many-viewpoints"
ABOUT_LEADERS = "leaders-use-figures"
PITFALL = "asked-only-the-top"
SHORT = tuple(text for text in TEXTS if len(text) <= 60)
QUOTED = tuple(text for text in SHORT if text.startswith(("<img", "![a picture](", "**", ":material", "a ->", "&lt;")))
"""One of each kind, for places that take long to reach."""


def nothing_ran(page: Page) -> None:
    assert page.evaluate(HITS) is None


def test_the_name_of_a_council_is_text_on_every_page(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = council(server, [somebody])
    answer_all(server, selection, lambda position, _: level(position % 4 + 1))
    finish(server, selection)
    page = somebody.open("/")
    title(page, selection.organisation.name).wait_for()
    settled(page)
    for text in TEXTS:
        with database(server) as product:
            councils.rename(product, selection.organisation.id, name=text, kind="County council")
        for link in ("Profile", "Council", "Home") if text in QUOTED else ("Home",):
            page.get_by_role("link", name=link, exact=True).click()
            until(page, partial(is_shown, page, link, on_one_line(text)), f"{text} on {link}")
        nothing_ran(page)


def is_shown(page: Page, link: str, name: str) -> bool:
    """Whether the page behind this link is there, and shows the name as it was typed."""
    heading, field = page.get_by_role("heading", level=1), page.get_by_label("Name of the council")
    if link == "Home":
        return seen(heading) == name
    if link == "Council":
        return field.count() == 1 and on_one_line(field.input_value()) == name
    return "Profile" in seen(heading) and name in seen(page.get_by_test_id("stMain"))


def test_the_choice_names_the_council_as_text(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = council(server, [somebody])
    page = somebody.open("/assess")
    title(page, "Taking stock").wait_for()
    settled(page)
    faults = []
    for text in QUOTED:
        with database(server) as product:
            councils.rename(product, selection.organisation.id, name=text, kind="County council")
        page.get_by_role("button", name="Back to the choice").click()
        title(page, re.compile("^Assess")).wait_for()
        settled(page)
        main = seen(page.get_by_test_id("stMain"))
        if on_one_line(text) not in main:
            faults.append(f"{text} is not in {main[-600:]}")
        page.get_by_role("button", name="Go on answering").click()
        title(page, "Taking stock").wait_for()
        settled(page)
    nothing_ran(page)
    assert not faults, "\n".join(faults)


def test_a_name_that_is_typed_into_the_first_page_is_text(own_server: Server, person: Person) -> None:
    page = person(own_server).open()
    page.get_by_label("Name of the council").fill(TEXTS[1])
    page.get_by_role("button", name="Begin").click()
    title(page, re.compile("^Assess")).wait_for()
    turn_to(page, "Home")
    title(page, on_one_line(TEXTS[1])).wait_for()
    nothing_ran(page)


def test_a_name_of_nothing_that_can_be_seen_is_refused(own_server: Server, person: Person) -> None:
    page = person(own_server).open()
    page.get_by_label("Name of the council").fill("\u202e")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("alert").filter(has_text="nothing is begun")).to_be_visible()


def test_the_texts_of_an_answer_are_text(server: Server, person: Person) -> None:
    somebody, everything = person(server), clean("\n".join(TEXTS)).strip()
    selection = council(server, [somebody])
    page = first_section(somebody)
    card = Card(page, STATEMENT)
    card.choose("Does not apply")
    card.write(re.compile("Why does it not apply"), TEXTS[1])
    card.shows_saved("Does not apply")
    card.open(NOTES)
    card.write(re.compile("^Note"), everything)
    until(page, lambda: stored(server, selection)[STATEMENT].content.note == everything, "the note stored")
    settled(page)
    page.reload()
    title(page, "Taking stock").wait_for()
    settled(page)
    expect(card.box.get_by_label(re.compile("Why does it not apply"))).to_have_value(TEXTS[1])
    card.open(NOTES)
    expect(card.box.get_by_label(re.compile("^Note"))).to_have_value(everything)
    nothing_ran(page)


def first_section(somebody: Guarded) -> Page:
    """The first section of what this person looks at."""
    page = somebody.open("/assess")
    title(page, "Taking stock").wait_for()
    settled(page)
    return page


def test_a_question_between_two_windows_quotes_the_texts_as_they_are(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = council(server, [somebody])
    here, there = first_section(somebody), first_section(somebody)
    for page in (here, there):
        Card(page, STATEMENT).open(NOTES)
    faults = []
    for text in QUOTED:
        Card(there, STATEMENT).write(re.compile("^Note"), text)
        until(there, partial(note_is, server, selection, text), "the note stored")
        card = Card(here, STATEMENT)
        card.write(re.compile("^Note"), "mine")
        keep = card.box.get_by_role("button", name=re.compile("^Keep"))
        keep.wait_for()
        settled(here)
        quoted = f"Not answered · {on_one_line(text)}"
        faults += [shown for shown in (seen(card.texts_mark), seen(keep)) if quoted not in shown]
        nothing_ran(here)
        keep.click()
        expect(card.box.get_by_label(re.compile("^Note"))).to_have_value(clean(text))
        settled(here)
    assert not faults, "\n".join(faults)


def note_is(server: Server, selection: Selection, text: str) -> bool:
    """Whether this is the note that is stored."""
    return stored(server, selection).get(STATEMENT, Answer(STATEMENT)).content.note == text


def test_a_day_that_is_none_is_quoted_as_it_was_typed(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = council(server, [somebody])
    with database(server) as product:
        here = sessions.session_of(product, selection)
        assert here is not None
        sessions.go(product, here, 3)
    page = somebody.open("/assess")
    title(page, "Making it happen").wait_for()
    settled(page)
    card = Card(page, ABOUT_LEADERS)
    card.choose(3)
    card.shows_saved(3)
    card.open(NOTES)
    quotes(card, re.compile("^When"), SHORT)
    nothing_ran(page)


def test_a_day_of_a_pitfall_that_is_none_is_quoted_as_it_was_typed(server: Server, person: Person) -> None:
    somebody = person(server)
    council(server, [somebody])
    page = somebody.open("/pitfalls")
    card = Card(page, PITFALL)
    card.group.wait_for()
    settled(page)
    card.open("who and by when")
    quotes(card, re.compile("^By when"), QUOTED)  # the same kind of field as above
    nothing_ran(page)


def quotes(card: Card, label: re.Pattern[str], texts: Sequence[str]) -> None:
    """Type each text where a day belongs, and wait until the mark repeats it as it is."""
    for text in texts:
        card.write(label, text)
        quoted = f"“{on_one_line(text)}”"
        until(card.page, lambda quoted=quoted: quoted in seen(card.texts_mark), f"{quoted} in the mark")


def test_a_written_decision_is_text(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = council(server, [somebody])
    answer_all(server, selection, lambda _, __: level(1))
    page = somebody.open("/pitfalls")
    title(page, "Avoiding the pitfalls").wait_for()
    settled(page)
    main = page.get_by_test_id("stMain")
    for text in TEXTS:
        with database(server) as product:
            pitfalls.move_on(product, selection, "taking-stock", reason=f"{text}\nsecond line", decided_by=text)
        page.get_by_role("link", name="Pitfalls", exact=True).click()
        until(page, partial(is_said_twice, main, on_one_line(text)), f"{text} as reason and as who decided")
    nothing_ran(page)


def is_said_twice(main: Locator, text: str) -> bool:
    """Whether the text is read in two places."""
    return seen(main).count(text) >= 2
