"""A workshop in which people type nothing but given texts: made through the services, one state after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from secrets import token_urlsafe

from journey.model import (
    ActionContent,
    AgreedContent,
    Answer,
    AnswerContent,
    AnswerState,
    NewQuestion,
    Option,
    Organisation,
    Privacy,
    QuestionKind,
    Respondent,
    Scope,
    Subject,
    SubjectKind,
    Unit,
    Workshop,
    WorkshopPlan,
)
from journey.reports.paper import PaperStatement
from journey.service import Product
from journey.service.answering import invitations, respondents, saving
from journey.service.answering.submitted_answers import SubmittedAnswer
from journey.service.councils import councils, units
from journey.service.current_selection import Selection
from journey.service.plan.fields import WHAT_LIMIT, WHO_LIMIT
from journey.service.rounds import lifecycle
from journey.service.workshop import (
    accepting,
    actions,
    agreed_levels,
    handouts,
    leading,
    parking_lot,
    planning,
    room,
    voting,
)
from journey.service.workshop.actions import MOST_ACTIONS
from journey.service.workshop.planning import TEXT_LIMIT, TITLE_LIMIT
from journey.service.workshop.question_rules import MOST_OPTIONS, OPTION_LIMIT
from journey.store import rounds
from tests.browser.hostile import on_one_line

HELD_ON = date(2026, 12, 3)
DESIGN = "where-we-stand"
PEOPLE = 6
"""Beside the one who types: enough for a brief."""
PARKED = 30


class Supply:
    """Hands out texts one after the other to whatever has room for them, and remembers which field was given which."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.given: dict[str, list[str]] = defaultdict(list)
        self._at = 0

    def one(self, name: str, most: int) -> str:
        """The next text that fits, and that the field was not given before: names have to differ."""
        taken = {on_one_line(text).casefold() for text in self.given[name]}
        for _ in self.texts:
            text = self.texts[self._at % len(self.texts)]
            self._at += 1
            if len(text) <= most and on_one_line(text).casefold() not in taken:
                self.given[name].append(text)
                return text
        raise AssertionError(f"No text is left for {name}")

    def several(self, name: str, number: int, most: int) -> str:
        """So many texts, a line each, that together fit."""
        return "\n".join(self.one(name, most // number - 1) for _ in range(number))

    def share(self, name: str, place: int, of: int, most: int) -> str:
        """All texts in so many parts, this one of them."""
        texts = self.texts[place::of]
        self.given[name] += texts
        joined = "\n".join(texts)
        assert len(joined) <= most
        return joined

    def during(self, typing: Callable[[], object]) -> dict[str, list[str]]:
        """What is given out while somebody types, by field."""
        before = {name: len(texts) for name, texts in self.given.items()}
        typing()
        return {name: texts[before.get(name, 0) :] for name, texts in self.given.items()}


class Endless(Supply):
    """Fills every field to its end with one word that no line can hold."""

    def one(self, name: str, most: int) -> str:
        """As many signs as there may be. Names differ in their last signs."""
        self._at += 1
        number = str(self._at)
        self.given[name].append(self.texts[0][: most - len(number)] + number)
        return self.given[name][-1]

    def several(self, name: str, number: int, most: int) -> str:  # noqa: ARG002  a word is not divided
        """One word."""
        return self.one(name, most)

    def share(self, name: str, place: int, of: int, most: int) -> str:  # noqa: ARG002  a word is not divided
        """One word."""
        return self.one(name, most)


@dataclass
class Typed:
    """A council, its unit and its workshop; ``tokens`` of those who come, of whom the first types everything."""

    product: Product
    supply: Supply
    council: Organisation
    unit: Unit
    workshop_id: str
    code: str
    tokens: list[str] = field(default_factory=list)

    @property
    def workshop(self) -> Workshop:
        """As it is now."""
        found = planning.workshop_of(self.product, self.selection)
        assert found
        return found

    @property
    def selection(self) -> Selection:
        """What the facilitator looks at."""
        with self.product.store.read() as tx:
            return next(
                Selection(self.council, rounds.get(tx, self.council.id, one.round_id), self.unit)
                for one in planning.every(self.product, self.council.id)
                if one.id == self.workshop_id
            )

    @property
    def asked(self) -> list[PaperStatement]:
        """The statements that are asked."""
        with self.product.store.read() as tx:
            return [one for part in handouts.parts(tx, self.workshop) for one in part.statements]

    def who(self, token: str) -> Respondent:
        """Who holds the token."""
        door = respondents.find_invitation(self.product, self.code, token)
        assert door
        assert door.respondent
        return door.respondent

    # Names, of which there is one at a time

    def name(self) -> None:
        """Give everything that has one name the next."""
        product, supply, here = self.product, self.supply, self.selection
        roles = {role.key: supply.one("role", councils.NAME_LIMIT) for role in councils.roles(product, self.council.id)}
        councils.rename_roles(product, self.council.id, roles)
        council = supply.one("council", councils.NAME_LIMIT)
        self.council = councils.rename(product, self.council.id, name=council, kind="County council")
        unit = supply.one("unit", councils.NAME_LIMIT)
        self.unit = units.change(product, self.unit, name=unit, kind="service", parent_id=self.unit.parent_id or "")
        named = supply.one("round", lifecycle.NAME_LIMIT)
        lifecycle.change(product, here.round, name=named, held_on=HELD_ON, shows_last=False)
        planning.change_plan(product, self.workshop, plan_from(supply))

    # Answers

    def arrive(self) -> str:
        """Somebody comes: their token."""
        self.tokens.append(token_urlsafe(32))
        respondents.join(self.product, self.code, self.tokens[-1], role=None)
        return self.tokens[-1]

    def come(self) -> None:
        """One who types a note and a reason to every statement, and others who choose levels: alike and in camps."""
        for number in range(PEOPLE + 1):
            self._answer(self.arrive(), number)

    def _answer(self, token: str, number: int) -> None:
        sheet = respondents.form_of(self.product, self.who(token))
        asked = [(page.part.assessment.questionnaire_id, one.id) for page in sheet.pages for one in page.statements]
        given = [
            SubmittedAnswer(*ids, _level(place, number) if number else self._typed(place, len(asked)), version=0)
            for place, ids in enumerate(asked)
        ]
        became = respondents.save_answers(self.product, self.code, token, given)
        assert became
        assert all(isinstance(one, Answer) for one in became), became

    def _typed(self, place: int, of: int) -> AnswerContent:
        note = self.supply.share("note", place, of, saving.TEXT_LIMIT)
        reason = self.supply.one("reason", saving.REASON_LIMIT)
        return AnswerContent(AnswerState.NOT_APPLICABLE, reason=reason, note=note)

    def submit(self) -> None:
        """Everybody is through."""
        for token in self.tokens:
            respondents.submit(self.product, self.who(token))

    # In the room

    def move(self, change: Callable[[Product, Workshop], Workshop]) -> None:
        """Move the workshop on."""
        change(self.product, self.workshop)

    def put(self, *new: NewQuestion) -> None:
        """Put these before the room."""
        leading.ask(self.product, self.workshop, new, seconds=None)

    def put_statements(self) -> None:
        """Every statement that is asked, at once."""
        self.put(*(NewQuestion(QuestionKind.STATEMENT, one.statement.id, one.assessment_id) for one in self.asked))

    def put_priorities(self) -> None:
        """As many choices as there may be."""
        texts = [self.supply.several("option", 2, OPTION_LIMIT) for _ in range(MOST_OPTIONS)]
        options = tuple(Option(f"stages/{number}", text) for number, text in enumerate(texts))
        self.put(NewQuestion(QuestionKind.PRIORITY, options=options))

    def vote(self) -> None:
        """Everybody gives their dots: the first three to three things, and so on."""
        item = room.see(self.product, self.council.id, self.workshop_id).items[0]
        keys = [option.key for option in item.options]
        for number, token in enumerate(self.tokens):
            chosen = [keys[(3 * number + dot) % len(keys)] for dot in range(3)]
            voting.vote(self.product, self.who(token), self.workshop, item.question.number, chosen, expected_version=0)

    def agree(self) -> None:
        """Record what was agreed about each statement; of every sixth that no level was."""
        for place, one in enumerate(self.asked):
            supply = self.supply
            content = AgreedContent(
                2 if place % 6 else None,
                supply.one("agreed reason", agreed_levels.TEXT_LIMIT),
                supply.one("dissent", agreed_levels.TEXT_LIMIT),
                supply.one("agreed by" if place % 6 else "left open by", WHO_LIMIT),
                supply.one("open question", agreed_levels.TEXT_LIMIT),
                supply.one("owner", WHO_LIMIT),
            )
            ids = (one.assessment_id, one.statement.id)
            accepting.record_level(self.product, self.workshop, *ids, content, expected_version=0, writer="x")

    def park(self) -> None:
        """Fill the parking lot."""
        for _ in range(PARKED):
            text = self.supply.several("parked", 2, WHAT_LIMIT)
            who = self.supply.one("who parks", WHO_LIMIT)
            parking_lot.park(self.product, self.workshop, text, who=who, writer="x")

    def act(self) -> None:
        """Write as many actions down as there may be; where they are there, write them anew."""
        there = actions.of_workshop(self.product, self.workshop)
        for number in range(MOST_ACTIONS):
            what, lead = self.supply.several("action", 2, WHAT_LIMIT), self.supply.one("lead", WHO_LIMIT)
            content = ActionContent(
                what, lead, HELD_ON, Subject(SubjectKind.STATEMENT, self.asked[number].statement.id)
            )
            if len(there) < MOST_ACTIONS:
                actions.add(self.product, self.workshop, content, writer="x")
                continue
            of = (self.workshop, there[number].id, content)
            actions.change(self.product, *of, expected_version=there[number].version, writer="x")


def _level(place: int, number: int) -> AnswerContent:
    """Alike in every third statement, in two camps in the others."""
    level = 2 if place % 3 == 0 else 1 if number % 2 else 4
    return AnswerContent(AnswerState.LEVEL, level)


def plan_from(supply: Supply) -> WorkshopPlan:
    """A plan of which every word is given."""
    return WorkshopPlan(
        supply.one("title", TITLE_LIMIT),
        supply.several("purpose", 2, TEXT_LIMIT),
        supply.one("who", TEXT_LIMIT),
        90,
        HELD_ON,
        DESIGN,
    )


def planned(product: Product, supply: Supply) -> Typed:
    """A council with a service that has planned a workshop."""
    council = councils.start(product, name=supply.one("council", councils.NAME_LIMIT), kind="County council")
    whole = councils.units(product, council.id)[0]
    unit = units.add(
        product, council.id, name=supply.one("unit", councils.NAME_LIMIT), kind="service", parent_id=whole.id
    )
    made = planning.make(
        product, unit, plan_from(supply), round_id=None, questionnaire_ids=["stages"], scope=Scope.FULL, cap=50
    )
    with product.store.read() as tx:
        selection = Selection(council, rounds.get(tx, council.id, made.round_id), unit)
    invited = invitations.invited(product, selection)
    assert invited
    return Typed(product, supply, council, unit, made.id, invited.invitation.code)


def many_workshops(product: Product, supply: Supply, number: int) -> Selection:
    """A council with so many services that have a workshop and a link each; in view is the whole, which has none."""
    council = councils.start(product, name=supply.one("council", councils.NAME_LIMIT), kind="County council")
    whole = councils.units(product, council.id)[0]
    below = [
        units.add(product, council.id, name=supply.one("unit", councils.NAME_LIMIT), kind="service", parent_id=whole.id)
        for _ in range(number)
    ]
    name, ids = supply.one("round", lifecycle.NAME_LIMIT), [one.id for one in below]
    plan = lifecycle.RoundPlan(name, HELD_ON, ["stages"], ids, Scope.QUICK, False, Privacy.CONFIDENTIAL)
    here = lifecycle.open_round(product, council, plan)
    for unit in below:
        planned = plan_from(supply)
        planning.make(product, unit, planned, round_id=here.id, questionnaire_ids=["stages"], scope=Scope.QUICK)
    return Selection(council, here, whole)
