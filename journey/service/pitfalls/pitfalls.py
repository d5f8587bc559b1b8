"""The pitfalls of each stage: where a unit stands with them, whether it is ready to move on, and moving on anyway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from journey.model import (
    Checklist,
    Pitfall,
    PitfallAnswer,
    PitfallContent,
    PitfallState,
    PitfallTally,
    Profile,
    Readiness,
    ReadinessOverride,
    Round,
)
from journey.model.refusals import Refusal
from journey.rules.readiness import NOT_AVOIDED, readiness, tally
from journey.service.context import Product
from journey.service.current_selection import Selection
from journey.service.pinned_content import checklists_of
from journey.service.refused import Refused
from journey.store import Connection, clean, pitfalls, rounds

TEXT_LIMIT = 2000
WHO_LIMIT = 120


@dataclass(frozen=True, slots=True)
class StagePitfalls:
    """One stage's checklist with its answers, and how ready the stage is to be left."""

    section_id: str
    checklist: Checklist
    answers: Mapping[str, PitfallAnswer]
    readiness: Readiness
    moved_on: ReadinessOverride | None

    @property
    def title(self) -> str:
        """The stage's own title."""
        return self.checklist.subject

    @property
    def tally(self) -> PitfallTally:
        """How the pitfalls stand."""
        return self.readiness.tally

    def by_urgency(self) -> Sequence[Pitfall]:
        """Open critical pitfalls first, then what is open, partly avoided, avoided, and what does not apply."""
        tally = self.tally
        groups = (tally.critical_open, tally.open, tally.partly, tally.avoided, tally.not_applicable)
        ranks = {pitfall_id: rank for rank, group in reversed(list(enumerate(groups))) for pitfall_id in group}
        return sorted(self.checklist.pitfalls, key=lambda pitfall: ranks[pitfall.id])


def by_stage(product: Product, selection: Selection, profile: Profile | None) -> dict[str, StagePitfalls]:
    """Every stage's pitfalls, in the order of the stages. ``profile`` is that of the stages, where there is one."""
    with product.store.read() as tx:
        found = pitfalls.of_unit(tx, selection.organisation.id, selection.round.id, selection.unit.id)
        left = pitfalls.overrides(tx, selection.organisation.id, selection.round.id, selection.unit.id)
        checklists = checklists_of(tx, selection.organisation.id, selection.round.id)
    scores = {section.section_id: section for section in profile.sections} if profile else {}
    stages = {}
    for section_id, checklist in checklists.items():
        given = {p.id: found.get((checklist.id, p.id), PitfallAnswer(checklist.id, p.id)) for p in checklist.pitfalls}
        stood = tally(checklist, {pitfall_id: answer.content.state for pitfall_id, answer in given.items()})
        ready = readiness(section_id, scores.get(section_id), stood)
        stages[section_id] = StagePitfalls(section_id, checklist, given, ready, left.get(section_id))
    return stages


def stored(product: Product, selection: Selection, checklist_id: str, pitfall_id: str) -> PitfallAnswer:
    """One pitfall's answer as it is stored now; version 0 where there is none."""
    with product.store.read() as tx:
        found = pitfalls.of_unit(tx, selection.organisation.id, selection.round.id, selection.unit.id)
    return found.get((checklist_id, pitfall_id), PitfallAnswer(checklist_id, pitfall_id))


def tidy(content: PitfallContent) -> PitfallContent:
    """The content as it would be stored: texts cleaned."""
    return replace(content, note=clean(content.note).strip(), who=clean(content.who).strip())


def check(content: PitfallContent) -> None:
    """Raises Refused where a content cannot be saved as it is."""
    if len(content.note) > TEXT_LIMIT:
        raise Refused(Refusal.ANSWER_TEXT_TOO_LONG, field="note", length=len(content.note), limit=TEXT_LIMIT)
    if len(content.who) > WHO_LIMIT:
        raise Refused(Refusal.ANSWER_TEXT_TOO_LONG, field="who", length=len(content.who), limit=WHO_LIMIT)
    if content.state is PitfallState.NOT_APPLICABLE and not content.note:
        raise Refused(Refusal.REASON_MISSING)


