"""Pieces that several pages share: a chart with its sentence, table and file; choosing the round and unit in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import streamlit as st

from journey.model import Round, Unit
from journey.service.current_selection import Navigation, Selection
from journey.ui.shared import downloads, page_title, presses, share, state
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import _

if TYPE_CHECKING:
    from pandas import DataFrame
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

    from journey.charts import Drawn
    from journey.ui.shared.downloads import TableSubject

SELECT_WIDTH = 280
ROUND_WIDTH = 200
"""Pixels: both on one line of a laptop, one below the other on a phone, neither cut off."""


def drawn(chart: Drawn, *, key: str, subject: TableSubject, is_said: bool = True) -> None:
    """The sentence that a chart says, the chart, and everything it shows as a table and as a file about a subject.

    ``is_said`` is False where the sentence stands above already, as the heading of the page's finding.
    """
    if is_said:
        st.markdown(f"**{plain(chart.takeaway)}**")
    if chart.more:
        st.markdown(plain(chart.more))
    if chart.chart is not None:
        with st.container(key=f"chart-{key}"):
            st.vega_lite_chart(chart.chart.to_dict(), width="stretch", theme=None, alt=chart.alt)
    if chart.behind:
        st.caption(plain(chart.behind))
    with fold(_("The same as a table"), f"table-{key}") as opened:
        if opened.open:  # tables are slow, and few are looked at
            _same(chart, key, subject)


def _same(chart: Drawn, key: str, subject: TableSubject) -> None:
    table(chart.table)
    st.download_button(
        _("Download the table (CSV)"),
        lambda: downloads.csv(chart.file, subject),  # written when somebody wants it
        file_name=downloads.file_name(subject),
        mime="text/csv",
        key=f"csv-{key}",
        on_click="ignore",
    )


def table(cells: DataFrame) -> None:
    """A table in which names that people typed are text: Streamlit reads cells and headings as Markdown."""
    st.table(cells.map(_plain_cell).rename(columns=_plain_cell), hide_index=True)


def _plain_cell(cell: object) -> object:
    return plain(cell) if isinstance(cell, str) else cell


def in_view(navigation: Navigation, selection: Selection) -> None:
    """One line: the unit and the round in view, each a small list where there is a choice, and how the round stands."""
    rounds, units = list(navigation.rounds), list(navigation.units)
    chosen_round, chosen_unit = selection.round, selection.unit
    with st.container(key="in-view", horizontal=True, vertical_alignment="center", gap="small"):
        if len(units) > 1:
            chosen_unit = st.selectbox(
                _("Unit"),
                units,
                units.index(selection.unit),
                format_func=lambda unit: unit_name(selection, unit),
                key=f"unit-in-view-{selection.key}",
                label_visibility="collapsed",
                width=SELECT_WIDTH,
            )
        if len(rounds) > 1:
            chosen_round = st.selectbox(
                _("Round"),
                rounds,
                rounds.index(selection.round),
                format_func=_round_name,
                key=f"round-in-view-{selection.key}",
                label_visibility="collapsed",
                width=ROUND_WIDTH,
            )
        st.caption(_standing(navigation, selection), width="content")
        share.place()
    if (chosen_round, chosen_unit) != (selection.round, selection.unit):
        look_at_chosen(Selection(selection.organisation, chosen_round, chosen_unit))


def _standing(navigation: Navigation, selection: Selection) -> str:
    """What the lists do not say: unit and round where there is no choice, and how the round stands."""
    round_, newest = selection.round, navigation.rounds[-1]
    unit = "" if len(navigation.units) > 1 else plain(unit_name(selection, selection.unit))
    name = "" if len(navigation.rounds) > 1 else plain(round_.name)
    if round_.closed_at is None:
        stands = _("open")
    else:
        stands = _("closed on {date}", date=formatting.day(state.product().day_of(round_.closed_at)))
    later = "" if round_.id == newest.id else _("the newest round is {name}", name=plain(newest.name))
    return " · ".join(filter(None, (unit, name, stands, later)))


def look_at_chosen(selection: Selection) -> NoReturn:
    """Look at what was chosen from a list, and draw the page anew."""
    presses.leave_what_was_not_done()
    state.look_at(organisation_id=selection.organisation_id, round_id=selection.round_id, unit_id=selection.unit_id)
    st.rerun()


Option = TypeVar("Option", bound=str)


def tab(
    name: str,
    label: str,
    options: Sequence[Option],
    *,
    key: str,
    first: Option | None = None,
    is_list: bool = False,
    **of_widget: Any,
) -> Option:
    """Draw a choice that belongs to this window and stands in its address under ``name``; return what is open.

    ``first`` is open at first; unless given, the first of the ``options``. ``is_list``: they are chosen from a list
    that opens, and are not all in sight.
    """
    widgets, known = st.session_state, state.tab(name)
    start = next((option for option in options if option == known), first or options[0])
    if key in widgets and name in state.window().tabs_by_address:
        widgets[key] = start
    place = 0 if key in widgets else list(options).index(start)  # a widget that is there already keeps its value
    chosen: Option
    if is_list:
        chosen = st.selectbox(label, options, place, key=key, **of_widget)
    else:
        chosen = st.radio(label, options, place, key=key, **of_widget)
    if chosen == start:
        state.keep_tab(name, chosen)
    else:
        state.open_tab(name, chosen)
    return chosen


def _round_name(round_: Round) -> str:
    return round_.name


def unit_name(selection: Selection, unit: Unit) -> str:
    """The unit's name; the whole council has that of the page's title."""
    return _("The whole council") if unit.name == selection.organisation.name else unit.name


def fold(label: str, key: str, *, is_open: bool = False) -> ExpanderContainer:
    """A fold for a form: drawn only while it is open (``fold.open``), and still open when the form has an error.

    Streamlit's own would close whenever a message appears or goes above it.
    """
    return st.expander(label, expanded=is_open, key=key, on_change="rerun")


def group(title: str, key: str) -> DeltaGenerator:
    """Fields that belong together, under a line that is also the name of the group for whoever does not see it."""
    box = st.container(key=f"group-{key}")
    box.markdown(f"**{title}**")
    return box


def nothing_yet(title: str, text: str) -> None:
    """An empty state that leads on: what this page will show, and the one thing to do first."""
    page_title.show(title, place="nothing-yet")
    st.markdown(text)
    if st.button(_("Begin an assessment"), type="primary"):
        state.go_to("assess")
