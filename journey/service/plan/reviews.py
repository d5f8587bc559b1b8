"""Reviews of a unit's plan: begun, written down, decided on, ended; and of each decision whether it was kept.

Every change names the version that was seen. While a review runs its decisions may be changed and removed; once it has
ended it stays as it is, with the list that was looked at, and the next review asks what became of its decisions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from journey.model import Action, ActionContent, Decision, DecisionContent, DecisionKind, Review, ReviewContent
from journey.model.refusals import Refusal
from journey.rules.review_agenda import REVIEW_EVERY, due_on, working_day
from journey.service.context import Product
from journey.service.plan import decided, fields, review_day
from journey.service.plan.action_days import check_content
from journey.service.plan.place import PlanPlace
from journey.service.plan.review_day import check_days
from journey.service.refused import Refused
from journey.store import Connection, NotFound, actions, organisations, reviews
from journey.store.versioned_records import Edit
from journey.wording import formatting
from journey.wording.days import example_to_come

MOST_MINUTES = 600
MOST_DECISIONS = 60
WORTH = range(1, 6)
NEED_A_DAY = frozenset({DecisionKind.CHANGE, DecisionKind.ADD, DecisionKind.HELP, DecisionKind.ACCEPT})
"""Kinds of decision that say by when: what is accepted is looked at again on that day."""


def of_unit(product: Product, place: PlanPlace) -> list[Review]:
    """The unit's reviews, the newest first."""
    with product.store.read() as tx:
        return reviews.of_unit(tx, place.organisation_id, place.unit_id)[::-1]


def running(product: Product, place: PlanPlace) -> Review | None:
    """The review that was begun and has not ended."""
    with product.store.read() as tx:
        return _running(tx, place)


def get(product: Product, organisation_id: str, review_id: str) -> Review:
    """One review as it is stored now. NotFound."""
    with product.store.read() as tx:
        return reviews.get(tx, organisation_id, review_id)


def decisions(product: Product, organisation_id: str, review_id: str) -> Sequence[Decision]:
    """What a review decided, in the order in which it was written down."""
    with product.store.read() as tx:
        return reviews.decisions(tx, organisation_id, review_id)


def decision(product: Product, organisation_id: str, review_id: str, decision_id: str) -> Decision | None:
    """One decision as it is stored now; None where it was removed."""
    found = decisions(product, organisation_id, review_id)
    return next((one for one in found if one.id == decision_id), None)


def last(product: Product, place: PlanPlace) -> Review | None:
    """The last review that has ended."""
    return next((review for review in of_unit(product, place) if review.ended_at), None)


def last_on(product: Product, place: PlanPlace) -> date | None:
    """The day of the last review that has ended."""
    ended = last(product, place)
    return ended.content.held_on if ended else None


def next_on(product: Product, place: PlanPlace) -> date | None:
    """The day that was set for the next: by the last review, else by a workshop; None where none is set."""
    ended = last(product, place)
    with product.store.read() as tx:
        return review_day.next_on(tx, place.organisation_id, place.unit_id, ended)


def is_due(product: Product, place: PlanPlace, today: date) -> bool:
    """Whether it is time for a review: its day has come, or eight weeks are over since the last or the first action."""
    due = due_by(product, place)
    return due is not None and due <= today


def due_by(product: Product, place: PlanPlace) -> date | None:
    """The day by which a review is due; None while nothing is in hand that could be reviewed."""
    with product.store.read() as tx:
        in_hand = [one for one in actions.of_unit(tx, place.organisation_id, place.unit_id) if one.is_in_hand]
        ended = [one for one in reviews.of_unit(tx, place.organisation_id, place.unit_id) if one.ended_at]
        newest = ended[-1] if ended else None
        named = review_day.next_on(tx, place.organisation_id, place.unit_id, newest)
    if not in_hand:
        return None
    began = min((product.day_of(one.added_at) for one in in_hand if one.added_at), default=None)
    return due_on(named, newest.content.held_on if newest else None, began)


def proposed_next(product: Product, held_on: date) -> date:
    """The day that is proposed for the next review: a working day that is still to come."""
    return working_day(max(held_on + REVIEW_EVERY, product.today() + timedelta(days=1)))


