"""One pitfall on the screen: whether it is true of us, why it bites, how to tell, how to avoid it; who, by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from journey.model import Origin, Pitfall, PitfallAnswer, PitfallContent, PitfallState, Subject, SubjectKind
from journey.model.refusals import Refusal
from journey.service import Refused
from journey.service.current_selection import Selection
from journey.service.pitfalls import pitfalls
from journey.ui.shared import day_field, how_others, state
from journey.ui.shared.autosave import Keeper, StoredContent, keep, went_on
from journey.ui.shared.escaping import plain
from journey.ui.shared.in_plan import InPlan
from journey.wording import days, formatting, sources, terms
from journey.wording.catalogue import _

OPTIONS = {state.value: word for state, word in terms.PITFALLS.items() if state is not PitfallState.UNANSWERED}

BITES = frozenset({PitfallState.NOT_YET, PitfallState.PARTLY})
"""What is answered of a pitfall about which something can be done."""


class PitfallKeeper(Keeper[PitfallContent]):
    """A pitfall's widgets and its stored answer. The answer is drawn where one is, the two folds in ``folds``.

    Why a pitfall does not apply is asked beneath the answer, and is its note.
    """

    def __init__(
        self, selection: Selection, checklist_id: str, pitfall: Pitfall, folds: Sequence[DeltaGenerator]
    ) -> None:
        self.pitfall = pitfall
        self.key = f"{selection.round.id}-{selection.unit.id}-{pitfall.id}"
        self._folds = folds
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
        chosen = option_of(start)
        st.markdown(terms.PITFALL_QUESTION)
        option = st.radio(
            plain(f"{self.pitfall.text} {terms.PITFALL_QUESTION}"),
            list(OPTIONS),
            index=list(OPTIONS).index(chosen) if chosen else None,
            format_func=OPTIONS.__getitem__,
            key=self._name("state"),
            horizontal=True,
            label_visibility="collapsed",
            width="stretch",
        )
        self.given = [str(list(OPTIONS).index(option) if option else -1)]
        note, who, by_when = start.note, start.who, _day(start)
        does_not_apply = option == PitfallState.NOT_APPLICABLE
        if does_not_apply:
            self.at_field = st.container()
            note = self._area(_("Why does it not apply here?"), note)
            self.given.append(note)
        with self._folds[0]:
            self._draw_background()
        if not does_not_apply:
            with self._folds[1]:
                note, who, by_when = self._draw_more(start)
        return _tidied(option, note, who, by_when)

    def _draw_background(self) -> None:
        label = _("Why it bites, how to tell, how to avoid it")
        with st.expander(label, key=self._name("why"), on_change="rerun") as why:
            if why.open:
                background(self.pitfall)

    def _draw_more(self, start: PitfallContent) -> tuple[str, str, str]:
        """Note, who and by when, in a fold that says what is in it."""
        with st.expander(self._more(start), key=self._name("more"), on_change="rerun") as more:
            if not more.open:
                return start.note, start.who, _day(start)
            note = self._area(_("Note"), start.note)
            who = st.text_input(_("Who: a post or a team"), start.who, pitfalls.WHO_LIMIT, key=self._name("who")) or ""
            by_when = st.text_input(day_field.label(_("By when?")), _day(start), key=self._name("by_when")) or ""
            if days.parse_day(by_when) == days.NO_DAY:
                st.warning(plain(day_field.fault(by_when)))
            st.caption(_("A note on this checklist. What is to be followed up belongs into the plan."))
        self.given += [note, who, by_when]
        return note, who, by_when

    def _more(self, start: PitfallContent) -> str:
        """The label of that fold."""
        return state.fold_label(self._name("more"), _more(start))

    def _area(self, label: str, value: str) -> str:
        return st.text_area(label, value, 80, max_chars=pitfalls.TEXT_LIMIT, key=self._name("note")) or ""

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
        return formatting.shortened(" · ".join(filter(None, (terms.PITFALLS[content.state], *_texts(content)))))

    def subject(self) -> str:
        return formatting.shortened(self.pitfall.text)

    def goes_on(self, stored: PitfallContent, entered: PitfallContent) -> bool:
        is_written_on = went_on(stored.note, entered.note) and went_on(stored.who, entered.who)
        return is_written_on and replace(entered, note=stored.note, who=stored.who) == stored

    def unsaved_words(self) -> str:
        return terms.PITFALLS[PitfallState.UNANSWERED]

    def _name(self, field: str) -> str:
        return f"{self.key}-{field}"


def _tidied(option: str | None, note: str, who: str, by_when: str) -> PitfallContent:
    chosen = PitfallState(option) if option else PitfallState.UNANSWERED
    return pitfalls.tidy(PitfallContent(state=chosen, note=note, who=who, by_when=days.parse_day(by_when)))


def _stored(answer: PitfallAnswer) -> StoredContent[PitfallContent]:
    return StoredContent(answer.content, answer.version, answer.writer, answer.saved_at)


def _day(content: PitfallContent) -> str:
    return formatting.day(content.by_when) if content.by_when else ""


def _texts(content: PitfallContent) -> tuple[str, ...]:
    return content.note, content.who, _day(content)


def _more(content: PitfallContent) -> str:
    """``Note, who and by when: Ask the unions · Head of Finance``: what is in a fold, before it is opened."""
    inside = " · ".join(filter(None, _texts(content)))
    if not inside:
        return _("Add a note, who and by when")
    return plain(_("Note, who and by when: {inside}", inside=formatting.shortened(inside)))


def background(pitfall: Pitfall) -> None:
    """Draw why a pitfall bites, how to tell, how to avoid it, and its source."""
    st.markdown(_("**Why it bites.** {bites}", bites=plain(pitfall.bites)))
    st.markdown(_("**How to tell.** {tell}", tell=plain(pitfall.tell)))
    st.markdown(_("**How to avoid it.** {avoid}", avoid=plain(pitfall.avoid)))
    st.caption(_("From {source}", source=plain(sources.named(pitfall.source))))


def option_of(content: PitfallContent) -> str | None:
    """The option that stands for a content; None where nothing was chosen."""
    return None if content.state is PitfallState.UNANSWERED else str(content.state)


def card(selection: Selection, checklist_id: str, pitfall: Pitfall, in_plan: InPlan | None = None) -> PitfallState:
    """Draw a pitfall, save what changed, and return the state that is stored afterwards.

    In a round that is closed it is read, and not asked. Where ``in_plan`` is given, what is done about it follows.
    """
    with st.container(key=f"card-{selection.round.id}-{pitfall.id}", border=True):
        st.subheader(plain(pitfall.text), anchor=False)
        if pitfall.critical:
            st.markdown(f"▲ {terms.CRITICAL}")
        if selection.round.closed_at:
            content = pitfalls.stored(state.product(), selection, checklist_id, pitfall.id).content
            _read(content, pitfall)
        else:
            answer, folds = st.container(), st.columns(2)
            with answer:
                content = keep(PitfallKeeper(selection, checklist_id, pitfall, folds))
        if in_plan is not None:
            _in_the_plan(in_plan, Subject(SubjectKind.PITFALL, pitfall.id, checklist_id), content.state)
    return content.state


def _in_the_plan(in_plan: InPlan, subject: Subject, answered: PitfallState) -> None:
    """What is in hand about a pitfall; of one that still bites how others avoid it, and the way to an action."""
    if answered in BITES:
        how_others.offer(subject, key=f"{in_plan.selection.key}-{subject.id}")
        in_plan.show(subject, Origin.PITFALL, key=f"pitfall-{subject.id}")
    else:
        in_plan.say(subject, key=f"pitfall-{subject.id}")


def _read(content: PitfallContent, pitfall: Pitfall) -> None:
    """What was said of a pitfall, and what was written."""
    st.markdown(f"{terms.PITFALL_QUESTION} **{terms.PITFALLS[content.state]}**")
    if content.note:
        st.text(content.note)
    if content.who or content.by_when:
        by_when = _("by {day}", day=_day(content)) if content.by_when else ""
        st.text(", ".join(filter(None, (content.who, by_when))))
    with st.expander(_("Why it bites, how to tell, how to avoid it")):
        background(pitfall)
