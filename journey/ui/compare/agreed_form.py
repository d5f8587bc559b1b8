"""The form that records what a workshop agreed about a statement. What another window recorded is never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from journey.model import LEVEL_NAMES, LEVELS, AgreedContent, AgreedLevel, Assessment, Section, Statement, Workshop
from journey.service import Conflict, Unavailable
from journey.service.profile.unit_findings import UnitFindings
from journey.service.workshop import agreed_levels, outcomes
from journey.service.workshop.agreed_levels import InvalidAgreement
from journey.ui.shared import components, state
from journey.ui.shared.autosave import local_time
from journey.ui.shared.escaping import plain
from journey.wording import comparison

CONTESTED = "contested"
TAKE_BACK = "take-back"
TEXTS = ("reason", "dissent", "question", "owner", "agreed_by")
UNSETTLED = -1
"""The version that a window has seen while it and the store disagree: no save goes through with it."""


def form(standing: UnitFindings, stored: Mapping[str, AgreedLevel]) -> None:
    """Choose a statement, and record or take back what was agreed about it."""
    st.header("Record what was agreed", anchor=False)
    asked = standing.asked
    section: Section = st.selectbox(
        "Section",
        [section for section, _ in asked.sections()],
        format_func=lambda one: one.title,
        key=f"agree-section-{standing.assessment.id}",
        width=components.SELECT_WIDTH,
    )
    statements = {one.id: one for one in section.statements if one.id in asked.statements}
    chosen = st.radio(
        "Statement",
        list(statements),
        format_func=lambda id_: plain(statements[id_].text),
        key=f"agree-statement-{standing.assessment.id}-{section.id}",
    )
    median = comparison.medians(standing.profile).get(chosen)
    individually = None if median is None else f"Individually, the median is {in_words(median)}."
    record(standing.assessment, statements[chosen], stored.get(chosen, AgreedLevel(chosen)), individually)


def record(
    assessment: Assessment,
    statement: Statement,
    stored: AgreedLevel,
    individually: str | None = None,
    workshop: Workshop | None = None,
) -> None:
    """The form of one statement; ``individually`` says what people answered on their own, where that may be said.

    In a running workshop other consoles and screens look again, and who agreed is filled in.
    """
    _Form(assessment, statement, stored, individually, workshop).draw()


@dataclass(frozen=True, slots=True)
class _Form:
    """The form of one statement. Its widgets keep what was typed; the window keeps which version they began with."""

    assessment: Assessment
    statement: Statement
    stored: AgreedLevel
    individually: str | None = None
    workshop: Workshop | None = None

    @property
    def key(self) -> str:
        """The name under which the window remembers the version that it has seen."""
        return f"agree-{self.assessment.id}-{self.statement.id}"

    def name(self, field: str) -> str:
        """The key of a widget."""
        return f"{self.key}-{field}"

    def draw(self) -> None:
        """The form, what is recorded, and the question where another window was quicker."""
        seen = state.window().shown
        if self.name("level") not in st.session_state:
            self.put()
        elif self.key not in seen:
            seen[self.key] = UNSETTLED
        with st.form(self.name("form"), border=False):
            self._fields()
            wants_to = st.form_submit_button("Record", type="primary")
        fault = self._fault_of_recording() if wants_to else ""
        if wants_to and not fault and seen[self.key] != UNSETTLED:
            st.rerun()
        if seen[self.key] == UNSETTLED:
            self._ask()
        elif fault:
            st.error(plain(fault))
        else:
            st.caption(plain(said(self.stored)))

    def put(self) -> None:
        """Make the form show what is stored."""
        content = self.stored.content
        st.session_state[self.name("level")] = choice_of(content)
        for field in TEXTS:
            st.session_state[self.name(field)] = getattr(content, field)
        if self.workshop and not content.agreed_by:
            st.session_state[self.name("agreed_by")] = outcomes.default_agreed_by(self.workshop)
        state.window().shown[self.key] = self.stored.version

    def _fields(self) -> None:
        choices = [*map(str, LEVELS), CONTESTED, *([TAKE_BACK] if choice_of(self.stored.content) else [])]
        if self.individually:
            st.markdown(self.individually)
        st.radio("Agreed level", choices, format_func=self._option, key=self.name("level"), width="stretch")
        st.text_area("Reason", height=80, max_chars=agreed_levels.TEXT_LIMIT, key=self.name("reason"))
        st.text_area(
            "Who saw it differently, and how", height=80, max_chars=agreed_levels.TEXT_LIMIT, key=self.name("dissent")
        )
        st.text_area("Open question", height=80, max_chars=agreed_levels.TEXT_LIMIT, key=self.name("question"))
        st.text_input("Who will find out: a post or a team", max_chars=agreed_levels.WHO_LIMIT, key=self.name("owner"))
        st.text_input("Agreed by: a post or a group", max_chars=agreed_levels.WHO_LIMIT, key=self.name("agreed_by"))

    def _option(self, choice: str) -> str:
        if choice == TAKE_BACK:
            return "**Take the record back**  \nNothing counts as agreed about this statement any more."
        if choice == CONTESTED:
            return "**Still contested**  \nNo level is agreed. Say below how it is seen, and who will find out."
        level = int(choice)
        return f"**{level} {LEVEL_NAMES[level]}**  \n{plain(self.statement.levels[level])}"  # type: ignore[index]

    def given(self) -> AgreedContent | None:
        """What the form says; None where no level is chosen."""
        widgets = st.session_state
        choice = widgets[self.name("level")]
        if choice is None:
            return None
        if choice == TAKE_BACK:
            return AgreedContent()
        given = {field: widgets[self.name(field)] or "" for field in TEXTS}
        return AgreedContent(None if choice == CONTESTED else int(choice), **given)

    def _fault_of_recording(self) -> str:
        """Save what the form says; why it could not be, empty where it was or another window was quicker."""
        seen, content = state.window().shown, self.given()
        if content is None:
            return "Not recorded yet. Choose one of the levels."
        if st.session_state[self.name("level")] == CONTESTED and not agreed_levels.is_contested(content):
            return "Not recorded yet. Say in a sentence how it is seen differently, or what has to be found out."
        try:
            self._save(content, seen[self.key])
        except Conflict:
            seen[self.key] = UNSETTLED
        except (InvalidAgreement, Unavailable) as fault:
            return str(fault)
        else:
            state.leave_notice("Recorded." if choice_of(content) else "Taken back.")
        return ""

    def _save(self, content: AgreedContent, seen: int) -> None:
        product, writer = state.product(), state.window().writer
        if self.workshop is None:
            saved = agreed_levels.record(
                product, self.assessment, self.statement.id, content, expected_version=seen, writer=writer
            )
        else:
            of = (self.workshop, self.assessment.id, self.statement.id)
            saved = outcomes.record(product, *of, content, expected_version=seen, writer=writer)
        state.window().shown[self.key] = saved.version

    def _ask(self) -> None:
        """Page and store disagree: show what is stored, and put neither in place of the other until it is decided."""
        now = agreed_levels.levels(state.product(), self.assessment).get(self.statement.id, self.stored)
        st.warning(
            f"Not recorded: somebody recorded another level since this page was opened, perhaps you in another window. "
            f"{plain(said(now))} What you entered is still in the form above. Choose which one stays."
        )
        texts(now)
        theirs, mine = replace(self, stored=now), self.given()
        with st.container(horizontal=True):
            st.button(f"Keep {quoted(now.content)}", key=self.name("theirs"), on_click=theirs.put)
            if mine is not None:
                st.button(f"Record {quoted(mine)}", key=self.name("mine"), on_click=theirs.put_mine, args=(mine,))

    def put_mine(self, content: AgreedContent) -> None:
        """Save ``content`` in place of what is stored here, unless even that has changed since."""
        try:
            self._save(content, self.stored.version)
        except Conflict:
            return
        except (InvalidAgreement, Unavailable) as fault:
            state.leave_notice(plain(str(fault)))


def level_name(level: int) -> str:
    """The name of a level inside a sentence."""
    return LEVEL_NAMES[level].lower()


def in_words(level: int) -> str:
    """A level with its name."""
    return f"{level}, {level_name(level)}"


def choice_of(content: AgreedContent) -> str | None:
    """The option of the form that stands for a record; None where there is none, or it was taken back."""
    if content.level:
        return str(content.level)
    return CONTESTED if agreed_levels.is_contested(content) else None


def quoted(content: AgreedContent) -> str:
    """A record in a few words, for a button."""
    if agreed_levels.is_contested(content):
        return "“still contested”"
    return f"“{content.level} {LEVEL_NAMES[content.level]}”" if content.level else "“nothing agreed”"


def said(one: AgreedLevel) -> str:
    """What is recorded, by whom and when."""
    if one.saved_at is None:
        return "Nothing is recorded yet about this statement."
    when = local_time(one.saved_at)
    if agreed_levels.is_contested(one.content):
        return f"Recorded as still contested: {when}."
    if one.content.level is None:
        return f"The record was taken back: {when}."
    return f"Recorded: level {in_words(one.content.level)}, agreed by {one.content.agreed_by}, {when}."


def texts(one: AgreedLevel) -> None:
    """The reason, the dissent and what is open as they were typed, who agreed it and when."""
    content = one.content
    for name, text in (
        ("Reason", content.reason),
        ("Seen differently", content.dissent),
        ("Open question", content.question),
        ("Who will find out", content.owner),
    ):
        if text:
            st.caption(name)
            st.text(text)
    if one.saved_at is not None and one.content.level is not None:
        st.caption(f"{plain(one.content.agreed_by)}, {local_time(one.saved_at)}")
