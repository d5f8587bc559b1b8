"""Several units beside each other: all of them as one figure, and what each could learn from which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from journey.model import Change, Figure, PeerExample, RollUp, Unit, Weighing
from journey.rules import rollup
from journey.rules.claims import CLAIMED
from journey.rules.rounding import rounded

CORPORATE = "corporate"
"""The kind of the unit that is the council as a whole."""


class Order(StrEnum):
    """What units stand in the order of, where it is not the index of one section."""

    COUNCIL = "council"
    NAME = "name"
    INDEX = "index"


def in_order(units: Sequence[Unit], figures: Sequence[Figure], by: str) -> list[Unit]:
    """The units in this order, the council as a whole first: it is none of them.

    ``by`` is an ``Order``, or the id of a section whose index decides, the highest first. Over all sections it is the
    mean of those that may be shown. Ties, by the figure as tables show it, stay as they were; units without come last.
    """
    ordered = list(units)
    if by == Order.NAME:
        ordered.sort(key=lambda unit: unit.name.casefold())
    elif by != Order.COUNCIL:
        known = {unit.id: _shown_index(figures, unit.id, None if by == Order.INDEX else by) for unit in units}
        ordered.sort(key=lambda unit: (known[unit.id] is None, -(known[unit.id] or 0)))
    ordered.sort(key=lambda unit: unit.kind != CORPORATE)
    return ordered


def _shown_index(figures: Sequence[Figure], unit_id: str, section_id: str | None) -> Decimal | None:
    """What is shown of a unit in a section, or of all of its sections on average."""
    indexes = [
        figure.index
        for figure in figures
        if figure.unit_id == unit_id and section_id in (None, figure.section_id) and figure.index is not None
    ]
    return rounded(sum(indexes) / len(indexes), 2) if indexes else None


def roll_ups(section_ids: Sequence[str], figures: Sequence[Figure], weighing: Weighing) -> list[RollUp]:
    """Each of the sections over all units, from those of their figures that may be shown."""
    return [
        rollup.roll_up(section_id, [figure for figure in figures if figure.section_id == section_id], weighing)
        for section_id in section_ids
    ]


def peer_examples(section_ids: Sequence[str], figures: Sequence[Figure]) -> tuple[PeerExample, ...]:
    """For each of the sections where one unit stands clearly above others, who could learn from it."""
    return rollup.peer_examples(section_ids, figures)


def most_moved(section_ids: Sequence[str], changes: Mapping[tuple[str, str], Change]) -> str:
    """The section that may be said to have moved in most units, by unit and section id; of none, the first.

    Of several the one whose differences are largest together.
    """

    def moved(section_id: str) -> tuple[int, float]:
        claimed = [one for (_, id_), one in changes.items() if id_ == section_id and one.verdict in CLAIMED]
        return len(claimed), sum(abs(one.judged or 0) for one in claimed)

    return max(section_ids, key=moved)
