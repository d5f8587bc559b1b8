"""One statement on the screen: four described levels, don't know and does not apply; note and evidence; a true mark."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from journey import words
from journey.model import LEVEL_NAMES, LEVELS, Answer, AnswerContent, AnswerState, Statement, Tip
from journey.service import assessing
from journey.service.assessing import InvalidAnswer, Part
from journey.ui import state
from journey.ui.saving import Keeper, Kept, Refused, keep
from journey.ui.text import plain

DONT_KNOW = "dont_know"
NOT_APPLICABLE = "not_applicable"
TEXTS = ("reason", "note", "evidence", "act")
CHOICES = (*map(str, LEVELS), DONT_KNOW, NOT_APPLICABLE)


class StatementKeeper(Keeper[AnswerContent]):
    """A statement's widgets and its stored answer."""

    def __init__(self, part: Part, statement: Statement) -> None:
        self.part = part
        self.statement = statement
        self.key = f"{part.response.id}-{statement.id}"
        self._ids = (part.assessment.organisation_id, part.response.id)

    def read(self) -> Kept[AnswerContent]:
        return _kept(assessing.stored(state.product(), *self._ids, self.statement.id))

    def peek(self, shown: AnswerContent) -> AnswerContent | None:
        widgets = st.session_state
        if self._name("choice") not in widgets:
            return None
        texts = {field: widgets.get(self._name(field), getattr(shown, field)) or "" for field in TEXTS}
        return self._content(widgets[self._name("choice")], texts, widgets.get(self._name("act_on"), _day(shown)))

    def put(self, content: AnswerContent) -> None:
        st.session_state[self._name("choice")] = choice_of(content)
        for field in TEXTS:
            st.session_state[self._name(field)] = getattr(content, field)
        st.session_state[self._name("act_on")] = _day(content)

    def draw(self, start: AnswerContent) -> AnswerContent:
        choice = self._draw_choice(start)
        reason, texts, act_on = start.reason, {field: getattr(start, field) for field in TEXTS}, _day(start)
        if choice == NOT_APPLICABLE:
            reason = (
                st.text_input(
                    "Why does it not apply here?",
                    value=start.reason,
                    key=self._name("reason"),
                    max_chars=assessing.REASON_LIMIT,
                    live=True,
                )
                or ""
            )
        # What is folded away is not drawn: a click on a level stays quick.
        with st.expander("Why it matters, and what to look for", key=self._name("why"), on_change="rerun") as why:
            if why.open:
                background(self.statement)
        with st.expander("Add a note or evidence", key=self._name("more"), on_change="rerun") as more:
            if more.open:
                texts, act_on = self._draw_texts(start)
        return self._content(choice, {**texts, "reason": reason}, act_on)

    def save(self, content: AnswerContent, expected_version: int) -> Kept[AnswerContent]:
        if content.act_on == words.NO_DAY:
            raise Refused(f"Not saved yet. {words.not_a_day(st.session_state[self._name('act_on')])}")
        try:
            answer = assessing.record(
                state.product(),
                *self._ids,
                self.statement,
                content,
                expected_version=expected_version,
                writer=state.writer(),
            )
        except InvalidAnswer as fault:
            raise Refused(str(fault)) from fault
        return _kept(answer)

    def describe(self, content: AnswerContent) -> str:
        return describe(content)

    def unsaved_words(self) -> str:
        return "Not answered yet"

    def _name(self, field: str) -> str:
        return f"{self.key}-{field}"

    def _draw_choice(self, start: AnswerContent) -> str | None:
        chosen = choice_of(start)
        return st.radio(
            plain(self.statement.text),
            CHOICES,
            index=CHOICES.index(chosen) if chosen else None,
            format_func=self._option,
            key=self._name("choice"),
            width="stretch",
        )

    def _option(self, choice: str) -> str:
        if choice == DONT_KNOW:
            return "**I don’t know**"
        if choice == NOT_APPLICABLE:
            return "**Does not apply here**"
        level = int(choice)
        return f"**{level} {LEVEL_NAMES[level]}**  \n{plain(self.statement.levels[level])}"  # type: ignore[index]

    def _draw_texts(self, start: AnswerContent) -> tuple[dict[str, str], str]:
        fields = [
            ("note", "Note", start.note),
            ("evidence", "What could you show somebody who doubts it?", start.evidence),
        ]
        if self.statement.leadership:
            fields.append(("act", "One thing that leaders did in the last 90 days", start.act))
        texts = {
            field: st.text_area(label, value=value, key=self._name(field), max_chars=assessing.TEXT_LIMIT, height=80)
            or ""
            for field, label, value in fields
        }
        if not self.statement.leadership:
            return texts, ""
        label = "When? For example 14 October 2026"
        return texts, st.text_input(label, value=_day(start), key=self._name("act_on")) or ""

    def _content(self, choice: str | None, texts: dict[str, str], act_on: str) -> AnswerContent:
        said = replace(
            said_by(choice),
            reason=texts.get("reason", ""),
            note=texts.get("note", ""),
            evidence=texts.get("evidence", ""),
            act=texts.get("act", ""),
            act_on=words.parse_day(act_on),
        )
        return assessing.tidy(said)


