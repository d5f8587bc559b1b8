"""Whatever people type in and around a workshop is text on every screen: nothing runs, and nothing is fetched.

The same workshop is walked through twice: with hostile texts, and on a narrow screen with words that no line can hold,
which are also what the hostile texts are compared with. Names, of which there is one at a time, are changed again and
again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from journey.join.cookies_and_forms import cookie_name
from journey.model import ActionContent, AgreedContent, NewQuestion, QuestionKind
from journey.service import Product
from journey.service.answering import respondents, saving
from journey.service.councils import councils, units
from journey.service.rounds import lifecycle
from journey.service.workshop import accepting, actions, brief, handouts, leading, outcome_pack, parking_lot, planning
from journey.service.workshop.question_rules import MOST_OPTIONS
from journey.wording import refusals
from tests.browser.conftest import Person
from tests.browser.hostile import on_one_line
from tests.browser.hostile_many import MANY, WORDS
from tests.browser.hostile_workshop import HELD_ON, Endless, Supply, many_workshops, planned
from tests.browser.pages import settled, title
from tests.browser.prepared import database, look_at
from tests.browser.typed_walk import (
    CONSOLE,
    LIGHT,
    NARROW,
    NOWHERE,
    SIDEWAYS,
    Paper,
    Seen,
    Walk,
    differences,
    harmless,
    look,
    missing,
)
from tests.steps.refusals import refused
from tests.steps.server import Server

FEWEST = 30
"""Of the hostile texts, in each field."""
TIMES, TIMES_IN_FULL = 8, 32
"""So often are names changed: every screen is read a few times, and in full every field is given enough."""
TIMES_FOR_ALL = 6
"""In so many every screen has been read."""
INSIDE = ("answer/1", "review", "done", "room")


@pytest.fixture(scope="module")
def paper(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    """A window for papers."""
    one = Paper(browser, tmp_path_factory.mktemp("papers"))
    yield one
    one.context.close()


@pytest.fixture(scope="module")
def walks(browser: Browser, server: Server, paper: Paper) -> Iterator[dict[str, Walk]]:
    """The two walks, each done."""
    supplies = {"hostile": Supply(MANY), "endless": Endless(WORDS)}
    found: dict[str, Walk] = {}
    with database(server) as product, ExitStack() as leaving:
        for name, supply in supplies.items():
            size = {"viewport": NARROW} if name == "endless" else {}
            found[name] = Walk(browser, server, product, supply, paper, **size)
            leaving.callback(found[name].somebody.context.close)
            found[name].through()
        yield found


# The whole workshop


@pytest.mark.parametrize("name", ["hostile", "endless"])
def test_every_screen_shows_what_was_typed(walks: dict[str, Walk], name: str) -> None:
    faults = missing(walks[name].seen)
    assert not faults, "\n".join(faults)


def test_every_text_and_every_field_was_tried(walks: dict[str, Walk]) -> None:
    walk = walks["hostile"]
    assert len({on_one_line(text) for text in MANY}) == 500
    assert {text for one in walk.seen.values() for text in one.typed} >= set(MANY)
    single = {"council", "unit", "title", "purpose", "who", "action", "lead"}  # of these more below
    single |= {"left open by"}  # as “agreed by”, where no level is
    assert {name: len(texts) for name, texts in walk.supply.given.items() if len(texts) < FEWEST}.keys() == single


def test_no_text_becomes_anything_else(walks: dict[str, Walk]) -> None:
    faults = differences(walks["hostile"].seen, walks["endless"].seen)
    assert not faults, "\n".join(faults)


def test_nothing_runs_and_no_request_leaves(walks: dict[str, Walk], paper: Paper) -> None:
    for guard in (*(walk.somebody.guard for walk in walks.values()), paper.guard):
        guard.check()
        assert guard.requests


def test_no_word_makes_a_screen_scroll_sideways(walks: dict[str, Walk]) -> None:
    faults = [f"{where}: {fault}" for where, one in walks["endless"].seen.items() for fault in one.sideways]
    assert not faults, "\n".join(faults)


def test_a_table_for_a_spreadsheet_holds_no_formula(walks: dict[str, Walk]) -> None:
    cells = [cell for row in csv.reader(io.StringIO(walks["hostile"].table)) for cell in row]
    typed = [text for text in walks["hostile"].supply.given["option"] if text.startswith(("=", "+", "-", "@"))]
    assert typed
    rows = 1 + MOST_OPTIONS
    assert len(cells) == rows * len(["Council", "Unit", "Round", "Question", "Choice", "How many"])
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


# Names, one after the other


class Named:
    """A workshop whose names change, and the windows in which they are read."""

    def __init__(self, server: Server, product: Product, person: Person, paper: Paper) -> None:
        self.held = planned(product, harmless())
        self.held.come()
        self.held.submit()
        brief.take(product, self.held.workshop)
        self.paper = paper
        self.manager, self.stranger, self.phone = (person(server) for _ in range(3))
        look_at(product, self.manager, self.held.selection)
        self.outside, self.inside = self.stranger.context.new_page(), self.phone.context.new_page()
        self.server = server
        self.times = 0

    def look(self) -> dict[str, Seen]:
        """Name everything anew, and read screens that show names: half of them each time, each paper every sixth."""
        held = self.held
        new = held.supply.during(held.name)
        self.times += 1
        token = held.tokens[1 + self.times % (len(held.tokens) - 1)]  # nobody opens pages as fast as one test does
        self.phone.context.add_cookies(
            [{"name": cookie_name(held.code), "value": token, "url": self.server.url, "httpOnly": True}]
        )
        names = [*new["council"], *new["unit"], *new["title"]]
        inside = INSIDE[self.times % len(INSIDE)]
        seen = {inside: self._at(self.inside, f"/join/{held.code}/{inside}", names)}
        if self.times % 2:
            begin = [*names, *new["role"], *new["purpose"]]
            seen["begin"] = self._at(self.outside, f"/join/{held.code}", begin)
            preview = handouts.preview(held.product, held.workshop)
            seen["preview"] = self.paper.look(preview, [*names, *new["purpose"], *new["who"]])
        else:
            typed = on_one_line(new["title"][0])[:40]
            seen["code"] = self._at(self.outside, f"/join?code={quote(typed)}", [typed])
            seen["screen"] = self._at(self.outside, f"/screen/{held.code}", names)
            makers = self._papers()
            made = list(makers)[self.times // 2 % len(makers)]
            seen[made] = self.paper.look(makers[made](), names)
        return seen

    def _at(self, page: Page, path: str, typed: Sequence[str]) -> Seen:
        page.goto(self.server.address(path))
        found = look(page, LIGHT, typed)
        if page is self.inside:
            page.goto(NOWHERE)
        return found

    def _papers(self) -> dict[str, Callable[[], str]]:
        product, workshop = self.held.product, self.held.workshop
        makers = {
            "cards": handouts.ballots,
            "wall chart": handouts.wall_chart,
            "brief": brief.paper,
        }
        return {name: partial(make, product, workshop) for name, make in makers.items()}

    def look_at_actions(self) -> dict[str, Seen]:
        """Write the actions anew, and read them on the big screen."""
        new = self.held.supply.during(self.held.act)
        return {"actions": self._at(self.outside, f"/screen/{self.held.code}", [*new["action"], *new["lead"]])}

    def console(self) -> list[str]:
        """Names that the console does not show as they are."""
        given = self.held.supply.given
        page = self.manager.open("/workshop")
        page.get_by_role("heading", level=1).wait_for()
        settled(page)
        seen = look(page, CONSOLE, [given[name][-1] for name in ("title", "unit", "round", "purpose", "who")])
        self.manager.leave(page)
        return seen.missing


def read_names(server: Server, person: Person, paper: Paper, times: int) -> Supply:
    """Change every name so often, and find each as text on every screen. Returns what was given out."""
    faults = []
    with database(server) as product:
        named = Named(server, product, person, paper)
        plain: dict[str, Seen] = {}
        for _ in range(TIMES_FOR_ALL):
            plain |= named.look()
        assert not missing(plain)
        named.held.supply = supply = Supply(MANY)
        for time in range(times):
            seen = named.look()
            faults += [*missing(seen), *differences(seen, {where: plain[where] for where in seen})]
            if time % 8 == 0:
                faults += named.console()
    assert not faults, "\n".join(faults)
    paper.guard.check()
    return supply


def test_names_are_text_on_every_screen(server: Server, person: Person, paper: Paper) -> None:
    read_names(server, person, paper, TIMES)


@pytest.mark.long
def test_every_name_is_given_enough_texts(server: Server, person: Person, paper: Paper) -> None:
    supply = read_names(server, person, paper, TIMES_IN_FULL)
    assert min(map(len, supply.given.values())) >= FEWEST


def test_actions_are_text_on_the_big_screen(server: Server, person: Person, paper: Paper) -> None:
    faults = []
    with database(server) as product:
        named = Named(server, product, person, paper)
        named.held.move(leading.open_room)
        named.held.put(NewQuestion(QuestionKind.FIST))
        named.held.move(leading.clear)
        plain = named.look_at_actions()
        assert not missing(plain)
        named.held.supply = supply = Supply(MANY[250:])
        while len(supply.given["lead"]) < FEWEST:
            seen = named.look_at_actions()
            faults += [*missing(seen), *differences(seen, plain)]
    assert not faults, "\n".join(faults)


# Many at once


def test_lists_of_workshops_and_links_name_them_as_text(server: Server, person: Person) -> None:
    found: list[dict[str, Seen]] = []
    for supply in (Supply(MANY), harmless()):
        somebody = person(server)
        with database(server) as product:
            look_at(product, somebody, many_workshops(product, supply, FEWEST))
        given, page = supply.given, somebody.open("/workshop")
        title(page, "Workshops").wait_for()
        settled(page)
        every = look(page, CONSOLE, [*given["title"], *given["unit"], *given["round"]])
        page.goto(f"{server.url}/rounds")
        title(page, "Rounds").wait_for()
        settled(page)
        links = look(page, CONSOLE, [*given["unit"], *given["round"]])
        closed = page.locator("details:not([open]) > summary", has_text="Link for")
        for left in range(FEWEST - 1, FEWEST - 4, -1):
            closed.first.click()
            expect(closed).to_have_count(left)
            settled(page)
        opened = look(page, CONSOLE, [*given["council"], *given["title"][:3]])
        found.append({"workshops": every, "links": links, "links, opened": opened})
    faults = [*missing(found[0]), *missing(found[1]), *differences(*found)]
    assert not faults, "\n".join(faults)


def test_a_review_date_for_a_diary_holds_nothing_but_its_own_lines(server: Server) -> None:
    lines: set[str] = set()
    with database(server) as product:
        held = planned(product, Supply(MANY))
        held.move(lambda product, seen: leading.set_review(product, seen, HELD_ON))
        for _ in range(FEWEST):
            held.name()
            entry = outcome_pack.review(product, held.workshop)
            assert entry
            unfolded = entry.replace("\r\n ", "").split("\r\n")
            lines |= {re.split("[:;]", line)[0] for line in unfolded if line}
    assert lines == {
        "BEGIN", "VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP", "END",
    }  # fmt: skip


# Words of ten thousand signs


@pytest.mark.parametrize("word", WORDS, ids=["a", "W", "a dash", "Chinese"])
def test_a_word_for_which_there_is_no_room_is_refused(server: Server, word: str) -> None:
    with database(server) as product:
        held = planned(product, harmless())
        council, unit, here = held.council, held.unit, held.selection
        asked = held.asked[0]
        plan = held.workshop.plan
        of = (product, held.workshop, asked.assessment_id, asked.statement.id)
        agree = partial(accepting.record_level, *of, expected_version=0, writer="x")
        add = partial(actions.add, product, held.workshop, writer="x")
        plans = (replace(plan, title=word), replace(plan, purpose=word), replace(plan, who=word))
        agreed = (
            AgreedContent(2, reason=word),
            AgreedContent(2, dissent=word),
            AgreedContent(2, agreed_by=word),
            AgreedContent(2, question=word),
            AgreedContent(2, owner=word),
        )
        typing: tuple[Callable[[], object], ...] = (
            lambda: councils.rename(product, council.id, name=word, kind=council.kind),
            lambda: councils.rename_roles(product, council.id, {"managers": word}),
            lambda: units.change(product, unit, name=word, kind="service", parent_id=unit.parent_id or ""),
            lambda: lifecycle.change(product, here.round, name=word, held_on=HELD_ON, shows_last=False),
            *(partial(planning.change_plan, product, held.workshop, one) for one in plans),
            *(partial(agree, one) for one in agreed),
            lambda: parking_lot.park(product, held.workshop, word, writer="x"),
            lambda: parking_lot.park(product, held.workshop, "short", who=word, writer="x"),
            lambda: add(ActionContent(word)),
            lambda: add(ActionContent("short", word)),
        )
        for typed in typing:
            with refused(r"^(Nothing was|Not |The name has).*(at most|is the most)") as refusal:
                typed()
            assert word[:100] not in refusals.sentence(refusal.value)
        assert (held.workshop.plan, held.selection.round) == (plan, here.round)
        assert (councils.units(product, council.id)[-1], parking_lot.of_workshop(product, held.workshop)) == (unit, [])
        assert (actions.of_workshop(product, held.workshop), accepting.levels(product, held.workshop)) == (
            [],
            {},
        )


TOO_LONG = 5_000
"""Signs of a note that is longer than a note may be, and yet within what an answer's request may have."""


