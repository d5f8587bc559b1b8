"""What a review looks at, found in the records: nothing of it is typed, and nothing is copied.

What a review has settled stays away for a time; then it comes back. Which actions are exceptions is said by how they
stand in the plan, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from journey.model import (
    Action,
    ActionState,
    Decision,
    Exceptional,
    Parked,
    ReadinessOverride,
    Reason,
    Review,
    ReviewPart,
    Round,
    Subject,
    SubjectKind,
    WorkshopStage,
)
from journey.rules.plan_standing import Flag, Mark, Standing
from journey.rules.review_agenda import MINUTES, MOST_EXCEPTIONS, in_order, reasons_of_measure, settled
from journey.service.context import Product
from journey.service.current_selection import Selection
from journey.service.pinned_content import STAGES
from journey.service.pitfalls import pitfalls
from journey.service.pitfalls.pitfalls import StagePitfalls
from journey.service.plan import bets, measures, parked, standings, subjects
from journey.service.plan.bet_scoring import ScoredBet
from journey.service.plan.place import PlanPlace
from journey.service.plan.reviews import due_by
from journey.service.profile import unit_findings
from journey.store import Connection, actions, organisations, parking_lot, priorities, reviews, rounds, workshops
from journey.store import pitfalls as stored_pitfalls

PROPOSED_FOR = 2
"""After so many reviews a proposal is taken up or let go."""

_REASONS: Mapping[Flag | Mark, Reason] = {
    Flag.NO_OWNER: Reason.NO_OWNER,
    Flag.OWNER_GONE: Reason.OWNER_GONE,
    Flag.OVERDUE: Reason.OVERDUE,
    Flag.BEYOND: Reason.BEYOND,
    Flag.NO_WORD: Reason.NO_WORD,
    Flag.FIRST_STEP_MISSED: Reason.FIRST_STEP_MISSED,
    Mark.OFF_TRACK: Reason.OFF_TRACK,
    Mark.AT_RISK: Reason.AT_RISK,
}


@dataclass(frozen=True, slots=True)
class MovedOn:
    """A stage that was left early, in which round and why, and that is not ready yet."""

    title: str
    round: Round
    override: ReadinessOverride


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A matter that an ended workshop parked and nobody has settled yet."""

    parked: Parked
    workshop: str
    held_on: date


@dataclass(frozen=True, slots=True)
class ReviewAgenda:
    """What a review looks at, in its order.

    ``last`` is the last review that has ended and ``running`` the one that has begun. ``earlier`` are the decisions of
    which it is asked whether they were kept. ``exceptions`` are all of them, in the order in which they come to the
    table; ``settled`` counts what would be one of them, or come back, and was decided about until a day to come.
    ``proposed`` are those that two reviews have left a proposal. ``decided`` is what the running review has decided. It
    ``is_empty`` where there is nothing yet to review.
    """

    today: date
    last: Review | None
    running: Review | None
    earlier: tuple[Decision, ...]
    exceptions: tuple[Exceptional, ...]
    moved_on: tuple[MovedOn, ...]
    set_aside: tuple[Action, ...]
    left_open: tuple[LeftOpen, ...]
    on_track: int
    in_hand: int
    settled: int
    decided: tuple[Decision, ...] = ()
    bets_due: tuple[ScoredBet, ...] = ()
    proposed: tuple[Action, ...] = ()
    due: date | None = None
    is_empty: bool = False

    @property
    def minutes(self) -> Mapping[ReviewPart, int]:
        """How long each part may take, in their order."""
        return MINUTES

    @property
    def at_the_table(self) -> tuple[Exceptional, ...]:
        """The few that there is time for."""
        return self.exceptions[:MOST_EXCEPTIONS]

    @property
    def rest(self) -> tuple[Exceptional, ...]:
        """Those beyond the few."""
        return self.exceptions[MOST_EXCEPTIONS:]

    @property
    def bets_decided(self) -> tuple[ScoredBet, ...]:
        """The bets that were decided."""
        return tuple(one for one in self.bets_due if one.outcome.is_scored)

    @property
    def bets_waiting(self) -> tuple[ScoredBet, ...]:
        """The bets whose day has come without a decision."""
        return tuple(one for one in self.bets_due if not one.outcome.is_scored)

    @property
    def off_the_list(self) -> tuple[Decision, ...]:
        """What the running review has decided about something that needs no decision any more."""
        listed = {(one.item, one.item_id) for one in self.exceptions}
        listed |= {("moved_on", one.override.section_id) for one in self.moved_on}
        listed |= {("action", one.id) for one in (*self.set_aside, *self.proposed)} | {
            ("parked", one.parked.id) for one in self.left_open
        }
        listed |= {("bet", one.bet.id) for one in self.bets_due}
        said = [(one, (one.content.item, one.content.item_id)) for one in self.decided]
        return tuple(one for one, item in said if one.content.item and item not in listed)

    @property
    def coming_back(self) -> int:
        """How much comes back: moved on from early, set aside, left open, proposed long ago."""
        return len(self.moved_on) + len(self.set_aside) + len(self.left_open) + len(self.proposed)


