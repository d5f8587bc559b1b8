"""What the rounds say of bets: the verdict on each, with the figures that may be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from journey.model import (
    Action,
    Assessment,
    Bet,
    BetOutcome,
    BetVerdict,
    BetView,
    CannotTell,
    Change,
    Elsewhere,
    PitfallState,
    Round,
    SubjectKind,
)
from journey.rules import bets as rules
from journey.service.plan.bet_on_measure import of_measure
from journey.service.plan.standing_of_subjects import UnitRounds


@dataclass(frozen=True, slots=True)
class ScoredBet:
    """A bet, the action that it belongs to, and what came of it."""

    bet: Bet
    outcome: BetOutcome
    action: Action


@dataclass(frozen=True, slots=True)
class Scoring:
    """Scores the ``bets`` of one unit. ``actions`` are the unit's by id; ``day_of`` says on which day something was."""

    of: UnitRounds
    actions: dict[str, Action]
    bets: tuple[Bet, ...]
    today: date
    day_of: Callable[[datetime], date]
    _known_elsewhere: dict[tuple[str, str], Elsewhere | None] = field(default_factory=dict)

    def all(self) -> list[ScoredBet]:
        """Every bet with its outcome, in the order in which they were placed."""
        return [ScoredBet(bet, self._outcome(bet), self.actions[bet.action_id]) for bet in self.bets]

    def _outcome(self, bet: Bet) -> BetOutcome:
        if bet.withdrawn_why:
            return BetOutcome(BetVerdict.WITHDRAWN, pledged=bet.content.by, note=bet.withdrawn_why)
        if bet.content.subject.kind is SubjectKind.MEASURE:
            step_on = step_taken_on(self.actions[bet.action_id])
            return of_measure(self.of, bet, step_on, self.day_of(bet.placed_at), self.today)
        base = self.of.round(bet.baseline.round_id)
        if base is None:
            return BetOutcome(BetVerdict.CANNOT_TELL, CannotTell.GONE, pledged=bet.content.by)
        held = self.of.scoring_round(bet.content, base.id)
        start = BetOutcome(
            BetVerdict.OPEN,
            pledged=bet.content.by,
            baseline_round=base.name,
            round_id=held.id if held else None,
            round_name=held.name if held else "",
            scored_on=held.held_on if held else None,
        )
        if bet.content.subject.kind is SubjectKind.PITFALL:
            return self._of_pitfall(bet, start, base, held)
        before = self.of.assessment(base, bet.content.subject)
        if before is None:
            return replace(start, verdict=BetVerdict.CANNOT_TELL, why=CannotTell.GONE)
        after = self.of.assessment(held, bet.content.subject) if held and held.closed_at else None
        if bet.content.view is BetView.AGREED:
            return self._of_agreed(bet, start, before, after)
        return self._of_answers(bet, start, before, after)

    def _of_answers(self, bet: Bet, start: BetOutcome, before: Assessment, after: Assessment | None) -> BetOutcome:
        """A bet on what people answered: tested where both rounds may be shown and were not answered openly."""
        subject = bet.content.subject
        then = self.of.shown(before, subject)
        is_hidden = bet.baseline.value is None or then.why is CannotTell.HIDDEN
        if after is None:
            return start if is_hidden else replace(start, before=then.value)
        now = self.of.shown(after, subject)
        if is_hidden or now.why is CannotTell.HIDDEN:
            return replace(start, verdict=BetVerdict.CANNOT_TELL, why=CannotTell.HIDDEN)
        shown = replace(start, before=then.value, after=now.value)
        if then.value is None or now.value is None:
            return replace(shown, verdict=BetVerdict.CANNOT_TELL, why=then.why or now.why)
        pair = self.of.pair(before, after)
        if any(pair.is_open):
            if not all(pair.is_open):
                return replace(shown, verdict=BetVerdict.CANNOT_TELL, why=CannotTell.ONE_ANSWER)
            return self._judged(shown, then.value, now.value)
        return self._tested(bet, shown, before, after)

    def _judged(self, shown: BetOutcome, before: float, after: float) -> BetOutcome:
        verdict = rules.judged(before, after)
        return replace(shown, verdict=verdict, why=CannotTell.ONE_ANSWER, difference=after - before)

    def _tested(self, bet: Bet, shown: BetOutcome, before: Assessment, after: Assessment) -> BetOutcome:
        """The verdict by the change rules, and whether the move is put down to the action."""
        move, change = self._move(bet, before, after)
        if move.why is CannotTell.NOT_COMPARABLE:
            return replace(shown, verdict=BetVerdict.CANNOT_TELL, why=move.why, change=change)
        verdict, why = rules.verdict(move, bet.content.by or 0.0)
        opened_on = shown.scored_on or self.today
        elsewhere = self._elsewhere(before, after)
        cause = rules.without_us(
            verdict,
            move.difference,
            step_on=step_taken_on(self.actions[bet.action_id]),
            opened_on=opened_on,
            elsewhere=elsewhere,
        )
        kind = bet.content.subject.kind
        number = 1 if kind is SubjectKind.SECTION else rules.LOWEST_STATEMENTS
        is_low = self.of.is_among_the_lowest(before, bet.content.subject, number)
        is_few = kind is SubjectKind.SECTION and self.of.scored_sections(before) < rules.LOWEST_OF_SECTIONS
        return replace(
            shown,
            verdict=BetVerdict.MOVED_WITHOUT_US if cause else verdict,
            why=why,
            difference=move.difference,
            interval=move.interval,
            n=move.n,
            bar=move.bar,
            without_us=cause,
            elsewhere=elsewhere,
            expected_anyway=rules.comes_anyway(kind, min(move.n)) if is_low and not is_few else None,
            is_of_few_sections=is_low and is_few,
            change=change,
        )

    def _move(self, bet: Bet, before: Assessment, after: Assessment) -> tuple[rules.Move, Change | None]:
        subject, pair = bet.content.subject, self.of.pair(before, after)
        change = pair.changes.get(self.of.section_of(after, subject))
        nothing = rules.Move(None, None, (0, 0), why=CannotTell.NOT_COMPARABLE)
        if subject.kind is SubjectKind.SECTION:
            return (rules.of_section(change), change) if change else (nothing, None)
        then, now = (self.of.shown(each, subject).counts for each in (before, after))
        if subject.id not in pair.alike or then is None or now is None:
            return nothing, change
        move = rules.of_statement(then, now)
        return (replace(move, why=CannotTell.OTHER_ROLES) if pair.has_mix_moved else move), change

    def _elsewhere(self, before: Assessment, after: Assessment) -> Elsewhere | None:
        """How the sections moved that no bet between these two rounds is on: worked out once for each two."""
        key = before.id, after.id
        if key not in self._known_elsewhere:
            with_bets = {self.of.section_of(before, bet.content.subject) for bet in self._between(before, after)}
            changes = self.of.pair(before, after).changes.values()
            without = [change for change in changes if change.section_id not in with_bets]
            self._known_elsewhere[key] = rules.elsewhere(without)
        return self._known_elsewhere[key]

    def _between(self, before: Assessment, after: Assessment) -> Iterable[Bet]:
        for bet in self.bets:
            subject = bet.content.subject
            if bet.withdrawn_why or subject.kind in (SubjectKind.PITFALL, SubjectKind.MEASURE):
                continue
            if bet.baseline.round_id == before.round_id and subject.of in ("", before.questionnaire_id):
                held = self.of.scoring_round(bet.content, bet.baseline.round_id)
                if held and held.id == after.round_id:
                    yield bet

    def _of_agreed(self, bet: Bet, start: BetOutcome, before: Assessment, after: Assessment | None) -> BetOutcome:
        """What two workshops agreed, one after the other: a judgement, and by whom."""
        then = self.of.agreed_level(before, bet.content.subject.id)
        now = self.of.agreed_level(after, bet.content.subject.id) if after else None
        if then is None or then.content.level is None:
            return replace(start, verdict=BetVerdict.CANNOT_TELL, why=CannotTell.GONE)
        shown = replace(start, before=then.content.level)
        if after is None:
            return shown
        if now is None or now.content.level is None:
            return replace(shown, verdict=BetVerdict.CANNOT_TELL, why=CannotTell.NOT_AGREED)
        judged = self._judged(replace(shown, after=now.content.level), then.content.level, now.content.level)
        said = " · ".join(filter(None, (now.content.agreed_by, now.content.reason)))
        return replace(judged, why=CannotTell.AGREED, note=said)

    def _of_pitfall(self, bet: Bet, start: BetOutcome, base: Round, held: Round | None) -> BetOutcome:
        """The state before and after, with what was noted as evidence: a judgement."""
        subject, nothing = bet.content.subject, PitfallState.UNANSWERED
        answer = self.of.pitfall(base, subject)
        then = answer.content.state if answer else nothing
        if held is None or held.closed_at is None:
            return replace(start, states=(then, nothing))
        answer = self.of.pitfall(held, subject)
        now = answer.content.state if answer else nothing
        shown = replace(start, states=(then, now), note=answer.content.note if answer else "")
        verdict = rules.pitfall_judged(then, now)
        if verdict is None:
            return replace(shown, verdict=BetVerdict.CANNOT_TELL, why=CannotTell.NOT_ANSWERED)
        return replace(shown, verdict=verdict, why=CannotTell.PITFALL)


def step_taken_on(action: Action) -> date | None:
    """The day on which an action was seen to have begun: its first step, or the whole of it, was done by then."""
    days = (action.progress.first_step_done_on, action.progress.done_on)
    return min(filter(None, days), default=None)
