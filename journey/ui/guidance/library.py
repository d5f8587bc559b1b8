"""The library: how others do it, by stage, breakthrough and kind; read before there is a council as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from journey.model import Origin, Subject, SubjectKind
from journey.service.guidance import library
from journey.service.guidance.library import Entry, EntryKind
from journey.ui.guidance.library_entry import card
from journey.ui.shared import components, how_others, page_title, state, tips
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import _

ALL = "all"
KINDS = (EntryKind.TIP, EntryKind.TOOL, EntryKind.WORKSHOP, EntryKind.PRACTICE)
LONGEST_SEARCH = 100
_LISTS = ("for-stage", "for-breakthrough", "kind")
_ORIGINS = {
    SubjectKind.STATEMENT: Origin.BLOCKER,
    SubjectKind.SECTION: Origin.BLOCKER,
    SubjectKind.PITFALL: Origin.PITFALL,
    SubjectKind.MEASURE: Origin.MEASURE,
}
"""What an action was born from that somebody takes from the help with something."""


class Narrowed(NamedTuple):
    """What this page was opened for: the help with a subject, one entry, or everything."""

    entries: Sequence[Entry]
    said: str = ""
    subject: Subject | None = None


def page() -> None:
    """Everything that helps, to be searched, filtered and printed."""
    page_title.show(_("What helps"), place="what-helps")
    st.markdown(
        _(
            "Tips, tools and workshops, with what named councils did where a source tells of it. Fit each to your own "
            "council: one size does not suit all."
        )
    )
    _say_what_is_left_out()
    narrowed = _narrowed()
    if narrowed.said:
        _say(narrowed.said)
    found = _filtered(narrowed.entries)
    st.header(_counted(len(found), len(narrowed.entries)), anchor=False)
    if not found:
        st.markdown(_("Nothing here fits all that you searched for and chose."))
        st.button(_("Clear the search and the lists"), key="library-clear", on_click=_clear)
    selection = state.navigation().selection
    origin = _ORIGINS[narrowed.subject.kind] if narrowed.subject else Origin.IDEA
    for entry in found:
        card(entry, selection, narrowed.subject, origin)


def _say_what_is_left_out() -> None:
    """Which of the council's own files could not be read, and why."""
    faults = library.faults(state.product())
    if not faults:
        return
    st.warning(
        _(
            "Of your own guidance some could not be read and is left out; everything else is here. Once it is put "
            "right, start the product again."
        )
    )
    with components.fold(_("What is wrong, file by file"), "own-faults") as opened:
        if opened.open:
            for fault in faults:
                where = _("{file}, line {line}", file=Path(fault.path).name, line=fault.line)
                st.markdown(f"- **{plain(where)}:** {plain(fault.message)} {plain(fault.remedy)}")


def _narrowed() -> Narrowed:
    """What the address, or the press that led here, asks for."""
    product = state.product()
    every = library.entries(product)
    alone = next((entry for entry in every if entry.id == state.tab("entry")), None)
    if alone is not None:
        return Narrowed((alone,), _("One entry: “{title}”", title=plain(alone.title)))
    subject = how_others.read(state.tab("helps-with"))
    helping = library.helping(product, subject) if subject else ()
    if subject is None or not helping:
        return Narrowed(every)
    title = library.titles(product).get(subject) or _("a measure")
    return Narrowed(helping, _("What helps with “{title}”", title=plain(title)), subject)


def _say(said: str) -> None:
    """What is shown alone, and the way to everything."""
    with st.container(key="narrowed", horizontal=True, vertical_alignment="center", border=True):
        st.markdown(f"**{said}**", width="stretch")
        if st.button(_("Show everything"), key="show-everything"):
            for name in ("entry", "helps-with"):
                state.open_tab(name, how_others.NOTHING)
            st.rerun()


def _filtered(every: Sequence[Entry]) -> Sequence[Entry]:
    """The search and the lists, and the entries that they leave."""
    product = state.product()
    search_box, stage_box, breakthrough_box, kind_box = st.columns((2, 1, 1, 1))
    with search_box:
        words = st.text_input(
            _("Search"), max_chars=LONGEST_SEARCH, key="library-search", placeholder=_("For example: audit report")
        )
    stages, breakthroughs = library.stages(product), library.breakthroughs(product)
    with stage_box:
        stage = _section(_("Stage"), "for-stage", stages)
    with breakthrough_box:
        breakthrough = _section(_("Breakthrough"), "for-breakthrough", breakthroughs)
    with kind_box:
        names = {kind.value: _(tips.KINDS[kind]) for kind in KINDS}
        kind = _list(_("Kind"), "kind", names)
    sections = [section for section in (stage, breakthrough) if section]
    return library.chosen(every, words or "", sections, EntryKind(kind) if kind != ALL else None)


def _clear() -> None:
    """Ask for everything again. Widgets take what is set before they are drawn."""
    st.session_state["library-search"] = ""
    for name in _LISTS:
        st.session_state[f"library-{name}"] = ALL


def _section(label: str, name: str, sections: Sequence[Subject]) -> Subject | None:
    titles = library.titles(state.product())
    chosen = _list(label, name, {section.id: titles[section] for section in sections})
    return next((section for section in sections if section.id == chosen), None)


def _list(label: str, name: str, names: Mapping[str, str]) -> str:
    shown = {ALL: _("All"), **names}
    return components.tab(name, label, list(shown), key=f"library-{name}", is_list=True, format_func=shown.__getitem__)


def _counted(found: int, every: int) -> str:
    if found == every:
        return formatting.capital(formatting.count(every, _("thing that helps"), _("things that help")))
    return _("{found} of {every} fit", found=found, every=every)
