"""Since an earlier round: what changed, how sure that is, and what explains the difference."""

from __future__ import annotations

import streamlit as st

from journey.model import Absent, Change, PitfallChange, StatementChange
from journey.service.compare.change import Comparison, between
from journey.ui.compare import common, done
from journey.ui.compare.common import CompareContext
from journey.ui.shared import components, downloads, state
from journey.ui.shared.downloads import AskedIn
from journey.ui.shared.escaping import plain
from journey.wording import change_breakdown, formatting, movement, suppression
from journey.wording.catalogue import _
from journey.wording.change_breakdown import BreakdownPart
from journey.wording.change_summary import ChangeSummary, summarise_change
from journey.wording.compared_rounds import ComparedRounds
from journey.wording.read_otherwise import read_otherwise


def show(context: CompareContext) -> None:
    """Compare the unit in view in the round in view with an earlier round of the reader's choice."""
    selection = context.selection
    answered = context.where_asked.of_unit(context.navigation.rounds, selection.unit.id)
    if selection.round not in answered:
        common.not_asked(context)
        return
    candidates = common.before(context, answered)
    if not candidates:
        st.markdown(
            _(
                "{round} is the first round in which {name} was asked {title}. At the next one, this view shows what "
                "has changed since.",
                round=plain(selection.round.name),
                name=context.name,
                title=context.title,
            )
        )
        return
    with context.since:
        before = common.earlier(context, candidates, "since")
    comparison = between(state.product(), selection, context.where_asked.questionnaire_id, before)
    if comparison is None:
        common.not_asked(context)
        return
    compared = comparison.in_words(selection)
    if compared is None:
        _hidden(comparison)
    else:
        _shown(context, comparison, compared)


def _hidden(comparison: Comparison) -> None:
    """Say why the two rounds cannot be compared."""
    for round_, findings in zip((comparison.before, comparison.after), comparison.standings, strict=True):
        if findings.profile is None:
            why = suppression.whole(findings.why or Absent.TOO_FEW, findings.min_group, findings.turnout)
            st.info(f"**{plain(round_.name)}.** {why}")
    st.markdown(_("So there is nothing here to compare. Other rounds may be: choose another one above."))


def _shown(context: CompareContext, comparison: Comparison, compared: ComparedRounds) -> None:
    """The finding with its picture, beside it the whole in words; then what is behind it, two by two."""
    picture, words = st.columns([2, 1], gap="medium")
    with picture:
        _picture(context, comparison, compared)
    with words:
        _story(summarise_change(compared))
    statements, explained = st.columns(2, gap="large")
    with statements:
        _statements(comparison, compared)
    if comparison.changes:
        with explained:
            _explained(compared)
    pitfalls, targets = st.columns(2, gap="large") if comparison.pitfalls else (st.container(), st.container())
    if comparison.pitfalls:
        with pitfalls:
            _pitfalls(comparison, compared)
    with targets:
        _targets(context, comparison, compared)
    done.show(context.selection, comparison.before, comparison.after)


def _picture(context: CompareContext, comparison: Comparison, compared: ComparedRounds) -> None:
    from journey import charts

    names = (comparison.before.name, comparison.after.name)
    questionnaire = compared.questionnaires[1]
    asked_in = [AskedIn(name, asked.version) for name, asked in zip(names, compared.questionnaires, strict=True)]
    components.drawn(
        charts.change_chart(questionnaire, comparison.changes, names, state.theme()),
        key=f"change-{questionnaire.id}",
        subject=downloads.over_rounds(context.selection, questionnaire, "change", asked_in),
    )
    for round_, findings in zip(compared.rounds, comparison.standings, strict=True):
        if told := read_otherwise(round_.name, findings.read_otherwise, compared.titles):
            st.caption(plain(told))


def _story(story: ChangeSummary) -> None:
    for paragraph in story.paragraphs:
        st.markdown(plain(paragraph))
    with st.expander(_("Copy this for a paper")):
        st.code("\n\n".join((story.opening, *story.paragraphs)), language=None, wrap_lines=True)


def _statements(comparison: Comparison, compared: ComparedRounds) -> None:
    st.header(_("Single statements"), anchor=False)
    if not comparison.moved:
        st.markdown(_("No statement is shown by itself in both rounds."))
        return
    by_head = change_breakdown.by_statement(comparison.moved, comparison.changes)
    if not by_head:
        st.markdown(change_breakdown.no_statement())
    for head, changes in by_head:
        st.subheader(head, anchor=False)
        st.markdown("\n".join(_statement(change, compared) for change in changes))
    st.caption(change_breakdown.ABOUT_STATEMENTS)


