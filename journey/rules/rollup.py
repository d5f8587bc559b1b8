"""Several units beside each other: one figure for all of them, and what each could learn from which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journey.model import Figure, PeerExample, RollUp, Weighing
from journey.rules import scoring
from journey.rules.rounding import reaches

HALF_A_LEVEL = 0.5
"""A smaller distance is not worth a visit, and two views that lie closer have no gap."""


def roll_up(section_id: str, figures: Iterable[Figure], weighing: Weighing) -> RollUp:
    """The mean of the indexes that may be shown, each unit counted once or by its responses.

    A unit whose index is hidden is left out of the mean as well: otherwise the mean would show it.
    """
    all_figures = list(figures)
    known = [(figure, figure.index) for figure in all_figures if figure.index is not None]
    weights = [1 if weighing is Weighing.UNITS else figure.responses for figure, _ in known]
    total = sum(weights)
    index = sum(weight * value for weight, (_, value) in zip(weights, known, strict=True)) / total if total else None
    band = None if index is None else scoring.band_of(index)
    responses = sum(figure.responses for figure, _ in known)
    return RollUp(section_id, weighing, index, band, len(known), responses, len(all_figures) - len(known))


def peer_examples(section_ids: Sequence[str], figures: Iterable[Figure]) -> tuple[PeerExample, ...]:
    """For each section where one unit stands clearly above others, who could learn from it."""
    known = [(figure.section_id, figure.unit_id, figure.index) for figure in figures if figure.index is not None]
    examples = []
    for section_id in section_ids:
        by_index = sorted((index, unit_id) for section, unit_id, index in known if section == section_id)
        best = max((index for index, _ in by_index), default=0.0)
        if scoring.band_of(best) < scoring.ESTABLISHED_BAND:
            continue
        teacher = next(unit_id for index, unit_id in by_index if index == best)
        learners = tuple(unit_id for index, unit_id in by_index if reaches(best - index, HALF_A_LEVEL))
        if learners:
            examples.append(PeerExample(section_id, teacher, best, learners))
    return tuple(examples)