@pytest.mark.parametrize("has_script", [True, False], ids=["with a script", "without"])
def test_an_answer_with_such_a_word_is_said_not_to_be_saved(server: Server, person: Person, has_script: bool) -> None:
    phone = person(server, viewport=NARROW, java_script_enabled=has_script)
    with database(server) as product:
        held = planned(product, harmless())
        token = held.arrive()
        phone.context.add_cookies(
            [{"name": cookie_name(held.code), "value": token, "url": server.url, "httpOnly": True}]
        )
        page = phone.open(f"/join/{held.code}/answer/1")
        cards = page.locator("fieldset.statement")
        words = [word[:TOO_LONG] for word in WORDS]
        for number, word in enumerate(words):
            card = cards.nth(number)
            card.locator("summary").first.click()
            note = card.get_by_label("Your note")
            note.fill(word)
            expect(note).to_have_value(word[: saving.TEXT_LIMIT])  # the field takes no more
            note.evaluate("(field) => field.removeAttribute('maxlength')")
            note.fill(word)
            card.get_by_role("radio", name=re.compile("^2")).check()
        if not has_script:
            page.get_by_role("button", name="Save and go on").click()
        for number, word in enumerate(words):
            expect(cards.nth(number).locator("[data-mark]")).to_contain_text("Not saved")
            expect(cards.nth(number)).to_contain_text("the note has 5,000 characters, and 4,000 is the most")
            expect(cards.nth(number).get_by_label("Your note")).to_have_value(word)
        assert page.evaluate(SIDEWAYS) <= 0
        for answers in respondents.form_of(product, held.who(token)).given.values():
            assert [one for one in answers.values() if len(one.content.note) > saving.TEXT_LIMIT] == []
