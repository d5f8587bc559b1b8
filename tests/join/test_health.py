"""What a monitor is told, over HTTP, of a real server whose database is locked, gone, or well."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from journey.join import health
from journey.service import Product
from tests.steps.light_pages import Phone, light_server
from tests.steps.server import LightServer

PATIENCE = 20.0
"""Ten times what a monitor may be kept waiting: machines are slow at times."""


def said(server: LightServer, path: str = "/health/ready") -> tuple[int, dict[str, Any]]:
    """Status and content of what a monitor is told."""
    answer = Phone(server.port).get(path)
    assert answer.headers["cache-control"] == "no-store"
    return answer.status, json.loads(answer.text)


def once_it_says(server: LightServer, status: int) -> dict[str, Any]:
    """Ask until a status comes; what was said with it."""
    for _ in range(60):
        now, content = said(server)
        if now == status:
            return content
        time.sleep(health.SECONDS_KEPT / 4)
    raise AssertionError(f"{status} was never said")


@contextmanager
def locked(server: LightServer) -> Iterator[None]:
    """Another program holds the database for itself, and does not let go of it."""
    with closing(sqlite3.connect(server.database_url.removeprefix("sqlite:///"), timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()


def test_a_server_that_is_well_says_so_and_a_locked_database_is_told_while_it_hangs(tmp_path: Path) -> None:
    with light_server(tmp_path) as server:
        assert said(server, "/health/live") == (200, {"live": True})
        assert once_it_says(server, 200) == {"ready": True, "not_well": []}
        with locked(server):
            assert once_it_says(server, 503) == {"ready": False, "not_well": ["writing"]}
            began = time.monotonic()
            assert said(server)[0] == 503
            assert time.monotonic() - began < PATIENCE
            assert said(server, "/health/live") == (200, {"live": True})
        assert once_it_says(server, 200) == {"ready": True, "not_well": []}


def test_a_database_that_is_gone_is_told_with_its_reason_in_the_log(tmp_path: Path) -> None:
    with light_server(tmp_path) as server:
        assert once_it_says(server, 200)
        with closing(sqlite3.connect(tmp_path / "journey.db", timeout=30)) as other:
            other.execute("DROP TABLE browser")
        assert once_it_says(server, 503)["not_well"] == ["reading", "writing"]
        assert "no such table: browser" in server.output()


def test_many_who_ask_at_once_make_the_store_be_looked_at_once(product: Product) -> None:
    check = health.Check()
    assert len({id(check.outcome()) for _ in range(100)}) == 1


def test_a_process_that_is_about_to_end_says_so() -> None:
    health.ENDING.set()
    try:
        # In a thread of its own: where a test has driven a browser, this one has a loop already.
        with ThreadPoolExecutor(1) as thread:
            assert "ending" in thread.submit(lambda: asyncio.run(health.not_well())).result()
    finally:
        health.ENDING.clear()
