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
    findings = unit_findings.by_questionnaire(state.product(), context.selection).get(
        context.where_asked.questionnaire_id
    )
    if findings is None:
        common.not_asked(context)
        return
    stored = agreed_levels.levels(state.product(), findings.assessment)
    agreed = {id_: record for id_, record in stored.items() if record.content.level is not None}
    if agreed:
        _differences(context.selection, findings, agreed)
    else:
        st.markdown(
            _(
                "Nothing is recorded yet as agreed about {name} in {round}.",
                name=context.name,
                round=plain(context.selection.round.name),
            )
        )
    _contested(findings, stored)
    if findings.profile is None:
        why = suppression.whole(findings.why or Absent.TOO_FEW, findings.min_group, findings.turnout)
        st.info(_("**The individual view.** {why}", why=why))
    st.caption(_(NEVER_CHANGES))
    with components.fold(_("Record what was agreed"), "agree-record") as record:
        if record.open:
            agreed_form.choose_and_record(findings, stored)


def _differences(selection: Selection, findings: UnitFindings, agreed: Mapping[str, AgreedLevel]) -> None:
    from journey import charts

    profile = agreed_levels.profile(state.product(), findings.assessment)
    if profile is not None:
        components.drawn(
            charts.agreed_chart(findings.questionnaire, findings.profile, profile, state.theme()),
            key=f"agreed-{findings.questionnaire.id}",
            subject=downloads.in_one_round(selection, findings.questionnaire, "agreed"),
        )
    st.header(_("Where the agreed level differs"), anchor=False)
    levels = {id_: record.content.level for id_, record in agreed.items() if record.content.level is not None}
    ids = comparison.otherwise_than_agreed(findings.profile, levels)
    if ids:
        st.caption(_("By a level or more from the median: the middle one of all levels that individuals gave."))
    else:
        st.markdown(_("Nowhere, as far as the answers to single statements are shown."))
    _cards(findings, [agreed[id_] for id_ in ids])
    others = [statement.id for statement in findings.questionnaire.statements() if statement.id in agreed]
    _others(findings, agreed, [id_ for id_ in others if id_ not in ids])


def _contested(findings: UnitFindings, stored: Mapping[str, AgreedLevel]) -> None:
    """The statements of which it is recorded that no level was agreed: how each is seen, and who will find out."""
    open_still = [
        statement for statement in findings.questionnaire.statements() if _is_contested(stored.get(statement.id))
    ]
    if open_still:
        st.header(_("Still contested"), anchor=False)
    for statement in open_still:
        with st.container(border=True):
            st.markdown(f"**{plain(statement.text)}**")
            agreed_form.texts_of(stored[statement.id])


def _is_contested(record: AgreedLevel | None) -> bool:
    return record is not None and agreed_levels.is_contested(record.content)


def _others(findings: UnitFindings, agreed: Mapping[str, AgreedLevel], ids: Sequence[str]) -> None:
    """Draw the statements whose agreed level does not differ, folded away."""
    if ids:
        with st.expander(_("Other agreed statements ({number})", number=len(ids))):
            _cards(findings, [agreed[id_] for id_ in ids])


def _cards(findings: UnitFindings, records: Sequence[AgreedLevel]) -> None:
    """A card for each of the statements, two beside each other where there is room."""
    for first in range(0, len(records), 2):
        for column, record in zip(st.columns(2), records[first : first + 2], strict=False):
            with column, st.container(border=True, height="stretch"):
                _agreed(findings, record)


def _agreed(findings: UnitFindings, record: AgreedLevel) -> None:
    """Draw a statement with its agreed level, the individuals' median, the reason and the dissent."""
    text = next(s.text for s in findings.questionnaire.statements() if s.id == record.statement_id)
    st.markdown(f"**{plain(text)}**")
    median = comparison.medians(findings.profile).get(record.statement_id)
    individually = "" if median is None else _(" Individually, the median is {level}.", level=_level_in_words(median))
    st.markdown(_("Agreed: {level}.", level=_level_in_words(record.content.level)) + individually)
    agreed_form.texts_of(record)


def _level_in_words(level: int | None) -> str:
    """A level with its name."""
    return terms.level_in_words(level) if level else _("nothing")
