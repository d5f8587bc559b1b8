"""A workshop made and answered through the services, and the console as a facilitator uses it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from playwright.sync_api import Locator, Page, expect

from journey.model import (
    AnswerContent,
    AnswerState,
    NewQuestion,
    Question,
    QuestionKind,
    Scope,
    Section,
    Workshop,
    WorkshopPlan,
)
from journey.service import Product
from journey.service.answering import invitations, respondents
from journey.service.answering.respondents import SubmittedAnswer
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.profile import unit_findings
from journey.service.workshop import leading, room
from journey.store import answers, rounds
from tests.browser.conftest import Guarded
from tests.browser.pages import settled
from tests.browser.prepared import database, look_at
from tests.browser.server import Server

TITLE = "Where we stand together"
CASES = "where-we-stand"
AGREE, CAMPS = (3, 3, 3, 3, 3, 3, 2), (1, 1, 1, 2, 4, 4, 4)
"""What seven people answer when they agree, at a median of 3, and when there are two camps."""


@dataclass
class Meeting:
    """A workshop on a server, and the tokens of those who have come."""

    server: Server
    selection: Selection
    workshop_id: str
    code: str
    tokens: list[str] = field(default_factory=list)

    def now(self, product: Product) -> Workshop:
        found = leading.workshop_of(product, self.selection)
        assert found is not None
        return found

    def stored(self) -> Workshop:
        """The workshop as the database has it."""
        with database(self.server) as product:
            return self.now(product)

    def open_room(self) -> None:
        with database(self.server) as product:
            leading.open_room(product, self.now(product))

    def put(self, new: Sequence[NewQuestion], *, seconds: int | None = None) -> None:
        """Put these before the room, as another facilitator would."""
        with database(self.server) as product:
            leading.ask(product, self.now(product), new, seconds=seconds)

    def put_section(self, *, seconds: int | None = None) -> None:
        self.put(self.of_section(), seconds=seconds)

    def of_section(self, number: int = 0) -> list[NewQuestion]:
        """The statements of a section, to be put before the room."""
        with database(self.server) as product:
            standing = unit_findings.by_questionnaire(product, self.selection)["stages"]
        section = standing.questionnaire.sections[number]
        return [NewQuestion(QuestionKind.STATEMENT, one.id, standing.assessment.id) for one in section.statements]

    def section(self) -> Section:
        with database(self.server) as product:
            return unit_findings.by_questionnaire(product, self.selection)["stages"].questionnaire.sections[0]

    def reveal(self) -> None:
        with database(self.server) as product:
            leading.reveal(product, self.now(product))

    def come(self, people: int) -> None:
        """Let so many come by the code."""
        with database(self.server) as product:
            for _ in range(people):
                self.tokens.append(f"device {len(self.tokens)} of {self.workshop_id}")
                respondents.join(product, self.code, self.tokens[-1], role=None)

    def answer(self, *levels: Sequence[int]) -> None:
        """Everybody answers what is before the room. ``levels`` of each question in turn, the last for all others."""
        with database(self.server) as product:
            items = room.see(product, self.selection.organisation.id, self.workshop_id).items
            for place, item in enumerate(items):
                said = levels[min(place, len(levels) - 1)]
                for token, level in zip(self.tokens, said, strict=False):
                    _answer(product, self, token, item.question, level, [one.key for one in item.options])


def _answer(
    product: Product, meeting: Meeting, token: str, question: Question, level: int, keys: Sequence[str]
) -> None:
    """A level of a statement or case; of anything else the option at that place."""
    door = respondents.find_invitation(product, meeting.code, token)
    assert door is not None
    assert door.respondent is not None
    if question.kind is not QuestionKind.STATEMENT:
        many = 3 if question.kind is QuestionKind.PRIORITY else 1
        choices = [str(level)] if question.kind is QuestionKind.VIGNETTE else [keys[(level - 1) % len(keys)]] * many
        room.vote(product, door.respondent, meeting.now(product), question.number, choices, expected_version=0)
        return
    sheet = respondents.form_of(product, door.respondent)
    response = next(page.part.response for page in sheet.pages if page.part.assessment.id == question.assessment_id)
    with product.store.read() as tx:
        given = answers.of_response(tx, response.organisation_id, response.id)
    version = given[question.subject].version if question.subject in given else 0
    content = AnswerContent(AnswerState.LEVEL, level)
    questionnaire_id = next(p.part.questionnaire.id for p in sheet.pages if p.part.response.id == response.id)
    respondents.save_answers(
        product, meeting.code, token, [SubmittedAnswer(questionnaire_id, question.subject, content, version)]
    )
    if question.ballot_round == 2:
        room.confirm(product, door.respondent, meeting.now(product), question.number)


def meeting(server: Server, *people: Guarded, title: str = TITLE, purpose: str = "", who: str = "") -> Meeting:
    """A council with a workshop in a round of its own, which these people look at."""
    with database(server) as product:
        organisation = councils.start(product, name="Ambershire", kind="County council")
        unit = councils.units(product, organisation.id)[0]
        plan = WorkshopPlan(title, purpose, who, 120, date(2026, 11, 24), CASES)
        made = leading.make(product, unit, plan, round_id=None, questionnaire_ids=["stages"], scope=Scope.FULL)
        with product.store.read() as tx:
            held = rounds.get(tx, organisation.id, made.round_id)
        selection = Selection(organisation, held, unit)
        for one in people:
            look_at(product, one, selection)
        invited = invitations.invited(product, selection)
    assert invited is not None
    return Meeting(server, selection, made.id, invited.invitation.code)


def console(somebody: Guarded) -> Page:
    """The page, settled."""
    page = somebody.open("/workshop")
    page.get_by_role("heading", level=1).wait_for()
    settled(page)
    return page


def live(page: Page) -> Locator:
    """The line at the top."""
    return page.locator(".st-key-live")


def step(page: Page, name: str) -> None:
    """Go to a step of the path, with the mouse."""
    page.get_by_role("radio", name=re.compile(name)).locator("xpath=ancestor::label").click()
    expect(page.get_by_role("radio", name=re.compile(name))).to_be_checked()
    settled(page)


def click(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name, exact=isinstance(name, str)).first.click()
