"""Councils made through the service, for tests that begin in the middle; and what the database really has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from journey.model import LEVELS, Answer, AnswerContent, AnswerState, Scope, Statement
from journey.service import Product, current_selection
from journey.service.answering import saving, sessions
from journey.service.councils import councils
from journey.service.current_selection import Selection
from tests.browser.conftest import Guarded
from tests.steps.server import Server

NAME = "Testshire County Council"
WRITER = "somebody else"

Say = Callable[[int, Statement], AnswerContent | None]


@contextmanager
def database(server: Server) -> Iterator[Product]:
    """The server's database, opened in this process."""
    yield server.product()


def council(
    server: Server,
    people: Iterable[Guarded] = (),
    *,
    name: str = NAME,
    questionnaires: tuple[str, ...] = ("stages",),
    scope: Scope = Scope.QUICK,
) -> Selection:
    """A new council with an assessment begun, which these people look at."""
    with database(server) as product:
        organisation = councils.start(product, name=name, kind="County council")
        unit = councils.units(product, organisation.id)[0]
        selection = sessions.begin(
            product, organisation, unit, round_id=None, questionnaire_ids=questionnaires, scope=scope
        )
        for one in people:
            look_at(product, one, selection)
    return selection


def empty_council(server: Server, somebody: Guarded, *, name: str = NAME) -> None:
    """A new council where nothing was begun."""
    with database(server) as product:
        organisation = councils.start(product, name=name, kind="County council")
        current_selection.choose(product, somebody.token, organisation_id=organisation.id)


def look_at(product: Product, somebody: Guarded, selection: Selection) -> None:
    """Put the council, round and unit before this person."""
    current_selection.choose(
        product,
        somebody.token,
        organisation_id=selection.organisation.id,
        round_id=selection.round.id,
        unit_id=selection.unit.id,
    )


def level(number: int) -> AnswerContent:
    """A level and nothing else."""
    return AnswerContent(state=AnswerState.LEVEL, level=LEVELS[number - 1])


def answer_all(server: Server, selection: Selection, say: Say) -> None:
    """Answer the statements that are asked. ``say``: position and statement → content, or None for no answer."""
    with database(server) as product:
        here = sessions.session_of(product, selection)
        assert here is not None
        statements = [(page.part, statement) for page in here.pages for statement in page.statements]
        for position, (part, statement) in enumerate(statements):
            content = say(position, statement)
            if content is not None:
                ids = (selection.organisation.id, part.response.id)
                saving.save(product, *ids, statement, content, expected_version=0, writer=WRITER)


def finish(server: Server, selection: Selection) -> None:
    """Go to the review, and finish."""
    with database(server) as product:
        here = sessions.session_of(product, selection)
        assert here is not None
        sessions.go(product, here, len(here.pages))
        sessions.finish(product, here)


def stored(server: Server, selection: Selection) -> dict[str, Answer]:
    """What the database has: statement id → answer."""
    with database(server) as product:
        here = sessions.session_of(product, selection)
        assert here is not None
        return {id_: one for answers in sessions.answers_given(product, here).values() for id_, one in answers.items()}


def stored_levels(server: Server, selection: Selection) -> dict[str, int | None]:
    """What the database has: statement id → level."""
    return {id_: one.content.level for id_, one in stored(server, selection).items()}


def only_view(server: Server) -> Selection:
    """The council that was made in the browser, where there is only one."""
    with database(server) as product:
        selection = current_selection.look_up(product, "nobody in particular").selection
    assert selection is not None
    return selection
