"""A view of the plan: what the actions should move, what the rounds said of it, and how well chances are judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date

import streamlit as st

from journey.model import BetVerdict, Subject, SubjectKind
from journey.service.councils import councils
from journey.service.plan import actions, bet_subjects, bets, subjects
from journey.service.plan.bet_scoring import ScoredBet
from journey.service.plan.place import PlanPlace
from journey.ui.plan import bet_form
from journey.ui.shared import components, page_title, presses, state
from journey.ui.shared.escaping import plain
from journey.wording import bets as words
from journey.wording import formatting, movement
from journey.wording.catalogue import _


def show(place: PlanPlace) -> None:
    """Draw the view for a unit."""
    product = state.product()
    every = bets.of_place(product, place)
    says = _(
        "It says beforehand what an action should move, by how much and how sure you are; the next round decides it. "
        "Bets belong to the council, never to a person."
    )
    st.caption(f"{_(words.WHY_BET)} {says}")
    in_hand = [action for action in actions.of_unit(product, place) if action.is_in_hand]
    if not every and not in_hand:
        st.markdown(_("No bets yet. A bet is placed on an action: write one down under **Actions** first."))
        return
    if in_hand:
        bet_form.place_one(place, in_hand)
    if not every:
        st.markdown(_("No bets yet."))
        return
    shown = _Shown(place, every, _titles(place, every), bet_subjects.unit_names(product, place))
    shown.open()
    shown.decided()
    _together(place, every)
    _judging(place)
    shown.taken_back()


def _titles(place: PlanPlace, every: Sequence[ScoredBet]) -> dict[Subject, str]:
    """What the subjects are called, each as the round asked it in which its bet was placed."""
    found: dict[Subject, str] = {}
    for round_id in dict.fromkeys(one.bet.baseline.round_id for one in every):
        of_round = [one.bet.content.subject for one in every if one.bet.baseline.round_id == round_id]
        found |= subjects.titles(state.product(), place.organisation_id, round_id, of_round)
    return found


@dataclass(frozen=True, slots=True)
class _Shown:
    """The bets of a unit as they are shown: what each is on by its title, and what readings count."""

    place: PlanPlace
    every: Sequence[ScoredBet]
    titles: Mapping[Subject, str]
    unit_names: Mapping[str, str]

    def open(self) -> None:
        """Those that nothing has decided yet, what is due first before the others."""
        those = [one for one in self.every if one.outcome.verdict is BetVerdict.OPEN]
        if those:
            st.header(_("Open"), anchor=False)
            self._cards(sorted(those, key=lambda one: one.bet.content.due_on or date.max))

    def decided(self) -> None:
        """Those that a round or readings have decided, the newest round first; the older ones are folded."""
        scored = [one for one in self.every if one.outcome.is_scored]
        rounds = sorted({one.outcome.scored_on or date.min: one.outcome.round_name for one in scored}.items())
        names = list(dict.fromkeys(name for _day, name in reversed(rounds)))
        for number, name in enumerate(names):
            those = [one for one in scored if one.outcome.round_name == name]
            heading = words.decided_by(name)
            if number == 0:
                st.header(plain(heading), anchor=False)
                self._cards(those)
                continue
            label = _("{heading} ({number})", heading=plain(heading), number=len(those))
            is_wanted = state.wanted_spot() in {spot for one in those for spot in (spot_of(one), one.action.id)}
            key = f"bets-{self.place.key}-{those[0].outcome.round_id}" + ("-wanted" if is_wanted else "")
            with components.fold(label, key, is_open=is_wanted) as fold:
                if fold.open:
                    self._cards(those)

    def taken_back(self) -> None:
        """Those that were taken back, folded."""
        gone = [one for one in self.every if one.outcome.verdict is BetVerdict.WITHDRAWN]
        if gone:
            label = _("Taken back ({number})", number=len(gone))
            with components.fold(label, f"bets-back-{self.place.key}") as fold:
                if fold.open:
                    for one in gone:
                        self._lines(one)

    def _cards(self, those: Sequence[ScoredBet]) -> None:
        for one in those:
            self._card(one)

    def _card(self, one: ScoredBet) -> None:
        is_first = next(other for other in self.every if other.action.id == one.action.id) is one
        around = page_title.spot(one.action.id) if is_first else nullcontext()
        with around, page_title.spot(spot_of(one)), st.container(border=True, key=f"bet-card-{one.bet.id}"):
            self._lines(one)
            for line in words.beside(one.bet.content, one.outcome):
                st.caption(plain(line))
            others = bets.sharing(one, self.every)
            if len(others) > 1:
                st.caption(plain(words.shared(len(others))))
            if one.outcome.is_scored:
                self._after(one)

    def _after(self, one: ScoredBet) -> None:
        """How the verdict was worked out; and of the newest ones, the way to what was learned."""
        with components.fold(_("How this is worked out"), f"bet-how-{one.bet.id}") as fold:
            if fold.open:
                for line in words.how(one.bet.content, one.outcome):
                    st.markdown(f"- {plain(line)}")
        if one.bet.id in self._due and presses.button(_("What did we learn?"), key=f"bet-learned-{one.bet.id}"):
            state.go_to("review", spot=spot_of(one))

    @property
    def _due(self) -> set[str]:
        return {one.bet.id for one in bets.due_among(self.every, state.product().today())}

    def _lines(self, one: ScoredBet) -> None:
        """On what, what came of it, what was said, and by which action."""
        content = one.bet.content
        if title := self.titles.get(content.subject):
            st.subheader(plain(formatting.shortened(title)), anchor=False)
        before, verdict, rest = map(_plain_part, words.found_in_parts(content, one.outcome))
        st.markdown(f"{before}**{verdict}**{rest}")
        unit_name = self.unit_names.get(content.subject.id, "") if content.subject.kind is SubjectKind.MEASURE else ""
        because = _("Expected because: {why}", why=content.because) if content.because else ""
        st.caption(plain(" ".join(filter(None, (words.said(content, unit_name), because)))))
        st.caption(_("Action: {what}", what=plain(formatting.shortened(one.action.content.what))))


def spot_of(one: ScoredBet) -> str:
    """The spot of a bet, here and on the review."""
    return f"bet-{one.bet.id}"


def _together(place: PlanPlace, every: Sequence[ScoredBet]) -> None:
    """How the bets came out together, each subject once, and what chance would make of so many."""
    scored = [(one.outcome.verdict, one.bet.content.subject.kind) for one in bets.by_subject(every)]
    lines = [*words.tally(scored), movement.bets_by_chance(*bets.chance_of_a_false_one(every))]
    if any(lines):
        st.header(_("All together"), anchor=False)
        st.caption(plain(words.of_plan(_name_of(place))))
        for line in filter(None, lines):
            st.markdown(plain(line))
        if meant := " ".join(movement.bets_meant([one.outcome.verdict for one in every])):
            st.caption(plain(meant))


def _name_of(place: PlanPlace) -> str:
    """What the unit is called; nothing for the whole council."""
    units = councils.units(state.product(), place.organisation_id)
    return next((unit.name for unit in units if unit.id == place.unit_id and unit.parent_id), "")


def _judging(place: PlanPlace) -> None:
    """How well the council judges its chances; never a person."""
    lines = words.calibrated(bets.calibration(state.product(), place.organisation_id))
    if lines:
        with components.fold(_("How well we judge our chances"), f"bets-judging-{place.organisation_id}") as fold:
            if fold.open:
                units = councils.units(state.product(), place.organisation_id)
                st.caption(words.of_all_plans(has_units=len(units) > 1))
                for line in lines:
                    st.markdown(plain(line))


def _plain_part(text: str) -> str:
    """A part of a sentence, with the space at its ends that ``plain`` takes away."""
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{start}{plain(text)}{end}"