@dataclass(frozen=True, slots=True)
class _Read:
    """What is read of the store for a review."""

    actions: Sequence[Action]
    priorities: Mapping[str, str]
    reviews: Sequence[Review]
    decisions: Sequence[Decision]
    left_open: Sequence[LeftOpen]


def agenda(product: Product, place: PlanPlace) -> ReviewAgenda:
    """What a review held today would look at, or the one that is running does."""
    read, today = _read(product, place), product.today()
    ended = [review for review in read.reviews if review.ended_at]
    last = ended[-1] if ended else None
    running = next((review for review in read.reviews if review.ended_at is None), None)
    quiet = {item for item, one in settled(read.reviews, read.decisions).items() if today < one.until}
    live = _live(product, place, read)
    exceptional = in_order(live)
    moved_on = _moved_on(product, place)
    set_aside = [one for one in read.actions if _is_to_be_looked_at_again(one, today)]
    kept_away = [
        *((one.item, one.item_id) for one in exceptional),
        *(("action", one.id) for one in set_aside),
        *(("moved_on", one.override.section_id) for one in moved_on),
        *(("parked", one.parked.id) for one in read.left_open),
    ]
    return ReviewAgenda(
        today=today,
        last=last,
        running=running,
        earlier=tuple(_earlier(read, last)),
        exceptions=tuple(one for one in exceptional if (one.item, one.item_id) not in quiet),
        moved_on=tuple(one for one in moved_on if ("moved_on", one.override.section_id) not in quiet),
        set_aside=tuple(one for one in set_aside if ("action", one.id) not in quiet),
        left_open=tuple(one for one in read.left_open if ("parked", one.parked.id) not in quiet),
        on_track=sum(not one.reasons for one in live if one.action),
        in_hand=sum(one.is_in_hand for one in read.actions),
        settled=len(quiet.intersection(kept_away)),
        decided=tuple(one for one in read.decisions if running and one.review_id == running.id),
        due=due_by(product, place),
        bets_due=tuple(one for one in _bets_due(product, place, last) if ("bet", one.bet.id) not in quiet),
        proposed=tuple(_proposed(product, read)),
        is_empty=not (live or read.actions or read.reviews or moved_on or read.left_open),
    )


def _read(product: Product, place: PlanPlace) -> _Read:
    organisation_id, unit_id = place.organisation_id, place.unit_id
    with product.store.read() as tx:
        found = reviews.of_unit(tx, organisation_id, unit_id)
        return _Read(
            actions=actions.of_unit(tx, organisation_id, unit_id),
            priorities={one.id: one.content.name for one in priorities.every(tx, organisation_id)},
            reviews=found,
            decisions=[one for review in found for one in reviews.decisions(tx, organisation_id, review.id)],
            left_open=_left_open(tx, organisation_id, unit_id),
        )


def _left_open(tx: Connection, organisation_id: str, unit_id: str) -> list[LeftOpen]:
    """What ended workshops of the unit have parked; while one runs, its parking lot is the room's own."""
    ended = {
        workshop.id: workshop
        for workshop in workshops.every(tx, organisation_id)
        if workshop.unit_id == unit_id and workshop.stage is WorkshopStage.ENDED
    }
    return [
        LeftOpen(item, ended[item.workshop_id].plan.title, ended[item.workshop_id].plan.held_on)
        for item in parking_lot.of_unit(tx, organisation_id, unit_id)
        if item.workshop_id in ended and not item.is_settled
    ]


def _earlier(read: _Read, last: Review | None) -> list[Decision]:
    """The decisions of the last review, and those of earlier ones that nobody has answered for."""
    ended = {review.id for review in read.reviews if review.ended_at}
    return [
        one
        for one in read.decisions
        if one.review_id in ended and (one.is_kept is None or (last is not None and one.review_id == last.id))
    ]


