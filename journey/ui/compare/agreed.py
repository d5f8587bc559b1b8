"""Individual and agreed: what people said on their own, beside what a workshop settled on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from journey.model import Absent, AgreedLevel
from journey.service.current_selection import Selection
from journey.service.profile import unit_findings
from journey.service.profile.unit_findings import UnitFindings
from journey.service.workshop import agreed_levels
from journey.ui.compare import common
from journey.ui.compare.common import CompareContext
from journey.ui.shared import agreed_form, components, downloads, state
from journey.ui.shared.escaping import plain
from journey.wording import comparison, suppression, terms
from journey.wording.catalogue import N_, _

NEVER_CHANGES = N_(
    "An agreed level is a record of its own, with its reason and with who saw it differently. It never changes "
    "anybody’s answer, and can be recorded after the round was closed."
)


def show(context: CompareContext) -> None:
    """What was agreed about the unit in view in the round in view, and the form that records it."""
    standing = unit_findings.by_questionnaire(state.product(), context.selection).get(context.asked.questionnaire_id)
    if standing is None:
        common.not_asked(context)
        return
    stored = agreed_levels.levels(state.product(), standing.assessment)
    agreed = {id_: one for id_, one in stored.items() if one.content.level is not None}
    if agreed:
        _beside(context.selection, standing, agreed)
    else:
        st.markdown(
            _(
                "Nothing is recorded yet as agreed about {name} in {name_2}.",
                name=context.name,
                name_2=plain(context.selection.round.name),
            )
        )
    _contested(standing, stored)
    if standing.profile is None:
        why = suppression.whole(standing.why or Absent.TOO_FEW, standing.min_group, standing.turnout)
        st.info(_("**The individual view.** {why}", why=why))
    agreed_form.form(standing, stored)
    st.caption(_(NEVER_CHANGES))


def _beside(selection: Selection, standing: UnitFindings, agreed: Mapping[str, AgreedLevel]) -> None:
    from journey import charts

    profile = agreed_levels.profile(state.product(), standing.assessment)
    if profile is not None:
        components.drawn(
            charts.agreed_chart(standing.questionnaire, standing.profile, profile, state.theme()),
            key=f"agreed-{standing.questionnaire.id}",
            subject=downloads.in_one_round(selection, standing.questionnaire, "agreed"),
        )
    st.header(_("Where the agreed level differs"), anchor=False)
    levels = {id_: one.content.level for id_, one in agreed.items() if one.content.level is not None}
    ids = comparison.otherwise_than_agreed(standing.profile, levels)
    if ids:
        st.caption(_("By a level or more from the median: the middle one of all levels that individuals gave."))
    else:
        st.markdown(_("Nowhere, as far as the answers to single statements are shown."))
    for id_ in ids:
        with st.container(border=True):
            _agreed(standing, agreed[id_])
    rest = [statement.id for statement in standing.questionnaire.statements() if statement.id in agreed]
    _rest(standing, agreed, [id_ for id_ in rest if id_ not in ids])


def _contested(standing: UnitFindings, stored: Mapping[str, AgreedLevel]) -> None:
    """Where it is on record that no level was agreed: how it is seen, and who will find out."""
    open_still = [one for one in standing.questionnaire.statements() if _is_contested(stored.get(one.id))]
    if open_still:
        st.header(_("Still contested"), anchor=False)
    for statement in open_still:
        with st.container(border=True):
            st.markdown(f"**{plain(statement.text)}**")
            agreed_form.texts(stored[statement.id])


def _is_contested(one: AgreedLevel | None) -> bool:
    return one is not None and agreed_levels.is_contested(one.content)


def _rest(standing: UnitFindings, agreed: Mapping[str, AgreedLevel], ids: Sequence[str]) -> None:
    """What else was agreed, folded away."""
    if ids:
        with st.expander(_("Other agreed statements ({ids})", ids=len(ids))):
            for id_ in ids:
                with st.container(border=True):
                    _agreed(standing, agreed[id_])


def _agreed(standing: UnitFindings, one: AgreedLevel) -> None:
    """A statement with its agreed level, what individuals said, the reason and the dissent."""
    text = next(s.text for s in standing.questionnaire.statements() if s.id == one.statement_id)
    st.markdown(f"**{plain(text)}**")
    median = comparison.medians(standing.profile).get(one.statement_id)
    individually = "" if median is None else _(" Individually, the median is {in_words}.", in_words=in_words(median))
    st.markdown(f"Agreed: {in_words(one.content.level)}.{individually}")
    agreed_form.texts(one)


def in_words(level: int | None) -> str:
    """A level with its name."""
    return terms.level_in_words(level) if level else "nothing"
