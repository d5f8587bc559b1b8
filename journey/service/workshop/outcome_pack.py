"""What a workshop leaves behind, the same day: a pack, and the review date for a diary.

Only what was revealed or recorded is in it; what was put to the room and not revealed is not, and notes never are. The
room may see how few people answered, because everybody was told so before. Paper travels further: where the privacy
rules would hide one statement that was revealed of a section, nothing of what was chosen in that section is printed,
since the section's score, shown once the round is closed, would disclose it beside the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from journey.model import AgreedContent, AgreedLevel, Counts, QuestionKind, StatementRef, Workshop, WorkshopStage
from journey.reports.calendar import entry
from journey.reports.pack import Chapter, PackResult, PackStatement, WorkshopOutcome
from journey.reports.pack import pack as pack_paper
from journey.reports.paper import PaperSection
from journey.rules.privacy import may_print, vote_may_be_printed
from journey.rules.privacy_ballots import at_most
from journey.service.assessments import confidential_of, counts_on_paper, min_group_of
from journey.service.context import Product
from journey.service.plan import subjects
from journey.service.workshop import accepting, actions, parking_lot, room
from journey.service.workshop.agreed_levels import is_contested
from journey.service.workshop.handouts import occasion, parts
from journey.service.workshop.room_items import Item, people_on_paper
from journey.store import invitations, respondents, workshops
from journey.wording.reveal import counts


def pack(product: Product, workshop: Workshop) -> str:
    """The pack as one HTML file, as far as the workshop has come. Raises NotFound, Unavailable."""
    with product.store.read() as tx:
        occasion_ = occasion(tx, workshop)
    found = outcome(product, workshop)
    named = subjects.of_actions(product, workshop.organisation_id, found.actions)
    return pack_paper(occasion_, found, {id_: one.title for id_, one in named.items()})


def review(product: Product, workshop: Workshop) -> str | None:
    """The review date as a calendar file; None where no date was set. Raises NotFound, Unavailable."""
    with product.store.read() as tx:
        occasion_ = occasion(tx, workshop)
        stored = workshops.get(tx, workshop.organisation_id, workshop.id)
    if stored.review_on is None:
        return None
    return entry(occasion_, stored.review_on, key=stored.id, now=product.clock())


def outcome(product: Product, workshop: Workshop) -> WorkshopOutcome:
    """Everything that goes into the pack."""
    organisation_id = workshop.organisation_id
    with product.store.read() as tx:
        workshop = workshops.get(tx, organisation_id, workshop.id)
        sections = parts(tx, workshop)
        min_group = min_group_of(product.settings.min_group, *confidential_of(tx, workshop))
        invitation = invitations.of_unit(tx, organisation_id, workshop.round_id, workshop.unit_id)
        joined = respondents.joined(tx, organisation_id, invitation.id) if invitation else 0
        on_paper = {
            StatementRef(assessment.id, statement_id): counts_
            for assessment in confidential_of(tx, workshop)
            for statement_id, counts_ in counts_on_paper(tx, assessment).items()
        }
    items = [item for item in room.history(product, organisation_id, workshop.id) if item.is_revealed]
    statements = [item for item in items if item.question.kind is QuestionKind.STATEMENT]
    agreed = accepting.levels(product, workshop)
    return WorkshopOutcome(
        joined=joined,
        answered=max(map(_people, statements), default=0),
        asked=sum(len(section.statements) for section in sections),
        min_group=min_group,
        chapters=tuple(_chapters(sections, statements, agreed, on_paper, min_group)),
        votes=tuple(
            _shown(item, is_printed=vote_may_be_printed(_people(item), min_group, people_on_paper(item.question)))
            for item in items
            if item.question.kind is not QuestionKind.STATEMENT
        ),
        parked=tuple(parking_lot.of_workshop(product, workshop)),
        actions=tuple(actions.of_workshop(product, workshop)),
        review_on=workshop.review_on,
        has_ended=workshop.stage is WorkshopStage.ENDED,
    )


def _chapters(
    sections: Sequence[PaperSection],
    statements: Sequence[Item],
    agreed: Mapping[StatementRef, AgreedLevel],
    on_paper: Mapping[StatementRef, Counts],
    min_group: int,
) -> Iterable[Chapter]:
    for section in sections:
        shown = {
            numbered.statement.id: [item for item in statements if item.question.ref == numbered.ref]
            for numbered in section.statements
        }
        revealed = [item for items in shown.values() for item in items]
        results = [counts(item.question.result or {}) for item in revealed]
        is_printed = may_print(results, min_group, [_on_paper(item, on_paper) for item in revealed])
        discussed = []
        for numbered in section.statements:
            ballots = sorted(shown[numbered.statement.id], key=lambda item: item.question.ballot_round)
            record = _recorded(agreed.get(numbered.ref))
            if ballots or record:
                printed = tuple(_shown(item, is_printed=is_printed) for item in ballots)
                discussed.append(PackStatement(numbered, printed, record))
        if discussed:
            yield Chapter(section, tuple(discussed))


def _on_paper(item: Item, now: Mapping[StatementRef, Counts]) -> Counts:
    """What cards said in a reveal. Earlier releases did not keep it: then it is what they say ``now``."""
    question = item.question
    if question.paper or question.ref not in now:
        return counts(question.paper)
    return at_most(now[question.ref], counts(question.result or {}))


def _recorded(record: AgreedLevel | None) -> AgreedContent | None:
    """What was agreed or left open; None where nothing was, or it was taken back."""
    if record is None or (record.content.level is None and not is_contested(record.content)):
        return None
    return record.content


def _people(item: Item) -> int:
    """How many stand behind what was revealed."""
    return item.answered if item.question.kind is QuestionKind.PRIORITY else sum((item.question.result or {}).values())


def _shown(item: Item, *, is_printed: bool) -> PackResult:
    return PackResult(
        kind=item.question.kind,
        ballot_round=item.question.ballot_round,
        title=item.title,
        text=item.text,
        options=item.options,
        result=item.question.result if is_printed else None,
        few=item.question.few,
    )
