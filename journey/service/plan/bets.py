"""Bets: what an action should move, by how much, by when, and how sure one is; and what the next round says of it.

A bet is frozen with where its subject stood that day. Once the round that scores it has been opened nothing of it can
be changed; until then a change needs a reason, and what was said before is kept. Bets are a council's, never a
person's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from journey.model import (
    CHANCES,
    Baseline,
    Bet,
    BetContent,
    BetVerdict,
    BetView,
    BetWarning,
    Calibration,
    PlanEvent,
    Subject,
    SubjectKind,
)
from journey.model.refusals import Refusal
from journey.rules import bets as rules
from journey.rules import calibration as judging
from journey.service.context import Product
from journey.service.plan import bet_baselines, fields
from journey.service.plan.bet_scoring import ScoredBet, Scoring
from journey.service.plan.place import PlanPlace
from journey.service.plan.standing_of_subjects import UnitRounds
from journey.service.refused import Refused
from journey.store import Connection, actions, bets, organisations, plan_events
from journey.store.versioned_records import Edit

MOST_LEVELS = 3.0
"""Nothing can move further on a scale from 1 to 4."""

NOTHING = Baseline()
"""Where the subject of a bet stands that is not placed yet."""
UNPLACED = datetime.min.replace(tzinfo=UTC)
"""When a bet was placed that is not placed yet."""


def of_place(product: Product, place: PlanPlace) -> list[ScoredBet]:
    """All bets of the unit with what came of them, in the order in which they were placed."""
    with product.store.read() as tx:
        return _of_unit(product, tx, place.organisation_id, place.unit_id)


def of_action(product: Product, place: PlanPlace, action_id: str) -> list[ScoredBet]:
    """The bets of one action with what came of them; those that were withdrawn too."""
    return [scored for scored in of_place(product, place) if scored.bet.action_id == action_id]


def due(product: Product, place: PlanPlace) -> list[ScoredBet]:
    """The bets that a review looks at: scored by the last of the rounds that scored any or since, or their day came."""
    return due_among(of_place(product, place), product.today())


def due_among(every: Sequence[ScoredBet], today: date) -> list[ScoredBet]:
    """The same of bets that are known already."""
    days = [one.outcome.scored_on for one in every if one.outcome.is_scored and one.outcome.round_id]
    last = max(filter(None, days), default=date.min)
    return [
        one
        for one in every
        if (one.outcome.is_scored and (one.outcome.scored_on or last) >= last)
        or (one.outcome.verdict is BetVerdict.OPEN and one.bet.content.due_on and one.bet.content.due_on <= today)
    ]


def history(product: Product, organisation_id: str, bet_id: str) -> Sequence[PlanEvent]:
    """Every change of a bet, the oldest first."""
    with product.store.read() as tx:
        return plan_events.of_record(tx, organisation_id, "bet", bet_id)


def warning(product: Product, place: PlanPlace, subject: Subject, view: BetView) -> BetWarning:
    """What is to be known before a bet is placed: where the subject stands, and how small a move would show.

    Raises Refused where no bet can be placed on it, NotFound.
    """
    with product.store.read() as tx:
        return bet_baselines.warning(_rounds(product, tx, place.organisation_id, place.unit_id), subject, view)


def place(
    product: Product,
    place: PlanPlace,
    action_id: str,
    content: BetContent,
    *,
    writer: str,
    replaces: Bet | None = None,
    why: str = "",
) -> Bet:
    """Place a bet of an action, with where its subject stands today; in place of another, with the reason.

    Raises Refused, Conflict, NotFound, Unavailable.
    """
    content = _valid(product, content)
    with product.store.write() as tx:
        organisations.lock_for_update(tx, place.organisation_id)  # else two bets placed at once have one number
        if replaces is not None:
            _withdraw(product, tx, place, replaces.id, why, expected_version=replaces.version, writer=writer)
        baseline = bet_baselines.baseline(_rounds_of(product, tx, place, action_id), content)
        number = max((one.number for one in bets.of_action(tx, place.organisation_id, action_id)), default=0) + 1
        new = Bet("", action_id, number, content, baseline, product.clock())
        return bets.place(tx, place.organisation_id, new, Edit(writer, product.clock(), why))


def change(
    product: Product,
    place: PlanPlace,
    bet_id: str,
    content: BetContent,
    *,
    expected_version: int,
    writer: str,
    why: str,
) -> Bet:
    """Change a bet before the round that scores it is opened: it begins anew, and what it said is kept.

    Raises Refused, Conflict, NotFound, Unavailable.
    """
    content, why = _valid(product, content), fields.needed(why, what="why")
    with product.store.write() as tx:
        stored = bets.get(tx, place.organisation_id, bet_id)
        of = _rounds_of(product, tx, place, stored.action_id)
        _check_changeable(of, stored)
        baseline = bet_baselines.baseline(of, content)
        new = replace(stored, content=content, baseline=baseline, placed_at=product.clock())
        edit = Edit(writer, product.clock(), why)
        return bets.change(tx, place.organisation_id, new, edit, expected_version=expected_version)


def withdraw(product: Product, place: PlanPlace, bet_id: str, why: str, *, expected_version: int, writer: str) -> Bet:
    """Take a bet back before the round that scores it is opened, and say why.

    Raises Refused, Conflict, NotFound, Unavailable.
    """
    with product.store.write() as tx:
        return _withdraw(product, tx, place, bet_id, why, expected_version=expected_version, writer=writer)


def calibration(product: Product, organisation_id: str) -> Calibration:
    """How well the council judges its chances, over all its units. Bets on one subject and round count once."""
    with product.store.read() as tx:
        units = organisations.units(tx, organisation_id)
        every = [one for unit in units for one in _of_unit(product, tx, organisation_id, unit.id)]
    return judging.calibration((one.bet.content.chance, one.outcome.verdict) for one in by_subject(every))


def is_changeable(one: ScoredBet) -> bool:
    """Whether a bet may still be changed or taken back: no round that decides it has been opened."""
    return one.outcome.verdict is BetVerdict.OPEN and one.outcome.round_id is None


def sharing(one: ScoredBet, every: Sequence[ScoredBet]) -> list[ScoredBet]:
    """The bets that share a subject, unit and round with one, itself among them, but for those that were taken back."""
    return [
        other for other in every if other.outcome.verdict is not BetVerdict.WITHDRAWN and _shares(other) == _shares(one)
    ]


def _shares(one: ScoredBet) -> object:
    content = one.bet.content
    return content.subject, content.view, one.action.unit_id, one.bet.baseline.round_id, one.outcome.round_id


def by_subject(every: Sequence[ScoredBet]) -> list[ScoredBet]:
    """The bets without those that share a subject, unit and round with an earlier one: they share its verdict."""
    found: dict[object, ScoredBet] = {}
    for one in every:
        is_own = one.outcome.verdict is BetVerdict.WITHDRAWN
        found.setdefault(one.bet.id if is_own else _shares(one), one)
    return list(found.values())


def chance_of_a_false_one(every: Sequence[ScoredBet]) -> tuple[int, float]:
    """How many subjects were put to the test, and how often chance alone would call at least one of them moved."""
    tested = [one for one in by_subject(every) if one.outcome.interval is not None and one.outcome.why is None]
    return len(tested), rules.chance_of_a_false_one(len(tested))


def _of_unit(product: Product, tx: Connection, organisation_id: str, unit_id: str) -> list[ScoredBet]:
    own = {action.id: action for action in actions.of_unit(tx, organisation_id, unit_id)}
    of_unit = tuple(bet for bet in bets.every(tx, organisation_id) if bet.action_id in own)
    if not of_unit:
        return []
    of = _rounds(product, tx, organisation_id, unit_id)
    return Scoring(of, own, of_unit, product.today(), product.day_of).all()


def _rounds(product: Product, tx: Connection, organisation_id: str, unit_id: str) -> UnitRounds:
    return UnitRounds(tx, product.settings.min_group, organisation_id, unit_id)


def _rounds_of(product: Product, tx: Connection, place: PlanPlace, action_id: str) -> UnitRounds:
    """The rounds of the unit that an action belongs to, whichever is in view. NotFound."""
    action = actions.get(tx, place.organisation_id, action_id)
    return _rounds(product, tx, place.organisation_id, action.unit_id)


def _withdraw(
    product: Product, tx: Connection, place: PlanPlace, bet_id: str, why: str, *, expected_version: int, writer: str
) -> Bet:
    why = fields.needed(why, what="why")
    stored = bets.get(tx, place.organisation_id, bet_id)
    _check_changeable(_rounds_of(product, tx, place, stored.action_id), stored)
    edit = Edit(writer, product.clock(), why)
    gone = replace(stored, withdrawn_why=why)
    return bets.change(tx, place.organisation_id, gone, edit, expected_version=expected_version)


def _check_changeable(of: UnitRounds, bet: Bet) -> None:
    """Raises Refused where a bet was taken back, or the round that scores it has been opened."""
    if bet.withdrawn_why:
        raise Refused(Refusal.BET_WITHDRAWN)
    held = of.scoring_round(bet.content, bet.baseline.round_id) if bet.baseline.round_id else None
    if held is not None:
        raise Refused(Refusal.BET_FROZEN, round=held.name)


def _valid(product: Product, content: BetContent) -> BetContent:
    """The content as it is stored. Raises Refused."""
    due_on = fields.day(content.due_on, what="bet_due")
    if due_on is not None and due_on < product.today():
        raise Refused(Refusal.BET_DUE_PAST)
    if content.chance not in CHANCES:
        raise Refused(Refusal.BET_CHANCE_UNKNOWN)
    kind, by = content.subject.kind, content.by
    if kind is SubjectKind.PITFALL:
        by = None
    elif by is None or by <= 0 or (kind is not SubjectKind.MEASURE and by > MOST_LEVELS):
        raise Refused(Refusal.BET_MOVE_OUT_OF_RANGE)
    because = fields.optional(content.because, what="because")
    return replace(content, by=by, due_on=due_on, because=because)
