"""A whole workshop as a room lives it: one facilitator, one big screen, and phones, a third of them without JavaScript:
six, and in full twelve.

Everything is done in browsers. Before each reveal every page that anybody can open is read with one set of answers and
again with another: they are the same, letter by letter, for the facilitator, the screen, a phone and a stranger.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff

import pytest
from playwright.sync_api import Page, expect

from journey.model import PitfallState, QuestionKind, WorkshopStage
from journey.service.workshop import accepting, actions, room, room_items
from tests.browser.conftest import Guarded, Person
from tests.browser.console_steps import click, console, live, meeting_of, step
from tests.browser.pages import select, settled, title, turn_to
from tests.browser.prepared import empty_council
from tests.steps.server import Server
from tests.steps.workshop import Meeting

PHONE = {"width": 390, "height": 844}
FEW, MANY = 6, 12


@dataclass(frozen=True)
class Said:
    """What so many people answer: to the first statement, to all others, and to the first after they have talked."""

    people: int

    @property
    def camps(self) -> tuple[int, ...]:
        """Half of them low, one a little less so, and half of them high."""
        half = self.people // 2
        return (1,) * (half - 1) + (2,) + (4,) * half

    @property
    def low(self) -> tuple[int, ...]:
        """All but one say 2."""
        return (2,) * (self.people - 1) + (3,)

    @property
    def afterwards(self) -> tuple[int, ...]:
        """Three of four say 2."""
        return (2,) * (self.people - self.people // 4) + (3,) * (self.people // 4)


FOR_MANAGERS = ("Home", "Profile", "Compare", "Pitfalls", "Rounds", "Workshop", "Council", "How it works")
FOR_PHONES = ("", "/answer/1", "/review", "/done", "/saved", "/room", "/room/now")
OWN_ANSWERS = ("/answer/1", "/review", "/done", "/room")
"""What shows people their own answers, which do differ."""
OF_THE_MOMENT = re.compile(
    r"\d+ of \d+ minutes used, \d+ left"  # the clock on the console
    r"|\d+:\d\d|data-left=\"\d+\""  # the timer, where the choice of none came too late
    r"|<input type=\"hidden\"[^>]*>|name=\"form\" value=\"[^\"]*\""  # the form's token and the answers' versions
)


def test_a_whole_workshop(own_server: Server, person: Person) -> None:
    hold(own_server, person, Said(FEW))


@pytest.mark.long
def test_a_whole_workshop_of_twelve(own_server: Server, person: Person) -> None:
    hold(own_server, person, Said(MANY))


def hold(server: Server, person: Person, said: Said) -> None:
    """Hold a workshop from the first phone to the pack."""
    leader = person(server)
    empty_council(server, leader, name="Wensford Council")
    desk = console(leader)
    click(desk, "Make the workshop")
    title(desk, "Where we stand").wait_for()
    settled(desk)
    held = meeting_of(server, leader)

    wall = person(server)
    wall.guard.code_may_end = True
    screen = wall.open(f"/screen/{held.code}")
    expect(screen.get_by_text("Nobody has joined yet")).to_be_visible()
    phones = [_join(person, server, held, number) for number in range(said.people)]
    expect(screen.locator("body")).to_contain_text(f"{said.people} have joined")

    click(desk, "Open the room")
    live(desk).wait_for()
    expect(live(desk)).to_contain_text(re.compile("Six|Twelve|12"))
    for phone in phones:
        phone.page.goto(f"{server.join_url}/join/{held.code}/room")
    expect(phones[0].page.get_by_role("heading", level=1)).to_have_text("You are in. Look at the screen")

    _calibrate(desk, screen, phones, held)
    _assess(desk, screen, phones, held, Others(person(server), leader.open("/how-it-works")), said)
    _agree(desk, screen, phones, said)
    _pitfalls(desk, screen, phones, held)
    _act(desk, screen, phones, held)
    _close(desk, screen, phones, held)
    _afterwards(server, phones, held, said)


# Who takes part


def _join(person: Person, server: Server, held: Meeting, number: int) -> Phone:
    """A phone that comes by the link, or types the code in its own way, and reads the promise before it begins."""
    has_script = number % 3 < 2
    somebody = person(server, viewport=PHONE, has_touch=True, java_script_enabled=has_script)
    somebody.guard.code_may_end = True
    if number % 2:
        page = somebody.open("/join")
        page.get_by_role("textbox").fill(f"{held.code[:4].lower()} {held.code[4:]}")
        page.get_by_role("button").click()
    else:
        page = somebody.open(f"/join/{held.code}")
    expect(page.get_by_text("Nobody is shown what you answered")).to_be_visible()
    page.get_by_role("radio").nth(number % 3).check()
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/answer/1")
    return Phone(page, has_script)


@dataclass(frozen=True)
class Phone:
    """Somebody's phone, with JavaScript or without."""

    page: Page
    has_script: bool

    def look(self) -> None:
        """With JavaScript what is new comes by itself; without it somebody looks again."""
        if not self.has_script:
            self.page.get_by_role("link", name="Look again").click()

    def choose(self, *keys: str) -> None:
        """Choose in each question before the room, the last key in all that are left, and send."""
        self.page.locator("form[data-answers]").wait_for()
        cards = self.page.locator("fieldset.statement")
        for place in range(cards.count()):
            key = keys[min(place, len(keys) - 1)]
            cards.nth(place).locator(f'input[type="radio"][value="{key}"]').check()
        self.send()

    def send(self) -> None:
        """Press the button, and read that it was done."""
        self.page.get_by_role("button", name=re.compile("^Send my")).click()
        expect(self.page.get_by_text("You have answered.")).to_be_visible()


