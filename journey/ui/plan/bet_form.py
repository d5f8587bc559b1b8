"""The bets of one action, on its card: what was said and what came of it, and a form to place or change one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import streamlit as st

from journey.model import CHANCES, Action, Bet, BetContent, BetView, Subject, SubjectKind
from journey.service import NotFound, Refused
from journey.service.plan import bet_subjects, bets
from journey.service.plan.bet_scoring import ScoredBet
from journey.service.plan.fields import TEXT_LIMIT
from journey.service.plan.place import PlanPlace
from journey.ui.shared import components, day_field, errors, presses, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.text_field import room
from journey.ui.shared.versioned_form import Press, VersionedForm, Written
from journey.wording import bets as words
from journey.wording import days, formatting
from journey.wording.catalogue import N_, _

USUAL_MOVE, USUAL_CHANCE = 0.5, 50
KINDS: Mapping[SubjectKind, str] = {
    SubjectKind.STATEMENT: N_("Statement: {title}"),
    SubjectKind.SECTION: N_("Section: {title}"),
    SubjectKind.PITFALL: N_("Pitfall: {title}"),
    SubjectKind.MEASURE: N_("Measure: {title}"),
}


def draw(place: PlanPlace, action: Action) -> None:
    """Draw what was bet on an action so far, and the form for a bet. It belongs into the fold of the action's card."""
    product = state.product()
    every = bets.of_action(product, place, action.id)
    titles = bet_subjects.to_bet_on(product, place, action)
    for one in every:
        subject = one.bet.content.subject
        _told(one, titles.get(subject, ""), _unit_name(place, subject))
        if bets.is_changeable(one):
            with components.fold(_("Change this bet, or take it back"), f"bet-{one.bet.id}") as fold:
                if fold.open:
                    _BetForm(place, action, one.bet, subject, _views(place, one.bet.content)).draw()
    if not every:
        says = _("It says beforehand what this should move, and the next round decides it. It is never a person’s.")
        st.caption(f"{_(words.WHY_BET)} {says}")
    label = _("Place another bet") if every else _("Place a bet")
    with components.fold(label, f"new-bet-{action.id}-{len(every)}") as fold:
        if fold.open:
            _new(place, action, len(every), titles)


def place_one(place: PlanPlace, actions: Sequence[Action]) -> None:
    """A fold in which a bet is placed on one of these actions."""
    with components.fold(_("Place a bet"), f"place-bet-{place.key}") as fold:
        if not fold.open:
            return
        by_id = {action.id: action for action in actions}
        chosen = st.selectbox(
            _("Of which action"),
            list(by_id),
            format_func=lambda id_: plain(formatting.shortened(by_id[id_].content.what)),
            key=f"place-bet-{place.key}-action",
        )
        action, product = by_id[chosen], state.product()
        number = len(bets.of_action(product, place, action.id))
        _new(place, action, number, bet_subjects.to_bet_on(product, place, action))


def _told(one: ScoredBet, title: str, unit_name: str) -> None:
    """One bet: on what, what was said, and what came of it."""
    if title:
        st.markdown(f"**{plain(formatting.shortened(title))}**")
    st.markdown(plain(words.said(one.bet.content, unit_name)))
    st.caption(plain(words.found(one.bet.content, one.outcome)))


def _new(place: PlanPlace, action: Action, number: int, titles: Mapping[Subject, str]) -> None:
    if not titles:
        st.info(
            _("There is nothing to bet on yet: a bet needs a round that was answered, or a measure with a reading.")
        )
        return
    key = f"new-bet-{action.id}-{number}-subject"
    subject = st.selectbox(
        _("What it should move"),
        list(titles),
        format_func=lambda one: _(KINDS[one.kind], title=plain(formatting.shortened(titles[one]))),
        key=key,
    )
    with errors.refusals_shown_here():
        usual = words.usual_move(bets.warning(state.product(), place, subject, BetView.INDIVIDUAL))
        new = Bet(f"new-{number}", action.id, 0, BetContent(subject, usual), bets.NOTHING, bets.UNPLACED)
        _BetForm(place, action, new, subject, _views(place, new.content)).draw()


def _views(place: PlanPlace, content: BetContent) -> tuple[BetView, ...]:
    """What may decide a bet on this subject: what people answer, and the level that a workshop agrees."""
    if content.subject.kind is not SubjectKind.STATEMENT:
        return (BetView.INDIVIDUAL,)
    try:
        bets.warning(state.product(), place, content.subject, BetView.AGREED)
    except (Refused, NotFound):
        return (BetView.INDIVIDUAL,)
    return (BetView.INDIVIDUAL, BetView.AGREED)


def _unit_name(place: PlanPlace, subject: Subject) -> str:
    if subject.kind is not SubjectKind.MEASURE:
        return ""
    return bet_subjects.unit_names(state.product(), place).get(subject.id, "")


