"""The review: what a management team looks at in twenty minutes, exceptions first, and what it decides.

Without a running review the page shows what one would look at. While one runs each item has its decision in place.
"""

from __future__ import annotations

import streamlit as st

from journey.model import Review, ReviewPart
from journey.service.plan import review_agenda, review_record, reviews
from journey.service.plan.place import PlanPlace
from journey.service.plan.review_agenda import ReviewAgenda
from journey.ui.plan import review_files, review_parts
from journey.ui.plan.review_forms import LearnedForm, RecordForm
from journey.ui.shared import components, errors, page_title, presses, state
from journey.ui.shared.escaping import plain
from journey.wording import review as words
from journey.wording.catalogue import _


def page() -> None:
    """The review of the unit in view."""
    navigation = state.navigation()
    page_title.show(_("Review"), place="review")
    if navigation.selection:
        components.in_view(navigation, navigation.selection)
    place = PlanPlace.in_view(navigation)
    agenda = review_agenda.agenda(state.product(), place)
    if agenda.is_empty:
        _nothing_yet()
        return
    _head(place, agenda)
    for part in ReviewPart:
        _part(place, agenda, part)
    review_parts.service_review(place, agenda)
    review_files.diaries(place)
    review_files.past(place)


def _nothing_yet() -> None:
    st.markdown(
        _(
            "Twenty minutes in which a management team looks at what needs a decision: exceptions first, then what "
            "the actions were to move, what was learned and what to revise. There is no action yet to look at. Write "
            "the first one down in the plan, and this page fills itself."
        )
    )
    if st.button(_("Go to the plan"), type="primary"):
        state.go_to("plan", view="actions")


def _head(place: PlanPlace, agenda: ReviewAgenda) -> None:
    """What there is to decide, when a review is due, and the button that begins it."""
    decided, waiting = len(agenda.bets_decided), len(agenda.bets_waiting)
    in_short = words.in_short(len(agenda.exceptions), decided, agenda.coming_back, waiting_bets=waiting)
    st.markdown(f"**{plain(in_short)}**")
    if agenda.running:
        st.markdown(
            _(
                "The review is running. Decide in place; twenty minutes are enough. That something was noted is no "
                "decision: each has a name, and most a day."
            )
        )
        _begun_by_mistake(place, agenda, agenda.running)
        return
    due = words.when(agenda.due, reviews.next_on(state.product(), place), agenda.today)
    st.markdown(f"{due} " + _("This is what a review held today would look at. Begin it to decide."))
    if presses.button(_("Begin the review"), key=f"begin-review-{place.key}", type="primary"):
        with errors.refusals_shown_here():
            review_record.begin(state.product(), place, writer=state.window().writer)
            state.leave_notice(_("The review has begun."))
            st.rerun()


def _begun_by_mistake(place: PlanPlace, agenda: ReviewAgenda, running: Review) -> None:
    """As long as nothing is decided or learned, the review can be taken back as if it had never begun."""
    if agenda.decided or running.content.learned:
        return
    if presses.button(_("Begun by mistake: take it back"), key=f"take-back-{running.id}", type="tertiary"):
        with errors.refusals_shown_here():
            reviews.take_back(
                state.product(),
                place.organisation_id,
                running.id,
                expected_version=running.version,
                writer=state.window().writer,
            )
            state.leave_notice(_("The review was taken back."))
            st.rerun()


def _part(place: PlanPlace, agenda: ReviewAgenda, part: ReviewPart) -> None:
    if part in (ReviewPart.LEARNED, ReviewPart.READ_BACK) and agenda.running is None:
        return
    with page_title.spot(f"review-{part}"):
        minutes = agenda.minutes[part]
        st.header(_("{part} · {minutes} min", part=_(words.PARTS[part]), minutes=minutes), anchor=False)
        if part is ReviewPart.LAST_TIME:
            review_parts.last_time(place, agenda)
        elif part is ReviewPart.EXCEPTIONS:
            review_parts.exceptions(place, agenda)
        elif part is ReviewPart.BETS:
            review_parts.bets(place, agenda)
        elif part is ReviewPart.REVISE:
            review_parts.revise(place, agenda)
        elif agenda.running:
            _written(place, agenda, agenda.running, part)


def _written(place: PlanPlace, agenda: ReviewAgenda, running: Review, part: ReviewPart) -> None:
    """The two parts of the record that are written down."""
    if part is ReviewPart.LEARNED:
        LearnedForm(place, running).draw()
        return
    review_parts.read_back(place, agenda, running)
    RecordForm(place, running, len(agenda.bets_decided)).draw()