def _statement(change: StatementChange, compared: ComparedRounds) -> str:
    texts = {statement.id: statement.text for statement in compared.questionnaires[1].statements()}
    text, title = plain(texts[change.statement_id]), plain(compared.titles[change.section_id])
    return _(
        "- **{now_and_then}**: {text} *({title})*",
        now_and_then=change_breakdown.now_and_then(change),
        text=text,
        title=title,
    )


def _explained(compared: ComparedRounds) -> None:
    st.header(_("What explains the difference"), anchor=False)
    st.caption(change_breakdown.ROUNDED)
    for change in compared.in_order:
        with st.expander(plain(change_breakdown.label(compared.titles[change.section_id], change))):
            _breakdown(change, compared)


def _breakdown(change: Change, compared: ComparedRounds) -> None:
    left_out = change_breakdown.left_out(compared.comparable, compared.questionnaires, change.section_id)
    if whole := change_breakdown.whole(change):
        st.markdown(whole)
    if change.difference is None:
        st.markdown(_("There is nothing comparable in this section; the text above says why."))
    else:
        st.markdown(_listed(change_breakdown.parts(change, len(left_out))))
        by_role = change_breakdown.parts_by_role(change)
        if by_role:
            st.markdown(change_breakdown.BY_ROLE)
            st.markdown(_listed(by_role))
        else:
            st.markdown(change_breakdown.NO_ROLES)
    if left_out:
        st.markdown(_("Left out of the comparison:"))
        st.markdown("\n".join(f"- {plain(statement.text)} *{plain(statement.why)}*" for statement in left_out))


def _listed(parts: tuple[BreakdownPart, ...]) -> str:
    return "\n".join(f"- **{part.name}: {formatting.signed(part.levels)}.** {part.meaning}" for part in parts)


def _pitfalls(comparison: Comparison, compared: ComparedRounds) -> None:
    import pandas as pd

    st.header(_("Pitfalls and readiness"), anchor=False)
    _texts(
        _("reopened"), [_listed_pitfalls(comparison, compared, stage, stage.reopened) for stage in comparison.pitfalls]
    )
    _texts(_("closed"), [_listed_pitfalls(comparison, compared, stage, stage.closed) for stage in comparison.pitfalls])
    table = pd.DataFrame(
        [
            {
                _("Stage"): compared.titles[stage.section_id],
                _("In {round}", round=comparison.before.name): _ready(comparison, stage, 0),
                _("In {round}", round=comparison.after.name): _ready(comparison, stage, 1),
            }
            for stage in comparison.pitfalls
            if stage.section_id in compared.titles
        ]
    )
    components.table(table)
    st.caption(_("Ready to move on: by index, secure level and pitfalls together. *Pitfalls* says what is missing."))


def _texts(happened: str, by_stage: list[list[str]]) -> None:
    """The pitfalls that were closed or reopened, in a fold."""
    lines = [line for stage in by_stage for line in stage]
    if lines:
        with st.expander(formatting.capital(f"{formatting.count(len(lines), 'pitfall')} {happened}")):
            st.markdown("\n".join(lines))


def _listed_pitfalls(
    comparison: Comparison, compared: ComparedRounds, stage: PitfallChange, ids: tuple[str, ...]
) -> list[str]:
    known = {pitfall.id: pitfall.text for pitfall in comparison.checklists[stage.section_id].pitfalls}
    title = compared.titles.get(stage.section_id, stage.section_id)
    return [f"- {plain(known[id_])} *({plain(title)})*" for id_ in ids]


def _ready(comparison: Comparison, stage: PitfallChange, side: int) -> str:
    if not stage.missing[side]:
        return _("ready")
    if stage.section_id in comparison.left[side]:
        return _("not ready, moved on anyway")
    return _("pitfalls not looked at") if stage.tallies[side].is_untouched else _("not ready")


def _targets(context: CompareContext, comparison: Comparison, compared: ComparedRounds) -> None:
    import pandas as pd

    st.header(_("Targets"), anchor=False)
    if not comparison.targets:
        st.markdown(
            _(
                "{name} set no targets in {round}. Those for the next round are set on *Rounds*.",
                name=context.name,
                round=plain(comparison.before.name),
            )
        )
        return
    order = list(compared.titles)
    rows = [
        {
            _("Section"): compared.titles[target.section_id],
            _("Wanted"): formatting.figure(target.target),
            _("Index then"): _("no score") if target.index is None else formatting.beside(target.index, target.target),
            _("Above or below"): "" if target.gap is None else formatting.signed(-target.gap),
            _("Result"): movement.target(target),
        }
        for target in sorted(comparison.targets, key=lambda target: order.index(target.section_id))
    ]
    components.table(pd.DataFrame(rows))
    held_in = comparison.targets_held_in or comparison.after
    st.caption(
        _(
            "Set in {round} for the round after it, and held against the index that {later_round} shows.",
            round=plain(comparison.before.name),
            later_round=plain(held_in.name),
        )
    )