# Before the reveal


@dataclass(frozen=True)
class Others:
    """Somebody who has no part in the workshop, and a second window of the facilitator's."""

    stranger: Guarded
    manager: Page


def _everything(desk: Page, screen: Page, phone: Phone, held: Meeting, others: Others) -> dict[str, str]:
    """What every page says to a facilitator, to the screen, to somebody who takes part, and to a stranger."""
    server, ask = others.stranger.server.join_url, others.stranger.context.request
    found = {"console as it is": desk.get_by_test_id("stMain").aria_snapshot(), "screen as it is": screen.content()}
    for path in FOR_PHONES:
        address = f"{server}/join/{held.code}{path}"
        found[f"stranger{path}"] = ask.get(address).text()
        if path not in OWN_ANSWERS:
            found[f"phone{path}"] = phone.page.context.request.get(address).text()
    for path in ("", "/now"):
        found[f"screen{path}"] = ask.get(f"{server}/screen/{held.code}{path}").text()
    for link in FOR_MANAGERS:
        turn_to(others.manager, link)
        found[f"manager, {link}"] = others.manager.get_by_test_id("stMain").aria_snapshot()
    return {name: OF_THE_MOMENT.sub("", text) for name, text in found.items()}


def _differences(one_way: Mapping[str, str], other_way: Mapping[str, str]) -> list[str]:
    """The lines that are not the same, each with the name of its page."""
    return [
        f"{name}: {line}"
        for name in one_way
        for line in unified_diff(one_way[name].splitlines(), other_way[name].splitlines(), n=0, lineterm="")
    ]


# The steps


def _calibrate(desk: Page, screen: Page, phones: Sequence[Phone], held: Meeting) -> None:
    click(desk, re.compile("^Put “"))
    desk.get_by_role("heading", name="Before the room").wait_for()
    for number, phone in enumerate(phones):
        phone.look()
        phone.choose("1" if number % 3 else "3")
    _all_have_answered(desk, screen, len(phones))
    _reveal(desk, screen, phones)
    expect(desk.get_by_test_id("stMain")).to_contain_text("Written as level")


def _assess(desk: Page, screen: Page, phones: Sequence[Phone], held: Meeting, others: Others, said: Said) -> None:
    step(desk, "2 Assess")
    desk.get_by_role("heading", name="Answer in silence").wait_for()
    settled(desk)
    select(desk, "Timer", "No timer")
    settled(desk)
    click(desk, "Put it before the room")
    desk.get_by_role("heading", name="Before the room").wait_for()
    for number, phone in enumerate(phones):
        phone.look()
        phone.choose(str(said.camps[-1 - number]), str(5 - said.low[number]))
    _all_have_answered(desk, screen, len(phones))
    one_way = _everything(desk, screen, phones[0], held, others)
    for number, phone in enumerate(phones):
        phone.choose(str(said.camps[number]), str(said.low[number]))
    _all_have_answered(desk, screen, len(phones))
    other_way = _everything(desk, screen, phones[0], held, others)
    differences = _differences(one_way, other_way)
    assert not differences, "\n".join(differences)
    _reveal(desk, screen, phones)
    expect(screen.locator("body")).to_contain_text("Two camps")
    expect(desk.get_by_test_id("stMain")).to_contain_text(
        f"Two camps: {said.people // 2} say 1 or 2, {said.people // 2} say 4"
    )


def _agree(desk: Page, screen: Page, phones: Sequence[Phone], said: Said) -> None:
    expect(desk.get_by_role("radio", name="3 Agree")).to_be_checked()
    click(desk, "Record these levels")
    expect(desk.get_by_test_id("stMain")).to_contain_text("Recorded: seven levels")
    settled(desk)
    click(desk, "Ask once more")
    desk.get_by_role("heading", name="Before the room").wait_for()
    for number, phone in enumerate(phones):
        phone.look()
        phone.choose(str(said.afterwards[number]))
    _all_have_answered(desk, screen, len(phones))
    _reveal(desk, screen, phones)
    desk.get_by_role("radiogroup", name="Agreed level").get_by_text(re.compile("^2")).first.click()
    desk.get_by_role("textbox", name="Reason", exact=True).fill("Most are asked, partners are not")
    desk.get_by_role("textbox", name="Who saw it differently").fill("Housing sees 3")
    desk.get_by_role("textbox", name="Open question").fill("Who asks the partners?")
    desk.get_by_role("textbox", name="Who will find out").fill("The policy team")
    click(desk, "Record")
    expect(desk.get_by_test_id("stMain")).to_contain_text("Recorded: level 2")
    settled(desk)


