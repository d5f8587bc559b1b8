"""Tips, tools and workshops from the guidance: what helps, and where it was done."""

from __future__ import annotations

import streamlit as st

from journey.service.guidance.library import Entry, EntryKind
from journey.ui.shared.escaping import plain
from journey.wording import sources
from journey.wording.catalogue import N_, _

KINDS = {
    EntryKind.TIP: N_("Tip"),
    EntryKind.TOOL: N_("Tool"),
    EntryKind.WORKSHOP: N_("Workshop"),
    EntryKind.PRACTICE: N_("Practice"),
    EntryKind.AVOID: N_("How to avoid it"),
}
OWN = N_("Our own")


def tip(entry: Entry) -> None:
    """One thing to do in a paragraph, with what a named council did where a source says so."""
    st.markdown(f"**{headed(entry)}** {plain(entry.text)}")
    practice(entry)


def headed(entry: Entry) -> str:
    """The title as a paragraph begins with it, after what it is where that is no tip."""
    if entry.kind is EntryKind.AVOID:
        return f"{_(KINDS[entry.kind])}."
    kind = "" if entry.kind is EntryKind.TIP else f"{_(KINDS[entry.kind])}: "
    own = f"{_(OWN)}: " if entry.is_own else ""
    return f"{own}{kind}{plain(entry.title)}."


def practice(entry: Entry) -> None:
    """Where it was done and what came of it, with its source."""
    if entry.practice:
        st.markdown(_("*In practice:* {practice} ({source})", practice=plain(entry.practice), source=source(entry)))


def source(entry: Entry) -> str:
    """Where it comes from, in words."""
    return plain(sources.named(entry.source, dict(entry.documents)))
