"""A workshop made through the services, from invitation to review date, for tests of its papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from journey.config import Settings
from journey.content import Library
from journey.model import (
    ActionContent,
    AgreedContent,
    AnswerContent,
    AnswerState,
    NewQuestion,
    QuestionKind,
    Respondent,
    Scope,
    Workshop,
    WorkshopPlan,
)
from journey.reports.paper import PaperSection, PaperStatement
from journey.service import Product
from journey.service.answering import invitations, respondents
from journey.service.answering.respondents import SubmittedAnswer
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.pinned_content import checklists_of
from journey.service.workshop import brief, handouts, leading, outcome_pack, outcomes, room
from journey.store import Store, rounds

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
HELD_ON, REVIEW_ON, BY_WHEN = date(2026, 12, 3), date(2027, 3, 4), date(2027, 1, 29)
Said = int | str | None
"""A level, ``dk``, ``na``, or nothing."""
KINDS = {"dk": AnswerState.DONT_KNOW, "na": AnswerState.NOT_APPLICABLE}


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
    note: str = "Nobody may read this on paper"


def product_of(store: Store, *, small_group: int = 5) -> Product:
    """A product with the content that ships, on this store."""
    return Product(store, Library.read(), Settings("", small_group), clock=lambda: NOW)


@dataclass
class Held:
    """A workshop that is being held."""

    product: Product
    selection: Selection
    code: str
    texts: Texts
    people: list[Respondent] = field(default_factory=list)
    tokens: dict[str, str] = field(default_factory=dict)
    """What is in each one's cookie, by their id."""

    @property
    def workshop(self) -> Workshop:
        """As it is now."""
        found = leading.workshop_of(self.product, self.selection)
        assert found
        return found

    @property
    def parts(self) -> tuple[PaperSection, ...]:
        """The sections that are asked."""
        with self.product.store.read() as tx:
            return handouts.parts(tx, self.workshop)

    @property
    def asked(self) -> list[PaperStatement]:
        """The statements that are asked."""
        return [one for part in self.parts for one in part.statements]

    def come(self, number: int) -> list[Respondent]:
        """So many more people come."""
        tokens = [f"token-{len(self.people) + one}" for one in range(number)]
        new = [respondents.join(self.product, self.code, token, role="managers") for token in tokens]
        self.people += new
        self.tokens |= {one.id: token for one, token in zip(new, tokens, strict=True)}
        return new

    def say(self, who: Respondent, said: Mapping[str, Said], *, note: str = "") -> None:
        """Answer these statements, by id, whatever was answered before."""
        sheet = respondents.form_of(self.product, who)
        for page in sheet.pages:
            given = sheet.given.get(page.part.response.id, {})
            for statement in page.statements:
                if said.get(statement.id) is not None:
                    version = given[statement.id].version if statement.id in given else 0
                    content = _content(said[statement.id], note)
                    respondents.save_answers(
                        self.product,
                        self.code,
                        self.tokens[who.id],
                        [SubmittedAnswer(page.part.questionnaire.id, statement.id, content, version)],
                    )

    def all_say(self, statement: str, *said: Said, note: str = "") -> None:
        """The first of the people say this about one statement, each their own."""
        for who, one in zip(self.people, said, strict=False):
            self.say(who, {statement: one}, note=note)

    def put(self, *asked: PaperStatement, ballot_round: int = 1) -> None:
        """Put statements before the room."""
        new = [NewQuestion(QuestionKind.STATEMENT, one.statement.id, one.assessment_id, ballot_round) for one in asked]
        leading.ask(self.product, self.workshop, new, seconds=None)

    def reveal(self) -> None:
        """Show what is before the room."""
        leading.reveal(self.product, self.workshop)

    def vote(self, new: Sequence[NewQuestion], choose: Callable[[int], Sequence[str]], voters: int = 99) -> None:
        """Put something else, let people vote on it, and reveal it. ``choose``: who, by number → keys."""
        leading.ask(self.product, self.workshop, new, seconds=None)
        for item in room.see(self.product, self.selection.organisation.id, self.workshop.id).items:
            for number, who in enumerate(self.people[:voters]):
                keys = choose(number)
                room.vote(self.product, who, self.workshop, item.question.number, keys, expected_version=0)
        self.reveal()

    def agree(self, one: PaperStatement, level: int | None) -> None:
        """Record a level, or that none was agreed."""
        text = self.texts
        content = AgreedContent(level, text.reason, text.dissent, text.agreed_by, text.question, text.owner)
        ids = (one.assessment_id, one.statement.id)
        outcomes.record(self.product, self.workshop, *ids, content, expected_version=0, writer="x")


