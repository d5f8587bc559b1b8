"""A view of the plan: what the actions should move, what the rounds said of it, and how well chances are judged."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.model import BetVerdict, Subject, SubjectKind
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
    st.caption(
        _(
            "A bet says beforehand what an action should move, by how much and how sure you are; the next round "
            "decides it. Bets belong to the council, never to a person."
        )
    )
    in_hand = [action for action in actions.of_unit(product, place) if action.is_in_hand]
    if not every and not in_hand:
        st.markdown(_("No bets yet. A bet is placed on an action: write one down under **Actions** first."))
        return
    if in_hand:
        bet_form.place_one(place, in_hand)
    if not every:
        st.markdown(_("No bets yet."))
        return
    titles = _titles(place, every)
    unit_names = bet_subjects.unit_names(product, place)
    groups = (
        (_("Open"), [one for one in every if one.outcome.verdict is BetVerdict.OPEN]),
        (_("Decided"), [one for one in reversed(every) if one.outcome.is_scored]),
    )
    for title, those in groups:
        if those:
            st.header(title, anchor=False)
            for one in those:
                _card(one, every, titles.get(one.bet.content.subject, ""), unit_names)
    _together(every)
    _judging(place)
    gone = [one for one in every if one.outcome.verdict is BetVerdict.WITHDRAWN]
    if gone:
        with components.fold(_("Taken back ({number})", number=len(gone)), f"bets-back-{place.key}") as fold:
            if fold.open:
                for one in gone:
                    _lines(one, titles.get(one.bet.content.subject, ""), unit_names)


def _titles(place: PlanPlace, every: Sequence[ScoredBet]) -> dict[Subject, str]:
    """What the subjects are called, each as the round asked it in which its bet was placed."""
    found: dict[Subject, str] = {}
    for round_id in dict.fromkeys(one.bet.baseline.round_id for one in every):
        of_round = [one.bet.content.subject for one in every if one.bet.baseline.round_id == round_id]
        found |= subjects.titles(state.product(), place.organisation_id, round_id, of_round)
    return found


def _card(one: ScoredBet, every: Sequence[ScoredBet], title: str, unit_names: dict[str, str]) -> None:
    with page_title.spot(f"bet-{one.bet.id}"), st.container(border=True, key=f"bet-card-{one.bet.id}"):
        _lines(one, title, unit_names)
        content, outcome = one.bet.content, one.outcome
        for line in words.beside(content, outcome):
            st.caption(plain(line))
        others = bets.sharing(one, every)
        if len(others) > 1:
            st.caption(plain(words.shared(len(others))))
        if not outcome.is_scored:
            return
        with components.fold(_("How this is worked out"), f"bet-how-{one.bet.id}") as fold:
            if fold.open:
                for line in words.how(content, outcome):
                    st.markdown(f"- {plain(line)}")
        if presses.button(_("What did we learn?"), key=f"bet-learned-{one.bet.id}", type="tertiary"):
            state.go_to("review", spot=f"bet-{one.bet.id}")


def _lines(one: ScoredBet, title: str, unit_names: dict[str, str]) -> None:
    """On what, by which action, what was said, and what came of it."""
    content = one.bet.content
    if title:
        st.markdown(f"**{plain(formatting.shortened(title))}**")
    st.caption(_("Action: {what}", what=plain(formatting.shortened(one.action.content.what))))
    unit_name = unit_names.get(content.subject.id, "") if content.subject.kind is SubjectKind.MEASURE else ""
    st.markdown(plain(words.said(content, unit_name)))
    st.markdown(plain(words.found(content, one.outcome)))
    if content.because:
        st.caption(_("Expected because: {why}", why=plain(content.because)))


def _together(every: Sequence[ScoredBet]) -> None:
    """How the bets came out together, each subject once, and what chance would make of so many."""
    scored = [(one.outcome.verdict, one.bet.content.subject.kind) for one in bets.by_subject(every)]
    lines = [*words.tally(scored), movement.bets_by_chance(*bets.chance_of_a_false_one(every))]
    if any(lines):
        st.header(_("All together"), anchor=False)
        for line in filter(None, lines):
            st.markdown(plain(line))


def _judging(place: PlanPlace) -> None:
    """How well the council judges its chances; never a person."""
    lines = words.calibrated(bets.calibration(state.product(), place.organisation_id))
    if lines:
        with components.fold(_("How well we judge our chances"), f"bets-judging-{place.organisation_id}") as fold:
            if fold.open:
                st.caption(
                    _("All bets of the council, and of no person. What shares a subject and a round counts once.")
                )
                for line in lines:
                    st.markdown(plain(line))
