"""A section opened: its statements drawn, and each number with its formula, inputs and what would change it."""

from __future__ import annotations

import streamlit as st

from journey.model import Section, SectionScore
from journey.ui.shared import components, state
from journey.ui.shared.downloads import TableSubject
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import _
from journey.wording.explain import ExplanationPart, explain


def section(found: Section, score: SectionScore, responses: int, subject: TableSubject) -> None:
    """The statements of a section, then its numbers one by one."""
    from journey import charts

    components.drawn(charts.section_chart(found, score, state.theme()), key=f"section-{found.id}", subject=subject)
    explanation = explain(found, score, responses)
    st.markdown(_("**How each number was worked out**"))
    for part in explanation.parts:
        with st.expander(f"{plain(part.title)}: {plain(part.value)}"):
            number(part)
    with st.expander(_("The figures that went in")):
        _inputs(explanation.index)


def number(part: ExplanationPart) -> None:
    """One number: formula, what was left out, what would change it."""
    st.markdown(plain(part.formula))
    if part.working:
        st.markdown(plain(part.working))
    bullets(_("Left out"), part.left_out)
    bullets(_("What would change it"), part.would_change)


def bullets(title: str, lines: tuple[str, ...]) -> None:
    """A short list under a title; nothing where there is nothing to list."""
    if lines:
        st.markdown(f"{title}:\n\n" + "\n".join(f"- {plain(line)}" for line in lines))


def _inputs(part: ExplanationPart) -> None:
    import pandas as pd

    table = pd.DataFrame(
        [
            {
                "Statement": one.text,
                "Weight": f"{one.weight:g}",
                "Level 1": one.levels[0],
                "Level 2": one.levels[1],
                "Level 3": one.levels[2],
                "Level 4": one.levels[3],
                "Mean": "none" if one.mean is None else formatting.figure(one.mean, 2),
                "Median": "none" if one.median is None else str(one.median),
            }
            for one in part.inputs
        ]
    )
    st.table(table, hide_index=True)
