"""The answers and notes of the assessment that is open, as a file."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from journey.model import Answer
from journey.service.answering import own_answers
from journey.service.answering.sessions import AnsweringSession
from journey.ui.shared.downloads import slug
from journey.wording.catalogue import _


def download(session: AnsweringSession, given: Mapping[str, Mapping[str, Answer]]) -> None:
    """A button for the file. ``given``: response id → statement id → answer, as they are stored now."""
    selection = session.selection
    about = {
        _("Council"): selection.organisation.name,
        _("Unit"): selection.unit.name,
        _("Round"): selection.round.name,
    }
    st.download_button(
        _("Your answers and notes (CSV)"),
        lambda: own_answers.as_csv(own_answers.rows(session.pages, given), about),  # written when somebody wants it
        "-".join(filter(None, [*map(slug, about.values()), "answers"])) + ".csv",
        "text/csv",
        key="own-answers",
        on_click="ignore",
    )
