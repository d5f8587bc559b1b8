"""Leading a workshop: make it, open the room, put questions, reveal, ask once more, end.

Two facilitators may lead at once. Whoever acts says which state of the workshop they have seen (its
``control_version``); where the other has moved on since, nothing happens and they look again. Written records (agreed
levels, parked items, actions: see ``recording``) have versions of their own, so that nobody overwrites another.

A round that is closed in the middle takes no answers and no cards, so nothing more is put; what was answered may still
be revealed, and the workshop be ended. Whoever holds more than one row holds them in this order: the invitation, the
workshop, the round.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from journey.model import (
    LEVELS,
    NewQuestion,
    Question,
    QuestionKind,
    Scope,
    Unit,
    Workshop,
    WorkshopPlan,
    WorkshopStage,
)
from journey.model.refusals import Refusal
from journey.rules import agenda
from journey.rules.paper_ballots import KEYS
from journey.service.answering.invitations import DEFAULT_CAP, invite_in
from journey.service.answering.sessions import unused_name
from journey.service.assessments import confidential_of
from journey.service.context import Product
from journey.service.current_selection import Selection
from journey.service.pinned_content import round_content
from journey.service.refused import AnswersLocked, Refused
from journey.service.rounds.lifecycle import NAME_LIMIT
from journey.service.rounds.snapshots import may_be_revealed
from journey.service.workshop import paper_ballots, question_rules
from journey.store import Connection, answers, assessments, clean, invitations, questions, rounds, workshops
from journey.wording.answer_options import UNSURE, options

TITLE_LIMIT, TEXT_LIMIT = 90, 700
MOST_MINUTES = 480
MOST_PAPER = 500
LONGEST_TIMER = 3600
MINUTE = 60


class StaleWorkshop(Refused):
    """The workshop has moved on since the facilitator looked. ``workshop`` is as it is now."""

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(Refusal.WORKSHOP_MOVED_ON)
        self.workshop = workshop


def make(
    product: Product,
    unit: Unit,
    plan: WorkshopPlan,
    *,
    round_id: str | None,
    questionnaire_ids: Sequence[str],
    scope: Scope,
    cap: int = DEFAULT_CAP,
) -> Workshop:
    """Plan a unit's workshop in the given round, or in a new one named after the workshop, and invite to it.

    Colleagues may answer beforehand from now on. Raises Refused, Closed, NotFound, Unavailable.
    """
    plan = _valid(plan)
    with product.store.write() as tx:
        if round_id is None:
            name = unused_name(tx, unit.organisation_id, plan.title[:NAME_LIMIT].strip())
            content = round_content(product.library)
            here = rounds.add(tx, unit.organisation_id, name=name, held_on=plan.held_on, content=content)
        else:
            here = rounds.get(tx, unit.organisation_id, round_id)
        if workshops.of_unit(tx, unit.organisation_id, here.id, unit.id) is not None:
            raise Refused(Refusal.WORKSHOP_EXISTS, unit=unit.name, round=here.name)
        invite_in(
            tx,
            product.settings,
            here,
            unit,
            questionnaire_ids=questionnaire_ids,
            scope=scope,
            cap=cap,
            reveals=True,
        )
        made = workshops.add(tx, unit.organisation_id, round_id=here.id, unit_id=unit.id, plan=plan)
        if made.plan != plan:  # somebody else was quicker, in the same moment
            raise Refused(Refusal.WORKSHOP_EXISTS, unit=unit.name, round=here.name)
        return made


def workshop_of(product: Product, selection: Selection) -> Workshop | None:
    """The workshop of the unit and round in view; None where there is none."""
    with product.store.read() as tx:
        return workshops.of_unit(tx, selection.organisation.id, selection.round.id, selection.unit.id)


def every(product: Product, organisation_id: str) -> list[Workshop]:
    """The organisation's workshops by date, the earliest first."""
    with product.store.read() as tx:
        return workshops.every(tx, organisation_id)


