"""The journey of a unit so far: rounds, stages moved on from early, actions and what came of them, and reviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from journey.model import (
    Action,
    ActionState,
    BetVerdict,
    Came,
    Change,
    Extreme,
    Figure,
    Round,
    Section,
    Subject,
    SubjectKind,
)
from journey.rules.findings import rank_sections
from journey.rules.journey_story import HeldReview, Journey, MovedOn, ToldAction, first_work
from journey.rules.promises import came_of
from journey.service.compare.history import History, line_changes, over_rounds
from journey.service.context import Product
from journey.service.pinned_content import STAGES
from journey.service.plan import bets
from journey.service.plan.place import PlanPlace
from journey.store import Connection, actions, measures, organisations, pitfalls, plan_events, reviews, rounds
from journey.wording import places

_ENDED = (ActionState.DONE, ActionState.DROPPED, ActionState.HANDED_OVER)


def journey(product: Product, place: PlanPlace) -> Journey:
    """Everything of it, as far as it may be shown, in the order of time."""
    history = over_rounds(product, place.organisation_id, STAGES)
    figures = history.of_unit(place.unit_id) if history else ()
    asked = {figure.round_id for figure in figures}
    held = tuple(round_ for round_ in history.rounds if round_.id in asked) if history else ()
    stages = _stages(history, figures)
    verdicts: dict[str, list[BetVerdict]] = {}
    for scored in sorted(bets.of_place(product, place), key=lambda one: one.bet.number):
        verdicts.setdefault(scored.bet.action_id, []).append(scored.outcome.verdict)
    with product.store.read() as tx:
        council = organisations.get(tx, place.organisation_id).name
        unit = organisations.unit(tx, place.organisation_id, place.unit_id).name
        told = _Telling(product, tx, place, stages).actions(verdicts)
        return Journey(
            who=places.before_a_verb(council, unit),
            stages=stages,
            rounds=held,
            figures={(figure.round_id, figure.section_id): figure for figure in figures},
            ends=tuple(_end(stages, round_, figures) for round_ in held),
            changes=_changes(product, place, history, figures),
            moved_on=_moved_on(product, tx, place, held),
            actions=told,
            reviews=_reviews(tx, place),
            today=product.today(),
        )


def _stages(history: History | None, figures: Iterable[Figure]) -> tuple[Section, ...]:
    """Those that the unit was asked about, in the order of the content."""
    known = {figure.section_id for figure in figures}
    return tuple(section for section in history.questionnaire.sections if section.id in known) if history else ()


def _end(stages: Sequence[Section], round_: Round, figures: Iterable[Figure]) -> Extreme | None:
    by_stage = {figure.section_id: figure for figure in figures if figure.round_id == round_.id}
    of_round = [by_stage[stage.id] for stage in stages if stage.id in by_stage]
    return rank_sections(of_round, max((figure.responses for figure in of_round), default=0)).weakest


def _changes(
    product: Product, place: PlanPlace, history: History | None, figures: Sequence[Figure]
) -> Mapping[str, Change]:
    if history is None:
        return {}
    found = line_changes(product, place.organisation_id, history, figures)
    return {section_id: change for (_, section_id), change in found.items()}


def _moved_on(product: Product, tx: Connection, place: PlanPlace, held: Iterable[Round]) -> tuple[MovedOn, ...]:
    return tuple(
        MovedOn(round_.id, left.section_id, left.reason, left.decided_by, product.day_of(left.decided_at))
        for round_ in held
        for left in pitfalls.overrides(tx, place.organisation_id, round_.id, place.unit_id).values()
    )


def _reviews(tx: Connection, place: PlanPlace) -> tuple[HeldReview, ...]:
    ended = [one for one in reviews.of_unit(tx, place.organisation_id, place.unit_id) if one.ended_at]
    return tuple(
        HeldReview(one.id, one.content.held_on, len(reviews.decisions(tx, place.organisation_id, one.id)))
        for one in sorted(ended, key=lambda review: review.content.held_on)
    )


class _Telling:
    """Tells the actions of a unit: on which stage, from when to when, and what came of them."""

    def __init__(self, product: Product, tx: Connection, place: PlanPlace, stages: Sequence[Section]) -> None:
        self._product, self._tx, self._place = product, tx, place
        self._words_on: dict[str, list[date]] = {}
        self._ended_on: dict[str, date] = {}
        self._stages = {stage.id: stage for stage in stages}
        self._of_statement = {statement.id: stage.id for stage in stages for statement in stage.statements}
        self._held_on = {round_.id: round_.held_on for round_ in rounds.every(tx, place.organisation_id)}
        self._sections = {
            measure.id: measure.content.section
            for measure in measures.of_unit(tx, place.organisation_id, place.unit_id)
        }

    def actions(self, verdicts: Mapping[str, Sequence[BetVerdict]]) -> tuple[ToldAction, ...]:
        """All of them, in the order in which they began."""
        found = actions.of_unit(self._tx, self._place.organisation_id, self._place.unit_id)
        self._read_history(found)
        told = [self._told(action, came_of(action, verdicts.get(action.id, ()))) for action in found]
        return tuple(sorted(told, key=lambda one: one.began_on))

    def _told(self, action: Action, came: Came) -> ToldAction:
        began_on, is_over, progress = self._began_on(action), came is not Came.IN_HAND, action.progress
        words_on = [*self._words_on.get(action.id, ()), *([progress.word_on] if progress.word_on else [])]
        return ToldAction(
            action.id,
            action.content.what,
            self._stage(action.content.subject),
            began_on,
            (progress.done_on or self._ended_on.get(action.id)) if is_over else None,
            came,
            progress.why if is_over else "",
            first_work(began_on, progress.first_step_done_on, words_on, is_over=is_over),
        )

    def _stage(self, subject: Subject | None) -> str:
        """The id of the stage that something is about; empty where it is about none."""
        if subject is not None and subject.kind is SubjectKind.MEASURE:
            subject = self._sections.get(subject.id)
        if subject is None:
            return ""
        if subject.kind is SubjectKind.STATEMENT:
            return self._of_statement.get(subject.id, "") if subject.of in ("", STAGES) else ""
        if subject.kind is SubjectKind.PITFALL:
            return subject.of if subject.of in self._stages else ""
        return subject.id if subject.of == STAGES and subject.id in self._stages else ""

    def _began_on(self, action: Action) -> date:
        if action.added_at is not None:
            return self._product.day_of(action.added_at)
        return self._held_on.get(action.round_id or "", min(self._held_on.values(), default=self._product.today()))

    def _read_history(self, found: Iterable[Action]) -> None:
        """The days on which a word was said of each action, and on which an ended one was ended, as far as known."""
        ended = {action.id for action in found if action.progress.state in _ENDED}
        long_ago = datetime.min.replace(tzinfo=self._product.clock().tzinfo)
        for event in plan_events.since(self._tx, self._place.organisation_id, "action", long_ago):
            if event.field == "state" and event.record_id in ended:
                self._ended_on[event.record_id] = self._product.day_of(event.at)
            if event.field == "word" and event.after:
                self._words_on.setdefault(event.record_id, []).append(self._product.day_of(event.at))
