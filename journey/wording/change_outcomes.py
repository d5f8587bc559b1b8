"""What came of pitfalls, readiness and targets between two rounds, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.model import PitfallChange, TargetOutcome, TargetResult
from journey.wording.compared_rounds import ComparedRounds, names
from journey.wording.formatting import beside, capital, count, figure, listed, number
from journey.wording.scores import all_of, sentence

TargetsByOutcome = Mapping[TargetOutcome, Sequence[TargetResult]]

_READINESS = (
    ((True, True), "was ready to move on from in both rounds", "were ready to move on from in both rounds"),
    ((False, True), "has become ready to move on from", "have become ready to move on from"),
    ((True, False), "is not ready to move on from any more", "are not ready to move on from any more"),
)
"""Whether a stage was ready in the earlier and in the later round, and what is said of one and of several."""


def pitfalls(compared: ComparedRounds) -> str:
    """How many pitfalls were closed and reopened; nothing where there are none."""
    if not compared.pitfalls:
        return ""
    if not _gone_through(compared):
        return "The pitfalls were not gone through in both rounds, so nothing can be said of them."
    closed = sum(len(stage.closed) for stage in compared.pitfalls)
    reopened = sum(len(stage.reopened) for stage in compared.pitfalls)
    if not closed and not reopened:
        return "No pitfall was closed and none reopened."
    again = number(reopened) if reopened else "none"
    return sentence(f"{count(closed, 'pitfall was', 'pitfalls were')} closed and {again} reopened")


def readiness(compared: ComparedRounds) -> str:
    """Which stages were ready to move on from in the earlier and the later round; nothing where it is not known."""
    stages = _gone_through(compared)
    if not stages:
        return ""
    by_state: dict[tuple[bool, bool], list[str]] = {}
    for stage in stages:
        before, after = (not missing for missing in stage.missing)
        by_state.setdefault((before, after), []).append(stage.section_id)
    if by_state.keys() == {(False, False)}:
        return "No stage was ready to move on from, then or now."
    clauses = [
        f"{names(compared, by_state[state])} {singular if len(by_state[state]) == 1 else plural}"
        for state, singular, plural in _READINESS
        if state in by_state
    ]
    return sentence("; ".join(clauses))


def targets(compared: ComparedRounds) -> str:
    """Which of the targets set in the earlier round were reached, and which not."""
    if not compared.targets:
        return ""
    order = {section_id: place for place, section_id in enumerate(compared.titles)}
    results = sorted(compared.targets, key=lambda result: order.get(result.section_id, len(order)))
    by_outcome = {outcome: [r for r in results if r.outcome is outcome] for outcome in TargetOutcome}
    sentences = [
        f"{_so_many(compared, by_outcome, outcome)} {word}: "
        f"{listed([_beside_target(compared, result) for result in by_outcome[outcome]])}."
        for outcome, word in ((TargetOutcome.HIT, "reached"), (TargetOutcome.MISSED, "missed"))
        if by_outcome[outcome]
    ]
    if without := by_outcome[TargetOutcome.NO_SCORE]:
        titles = listed([_title(compared, result) for result in without])
        which = "target" if len(without) == 1 else "targets"
        sentences.append(f"There is no score to hold the {which} for {titles} against.")
    return " ".join(sentences)


def _gone_through(compared: ComparedRounds) -> list[PitfallChange]:
    """The stages whose checklists somebody went through in both rounds."""
    return [stage for stage in compared.pitfalls if not any(tally.is_untouched for tally in stage.tallies)]


def _so_many(compared: ComparedRounds, by_outcome: TargetsByOutcome, outcome: TargetOutcome) -> str:
    """``Of four targets, two were``; the second time ``Two were``."""
    many, total = len(by_outcome[outcome]), len(compared.targets)
    were = "was" if many == 1 else "were"
    set_in = f"set in {compared.rounds[0].name}{_set_for(compared)}"
    if many == total:
        which = "The one target" if total == 1 else capital(f"{all_of(total)} targets")
        return f"{which} {set_in} {were}"
    if outcome is TargetOutcome.MISSED and by_outcome[TargetOutcome.HIT]:
        return f"{capital(number(many))} {were}"
    return f"Of the {count(total, 'target')} {set_in}, {number(many)} {were}"


def _set_for(compared: ComparedRounds) -> str:
    """The round that targets were set for, where that is not the later of the two that are compared."""
    held_in = compared.targets_held_in
    return f" for {held_in.name}" if held_in is not None and held_in.id != compared.rounds[1].id else ""


def _beside_target(compared: ComparedRounds, result: TargetResult) -> str:
    """The index that was reached, on its own side of the index that was wanted."""
    index = beside(result.index or 0, result.target)
    return f"{_title(compared, result)} ({index}, wanted {figure(result.target)})"


def _title(compared: ComparedRounds, result: TargetResult) -> str:
    return f"“{compared.titles.get(result.section_id, result.section_id)}”"
