"""What was refused, or is no longer there, is said where it was asked for, and the page goes on."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from journey.model.refusals import Refusal
from journey.ui.shared import away
from journey.wording.refusals import SENTENCES


def page() -> None:
    """A page on which three things are tried, each in a form of its own."""
    import streamlit as st

    from journey.model.refusals import Refusal
    from journey.service import NotFound, Refused
    from journey.ui.shared import errors

    with errors.refusals_shown_here():
        raise Refused(Refusal.UNIT_NAME_TAKEN, name="*Housing*")
    with errors.refusals_shown_here():
        st.write("done")
    with errors.refusals_shown_here():
        raise NotFound("statement", "gone")


def test_a_form_says_why_it_was_refused_and_the_page_goes_on() -> None:
    taken, gone = (error.value for error in AppTest.from_function(page).run().error)
    assert taken == r"There is a unit called \*Housing\* already. Choose another name. Nothing was changed."
    assert gone == SENTENCES[Refusal.NOT_FOUND]


def test_what_stands_between_two_refusals_is_done() -> None:
    assert [text.value for text in AppTest.from_function(page).run().markdown] == ["done"]


def failures() -> None:
    """A page of which two parts could not be drawn, and two more that waiting does not mend."""
    from journey.service import Unavailable
    from journey.store.errors import Corrupt, Damaged
    from journey.ui.shared import errors

    for failure in (Unavailable("gone"), Unavailable("still gone"), Damaged("cut off"), Corrupt("other bytes")):
        errors.explain_failure(failure)


def test_what_was_not_drawn_because_the_store_was_away_can_be_drawn_again_and_what_is_damaged_cannot() -> None:
    page = AppTest.from_function(failures).run()
    first, second, damaged, corrupt = (error.value for error in page.error)
    assert first == second == away.words()
    assert (damaged, corrupt) == (SENTENCES[Refusal.DAMAGED], SENTENCES[Refusal.CORRUPT])
    assert [button.label for button in page.button] == ["Draw this page again"] * 2


def callback() -> None:
    """A page whose button finds in its callback that the statement is gone."""
    import streamlit as st

    from journey.service import NotFound
    from journey.ui.shared import errors, state

    def record() -> None:
        with errors.refusals_shown_next_run():
            raise NotFound("statement", "gone")

    st.button("Record", on_click=record)
    if fault := state.fault():
        st.warning(fault)


def test_a_button_whose_record_is_gone_says_so_on_the_page_that_follows() -> None:
    page = AppTest.from_function(callback).run().button[0].click().run()
    assert [warning.value for warning in page.warning] == [SENTENCES[Refusal.NOT_FOUND]]