def change_plan(product: Product, seen: Workshop, plan: WorkshopPlan) -> Workshop:
    """Another title, purpose, length or date. Raises StaleWorkshop, Refused, NotFound, Unavailable."""
    plan = _valid(plan)
    return _move(product, seen, lambda _tx, held: replace(held, plan=plan))


def open_room(product: Product, seen: Workshop) -> Workshop:
    """Let the facilitator lead from now on; phones show the lobby. Raises StaleWorkshop, Refused, Closed."""

    def opened(tx: Connection, held: Workshop) -> Workshop:
        if held.stage is not WorkshopStage.BEFORE:
            raise Refused(Refusal.WORKSHOP_BEGUN)
        rounds.lock_open_for_share(tx, held.organisation_id, held.round_id)
        return replace(held, stage=WorkshopStage.ROOM, started_at=product.clock())

    return _move(product, seen, opened)


def ask(product: Product, seen: Workshop, new: Sequence[NewQuestion], *, seconds: int | None) -> Workshop:
    """Put questions before the room, together. What was put before and not revealed is taken up again.

    ``seconds`` is the length of the timer; None for none. A second ballot round is for statements, once, after the
    first was revealed. Raises StaleWorkshop, Refused, Closed, NotFound, Unavailable.
    """
    new = list(dict.fromkeys(new))
    _check_seconds(seconds)

    def opened(tx: Connection, held: Workshop) -> Workshop:
        if held.stage is not WorkshopStage.ROOM:
            raise Refused(Refusal.WORKSHOP_NOT_RUNNING)
        rounds.lock_open_for_share(tx, held.organisation_id, held.round_id)
        question_rules.check(tx, product, held, new)
        at = product.clock()
        question_set = questions.ask(tx, held.organisation_id, held.id, new, at=at, seconds=seconds)
        return replace(held, question_set=question_set)

    return _move(product, seen, opened)


def one_minute_more(product: Product, seen: Workshop) -> Workshop:
    """A minute more for what is before the room: on top of the timer, or of what has passed where that is longer.

    Raises StaleWorkshop, Refused, NotFound, Unavailable.
    """

    def lengthened(tx: Connection, held: Workshop) -> Workshop:
        for question in _before_the_room(tx, held):
            passed = int((product.clock() - question.opened_at).total_seconds())
            seconds = max(passed, question.seconds or 0) + MINUTE
            _check_seconds(seconds)
            questions.set_seconds(tx, held.organisation_id, held.id, question.number, seconds)
        return held

    return _move(product, seen, lengthened)


def minutes_left(product: Product, workshop: Workshop) -> int:
    """Whole minutes left of a workshop; all of them before it begins, and never fewer than none."""
    return agenda.minutes_left(workshop.plan.minutes, workshop.started_at, product.clock())


def set_seconds(product: Product, seen: Workshop, seconds: int | None) -> Workshop:
    """Another length for the timer of what is before the room, counted from when it was put.

    Raises StaleWorkshop, Refused, NotFound, Unavailable.
    """
    _check_seconds(seconds)

    def lengthened(tx: Connection, held: Workshop) -> Workshop:
        for one in _before_the_room(tx, held):
            questions.set_seconds(tx, held.organisation_id, held.id, one.number, seconds)
        return held

    return _move(product, seen, lengthened)


def clear(product: Product, seen: Workshop) -> Workshop:
    """Back to the lobby: nothing is before the room. What was answered is kept."""
    return _move(product, seen, lambda _tx, held: replace(held, question_set=0))


def reveal(product: Product, seen: Workshop) -> Workshop:
    """Show what was answered, of everything before the room at once; from then on those answers stay as they are.

    Raises StaleWorkshop, Refused (nobody has answered, among others), NotFound, Unavailable.
    """

    def revealed(tx: Connection, held: Workshop) -> Workshop:
        waiting = [one for one in _before_the_room(tx, held) if one.result is None]
        if not waiting:
            raise Refused(Refusal.NOTHING_TO_REVEAL)
        if why_not := _why_not_shown(tx, product, held, waiting):
            raise Refused(why_not)
        if not any(sum(_result(tx, one).values()) for one in waiting):
            raise Refused(Refusal.NOBODY_ANSWERED)
        _reveal(tx, waiting, at=product.clock())
        return held

    return _move(product, seen, revealed)