def begin(
    product: Product, place: PlanPlace, *, writer: str, content: ReviewContent | None = None, shown: str = ""
) -> Review:
    """Begin a review, today unless said otherwise; where one is running already, that one. Refused, Unavailable.

    ``shown`` is the list that it begins with.
    """
    content = _valid(product, content or ReviewContent(product.today()))
    check_days(content, product.today())
    with product.store.write() as tx:
        organisations.lock_for_update(tx, place.organisation_id)
        if (found := _running(tx, place)) is not None:
            return found
        return reviews.begin(
            tx, place.organisation_id, Review("", place.unit_id, content, shown=shown), _edit(product, writer)
        )


def take_back(product: Product, organisation_id: str, review_id: str, *, expected_version: int, writer: str) -> None:
    """Take back a review that was begun by mistake. Raises Refused (it has decided something), Conflict, NotFound."""
    with product.store.write() as tx:
        _open(tx, organisation_id, review_id)
        if reviews.decisions(tx, organisation_id, review_id):
            raise Refused(Refusal.REVIEW_HAS_DECISIONS)
        reviews.remove(tx, organisation_id, review_id, _edit(product, writer), expected_version=expected_version)


def change(
    product: Product,
    organisation_id: str,
    review_id: str,
    content: ReviewContent,
    *,
    expected_version: int,
    writer: str,
) -> Review:
    """Write down what is said of a running review. Raises Refused, Conflict, NotFound, Unavailable."""
    content = _valid(product, content)
    with product.store.write() as tx:
        stored = _open(tx, organisation_id, review_id)
        check_days(content, product.today(), stored.content)
        new = replace(stored, content=content)
        return reviews.change(tx, organisation_id, new, _edit(product, writer), expected_version=expected_version)


def end(
    product: Product,
    organisation_id: str,
    review_id: str,
    *,
    shown: str,
    expected_version: int,
    writer: str,
    content: ReviewContent | None = None,
) -> Review:
    """End a review with what is said of it, and keep the list that was looked at.

    Raises Refused, Conflict, NotFound, Unavailable.
    """
    content = _valid(product, content) if content else None
    with product.store.write() as tx:
        stored = _open(tx, organisation_id, review_id)
        content = content or stored.content
        check_days(content, product.today())
        new = replace(stored, content=content, shown=shown, ended_at=product.clock())
        return reviews.change(tx, organisation_id, new, _edit(product, writer), expected_version=expected_version)


def decide(
    product: Product,
    organisation_id: str,
    review_id: str,
    content: DecisionContent,
    *,
    writer: str,
    item_version: int = 0,
) -> Decision:
    """Write a decision down, and do to the plan what it says: see ``decided``. ``item_version`` is the action's.

    Raises Refused, Conflict (the action has changed since), NotFound, Unavailable.
    """
    content, edit = _valid_decision(product, content), _edit(product, writer)
    with product.store.write() as tx:
        review = _open(tx, organisation_id, review_id)
        if len(reviews.decisions(tx, organisation_id, review_id)) >= MOST_DECISIONS:
            raise Refused(Refusal.DECISIONS_FULL, limit=MOST_DECISIONS)
        content = decided.carry_out(
            tx, organisation_id, review.unit_id, content, edit, item_version=item_version, today=product.today()
        )
        return reviews.decide(tx, organisation_id, Decision("", review_id, content), edit)


def change_decision(
    product: Product,
    organisation_id: str,
    review_id: str,
    decision_id: str,
    content: DecisionContent,
    *,
    expected_version: int,
    writer: str,
) -> Decision:
    """Reword a decision of a running review; what it is about stays. What the first wording did to the plan stays too.

    Raises Refused, Conflict, NotFound, Unavailable.
    """
    with product.store.write() as tx:
        stored = _of_open(tx, organisation_id, review_id, decision_id)
        content = _valid_decision(product, content, stored.content.by_when)
        same = replace(content, kind=stored.content.kind, item=stored.content.item, item_id=stored.content.item_id)
        return reviews.change_decision(
            tx,
            organisation_id,
            replace(stored, content=same),
            _edit(product, writer),
            expected_version=expected_version,
        )


