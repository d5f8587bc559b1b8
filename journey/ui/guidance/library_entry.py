"""One entry of the library: what to do, where it was done, what it helps with, and an action from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from journey.model import Origin, Subject, SubjectKind
from journey.service.current_selection import Selection
from journey.service.guidance import library
from journey.service.guidance.library import Entry, EntryKind
from journey.service.pinned_content import STAGES
from journey.ui.shared import components, make_action, page_title, state, tips
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import _
from journey.wording.next_steps import Spot

BESIDE = (2, 1)
"""What an entry says, and the ways on from it."""


def card(entry: Entry, selection: Selection | None, subject: Subject | None, origin: Origin) -> None:
    """Draw an entry; without a round in view nothing leads from it to the council's own pages."""
    with page_title.spot(entry.id), st.container(key=f"entry-{entry.id}", border=True):
        said, ways_on = st.columns(BESIDE, gap="large")
        with said:
            st.subheader(plain(entry.title), anchor=False)
            st.caption(" · ".join(_labels(entry)))
            st.markdown(plain(entry.text))
            tips.practice(entry)
            if not entry.practice:
                st.caption(_("From {source}", source=tips.source(entry)))
        with ways_on:
            if entry.kind is not EntryKind.AVOID:
                with components.fold(_helps_label(entry), f"helps-{entry.id}") as opened:
                    if opened.open:
                        _helped(entry, selection)
            _act(entry, selection, subject, origin)


def _labels(entry: Entry) -> Sequence[str]:
    """What it is, how long it takes, and the stages and breakthroughs that it belongs to."""
    titles = library.titles(state.product())
    kind = _(tips.KINDS[entry.kind])
    whose = [_(tips.OWN)] if entry.is_own else []
    lasts = [_("{number} minutes", number=entry.minutes)] if entry.minutes else []
    return [*whose, kind, *lasts, *(plain(titles[section]) for section in entry.sections)]


def _act(entry: Entry, selection: Selection | None, subject: Subject | None, origin: Origin) -> None:
    if selection is not None:
        proposal = "" if entry.kind is EntryKind.AVOID else entry.title
        make_action.offer(selection, subject, origin, key=f"entry-{entry.id}", proposal=proposal)


def _helps_label(entry: Entry) -> str:
    statements, pitfalls = entry.helped(SubjectKind.STATEMENT), entry.helped(SubjectKind.PITFALL)
    counted = []
    if statements:
        counted.append(formatting.count(len(statements), _("statement"), _("statements")))
    if pitfalls:
        counted.append(formatting.count(len(pitfalls), _("pitfall"), _("pitfalls")))
    return _("Helps with {what}", what=formatting.listed(counted)) if counted else _("Where it belongs")


def _helped(entry: Entry, selection: Selection | None) -> None:
    """Each statement, pitfall and section that it is about, with the way there, and the address of the entry."""
    titles = library.titles(state.product())
    for subject in entry.helps:
        _one(entry, subject, titles, selection)
    is_workshop = entry.kind is EntryKind.WORKSHOP and selection is not None
    if is_workshop and st.button(_("Make a workshop from this design"), key=f"workshop-{entry.id}"):
        state.go_to("workshop")
    link = state.link_parameters(entry=entry.id)
    st.page_link(state.page("what-helps"), label=_("Link to this entry alone"), query_params=link)


def _one(entry: Entry, subject: Subject, titles: Mapping[Subject, str], selection: Selection | None) -> None:
    if selection is None:
        st.markdown(f"- {plain(titles[subject])}")
    elif st.button(plain(titles[subject]), key=f"to-{entry.id}-{subject.kind}-{subject.id}", type="tertiary"):
        _go(subject)


def _go(subject: Subject) -> None:
    """To the pitfall on its checklist, or to the section on the profile."""
    section = library.section_of(state.product(), subject) or subject
    if subject.kind is SubjectKind.PITFALL and section.of == STAGES:
        state.go_to("pitfalls", spot=subject.id, stage=section.id)
    if subject.kind is SubjectKind.PITFALL:
        state.go_to("pitfalls", spot=Spot.CHECKLIST)
    state.go_to("profile", spot=f"section-{section.id}", questionnaire=section.of)
