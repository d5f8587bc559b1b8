"""The three servers that phones are measured against: the product with a workshop, the bare route, and oTree."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from journey.model import (
    Invitation,
    NewQuestion,
    Organisation,
    QuestionKind,
    Round,
    Scope,
    Unit,
    Workshop,
    WorkshopPlan,
)
from journey.service import Product, current_selection
from journey.service.answering import invitations, respondents
from journey.service.answering.sessions import SectionPage
from journey.service.councils import councils
from journey.service.pinned_content import STAGES
from journey.service.workshop import leading, planning
from journey.store import invitations as stored_invitations
from journey.store import rounds
from tests.benchmarks.servers import ADDRESS, PEERS, CannotMeasure, Server, free_port, started, wait_for
from tests.steps import postgres

OTREE = "otree==6.0.15"
SECONDS_TO_INSTALL = 300


@dataclass(frozen=True, slots=True)
class Prepared:
    """A council whose workshop is in its room, with the first page's statements before it."""

    organisation: Organisation
    round: Round
    unit: Unit
    invitation: Invitation
    workshop: Workshop
    page: SectionPage


def prepare(product: Product, participants: int) -> Prepared:
    """Make the workshop, let so many come, open the room and put the first page to it."""
    council = councils.start(product, name="Ashcombe", kind="District council")
    unit = councils.units(product, council.id)[0]
    plan = WorkshopPlan("Where we stand", "To agree where we stand.", "Everybody", 90, product.clock().date())
    made = planning.make(product, unit, plan, round_id=None, questionnaire_ids=[STAGES], scope=Scope.FULL)
    with product.store.read() as tx:
        here = rounds.get(tx, council.id, made.round_id)
        found = stored_invitations.of_unit(tx, council.id, made.round_id, unit.id)
    assert found is not None
    found = invitations.set_cap(product, found, min(invitations.HIGHEST_CAP, participants + 50))
    respondent = respondents.join(product, found.code, "somebody who came first", role=None)
    assert respondent is not None
    page = respondents.form_of(product, respondent).pages[0]
    workshop = leading.open_room(product, made)
    asked = [NewQuestion(QuestionKind.STATEMENT, one.id, page.part.assessment.id) for one in page.statements]
    workshop = leading.ask(product, workshop, asked, seconds=None)
    return Prepared(council, here, unit, found, workshop, page)


def words(page: SectionPage) -> list[dict[str, Any]]:
    """The page's statements with what may be chosen, for a peer's page of equal size."""
    said = [("dont_know", "I don’t know"), ("not_applicable", "This does not apply to us")]
    return [
        {"text": one.text, "options": [(str(level), text) for level, text in one.levels.items()] + said}
        for one in page.statements
    ]


@contextmanager
def floor(folder: Path) -> Iterator[Server]:
    """The bare route, as uvicorn serves it with uvloop and httptools."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "floor:app", "--app-dir", str(PEERS), "--host", ADDRESS]
    command += ["--port", str(port), "--loop", "uvloop", "--http", "httptools", "--no-access-log"]
    with started([*command, "--log-level", "warning"], port, folder) as server:
        wait_for(server)
        yield server


def install_otree(folder: Path) -> Path:
    """A Python that has oTree, in an environment of its own. Raises CannotMeasure."""
    python = folder / "otree" / "bin" / "python"
    try:
        subprocess.run([sys.executable, "-m", "venv", str(python.parent.parent)], check=True, capture_output=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", OTREE]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS_TO_INSTALL)
    except (OSError, subprocess.SubprocessError) as failure:
        raise CannotMeasure(f"{OTREE} could not be installed ({failure}). It was left out.") from failure
    return python


@contextmanager
def otree(
    folder: Path, python: Path, page: SectionPage, participants: int, rounds_each: int
) -> Iterator[tuple[Server, list[str]]]:
    """oTree as in production, on its own SQLite file, and the codes of its participants. Raises CannotMeasure."""
    project = folder / "project"
    shutil.copytree(PEERS / "otree", project)
    (project / "_static").mkdir()
    (project / "steps" / "page.json").write_text(json.dumps(words(page)), encoding="utf-8")
    port = free_port()
    command = [str(python), "serve.py", str(port)]
    with started(command, port, folder, cwd=project, more={"ROUNDS": str(rounds_each)}) as server:
        wait_for(server)
        yield server, _participants(server, participants)


def _participants(server: Server, number: int) -> list[str]:
    made = _ask(server, "/api/sessions", {"session_config_name": "steps", "num_participants": number})
    return [str(one["code"]) for one in _ask(server, f"/api/get_session/{made['code']}", {})["participants"]]


def _ask(server: Server, path: str, content: dict[str, object]) -> Any:
    body, headers = json.dumps(content).encode(), {"Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(server.url + path, body, headers), timeout=120) as answer:
        return json.load(answer)


@contextmanager
def database(*, on_postgresql: bool) -> Iterator[Callable[[], str] | None]:
    """What makes an empty database on a PostgreSQL server of its own, or None for a file in each folder.

    Raises CannotMeasure.
    """
    if not on_postgresql:
        yield None
        return
    with ExitStack() as until_the_end:
        try:
            server = until_the_end.enter_context(postgres.running(is_durable=True))
        except RuntimeError as failure:
            raise CannotMeasure(str(failure)) from failure
        yield server.create


def visitor(product: Product, prepared: Prepared, token: str) -> None:
    """Let the browser with this token have the workshop's unit in view, as a facilitator's has."""
    current_selection.choose(
        product,
        token,
        organisation_id=prepared.organisation.id,
        round_id=prepared.round.id,
        unit_id=prepared.unit.id,
    )