def record(
    product: Product,
    selection: Selection,
    checklist_id: str,
    pitfall_id: str,
    content: PitfallContent,
    *,
    expected_version: int,
    writer: str,
) -> PitfallAnswer:
    """Save where the unit stands with one pitfall. Raises Refused, Conflict, Closed, NotFound, Unavailable."""
    content = tidy(content)
    check(content)
    with product.store.write() as tx:
        return pitfalls.save(
            tx,
            selection.organisation.id,
            round_id=selection.round.id,
            unit_id=selection.unit.id,
            checklist_id=checklist_id,
            pitfall_id=pitfall_id,
            content=content,
            expected_version=expected_version,
            writer=writer,
            at=product.clock(),
        )


def move_on(product: Product, selection: Selection, section_id: str, *, reason: str, decided_by: str) -> None:
    """Leave a stage that is not ready, with a written reason that the next round brings up again.

    Raises Refused, Closed, NotFound, Unavailable.
    """
    reason, decided_by = clean(reason).strip(), clean(decided_by).strip()
    if not reason or not decided_by:
        raise Refused(Refusal.MOVING_ON_UNEXPLAINED)
    if len(reason) > TEXT_LIMIT or len(decided_by) > WHO_LIMIT:
        raise Refused(Refusal.MOVING_ON_REASON_TOO_LONG, limit=TEXT_LIMIT, who_limit=WHO_LIMIT)
    moved = ReadinessOverride(section_id=section_id, reason=reason, decided_by=decided_by, decided_at=product.clock())
    with product.store.write() as tx:
        pitfalls.save_override(
            tx, selection.organisation.id, round_id=selection.round.id, unit_id=selection.unit.id, override=moved
        )


def take_back_moving_on(product: Product, selection: Selection, section_id: str) -> None:
    """The unit has not left the stage after all. Raises Closed, NotFound, Unavailable."""
    with product.store.write() as tx:
        pitfalls.remove_override(
            tx, selection.organisation.id, round_id=selection.round.id, unit_id=selection.unit.id, section_id=section_id
        )


@dataclass(frozen=True, slots=True)
class LeftBefore:
    """A stage that the unit left in the round before although it was not ready.

    ``since`` is how the pitfalls that were not avoided then stand in the round in view.
    """

    override: ReadinessOverride
    round: Round
    since: PitfallTally


def left_before(product: Product, selection: Selection, stage: StagePitfalls) -> LeftBefore | None:
    """How the unit left this stage in the round before, where it did, and what became of it."""
    with product.store.read() as tx:
        before = _round_before(tx, selection)
        if before is None:
            return None
        override = pitfalls.overrides(tx, selection.organisation.id, before.id, selection.unit.id)
        then = pitfalls.of_unit(tx, selection.organisation.id, before.id, selection.unit.id)
    if stage.section_id not in override:
        return None
    checklist, nothing = stage.checklist, PitfallContent()
    states = {
        pitfall.id: found.content.state if (found := then.get((checklist.id, pitfall.id))) else nothing.state
        for pitfall in checklist.pitfalls
    }
    left = [pitfall for pitfall in checklist.pitfalls if states[pitfall.id] in NOT_AVOIDED]
    now = {pitfall.id: stage.answers[pitfall.id].content.state for pitfall in left}
    since = tally(checklist.model_copy(update={"pitfalls": tuple(left)}), now)
    return LeftBefore(override[stage.section_id], before, since)


def brought_up_again(product: Product, selection: Selection) -> dict[str, ReadinessOverride]:
    """The reasons with which the unit left stages in the round before this one, to be looked at again."""
    with product.store.read() as tx:
        before = _round_before(tx, selection)
        if before is None:
            return {}
        return pitfalls.overrides(tx, selection.organisation.id, before.id, selection.unit.id)


def _round_before(tx: Connection, selection: Selection) -> Round | None:
    every = rounds.every(tx, selection.organisation.id)
    position = [round_.id for round_ in every].index(selection.round.id)
    return every[position - 1] if position else None