def _live(product: Product, place: PlanPlace, read: _Read) -> list[Exceptional]:
    """The live actions and the measures of the plan, each with why it is an exception, if it is one."""
    stood = {one.action.id: one.standing for one in standings.of_place(product, place).actions}
    found = [
        Exceptional(
            _reasons(stood[action.id]),
            action,
            days_over=stood[action.id].days_over,
            serves=read.priorities.get(action.content.priority_id or "", ""),
        )
        for action in read.actions
        if action.progress.state is ActionState.LIVE
    ]
    serving = {one.action.id: one.serves for one in found if one.action}
    for stands in measures.of_place(product, place):
        serves = serving.get(stands.measure.content.action_id or "", "")
        found.append(Exceptional(reasons_of_measure(stands), measure=stands, serves=serves))
    return found


def _reasons(stands: Standing) -> tuple[Reason, ...]:
    return tuple(sorted((_REASONS[need] for need in stands.needs), key=list(Reason).index))


def _is_to_be_looked_at_again(action: Action, today: date) -> bool:
    again = action.progress.look_again_on
    return action.progress.state is ActionState.PAUSED and (again is None or again <= today)


def _bets_due(product: Product, place: PlanPlace, last: Review | None) -> list[ScoredBet]:
    """The bets that are due, but for those that the last review has had before it."""
    since = last.content.held_on if last else date.min
    return [one for one in bets.due(product, place) if (one.outcome.scored_on or date.max) >= since]


def _proposed(product: Product, read: _Read) -> list[Action]:
    """The proposals that are older than the last two reviews: taken up now, or let go."""
    ended = [review for review in read.reviews if review.ended_at]
    if len(ended) < PROPOSED_FOR:
        return []
    before = ended[-PROPOSED_FOR].content.held_on
    return [
        action
        for action in read.actions
        if action.progress.state is ActionState.PROPOSED
        and action.added_at is not None
        and product.day_of(action.added_at) <= before
    ]


def _moved_on(product: Product, place: PlanPlace) -> list[MovedOn]:
    """The stages that the unit has left early, in any round, and that are not ready in the round in view."""
    if place.round_id is None:
        return []
    left = _left_early(product, place)
    if not left:
        return []
    here = selection(product, place, place.round_id)
    findings = unit_findings.by_questionnaire(product, here).get(STAGES)
    stages = pitfalls.by_stage(product, here, findings.profile if findings else None)
    return [
        MovedOn(stages[section_id].title, round_, override)
        for section_id, (round_, override) in left.items()
        if section_id in stages and _is_unready(stages[section_id])
    ]


def _left_early(product: Product, place: PlanPlace) -> dict[str, tuple[Round, ReadinessOverride]]:
    """By section, the last decision of the unit to leave it early, up to the round in view."""
    left: dict[str, tuple[Round, ReadinessOverride]] = {}
    with product.store.read() as tx:
        for round_ in rounds.every(tx, place.organisation_id):
            found = stored_pitfalls.overrides(tx, place.organisation_id, round_.id, place.unit_id)
            left |= {section_id: (round_, override) for section_id, override in found.items()}
            if round_.id == place.round_id:
                break
    return left


def _is_unready(stage: StagePitfalls) -> bool:
    return not stage.readiness.is_ready


def selection(product: Product, place: PlanPlace, round_id: str) -> Selection:
    """The unit in a round, as findings are asked for. Raises NotFound, Unavailable."""
    with product.store.read() as tx:
        council = organisations.get(tx, place.organisation_id)
        unit = organisations.unit(tx, place.organisation_id, place.unit_id)
        return Selection(council, rounds.get(tx, place.organisation_id, round_id), unit)


def about(product: Product, place: PlanPlace, items: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What decisions are about, in the words of the records: by the kind of the record and its id."""
    wanted = set(items)
    kinds = {item for item, _ in wanted}
    read = _read(product, place)
    found = {("action", one.id): one.content.what for one in read.actions}
    found |= {("priority", id_): name for id_, name in read.priorities.items()}
    if "measure" in kinds:
        every = [*measures.of_place(product, place), *measures.ended(product, place)]
        found |= {("measure", one.measure.id): one.measure.content.name for one in every}
    if "bet" in kinds:
        found |= {("bet", one.bet.id): one.action.content.what for one in bets.of_place(product, place)}
    if "parked" in kinds:
        found |= {("parked", one.item.id): one.item.text for one in parked.of_place(product, place)}
    if "moved_on" in kinds:
        stages = {Subject(SubjectKind.SECTION, id_, STAGES) for item, id_ in wanted if item == "moved_on"}
        titles = subjects.titles(product, place.organisation_id, place.round_id, stages)
        found |= {("moved_on", stage.id): title for stage, title in titles.items()}
    return {item: found[item] for item in wanted if item in found}
