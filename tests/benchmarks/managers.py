"""Managers who answer: each in the name of a service of one council, and what became of their answers."""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from journey.config import Settings
from journey.model import AnswerContent, AnswerState, Organisation, Scope, Unit
from journey.service import Product, current_selection, open_product
from journey.service.answering import saving, sessions
from journey.service.answering.sessions import AnsweringSession
from journey.service.councils import councils
from journey.service.pinned_content import STAGES
from journey.store import answers, organisations
from tests.benchmarks.browsing import Run, Tab, Widget
from tests.benchmarks.servers import database_in

FULLEST_PAGE = 4
"""Keeping on track, the last of the five stages: eight statements, one of them with an act and its date."""

CHOICE = "-choice"


@dataclass(frozen=True, slots=True)
class Manager:
    """Somebody with a browser and an open assessment of the five stages."""

    token: str
    organisation_id: str
    response_id: str

    def statement(self, radio: Widget) -> str:
        """The id of the statement that a radio asks, empty for any other widget."""
        is_choice = radio.key.startswith(f"{self.response_id}-") and radio.key.endswith(CHOICE)
        return radio.key.removeprefix(f"{self.response_id}-").removesuffix(CHOICE) if is_choice else ""

    def mark(self, statement_id: str) -> str:
        """The key of the mark under a statement."""
        return f"mark-{self.response_id}-{statement_id}"

    async def answer(self, tab: Tab, radio: Widget, level: int) -> Run:
        """Choose a level, as a click on the option does."""
        return await tab.choose(radio, radio.options[level - 1])


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was clicked; acknowledged when the mark under it said that it was saved."""

    manager: Manager
    statement_id: str
    level: int
    is_acknowledged: bool


def product(folder: Path, database_url: str | None = None) -> Product:
    """The product's own services on a database: the one in the folder, unless another is named."""
    return open_product(Settings(database_url=database_url or database_in(folder), min_group=5))


def settle(product: Product, names: Iterable[str], *, at: int = FULLEST_PAGE) -> list[Manager]:
    """A council with a service for each name; its manager has begun the full stages and left off at page ``at``."""
    council = councils.start(product, name="Ashcombe", kind="District council")
    managers: list[Manager] = []
    round_id = None
    for name in names:
        with product.store.write() as tx:
            unit = organisations.add_unit(tx, council.id, name=name, kind="service")
        sitting = begin(product, council, unit, round_id)
        round_id = sitting.selection.round.id
        sessions.go(product, sitting, at)
        token = secrets.token_urlsafe(32)
        current_selection.choose(product, token, organisation_id=council.id, round_id=round_id, unit_id=unit.id)
        managers.append(Manager(token, council.id, sitting.parts[0].response.id))
    return managers


def settle_one_that_has_answered(product: Product) -> None:
    """A council that has answered all of the five stages for itself."""
    council = councils.start(product, name="Ashcombe", kind="District council")
    sitting = begin(product, council, councils.units(product, council.id)[0], None)
    for page in sitting.pages:
        for number, statement in enumerate(page.statements):
            content = AnswerContent(AnswerState.LEVEL, 1 + number % 4)
            response_id = page.part.response.id
            saving.save(product, council.id, response_id, statement, content, expected_version=0, writer="")
    sessions.finish(product, sitting)


def begin(product: Product, council: Organisation, unit: Unit, round_id: str | None) -> AnsweringSession:
    """The full stages, begun for a unit."""
    selection = sessions.begin(product, council, unit, round_id=round_id, questionnaire_ids=[STAGES], scope=Scope.FULL)
    sitting = sessions.session_of(product, selection)
    assert sitting is not None
    return sitting


def lost(product: Product, given: Iterable[Given]) -> int:
    """How many acknowledged answers are not in the history of their statement. Each click makes one entry there."""
    acknowledged: defaultdict[tuple[Manager, str], Counter[int | None]] = defaultdict(Counter)
    for answer in given:
        if answer.is_acknowledged:
            acknowledged[answer.manager, answer.statement_id][answer.level] += 1
    missing = 0
    for (manager, statement_id), levels in acknowledged.items():
        with product.store.read() as tx:
            history = answers.history(tx, manager.organisation_id, manager.response_id, statement_id)
        missing += (levels - Counter(answer.content.level for answer in history)).total()
    return missing
