"""Pieces that several pages share: a chart with its sentence, table and file; choosing the round and unit in view."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from journey.model import Round, Unit
from journey.service.current_selection import Navigation, Selection
from journey.ui.shared import downloads, state
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import _

if TYPE_CHECKING:
    from pandas import DataFrame
    from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

    from journey.charts import Drawn
    from journey.ui.shared.downloads import TableSubject

SELECT_WIDTH = 280
"""Pixels: two side by side on a laptop, one below the other on a phone, neither cut off."""


def drawn(chart: Drawn, *, key: str, subject: TableSubject) -> None:
    """The sentence that a chart says, the chart, and everything it shows as a table and as a file about a subject."""
    st.markdown(f"**{plain(chart.takeaway)}**")
    if chart.chart is not None:
        with st.container(key=f"chart-{key}"):
            st.altair_chart(chart.chart, width="stretch", theme=None, alt=chart.alt)
    with st.expander(_("The same as a table")):
        table(chart.table)
        st.download_button(
            _("Download the table (CSV)"),
            partial(downloads.csv, chart.file, subject),  # written when somebody wants it
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
    """Choose the round and the unit, where there is a choice; otherwise say which they are."""
    if len(navigation.rounds) < 2 and len(navigation.units) < 2:
        st.caption(f"{plain(selection.unit.name)} · {plain(selection.round.name)}")
        return
    rounds, units = list(navigation.rounds), list(navigation.units)
    with st.container(horizontal=True):
        chosen_round = st.selectbox(
            _("Round"), rounds, rounds.index(selection.round), format_func=_round_name, width=SELECT_WIDTH
        )
        chosen_unit = st.selectbox(
            _("Unit"), units, units.index(selection.unit), format_func=_unit_name, width=SELECT_WIDTH
        )
    if (chosen_round, chosen_unit) != (selection.round, selection.unit):
        state.look_at(organisation_id=selection.organisation.id, round_id=chosen_round.id, unit_id=chosen_unit.id)
        st.rerun()


def _round_name(round_: Round) -> str:
    return (
        _("{name} (closed {date})", name=round_.name, date=formatting.day(round_.closed_at.date()))
        if round_.closed_at
        else round_.name
    )


def _unit_name(unit: Unit) -> str:
    return unit.name


def fold(label: str, key: str, *, is_open: bool = False) -> ExpanderContainer:
    """A fold for a form: drawn only while it is open (``fold.open``), and still open when the form has an error.

    Streamlit's own would close whenever a message appears or goes above it.
    """
    return st.expander(label, expanded=is_open, key=key, on_change="rerun")


def nothing_yet(title: str, text: str) -> None:
    """An empty state that leads on: what this page will show, and the one thing to do first."""
    st.title(title, anchor=False)
    st.markdown(text)
    if st.button(_("Begin an assessment"), type="primary"):
        st.switch_page(state.page("assess"))
