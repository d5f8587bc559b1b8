"""Many who come at once from one address: how many and when is kept, an address no longer than it is needed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from journey.service.answering.arrivals import JUMP, REMEMBERED_LINKS, WITHIN, Arrivals, Jump

CODE, OTHER = "7ZE85HZR", "2WSX3EDC"
HERE, THERE = "192.0.2.1", "192.0.2.2"
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def arrivals() -> Arrivals:
    return Arrivals()


def come(arrivals: Arrivals, people: int, *, code: str = CODE, address: str = HERE, at: datetime = NOON) -> None:
    """So many come, all at the same moment; nobody twice."""
    for person in range(people):
        arrivals.note(f"{code} {address} {at} {person}", code, address, at)


def test_a_jump_is_many_by_one_link_from_one_address_within_a_minute(arrivals: Arrivals) -> None:
    come(arrivals, JUMP - 1)
    come(arrivals, JUMP - 1, address=THERE)
    come(arrivals, JUMP - 1, code=OTHER)
    come(arrivals, JUMP - 1, at=NOON + WITHIN)
    assert (arrivals.jump(CODE), arrivals.jump(OTHER)) == (None, None)
    come(arrivals, 1, at=NOON + WITHIN + SECOND)
    assert arrivals.jump(CODE) == Jump(JUMP, NOON + WITHIN + SECOND)
    assert arrivals.jump(OTHER) is None


def test_the_largest_jump_stays_and_of_two_alike_the_last(arrivals: Arrivals) -> None:
    later, last = NOON + 2 * WITHIN, NOON + 4 * WITHIN
    come(arrivals, 40)
    come(arrivals, JUMP, at=later)
    assert arrivals.jump(CODE) == Jump(40, NOON)
    come(arrivals, 40, at=last)
    assert arrivals.jump(CODE) == Jump(40, last)


def test_who_sends_the_same_page_twice_counts_once(arrivals: Arrivals) -> None:
    for _ in range(2):
        come(arrivals, JUMP - 1)
    assert arrivals.jump(CODE) is None


def test_addresses_are_forgotten_after_a_minute_and_links_when_there_are_too_many(arrivals: Arrivals) -> None:
    for number in range(200):
        come(arrivals, 1, address=f"192.0.2.{number}")
    assert arrivals.addresses == 200
    come(arrivals, 1, at=NOON + WITHIN)
    assert arrivals.addresses == 1
    for number in range(REMEMBERED_LINKS + 1):
        come(arrivals, JUMP, code=f"code {number}", at=NOON + WITHIN)
    assert arrivals.jump("code 0") is None
    assert arrivals.jump("code 1") == Jump(JUMP, NOON + WITHIN)
