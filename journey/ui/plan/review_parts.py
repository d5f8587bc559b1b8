"""The parts of a review: each item as a block, with what is decided about it in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from journey.model import Action, Decision, DecisionContent, DecisionKind, Exceptional, Review, SubjectKind
from journey.service.plan import bet_subjects, review_agenda, reviews, service_reviews, standings, subjects
from journey.service.plan.place import PlanPlace
from journey.service.plan.review_agenda import ReviewAgenda
from journey.ui.plan.review_forms import DecisionForm, show_decision
from journey.ui.shared import components, errors, page_title, presses, state
from journey.ui.shared.escaping import plain
from journey.wording import bets as of_bets
from journey.wording import formatting
from journey.wording import review as words
from journey.wording import service_review as of_services
from journey.wording.catalogue import _

if TYPE_CHECKING:
    from journey.service.plan.bet_scoring import ScoredBet
    from journey.service.plan.standings import PlanStanding

Kind = DecisionKind
OF_ACTION = (Kind.CHANGE, Kind.CONTINUE, Kind.STOP, Kind.HELP, Kind.ACCEPT)
OF_MEASURE = (Kind.ADD, Kind.CHANGE, Kind.HELP, Kind.ACCEPT)
OF_BET = (Kind.CONTINUE, Kind.CHANGE, Kind.STOP, Kind.ADD, Kind.HELP, Kind.ACCEPT)
OF_ENDED_BET = (Kind.ADD, Kind.HELP, Kind.ACCEPT)
COMING_BACK = (Kind.ADD, Kind.HELP, Kind.ACCEPT)
LEFT_OPEN = (Kind.ADD, Kind.STOP, Kind.HELP, Kind.ACCEPT)
AGAIN = (Kind.CONTINUE, Kind.STOP, Kind.ACCEPT)
IN_GENERAL = (Kind.ADD, Kind.HELP)


def last_time(place: PlanPlace, agenda: ReviewAgenda) -> None:
    """The decisions of the last review, each with one tap: kept, or not."""
    if not agenda.earlier:
        st.markdown(_(words.NO_EARLIER))
    about = review_agenda.about(state.product(), place, [_item(one) for one in agenda.earlier])
    for decision in agenda.earlier:
        with st.container(border=True, key=f"earlier-{decision.id}", gap="xsmall"):
            st.markdown(plain(words.decided(decision.content, about.get(_item(decision), ""))))
            if decision.is_kept is not None:
                st.markdown(f"**{plain(words.kept(decision))}**")
            _ask_whether_kept(place, decision)


def _ask_whether_kept(place: PlanPlace, decision: Decision) -> None:
    with st.container(horizontal=True):
        for is_kept, label in ((True, _("Kept")), (False, _("Not kept"))):
            if decision.is_kept is is_kept:
                continue
            if presses.button(label, key=f"kept-{decision.id}-{decision.version}-{is_kept}"):
                with errors.refusals_shown_here():
                    writer = state.window().writer
                    reviews.mark_kept(state.product(), place.organisation_id, decision, is_kept=is_kept, writer=writer)
                    st.rerun()


def exceptions(place: PlanPlace, agenda: ReviewAgenda) -> None:
    """The few exceptions that there is time for, the others counted, and what is on track as a number."""
    if agenda.exceptions:
        st.caption(_(words.LEFT_OUT))
    else:
        st.markdown(_("None."))
    stands = standings.of_place(state.product(), place)
    for one in agenda.at_the_table:
        _exception(place, agenda, one, stands)
    if agenda.rest:
        label = _(
            "{others} after these {few}",
            others=formatting.capital(formatting.count(len(agenda.rest), "more exception")),
            few=formatting.number(len(agenda.at_the_table)),
        )
        with components.fold(label, f"rest-{place.key}-{len(agenda.rest)}") as fold:
            if fold.open:
                for one in agenda.rest:
                    _exception(place, agenda, one, stands)
    _off_the_list(place, agenda)
    is_any_listed = not agenda.settled and any(one.action for one in agenda.exceptions)
    facts = [words.on_track(agenda.on_track, is_any_listed=is_any_listed)]
    if agenda.settled:
        facts.append(words.settled(agenda.settled))
    if told := " ".join(filter(None, facts)):
        st.markdown(plain(told))
    if st.button(_("See all actions"), key=f"all-actions-{place.key}"):
        state.go_to("plan", view="actions")


def _off_the_list(place: PlanPlace, agenda: ReviewAgenda) -> None:
    """What was decided, and needs no decision any more."""
    if not agenda.off_the_list:
        return
    about = review_agenda.about(state.product(), place, [_item(one) for one in agenda.off_the_list])
    lines = [words.decided(one.content, about.get(_item(one), "")) for one in agenda.off_the_list]
    st.markdown(f"**{_('Decided, and off the list')}**\n" + "\n".join(f"- {plain(line)}" for line in lines))


def _exception(place: PlanPlace, agenda: ReviewAgenda, one: Exceptional, plan: PlanStanding) -> None:
    """One block: what was promised, what happened, why, what follows, what could be decided, of whom it is asked."""
    stands = plan.by_id(one.item_id)
    shape = words.shape(one, stands.standing if stands else None)
    with st.container(border=True, key=f"exception-{one.item}-{one.item_id}", gap="xsmall"):
        st.subheader(plain(one.title), anchor=False)
        st.markdown(f"**{plain(f'{shape} {words.reasons(one)}'.strip())}**")
        told, asked = st.columns(2)
        with told:
            _facts(
                (_("Promised"), words.promised(one)),
                (_("What happened"), words.happened(one)),
                (_("Cause"), words.cause(one)),
            )
        with asked:
            _facts(
                (_("If nothing is done"), words.follows(one)),
                (_("What could be decided"), words.options(one)),
                (_("Asked of"), words.asked_of(agenda.running, agenda.due, agenda.today)),
            )
        if one.measure and one.measure.readings:
            _readings(place, one)
        kinds = OF_ACTION if one.action else OF_MEASURE
        owner = one.action.content.lead if one.action else ""
        content = DecisionContent(kinds[0], who=owner, item=one.item, item_id=one.item_id)
        decide(place, agenda, content, kinds, one.action)


def _facts(*facts: tuple[str, str]) -> None:
    """Each fact with its name; what is not known is left out."""
    st.markdown("\n\n".join(f"**{name}.** {plain(text)}" for name, text in facts if text))


def _readings(place: PlanPlace, one: Exceptional) -> None:
    """The readings as a picture, once somebody asks for it, and the way to the measure."""
    if one.measure is None:
        return
    with components.fold(_("The readings as a picture"), f"readings-{one.item_id}-{place.key}") as fold:
        if fold.open:
            from journey import charts

            chart = charts.run_chart(one.measure, state.theme())
            if chart.chart is not None:
                st.vega_lite_chart(chart.chart.to_dict(), width="stretch", theme=None, alt=chart.alt)


def bets(place: PlanPlace, agenda: ReviewAgenda) -> None:
    """The bets that were decided, each with its verdict in words; and after them those whose day has come."""
    if not agenda.bets_due:
        st.markdown(_(words.NO_BETS))
        return
    for scored in agenda.bets_decided:
        _bet(place, agenda, scored)
    if agenda.bets_waiting:
        st.markdown(f"**{_(words.DAY_HAS_COME)}**")
    for scored in agenda.bets_waiting:
        _bet(place, agenda, scored)
    if st.button(_("See all bets"), key=f"all-bets-{place.key}"):
        state.go_to("plan", view="bets")


def _bet(place: PlanPlace, agenda: ReviewAgenda, scored: ScoredBet) -> None:
    """One bet: what was said beforehand, and what came of it."""
    content = scored.bet.content
    spot = page_title.spot(f"bet-{scored.bet.id}")
    with spot, st.container(border=True, key=f"bet-due-{scored.bet.id}", gap="xsmall"):
        title = subjects.title(state.product(), place.organisation_id, scored.bet.baseline.round_id, content.subject)
        st.subheader(plain(title or scored.action.content.what), anchor=False)
        if title:
            st.caption(_("Action: {what}", what=plain(formatting.shortened(scored.action.content.what))))
        unit_name = bet_subjects.unit_names(state.product(), place).get(content.subject.id, "")
        st.markdown(plain(of_bets.said(content, unit_name if content.subject.kind is SubjectKind.MEASURE else "")))
        st.markdown(f"**{plain(of_bets.found(content, scored.outcome))}**")
        for line in of_bets.beside(content, scored.outcome):
            st.caption(plain(line))
        kinds = OF_BET if scored.action.is_in_hand else OF_ENDED_BET
        who = scored.action.content.lead
        decide(
            place,
            agenda,
            DecisionContent(kinds[0], who=who, item="bet", item_id=scored.bet.id),
            kinds,
            scored.action if scored.action.is_in_hand else None,
        )


def revise(place: PlanPlace, agenda: ReviewAgenda) -> None:
    """What comes back, and what else is stopped, changed or added."""
    st.markdown(f"**{_(words.COMING_BACK)}.** " + ("" if agenda.coming_back else _(words.NOTHING_BACK)))
    for moved in agenda.moved_on:
        text = words.moved_on(moved.title, moved.round.name, moved.override)
        _back(place, agenda, "moved_on", moved.override.section_id, text, COMING_BACK)
    for action in agenda.set_aside:
        _back(place, agenda, "action", action.id, words.set_aside(action), AGAIN, action)
    for action in agenda.proposed:
        _back(place, agenda, "action", action.id, words.proposed(action), AGAIN, action)
    for left in agenda.left_open:
        text = words.left_open(left.parked, left.workshop, left.held_on)
        _back(place, agenda, "parked", left.parked.id, text, LEFT_OPEN)
    if agenda.running:
        _in_general(place, agenda, agenda.running)


def _back(
    place: PlanPlace,
    agenda: ReviewAgenda,
    item: str,
    item_id: str,
    text: str,
    kinds: Sequence[DecisionKind],
    action: Action | None = None,
) -> None:
    with st.container(border=True, key=f"back-{item}-{item_id}", gap="xsmall"):
        st.markdown(plain(text))
        who = action.content.lead if action else ""
        decide(place, agenda, DecisionContent(kinds[0], who=who, item=item, item_id=item_id), kinds, action)


def decide(
    place: PlanPlace,
    agenda: ReviewAgenda,
    content: DecisionContent,
    kinds: Sequence[DecisionKind],
    action: Action | None = None,
) -> None:
    """What was decided about an item in the running review, and the fold in which more is decided.

    ``action`` is the one that the decision is about, as it stands on the page.
    """
    if agenda.running is None:
        return
    taken = [one for one in agenda.decided if _item(one) == (content.item, content.item_id)]
    for decision in taken:
        show_decision(decision, "")
    # Once one is written down this is another fold, and a closed one.
    name = f"{content.item}-{content.item_id}-{len(taken)}"
    label = _("Decide something else too") if taken else _("Decide")
    with components.fold(label, f"decide-{agenda.running.id}-{name}") as fold:
        if fold.open:
            _form(place, agenda.running, content, kinds, name, action)


def _form(
    place: PlanPlace,
    running: Review,
    content: DecisionContent,
    kinds: Sequence[DecisionKind],
    name: str,
    action: Action | None,
) -> None:
    st.caption("\n".join(f"- {_(words.effect(kind, content.item))}" for kind in kinds))
    new = Decision(f"new-{name}", running.id, content)
    id_, version = (action.id, action.version) if action else ("", 0)
    DecisionForm(place, running, new, kinds, id_, version).draw()


def _in_general(place: PlanPlace, agenda: ReviewAgenda, running: Review) -> None:
    """What else is stopped, changed or added: about any action in hand, or about none."""
    number = len(agenda.decided)
    with components.fold(_("Stop, change or add something else"), f"decide-{running.id}-else-{number}") as fold:
        if not fold.open:
            return
        in_hand = {one.id: one for one in reviews.actions_of(state.product(), place).values() if one.is_in_hand}
        chosen = st.selectbox(
            _("What it is about"),
            ["", *in_hand],
            format_func=lambda id_: in_hand[id_].content.what if id_ else _("Something new, or nothing in particular"),
            key=f"decide-about-{running.id}-{number}",
        )
        action = in_hand.get(chosen)
        kinds = OF_ACTION if action else IN_GENERAL
        who = action.content.lead if action else ""
        content = DecisionContent(kinds[0], who=who, item="action" if action else "", item_id=chosen)
        _form(place, running, content, kinds, f"else-{chosen}-{number}", action)


def read_back(place: PlanPlace, agenda: ReviewAgenda, running: Review) -> None:
    """All decisions of the running review, to be read out, and mended."""
    if not agenda.decided:
        st.markdown(_("Nothing is decided yet."))
        return
    about = review_agenda.about(state.product(), place, [_item(one) for one in agenda.decided])
    for number, decision in enumerate(agenda.decided, start=1):
        text = plain(words.decided(decision.content, about.get(_item(decision), "")))
        st.markdown(f"{number}\\. {text}")
        with components.fold(_("Mend or remove decision {number}", number=number), f"mend-{decision.id}") as fold:
            if fold.open:
                DecisionForm(place, running, decision, (decision.content.kind,)).draw()


def service_review(place: PlanPlace, agenda: ReviewAgenda) -> None:
    """Whether a service is to be looked at from the ground up: what the records say, and the questions to ask."""
    met = service_reviews.met(state.product(), place, agenda)
    if met:
        st.header(_("Consider a service review"), anchor=False)
        st.markdown(_(of_services.WHAT_IT_IS))
    for trigger, told in met.items():
        st.markdown(f"**{_(of_services.QUESTIONS[trigger])}**\n" + "\n".join(f"- {plain(line)}" for line in told))
    label = _("When to hold a service review: the other questions") if met else _("When to hold a service review")
    with components.fold(label, f"service-review-{place.key}") as fold:
        if fold.open:
            if not met:
                st.markdown(_(of_services.WHAT_IT_IS))
            asked = [question for trigger, question in of_services.QUESTIONS.items() if trigger not in met]
            st.markdown("\n".join(f"- {_(question)}" for question in asked))


def _item(decision: Decision) -> tuple[str, str]:
    return decision.content.item, decision.content.item_id