def _pitfalls(desk: Page, screen: Page, phones: Sequence[Phone], held: Meeting) -> None:
    step(desk, "4 Pitfalls")
    desk.get_by_role("radiogroup", name="Put before the room").get_by_text(re.compile("^The critical ones")).click()
    settled(desk)
    click(desk, "Put them before the room")
    desk.get_by_role("heading", name="Before the room").wait_for()
    for phone in phones:
        phone.look()
        phone.choose(PitfallState.PARTLY.value)
    _all_have_answered(desk, screen, len(phones))
    _reveal(desk, screen, phones)


def _act(desk: Page, screen: Page, phones: Sequence[Phone], held: Meeting) -> None:
    step(desk, "5 Actions")
    click(desk, "Put them before the room")
    desk.get_by_role("heading", name="Before the room").wait_for()
    for phone in phones:
        phone.look()
        phone.page.get_by_role("combobox").first.select_option("2")
        phone.page.get_by_role("combobox").nth(1).select_option("1")
        phone.send()
    _all_have_answered(desk, screen, len(phones))
    _reveal(desk, screen, phones)
    desk.get_by_role("textbox", name="What will be done").fill("Ask partners in the next survey")
    desk.get_by_role("textbox", name="Who leads it").fill("The policy team")
    desk.get_by_role("textbox", name="By when").fill("14 May 2027")
    click(desk, "Write it down")
    expect(desk.get_by_test_id("stMain")).to_contain_text("Actions (1 of at most 5)")
    settled(desk)


def _close(desk: Page, screen: Page, phones: Sequence[Phone], held: Meeting) -> None:
    step(desk, "6 Close")
    for name, key in (("Ask for a fist of five", "4"), ("Ask about the time", "5")):
        click(desk, name)
        desk.get_by_role("heading", name="Before the room").wait_for()
        for phone in phones:
            phone.look()
            phone.choose(key)
        _all_have_answered(desk, screen, len(phones))
        _reveal(desk, screen, phones)
    desk.get_by_role("textbox", name="Day of the review").fill("20 May 2027")
    click(desk, "Set the day")
    expect(desk.get_by_test_id("stMain")).to_contain_text("Set: 20 May 2027")
    settled(desk)
    desk.get_by_role("checkbox", name="I have read this").locator("xpath=ancestor::label").click()
    click(desk, "End the workshop")
    desk.get_by_role("heading", name="What will be done").wait_for()


def _all_have_answered(desk: Page, screen: Page, people: int) -> None:
    expect(live(desk)).to_contain_text(f"{people} of {people} have answered")
    expect(screen.locator("body")).to_contain_text(f"{people} of {people} have answered")


def _reveal(desk: Page, screen: Page, phones: Sequence[Phone]) -> None:
    click(desk, "Reveal to everybody")
    expect(desk.get_by_role("heading", name="Before the room")).to_have_count(0)
    settled(desk)
    for phone in phones:
        phone.look()
        expect(phone.page.get_by_role("heading", level=1)).to_have_text("The answers are on the screen")


# Afterwards


def _afterwards(server: Server, phones: Sequence[Phone], held: Meeting, said: Said) -> None:
    """The store has what people said; the code leads nowhere; the pack tells it again."""
    for phone in phones:
        # In a window of its own: the phone's page may be looking again at this moment, by itself.
        again = phone.page.context.new_page()
        again.goto(f"{server.join_url}/join/{held.code}/room")
        expect(again.get_by_role("heading", level=1)).to_have_text("This code leads nowhere")
        again.close()
    workshop = held.workshop
    assert workshop.stage is WorkshopStage.ENDED
    history = room.history(held.product, workshop.organisation_id, workshop.id)
    assert all(item.is_revealed for item in history)
    first, second = (
        item
        for item in history
        if item.question.kind is QuestionKind.STATEMENT and item.question.subject == _contested(history)
    )
    assert _levels(first.question.result) == _counted(said.camps)
    assert _levels(second.question.result) == _counted(said.afterwards)
    levels = accepting.levels(held.product, workshop)
    recorded = {statement_id: one.content for (_, statement_id), one in levels.items()}
    contested = recorded.pop(_contested(history))
    assert (contested.level, contested.dissent, contested.owner) == (2, "Housing sees 3", "The policy team")
    assert {one.level for one in recorded.values()} == {2}
    assert len(recorded) == 7
    written = actions.of_workshop(held.product, workshop)
    assert [action.content.what for action in written] == ["Ask partners in the next survey"]


def _contested(history: Sequence[room_items.Item]) -> str:
    return next(item.question.subject for item in history if item.question.ballot_round == 2)


def _levels(result: Mapping[str, int] | None) -> dict[str, int]:
    assert result is not None
    return {key: number for key, number in result.items() if number}


def _counted(levels: Sequence[int]) -> dict[str, int]:
    return {str(level): levels.count(level) for level in sorted(set(levels))}
