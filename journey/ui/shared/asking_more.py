"""Buttons that ask more than was asked so far: each begins it at once and opens the first statement that is new."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.service.answering import widening
from journey.service.answering.widening import Offer
from journey.service.current_selection import Selection
from journey.ui.shared import errors, presses, state
from journey.ui.shared.escaping import plain
from journey.wording import asking_more
from journey.wording.catalogue import _


def offered(selection: Selection) -> tuple[Offer, ...]:
    """What the unit in view may be asked as well in the round in view."""
    return widening.offers(state.product(), selection)


def words(offer: Offer, *, names_the_rest: bool = False) -> str:
    """What the button of an offer says; ``names_the_rest``: which questionnaire is widened, where there are several."""
    title, size = offer.questionnaire.title, offer.workload
    if offer.is_new:
        return asking_more.another(title, size.statements, size.minutes)
    if offer.section:
        return asking_more.one_section(offer.section.title, size.statements, size.minutes)
    return asking_more.everything(size.statements, size.minutes, title if names_the_rest else "")


def button(selection: Selection, offer: Offer, *, key: str, label: str | None = None, is_first: bool = False) -> None:
    """Draw the button of an offer. Its press asks what is offered, and goes to the first new statement."""
    section_id = offer.section.id if offer.section else None
    name = f"ask-more-{key}-{selection.key}-{offer.questionnaire.id}-{section_id or 'all'}"
    if presses.button(plain(label or words(offer)), key=name, type="primary" if is_first else "secondary"):
        with errors.refusals_shown_here():
            opening = widening.widen(state.product(), selection, offer.questionnaire.id, section_id)
            state.changed_here()
            state.go_to("assess", spot=opening.statement_id, section=opening.page)


def choice(selection: Selection, *, key: str) -> None:
    """Draw all that may be asked as well, under a heading; nothing where there is nothing."""
    offers = offered(selection)
    if offers:
        st.header(_("What else you could answer"), anchor=False)
        st.markdown(_("What you have answered is kept. Each of these opens at its first new statement."))
        whole(selection, offers, key=key)
        parts(selection, offers, key=key)


def whole(selection: Selection, offers: Sequence[Offer], *, key: str) -> None:
    """Draw the offers that are about a questionnaire as a whole."""
    wholes = [offer for offer in offers if not offer.section]
    several = sum(not offer.is_new for offer in wholes) > 1
    for offer in wholes:
        button(selection, offer, key=key, label=words(offer, names_the_rest=several))


def parts(selection: Selection, offers: Sequence[Offer], *, key: str) -> None:
    """Draw the offers that are about one section alone."""
    sections = [offer for offer in offers if offer.section]
    if sections:
        st.markdown(_("**One part alone**, with every statement of it, so that a level can be relied on there:"))
        with st.container(horizontal=True):
            for offer in sections:
                button(selection, offer, key=key, label=_short(offer))


def _short(offer: Offer) -> str:
    title = offer.section.title if offer.section else offer.questionnaire.title
    return asking_more.one_section_short(title, offer.workload.statements, offer.workload.minutes)
