"""One statement on the screen: four described levels, don't know and does not apply; note and evidence; a true mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from journey.model import LEVELS, Answer, AnswerContent, AnswerState, Statement
from journey.model.refusals import Refusal
from journey.service import Refused, clean
from journey.service.answering import saving
from journey.service.answering.previous_answers import LastTime
from journey.service.answering.sessions import AssessmentPart
from journey.service.guidance import library
from journey.ui.answering.progress import ProgressLine
from journey.ui.shared import day_field, state
from journey.ui.shared.autosave import Keeper, StoredContent, keep, went_on
from journey.ui.shared.escaping import plain
from journey.ui.shared.tips import tip
from journey.wording import days, evidence, formatting, sources, terms
from journey.wording.catalogue import _

DONT_KNOW = "dont_know"
NOT_APPLICABLE = "not_applicable"
TEXTS = ("reason", "note", "evidence", "act")
CHOICES = (*map(str, LEVELS), DONT_KNOW, NOT_APPLICABLE)


class StatementKeeper(Keeper[AnswerContent]):
    """A statement's stored answer. Its choice and its texts are two groups of widgets over the one answer."""

    def __init__(self, part: AssessmentPart, statement: Statement) -> None:
        self.part = part
        self.statement = statement
        self.key = f"{part.response.id}-{statement.id}"
        self._ids = (part.assessment.organisation_id, part.response.id)

    def read(self) -> StoredContent[AnswerContent]:
        return _kept(saving.stored(state.product(), *self._ids, self.statement.id))

    def put(self, content: AnswerContent) -> None:
        st.session_state[self.name("choice")] = choice_of(content)
        for field in TEXTS:
            st.session_state[self.name(field)] = getattr(content, field)
        st.session_state[self.name("act_on")] = _day(content)

    def save(self, content: AnswerContent, expected_version: int) -> StoredContent[AnswerContent]:
        if content.act_on == days.NO_DAY:
            typed = clean(st.session_state[self.name("act_on")])
            raise Refused(Refusal.ANSWER_DAY_UNREADABLE, why=days.not_a_day(typed, _example()))
        answer = saving.save(
            state.product(),
            *self._ids,
            self.statement,
            content,
            expected_version=expected_version,
            writer=state.window().writer,
        )
        return _kept(answer)

    def describe(self, content: AnswerContent) -> str:
        return describe(content)

    def subject(self) -> str:
        return formatting.shortened(self.statement.text)

    def goes_on(self, stored: AnswerContent, entered: AnswerContent) -> bool:
        if any(not went_on(getattr(stored, field), getattr(entered, field)) for field in TEXTS):
            return False
        return replace(entered, **{field: getattr(stored, field) for field in TEXTS}) == stored

    def unsaved_words(self) -> str:
        return _("Not answered yet")

    def name(self, field: str) -> str:
        """The key of a widget."""
        return f"{self.key}-{field}"


class ChoiceKeeper(StatementKeeper):
    """The level, don't know or does not apply, and why it does not."""

    def peek(self, shown: AnswerContent) -> AnswerContent | None:
        widgets = st.session_state
        if self.name("choice") not in widgets:
            return None
        return _with_choice(shown, widgets[self.name("choice")], widgets.get(self.name("reason"), shown.reason))

    def draw(self, start: AnswerContent) -> AnswerContent:
        stored_choice = choice_of(start)
        choice = st.radio(
            plain(self.statement.text),
            CHOICES,
            index=CHOICES.index(stored_choice) if stored_choice else None,
            format_func=self._option,
            key=self.name("choice"),
            width="stretch",
        )
        self.given = [str(CHOICES.index(choice) if choice else -1)]
        reason = start.reason
        if choice == NOT_APPLICABLE:
            limit = saving.REASON_LIMIT
            label = _("Why does it not apply here?")
            self.at_field = st.container()
            reason = st.text_input(label, start.reason, limit, key=self.name("reason"), live=True) or ""
            self.given.append(reason)
        return _with_choice(start, choice, reason)

    def advice(self, content: AnswerContent) -> str:
        return evidence.wanted(content)

    def _option(self, choice: str) -> str:
        if choice == DONT_KNOW:
            return f"**{terms.DONT_KNOW}**"
        if choice == NOT_APPLICABLE:
            return f"**{terms.NOT_APPLICABLE}**"
        level = int(choice)
        return f"**{terms.level(level)}**  \n{plain(self.statement.levels[level])}"  # type: ignore[index]


