"""Targets: the index that was wanted of a section, held against what came of it in the round it was set for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from journey.model import Target, TargetOutcome, TargetResult
from journey.rules.rounding import reaches


def target_results(
    targets: Iterable[Target], indexes: Mapping[str, float | None], margins: Mapping[str, float | None]
) -> tuple[TargetResult, ...]:
    """Each target beside the index that came of it. It is hit by an index that is not below it.

    ``indexes`` and ``margins``, half the widths of their 95 % intervals, are by section id.
    """
    return tuple(_result(target, indexes.get(target.section_id), margins.get(target.section_id)) for target in targets)


def target_round(round_ids: Sequence[str], set_in: str) -> str | None:
    """The round that targets were set for: the next of those in which the unit was asked; None while there is none.

    ``round_ids`` are in the order of time.
    """
    later = round_ids[round_ids.index(set_in) + 1 :]
    return later[0] if later else None


def _result(target: Target, index: float | None, margin: float | None) -> TargetResult:
    if index is None:
        return TargetResult(target.section_id, target.index, None, None, TargetOutcome.NO_SCORE)
    outcome = TargetOutcome.HIT if reaches(index, target.index) else TargetOutcome.MISSED
    return TargetResult(target.section_id, target.index, index, target.index - index, outcome, margin)
