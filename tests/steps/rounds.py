"""Examples for the tests of rounds: small questionnaires of their own, and rounds that many or one answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import yaml

from journey.config import Settings
from journey.content import Library
from journey.model import AnswerContent, AnswerState, Assessment, Organisation, Privacy, Round, Scope, Unit
from journey.service import Product
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.pinned_content import round_content
from journey.service.rounds import closing
from journey.service.rounds.snapshots import freeze_comparisons
from journey.store import Store, answers, assessments, organisations, rounds

NOW = datetime(2026, 11, 21, 10, 41, tzinfo=UTC)
ROLES = ("leadership", "managers", "front-line")


@dataclass(frozen=True)
class Ask:
    """A statement of a small questionnaire."""

    id: str
    weight: float = 1.0
    revision: int = 1
    quick: bool = False
    text: str = ""


Sections = Mapping[str, Sequence[Ask]]
TWO_SECTIONS: Sections = {
    "plan": [Ask("aims", 2.0, quick=True), Ask("figures"), Ask("costs", 0.5), Ask("risks")],
    "learn": [Ask("reviews", quick=True), Ask("dates", 3.0), Ask("advice", 1.5)],
}
QUESTIONNAIRES: Mapping[str, Sections] = {
    "small": TWO_SECTIONS,
    "other": {"trust": [Ask("candour", quick=True), Ask("praise")]},
}
"""What the fixture ``product`` may be asked to have, by id."""


def write(folder: Path, sections: Sections = TWO_SECTIONS, *, id: str = "small", version: str = "1.0.0") -> Path:
    """Put a questionnaire on the disk, in place of the same version where there is one."""
    file = folder / "questionnaires" / id / f"{version}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "id": id,
        "version": version,
        "title": f"The {id} questionnaire",
        "summary": "A few statements in sections.",
        "language": "en-GB",
        "documents": {"MG": {"title": "A guide", "publisher": "An office", "year": 2006}},
        "sections": [
            {
                "id": section_id,
                "title": section_id.capitalize(),
                "summary": f"What we do about {section_id}.",
                "statements": [_statement(one) for one in statements],
            }
            for section_id, statements in sections.items()
        ],
    }
    file.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return file


def _statement(one: Ask) -> dict[str, Any]:
    return {
        "id": one.id,
        "revision": one.revision,
        "text": one.text or f"We look at our {one.id} together.",
        "levels": {level: f"Level {level} of what we do about {one.id}." for level in (1, 2, 3, 4)},
        "why": "What nobody looks at does not change.",
        "look_for": ["Dates of the last meetings.", "A decision that followed."],
        "source": ["MG 3.8"],
        "guidance": ["set-a-date"],
        "weight": one.weight,
        "quick": one.quick,
    }


def product_with(store: Store, folder: Path, *, small_group: int = 5) -> Product:
    """A product whose content is what lies in ``folder`` now."""
    return Product(store, Library.read(folder), Settings("", small_group), clock=lambda: NOW)


def shipped_product(store: Store, *, small_group: int = 5) -> Product:
    """A product with everything that ships."""
    return Product(store, Library.read(), Settings("", small_group), clock=lambda: NOW)


Said = dict[str, int | str]
"""One response: statement id → level, ``dk`` or ``na``; statements that it passed over are absent."""


@dataclass(frozen=True)
class Reply:
    """What one respondent said."""

    role: str | None
    said: Said = field(default_factory=dict)


def thinly(statement: str, replies: Sequence[Reply], by: int = 3) -> list[Reply]:
    """The same respondents, of whom only the first few answer this statement."""
    return [
        reply if at < by else Reply(reply.role, {id_: said for id_, said in reply.said.items() if id_ != statement})
        for at, reply in enumerate(replies)
    ]


def content_of(said: int | str) -> AnswerContent:
    if isinstance(said, int):
        return AnswerContent(AnswerState.LEVEL, said)
    if said == "dk":
        return AnswerContent(AnswerState.DONT_KNOW)
    return AnswerContent(AnswerState.NOT_APPLICABLE, reason="not ours")


def everybody(statements: Sequence[str], *levels: int, role: str | None = None) -> list[Reply]:
    """One respondent for each level, who gives it to every statement."""
    return [Reply(role, dict.fromkeys(statements, level)) for level in levels]


def random_replies(
    random: Random, statements: Sequence[str], numbers: Mapping[str | None, int], *, missing: float = 0.15
) -> list[Reply]:
    """So many of each role, leaning differently; some say less than half, some are silent here and there."""
    found = []
    for role, number in numbers.items():
        lean = random.uniform(1.3, 3.6)
        for _ in range(number):
            gaps = 0.7 if random.random() < 0.2 else missing
            said: Said = {}
            for statement in statements:
                if random.random() >= gaps:
                    said[statement] = min(4, max(1, round(random.gauss(lean, 0.9))))
                elif random.random() < 0.5:
                    said[statement] = random.choice(["dk", "na"])
            found.append(Reply(role, said))
    return found


def start(product: Product, name: str = "Ambershire") -> tuple[Organisation, Unit]:
    """A council and its corporate unit."""
    council = councils.start(product, name=name, kind="County council")
    return council, councils.units(product, council.id)[0]


def ask(
    product: Product,
    held: Round,
    unit: Unit,
    replies: Sequence[Reply],
    *,
    questionnaire_id: str = "small",
    scope: Scope = Scope.FULL,
    privacy: Privacy = Privacy.CONFIDENTIAL,
    small_group: int = 5,
) -> Assessment:
    """An assessment of a unit in an open round, with what was said."""
    with product.store.write() as tx:
        pinned = {one.id: one for one in rounds.content(tx, held.organisation_id, held.id)}
        assessment = assessments.add(
            tx,
            held.organisation_id,
            round_id=held.id,
            unit_id=unit.id,
            questionnaire_id=questionnaire_id,
            content_hash=pinned[questionnaire_id].hash,
            scope=scope,
            privacy=privacy,
            small_group=small_group,
        )
        freeze_comparisons(tx, held.organisation_id, questionnaire_id)
    respond(product, assessment, replies)
    return assessment


def respond(product: Product, assessment: Assessment, replies: Sequence[Reply]) -> list[str]:
    """Further responses, each with what it says; their ids."""
    ids = []
    with product.store.write() as tx:
        for reply in replies:
            own = assessment.organisation_id
            response = assessments.add_response(tx, own, assessment.id, role=reply.role)
            contents = {statement: (content_of(said), False) for statement, said in reply.said.items()}
            answers.save_many(tx, own, response.id, contents, writer="phone", at=NOW)
            ids.append(response.id)
    return ids


def say(product: Product, assessment: Assessment, response_id: str, statement: str, said: int | str) -> None:
    """Change one answer of a response, or give it."""
    own = assessment.organisation_id
    with product.store.write() as tx:
        seen = answers.get(tx, own, response_id, statement).version
        answers.save(
            tx,
            own,
            response_id,
            statement,
            content_of(said),
            evidenced=False,
            expected_version=seen,
            writer="phone",
            at=NOW,
        )


def open_a_round(
    product: Product, council: Organisation, name: str, held_on: date, *, shows_last: bool = False
) -> Round:
    """An open round that pins what the product has now."""
    with product.store.write() as tx:
        content = round_content(product.library)
        return rounds.add(tx, council.id, name=name, held_on=held_on, content=content, shows_last=shows_last)


def hold(
    product: Product, council: Organisation, unit: Unit, year: int, replies: Sequence[Reply], **how: Any
) -> tuple[Selection, Assessment]:
    """A round that was answered and closed, in the autumn of a year."""
    held = open_a_round(product, council, f"Autumn {year}", date(year, 10, 12))
    assessment = ask(product, held, unit, replies, **how)
    closing.close(product, council.id, held.id)
    return Selection(council, now(product, held), unit), assessment


def now(product: Product, held: Round) -> Round:
    """The round as it is stored."""
    with product.store.read() as tx:
        return rounds.get(tx, held.organisation_id, held.id)


def add_unit(product: Product, council: Organisation, name: str) -> Unit:
    """A service below the council."""
    with product.store.write() as tx:
        top = organisations.units(tx, council.id)[0].id
        return organisations.add_unit(tx, council.id, name=name, kind="service", parent_id=top)
