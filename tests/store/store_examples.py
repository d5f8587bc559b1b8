"""Examples for the store's tests: a council with a round, and short ways to save."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from journey.model import (
    Answer,
    AnswerContent,
    AnswerState,
    Counts,
    MovedOn,
    PinnedContent,
    PitfallContent,
    PitfallState,
    Privacy,
    Scope,
)
from journey.store import Store, answers, assessments, browsers, organisations, pitfalls, rounds, tables

NOW = datetime(2026, 3, 29, 12, 30, 15, 123456, tzinfo=UTC)
DONT_KNOW = AnswerContent(AnswerState.DONT_KNOW)
NOT_APPLICABLE = AnswerContent(AnswerState.NOT_APPLICABLE)
UNANSWERED = AnswerContent()


def pinned(
    body: bytes, *, kind: str = "questionnaire", id: str = "essentials", version: str = "1.0.0"
) -> PinnedContent:
    return PinnedContent(kind, id, version, sha256(body).hexdigest(), body)


QUESTIONNAIRE = pinned(b"id: essentials\r\nsummary: caf\xc3\xa9 \xe2\x80\x93 \xff\x00 any bytes\n")
CHECKLIST = pinned(b"id: pitfalls\n", kind="checklist", id="pitfalls")


def level(number: int, **words: Any) -> AnswerContent:
    return AnswerContent(AnswerState.LEVEL, number, **words)


@dataclass(frozen=True)
class Council:
    """The ids of a council with one open round, one confidential assessment and one response."""

    id: str
    unit: str
    round: str
    assessment: str
    response: str


def add_council(tx: Connection, name: str = "Ambershire", privacy: Privacy = Privacy.CONFIDENTIAL) -> Council:
    council = organisations.add(tx, name=name, kind="county").id
    unit = organisations.units(tx, council)[0].id
    held = rounds.add(tx, council, name="Spring", held_on=date(2026, 3, 29), content=[QUESTIONNAIRE, CHECKLIST]).id
    assessment = assessments.add(
        tx,
        council,
        round_id=held,
        unit_id=unit,
        questionnaire_id="essentials",
        content_hash=QUESTIONNAIRE.hash,
        scope=Scope.QUICK,
        privacy=privacy,
    ).id
    response = assessments.add_response(tx, council, assessment, role="managers").id
    return Council(council, unit, held, assessment, response)


def fill(tx: Connection, council: Council) -> None:
    """Put at least one row of the council into every table that an open round can have rows in."""
    save(tx, council, "aims", level(3, note="agreed in spring"), evidenced=True)
    save_pitfall(tx, council, "blame", PitfallContent(PitfallState.PARTLY, "some", "the chief executive"))
    browsers.remember(
        tx, f"seen by {council.id}", organisation_id=council.id, round_id=council.round, unit_id=council.unit, at=NOW
    )


def move_on_and_close(tx: Connection, council: Council) -> None:
    """Fill the two tables that are left, and close the round."""
    moved = MovedOn("plan", "the year does not wait", "the leader", NOW)
    pitfalls.move_on(tx, council.id, round_id=council.round, unit_id=council.unit, moved=moved)
    close(tx, council)


def close(tx: Connection, council: Council) -> None:
    frozen = {council.assessment: '{"index": 2.5}'}
    rounds.close(tx, council.id, council.round, closed_at=NOW, frozen=frozen, scoring_version="1")


def save(
    tx: Connection,
    council: Council,
    statement: str,
    content: AnswerContent,
    *,
    evidenced: bool = False,
    seen: int = 0,
    writer: str = "laptop",
    response: str | None = None,
) -> Answer:
    return answers.save(
        tx,
        council.id,
        response or council.response,
        statement,
        content,
        evidenced=evidenced,
        expected_version=seen,
        writer=writer,
        at=NOW,
    )


def save_pitfall(
    tx: Connection, council: Council, pitfall: str, content: PitfallContent, *, seen: int = 0, writer: str = "laptop"
) -> Any:
    return pitfalls.save(
        tx,
        council.id,
        round_id=council.round,
        unit_id=council.unit,
        checklist_id="pitfalls",
        pitfall_id=pitfall,
        content=content,
        expected_version=seen,
        writer=writer,
        at=NOW,
    )


def counted(tx: Connection, council: Council) -> dict[str, Counts]:
    """The council's tallies, counted from its answers one by one; all of them are in one assessment."""
    found: dict[str, Counts] = {}
    own = tables.answer.c.organisation_id == council.id
    for row in tx.execute(select(tables.answer).where(own)):
        before = found.get(row.statement_id, Counts())
        levels = tuple(number + (row.level == at + 1) for at, number in enumerate(before.levels))
        found[row.statement_id] = Counts(
            levels,
            before.dont_know + (row.state == "dont_know"),
            before.not_applicable + (row.state == "not_applicable"),
            before.evidenced + bool(row.state == "level" and row.level >= 3 and row.evidenced),
        )
    return found


def all_rows(tx: Connection, organisation_id: str | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that exists, or those of one organisation; sorted, so that they can be compared."""
    present = [table for table in tables.metadata.sorted_tables if tx.dialect.has_table(tx, table.name)]
    rows = {}
    for table in present:
        query = select(table)
        if organisation_id is not None:
            column = table.c.id if table.name == "organisation" else table.c.organisation_id
            query = query.where(column == organisation_id)
        rows[table.name] = sorted((tuple(row) for row in tx.execute(query)), key=repr)
    return rows


def with_council(store: Store) -> Council:
    with store.write() as tx:
        return add_council(tx)
