"""The forms of a review: what is decided about an item, and the record of the review itself.

Two people may write in both at once: what is stored and what was typed stand beside each other until one has chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

import streamlit as st

from journey.model import Decision, DecisionContent, DecisionKind, Review, ReviewContent
from journey.model.refusals import Refusal
from journey.service.plan import review_record, reviews
from journey.service.plan.fields import TEXT_LIMIT, WHAT_LIMIT, WHO_LIMIT
from journey.service.plan.place import PlanPlace
from journey.service.plan.reviews import MOST_MINUTES, WORTH
from journey.service.refused import Refused
from journey.ui.shared import components, day_field, presses, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.text_field import room
from journey.ui.shared.versioned_form import Press, VersionedForm, Written
from journey.wording import days, formatting
from journey.wording import review as words
from journey.wording.catalogue import _

NO_VOTE = 0


@dataclass(frozen=True, slots=True)
class DecisionForm(VersionedForm[DecisionContent]):
    """One decision; a new one where its version is 0: then ``item_version`` was seen of the action that it is about."""

    place: PlanPlace
    review: Review
    stored: Decision
    kinds: Sequence[DecisionKind]
    action_id: str = ""
    item_version: int = 0
    first_field: ClassVar[str] = "text"

    @property
    def key(self) -> str:
        return f"decision-{self.review.id}-{self.stored.id}"

    @property
    def version(self) -> int:
        return self.stored.version or self.item_version

    def reread(self) -> DecisionForm:
        organisation_id = self.place.organisation_id
        if self.stored.version:
            found = reviews.decision(state.product(), organisation_id, self.review.id, self.stored.id)
            return replace(self, stored=found or self.stored)
        action = reviews.actions_of(state.product(), self.place).get(self.action_id)
        return replace(self, item_version=action.version if action else 0)

    def fill(self) -> None:
        content, widgets = self.stored.content, st.session_state
        widgets[self.name("kind")] = content.kind if content.kind in self.kinds else self.kinds[0]
        widgets[self.name("text")] = content.text
        widgets[self.name("who")] = content.who
        widgets[self.name("day")] = formatting.day(content.by_when) if content.by_when else ""

    def fields(self) -> None:
        if self.stored.version == 0 and len(self.kinds) > 1:
            st.radio(
                _("What is decided"),
                self.kinds,
                format_func=lambda kind: _(words.KINDS[kind]),
                horizontal=True,
                key=self.name("kind"),
            )
        st.text_area(_("In words"), height=80, max_chars=room(WHAT_LIMIT), key=self.name("text"))
        st.text_input(_("Who does it, or stands by it"), max_chars=room(WHO_LIMIT), key=self.name("who"))
        day_field.ask(day_field.label(_("By when?")), key=self.name("day"))

    def buttons(self) -> Press | None:
        with st.container(horizontal=True):
            label = _("Save") if self.stored.version else _("Decide")
            saves = presses.submit(label, key=self.name("save"))
            removes = bool(self.stored.version) and presses.submit(_("Remove it"), key=self.name("remove"))
        if saves:
            return lambda: partial(self.save, self.content())
        return (lambda: self._remove) if removes else None

    def what(self) -> str:
        return _("Decision: {text}", text=formatting.shortened(st.session_state[self.name("text")] or ""))

    def content(self) -> DecisionContent:
        widgets = st.session_state
        return replace(
            self.stored.content,
            kind=widgets.get(self.name("kind")) or self.stored.content.kind,
            text=widgets[self.name("text")] or "",
            who=widgets[self.name("who")] or "",
            by_when=days.parse_day(widgets[self.name("day")] or ""),
        )

    def save(self, content: DecisionContent, seen: int) -> Written:
        product, organisation_id, writer = state.product(), self.place.organisation_id, state.window().writer
        if self.stored.version == 0:
            new = reviews.decide(product, organisation_id, self.review.id, content, writer=writer, item_version=seen)
            return Written(new.version, _("Decided."))
        saved = reviews.change_decision(
            product,
            organisation_id,
            self.review.id,
            self.stored.id,
            content,
            expected_version=seen,
            writer=writer,
        )
        return Written(saved.version, _("Saved."))

    def _remove(self, seen: int) -> Written:
        reviews.remove_decision(
            state.product(),
            self.place.organisation_id,
            self.review.id,
            self.stored.id,
            expected_version=seen,
            writer=state.window().writer,
        )
        return Written(seen, _("Removed."))

    def show_stored(self) -> None:
        if self.stored.version:
            st.warning(
                _(
                    "Not saved: somebody else has changed this decision since this page was opened. What you entered "
                    "is still in the form above. This is what is stored:"
                )
            )
            st.text(words.decided(self.stored.content))
            return
        st.warning(
            _(
                "Not decided: this action has been changed since this page was opened. It stands above as it is now, "
                "and what you entered is still in the form."
            )
        )

    def keep_label(self) -> str:
        return _("Keep what is stored") if self.stored.version else _("Clear what I entered")

    def replace_label(self, content: DecisionContent) -> str:  # noqa: ARG002  a decision is too long to be quoted
        return _("Save what I entered") if self.stored.version else _("Decide it all the same")


@dataclass(frozen=True, slots=True)
class _ReviewForm(VersionedForm[ReviewContent]):
    """A part of the record of a running review. Both parts are of one record: what one saves the other has seen."""

    place: PlanPlace
    stored: Review

    @property
    def version(self) -> int:
        return self.stored.version

    def reread(self) -> _ReviewForm:
        return replace(self, stored=reviews.get(state.product(), self.place.organisation_id, self.stored.id))

    def what(self) -> str:
        return _("The record of the review")

    def save(self, content: ReviewContent, seen: int) -> Written:
        saved = reviews.change(
            state.product(),
            self.place.organisation_id,
            self.stored.id,
            content,
            expected_version=seen,
            writer=state.window().writer,
        )
        self._tell_the_other(seen, saved.version)
        return Written(saved.version, _("Saved."))

    def _tell_the_other(self, seen: int, version: int) -> None:
        shown = state.window().shown
        for part in ("learned", "record"):
            if shown.get(f"{part}-{self.stored.id}") == seen:
                shown[f"{part}-{self.stored.id}"] = version

    def show_stored(self) -> None:
        st.warning(
            _(
                "Not saved: somebody else has changed the record since this page was opened. What you entered is still "
                "in the form above. This is what is stored:"
            )
        )
        content = self.stored.content
        st.text(words.held(self.stored))
        for text in (content.present, content.learned):
            if text:
                st.text(text)
        if content.next_on:
            st.text(_("Next review: {day}", day=formatting.day(content.next_on)))

    def keep_label(self) -> str:
        return _("Keep what is stored")

    def replace_label(self, content: ReviewContent) -> str:  # noqa: ARG002  a record is too long to be quoted
        return _("Save what I entered")


@dataclass(frozen=True, slots=True)
class LearnedForm(_ReviewForm):
    """What was learned."""

    first_field: ClassVar[str] = "text"

    @property
    def key(self) -> str:
        return f"learned-{self.stored.id}"

    def fill(self) -> None:
        st.session_state[self.name("text")] = self.stored.content.learned

    def fields(self) -> None:
        st.text_area(
            _("What we learned, a sentence each"), height=100, max_chars=room(TEXT_LIMIT), key=self.name("text")
        )

    def buttons(self) -> Press | None:
        return (
            (lambda: partial(self.save, self.content())) if presses.submit(_("Save"), key=self.name("save")) else None
        )

    def content(self) -> ReviewContent:
        return replace(self.stored.content, learned=st.session_state[self.name("text")] or "")


@dataclass(frozen=True, slots=True)
class RecordForm(_ReviewForm):
    """Who was there, how long it took, was it worth the time, when the next one is; and the end of the review.

    ``bets`` is how many decided bets it has looked at.
    """

    bets: int = 0
    first_field: ClassVar[str] = "present"

    @property
    def key(self) -> str:
        return f"record-{self.stored.id}"

    def fill(self) -> None:
        content, widgets = self.stored.content, st.session_state
        widgets[self.name("day")] = formatting.day(content.held_on)
        widgets[self.name("present")] = content.present
        widgets[self.name("minutes")] = content.minutes
        widgets[self.name("worth")] = content.worth or NO_VOTE
        # Proposed, so that a meeting need not look for one; whoever wants none empties the field.
        widgets[self.name("next")] = formatting.day(
            content.next_on or reviews.proposed_next(state.product(), content.held_on)
        )

    def fields(self) -> None:
        st.text_input(_("Who was there: posts or teams"), max_chars=room(TEXT_LIMIT), key=self.name("present"))
        st.text_input(day_field.label(_("Day of this review")), key=self.name("day"))
        st.number_input(
            _("Minutes that it took"), 1, MOST_MINUTES, key=self.name("minutes"), width=components.SELECT_WIDTH
        )
        st.radio(
            _("Was it worth the time? 1 is not at all, 5 is very much"),
            [NO_VOTE, *WORTH],
            format_func=lambda vote: str(vote) if vote else _("No vote"),
            horizontal=True,
            key=self.name("worth"),
        )
        st.text_input(day_field.label(_("Day of the next review")), key=self.name("next"))
        if self.stored.content.next_on is None:
            st.caption(_("This day is a proposal, eight weeks on. Saving or ending sets it; empty it to set none."))
        if not_again := words.not_again(self.bets):
            st.markdown(plain(not_again))

    def buttons(self) -> Press | None:
        with st.container(horizontal=True):
            saves = presses.submit(_("Save"), key=self.name("save"))
            ends = presses.submit(_("End the review"), key=self.name("end"), type="primary")
        if ends:
            return lambda: partial(self._end, self.content())
        return (lambda: partial(self.save, self.content())) if saves else None

    def content(self) -> ReviewContent:
        widgets = st.session_state
        held_on = day_field.required(widgets[self.name("day")] or "", Refusal.REVIEW_DAY_MISSING)
        typed = widgets[self.name("next")] or ""
        next_on = days.parse_day(typed)
        if next_on == days.NO_DAY:
            raise Refused(Refusal.DAY_UNREADABLE, why=day_field.fault(typed))
        return replace(
            self.stored.content,
            held_on=held_on,
            next_on=next_on,
            present=widgets[self.name("present")] or "",
            minutes=widgets[self.name("minutes")],
            worth=widgets[self.name("worth")] or None,
        )

    def _end(self, content: ReviewContent, seen: int) -> Written:
        ended = review_record.end(
            state.product(),
            self.place,
            self.stored.id,
            content,
            expected_version=seen,
            writer=state.window().writer,
        )
        return Written(ended.version, _("The review has ended. Its record stays as it is."))


def show_decision(decision: Decision, about: str) -> None:
    """A decision as it was taken."""
    st.markdown(f"**{_('Decided')}.** {plain(words.decided(decision.content, about))}")
