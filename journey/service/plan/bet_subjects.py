"""What a bet may be placed on: what the action is about, the unit's measures, and what the last rounds asked it."""

from __future__ import annotations

from collections.abc import Iterator

from journey.model import Action, Measure, Subject, SubjectKind
from journey.service.assessments import AskedQuestionnaire, asked_of
from journey.service.context import Product
from journey.service.plan import subjects
from journey.service.plan.place import PlanPlace
from journey.service.plan.standing_of_subjects import UnitRounds
from journey.store import measures


def to_bet_on(product: Product, place: PlanPlace, action: Action) -> dict[Subject, str]:
    """Each subject with what it is called: first the action's own, then its section, measures, sections, statements."""
    own = action.content.subject
    with product.store.read() as tx:
        of = UnitRounds(tx, product.settings.min_group, place.organisation_id, place.unit_id)
        newest = _newest(of)
        known = [one for one in measures.of_unit(tx, place.organisation_id, place.unit_id) if one.ended_on is None]
    about = dict(_measures(known)) | dict(_sections(newest)) | dict(_statements(newest))
    first: dict[Subject, str] = {}
    if own is not None:
        own = _as_asked(own, newest)
        title = about.get(own) or subjects.title(product, place.organisation_id, action.round_id, own)
        first = {own: title} if title else {}
        first |= {subject: about[subject] for subject in _section_of(own, newest)}
    return first | about


def unit_names(product: Product, place: PlanPlace) -> dict[str, str]:
    """What a reading of each measure counts, by the measure's id."""
    with product.store.read() as tx:
        every = measures.of_unit(tx, place.organisation_id, place.unit_id)
    return {one.id: one.content.unit_name for one in every}


def _newest(of: UnitRounds) -> dict[str, AskedQuestionnaire]:
    """What the last round with each questionnaire asked the unit, by the questionnaire's id."""
    order = {held.id: number for number, held in enumerate(of.rounds)}
    found = {}
    for (_, questionnaire_id), assessment in sorted(of.asked.items(), key=lambda item: order[item[0][0]]):
        found[questionnaire_id] = asked_of(of.tx, assessment)
    return found


def _as_asked(subject: Subject, newest: dict[str, AskedQuestionnaire]) -> Subject:
    """A statement of release 1.0.0, which was found by its id alone, with the questionnaire that asks it."""
    if subject.kind is SubjectKind.STATEMENT and not subject.of:
        of = next((id_ for id_, asked in newest.items() if subject.id in asked.statements), "")
        return Subject(subject.kind, subject.id, of)
    return subject


def _section_of(subject: Subject, newest: dict[str, AskedQuestionnaire]) -> Iterator[Subject]:
    if subject.kind is SubjectKind.STATEMENT and subject.of in newest:
        for section, statements in newest[subject.of].sections():
            if any(one.id == subject.id for one in statements):
                yield Subject(SubjectKind.SECTION, section.id, subject.of)


def _measures(known: list[Measure]) -> Iterator[tuple[Subject, str]]:
    for one in known:
        yield Subject(SubjectKind.MEASURE, one.id), one.content.name


def _sections(newest: dict[str, AskedQuestionnaire]) -> Iterator[tuple[Subject, str]]:
    for id_, asked in newest.items():
        for section, _ in asked.sections():
            yield Subject(SubjectKind.SECTION, section.id, id_), section.title


def _statements(newest: dict[str, AskedQuestionnaire]) -> Iterator[tuple[Subject, str]]:
    for id_, asked in newest.items():
        for _, statements in asked.sections():
            for one in statements:
                yield Subject(SubjectKind.STATEMENT, one.id, id_), one.text
