"""A workshop that a test leads through the services, with people who answer through them as well."""

from __future__ import annotations

from dataclasses import dataclass, field

from journey.model import AnswerContent, AnswerState, NewQuestion, QuestionKind, Respondent, Workshop
from journey.service import Product
from journey.service.answering import respondents
from journey.service.answering.respondents import SubmittedAnswer
from journey.service.assessments import confidential_of
from journey.service.workshop import leading, room
from tests.steps.light_pages import Invited


@dataclass
class Led:
    """A workshop that a test leads, and tokens of people who answer through the service."""

    product: Product
    invited: Invited
    tokens: list[str] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.invited.code

    @property
    def now(self) -> Workshop:
        assert self.invited.workshop is not None
        return room.see(self.product, self.invited.selection.organisation.id, self.invited.workshop.id).workshop

    @property
    def items(self) -> tuple[room.Item, ...]:
        return room.see(self.product, self.now.organisation_id, self.now.id).items

    def come(self, number: int) -> None:
        for _ in range(number):
            self.tokens.append(f"{self.code}{len(self.tokens):035d}")
            assert respondents.join(self.product, self.code, self.tokens[-1], role=None)

    def who(self, token: str) -> Respondent:
        door = respondents.find_invitation(self.product, self.code, token)
        assert door
        assert door.respondent
        return door.respondent

    def statements(self) -> list[str]:
        sheet = respondents.form_of(self.product, self.who(self.tokens[0]))
        return [one.id for page in sheet.pages for one in page.statements]

    def open_room(self) -> None:
        leading.open_room(self.product, self.now)

    def put(self, *new: NewQuestion, seconds: int | None = None) -> int:
        """The number of the first of them."""
        leading.ask(self.product, self.now, new, seconds=seconds)
        return self.items[0].question.number

    def ask(self, *statements: str, ballot_round: int = 1) -> None:
        with self.product.store.read() as tx:
            (assessment,) = confidential_of(tx, self.now)
        self.put(*(NewQuestion(QuestionKind.STATEMENT, one, assessment.id, ballot_round) for one in statements))

    def say(self, statement: str, *levels: int) -> None:
        for token, level in zip(self.tokens, levels, strict=False):
            sheet = respondents.form_of(self.product, self.who(token))
            seen = {id_: one.version for own in sheet.given.values() for id_, one in own.items()}
            content = AnswerContent(AnswerState.LEVEL, level)
            given = SubmittedAnswer("stages", statement, content, seen.get(statement, 0))
            respondents.save_answers(self.product, self.code, token, [given])

    def vote(self, number: int, *choices: str) -> None:
        for token, choice in zip(self.tokens, choices, strict=False):
            room.vote(self.product, self.who(token), self.now, number, [choice], expected_version=0)

    def reveal(self) -> None:
        leading.reveal(self.product, self.now)

    def end(self) -> None:
        leading.end(self.product, self.now)
