"""What may be asked beyond a quick check: the rest of it, the rest of one section, or another questionnaire.

Only an open assessment of an open round is widened. In a confidential one people have answered and gone: they would
count as not having answered the rest, and the section would lose the score that it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from journey.model import Assessment, Privacy, Questionnaire, Scope, Section
from journey.model.refusals import Refusal
from journey.service.answering import sessions
from journey.service.answering.sessions import AnsweringSession, SectionPage, Workload, begin_in, workload_of
from journey.service.assessments import asked_of, asked_with
from journey.service.context import Product
from journey.service.current_selection import Selection
from journey.service.pinned_content import questionnaire_with
from journey.service.refused import Refused
from journey.service.rounds.snapshots import freeze_comparisons
from journey.store import Connection, NotFound, assessments, rounds


class Offer(NamedTuple):
    """What may be asked as well. ``section`` is None where it is not about one alone.

    ``is_new``: nothing of the questionnaire is asked yet, and it begins with the quick check. ``workload`` is what
    comes to what is asked already.
    """

    questionnaire: Questionnaire
    section: Section | None
    is_new: bool
    workload: Workload


class Opening(NamedTuple):
    """Where answering goes on: a page of the session, by its number and name, and a statement on it by its id."""

    number: int
    page: str
    statement_id: str


def offers(product: Product, selection: Selection) -> tuple[Offer, ...]:
    """What the unit may be asked as well in the round: the rest as a whole, each section, what is not begun.

    Nothing where the round is closed, nothing was begun, or colleagues answer confidentially.
    """
    if selection.round.closed_at:
        return ()
    with product.store.read() as tx:
        of_unit = assessments.of_round(tx, selection.organisation.id, selection.round.id, selection.unit.id)
        if not of_unit or any(assessment.privacy is not Privacy.OPEN for assessment in of_unit):
            return ()
        found = [offer for assessment in of_unit for offer in _more_of(tx, assessment)]
        begun = {assessment.questionnaire_id for assessment in of_unit}
        pinned = rounds.hashes(tx, selection.organisation.id, selection.round.id)
        others = {id_: hash_ for kind, id_, hash_ in pinned if kind == "questionnaire" and id_ not in begun}
        for id_ in product.library.in_order(others):
            questionnaire = questionnaire_with(tx, selection.organisation.id, others[id_])
            asked = asked_with(questionnaire, Scope.QUICK).statements
            found.append(Offer(questionnaire, None, is_new=True, workload=workload_of(list(asked.values()))))
    return tuple(found)


def of_section(found: Iterable[Offer], questionnaire_id: str, section_id: str) -> Offer | None:
    """The offer to ask everything of one section, where there is one."""
    return next(
        (
            offer
            for offer in found
            if offer.questionnaire.id == questionnaire_id and offer.section and offer.section.id == section_id
        ),
        None,
    )


def widen(product: Product, selection: Selection, questionnaire_id: str, section_id: str | None = None) -> Opening:
    """Ask everything of one section, or of the whole questionnaire; what was answered stays.

    Where the questionnaire was not begun, it begins with its quick check. Returns where the first of what is new
    stands. Raises Refused, Closed, NotFound, Unavailable.
    """
    with product.store.write() as tx:
        of_unit = assessments.of_round(tx, selection.organisation.id, selection.round.id, selection.unit.id)
        if any(assessment.privacy is not Privacy.OPEN for assessment in of_unit):
            raise Refused(Refusal.CONFIDENTIAL_STAYS_AS_ASKED)
        begun = next((one for one in of_unit if one.questionnaire_id == questionnaire_id), None)
        if begun is None:
            ids = [questionnaire_id]
            begin_in(tx, product.settings, selection.round, selection.unit, questionnaire_ids=ids, scope=Scope.QUICK)
        else:
            _ask_more(tx, begun, section_id)
    return _open(product, selection, questionnaire_id, section_id)


def first_open(product: Product, session: AnsweringSession, pages: Iterable[SectionPage] | None = None) -> Opening:
    """The first statement of these pages that is not answered, of all if none are given; the first one if all are."""
    given = sessions.answers_given(product, session)
    wanted = list(pages if pages is not None else session.pages)
    openings = [
        (Opening(session.pages.index(page), page.name, one.id), given[page.part.response.id].get(one.id))
        for page in wanted
        for one in page.statements
    ]
    return next((where for where, answer in openings if not sessions.is_answered(answer)), openings[0][0])


def _open(product: Product, selection: Selection, questionnaire_id: str, section_id: str | None) -> Opening:
    """Where the first unanswered statement of this stands; a window that comes anew begins there too."""
    session = sessions.session_of(product, selection)
    if session is None:  # it was begun just now, and somebody has removed the round since
        raise NotFound("assessment", questionnaire_id)
    pages = [
        page
        for page in session.pages
        if page.part.questionnaire.id == questionnaire_id and section_id in (None, page.section.id)
    ]
    opening = first_open(product, session, pages)
    sessions.go(product, session, opening.number)
    return opening


def _more_of(tx: Connection, assessment: Assessment) -> Iterator[Offer]:
    """What an assessment does not ask yet: as a whole, and where that is more than one section, each by itself."""
    asked = asked_of(tx, assessment)
    left = [
        (section, [statement for statement in section.statements if statement.id not in asked.statements])
        for section in asked.questionnaire.sections
    ]
    every = [statement for _, statements in left for statement in statements]
    if every:
        yield Offer(asked.questionnaire, None, is_new=False, workload=workload_of(every))
    for section, statements in left:
        if statements:
            yield Offer(asked.questionnaire, section, is_new=False, workload=workload_of(statements))


def _ask_more(tx: Connection, assessment: Assessment, section_id: str | None) -> None:
    """Widen an assessment, and open its response again where it was finished."""
    questionnaire = asked_of(tx, assessment).questionnaire
    sections = [section.id for section in questionnaire.sections]
    if section_id is not None and section_id not in sections:
        raise NotFound("section", section_id)
    widened = {*assessment.widened, section_id}
    is_all = section_id is None or widened.issuperset(sections)
    assessments.widen(tx, assessment.organisation_id, assessment.id, None if is_all else [str(section_id)])
    for response in assessments.responses(tx, assessment.organisation_id, assessment.id):
        assessments.reopen(tx, assessment.organisation_id, response.id)
    freeze_comparisons(tx, assessment.organisation_id, assessment.questionnaire_id)
