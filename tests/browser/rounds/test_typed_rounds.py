"""Names of rounds and units, reasons and last notes are shown as they were typed; nothing of them runs."""

from __future__ import annotations

import re
from datetime import date

import pytest

from journey.model import AnswerContent, AnswerState, Scope
from journey.service.answering import saving, sessions
from journey.service.councils import units
from journey.service.current_selection import Selection
from journey.service.rounds import closing, lifecycle, reopening
from journey.service.rounds.lifecycle import RoundPlan
from tests.browser.conftest import Person
from tests.browser.hostile import HITS, TEXTS, on_one_line, seen
from tests.browser.pages import Card, fold, press, settled, tick, title, told
from tests.browser.prepared import council, database, look_at
from tests.browser.round_steps import (
    FIRST,
    LAST_CAPTION,
    STATEMENT,
    a_first_round,
    open_another,
    rounds_page,
    to_the_statements,
)
from tests.steps.server import Server

SHORT = tuple(text for text in TEXTS if len(text) <= lifecycle.NAME_LIMIT)


def test_names_of_rounds_and_units_are_text(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = council(server, [somebody])
    with database(server) as product:
        here = selection.organisation
        below = [
            units.add(product, here.id, name=text, kind="service", parent_id=selection.unit.id).id for text in TEXTS
        ]
        for number, text in enumerate(SHORT):
            of_whom = below if number == len(SHORT) - 1 else [selection.unit.id]
            plan = RoundPlan(text, date(2026, 5, number + 1), ["stages"], of_whom, Scope.QUICK, shows_last=False)
            last = lifecycle.open_round(product, here, plan)
        look_at(product, somebody, Selection(here, last, selection.unit))
    page = rounds_page(somebody)
    form = fold(page, "Start a round")
    main = seen(page.get_by_test_id("stMain"))
    assert [text for text in SHORT if f"{on_one_line(text)} Held on" not in main] == []
    assert [text for text in SHORT[:-1] if f"Look at {on_one_line(text)}" not in main] == []
    table, listed = seen(page.get_by_role("table")), seen(form)
    assert [text for text in TEXTS if on_one_line(text) not in table] == []
    assert [text for text in TEXTS if on_one_line(text) not in listed] == []
    page.get_by_role("link", name="Council", exact=True).click()
    title(page, "Council").wait_for()
    settled(page)
    tree = seen(page.get_by_test_id("stMain"))
    assert [text for text in TEXTS if f"{on_one_line(text)} · service" not in tree] == []
    assert page.evaluate(HITS) is None


@pytest.mark.parametrize("text", [SHORT[1], SHORT[14], SHORT[-1]], ids=["an image", "a heading", "unseen signs"])
def test_a_round_of_any_name_is_named_as_text_when_something_is_done_with_it(
    server: Server, person: Person, text: str
) -> None:
    somebody = person(server)
    a_first_round(server, somebody)
    page = rounds_page(somebody)
    open_another(page, text)
    name = on_one_line(text)
    assert f"{name} is open for one unit" in seen(page.get_by_test_id("stAlert"))
    form = fold(page, "Close this round")
    tick(form, "I have read this")
    press(form, "Close the round")
    told(page, "Its results are kept")
    assert f"{name} is closed" in seen(page.get_by_test_id("stAlert"))
    form = fold(page, "Remove this round")
    form.get_by_label(re.compile("^To confirm")).fill(text)
    press(form, "Remove for good")
    told(page, "was removed")
    assert f"{name} was removed" in seen(page.get_by_test_id("stAlert"))
    assert page.evaluate(HITS) is None


def test_reasons_and_last_notes_are_text(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = a_first_round(server, somebody)
    everything = "\n".join(TEXTS)
    with database(server) as product:
        here = sessions.session_of(product, selection)
        assert here is not None
        statement = here.pages[0].statements[0]
        ids = (selection.organisation.id, here.parts[0].response.id)
        content = AnswerContent(AnswerState.LEVEL, 1, note=everything)
        saving.save(product, *ids, statement, content, expected_version=1, writer="somebody else")
        for text in TEXTS:
            closing.close(product, selection.organisation.id, selection.round.id)
            reopening.reopen(product, selection.organisation.id, selection.round.id, reason=text, decided_by=text)
    page = rounds_page(somebody)
    main = seen(page.get_by_test_id("stMain"))
    assert [text for text in TEXTS if main.count(on_one_line(text)) < 2] == []
    open_another(page, shows_last=True)
    to_the_statements(page)
    said = seen(Card(page, STATEMENT).box.get_by_text(LAST_CAPTION))
    assert said == f"{FIRST}: level 1, little in place. Note: {on_one_line(everything)}"
    assert page.evaluate(HITS) is None
