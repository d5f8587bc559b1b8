"""While the store is away a page says so and waits; it is drawn as soon as the store is back."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from journey.service import Unavailable
from journey.store.errors import Corrupt, Damaged
from journey.ui.shared import away


def page() -> None:
    """A page whose store answers at the third attempt; below it stands what was said of it until then."""
    from collections.abc import Iterator

    import streamlit as st

    from journey.service import Unavailable
    from journey.ui.shared import away

    def attempts() -> Iterator[str]:
        yield from ("", "", "seven answers")

    left = attempts()

    def read() -> str:
        found = next(left)
        if not found:
            raise Unavailable("gone")
        return found

    st.text_input("Note", key="note")
    st.write(away.patiently(read, pause=0.01))


def test_a_page_is_drawn_once_the_store_is_back_and_says_no_more_that_it_was_away() -> None:
    drawn = AppTest.from_function(page).run()
    assert [text.value for text in drawn.markdown] == ["seven answers"]
    assert list(drawn.error) == []


def test_what_was_chosen_before_the_store_came_back_is_still_chosen() -> None:
    drawn = AppTest.from_function(page).run()
    assert (
        drawn.text_input[0].set_value("typed while it was away").run().text_input[0].value == "typed while it was away"
    )


@pytest.mark.parametrize("failure", [Damaged("cut off"), Corrupt("other bytes")], ids=["damaged", "corrupt"])
def test_nobody_waits_for_what_waiting_does_not_mend(failure: Unavailable) -> None:
    def read() -> None:
        raise failure

    with pytest.raises(type(failure)):
        away.patiently(read)


def test_it_is_said_what_was_kept_and_that_nothing_has_to_be_done() -> None:
    assert "kept" in away.words()
    assert "comes back by itself" in away.words()