@dataclass(frozen=True, slots=True)
class _BetForm(VersionedForm[BetContent]):
    """One bet on one subject; a new one where its version is 0."""

    place: PlanPlace
    action: Action
    stored: Bet
    subject: Subject
    views: Sequence[BetView]
    first_field: ClassVar[str] = "chance"
    enter_saves: ClassVar[bool] = False

    @property
    def key(self) -> str:
        return f"bet-{self.action.id}-{self.stored.id}-{self.subject.kind}-{self.subject.id}"

    @property
    def version(self) -> int:
        return self.stored.version

    def fill(self) -> None:
        content, widgets = self.stored.content, st.session_state
        if self.subject.kind is SubjectKind.MEASURE:
            widgets[self.name("by")] = content.by if self.version else None
        elif self.subject.kind is not SubjectKind.PITFALL:
            widgets[self.name("by")] = content.by if content.by in words.MOVES else USUAL_MOVE
        if len(self.views) > 1:
            widgets[self.name("view")] = content.view
        widgets[self.name("day")] = formatting.day(content.due_on) if content.due_on else ""
        widgets[self.name("chance")] = content.chance if self.version else USUAL_CHANCE
        widgets[self.name("because")] = content.because
        widgets[self.name("why")] = ""

    def fields(self) -> None:
        if len(self.views) > 1:
            st.radio(_("What decides it"), self.views, format_func=_view_name, key=self.name("view"))
        with errors.refusals_shown_here():
            said = words.warned(bets.warning(state.product(), self.place, self.subject, BetView.INDIVIDUAL))
            st.caption(plain(said))
        if self.subject.kind is SubjectKind.MEASURE:
            unit_name = _unit_name(self.place, self.subject)
            label = _("By how much ({unit})", unit=plain(unit_name)) if unit_name else _("By how much")
            st.number_input(label, min_value=0.0, value=None, key=self.name("by"))
        elif self.subject.kind is not SubjectKind.PITFALL:
            st.selectbox(
                _("By how much"),
                list(words.MOVES),
                format_func=lambda by: formatting.capital(words.MOVES[by]),
                key=self.name("by"),
            )
        day_field.ask(
            day_field.label(_("Decided by the next round, or from which day on?")),
            placeholder=_("The next round"),
            key=self.name("day"),
        )
        st.selectbox(_("How sure are you?"), CHANCES, format_func=words.CHANCES.__getitem__, key=self.name("chance"))
        st.text_area(_("Why do you expect it?"), height=80, max_chars=room(TEXT_LIMIT), key=self.name("because"))
        if self.version:
            st.text_input(_("Why it is changed or taken back"), max_chars=room(TEXT_LIMIT), key=self.name("why"))

    def buttons(self) -> Press | None:
        with st.container(horizontal=True):
            label = _("Save the change") if self.version else _("Place the bet")
            saves = presses.submit(label, key=self.name("save"))
            takes_back = bool(self.version) and presses.submit(_("Take it back"), key=self.name("back"))
        if saves:
            return lambda: partial(self.save, self.content())
        return (lambda: self._take_back) if takes_back else None

    def what(self) -> str:
        return _("A bet of the action {what}", what=formatting.shortened(self.action.content.what))

    def content(self) -> BetContent:
        widgets = st.session_state
        return BetContent(
            self.subject,
            by=widgets.get(self.name("by")),
            due_on=days.parse_day(widgets[self.name("day")] or ""),
            chance=widgets[self.name("chance")],
            because=widgets[self.name("because")] or "",
            view=widgets.get(self.name("view"), BetView.INDIVIDUAL),
        )

    def save(self, content: BetContent, seen: int) -> Written:
        product, writer = state.product(), state.window().writer
        if self.version == 0:
            warning = bets.warning(product, self.place, self.subject, content.view)
            placed = bets.place(product, self.place, self.action.id, content, writer=writer)
            return Written(placed.version, words.placed(warning, content.by))
        saved = bets.change(
            product, self.place, self.stored.id, content, expected_version=seen, writer=writer, why=self._why
        )
        return Written(saved.version, _("Saved. What the bet said before is kept."))

    def _take_back(self, seen: int) -> Written:
        product, writer = state.product(), state.window().writer
        gone = bets.withdraw(product, self.place, self.stored.id, self._why, expected_version=seen, writer=writer)
        return Written(gone.version, _("Taken back. What the bet said is kept."))

    @property
    def _why(self) -> str:
        return str(st.session_state.get(self.name("why")) or "")

    def show_stored(self) -> None:
        st.warning(
            _(
                "Not saved: somebody else has changed this bet since this page was opened. What you entered is still "
                "in the form above. This is what is stored:"
            )
        )
        st.text(words.said(self.stored.content, _unit_name(self.place, self.subject)))
        if self.stored.content.because:
            st.text(self.stored.content.because)

    def keep_label(self) -> str:
        return _("Keep what is stored")

    def replace_label(self, content: BetContent) -> str:  # noqa: ARG002  a bet is too long to be quoted
        return _("Save what I entered")


def _view_name(view: BetView) -> str:
    return _("What people answer") if view is BetView.INDIVIDUAL else _("The level that the workshop agrees")
