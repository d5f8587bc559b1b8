"""PostgreSQL: what connections are told, and that nobody waits for a server that has vanished without a word."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from secrets import token_hex

import pytest
from sqlalchemy import make_url, text

from journey.store import Store, Unavailable, answers, postgresql
from tests.steps.tcp_proxy import SwallowingProxy, swallowing_proxy
from tests.store.store_examples import Council, level, save, with_council

SECONDS_TO_STATE = 0.5
SECONDS_AT_MOST = 15.0


def with_query(url: str, **query: str) -> str:
    """The address with more in its query."""
    added = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{url}{'&' if '?' in url else '?'}{added}"


@pytest.fixture
def proxy(postgres_url: str) -> Iterator[SwallowingProxy]:
    """A proxy before the server."""
    with swallowing_proxy(postgres_url) as between:
        yield between


@pytest.fixture
def away(proxy: SwallowingProxy) -> Iterator[Store]:
    """A store behind the proxy; its statements may take half a second."""
    url = proxy.url.render_as_string(hide_password=False)
    opened = Store(with_query(url, options=f"-c%20statement_timeout%3D{SECONDS_TO_STATE * 1000:.0f}ms"))
    yield opened
    opened.close()


def setting(store: Store, name: str) -> str:
    """What a connection is told."""
    with store.write() as tx:
        return str(tx.execute(text(f"SHOW {name}")).scalar_one())


def test_a_connection_is_told_how_long_to_take_and_how_to_plan(postgres_url: str) -> None:
    for query, timeout in (({}, "10s"), ({"options": "-c%20statement_timeout%3D3s"}, "3s")):
        store = Store(with_query(postgres_url, **query) if query else postgres_url)
        assert setting(store, "statement_timeout") == timeout
        assert setting(store, "lock_timeout") == "5s"
        assert setting(store, "plan_cache_mode") == "force_generic_plan"
        store.close()


def test_reading_leaves_what_was_prepared_as_it_is(postgres_url: str) -> None:
    store = Store(postgres_url)
    council = with_council(store)
    for _ in range(12):
        with store.read() as tx:
            answers.of_response(tx, council.id, council.response)
    with store.read() as tx:
        prepared = tx.execute(text("SELECT statement FROM pg_prepared_statements")).scalars().all()
    store.close()
    assert any("FROM answer" in statement for statement in prepared)


@pytest.mark.parametrize("does", ["writes", "reads"])
def test_a_server_that_vanishes_without_a_word_is_given_up_and_found_again(
    proxy: SwallowingProxy, away: Store, does: str
) -> None:
    council = with_council(away)

    def act(number: int) -> None:
        with away.write() if does == "writes" else away.read() as tx:
            if does == "writes":
                save(tx, council, f"s{number}", level(2))
            else:
                answers.tally(tx, council.id, council.assessment)

    with ThreadPoolExecutor(4) as people:
        list(people.map(act, range(4)))
        proxy.swallow()
        began = time.monotonic()
        tried = [people.submit(act, 4 + number) for number in range(4)]
        failures = [one.exception() for one in tried]
    assert all(failure is None or isinstance(failure, Unavailable) for failure in failures)
    act(99)
    assert time.monotonic() - began < SECONDS_AT_MOST
    check_stored(away, council, 99 if does == "writes" else None)


def check_stored(store: Store, council: Council, last: int | None) -> None:
    """What was acknowledged before and after is stored."""
    with store.read() as tx:
        stored = answers.of_response(tx, council.id, council.response)
    assert set(stored) >= (set() if last is None else {*(f"s{number}" for number in range(4)), f"s{last}"})


def test_as_many_connections_as_the_address_says_and_the_others_wait(postgres_url: str) -> None:
    store = Store(with_query(postgres_url, pool_size="2"))

    def look(_number: int) -> int:
        with store.read() as tx:
            own = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            return int(tx.execute(text(own)).scalar_one())

    with ThreadPoolExecutor(8) as people:
        assert max(people.map(look, range(40))) <= 2
    store.close()
    for wrong in ("0", "many", "-1", "٣"):
        with pytest.raises(ValueError, match="pool_size"):
            Store(with_query(postgres_url, pool_size=wrong))


@pytest.fixture
def one_at_a_time(postgres_url: str) -> Iterator[str]:
    """The address for somebody whom the server lets have one connection."""
    name = f"somebody_{token_hex(8)}"
    admin = Store(postgres_url)
    with admin.write() as tx:
        tx.execute(text(f"CREATE ROLE {name} LOGIN PASSWORD '{name}' CONNECTION LIMIT 1"))
    yield make_url(postgres_url).set(username=name, password=name).render_as_string(hide_password=False)
    with admin.write() as tx:
        tx.execute(text(f"DROP ROLE {name}"))
    admin.close()


def test_while_the_server_is_full_a_connection_is_waited_for(
    one_at_a_time: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Store(one_at_a_time), Store(one_at_a_time)
    monkeypatch.setattr(postgresql, "SECONDS_FOR_ROOM", 0.1)
    with first.read() as tx:
        tx.execute(text("SELECT 1"))
        with pytest.raises(Unavailable, match="too many connections"), second.read():
            pass
        monkeypatch.setattr(postgresql, "SECONDS_FOR_ROOM", 60)
        with ThreadPoolExecutor(1) as other:
            waiting = other.submit(setting, second, "lock_timeout")
            tx.commit()
            tx.invalidate()  # hangs up
            assert waiting.result() == "5s"
    first.close()
    second.close()
