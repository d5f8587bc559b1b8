"""A council that has held many rounds: each confidential, of every service, and closed by the product itself.

Answers, responses and tallies are put into their tables directly, thousands at once: through the product, which keeps
a history of every save, millions of answers would take hours. No history is written, which nothing that is measured
reads. Councils, units, rounds, assessments and pitfalls come through the product, and so does everything frozen.
"""

from __future__ import annotations

import random
import secrets
import shutil
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from math import exp
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select

from journey.model import (
    AnswerContent,
    AnswerState,
    Assessment,
    Checklist,
    Counts,
    Organisation,
    PinnedContent,
    PitfallContent,
    PitfallState,
    Privacy,
    Questionnaire,
    Round,
    Scope,
    Unit,
)
from journey.rules.scoring import counts_of
from journey.service import Product, current_selection, pinned_content
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.rounds import closing, targets
from journey.store import Connection, answers, assessment_answers, assessments, organisations, pitfalls, rounds, tables
from tests.benchmarks import forty, managers
from tests.benchmarks.servers import CannotMeasure

ROLES = ("leadership", "managers", "front-line", "front-line")
"""Taken in turn, so that each role has five of twenty responses and may be shown."""

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
LEVEL_SHARE, DONT_KNOW_SHARE = 0.9, 0.05
EVIDENCED_SHARE = 0.3
CHECKED = 3


@dataclass(slots=True)
class Held:
    """A council's database with its rounds, oldest first. ``closing`` are the seconds that closing each round took."""

    folder: Path
    product: Product
    council: Organisation
    units: Sequence[Unit]
    asked: Questionnaire
    content: Sequence[PinnedContent]
    responses: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    rounds: list[Round] = field(default_factory=list)
    filling: float = 0.0
    closing: list[float] = field(default_factory=list)

    @property
    def selection(self) -> Selection:
        """The first service in the newest round."""
        return Selection(self.council, self.rounds[-1], self.units[0])

    @property
    def answers(self) -> int:
        """How many answers there are."""
        return len(self.rounds) * len(self.units) * self.responses * len(self.asked.statements())

    @property
    def megabytes(self) -> float:
        """The size of the database file."""
        return (self.folder / "journey.db").stat().st_size / 1e6


def council(folder: Path, *, units: int, responses: int) -> Held:
    """A council with its services and no round yet, its database in the folder."""
    folder.mkdir()
    product = managers.product(folder)
    organisation = councils.start(product, name="Ashcombe", kind="County council")
    with product.store.write() as tx:
        top = organisations.units(tx, organisation.id)[0]
        services = [
            organisations.add_unit(tx, organisation.id, name=f"Service {n + 1}", kind="service", parent_id=top.id)
            for n in range(units)
        ]
    asked = forty.questionnaire(product.library)
    content = forty.content(product.library, asked)
    return Held(folder, product, organisation, services, asked, content, responses)


def hold(held: Held, *, number: int, of: int) -> None:
    """Hold one more round: asked, answered, closed, with targets for the next. Raises CannotMeasure."""
    began = time.perf_counter()
    with held.product.store.write() as tx:
        month, year = 1 + 6 * (number % 2), 2020 + number // 2
        here = rounds.add(
            tx, held.council.id, name=f"Round {number + 1}", held_on=date(year, month, 15), content=held.content
        )
        for place, unit in enumerate(held.units):
            chance = random.Random(f"{number}/{place}/{held.responses}")
            tilt = (place / len(held.units) - 0.5) + (number / of - 0.5)
            _fill(tx, held, _asked_of(tx, held, here, unit), chance, tilt)
        _go_through_pitfalls(tx, held.council.id, here, held.units[0], number / of)
    held.rounds.append(here)
    held.filling += time.perf_counter() - began
    _check(held)
    began = time.perf_counter()
    closing.close(held.product, held.council.id, here.id)
    held.closing.append(time.perf_counter() - began)
    with held.product.store.read() as tx:
        held.rounds[-1] = rounds.get(tx, held.council.id, here.id)
    targets.save(held.product, held.selection, held.asked, {section.id: 2.8 for section in held.asked.sections})


def settle(held: Held) -> None:
    """Put the first service in the newest round before the browser that carries the token."""
    selection = held.selection
    current_selection.choose(
        held.product,
        held.token,
        organisation_id=selection.organisation.id,
        round_id=selection.round.id,
        unit_id=selection.unit.id,
    )


def copy(held: Held, folder: Path) -> Held:
    """The council as it is now, in a database of its own that later rounds do not reach."""
    folder.mkdir()
    settle(held)
    held.product.store.close()
    shutil.copy(held.folder / "journey.db", folder / "journey.db")
    return replace(
        held, folder=folder, product=managers.product(folder), rounds=list(held.rounds), closing=list(held.closing)
    )