def remove_decision(
    product: Product, organisation_id: str, review_id: str, decision_id: str, *, expected_version: int, writer: str
) -> None:
    """Remove a decision of a running review; an action that it stopped is live again.

    Raises Refused, Conflict, NotFound, Unavailable.
    """
    edit = _edit(product, writer)
    with product.store.write() as tx:
        stored = _of_open(tx, organisation_id, review_id, decision_id)
        decided.take_back(tx, organisation_id, stored.content, edit)
        reviews.remove_decision(tx, organisation_id, decision_id, edit, expected_version=expected_version)


def mark_kept(
    product: Product,
    organisation_id: str,
    earlier: Decision,
    *,
    is_kept: bool,
    writer: str,
    note: str = "",
) -> Decision:
    """Say whether a decision of an earlier review was kept. ``earlier.version`` is the version that was seen.

    Raises Refused, Conflict, NotFound, Unavailable.
    """
    note = fields.optional(note, what="kept_note", limit=fields.WHAT_LIMIT)
    with product.store.write() as tx:
        if reviews.get(tx, organisation_id, earlier.review_id).ended_at is None:
            raise Refused(Refusal.DECIDED_BEFORE)
        stored = _found(tx, organisation_id, earlier.review_id, earlier.id)
        new = replace(stored, is_kept=is_kept, kept_note=note or stored.kept_note)
        edit = _edit(product, writer)
        return reviews.change_decision(tx, organisation_id, new, edit, expected_version=earlier.version)


def actions_of(product: Product, place: PlanPlace) -> dict[str, Action]:
    """The actions of the unit by their ids, to say what decisions are about."""
    with product.store.read() as tx:
        return {one.id: one for one in actions.of_unit(tx, place.organisation_id, place.unit_id)}


def _running(tx: Connection, place: PlanPlace) -> Review | None:
    found = reviews.of_unit(tx, place.organisation_id, place.unit_id)
    return next((review for review in found if review.ended_at is None), None)


def _open(tx: Connection, organisation_id: str, review_id: str) -> Review:
    """The review, where it has not ended."""
    review = reviews.get(tx, organisation_id, review_id)
    if review.ended_at is not None:
        raise Refused(Refusal.REVIEW_ENDED)
    return review


def _of_open(tx: Connection, organisation_id: str, review_id: str, decision_id: str) -> Decision:
    _open(tx, organisation_id, review_id)
    return _found(tx, organisation_id, review_id, decision_id)


def _found(tx: Connection, organisation_id: str, review_id: str, decision_id: str) -> Decision:
    found = reviews.decisions(tx, organisation_id, review_id)
    for one in found:
        if one.id == decision_id:
            return one
    raise NotFound("decision", decision_id)


def _edit(product: Product, writer: str) -> Edit:
    return Edit(writer, product.clock())


def _valid(product: Product, content: ReviewContent) -> ReviewContent:
    """The content as it is stored. Raises Refused."""
    held_on = fields.day(content.held_on, what="review_day")
    if held_on is None:
        raise Refused(Refusal.REVIEW_DAY_MISSING, example=_example(product))
    next_on = fields.day(content.next_on, what="next_review")
    is_odd = content.minutes is not None and not 1 <= content.minutes <= MOST_MINUTES
    if is_odd or (content.worth is not None and content.worth not in WORTH):
        raise Refused(Refusal.REVIEW_NUMBERS_ODD, limit=MOST_MINUTES)
    return replace(
        content,
        held_on=held_on,
        next_on=next_on,
        present=fields.optional(content.present, what="present"),
        learned=fields.optional(content.learned, what="learned"),
    )


def _valid_decision(product: Product, content: DecisionContent, before: date | None = None) -> DecisionContent:
    """The decision as it is stored: what, who, and by when where its kind needs a day. Raises Refused.

    ``before`` is the day that stood there: it may have gone by.
    """
    text, who = fields.needed(content.text, what="decision"), fields.who(content.who)
    by_when = fields.day(content.by_when, what="due")
    if not who:
        raise Refused(Refusal.DECISION_WITHOUT_NAME)
    if by_when is None and content.kind in NEED_A_DAY:
        raise Refused(Refusal.DECISION_WITHOUT_DAY, example=_example(product))
    check_content(ActionContent(text, by_when=by_when), product.today(), ActionContent(text, by_when=before))
    return replace(content, text=text, who=who, by_when=by_when)


def _example(product: Product) -> str:
    return formatting.day(example_to_come(product.today()))
