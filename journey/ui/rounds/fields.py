"""The fields that a new round and a changed one share: name, date, and whether last answers are shown."""

from __future__ import annotations

from datetime import date

import streamlit as st

from journey.service.rounds.lifecycle import NAME_LIMIT
from journey.ui.shared import day_field
from journey.ui.shared.text_field import room
from journey.wording import formatting
from journey.wording.catalogue import _


def name_and_date(name: str, held_on: date) -> tuple[str, str]:
    """Draw the two fields and return what was typed."""
    label = _("Name of the round, for example Autumn {year}", year=day_field.example_year())
    typed = st.text_input(label, name, max_chars=room(NAME_LIMIT))
    day = st.text_input(day_field.label(_("Date")), formatting.day(held_on))
    return typed or "", day or ""


def shows_last(is_shown: bool) -> bool:
    """Draw the choice to show last answers, and the argument against it."""
    chosen = st.checkbox(_("Show people what was answered last time, beside each statement"), is_shown)
    st.caption(
        _(
            "It helps to see what has changed. It may also lead people to repeat what was said before: leave it off "
            "where a fresh look matters more. People who answer by a link are not shown it."
        )
    )
    return chosen
