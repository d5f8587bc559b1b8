"""A day that a form cannot do without: missing and unreadable days are refused each in its own words."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    """A page that needs three days: one is readable, one was left empty, one is no day."""
    import streamlit as st

    from journey.model.refusals import Refusal
    from journey.ui.shared import day_field, errors

    for typed in ("14 October 2027", " ", "soon"):
        with errors.refusals_shown_here():
            st.write(day_field.required(typed, Refusal.ROUND_DAY_MISSING).isoformat())


def test_a_day_that_can_be_read_is_taken() -> None:
    assert [text.value for text in AppTest.from_function(page).run().markdown] == ["2027-10-14"]


def test_a_missing_day_and_one_that_is_none_are_refused() -> None:
    missing, unreadable = (error.value for error in AppTest.from_function(page).run().error)
    assert missing.startswith("Nothing was changed. Give the date of the round, for example ")
    assert "soon" in unreadable
