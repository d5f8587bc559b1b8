"""How far the answering is, in words and as a bar.

Both follow each answer while nothing but its statement is drawn again: the statement says what is left, and the page's
script (``progress.js``) shows it at the top and at the foot of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from pathlib import Path

import streamlit as st

from journey.model import Answer, AnswerContent, Statement
from journey.service.answering import sessions
from journey.service.answering.sessions import AnsweringSession, AssessmentPart
from journey.ui.shared import state
from journey.wording import formatting
from journey.wording.catalogue import _

_BAR = (Path(__file__).parent / "progress.html").read_text(encoding="utf-8")


class ProgressLine:
    """The progress of a session as this window knows it.

    It is counted once, as the page is drawn; from then on each statement tells what became of it.
    """

    def __init__(self, session: AnsweringSession, given: Mapping[str, Mapping[str, Answer]]) -> None:
        self.session = session
        self.asked = 0
        self.seconds_left: dict[tuple[str, str], float] = {}
        for page in session.pages:
            response_id = page.part.response.id
            self.asked += len(page.statements)
            for one in page.statements:
                if not sessions.is_answered(given[response_id].get(one.id)):
                    self.seconds_left[response_id, one.id] = sessions.seconds_to_answer(one)

    @property
    def answered(self) -> int:
        """How many statements are answered."""
        return self.asked - len(self.seconds_left)

    @property
    def words(self) -> str:
        """``3 of 10 answered, about five minutes left``."""
        minutes = ceil(sum(self.seconds_left.values()) / 60)
        left = _(", about {minutes} left", minutes=formatting.count(minutes, "minute")) if minutes else ""
        return _("{answered} of {asked} answered{left}", answered=self.answered, asked=self.asked, left=left)

    def at_the_top(self) -> None:
        """Draw words and bar."""
        part = _("Part {part} of {parts} · ", part=self.session.at + 1, parts=len(self.session.pages))
        filled = {"PART": part, "WORDS": self.words, "ASKED": str(self.asked), "ANSWERED": str(self.answered)}
        shown = _BAR
        for name, value in filled.items():
            shown = shown.replace(name, value, 1)
        st.html(shown)

    def at_the_foot(self) -> None:
        """Draw the words once more, where one is after the last statement."""
        st.html(f'<p class="journey-progress"><span>{self.words}</span></p>')

    def follow(self, part: AssessmentPart, statement: Statement, content: AnswerContent) -> None:
        """Tell the page's script what is left, now that this is stored of a statement."""
        key = part.response.id, statement.id
        if sessions.says_something(content):
            self.seconds_left.pop(key, None)
        else:
            self.seconds_left[key] = sessions.seconds_to_answer(statement)
        drawn = state.window().drawn
        st.html(f'<i data-words="{self.words}" data-answered="{self.answered}" data-drawn="{drawn}"></i>')
