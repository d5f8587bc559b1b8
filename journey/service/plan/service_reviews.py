"""Which of the reasons for a service review the records themselves bear out; the others are questions to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from journey.model import BetVerdict, Reason, ServiceTrigger, Verdict
from journey.service.compare import change
from journey.service.context import Product
from journey.service.pinned_content import STAGES
from journey.service.plan import bets, review_agenda, subjects
from journey.service.plan.place import PlanPlace
from journey.service.plan.review_agenda import ReviewAgenda
from journey.store import rounds
from journey.wording import service_review as words

_BEYOND = frozenset({Reason.BEYOND, Reason.BEYOND_WITH_SIGNAL})
_NOT_YET = frozenset({BetVerdict.NOT_YET, BetVerdict.NOT_YET_AND_BACK})
TRIED = 2
"""So many bets on one thing that came to nothing speak for another way."""


def met(product: Product, place: PlanPlace, agenda: ReviewAgenda) -> Mapping[ServiceTrigger, list[str]]:
    """What the records say to each question, in sentences; questions to which they say nothing are absent."""
    found = {
        ServiceTrigger.FIGURES: [*_beyond(agenda), *_fell(product, place)],
        ServiceTrigger.NEW_WAY: [*_tried(product, place)],
    }
    return {trigger: told for trigger, told in found.items() if told}


def _beyond(agenda: ReviewAgenda) -> Iterator[str]:
    for one in agenda.exceptions:
        if one.measure and one.serves and _BEYOND & set(one.reasons):
            yield words.beyond(one)


def _fell(product: Product, place: PlanPlace) -> Iterator[str]:
    """The stages that the change rule calls lower than in the round before."""
    if place.round_id is None:
        return
    with product.store.read() as tx:
        every = rounds.every(tx, place.organisation_id)
    here = [round_.id for round_ in every].index(place.round_id)
    if not here:
        return
    selection = review_agenda.selection(product, place, place.round_id)
    compared = change.between(product, selection, STAGES, every[here - 1])
    if compared is None:
        return
    titles = {section.id: section.title for section in compared.standings[1].questionnaire.sections}
    for one in compared.changes:
        if one.verdict is Verdict.LOWER and one.section_id in titles:
            yield words.fell(titles[one.section_id], one)


def _tried(product: Product, place: PlanPlace) -> Iterator[str]:
    scored = [one for one in bets.of_place(product, place) if one.outcome.verdict in _NOT_YET]
    times = Counter(one.bet.content.subject for one in scored)
    often = [subject for subject, number in times.items() if number >= TRIED]
    titles = subjects.titles(product, place.organisation_id, place.round_id, often)
    for subject in often:
        yield words.tried(titles.get(subject, ""), times[subject])
