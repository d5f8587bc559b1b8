"""What a browser last looked at, by the hash of the token in its cookie. The token itself is stored nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, select

from journey.store import organisations, rounds, tables
from journey.store.dialects import for_each


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a browser was when it was last seen. ``token_hash`` is the SHA-256 of its token in hexadecimal digits."""

    token_hash: str
    organisation_id: str | None
    round_id: str | None
    unit_id: str | None
    seen_at: datetime


_REMEMBERED = ("organisation_id", "round_id", "unit_id", "seen_at")

FORGOTTEN_AFTER = timedelta(days=400)
"""At least as long as the cookie lasts by which a browser is known."""

_FORGET = delete(tables.browser).where(tables.browser.c.seen_at < bindparam("seen_before"))
_FIND = select(tables.browser).where(tables.browser.c.token_hash == bindparam("token_hash"))
_REMEMBER = for_each(
    tables.browser,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["token_hash"], set_={name: insert.excluded[name] for name in _REMEMBERED}
    ),
)


def find(tx: Connection, token_hash: str) -> Browser | None:
    """The browser with this token; None where it was never seen, or what it looked at is gone."""
    row = tx.execute(_FIND, {"token_hash": token_hash}).one_or_none()
    if row is None:
        return None
    return Browser(row.token_hash, row.organisation_id, row.round_id, row.unit_id, row.seen_at)


def remember(
    tx: Connection,
    token_hash: str,
    *,
    organisation_id: str | None,
    round_id: str | None = None,
    unit_id: str | None = None,
    at: datetime,
) -> None:
    """Remember what the browser looks at now in place of what it looked at before.

    Browsers that were not seen for as long as their cookie lasts are forgotten: none of them comes back.
    NotFound for what does not exist; ValueError for a round or unit without its organisation.
    """
    if organisation_id is not None:
        organisations.get(tx, organisation_id)
        if round_id is not None:
            rounds.get(tx, organisation_id, round_id)
        if unit_id is not None:
            organisations.unit(tx, organisation_id, unit_id)
    elif round_id is not None or unit_id is not None:
        raise ValueError("a round or a unit is remembered with its organisation")
    tx.execute(_FORGET, {"seen_before": at - FORGOTTEN_AFTER})
    tx.execute(
        _REMEMBER[tx.dialect.name],
        {
            "token_hash": token_hash,
            "organisation_id": organisation_id,
            "round_id": round_id,
            "unit_id": unit_id,
            "seen_at": at,
        },
    )
