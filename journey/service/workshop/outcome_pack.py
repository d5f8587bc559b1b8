"""What a workshop leaves behind, the same day: a pack, and the review date for a diary.

Only what was revealed or recorded is in it; what was put to the room and not revealed is not, and notes never are. The
room may see how few people answered, because everybody was told so before. Paper travels further: where the privacy
rules would hide one statement that was revealed of a section, nothing of what was chosen in that section is printed,
since the section's score, shown once the round is closed, would disclose it beside the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from journey.model import AgreedContent, AgreedLevel, QuestionKind, StatementRef, Workshop, WorkshopStage
from journey.reports.calendar import entry
from journey.reports.pack import Chapter, PackResult, PackStatement, WorkshopOutcome
from journey.reports.pack import pack as pack_paper
from journey.reports.paper import PaperSection
from journey.rules.privacy import may_print, vote_may_be_printed
from journey.service.assessments import confidential_of, min_group_of
from journey.service.context import Product
from journey.service.workshop import accepting, actions, parking_lot, room
from journey.service.workshop.agreed_levels import is_contested
from journey.service.workshop.handouts import occasion, parts
from journey.service.workshop.room import Item
from journey.store import invitations, respondents, workshops


def pack(product: Product, workshop: Workshop) -> str:
    """The pack as one HTML file, as far as the workshop has come. Raises NotFound, Unavailable."""
    with product.store.read() as tx:
        of = occasion(tx, workshop)
    return pack_paper(of, outcome(product, workshop))


def review(product: Product, workshop: Workshop) -> str | None:
    """The review date as a calendar file; None where no date was set. Raises NotFound, Unavailable."""
    with product.store.read() as tx:
        of = occasion(tx, workshop)
        here = workshops.get(tx, workshop.organisation_id, workshop.id)
    return entry(of, here.review_on, key=here.id, now=product.clock()) if here.review_on else None


def outcome(product: Product, workshop: Workshop) -> WorkshopOutcome:
    """Everything that goes into the pack."""
    organisation_id = workshop.organisation_id
    with product.store.read() as tx:
        here = workshops.get(tx, organisation_id, workshop.id)
        asked = parts(tx, here)
        min_group = min_group_of(product.settings.min_group, *confidential_of(tx, here))
        invitation = invitations.of_unit(tx, organisation_id, here.round_id, here.unit_id)
        came = respondents.joined(tx, organisation_id, invitation.id) if invitation else 0
    items = [item for item in room.history(product, organisation_id, here.id) if item.is_revealed]
    statements = [item for item in items if item.question.kind is QuestionKind.STATEMENT]
    agreed = accepting.levels(product, here)
    return WorkshopOutcome(
        came=came,
        answered=max(map(_people, statements), default=0),
        asked=sum(len(part.statements) for part in asked),
        min_group=min_group,
        chapters=tuple(_chapters(asked, statements, agreed, min_group)),
        votes=tuple(
            _shown(item, is_printed=vote_may_be_printed(_people(item), min_group))
            for item in items
            if item.question.kind is not QuestionKind.STATEMENT
        ),
        parked=tuple(parking_lot.of_workshop(product, here)),
        actions=tuple(actions.of_workshop(product, here)),
        review_on=here.review_on,
        has_ended=here.stage is WorkshopStage.ENDED,
    )


def _chapters(
    asked: Sequence[PaperSection],
    statements: Sequence[Item],
    agreed: Mapping[StatementRef, AgreedLevel],
    min_group: int,
) -> Iterable[Chapter]:
    for part in asked:
        turns = {
            one.statement.id: [item for item in statements if item.question.ref == one.ref] for one in part.statements
        }
        is_printed = may_print(
            [room.counts(item.question.result or {}) for own in turns.values() for item in own], min_group
        )
        talked = []
        for one in part.statements:
            own = sorted(turns[one.statement.id], key=lambda item: item.question.ballot_round)
            record = _recorded(agreed.get(one.ref))
            if own or record:
                talked.append(PackStatement(one, tuple(_shown(item, is_printed=is_printed) for item in own), record))
        if talked:
            yield Chapter(part, tuple(talked))


def _recorded(found: AgreedLevel | None) -> AgreedContent | None:
    """What was agreed or left open; None where nothing was, or it was taken back."""
    if found is None or (found.content.level is None and not is_contested(found.content)):
        return None
    return found.content


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
    )
