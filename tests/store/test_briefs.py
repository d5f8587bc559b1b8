"""The facilitator's brief: taken once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from journey.model import Brief
from journey.store import Store, briefs, workshops
from tests.store.store_examples import NOW, PLAN, Council


@pytest.fixture
def workshop(store: Store, council: Council) -> str:
    with store.write() as tx:
        return workshops.add(tx, council.id, round_id=council.round, unit_id=council.unit, plan=PLAN).id


def test_a_brief_is_taken_once(store: Store, council: Council, workshop: str) -> None:
    brief = Brief(7, '{"a": "–"}', NOW)
    with store.write() as tx:
        assert briefs.of_workshop(tx, council.id, workshop) is None
        briefs.add(tx, council.id, workshop, brief)
        assert briefs.of_workshop(tx, council.id, workshop) == brief
    with pytest.raises(IntegrityError), store.write() as tx:
        briefs.add(tx, council.id, workshop, replace(brief, responses=8))
    with store.read() as tx:
        assert briefs.of_workshop(tx, council.id, workshop) == brief
