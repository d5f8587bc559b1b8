"""Loading and removing the sample council: whole or not at all, never mixed with real data, and without a trace."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from journey.config import Settings
from journey.content import SHIPPED, Library, load_questionnaire
from journey.model import AnswerContent, AnswerState, Counts, Organisation, PitfallContent, PitfallState, Privacy, Scope
from journey.service import Product
from journey.service.pinned_content import round_content
from journey.service.rounds.closing import close_in
from journey.service.sample import loading
from journey.service.sample.figures import figures
from journey.store import Store, answers, assessments, browser_sessions, organisations, pitfalls, rounds
from journey.store.columns import metadata
from tests.service.sample.figures import shown

ON_BOTH = pytest.mark.both_databases

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
OF_WORKSHOPS = {
    *("invitation", "respondent", "respondent_response", "paper_ballot", "workshop", "question", "vote"),
    *("parked", "brief", "renewal"),
}
"""Tables of which the sample has nothing: it has what its workshop agreed, and not the workshop itself."""
NEVER_DRAWN_ANEW = {"limits_from"}
"""No limits of a measure of the sample were drawn anew."""


def product_on(store: Store, library: Library | None = None) -> Product:
    return Product(store, library or Library.read(), Settings.read({}))


def rows(tx: Connection, organisation_id: str | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, or those of one organisation, in one order."""
    found = {}
    for table in metadata.sorted_tables:
        query = select(table)
        if organisation_id is not None:
            own = table.c.id if table.name == "organisation" else table.c.organisation_id
            query = query.where(own == organisation_id)
        found[table.name] = sorted((tuple(row) for row in tx.execute(query)), key=repr)
    return found


def number_of_rows(store: Store) -> int:
    with store.read() as tx:
        return sum(len(of_table) for of_table in rows(tx).values())


def tallies(product: Product, organisation: Organisation) -> dict[tuple[str, str, str], dict[str, Counts]]:
    """The counts of every assessment, by round, unit and questionnaire."""
    with product.store.read() as tx:
        names = {unit.id: unit.name for unit in organisations.units(tx, organisation.id)}
        return {
            (held.name, names[one.unit_id], one.questionnaire_id): answers.tally(tx, organisation.id, one.id)
            for held in rounds.every(tx, organisation.id)
            for one in assessments.of_round(tx, organisation.id, held.id)
        }


def add_real_council(product: Product) -> str:
    """A council with a row in every table, a closed round and an open one."""
    with product.store.write() as tx:
        council = organisations.add(tx, name="Ambershire", kind="County council").id
        unit = organisations.units(tx, council)[0].id
        content = round_content(product.library)
        stages = next(pinned for pinned in content if pinned.id == "stages")
        for name, closes in (("Spring", True), ("Autumn", False)):
            held = rounds.add(tx, council, name=name, held_on=date(2026, 3, 2), content=content).id
            assessment = assessments.add(
                tx,
                council,
                round_id=held,
                unit_id=unit,
                questionnaire_id="stages",
                content_hash=stages.hash,
                scope=Scope.FULL,
                privacy=Privacy.CONFIDENTIAL,
            ).id
            response = assessments.add_response(tx, council, assessment, role="managers").id
            said = AnswerContent(AnswerState.LEVEL, 3, note="as agreed")
            answers.save_many(tx, council, response, {"clear-choices": (said, False)}, writer="laptop", at=NOW)
            pitfalls.save(
                tx,
                council,
                round_id=held,
                unit_id=unit,
                checklist_id="setting-direction",
                pitfall_id="nothing-comes-last",
                content=PitfallContent(PitfallState.PARTLY),
                expected_version=0,
                writer="laptop",
                at=NOW,
            )
            if closes:
                close_in(tx, council, held, min_group_setting=5, at=NOW)
        browser_sessions.remember(tx, "hash of a token", organisation_id=council, round_id=held, unit_id=unit, at=NOW)
    return council


def test_what_the_start_shows_of_it_is_what_it_comes_to(store: Store) -> None:
    assert shown(product_on(store)) == figures(), "python3 -m tests.service.sample.figures writes them anew"


@ON_BOTH
def test_two_who_load_at_once_get_one_council(store: Store) -> None:
    product = product_on(store)
    with ThreadPoolExecutor(2) as both:
        first, second = both.map(loading.load, [product, product])
    assert first == second


@ON_BOTH
def test_it_comes_and_goes_without_a_trace_and_leaves_real_data_as_it_was(store: Store) -> None:
    product = product_on(store)
    real = add_real_council(product)
    with store.read() as tx:
        before, own = rows(tx), rows(tx, real)
    added = loading.load(product)
    said = tallies(product, added)
    with store.read() as tx:
        loaded = rows(tx)
    assert loading.load(product) == added
    with store.read() as tx:
        assert rows(tx) == loaded, "loading what is there already changed something"
    with store.write() as tx:
        held, unit = rounds.every(tx, added.id)[0].id, organisations.units(tx, added.id)[0].id
        rounds.reopen(tx, added.id, held, reason="two replies came late", decided_by="improvement lead", at=NOW)
        browser_sessions.remember(tx, "another token", organisation_id=added.id, round_id=held, unit_id=unit, at=NOW)
    with store.read() as tx:
        assert rows(tx, real) == own
        without = {name for name, found in rows(tx, added.id).items() if not found}
        assert without == OF_WORKSHOPS | NEVER_DRAWN_ANEW, "a table without a row of the sample proves nothing"
    assert loading.remove(product)
    with store.read() as tx:
        assert rows(tx) == before
    assert tallies(product, loading.load(product)) == said, "loaded anew, it does not say the same"


@ON_BOTH
def test_where_there_is_no_sample_removing_says_so_and_changes_nothing(store: Store) -> None:
    product = product_on(store)
    add_real_council(product)
    before = number_of_rows(store)
    assert not loading.remove(product)
    assert number_of_rows(store) == before


@ON_BOTH
def test_a_load_that_fails_halfway_leaves_nothing(store: Store, tmp_path: Path) -> None:
    for folder in ("questionnaires", "checklists"):
        shutil.copytree(SHIPPED / folder, tmp_path / folder)
    stages = tmp_path / "questionnaires" / "stages" / "1.0.0.yaml"
    body = stages.read_bytes().replace(b"id: keeping-on-track", b"id: unheard-of")
    stages.write_bytes(body)
    assert load_questionnaire(body).sections[4].id == "unheard-of"
    product = product_on(store, Library.read(tmp_path))
    with pytest.raises(KeyError, match="unheard-of"):
        loading.load(product)
    assert number_of_rows(store) == 0
