"""What the store cannot take is kept for its browser, listed, and stored as soon as that is possible."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import connect

import pytest
from streamlit.testing.v1 import AppTest

from journey.model import AnswerContent, AnswerState, Scope
from journey.service import Product, current_selection
from journey.service.answering import saving, sessions
from journey.service.answering.sessions import AnsweringSession
from journey.service.councils import councils
from journey.ui.shared.autosave import echo, went_on
from tests.ui.test_pages_draw import window

BROWSER = "a browser of its own"


def page_and_list(token: str) -> None:
    """The page on which people answer, below the list of what is not saved, as every page has it."""
    from zoneinfo import ZoneInfo

    import streamlit as st

    from journey.ui import navigation
    from journey.ui.answering import assess
    from journey.ui.shared import clock, state

    st.session_state.setdefault(state.WINDOW, state.Window(token, "laptop", ZoneInfo("Europe/London")))
    clock.draw()
    navigation.pages(state.navigation())
    assess.page()


def opened(token: str) -> AppTest:
    """A window of this browser."""
    return AppTest.from_function(page_and_list, args=(token,), default_timeout=60).run()


@pytest.fixture
def session(product: Product, request: pytest.FixtureRequest) -> AnsweringSession:
    """A quick check that the browser of this test has begun."""
    organisation = councils.start(product, name="Keepshire", kind="County council")
    unit = councils.units(product, organisation.id)[0]
    selection = sessions.begin(
        product, organisation, unit, round_id=None, questionnaire_ids=("stages",), scope=Scope.QUICK
    )
    current_selection.choose(
        product,
        request.node.name,
        organisation_id=organisation.id,
        round_id=selection.round.id,
        unit_id=unit.id,
    )
    begun = sessions.session_of(product, selection)
    assert begun is not None
    return begun


@contextmanager
def locked(product: Product) -> Iterator[None]:
    """Somebody else holds the database for writing, and nobody waits for it."""
    with closing(connect(product_file(product), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with product.store.read() as tx:
            patience = tx.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
            tx.exec_driver_sql("PRAGMA busy_timeout = 20")
        yield
        other.execute("ROLLBACK")
    with product.store.read() as tx:
        tx.exec_driver_sql(f"PRAGMA busy_timeout = {patience}")


def product_file(product: Product) -> Path:
    """The file of the database."""
    with product.store.read() as tx:
        return next(Path(row[2]) for row in tx.exec_driver_sql("PRAGMA database_list") if row[1] == "main")


def level_of(product: Product, session: AnsweringSession, number: int) -> int | None:
    """What is stored of a statement of the first section."""
    page = session.pages[0]
    ids = (page.part.assessment.organisation_id, page.part.response.id)
    return saving.stored(product, *ids, page.statements[number].id).content.level


def choose(drawn: AppTest, number: int, level: int) -> AppTest:
    """Choose a level of a statement of the first section."""
    return drawn.radio[number].set_value(str(level)).run()


def said(drawn: AppTest) -> str:
    """The list of what is not saved."""
    assert not drawn.exception
    return "\n".join(text.value for text in drawn.markdown if "not saved" in text.value)


def test_what_a_locked_store_refuses_is_listed_and_stored_when_it_is_free(
    product: Product, session: AnsweringSession, request: pytest.FixtureRequest
) -> None:
    drawn = opened(request.node.name)
    with locked(product):
        choose(choose(drawn, 0, 2), 1, 3)
        assert "Two changes are not saved yet" in said(drawn.run())
        assert all("kept and tried again" in one.value for one in drawn.warning)
    drawn.button("try-again").click().run()
    assert said(drawn.run()) == ""
    assert (level_of(product, session, 0), level_of(product, session, 1)) == (2, 3)


def test_it_outlives_the_section_and_the_window(
    product: Product, session: AnsweringSession, request: pytest.FixtureRequest
) -> None:
    with locked(product):
        choose(opened(request.node.name), 0, 2)
        after_a_reload = opened(request.node.name)
        assert "One change is not saved yet" in said(after_a_reload)
        assert after_a_reload.radio[0].value == "2"
    after_a_reload.button("try-again").click().run()
    assert level_of(product, session, 0) == 2


def test_one_may_go_on_while_nothing_can_be_written_and_it_is_still_said(
    product: Product, session: AnsweringSession, request: pytest.FixtureRequest
) -> None:
    drawn = opened(request.node.name)
    here = drawn.title[0].value
    with locked(product):
        choose(drawn, 0, 2)
        onwards = next(button for button in drawn.button if button.label.startswith(("Continue to", "Review")))
        onwards.click().run()
        assert "One change is not saved yet" in said(drawn)
        assert drawn.title[0].value != here
    drawn.button("try-again").click().run()
    assert level_of(product, session, 0) == 2


def test_another_browser_hears_nothing_of_it(
    product: Product, session: AnsweringSession, request: pytest.FixtureRequest
) -> None:
    with locked(product):
        choose(opened(request.node.name), 0, 2)
        assert said(window("home", BROWSER).run()) == ""
    opened(request.node.name).button("try-again").click().run()


def test_what_somebody_else_answered_meanwhile_is_not_overwritten(
    product: Product, session: AnsweringSession, request: pytest.FixtureRequest
) -> None:
    drawn = opened(request.node.name)
    with locked(product):
        choose(drawn, 0, 2)
    page = session.pages[0]
    ids = (page.part.assessment.organisation_id, page.part.response.id)
    content = AnswerContent(AnswerState.LEVEL, 4)
    saving.save(product, *ids, page.statements[0], content, expected_version=0, writer="somebody else")
    drawn.button("try-again").click().run()
    assert level_of(product, session, 0) == 4
    assert "Choose which one stays" in "\n".join(one.value for one in drawn.run().warning)
    next(button for button in drawn.button if button.label.startswith("Save “2")).click().run()
    assert said(drawn.run()) == ""
    assert level_of(product, session, 0) == 2


@pytest.mark.parametrize(
    ("before", "after", "is_so"),
    [("", "new", True), ("one", "one", True), ("one three", "one two three", True), ("one", "two", False),
     ("a longer one", "a one", False), ("aa", "aaa", True)],
)  # fmt: skip
def test_a_text_that_was_only_written_on_is_no_other_text(before: str, after: str, is_so: bool) -> None:
    assert went_on(before, after) is is_so


def test_the_echo_of_what_was_read_is_the_number_that_the_page_works_out() -> None:
    """Seen in a browser: the script’s number for the same values."""
    assert echo(["2", "é\U0001f600"]) == ((((50 * 31 + 0) * 31 + 0xE9) * 31 + 0xD83D) * 31 + 0xDE00) % 2**32
