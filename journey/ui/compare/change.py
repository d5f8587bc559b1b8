"""Since an earlier round: what changed, how sure that is, and what explains the difference."""

from __future__ import annotations

import streamlit as st

from journey.model import Absent, Change, PitfallChange, StatementChange
from journey.service.compare.change import Comparison, between
from journey.ui.compare import common
from journey.ui.compare.common import CompareContext
from journey.ui.shared import components, downloads, state
from journey.ui.shared.downloads import AskedIn
from journey.ui.shared.escaping import plain
from journey.wording import change_breakdown, formatting, places, suppression
from journey.wording.catalogue import _
from journey.wording.change_breakdown import BreakdownPart
from journey.wording.change_summary import Compared, Story, tell


def show(context: CompareContext) -> None:
    """The unit in view, now and at an earlier round of the reader's choice."""
    selection = context.selection
    answered = context.asked.of_unit(context.navigation.rounds, selection.unit.id)
    if selection.round not in answered:
        common.not_asked(context)
        return
    candidates = common.before(context, answered)
    if not candidates:
        st.markdown(
            _(
                "{name} is the first round in which {name_2} was asked {title}. "
                "At the next "
                "one, this view shows what has changed since.",
                name=plain(selection.round.name),
                name_2=context.name,
                title=context.title,
            )
        )
        return
    before = common.earlier(context, candidates, "since")
    found = between(state.product(), selection, context.asked.questionnaire_id, before)
    if found is None:
        common.not_asked(context)
        return
    compared = _compared(context, found)
    if compared is None:
        _hidden(found)
    else:
        _shown(context, found, compared)


def _compared(context: CompareContext, found: Comparison) -> Compared | None:
    """What the story is told from; None where one of the rounds may not be shown."""
    first, second = found.standings
    if first.profile is None or second.profile is None:
        return None
    selection = context.selection
    return Compared(
        who=places.in_a_sentence(selection.organisation.name, selection.unit.name),
        rounds=(found.before, found.after),
        questionnaires=(first.questionnaire, second.questionnaire),
        profiles=(first.profile, second.profile),
        comparable=found.comparable,
        changes=found.changes,
        pitfalls=found.pitfalls,
        targets=found.targets,
        targets_held_in=found.targets_held_in,
    )


def _hidden(found: Comparison) -> None:
    """Why the two rounds cannot be compared."""
    for held, standing in zip((found.before, found.after), found.standings, strict=True):
        if standing.profile is None:
            why = suppression.whole(standing.why or Absent.TOO_FEW, standing.min_group, standing.turnout)
            st.info(f"**{plain(held.name)}.** {why}")
    st.markdown(_("So there is nothing here to compare. Other rounds may be: choose another one above."))


def _shown(context: CompareContext, found: Comparison, compared: Compared) -> None:
    from journey import charts

    _story(tell(compared))
    names = (found.before.name, found.after.name)
    questionnaire = compared.questionnaires[1]
    asked_in = [AskedIn(*each) for each in zip(names, (one.version for one in compared.questionnaires), strict=True)]
    components.drawn(
        charts.change_chart(questionnaire, found.changes, names, state.theme()),
        key=f"change-{questionnaire.id}",
        subject=downloads.over_rounds(context.selection, questionnaire, "change", asked_in),
    )
    _moved_most(found, compared)
    if found.changes:
        _explained(compared)
    if found.pitfalls:
        _pitfalls(found, compared)
    _targets(context, found, compared)


def _story(story: Story) -> None:
    for paragraph in story.paragraphs:
        st.markdown(plain(paragraph))
    with st.expander(_("Copy this for a paper")):
        st.code("\n\n".join((story.opening, *story.paragraphs)), language=None, wrap_lines=True)


def _moved_most(found: Comparison, compared: Compared) -> None:
    st.header(_("The statements that moved most"), anchor=False)
    up, down = change_breakdown.moved_most(found.moved)
    if not found.moved:
        st.markdown(_("No statement is shown by itself in both rounds."))
        return
    for name, word, those in (("Up", "rose", up), ("Down", "fell", down)):
        st.subheader(name, anchor=False)
        if those:
            st.markdown("\n".join(_statement(one, compared) for one in those))
        else:
            st.markdown(_("No statement {word} by a quarter of a level or more.", word=word))
    st.caption(
        _(
            "Means of all who gave a level, on the scale from 1 to 4. A single statement may move by chance: "
            "the verdicts "
            "are on the sections."
        )
    )


