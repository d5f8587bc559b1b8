"""What a review leaves behind: its record as a file, entries for diaries, and past reviews to be read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from journey.model import Review
from journey.service.plan import review_record, reviews
from journey.service.plan.place import PlanPlace
from journey.ui.shared import components, state
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording import review as words
from journey.wording.catalogue import _

HTML, CALENDAR = "text/html", "text/calendar"


def diaries(place: PlanPlace) -> None:
    """The next review, and the days by which actions are due, as files for a diary."""
    product = state.product()
    named = reviews.next_on(product, place)
    next_on = named if named and named >= product.today() else None
    has_days = review_record.has_due_days(product, place)
    if next_on is None and not has_days:
        return
    st.header(_("For diaries"), anchor=False)
    st.markdown(
        _(
            "Outlook and Google may not update an entry that came from a file: after a change, delete the old entry "
            "and import the new file."
        )
    )
    with st.container(horizontal=True):
        if next_on is not None:
            label = _("Download: next review, {day}", day=formatting.day(next_on))
            _file(label, f"review-{next_on.isoformat()}.ics", partial(_next_review, place), CALENDAR)
        if has_days:
            _file(_("Download: when actions are due"), "due-days.ics", partial(_due_days, place), CALENDAR)


def _next_review(place: PlanPlace) -> str:
    return review_record.next_review(state.product(), place) or ""


def _due_days(place: PlanPlace) -> str:
    return review_record.due_days(state.product(), place) or ""


def past(place: PlanPlace) -> None:
    """The reviews of the unit, the newest first, each with its record."""
    found = reviews.of_unit(state.product(), place)
    if not found:
        return
    st.header(_("Records"), anchor=False)
    for review in found:
        label = _("Running: {held}", held=words.held(review)) if review.ended_at is None else words.held(review)
        with components.fold(plain(label), f"record-of-{review.id}-{review.version}") as fold:
            if fold.open:
                _read(place, review)


def _read(place: PlanPlace, review: Review) -> None:
    found = review_record.past(state.product(), place, review)
    for text, kept in found.decisions:
        st.markdown(f"- {plain(text)} {plain(kept)}".rstrip())
    if not found.decisions:
        st.markdown(_("Nothing was decided."))
    for name, text in ((_("Who was there"), review.content.present), (_("What was learned"), review.content.learned)):
        if text:
            st.caption(name)
            st.text(text)
    if review.ended_at:
        for heading, lines in found.looked_at:
            st.markdown(f"**{plain(heading)}**\n" + "\n".join(f"- {plain(line)}" for line in lines))
    name = f"review-record-{review.content.held_on.isoformat()}.html"
    make = partial(review_record.paper, state.product(), place, review)
    _file(_("Download the record"), name, make, HTML, key=review.id)


def _file(label: str, name: str, make: Callable[[], str], kind: str, *, key: str = "") -> None:
    st.download_button(label, make, file_name=name, mime=kind, on_click="ignore", key=f"file-{key or name}")
