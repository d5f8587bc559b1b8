"""The sample council's plan, written into the store in the order in which it happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from journey.model import (
    Action,
    ActionContent,
    ActionState,
    Bet,
    Decision,
    DecisionContent,
    Frequency,
    Measure,
    Organisation,
    Priority,
    Reading,
    Review,
    Round,
    SubjectKind,
    Unit,
)
from journey.service.plan.bet_baselines import baseline
from journey.service.plan.standing_of_subjects import UnitRounds
from journey.service.sample import plan_services, plan_story
from journey.service.sample.plan_figures import MEASURES
from journey.service.sample.plan_priorities import PRIORITIES
from journey.service.sample.plan_reviews import REVIEWS
from journey.service.sample.plan_told import ActionStory, BetStory, MeasureStory, PriorityStory, ReviewStory, Step
from journey.service.sample.story import OCCASIONS
from journey.store import Connection, actions, bets, measures, priorities, reviews
from journey.store.versioned_records import Edit

_CONTENT = frozenset(each.name for each in fields(ActionContent))
_AT = time(10, tzinfo=UTC)
_DAYS_UNTIL_READ = 12
"""From the end of a month or quarter until its reading is there."""


class _Happening(NamedTuple):
    """What happened on a day. Things of one day come in the order in which others need them: ``rank``."""

    on: date
    rank: int
    happen: Callable[[Edit], None]


@dataclass(slots=True)
class PlanLoader:
    """Writes the plan of the council; what came to be is kept by its key, for what points at it later."""

    tx: Connection
    organisation: Organisation
    units: Mapping[str, Unit]
    rounds: Sequence[Round]
    writer: str
    min_group_setting: int
    ids: dict[str, str] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    stands: dict[str, UnitRounds] = field(default_factory=dict)
    read_until: date = date.min
    told_until: date = date.min

    def load(self, until: date = date.max) -> None:
        """What happened since what is loaded already and before that day, in the order of time.

        So each bet is placed on what the rounds had shown by then.
        """
        since, self.told_until = self.told_until, until
        self.stands.clear()
        for happening in sorted(self._all(), key=lambda each: each[:2]):
            if since <= happening.on < until:
                happening.happen(Edit(self.writer, datetime.combine(happening.on, _AT)))
        self._read(until)

    def _all(self) -> Iterator[_Happening]:
        for priority in PRIORITIES:
            yield _Happening(_chosen_on(priority), 0, partial(self._choose, priority))
            if priority.ended_on:
                yield _Happening(priority.ended_on, 1, partial(self._drop, priority))
        for action in (*plan_story.ACTIONS, *plan_services.ACTIONS):
            yield _Happening(action.on, 2, partial(self._begin, action))
            yield from (_Happening(step.on, 3, partial(self._step, action.key, step)) for step in action.steps)
            for number, bet in enumerate(action.bets, start=1):
                yield _Happening(bet.on, 4, partial(self._bet, action, bet, number))
        for measure in MEASURES:
            yield _Happening(measure.on, 3, partial(self._measure, measure))
        yield from (_Happening(review.content.held_on, 5, partial(self._hold, review)) for review in REVIEWS)

    @property
    def _of(self) -> str:
        return self.organisation.id

    def _choose(self, priority: PriorityStory, edit: Edit) -> None:
        self.ids[priority.key] = priorities.add(self.tx, self._of, Priority("", priority.content), edit).id

    def _drop(self, priority: PriorityStory, edit: Edit) -> None:
        stored = priorities.get(self.tx, self._of, self.ids[priority.key])
        ended = replace(stored, ended_on=priority.ended_on, ended_why=priority.ended_why)
        edit = replace(edit, why=priority.ended_why)
        priorities.change(self.tx, self._of, ended, edit, expected_version=stored.version)

    def _begin(self, story: ActionStory, edit: Edit) -> None:
        serves = self.ids[story.content.priority_id] if story.content.priority_id else None
        new = Action(
            "",
            replace(story.content, priority_id=serves),
            unit_id=self.units[story.unit].id,
            round_id=None if story.occasion is None else self.rounds[story.occasion].id,
            origin=story.origin,
            added_at=edit.at,
        )
        if story.is_proposed:
            new = replace(new, progress=replace(new.progress, state=ActionState.PROPOSED))
        self.actions[story.key] = actions.add(self.tx, self._of, new, edit)

    def _step(self, key: str, step: Step, edit: Edit) -> None:
        stored = self.actions[key]
        of_content = {name: value for name, value in step.changes.items() if name in _CONTENT}
        of_progress = {name: value for name, value in step.changes.items() if name not in _CONTENT}
        new = replace(
            stored, content=replace(stored.content, **of_content), progress=replace(stored.progress, **of_progress)
        )
        edit = replace(edit, why=step.why)
        self.actions[key] = actions.change(self.tx, self._of, new, edit, expected_version=stored.version)

    def _bet(self, action: ActionStory, bet: BetStory, number: int, edit: Edit) -> None:
        subject = bet.content.subject
        if subject.kind is SubjectKind.MEASURE:
            subject = replace(subject, id=self.ids[subject.id])
            self._read(bet.on)
        content, unit_id = replace(bet.content, subject=subject), self.units[action.unit].id
        if unit_id not in self.stands:
            self.stands[unit_id] = UnitRounds(self.tx, self.min_group_setting, self._of, unit_id)
        stands = baseline(self.stands[unit_id], content)
        bets.place(self.tx, self._of, Bet("", self.actions[action.key].id, number, content, stands, edit.at), edit)

    def _measure(self, story: MeasureStory, edit: Edit) -> None:
        action_id = self.actions[story.content.action_id].id if story.content.action_id else None
        new = Measure("", self.units[story.unit].id, replace(story.content, action_id=action_id))
        self.ids[story.key] = measures.add(self.tx, self._of, new, edit).id

    def _read(self, until: date) -> None:
        """The readings of all measures that have come in since the last time, in the order in which they did."""
        known = sorted(
            ((at, reading) for story in MEASURES for at, reading in self._readings(story)), key=itemgetter(0)
        )
        new = [(reading, Edit(self.writer, at)) for at, reading in known if self.read_until <= at.date() < until]
        self.read_until = until
        if new:
            measures.add_readings(self.tx, self._of, new)

    def _readings(self, story: MeasureStory) -> Iterator[tuple[datetime, Reading]]:
        months = 3 if story.content.frequency is Frequency.QUARTERLY else 1
        for number, value in enumerate(story.readings):
            period = _later(story.first, number * months)
            known_on = max(_later(period, months) + timedelta(days=_DAYS_UNTIL_READ), story.on)
            at, note = datetime.combine(known_on, _AT), story.notes.get(period, "")
            if value is not None:
                yield at, Reading("", self.ids.get(story.key, ""), period, value, note=note, saved_at=at)

    def _hold(self, story: ReviewStory, edit: Edit) -> None:
        unit_id = self.units[story.unit].id
        new = Review("", unit_id, story.content, shown=story.shown, ended_at=edit.at + timedelta(hours=1))
        held = reviews.begin(self.tx, self._of, new, edit)
        for decided in story.decisions:
            content = self._about(decided.content)
            decision = Decision("", held.id, content, is_kept=decided.is_kept, kept_note=decided.kept_note)
            reviews.decide(self.tx, self._of, decision, edit)

    def _about(self, content: DecisionContent) -> DecisionContent:
        return replace(content, item_id=self.actions[content.item_id].id)


def _chosen_on(story: PriorityStory) -> date:
    """The day on which a priority was chosen; where the story does not say, that of the first round."""
    return story.content.chosen_on or OCCASIONS[0].held_on


def _later(month: date, by: int) -> date:
    """The first day of the month so many months later."""
    years, index = divmod(month.month - 1 + by, 12)
    return date(month.year + years, index + 1, 1)