class TextsKeeper(StatementKeeper):
    """The note, what could be shown, and for leadership statements what was done and when."""

    @property
    def mark_key(self) -> str:
        return f"{self.key}-texts"

    def peek(self, shown: AnswerContent) -> AnswerContent | None:
        widgets = st.session_state
        if self.name("note") not in widgets:
            return None
        texts = {field: widgets.get(self.name(field)) or "" for field in ("note", "evidence", "act")}
        return _with_texts(shown, texts, widgets.get(self.name("act_on")) or "")

    def draw(self, start: AnswerContent) -> AnswerContent:
        texts = {
            "note": self._area("note", _("Note"), start.note),
            "evidence": self._area("evidence", _("What could you show somebody who doubts it?"), start.evidence),
        }
        act_on = ""
        if self.statement.leadership:
            texts["act"] = self._area("act", evidence.ACT_LABEL, start.act)
            label = days.with_example(_("When?"), _example())
            self.at_field = st.container()
            act_on = st.text_input(label, _day(start), key=self.name("act_on")) or ""
        self.given = [*texts.values(), *([act_on] if self.statement.leadership else [])]
        return _with_texts(start, texts, act_on)

    def _area(self, field: str, label: str, value: str) -> str:
        return st.text_area(label, value, 80, saving.TEXT_LIMIT, key=self.name(field)) or ""


def _with_choice(content: AnswerContent, choice: str | None, reason: str) -> AnswerContent:
    """The content with another choice."""
    chosen = content_of(choice)
    return saving.tidy(replace(content, state=chosen.state, level=chosen.level, reason=reason))


def _with_texts(content: AnswerContent, texts: Mapping[str, str], act_on: str) -> AnswerContent:
    """The content with other texts."""
    changed = replace(
        content,
        note=texts["note"],
        evidence=texts["evidence"],
        act=texts.get("act", ""),
        act_on=days.parse_day(act_on),
    )
    return saving.tidy(changed)


def _example() -> date:
    """A past day as the example: the field asks when something was done."""
    return days.example_gone_by(day_field.today())


def _day(content: AnswerContent) -> str:
    return formatting.day(content.act_on) if content.act_on else ""


def _kept(answer: Answer) -> StoredContent[AnswerContent]:
    return StoredContent(answer.content, answer.version, answer.writer, answer.saved_at)


def choice_of(content: AnswerContent) -> str | None:
    """The option that stands for a content."""
    if content.state is AnswerState.LEVEL:
        return str(content.level)
    return None if content.state is AnswerState.UNANSWERED else str(content.state)


def content_of(choice: str | None) -> AnswerContent:
    """A content with the state and level that an option stands for, and nothing else."""
    if choice is None:
        return AnswerContent()
    if choice in (DONT_KNOW, NOT_APPLICABLE):
        return AnswerContent(AnswerState(choice))
    return AnswerContent(AnswerState.LEVEL, int(choice))


def describe(content: AnswerContent) -> str:
    """A content in a few words: its level or state, and the beginning of its texts."""
    texts = (terms.answer(content), content.reason, content.note, content.evidence, content.act)
    return formatting.shortened(" · ".join(filter(None, texts)))


def background(statement: Statement) -> None:
    """Draw why a statement matters, what to look for, what helps, and its source."""
    st.markdown(_("**Why it matters.** {why}", why=plain(statement.why)))
    st.markdown(_("**What to look for**\n\n") + "\n".join(f"- {plain(thing)}" for thing in statement.look_for))
    for entry in library.named(state.product(), statement.guidance):
        tip(entry)
    st.caption(_("From {source}", source=plain(sources.named(statement.source))))


def card(
    part: AssessmentPart,
    statement: Statement,
    last: LastTime | None = None,
    *,
    answer: Answer | None,
    progress: ProgressLine,
) -> None:
    """Draw a statement: its choice with the mark beneath, what was answered last time, and what is folded away.

    Choice and folds are drawn again each by itself, and the rest not at all: a click on a level stays quick. ``answer``
    is what was stored as the page was drawn, which the folds tell of while they are closed.
    """
    with st.container(key=f"card-{part.response.id}-{statement.id}", border=True):
        _choice(part, statement, progress)
        if last:
            st.caption(previous_answer(last))
        _folded(part, statement, answer.content if answer else AnswerContent())


def previous_answer(last: LastTime) -> str:
    """What was answered in the round before, in a few words: the reader sees it, and nothing is chosen by it."""
    answer = (
        _("level {level}", level=terms.level_in_words(last.level)) if last.level else f"“{terms.ANSWERS[last.state]}”"
    )
    if last.responses > 1:
        answer = _("the middle answer of {responses} people was {answer}", responses=last.responses, answer=answer)
    note = _(". Note: {note}", note=last.note) if last.note else ""
    return plain(f"{last.round_name}: {answer}{note}")


@st.fragment
def _choice(part: AssessmentPart, statement: Statement, progress: ProgressLine) -> None:
    progress.follow(part, statement, keep(ChoiceKeeper(part, statement)))


@st.fragment
def _folded(part: AssessmentPart, statement: Statement, content: AnswerContent) -> None:
    keeper = TextsKeeper(part, statement)
    with st.expander(_("Why it matters, and what to look for"), key=keeper.name("why"), on_change="rerun") as why:
        if why.open:
            background(statement)
    shown = state.window().shown.get(keeper.key)
    label = state.fold_label(keeper.name("more"), evidence.written(shown.content if shown else content))
    with st.expander(plain(label), key=keeper.name("more"), on_change="rerun") as more:
        if more.open:
            keep(keeper)
