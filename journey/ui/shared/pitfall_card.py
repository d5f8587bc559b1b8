"""One pitfall on the screen: its state, why it bites, how to tell, how to avoid it; who, by when."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from journey.model import Pitfall, PitfallAnswer, PitfallContent, PitfallState
from journey.model.refusals import Refusal
from journey.service import Refused
from journey.service.current_selection import Selection
from journey.service.pitfalls import pitfalls
from journey.ui.shared import day_field, state
from journey.ui.shared.autosave import Keeper, StoredContent, keep, went_on
from journey.ui.shared.escaping import plain
from journey.wording import days, formatting, terms
from journey.wording.catalogue import _

OPTIONS = {state.value: word for state, word in terms.PITFALLS.items() if state is not PitfallState.UNANSWERED}


class PitfallKeeper(Keeper[PitfallContent]):
    """A pitfall's widgets and its stored answer."""

    def __init__(self, selection: Selection, checklist_id: str, pitfall: Pitfall) -> None:
        self.pitfall = pitfall
        self.is_closed = selection.round.closed_at is not None
        self.key = f"{selection.round.id}-{selection.unit.id}-{pitfall.id}"
        self._where = (selection, checklist_id, pitfall.id)

    def read(self) -> StoredContent[PitfallContent]:
        return _stored(pitfalls.stored(state.product(), *self._where))

    def peek(self, shown: PitfallContent) -> PitfallContent | None:
        widgets = st.session_state
        if self._name("state") not in widgets:
            return None
        folded = {"note": shown.note, "who": shown.who, "by_when": _day(shown)}
        texts = [widgets.get(self._name(field), text) or "" for field, text in folded.items()]
        return _tidied(widgets[self._name("state")], *texts)

    def put(self, content: PitfallContent) -> None:
        st.session_state[self._name("state")] = option_of(content)
        st.session_state[self._name("note")] = content.note
        st.session_state[self._name("who")] = content.who
        st.session_state[self._name("by_when")] = _day(content)

    def draw(self, start: PitfallContent) -> PitfallContent:
        chosen, text = option_of(start), plain(self.pitfall.text)
        option = st.radio(
            _("Critical: {text}", text=text) if self.pitfall.critical else text,
            list(OPTIONS),
            index=list(OPTIONS).index(chosen) if chosen else None,
            format_func=OPTIONS.__getitem__,
            key=self._name("state"),
            horizontal=True,
            width="stretch",
            disabled=self.is_closed,
        )
        self.given = [str(list(OPTIONS).index(option) if option else -1)]
        note, who, by_when = start.note, start.who, _day(start)
        label = _("Why it bites, how to tell, how to avoid it")
        with st.expander(label, key=self._name("why"), on_change="rerun") as why:
            if why.open:
                background(self.pitfall)
        with st.expander(_("Note, who and by when"), key=self._name("more"), on_change="rerun") as more:
            if more.open:
                note, who, by_when = self._draw_texts(start)
                self.given += [note, who, by_when]
        return _tidied(option, note, who, by_when)

    def _draw_texts(self, start: PitfallContent) -> tuple[str, str, str]:
        closed = self.is_closed
        note = st.text_area(
            _("Note"), start.note, 80, max_chars=pitfalls.TEXT_LIMIT, key=self._name("note"), disabled=closed
        )
        who = st.text_input(
            _("Who: a post or a team"), start.who, pitfalls.WHO_LIMIT, key=self._name("who"), disabled=closed
        )
        by_when = st.text_input(day_field.label(_("By when?")), _day(start), key=self._name("by_when"), disabled=closed)
        return note or "", who or "", by_when or ""

    def save(self, content: PitfallContent, expected_version: int) -> StoredContent[PitfallContent]:
        if content.by_when == days.NO_DAY:
            why = day_field.fault(st.session_state[self._name("by_when")])
            raise Refused(Refusal.ANSWER_DAY_UNREADABLE, why=why)
        answer = pitfalls.record(
            state.product(),
            *self._where,
            content,
            expected_version=expected_version,
            writer=state.window().writer,
        )
        return _stored(answer)

    def describe(self, content: PitfallContent) -> str:
        texts = " · ".join(filter(None, (content.note, content.who, _day(content))))
        return formatting.shortened(" · ".join(filter(None, (terms.PITFALLS[content.state], texts))))

    def subject(self) -> str:
        return formatting.shortened(self.pitfall.text)

    def goes_on(self, stored: PitfallContent, entered: PitfallContent) -> bool:
        is_written_on = went_on(stored.note, entered.note) and went_on(stored.who, entered.who)
        return is_written_on and replace(entered, note=stored.note, who=stored.who) == stored

    def unsaved_words(self) -> str:
        return _("Not answered yet: counts as open")

    def _name(self, field: str) -> str:
        return f"{self.key}-{field}"


def _tidied(option: str | None, note: str, who: str, by_when: str) -> PitfallContent:
    chosen = PitfallState(option) if option else PitfallState.UNANSWERED
    return pitfalls.tidy(PitfallContent(state=chosen, note=note, who=who, by_when=days.parse_day(by_when)))


def _stored(answer: PitfallAnswer) -> StoredContent[PitfallContent]:
    return StoredContent(answer.content, answer.version, answer.writer, answer.saved_at)


def _day(content: PitfallContent) -> str:
    return formatting.day(content.by_when) if content.by_when else ""


def background(pitfall: Pitfall) -> None:
    """Draw why a pitfall bites, how to tell, how to avoid it, and its source."""
    st.markdown(_("**Why it bites.** {bites}", bites=plain(pitfall.bites)))
    st.markdown(_("**How to tell.** {tell}", tell=plain(pitfall.tell)))
    st.markdown(_("**How to avoid it.** {avoid}", avoid=plain(pitfall.avoid)))
    st.caption(_("From {source}", source=plain(formatting.listed(pitfall.source))))


def option_of(content: PitfallContent) -> str | None:
    """The option that stands for a content; None where nothing was chosen."""
    return None if content.state is PitfallState.UNANSWERED else str(content.state)


def card(selection: Selection, checklist_id: str, pitfall: Pitfall) -> PitfallState:
    """Draw a pitfall, save what changed, and return the state that is stored afterwards."""
    with st.container(key=f"card-{selection.round.id}-{pitfall.id}", border=True):
        return keep(PitfallKeeper(selection, checklist_id, pitfall)).state
