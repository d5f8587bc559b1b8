"""Leading a workshop: open the room, ask questions, reveal, ask once more, end.

Two facilitators may lead at once. Whoever acts says which state of the workshop they have seen (its
``control_version``); where the other has moved on since, nothing happens and they look again. Written records (agreed
levels, parked items, actions: see ``recording``) have versions of their own, so that nobody overwrites another.

When the round is closed in the middle of a workshop, no answers and no cards are taken, and no more questions asked;
what was answered may still be revealed, and the workshop be ended. Lock order: the invitation, the workshop, the round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from journey.model import FewAnswered, NewQuestion, Question, QuestionKind, Workshop, WorkshopStage
from journey.model.refusals import Refusal
from journey.rules import agenda
from journey.service.context import Product
from journey.service.refused import Refused
from journey.service.rounds.snapshots import may_be_revealed
from journey.service.workshop import few_answers, question_rules
from journey.service.workshop.control import change_seen, change_seen_in
from journey.service.workshop.few_answers import FewByNumber
from journey.service.workshop.paper_ballots import counts_of_assessment
from journey.store import Connection, answers, assessments, invitations, questions, rounds

LONGEST_TIMER = 3600
MINUTE = 60


def open_room(product: Product, seen: Workshop) -> Workshop:
    """Let the facilitator lead from now on; phones show the lobby. Raises StaleWorkshop, Refused, Closed."""

    def opened(tx: Connection, locked: Workshop) -> Workshop:
        if locked.stage is not WorkshopStage.BEFORE:
            raise Refused(Refusal.WORKSHOP_BEGUN)
        rounds.lock_open_for_share(tx, locked.organisation_id, locked.round_id)
        return replace(locked, stage=WorkshopStage.ROOM, started_at=product.clock())

    return change_seen(product, seen, opened)


def ask(product: Product, seen: Workshop, new: Sequence[NewQuestion], *, seconds: int | None) -> Workshop:
    """Ask the room these questions, together. A question that was asked before and not revealed is taken up again.

    ``seconds`` is the length of the timer; None for none. A second ballot round is for statements, once, after the
    first was revealed. Raises StaleWorkshop, Refused, Closed, NotFound, Unavailable.
    """
    new = list(dict.fromkeys(new))
    _check_seconds(seconds)

    def opened(tx: Connection, locked: Workshop) -> Workshop:
        if locked.stage is not WorkshopStage.ROOM:
            raise Refused(Refusal.WORKSHOP_NOT_RUNNING)
        rounds.lock_open_for_share(tx, locked.organisation_id, locked.round_id)
        question_rules.check(tx, product, locked, new)
        at = product.clock()
        question_set = questions.ask(tx, locked.organisation_id, locked.id, new, at=at, seconds=seconds)
        return replace(locked, question_set=question_set)

    return change_seen(product, seen, opened)


def one_minute_more(product: Product, seen: Workshop) -> Workshop:
    """Give the active questions a minute more: on top of the timer, or of the time passed where that is longer.

    Raises StaleWorkshop, Refused, NotFound, Unavailable.
    """

    def lengthened(tx: Connection, locked: Workshop) -> Workshop:
        for question in _active_questions(tx, locked):
            passed = int((product.clock() - question.opened_at).total_seconds())
            seconds = max(passed, question.seconds or 0) + MINUTE
            _check_seconds(seconds)
            questions.set_seconds(tx, locked.organisation_id, locked.id, question.number, seconds)
        return locked

    return change_seen(product, seen, lengthened)


def minutes_left(product: Product, workshop: Workshop) -> int:
    """Whole minutes left of a workshop; all of them before it begins, 0 once they have passed."""
    return agenda.minutes_left(workshop.plan.minutes, workshop.started_at, product.clock())


def set_seconds(product: Product, seen: Workshop, seconds: int | None) -> Workshop:
    """Set the timer of the active questions, counted from when they were asked; None for no timer.

    Raises StaleWorkshop, Refused, NotFound, Unavailable.
    """
    _check_seconds(seconds)

    def lengthened(tx: Connection, locked: Workshop) -> Workshop:
        for question in _active_questions(tx, locked):
            questions.set_seconds(tx, locked.organisation_id, locked.id, question.number, seconds)
        return locked

    return change_seen(product, seen, lengthened)


def clear(product: Product, seen: Workshop) -> Workshop:
    """Go back to the lobby: no question is active. What was answered is kept."""
    return change_seen(product, seen, lambda _tx, locked: replace(locked, question_set=0))


def reveal(product: Product, seen: Workshop, *, assent: FewAnswered | None = None) -> Workshop:
    """Reveal all active questions at once: their results are shown, and their answers stay as they are from then on.

    Where few have answered one of them, it is revealed only with an ``assent`` to the very figures that are counted
    now: where they have changed since they were read, it is asked anew. What rests on few is kept with the question.

    Raises StaleWorkshop, RevealOfFew, Refused (nobody has answered, among others), NotFound, Unavailable.
    """

    def revealed(tx: Connection, locked: Workshop) -> Workshop:
        waiting = [question for question in _active_questions(tx, locked) if question.result is None]
        if not waiting:
            raise Refused(Refusal.NOTHING_TO_REVEAL)
        if why_not := _why_not_shown(tx, product, locked, waiting):
            raise Refused(why_not)
        if not any(sum(_result(tx, question).values()) for question in waiting):
            raise Refused(Refusal.NOBODY_ANSWERED)
        few = few_answers.few_of(tx, product, locked, waiting)
        few_answers.check_assent(tx, product, locked, waiting, few, assent)
        _reveal(tx, waiting, few, at=product.clock())
        return locked

    return change_seen(product, seen, revealed)


def _reveal(tx: Connection, waiting: Sequence[Question], few: FewByNumber, *, at: datetime) -> None:
    for question in waiting:
        result, own_few = _result(tx, question), few.get(question.number)
        if question.kind is QuestionKind.STATEMENT:
            _keep_counts_on_paper(tx, question)
        questions.reveal(
            tx, question.organisation_id, question.workshop_id, question.number, result, at=at, few=own_few
        )


def _keep_counts_on_paper(tx: Connection, question: Question) -> None:
    """Keep beside the result what cards said of it: they may be counted anew for a second vote."""
    of_assessment = counts_of_assessment(tx, question.organisation_id, question.assessment_id or "")
    on_paper = of_assessment.get(question.subject, {})
    questions.set_paper(tx, question.organisation_id, question.workshop_id, question.number, on_paper)


def _why_not_shown(tx: Connection, product: Product, locked: Workshop, waiting: Sequence[Question]) -> Refusal | None:
    """Why the answers may not be shown; None where they may.

    Answers are shown only if people were told so, and if earlier results beside them would not disclose single answers.
    """
    invitation = invitations.of_unit(tx, locked.organisation_id, locked.round_id, locked.unit_id)
    if invitation is None or not invitation.reveals:
        return Refusal.REVEAL_NOT_PROMISED
    for assessment_id in {question.assessment_id for question in waiting if question.assessment_id is not None}:
        assessment = assessments.get(tx, locked.organisation_id, assessment_id)
        ids = {question.subject for question in waiting if question.assessment_id == assessment_id}
        if not may_be_revealed(tx, assessment, ids, min_group_setting=product.settings.min_group):
            return Refusal.REVEAL_WOULD_DISCLOSE
    return None


def _result(tx: Connection, question: Question) -> Mapping[str, int]:
    if question.kind is not QuestionKind.STATEMENT:
        counted = questions.count(tx, question.organisation_id, question.workshop_id, question.number)
        for key, number in question.paper.items():
            counted[key] = counted.get(key, 0) + number
        return counted
    tally = answers.tally(tx, question.organisation_id, question.assessment_id or "").get(question.subject)
    if tally is None:
        return {}
    levels = {str(level): chosen for level, chosen in enumerate(tally.levels, start=1)}
    return levels | {"dont_know": tally.dont_know, "not_applicable": tally.not_applicable}


def set_review(product: Product, seen: Workshop, review_on: date | None) -> Workshop:
    """Set the day on which the unit looks again at what it has agreed; None for no day."""
    return change_seen(product, seen, lambda _tx, locked: replace(locked, review_on=review_on))


def end(product: Product, seen: Workshop) -> Workshop:
    """End the workshop: its code leads nowhere from now on, and everything that was recorded is kept.

    A revote that is still open is revealed with it, if it may be: what was shown last is what counts. Where few have
    sent their answers again, it stays hidden: nobody is asked for an assent here, and the first vote is what counts.

    Raises StaleWorkshop, Refused (it has ended), NotFound, Unavailable.
    """
    at = product.clock()

    def ended(tx: Connection, locked: Workshop) -> Workshop:
        asked = questions.of_workshop(tx, locked.organisation_id, locked.id)
        revotes = [question for question in asked if question.ballot_round == 2 and question.result is None]
        few = few_answers.few_of(tx, product, locked, revotes)
        shown = [question for question in revotes if question.number not in few]
        if _why_not_shown(tx, product, locked, shown) is None:
            _reveal(tx, shown, {}, at=at)
        return replace(locked, stage=WorkshopStage.ENDED, ended_at=at, question_set=0)

    with product.store.write() as tx:
        invitation = invitations.of_unit(tx, seen.organisation_id, seen.round_id, seen.unit_id)
        # Lock order: the invitation, then the workshop; a respondent who joins does the same.
        if invitation is not None:
            invitation = invitations.lock_for_update(tx, invitation.organisation_id, invitation.id)
        moved = change_seen_in(tx, seen, ended)
        if invitation is not None:
            invitations.change(
                tx,
                invitation.organisation_id,
                invitation.id,
                cap=invitation.cap,
                reveals=invitation.reveals,
                closed_at=invitation.closed_at or at,
            )
        return moved


def _check_seconds(seconds: int | None) -> None:
    if seconds is not None and not 1 <= seconds <= LONGEST_TIMER:
        raise Refused(Refusal.TIMER_OUT_OF_RANGE, limit=LONGEST_TIMER)


def _active_questions(tx: Connection, locked: Workshop) -> list[Question]:
    if not locked.question_set:
        return []
    asked = questions.of_workshop(tx, locked.organisation_id, locked.id)
    return [question for question in asked if question.question_set == locked.question_set]
