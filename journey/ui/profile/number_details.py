"""The details of a section: its statements drawn, and each number with its formula, inputs and what would change it."""

from __future__ import annotations

import streamlit as st

from journey.model import Section, SectionScore
from journey.ui.shared import components, state
from journey.ui.shared.downloads import TableSubject
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import _
from journey.wording.explain import ExplanationPart, explain


def show(section: Section, score: SectionScore, responses: int, margin: float | None, subject: TableSubject) -> None:
    """The statements of a section, then its numbers one by one."""
    from journey import charts

    chart = charts.section_chart(section, score, state.theme())
    components.drawn(chart, key=f"section-{section.id}", subject=subject)
    explanation = explain(section, score, responses, margin)
    st.subheader(_("How each number was worked out"), anchor=False)
    for part in explanation.parts:
        with st.expander(f"{plain(part.title)}: {plain(part.value)}"):
            _number(part)
    with st.expander(_("The figures that went in")):
        _inputs(explanation.index)


def _number(part: ExplanationPart) -> None:
    """One number: formula, what was left out, what would change it."""
    st.markdown(plain(part.formula))
    if part.working:
        st.markdown(plain(part.working))
    _bullets(_("Left out"), part.left_out)
    _bullets(_("What would change it"), part.would_change)


def _bullets(title: str, lines: tuple[str, ...]) -> None:
    """A short list under a title; nothing where there is nothing to list."""
    if lines:
        st.markdown(f"{title}:\n\n" + "\n".join(f"- {plain(line)}" for line in lines))


def _inputs(part: ExplanationPart) -> None:
    import pandas as pd

    table = pd.DataFrame(
        [
            {
                _("Statement"): statement.text,
                _("Weight"): f"{statement.weight:g}",
                _("Level {number}", number=1): statement.levels[0],
                _("Level {number}", number=2): statement.levels[1],
                _("Level {number}", number=3): statement.levels[2],
                _("Level {number}", number=4): statement.levels[3],
                _("Mean"): _("none") if statement.mean is None else formatting.figure(statement.mean, 2),
                _("Median"): _("none") if statement.median is None else str(statement.median),
            }
            for statement in part.inputs
        ]
    )
    st.table(table, hide_index=True)