def _asked_of(tx: Connection, held: Held, here: Round, unit: Unit) -> Assessment:
    return assessments.add(
        tx,
        held.council.id,
        round_id=here.id,
        unit_id=unit.id,
        questionnaire_id=held.asked.id,
        content_hash=held.content[0].hash,
        scope=Scope.FULL,
        privacy=Privacy.CONFIDENTIAL,
    )


def _fill(tx: Connection, held: Held, assessment: Assessment, chance: random.Random, tilt: float) -> None:
    """Put the assessment's responses, answers and tallies into their tables. A higher ``tilt`` means higher levels."""
    key = {"organisation_id": held.council.id}
    ids = [statement.id for statement in held.asked.statements()]
    said = [("level", level) for level in (1, 2, 3, 4)] + [("dont_know", None), ("not_applicable", None)]
    levels = [exp(tilt * (level - 2.5)) for level in (1, 2, 3, 4)]
    weights = [LEVEL_SHARE * one / sum(levels) for one in levels]
    weights += [DONT_KNOW_SHARE, 1 - LEVEL_SHARE - DONT_KNOW_SHARE]
    responses, rows = [], []
    tally: dict[str, Counter[str]] = {id_: Counter() for id_ in ids}
    for number in range(held.responses):
        response_id = secrets.token_urlsafe(16)
        about = {"id": response_id, "assessment_id": assessment.id, "role": ROLES[number % len(ROLES)]}
        responses.append(key | about | {"finished_at": AT})
        for id_, (state, level) in zip(ids, chance.choices(said, weights, k=len(ids)), strict=True):
            evidenced = level in (3, 4) and chance.random() < EVIDENCED_SHARE
            tally[id_].update([f"level_{level}" if level else state, *(["evidenced"] if evidenced else [])])
            rows.append(key | _answer(response_id, id_, state, level, evidenced=evidenced))
    tx.execute(insert(tables.response), responses)
    tx.execute(insert(tables.answer), rows)
    tallies = [
        key | {"assessment_id": assessment.id, "statement_id": id_} | {name: counted[name] for name in tables.TALLIED}
        for id_, counted in tally.items()
    ]
    tx.execute(insert(tables.tally), tallies)


def _answer(response_id: str, statement_id: str, state: str, level: int | None, *, evidenced: bool) -> dict[str, Any]:
    return {
        "response_id": response_id,
        "statement_id": statement_id,
        "version": 1,
        "state": state,
        "level": level,
        "reason": "Not done here." if state == "not_applicable" else "",
        "note": "",
        "evidence": "The minutes of the last review" if evidenced else "",
        "act": "",
        "act_on": None,
        "evidenced": evidenced,
        "writer": "",
        "saved_at": AT,
    }


def _go_through_pitfalls(tx: Connection, organisation_id: str, here: Round, unit: Unit, share: float) -> None:
    """Avoid the first ``share`` of each stage's pitfalls, in the name of the unit."""
    checklists: Mapping[str, Checklist] = pinned_content.checklists_of(tx, organisation_id, here.id)
    for checklist in checklists.values():
        for number, pitfall in enumerate(checklist.pitfalls):
            is_avoided = number < share * len(checklist.pitfalls)
            pitfalls.save(
                tx,
                organisation_id,
                round_id=here.id,
                unit_id=unit.id,
                checklist_id=checklist.id,
                pitfall_id=pitfall.id,
                content=PitfallContent(PitfallState.AVOIDED if is_avoided else PitfallState.NOT_YET),
                expected_version=0,
                writer="",
                at=AT,
            )


def _check(held: Held) -> None:
    """Count what was filled in, and a few assessments' tallies from their answers. Raises CannotMeasure."""
    with held.product.store.read() as tx:
        number = tx.execute(select(func.count()).select_from(tables.answer)).scalar_one()
        if number != held.answers:
            raise CannotMeasure(f"There are {number} answers and not {held.answers}.")
        every = assessments.of_round(tx, held.council.id, held.rounds[-1].id)
        for assessment in every[:: max(1, len(every) // CHECKED)]:
            rows = assessment_answers.levels(tx, held.council.id, assessment.id)
            counted = counts_of({row.statement_id: AnswerContent(AnswerState(row.state), row.level)} for row in rows)
            kept = answers.tally(tx, held.council.id, assessment.id)
            if {id_: _said(one) for id_, one in kept.items()} != {id_: _said(one) for id_, one in counted.items()}:
                raise CannotMeasure("The tallies that were filled in are not those of the answers.")


def _said(counts: Counts) -> tuple[object, ...]:
    """Without what counts as evidenced, which depends on texts."""
    return counts.levels, counts.dont_know, counts.not_applicable
