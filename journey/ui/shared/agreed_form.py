"""The form that records what was agreed about a statement. It overwrites nothing that another window recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar, Self

import streamlit as st

from journey.model import LEVELS, AgreedContent, AgreedLevel, Assessment, Section, Statement, Workshop
from journey.model.refusals import Refusal
from journey.service import Refused
from journey.service.profile.unit_findings import UnitFindings
from journey.service.workshop import accepting, agreed_levels
from journey.ui.shared import components, presses, state
from journey.ui.shared.autosave import local_time
from journey.ui.shared.escaping import plain
from journey.ui.shared.text_field import room
from journey.ui.shared.versioned_form import Press, VersionedForm, Written
from journey.wording import comparison, formatting, terms
from journey.wording.catalogue import _

CONTESTED = "contested"
TAKE_BACK = "take-back"
TEXTS = ("reason", "dissent", "question", "owner", "agreed_by")


def choose_and_record(findings: UnitFindings, stored: Mapping[str, AgreedLevel]) -> None:
    """Choose a statement, and record or take back what was agreed about it."""
    scope = findings.asked
    section: Section = st.selectbox(
        _("Section"),
        [section for section, _ in scope.sections()],
        format_func=lambda section: section.title,
        key=f"agree-section-{findings.assessment.id}",
        width=components.SELECT_WIDTH,
    )
    statements = {statement.id: statement for statement in section.statements if statement.id in scope.statements}
    chosen = st.radio(
        _("Statement"),
        list(statements),
        format_func=lambda id_: plain(statements[id_].text),
        key=f"agree-statement-{findings.assessment.id}-{section.id}",
    )
    median = comparison.medians(findings.profile).get(chosen)
    individually = (
        None if median is None else _("Individually, the median is {level}.", level=terms.level_in_words(median))
    )
    statement_form(findings.assessment, statements[chosen], stored.get(chosen, AgreedLevel(chosen)), individually)


def statement_form(
    assessment: Assessment,
    statement: Statement,
    stored: AgreedLevel,
    individually: str | None = None,
    workshop: Workshop | None = None,
) -> None:
    """Draw the form of one statement; ``individually`` says what people answered on their own, where it may be shown.

    In a running workshop a save makes other consoles and screens look again, and who agreed is filled in.
    """
    _AgreedForm(assessment, statement, stored, individually, workshop).draw()


@dataclass(frozen=True, slots=True)
class _AgreedForm(VersionedForm[AgreedContent]):
    """What was agreed about one statement, in a workshop that is running or afterwards."""

    assessment: Assessment
    statement: Statement
    stored: AgreedLevel
    individually: str | None = None
    workshop: Workshop | None = None
    first_field: ClassVar[str] = "level"

    @property
    def key(self) -> str:
        return f"agree-{self.assessment.id}-{self.statement.id}"

    @property
    def version(self) -> int:
        return self.stored.version

    def fill(self) -> None:
        content = self.stored.content
        st.session_state[self.name("level")] = choice_of(content)
        for field in TEXTS:
            st.session_state[self.name(field)] = getattr(content, field)
        if self.workshop and not content.agreed_by:
            st.session_state[self.name("agreed_by")] = accepting.default_agreed_by(self.workshop)

    def fields(self) -> None:
        choices = [*map(str, LEVELS), CONTESTED, *([TAKE_BACK] if choice_of(self.stored.content) else [])]
        if self.individually:
            st.markdown(self.individually)
        st.radio(_("Agreed level"), choices, format_func=self._option, key=self.name("level"), width="stretch")
        st.text_area(_("Reason"), height=80, max_chars=room(agreed_levels.TEXT_LIMIT), key=self.name("reason"))
        st.text_area(
            _("Who saw it differently, and how"),
            height=80,
            max_chars=room(agreed_levels.TEXT_LIMIT),
            key=self.name("dissent"),
        )
        st.text_area(_("Open question"), height=80, max_chars=room(agreed_levels.TEXT_LIMIT), key=self.name("question"))
        st.text_input(
            _("Who will find out: a post or a team"), max_chars=room(agreed_levels.WHO_LIMIT), key=self.name("owner")
        )
        st.text_input(
            _("Agreed by: a post or a group"), max_chars=room(agreed_levels.WHO_LIMIT), key=self.name("agreed_by")
        )

    def _option(self, choice: str) -> str:
        if choice == TAKE_BACK:
            return _("**Take the record back**  \nNothing counts as agreed about this statement any more.")
        if choice == CONTESTED:
            return _("**Still contested**  \nNo level is agreed. Say below how it is seen, and who will find out.")
        level = int(choice)
        return f"**{terms.level(level)}**  \n{plain(self.statement.levels[level])}"  # type: ignore[index]

    def buttons(self) -> Press | None:
        if presses.submit(_("Record"), type="primary", key=self.name("record")):
            return lambda: partial(self.save, self.content())
        return None

    def what(self) -> str:
        return _("What was agreed: {statement}", statement=formatting.shortened(self.statement.text))

    def content(self) -> AgreedContent:
        widgets = st.session_state
        choice = widgets[self.name("level")]
        if choice is None:
            raise Refused(Refusal.AGREED_LEVEL_MISSING)
        if choice == TAKE_BACK:
            return AgreedContent()
        texts = {field: widgets[self.name(field)] or "" for field in TEXTS}
        content = AgreedContent(None if choice == CONTESTED else int(choice), **texts)
        if choice == CONTESTED and not agreed_levels.is_contested(content):
            raise Refused(Refusal.CONTESTED_UNEXPLAINED)
        return content

    def save(self, content: AgreedContent, seen: int) -> Written:
        product, writer = state.product(), state.window().writer
        if self.workshop is None:
            saved = agreed_levels.record(
                product, self.assessment, self.statement.id, content, expected_version=seen, writer=writer
            )
        else:
            place = (self.workshop, self.assessment.id, self.statement.id)
            saved = accepting.record_level(product, *place, content, expected_version=seen, writer=writer)
        return Written(saved.version, _("Recorded.") if choice_of(content) else _("Taken back."))

    def reread(self) -> Self:
        levels = agreed_levels.levels(state.product(), self.assessment)
        return replace(self, stored=levels.get(self.statement.id, self.stored))

    def show_stored(self) -> None:
        st.warning(
            _(
                "Not recorded: somebody recorded another level since this page was opened, perhaps you in another "
                "window. {record} What you entered is still in the form above. Choose which one stays.",
                record=plain(record_in_words(self.stored)),
            )
        )
        texts_of(self.stored)

    def keep_label(self) -> str:
        return _("Keep {quoted}", quoted=quoted(self.stored.content))

    def replace_label(self, content: AgreedContent) -> str:
        return _("Record {quoted}", quoted=quoted(content))

    def settled(self) -> None:
        st.caption(plain(record_in_words(self.stored)))


def choice_of(content: AgreedContent) -> str | None:
    """The option of the form that stands for a record; None where there is none, or it was taken back."""
    if content.level:
        return str(content.level)
    return CONTESTED if agreed_levels.is_contested(content) else None


def quoted(content: AgreedContent) -> str:
    """A record in a few words, for a button."""
    if agreed_levels.is_contested(content):
        return _("“still contested”")
    return f"“{terms.level(content.level)}”" if content.level else _("“nothing agreed”")


def record_in_words(record: AgreedLevel) -> str:
    """What is recorded about a statement, by whom and when, in a sentence."""
    if record.saved_at is None:
        return _("Nothing is recorded yet about this statement.")
    when = local_time(record.saved_at)
    if agreed_levels.is_contested(record.content):
        return _("Recorded as still contested: {when}.", when=when)
    if record.content.level is None:
        return _("The record was taken back: {when}.", when=when)
    return _(
        "Recorded: level {level}, agreed by {agreed_by}, {when}.",
        level=terms.level_in_words(record.content.level),
        agreed_by=record.content.agreed_by,
        when=when,
    )


def texts_of(record: AgreedLevel) -> None:
    """Draw the reason, the dissent and what is open as they were typed, and who agreed it and when."""
    content = record.content
    for name, text in (
        (_("Reason"), content.reason),
        (_("Seen differently"), content.dissent),
        (_("Open question"), content.question),
        (_("Who will find out"), content.owner),
    ):
        if text:
            st.caption(name)
            st.text(text)
    if record.saved_at is not None and record.content.level is not None:
        st.caption(f"{plain(record.content.agreed_by)}, {local_time(record.saved_at)}")