def _statement(one: StatementChange, compared: Compared) -> str:
    texts = {statement.id: statement.text for statement in compared.questionnaires[1].statements()}
    text, title = plain(texts[one.statement_id]), plain(compared.titles[one.section_id])
    by = formatting.signed(one.difference)
    return _(
        "- **{by}**, from {before} to {after}: {text} *({title})*",
        by=by,
        before=formatting.figure(one.before, 2),
        after=formatting.figure(one.after, 2),
        text=text,
        title=title,
    )


def _explained(compared: Compared) -> None:
    st.header(_("What explains the difference"), anchor=False)
    st.caption(change_breakdown.ROUNDED)
    for change in compared.in_order:
        with st.expander(plain(change_breakdown.label(compared.titles[change.section_id], change))):
            _parts_of(change, compared)


def _parts_of(change: Change, compared: Compared) -> None:
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
        st.markdown("\n".join(f"- {plain(one.text)} *{plain(one.why)}*" for one in left_out))


def _listed(found: tuple[BreakdownPart, ...]) -> str:
    return "\n".join(f"- **{part.name}: {formatting.signed(part.levels)}.** {part.meaning}" for part in found)


def _pitfalls(found: Comparison, compared: Compared) -> None:
    import pandas as pd

    st.header(_("Pitfalls and readiness"), anchor=False)
    _texts("reopened", [_listed_pitfalls(found, compared, one, one.reopened) for one in found.pitfalls])
    _texts("closed", [_listed_pitfalls(found, compared, one, one.closed) for one in found.pitfalls])
    table = pd.DataFrame(
        [
            {
                "Stage": compared.titles[one.section_id],
                f"In {found.before.name}": _ready(one, 0),
                f"In {found.after.name}": _ready(one, 1),
            }
            for one in found.pitfalls
            if one.section_id in compared.titles
        ]
    )
    components.table(table)
    st.caption(_("Ready to move on: by index, secure level and pitfalls together. *Pitfalls* says what is missing."))


def _texts(what: str, by_stage: list[list[str]]) -> None:
    """The pitfalls that were closed or reopened, in a fold."""
    lines = [line for stage in by_stage for line in stage]
    if lines:
        with st.expander(formatting.capital(f"{formatting.count(len(lines), 'pitfall')} {what}")):
            st.markdown("\n".join(lines))


def _listed_pitfalls(found: Comparison, compared: Compared, one: PitfallChange, ids: tuple[str, ...]) -> list[str]:
    known = {pitfall.id: pitfall.text for pitfall in found.checklists[one.section_id].pitfalls}
    title = compared.titles.get(one.section_id, one.section_id)
    return [f"- {plain(known[id_])} *({plain(title)})*" for id_ in ids]


def _ready(one: PitfallChange, side: int) -> str:
    if one.tallies[side].is_untouched:
        return _("pitfalls not gone through")
    return _("not ready") if one.missing[side] else "ready"


def _targets(context: CompareContext, found: Comparison, compared: Compared) -> None:
    import pandas as pd

    st.header(_("Targets"), anchor=False)
    if not found.targets:
        st.markdown(
            _(
                "{name} set no targets in {name_2}. Those for the next round are set on *Rounds*.",
                name=context.name,
                name_2=plain(found.before.name),
            )
        )
        return
    order = list(compared.titles)
    rows = [
        {
            "Section": compared.titles[one.section_id],
            "Wanted": formatting.figure(one.target),
            "Reached": _("no score") if one.index is None else formatting.beside(one.index, one.target),
            _("Above or below"): "" if one.gap is None else formatting.signed(-one.gap),
            "Result": str(one.outcome),
        }
        for one in sorted(found.targets, key=lambda one: order.index(one.section_id))
    ]
    components.table(pd.DataFrame(rows))
    held_in = found.targets_held_in or found.after
    st.caption(
        _(
            "Set in {name} for the round after it, and held against the index that {name_2} shows.",
            name=plain(found.before.name),
            name_2=plain(held_in.name),
        )
    )
