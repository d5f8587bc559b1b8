"""What the log says of a failure: kind, place and a database's reason, and nothing that people typed."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from journey.config import PROJECT
from journey.log import described
from journey.service import Product, Unavailable, health

SECRET = "what somebody typed"


def test_a_database_that_cannot_be_used_is_logged_with_its_reason_and_who_wanted_it(product: Product) -> None:
    with closing(sqlite3.connect(str(product.store.place.file))) as other:
        other.execute("DROP TABLE browser")
    with pytest.raises(Unavailable) as raised:
        health.read(product)
    assert re.fullmatch(
        r"Unavailable at journey/store/browser_sessions\.py:\d+: no such table: browser \(SQLITE_ERROR\)",
        described(raised.value),
    )


def test_of_any_other_failure_the_text_is_left_out() -> None:
    failure = ValueError(SECRET)
    assert described(failure) == "ValueError at unknown"
    failure.__cause__ = KeyError(SECRET)
    assert SECRET not in described(failure)


def test_a_line_has_time_and_level_and_is_written_once() -> None:
    program = "from journey import log; log.begin(); log.begin(); log.LOG.warning('something to look at')"
    ran = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} WARNING something to look at\n", ran.stderr)
