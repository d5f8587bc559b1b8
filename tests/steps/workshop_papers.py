"""A workshop made through the services, from invitation to review date, for tests of its papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from journey.config import Settings
from journey.content import Library
from journey.model import (
    ActionContent,
    AgreedContent,
    NewQuestion,
    QuestionKind,
    Scope,
    Subject,
    SubjectKind,
    WorkshopPlan,
)
from journey.service import Product
from journey.service.pinned_content import checklists_of
from journey.service.workshop import actions, brief, handouts, leading, outcome_pack, parking_lot, priorities, room
from journey.store import Store
from tests.steps.workshop import Meeting, Said, meeting

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
HELD_ON, REVIEW_ON, BY_WHEN = date(2026, 12, 3), date(2027, 3, 4), date(2027, 1, 29)


@dataclass(frozen=True)
class Texts:
    """Everything that people type; each can be told from the others."""

    council: str = "Wensford District Council"
    title: str = "Where we stand"
    purpose: str = "To agree where we stand."
    who: str = "Heads of service and six from the front line"
    reason: str = "Reviews are held and two could show what changed."
    dissent: str = "Two would say a level higher."
    question: str = "Which services hold no review?"
    owner: str = "Head of Housing"
    agreed_by: str = "The management team"
    parked: str = "Whether the budget can start earlier"
    parked_by: str = "Chief finance officer"
    action: str = "Show three judgements with their evidence"
    lead: str = "Head of Policy"
    first_step: str = "Ask two schools for theirs"
    success: str = "A visitor finds all three within a minute"
    note: str = "Nobody may read this on paper"


def product_of(store: Store, *, small_group: int = 5) -> Product:
    """A product with the content that ships, on this store."""
    return Product(store, Library.read(), Settings("", small_group), clock=lambda: NOW)


@dataclass(kw_only=True)
class Held(Meeting):
    """A workshop that is being held."""

    texts: Texts = Texts()


def plan(
    product: Product,
    texts: Texts = Texts(),
    *,
    scope: Scope = Scope.QUICK,
    questionnaires: Sequence[str] = ("stages",),
) -> Held:
    """A council that plans a workshop."""
    design = product.library.ids("workshop")[0]
    wanted = WorkshopPlan(texts.title, texts.purpose, texts.who, 90, HELD_ON, design)
    made = meeting(product, wanted, council=texts.council, questionnaires=questionnaires, scope=scope)
    return Held(**vars(made), texts=texts)


def answered_by(held: Held, number: int, *, note: str = "") -> None:
    """So many come and answer everything, more or less differently from statement to statement."""
    kinds: Sequence[Sequence[Said]] = ((3, 3, 2, 3), (1, 4, 1, 4), (1, 2, 3, 4), ("dk", "dk", 2, "na"))
    asked, before = held.asked, len(held.tokens)
    held.join(number, role="managers")
    for place in range(number):
        said = {one.statement.id: kinds[n % 4][place % 4] for n, one in enumerate(asked)}
        held.answer_many(before + place, said, note=note)


def poll(held: Held, new: Sequence[NewQuestion], choose: Callable[[int], Sequence[str]]) -> None:
    """Put something else, let people vote on it, and reveal it. ``choose``: who, by number → keys."""
    held.put(*new)
    for item in held.items:
        for person in range(len(held.tokens)):
            held.vote(person, item.question.number, *choose(person))
    held.reveal()


def agree(held: Held, statement: str, level: int | None) -> None:
    """Record a level, or that none was agreed."""
    text = held.texts
    held.agree(statement, AgreedContent(level, text.reason, text.dissent, text.agreed_by, text.question, text.owner))


def whole(held: Held, *, people: int = 8) -> None:
    """The whole workshop: two sections, a revote, and everything that comes after."""
    product, text = held.product, held.texts
    answered_by(held, people, note=text.note)
    held.open_room()
    cases = product.library.workshop(held.workshop.plan.design).vignettes
    poll(held, [NewQuestion(QuestionKind.VIGNETTE, one.id) for one in cases], lambda who: ["2" if who % 3 else "1"])
    contested = held.asked[0].statement.id
    for section in held.sections[:2]:
        ids = [one.statement.id for one in section.statements]
        held.ask(*ids)
        held.reveal()
        for id_ in ids:
            if id_ != contested:
                agree(held, id_, 2)
    held.ask(contested, ballot_round=2)
    held.answer_all(contested, *[2, 2, 3] * 9)
    held.reveal()
    agree(held, contested, None)
    with product.store.read() as tx:
        checklist = next(iter(checklists_of(tx, held.council.id, held.selection.round.id).values()))
    poll(held, [room.of_pitfall(checklist, one) for one in checklist.pitfalls[:3]], lambda _: ["partly"])
    proposed = priorities.proposed(product, held.workshop)
    keys = [option.key for option in proposed.options]
    poll(held, [proposed], lambda who: [keys[who % len(keys)]] * 3)
    parking_lot.park(product, held.workshop, text.parked, who=text.parked_by, writer="x")
    action = ActionContent(
        text.action,
        text.lead,
        BY_WHEN,
        Subject(SubjectKind.STATEMENT, contested),
        first_step=text.first_step,
        success=text.success,
    )
    actions.add(product, held.workshop, action, writer="x")
    poll(held, [NewQuestion(QuestionKind.FIST)], lambda who: ["4" if who else "2"])
    poll(held, [NewQuestion(QuestionKind.ON_TIME)], lambda _: ["5"])
    leading.set_review(product, held.workshop, REVIEW_ON)


def papers(held: Held) -> dict[str, Callable[[], str]]:
    """What makes each paper of the workshop, by its name, apart from the brief, which has to be taken."""

    product = held.product
    return {
        "preview": lambda: handouts.preview(product, held.workshop, address="http://laptop.example/join"),
        "cards": lambda: handouts.ballots(product, held.workshop),
        "wall-chart": lambda: handouts.wall_chart(product, held.workshop),
        "pack": lambda: outcome_pack.pack(product, held.workshop),
    }


def all_papers(held: Held, before: Iterable[str] = ("preview", "cards", "wall-chart")) -> dict[str, str]:
    """Every paper of a workshop that is held from beginning to end for it."""

    make = papers(held)
    found = {name: make[name]() for name in before}
    answered_by(held, 8, note=held.texts.note)
    brief.take(held.product, held.workshop)
    found["brief"] = brief.paper(held.product, held.workshop)
    whole(held)
    return found | {"pack": make["pack"]()}
