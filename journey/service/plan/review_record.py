"""The record of a review: what was looked at, as text, when it ends; the same list, and its decisions, on paper.

What was looked at is kept as it was then, so that a past review can be read; the plan has gone on since.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from journey.model import Action, ActionState, Decision, Review, ReviewContent, ReviewPart
from journey.reports import calendar
from journey.reports import review_record as on_paper
from journey.reports.calendar import DueDay
from journey.service.context import Product
from journey.service.plan import review_agenda, reviews
from journey.service.plan.place import PlanPlace
from journey.service.plan.review_agenda import ReviewAgenda
from journey.store import organisations
from journey.wording import bets, places
from journey.wording import review as words
from journey.wording.review import Outline

REVIEW_MINUTES = 20
CANCELLED = frozenset({ActionState.DROPPED, ActionState.HANDED_OVER})


@dataclass(frozen=True, slots=True)
class PastReview:
    """A review that can be read: the list that was looked at, and each decision in words with what came of it."""

    review: Review
    looked_at: Outline
    decisions: tuple[tuple[str, str], ...]


def outline(product: Product, place: PlanPlace) -> Outline:
    """What a review looks at, as headings with lines; headings with nothing under them say so."""
    agenda = review_agenda.agenda(product, place)
    return [
        (words.PARTS[ReviewPart.LAST_TIME], [*_earlier(product, place, agenda)]),
        (words.PARTS[ReviewPart.EXCEPTIONS], [*_exceptions(agenda)]),
        (words.PARTS[ReviewPart.BETS], [*_bets(agenda)]),
        (words.COMING_BACK, [*_coming_back(agenda)]),
    ]


def _earlier(product: Product, place: PlanPlace, agenda: ReviewAgenda) -> Iterator[str]:
    if not agenda.earlier:
        yield words.NO_EARLIER
    about = review_agenda.about(product, place, _items(agenda.earlier))
    for decision in agenda.earlier:
        yield f"{words.decided(decision.content, about.get(_item(decision), ''))} {words.kept(decision)}."


def _exceptions(agenda: ReviewAgenda) -> Iterator[str]:
    if not agenda.exceptions:
        yield words.NO_EXCEPTIONS
    for one in agenda.exceptions:
        yield words.exception_line(one)
    if told := words.on_track(agenda.on_track, is_any_listed=any(one.action for one in agenda.exceptions)):
        yield told


def _bets(agenda: ReviewAgenda) -> Iterator[str]:
    if not agenda.bets_due:
        yield words.NO_BETS
    for scored in agenda.bets_due:
        yield words.bet_line(scored.action.content.what, bets.found(scored.bet.content, scored.outcome))


def _coming_back(agenda: ReviewAgenda) -> Iterator[str]:
    for moved in agenda.moved_on:
        yield words.moved_on(moved.title, moved.round.name, moved.override)
    for action in agenda.set_aside:
        yield words.set_aside(action)
    for action in agenda.proposed:
        yield words.proposed(action)
    for left in agenda.left_open:
        yield words.left_open(left.parked, left.workshop, left.held_on)
    if not agenda.coming_back:
        yield words.NOTHING_BACK


def begin(product: Product, place: PlanPlace, *, writer: str) -> Review:
    """Begin a review today, and keep the list that it begins with. Raises Refused, NotFound, Unavailable."""
    shown = words.as_text(outline(product, place))
    return reviews.begin(product, place, writer=writer, shown=shown)


def _shown(product: Product, place: PlanPlace, begun_with: str) -> str:
    """What a review looked at: the list that it began with, and what was said by its end of last time's decisions.

    What was decided has left the list by then; the record would not say what it was about.
    """
    at_the_end = outline(product, place)
    if not begun_with:
        return words.as_text(at_the_end)
    return words.as_text([at_the_end[0], *words.read_back(begun_with)[1:]])


def end(
    product: Product, place: PlanPlace, review_id: str, content: ReviewContent, *, expected_version: int, writer: str
) -> Review:
    """End a review, and keep what it looked at. Raises Refused, Conflict, NotFound, Unavailable."""
    begun = reviews.get(product, place.organisation_id, review_id)
    shown = _shown(product, place, begun.shown)
    return reviews.end(
        product,
        place.organisation_id,
        review_id,
        shown=shown,
        expected_version=expected_version,
        writer=writer,
        content=content,
    )


def past(product: Product, place: PlanPlace, review: Review) -> PastReview:
    """A review as it can be read. Raises NotFound, Unavailable."""
    decisions = reviews.decisions(product, place.organisation_id, review.id)
    about = review_agenda.about(product, place, _items(decisions))
    told = [
        (words.decided(one.content, about.get(_item(one), "")), "" if one.is_kept is None else f"{words.kept(one)}.")
        for one in decisions
    ]
    shown = words.read_back(review.shown if review.ended_at else _shown(product, place, review.shown))
    return PastReview(review, shown, tuple(told))


def _items(decisions: Sequence[Decision]) -> Collection[tuple[str, str]]:
    return {_item(one) for one in decisions}


def _item(decision: Decision) -> tuple[str, str]:
    return decision.content.item, decision.content.item_id


def paper(product: Product, place: PlanPlace, review: Review) -> str:
    """The record as one HTML file. Raises NotFound, Unavailable."""
    council, unit = _names(product, place)
    found = past(product, place, review)
    return on_paper.record(council, unit, review, found.looked_at, found.decisions)


def next_review(product: Product, place: PlanPlace) -> str | None:
    """The next review as a calendar file; None where no day was set. Raises NotFound, Unavailable."""
    last, next_on = reviews.last(product, place), reviews.next_on(product, place)
    if next_on is None:
        return None
    return calendar.review_entry(
        places.as_a_heading(*_names(product, place)),
        next_on,
        key=f"after-{last.id if last else place.unit_id}",
        version=last.version if last else 0,
        minutes=REVIEW_MINUTES,
        zone=product.settings.zone,
        now=product.clock(),
    )


def due_days(product: Product, place: PlanPlace) -> str | None:
    """The days to come by which actions are due as a calendar file; None where there is none.

    Raises NotFound, Unavailable.
    """
    days = _days_to_come(product, place)
    if not days:
        return None
    return calendar.due_days(places.as_a_heading(*_names(product, place)), days, now=product.clock())


def has_due_days(product: Product, place: PlanPlace) -> bool:
    """Whether any day is still to come by which an action is due."""
    return any(not due.is_cancelled for due in _days_to_come(product, place))


def _days_to_come(product: Product, place: PlanPlace) -> list[DueDay]:
    found = (_due(action, product.today()) for action in reviews.actions_of(product, place).values())
    return [due for due in found if due is not None]


def _due(action: Action, today: date) -> DueDay | None:
    """What was done or is past needs no entry; what was given up cancels the one that a diary may have."""
    content, state = action.content, action.progress.state
    if content.by_when is None or content.by_when < today or state is ActionState.DONE:
        return None
    return DueDay(action.id, action.version, content.what, content.lead, content.by_when, state in CANCELLED)


def _names(product: Product, place: PlanPlace) -> tuple[str, str]:
    with product.store.read() as tx:
        council = organisations.get(tx, place.organisation_id)
        return council.name, organisations.unit(tx, place.organisation_id, place.unit_id).name
