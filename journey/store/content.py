"""Content files as rounds use them: their bytes, by hash. Each organisation keeps its own copy."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from journey.model import PinnedContent
from journey.store import organisations, tables
from journey.store.dialects import for_each
from journey.store.errors import Corrupt, NotFound

_content = tables.content.c

_PIN = for_each(tables.content, lambda insert: insert.on_conflict_do_nothing())
_GET = select(tables.content).where(
    _content.organisation_id == bindparam("organisation_id"), _content.hash == bindparam("content_hash")
)


def pin(tx: Connection, organisation_id: str, pinned: PinnedContent) -> None:
    """Keep the bytes; does nothing where they are kept already. ValueError where the hash is not that of the bytes."""
    if sha256(pinned.body).hexdigest() != pinned.hash:
        raise ValueError(f"the hash of {pinned.kind} {pinned.id} {pinned.version} is not that of its bytes")
    organisations.get(tx, organisation_id)
    tx.execute(
        _PIN[tx.dialect.name],
        {
            "organisation_id": organisation_id,
            "hash": pinned.hash,
            "kind": pinned.kind,
            "id": pinned.id,
            "version": pinned.version,
            "body": pinned.body,
        },
    )


def get(tx: Connection, organisation_id: str, content_hash: str) -> PinnedContent:
    """The bytes that the organisation pinned under this hash. Corrupt where they are no longer the same."""
    row = tx.execute(_GET, {"organisation_id": organisation_id, "content_hash": content_hash}).one_or_none()
    if row is None:
        raise NotFound("content", content_hash)
    return verified(row)


def verified(row: Row[*tuple[Any, ...]]) -> PinnedContent:
    """The content in a row of its table. Corrupt where the bytes do not have the hash."""
    body = bytes(row.body)
    if sha256(body).hexdigest() != row.hash:
        raise Corrupt(
            f"The stored {row.kind} {row.id} {row.version} is not what was pinned: its bytes have changed. Nothing was "
            "shown and nothing was changed. Restore the database from a backup."
        )
    return PinnedContent(row.kind, row.id, row.version, row.hash, body)
