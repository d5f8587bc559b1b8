"""Whether answers can be read and saved, on both databases."""

from __future__ import annotations

import pytest

from journey.service import Product, health


@pytest.mark.both_databases
def test_a_store_that_is_well_is_read_written_and_has_room(product: Product) -> None:
    for _ in range(2):
        assert health.write(product)
        assert health.read(product)
    assert health.has_room(product)


def test_a_disk_that_is_nearly_full_has_no_room(product: Product) -> None:
    assert not health.has_room(product, least=10**18)