def _reveal(tx: Connection, waiting: Sequence[Question], *, at: datetime) -> None:
    for one in waiting:
        questions.reveal(tx, one.organisation_id, one.workshop_id, one.number, _result(tx, one), at=at)


def _why_not_shown(tx: Connection, product: Product, held: Workshop, waiting: Sequence[Question]) -> Refusal | None:
    """Why the answers may not be shown; None where they may.

    Shown is only what people were told would be, and nothing beside which earlier results would show single answers.
    """
    invitation = invitations.of_unit(tx, held.organisation_id, held.round_id, held.unit_id)
    if invitation is None or not invitation.reveals:
        return Refusal.REVEAL_NOT_PROMISED
    for assessment_id in {one.assessment_id for one in waiting if one.assessment_id is not None}:
        assessment = assessments.get(tx, held.organisation_id, assessment_id)
        ids = {one.subject for one in waiting if one.assessment_id == assessment_id}
        if not may_be_revealed(tx, assessment, ids, min_group_setting=product.settings.min_group):
            return Refusal.REVEAL_WOULD_DISCLOSE
    return None


def _result(tx: Connection, question: Question) -> Mapping[str, int]:
    if question.kind is not QuestionKind.STATEMENT:
        found = questions.count(tx, question.organisation_id, question.workshop_id, question.number)
        for key, number in question.paper.items():
            found[key] = found.get(key, 0) + number
        return found
    tally = answers.tally(tx, question.organisation_id, question.assessment_id or "").get(question.subject)
    if tally is None:
        return {}
    levels = {str(level): chosen for level, chosen in enumerate(tally.levels, start=1)}
    return levels | {"dont_know": tally.dont_know, "not_applicable": tally.not_applicable}


def type_in(product: Product, seen: Workshop, number: int, counts: Mapping[str, int], *, writer: str) -> Workshop:
    """Take over what cards or raised hands say about a question, in place of what was typed in before; it joins the
    other answers. Whoever typed in something else since is not overwritten.

    Raises StaleWorkshop, Refused, AnswersLocked, Closed, NotFound, Unavailable.
    """
    if any(one < 0 for one in counts.values()) or sum(counts.values()) > MOST_PAPER:
        raise Refused(Refusal.PAPER_COUNT_OUT_OF_RANGE, limit=MOST_PAPER)

    def typed(tx: Connection, held: Workshop) -> Workshop:
        question = questions.get(tx, held.organisation_id, held.id, number)
        if question.result is not None:
            raise AnswersLocked
        if set(counts) - _may_be_counted(question):
            raise Refused(Refusal.PAPER_CHOICE_UNKNOWN)
        rounds.lock_open_for_share(tx, held.organisation_id, held.round_id)
        if question.kind is QuestionKind.STATEMENT:
            assessment = assessments.lock_for_update(tx, held.organisation_id, question.assessment_id or "")
            at = product.clock()
            paper_ballots.save(tx, held.organisation_id, assessment.id, question.subject, counts, writer=writer, at=at)
        else:
            questions.set_paper(tx, held.organisation_id, held.id, number, counts)
        return held

    return _move(product, seen, typed)


def _may_be_counted(question: Question) -> set[str]:
    """The keys under which cards of a question may be counted."""
    if question.kind is QuestionKind.STATEMENT:
        return set(KEYS)
    if question.kind is QuestionKind.VIGNETTE:
        return {*map(str, LEVELS), UNSURE.key}
    return {one.key for one in options(question.kind, statement=None, offered=question.options)}