def _content(said: Said, note: str) -> AnswerContent:
    if isinstance(said, int):
        return AnswerContent(AnswerState.LEVEL, said, note=note)
    return AnswerContent(KINDS[str(said)], reason="not ours" if said == "na" else "", note=note)


def plan(
    product: Product,
    texts: Texts = Texts(),
    *,
    scope: Scope = Scope.QUICK,
    questionnaires: Sequence[str] = ("stages",),
) -> Held:
    """A council that plans a workshop."""
    council = councils.start(product, name=texts.council, kind="District council")
    unit = councils.units(product, council.id)[0]
    design = product.library.ids("workshop")[0]
    wanted = WorkshopPlan(texts.title, texts.purpose, texts.who, 90, HELD_ON, design)
    made = leading.make(product, unit, wanted, round_id=None, questionnaire_ids=questionnaires, scope=scope, cap=200)
    with product.store.read() as tx:
        selection = Selection(council, rounds.get(tx, council.id, made.round_id), unit)
    invited = invitations.invited(product, selection)
    assert invited
    return Held(product, selection, invited.invitation.code, texts)


def answered_by(held: Held, number: int, *, note: str = "") -> None:
    """So many come and answer everything, more or less differently from statement to statement."""
    kinds: Sequence[Sequence[Said]] = ((3, 3, 2, 3), (1, 4, 1, 4), (1, 2, 3, 4), ("dk", "dk", 2, "na"))
    asked = held.asked
    for place, who in enumerate(held.come(number)):
        held.say(who, {one.statement.id: kinds[n % 4][place % 4] for n, one in enumerate(asked)}, note=note)


def whole(held: Held, *, people: int = 8) -> None:
    """The whole workshop: two sections, a revote, and everything that comes after."""
    product, text = held.product, held.texts
    answered_by(held, people, note=text.note)
    leading.open_room(product, held.workshop)
    cases = product.library.workshop(held.workshop.plan.design).vignettes
    held.vote([NewQuestion(QuestionKind.VIGNETTE, one.id) for one in cases], lambda who: ["2" if who % 3 else "1"])
    first, second = held.parts[:2]
    for part in (first, second):
        held.put(*part.statements)
        held.reveal()
        for one in part.statements:
            if one is not first.statements[0]:
                held.agree(one, 2)
    held.put(first.statements[0], ballot_round=2)
    held.all_say(first.statements[0].statement.id, *[2, 2, 3] * 9)
    held.reveal()
    held.agree(first.statements[0], None)
    with product.store.read() as tx:
        checklist = next(iter(checklists_of(tx, held.selection.organisation.id, held.selection.round.id).values()))
    held.vote([room.of_pitfall(checklist, one) for one in checklist.pitfalls[:3]], lambda _: ["partly"])
    held.vote([outcomes.priorities(product, held.workshop)], lambda who: _dots(held, who))
    outcomes.park(product, held.workshop, text.parked, who=text.parked_by, writer="x")
    action = ActionContent(text.action, text.lead, BY_WHEN, first.statements[0].statement.id)
    outcomes.add_action(product, held.workshop, action, writer="x")
    held.vote([NewQuestion(QuestionKind.FIST)], lambda who: ["4" if who else "2"])
    held.vote([NewQuestion(QuestionKind.ON_TIME)], lambda _: ["5"])
    leading.set_review(product, held.workshop, REVIEW_ON)


def _dots(held: Held, who: int) -> Sequence[str]:
    item = room.see(held.product, held.selection.organisation.id, held.workshop.id).items[0]
    keys = [option.key for option in item.options]
    return [keys[who % len(keys)]] * 3


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
