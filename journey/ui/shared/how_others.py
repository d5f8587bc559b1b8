"""How others do it: what helps with a weakness, in a fold on the card that shows it, and the way on to the library."""

from __future__ import annotations

import streamlit as st

from journey.model import Subject, SubjectKind
from journey.service.guidance import library
from journey.ui.shared import address, components, state, tips
from journey.ui.shared.escaping import plain
from journey.wording.catalogue import _

NOTHING = ""


def offer(subject: Subject, *, key: str, is_open: bool = False) -> None:
    """A fold with what helps with a subject, drawn while it is open. ``key`` names the card that it is on."""
    if not library.helping(state.product(), subject):
        return
    name = f"how-others-{key}{'-open' if is_open else ''}"
    with components.fold(_("How others do it"), name, is_open=is_open) as opened:
        if not opened.open:
            return
        for statement, found in library.by_statement(state.product(), subject):
            if statement:
                st.caption(_("For “{statement}”", statement=plain(statement)))
            elif subject.kind is SubjectKind.SECTION:
                st.caption(_("For the whole of it"))
            for entry in found:
                tips.tip(entry)
        if st.button(_("Open these in What helps"), key=f"all-that-helps-{key}"):
            go_to(subject)


def go_to(subject: Subject) -> None:
    """Open the library at what helps with a subject, whatever was chosen there before."""
    state.go_to("what-helps", **{**dict.fromkeys(address.HELPS, NOTHING), "helps-with": written(subject)})


def written(subject: Subject) -> str:
    """A subject as it stands in an address: ``statement.stages.checked-it-worked``."""
    return f"{subject.kind}.{subject.of}.{subject.id}"


def read(text: str | None) -> Subject | None:
    """The subject that an address names; None where it names none."""
    kind, _dot, rest = (text or "").partition(".")
    of, _dot, id_ = rest.partition(".")
    return Subject(SubjectKind(kind), id_, of) if kind in set(SubjectKind) and id_ else None
