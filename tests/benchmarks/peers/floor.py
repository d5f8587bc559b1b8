"""The least that a saved answer can cost here: a bare Starlette route takes in a small form and commits one row.

SQLite has the product's own settings, and the row is written where the form was read, without a thread between.
"""

from __future__ import annotations

import os
import sqlite3

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

_UPSERT = """
INSERT INTO answer (who, statement, level, note) VALUES (?, ?, ?, ?)
ON CONFLICT (who, statement) DO UPDATE SET level = excluded.level, note = excluded.note
"""

database = sqlite3.connect(os.environ["JOURNEY_DATABASE_URL"].removeprefix("sqlite:///") + ".floor")
database.isolation_level = None
for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
    database.execute(f"PRAGMA {setting}").close()
database.execute("CREATE TABLE answer (who TEXT, statement TEXT, level TEXT, note TEXT, PRIMARY KEY (who, statement))")


async def save(request: Request) -> Response:
    """Save an answer."""
    form = await request.form()
    row = [str(form.get(name, "")) for name in ("who", "statement", "level", "note")]
    database.execute("BEGIN IMMEDIATE")
    database.execute(_UPSERT, row)
    database.execute("COMMIT")
    return JSONResponse({"saved": True})


app = Starlette(routes=[Route("/save", save, methods=["POST"])])
