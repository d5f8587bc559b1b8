"""Services: side by side in one round, who could learn from whom, what has changed, and one section over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from journey.model import Change, Figure, Questionnaire, RollUp, Section, Unit, Weighing
from journey.service.compare.change import by_unit
from journey.service.compare.history import History, line_changes, over_rounds
from journey.service.compare.units import Order, in_order, most_moved, peer_examples, roll_ups
from journey.ui.compare import common
from journey.ui.compare.common import CompareContext
from journey.ui.shared import components, downloads, state
from journey.ui.shared.downloads import AskedIn
from journey.ui.shared.escaping import plain
from journey.wording import comparison, limits
from journey.wording.catalogue import N_, _

OF_A_SECTION = "of."
"""What an order by one section begins with, before the section's id."""
WEIGHINGS = {Weighing.UNITS: N_("Each counts once"), Weighing.RESPONSES: N_("By the number of responses")}


def show(context: CompareContext) -> None:
    """All units that were asked in the round in view."""
    selection = context.selection
    units = context.where_asked.of_round(context.navigation.units, selection.round.id)
    if len(units) < 2:
        st.markdown(
            _(
                "Fewer than two units were asked {title} in {round}, so there is nothing to put side by side. Units "
                "are added on *Council*, and asked when a round is opened.",
                title=context.title,
                round=plain(selection.round.name),
            )
        )
        return
    history = over_rounds(state.product(), selection.organisation.id, context.where_asked.questionnaire_id)
    if history is None:
        return
    questionnaire, figures = history.by_round[selection.round.id], history.of_round(selection.round.id)
    ordered = in_order(units, figures, _order(context, questionnaire, figures))
    _this_round(context, questionnaire, ordered, figures)
    _since(context, questionnaire, ordered, history)
    _over_time(context, history)


def _order(context: CompareContext, questionnaire: Questionnaire, figures: Sequence[Figure]) -> str:
    """Choose what the services stand in the order of."""
    asked = {figure.section_id for figure in figures}
    options = {
        Order.COUNCIL: _("As on Council"),
        Order.NAME: _("Name"),
        Order.INDEX: _("Index, highest first"),
        **{
            f"{OF_A_SECTION}{section.id}": _("{section}, highest first", section=section.title)
            for section in questionnaire.sections
            if section.id in asked
        },
    }
    with context.choices:
        chosen = components.tab(
            "order",
            _("Order of services"),
            list(options),
            key=f"compare-order-{questionnaire.id}-{context.selection.round.id}",
            format_func=options.__getitem__,
            is_list=True,
            width=components.SELECT_WIDTH,
        )
    return chosen.removeprefix(OF_A_SECTION)


def _this_round(
    context: CompareContext, questionnaire: Questionnaire, units: Sequence[Unit], figures: Sequence[Figure]
) -> None:
    from journey import charts

    below = comparison.below(units)
    figures_below = _figures_of(figures, below)
    shown = {figure.section_id for figure in figures}
    section_ids = [section.id for section in questionnaire.sections if section.id in shown]
    picture = st.container()
    rollups = []
    if len(below) > 1:
        rolled_up = {weighing: roll_ups(section_ids, figures_below, weighing) for weighing in Weighing}
        rollups = rolled_up[_weighing(below, figures_below)]
        _both_ways(questionnaire, below, rolled_up)
    name = context.selection.round.name
    with picture:
        components.drawn(
            charts.services_chart(questionnaire, units, figures, rollups, name, state.theme()),
            key=f"services-{questionnaire.id}",
            subject=downloads.in_one_round(context.selection, questionnaire, "services"),
        )
    _peer_examples(questionnaire, below, figures_below, section_ids)


def _weighing(below: Sequence[Unit], figures: Sequence[Figure]) -> Weighing:
    """How the last row counts, what that means, and who is left out of it."""
    weighing = components.tab(
        "weighing",
        _("How all {called} are counted together", called=comparison.rolled_up_units(below)),
        list(WEIGHINGS),
        key="compare-weighing",
        format_func=lambda weighing: _(WEIGHINGS[weighing]),
        horizontal=True,
    )
    st.caption(plain(f"{comparison.HOW_IT_COUNTS[weighing]} {comparison.left_out(below, figures)}"))
    return weighing