def on_paper(product: Product, workshop: Workshop) -> dict[str, dict[str, dict[str, int]]]:
    """What was typed in about statements: assessment id → statement id → key → count.

    For the facilitator who types them: these are counts that they have read from cards themselves.
    """
    with product.store.read() as tx:
        return {
            assessment.id: paper_ballots.counts(tx, workshop.organisation_id, assessment.id)
            for assessment in confidential_of(tx, workshop)
        }


def set_review(product: Product, seen: Workshop, review_on: date | None) -> Workshop:
    """When the unit looks again at what it has agreed here."""
    return _move(product, seen, lambda _tx, held: replace(held, review_on=review_on))


def end(product: Product, seen: Workshop) -> Workshop:
    """End the workshop: its code leads nowhere from now on, and everything that was recorded is kept.

    A revote that is still open is revealed with it, if it may be: what was shown last is what counts.

    Raises StaleWorkshop, Refused (it has ended), NotFound, Unavailable.
    """
    at = product.clock()

    def ended(tx: Connection, held: Workshop) -> Workshop:
        put = questions.of_workshop(tx, held.organisation_id, held.id)
        again = [one for one in put if one.ballot_round == 2 and one.result is None]
        if _why_not_shown(tx, product, held, again) is None:
            _reveal(tx, again, at=at)
        return replace(held, stage=WorkshopStage.ENDED, ended_at=at, question_set=0)

    with product.store.write() as tx:
        invitation = invitations.of_unit(tx, seen.organisation_id, seen.round_id, seen.unit_id)
        # Held before the workshop is: whoever comes holds them in this order, too.
        held = invitations.lock_for_update(tx, seen.organisation_id, invitation.id) if invitation else None
        moved = _move_in(tx, seen, ended)
        if held is not None:
            invitations.change(
                tx, held.organisation_id, held.id, cap=held.cap, reveals=held.reveals, closed_at=held.closed_at or at
            )
        return moved


def _move(product: Product, seen: Workshop, change: Callable[[Connection, Workshop], Workshop]) -> Workshop:
    """Change a workshop that is as it was seen. Raises StaleWorkshop, Refused where it has ended, NotFound."""
    with product.store.write() as tx:
        return _move_in(tx, seen, change)


def _move_in(tx: Connection, seen: Workshop, change: Callable[[Connection, Workshop], Workshop]) -> Workshop:
    held = workshops.lock_for_update(tx, seen.organisation_id, seen.id)
    if held.control_version != seen.control_version:
        raise StaleWorkshop(held)
    if held.stage is WorkshopStage.ENDED:
        raise Refused(Refusal.WORKSHOP_ENDED)
    changed = change(tx, held)
    return workshops.save(tx, held.organisation_id, replace(changed, control_version=held.control_version + 1))


def _check_seconds(seconds: int | None) -> None:
    if seconds is not None and not 1 <= seconds <= LONGEST_TIMER:
        raise Refused(Refusal.TIMER_OUT_OF_RANGE, limit=LONGEST_TIMER)


def _before_the_room(tx: Connection, held: Workshop) -> list[Question]:
    put = questions.of_workshop(tx, held.organisation_id, held.id)
    return [one for one in put if held.question_set and one.question_set == held.question_set]


def _valid(plan: WorkshopPlan) -> WorkshopPlan:
    plan = replace(
        plan,
        title=" ".join(clean(plan.title).split()),
        purpose=clean(plan.purpose).strip(),
        who=" ".join(clean(plan.who).split()),
    )
    if not plan.title or len(plan.title) > TITLE_LIMIT:
        raise Refused(Refusal.WORKSHOP_TITLE_INVALID, limit=TITLE_LIMIT)
    if len(plan.purpose) > TEXT_LIMIT or len(plan.who) > TEXT_LIMIT:
        raise Refused(Refusal.WORKSHOP_TEXT_TOO_LONG, limit=TEXT_LIMIT)
    if not 1 <= plan.minutes <= MOST_MINUTES:
        raise Refused(Refusal.WORKSHOP_MINUTES_OUT_OF_RANGE, limit=MOST_MINUTES)
    return plan
