"""Several units beside each other: all of them as one figure, and what each could learn from which."""

from __future__ import annotations

from collections.abc import Sequence

from journey.model import Figure, PeerExample, RollUp, Weighing
from journey.rules import rollup


def roll_ups(section_ids: Sequence[str], figures: Sequence[Figure], weighing: Weighing) -> list[RollUp]:
    """Each of the sections over all units, from those of their figures that may be shown."""
    return [
        rollup.roll_up(section_id, [figure for figure in figures if figure.section_id == section_id], weighing)
        for section_id in section_ids
    ]


def peer_examples(section_ids: Sequence[str], figures: Sequence[Figure]) -> tuple[PeerExample, ...]:
    """For each of the sections where one unit stands clearly above others, who could learn from it."""
    return rollup.peer_examples(section_ids, figures)