def _both_ways(
    questionnaire: Questionnaire, below: Sequence[Unit], rolled_up: Mapping[Weighing, Sequence[RollUp]]
) -> None:
    """Where the two ways of counting say something else, both are said."""
    titles = {section.id: section.title for section in questionnaire.sections}
    called = comparison.rolled_up_units(below)
    said = [
        comparison.both_ways(titles[alike.section_id], alike, by_people, called)
        for alike, by_people in zip(rolled_up[Weighing.UNITS], rolled_up[Weighing.RESPONSES], strict=True)
    ]
    if any(said):
        st.caption("\n".join(f"- {plain(sentence)}" for sentence in said if sentence))


def _figures_of(figures: Sequence[Figure], units: Sequence[Unit]) -> list[Figure]:
    ids = {unit.id for unit in units}
    return [figure for figure in figures if figure.unit_id in ids]


def _peer_examples(
    questionnaire: Questionnaire, units: Sequence[Unit], figures: Sequence[Figure], section_ids: Sequence[str]
) -> None:
    st.header(_("What each could learn from which"), anchor=False)
    examples = peer_examples(section_ids, figures)
    if not examples:
        st.markdown(
            _(
                "In no section does one that stands at {established_from} or above lie clearly half a level or more "
                "above another, as far as figures are shown.",
                established_from=limits.ESTABLISHED_FROM,
            )
        )
        return
    titles = {section.id: section.title for section in questionnaire.sections}
    names = {unit.id: unit.name for unit in units}
    st.markdown(
        "\n".join(
            f"- {plain(comparison.peer_example(example, titles[example.section_id], names))}" for example in examples
        )
    )
    st.caption(
        _(
            "Named where the highest stands at {established_from} or above and half a level or more above the others "
            "named, by more than chance makes of so many answers. It is a place to ask, not a ranking.",
            established_from=limits.ESTABLISHED_FROM,
        )
    )


def _since(context: CompareContext, questionnaire: Questionnaire, units: Sequence[Unit], history: History) -> None:
    from journey import charts

    candidates = common.before(context, history.rounds)
    if not candidates:
        return
    st.header(_("What has changed"), anchor=False)
    before = common.earlier(context, candidates, "services-since")
    asked_in = [AskedIn(before.name, history.by_round[before.id].version)]
    asked_in.append(AskedIn(context.selection.round.name, questionnaire.version))
    changes = by_unit(state.product(), context.selection, questionnaire.id, before)
    names = (before.name, context.selection.round.name)
    components.drawn(
        charts.change_heat_chart(questionnaire, units, changes, names, state.theme()),
        key=f"services-change-{questionnaire.id}",
        subject=downloads.over_rounds(context.selection, questionnaire, "services-change", asked_in),
    )


def _over_time(context: CompareContext, history: History) -> None:
    from journey import charts

    if len(history.rounds) < 2:
        return
    st.header(_("One section over all rounds"), anchor=False)
    changes = line_changes(state.product(), context.selection.organisation.id, history, history.figures)
    section = _followed(history.questionnaire, changes)
    figures = [figure for figure in history.figures if figure.section_id == section.id]
    by_unit_id = {unit_id: change for (unit_id, section_id), change in changes.items() if section_id == section.id}
    components.drawn(
        charts.services_over_time_chart(
            section.title, history.units, history.rounds, figures, state.theme(), by_unit_id
        ),
        key=f"services-over-time-{section.id}",
        subject=downloads.over_rounds(
            context.selection, history.questionnaire, f"{section.id}-over-time", common.asked_in(history)
        ),
    )


def _followed(questionnaire: Questionnaire, changes: Mapping[tuple[str, str], Change]) -> Section:
    """Choose the section that is followed over the rounds, at first the one that moved in most services."""
    by_id = {section.id: section for section in questionnaire.sections}
    chosen = components.tab(
        "followed",
        _("Section"),
        list(by_id),
        key=f"compare-section-{questionnaire.id}",
        first=most_moved(list(by_id), changes),
        format_func=lambda id_: by_id[id_].title,
        is_list=True,
        width=components.SELECT_WIDTH,
    )
    return by_id[chosen]
