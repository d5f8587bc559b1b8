"""Rounds that an older release closed: completed when the product opens, and their findings stay as they were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select, update

from journey.config import Settings
from journey.model import Organisation, Privacy
from journey.service import Product, open_product
from journey.service.compare.change import between, by_unit
from journey.service.compare.history import over_rounds
from journey.service.compare.roles import roles_in_view
from journey.service.current_selection import Selection
from journey.service.profile.unit_findings import by_questionnaire
from journey.service.rounds import reopening
from journey.service.rounds.snapshots import complete
from journey.store import Store, snapshots, tables
from journey.store.columns import metadata
from tests.steps.older_databases import put_back
from tests.steps.rounds import TWO_SECTIONS, hold, random_replies, respond, start

pytestmark = pytest.mark.both_databases

EVERY = tuple(one.id for statements in TWO_SECTIONS.values() for one in statements)


@pytest.fixture
def held(product: Product) -> tuple[Organisation, list[Selection]]:
    """Two councils; the first with two confidential rounds, the other with an open one."""
    council, unit = start(product)
    random = Random(7)
    numbers = {"leadership": 12, "managers": 14, "front-line": 15}
    views = [hold(product, council, unit, year, random_replies(random, EVERY, numbers))[0] for year in (2024, 2025)]
    other, whole = start(product, "Westshire")
    views.append(hold(product, other, whole, 2025, random_replies(random, EVERY, {None: 1}), privacy=Privacy.OPEN)[0])
    return council, views


def shown(product: Product, views: list[Selection]) -> list[Any]:
    return [
        *(by_questionnaire(product, selection) for selection in views),
        *(roles_in_view(product, selection, "small") for selection in views),
        *(over_rounds(product, selection.organisation.id, "small") for selection in views),
        between(product, views[1], "small", views[0].round),
        by_unit(product, views[1], "small", views[0].round),
    ]


def test_opening_the_product_completes_what_the_release_before_froze(
    product: Product, held: tuple[Organisation, list[Selection]], database_url: str
) -> None:
    """Under revision 0002 closing froze the findings over the whole and nothing else."""
    _, views = held
    before = shown(product, views)
    with product.store.read() as tx:
        texts = tx.execute(select(tables.frozen_profile).order_by(tables.frozen_profile.c.assessment_id)).all()
    put_back(product.store, "0002")
    opened = open_product(Settings(database_url, 5))
    assert shown(opened, views) == before
    with opened.store.read() as tx:
        assert tx.execute(select(tables.frozen_profile).order_by(tables.frozen_profile.c.assessment_id)).all() == texts
        assert snapshots.incomplete(tx) == []
    opened.store.close()


def test_findings_of_older_rules_stay_byte_for_byte(
    product: Product, held: tuple[Organisation, list[Selection]], database_url: str
) -> None:
    """A text that today's rules would not write, of a scoring version that is no longer used."""
    put_back(product.store, "0002")
    with product.store.write() as tx:
        spaced = tables.frozen_profile.c.findings.concat(" ")
        tx.execute(update(tables.frozen_profile).values(findings=spaced, scoring_version="0.9.0"))
        own = select(tables.frozen_profile).order_by(tables.frozen_profile.c.assessment_id)
        before = tx.execute(own).all()
    assert all(row.findings.endswith("} ") for row in before)
    opened = open_product(Settings(database_url, 5))
    with opened.store.read() as tx:
        assert tx.execute(own).all() == before
        assert snapshots.incomplete(tx) == []
    opened.store.close()


def test_opening_the_product_freezes_the_standard_errors_of_roles_that_version_1_0_0_did_not_keep(
    product: Product, held: tuple[Organisation, list[Selection]], database_url: str
) -> None:
    _, views = held
    before = shown(product, views)
    _without_role_errors(product)
    assert shown(product, views) != before
    opened = open_product(Settings(database_url, 5))
    assert shown(opened, views) == before
    with opened.store.read() as tx:
        assert snapshots.without_role_errors(tx) == []
    opened.store.close()


def test_where_answers_have_changed_since_what_version_1_0_0_kept_of_roles_stays(
    product: Product, held: tuple[Organisation, list[Selection]], database_url: str
) -> None:
    council, views = held
    _without_role_errors(product)
    reopening.reopen(product, council.id, views[1].round.id, reason="One more had been away.", decided_by="The chief")
    in_view = roles_in_view(product, views[1], "small")
    assert in_view
    respond(product, in_view[0].assessment, random_replies(Random(3), EVERY, {"managers": 1}))
    opened = open_product(Settings(database_url, 5))
    found = between(opened, views[1], "small", views[0].round)
    assert found
    assert [change.is_within_roles for change in found.changes] == [False, False]
    assert all(change.within is not None for change in found.changes)
    opened.store.close()


def _without_role_errors(product: Product) -> None:
    """What comparisons rest on as version 1.0.0 froze it."""
    basis = tables.frozen_basis
    with product.store.write() as tx:
        for row in tx.execute(select(basis)).all():
            text = re.sub(r'("mean":[^,}]+),"variance":[^,}]+}', r"\1}", row.findings)
            same = (basis.c.assessment_id == row.assessment_id) & (basis.c.statements == row.statements)
            tx.execute(update(basis).where(same).values(findings=text))


def test_opening_again_changes_nothing(product: Product, held: tuple[Organisation, list[Selection]]) -> None:
    with product.store.read() as tx:
        before = [tx.execute(select(table)).all() for table in metadata.sorted_tables]
    complete(product.store)
    with product.store.read() as tx:
        assert [tx.execute(select(table)).all() for table in metadata.sorted_tables] == before


def test_replicas_that_open_together_complete_a_round_once(
    product: Product, held: tuple[Organisation, list[Selection]], replicas: list[Store]
) -> None:
    before = shown(product, held[1])
    put_back(product.store, "0002")
    product.store.migrate()
    together = Barrier(len(replicas))

    def open_one(store: Store) -> None:
        together.wait()
        complete(store)

    with ThreadPoolExecutor(len(replicas)) as pool:
        for done in [pool.submit(open_one, store) for store in replicas]:
            done.result()
    assert shown(product, held[1]) == before


@pytest.fixture
def replicas(database_url: str) -> Iterator[list[Store]]:
    stores = [Store(database_url) for _ in range(4)]
    yield stores
    for store in stores:
        store.close()
