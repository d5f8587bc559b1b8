"""What came of pitfalls, readiness and targets between two rounds, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.model import PitfallChange, TargetOutcome, TargetResult, Verdict
from journey.rules import claims
from journey.wording import movement
from journey.wording.compared_rounds import ComparedRounds, names
from journey.wording.formatting import beside, capital, count, figure, listed, number
from journey.wording.scores import all_of, sentence

TargetsByWord = Mapping[str, Sequence[TargetResult]]
"""By what is said to have come of them, those that were reached first."""


def pitfalls(compared: ComparedRounds) -> str:
    """How many pitfalls were closed and reopened; nothing where there are none."""
    if not compared.pitfalls:
        return ""
    if not _gone_through(compared):
        return "The pitfalls were not looked at in both rounds, so nothing can be said of them."
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
    if all(missing for stage in stages for missing in stage.missing):
        return "No stage was ready to move on from, then or now."
    by_section = {change.section_id: change for change in compared.changes}
    ready = [stage.section_id for stage in stages if not any(stage.missing)]
    clauses = []
    if ready:
        were = "was" if len(ready) == 1 else "were"
        clauses.append(f"{names(compared, ready)} {were} ready to move on from in both rounds")
    differing: dict[tuple[bool, Verdict], list[str]] = {}
    for stage in stages:
        if verdict := claims.readiness(stage, by_section.get(stage.section_id)):
            differing.setdefault((not stage.missing[1], verdict), []).append(stage.section_id)
    for (is_ready, verdict), ids in sorted(differing.items(), key=lambda item: _ORDER.index(item[0][1])):
        clauses.append(movement.readiness(verdict, names(compared, ids), is_ready=is_ready, is_one=len(ids) == 1))
    return sentence("; ".join(clauses))


_ORDER = tuple(Verdict)
"""Claims come before what cannot be told."""


def targets(compared: ComparedRounds) -> str:
    """What came of the targets set in the earlier round."""
    if not compared.targets:
        return ""
    order = {section_id: place for place, section_id in enumerate(compared.titles)}
    results = sorted(compared.targets, key=lambda result: order.get(result.section_id, len(order)))
    by_word: dict[str, list[TargetResult]] = {}
    for outcome in (TargetOutcome.HIT, TargetOutcome.MISSED):
        of_outcome = [result for result in results if result.outcome is outcome]
        for result in sorted(of_outcome, key=lambda result: result.is_within_margin):
            by_word.setdefault(movement.target(result), []).append(result)
    sentences = [
        f"{_so_many(compared, by_word, word)} {word}: "
        f"{listed([_beside_target(compared, result) for result in by_word[word]])}."
        for word in by_word
    ]
    if without := [result for result in results if result.outcome is TargetOutcome.NO_SCORE]:
        titles = listed([_title(compared, result) for result in without])
        which = "target" if len(without) == 1 else "targets"
        sentences.append(f"There is no score to hold the {which} for {titles} against.")
    return " ".join(sentences)


def _gone_through(compared: ComparedRounds) -> list[PitfallChange]:
    """The stages whose checklists somebody went through in both rounds."""
    return [stage for stage in compared.pitfalls if not any(tally.is_untouched for tally in stage.tallies)]


def _so_many(compared: ComparedRounds, by_word: TargetsByWord, word: str) -> str:
    """``Of four targets, two were``; from the second time on ``Two were``."""
    many, total = len(by_word[word]), len(compared.targets)
    were = "was" if many == 1 else "were"
    set_in = f"set in {compared.rounds[0].name}{_set_for(compared)}"
    if many == total:
        which = "The one target" if total == 1 else capital(f"{all_of(total)} targets")
        return f"{which} {set_in} {were}"
    if word != next(iter(by_word)):
        return f"{capital(number(many))} {were}"
    return f"Of the {count(total, 'target')} {set_in}, {number(many)} {were}"


def _set_for(compared: ComparedRounds) -> str:
    """The round that targets were set for, where that is not the later of the two that are compared."""
    held_in = compared.targets_held_in
    return f" for {held_in.name}" if held_in is not None and held_in.id != compared.rounds[1].id else ""


def _beside_target(compared: ComparedRounds, result: TargetResult) -> str:
    """The index that came of it, on its own side of the index that was wanted."""
    index = beside(result.index or 0, result.target)
    return f"{_title(compared, result)} ({index}, wanted {figure(result.target)})"


def _title(compared: ComparedRounds, result: TargetResult) -> str:
    return f"“{compared.titles.get(result.section_id, result.section_id)}”"
