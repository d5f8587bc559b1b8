"""Several units beside each other: one figure for all of them, and what each could learn from which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from journey.model import Figure, PeerExample, RollUp, Weighing
from journey.rules import scoring
from journey.rules.change import Estimate, estimated
from journey.rules.rounding import reaches

HALF_A_LEVEL = 0.5
"""A smaller distance is not worth a visit, and two views that lie closer have no gap."""

APART_FROM = 0.1
"""From here on the two ways of weighing units say something else."""


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
    shares = {figure: weight / total for weight, (figure, _) in zip(weights, known, strict=True)}
    sure = _weighted(shares)
    margin = sure.half_width if sure else None
    return RollUp(section_id, weighing, index, band, len(known), responses, len(all_figures) - len(known), margin)


def differ(by_units: RollUp, by_responses: RollUp) -> bool:
    """Whether counting each unit once and counting each person once say something else."""
    if by_units.index is None or by_responses.index is None:
        return False
    return reaches(abs(by_responses.index - by_units.index), APART_FROM)


def _weighted(weights: Mapping[Figure, float]) -> Estimate | None:
    """The sum of these figures' indexes, each times its weight; None where it is not known of each how sure it is."""
    total, parts = 0.0, []
    for figure, weight in weights.items():
        if figure.index is None or figure.standard_error is None or figure.responses < 2:
            return None
        total += weight * figure.index
        parts.append((weight**2 * figure.standard_error**2, figure.responses))
    return estimated(total, parts) if parts else None


def is_clearly_above(one: Figure, other: Figure) -> bool:
    """Whether the 95 % interval of how far one unit stands above another leaves 0 out."""
    gap = _weighted({one: 1.0, other: -1.0})
    return gap is not None and gap.interval[0] > 0


def peer_examples(section_ids: Sequence[str], figures: Iterable[Figure]) -> tuple[PeerExample, ...]:
    """For each section where one unit stands clearly above others, who could learn from it."""
    known = [figure for figure in figures if figure.index is not None]
    found = (_peer_example(section_id, [f for f in known if f.section_id == section_id]) for section_id in section_ids)
    return tuple(example for example in found if example)


def _peer_example(section_id: str, figures: Sequence[Figure]) -> PeerExample | None:
    """Who could learn from the highest: those half a level or more below, as far as chance does not explain it."""
    by_index = sorted((figure.index or 0.0, figure.unit_id, figure) for figure in figures)
    best = max((index for index, _, _ in by_index), default=0.0)
    if scoring.band_of(best) < scoring.ESTABLISHED_BAND:
        return None
    teacher = next(figure for index, _, figure in by_index if index == best)
    learners = tuple(
        figure.unit_id
        for index, _, figure in by_index
        if reaches(best - index, HALF_A_LEVEL) and is_clearly_above(teacher, figure)
    )
    return PeerExample(section_id, teacher.unit_id, best, learners) if learners else None