def _day(content: AnswerContent) -> str:
    return words.day(content.act_on) if content.act_on else ""


def _kept(answer: Answer) -> Kept[AnswerContent]:
    return Kept(answer.content, answer.version, answer.writer, answer.saved_at)


def choice_of(content: AnswerContent) -> str | None:
    """The option that stands for a content."""
    if content.state is AnswerState.LEVEL:
        return str(content.level)
    return None if content.state is AnswerState.UNANSWERED else str(content.state)


def said_by(choice: str | None) -> AnswerContent:
    """The state and level that an option stands for."""
    if choice is None:
        return AnswerContent()
    if choice in (DONT_KNOW, NOT_APPLICABLE):
        return AnswerContent(AnswerState(choice))
    return AnswerContent(AnswerState.LEVEL, int(choice))


def describe(content: AnswerContent) -> str:
    """A content in a few words: its level or state, and the beginning of its texts."""
    if content.state is AnswerState.LEVEL and content.level:
        said = f"{content.level} {LEVEL_NAMES[content.level]}"
    else:
        said = {
            AnswerState.DONT_KNOW: "I don’t know",
            AnswerState.NOT_APPLICABLE: "Does not apply here",
        }.get(content.state, "Not answered")
    texts = (said, content.reason, content.note, content.evidence, content.act)
    return words.shortened(" · ".join(filter(None, texts)))


def background(statement: Statement) -> None:
    """Why a statement matters, what to look for, what helps, and where it comes from."""
    st.markdown(f"**Why it matters.** {plain(statement.why)}")
    st.markdown("**What to look for**\n\n" + "\n".join(f"- {plain(thing)}" for thing in statement.look_for))
    for tip_id in statement.guidance:
        tip(state.product().library.tips[tip_id])
    st.caption(f"From {plain(words.listed(statement.source))}")


def tip(found: Tip) -> None:
    """One thing to do, with what a named council did where a source says so."""
    st.markdown(f"**{plain(found.title)}.** {plain(found.text)}")
    if found.practice:
        st.markdown(f"*In practice:* {plain(found.practice)} ({plain(words.listed(found.source))})")


def card(part: Part, statement: Statement) -> None:
    """Draw a statement, and save what changed."""
    with st.container(key=f"card-{part.response.id}-{statement.id}", border=True):
        if _wants_evidence(keep(StatementKeeper(part, statement))):
            st.caption("A level of 3 or 4 stands firmer with evidence: say what you could show.")


def _wants_evidence(content: AnswerContent) -> bool:
    return content.level is not None and content.level >= 3 and not content.evidence
