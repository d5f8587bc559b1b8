"""Names that take more than one id."""

from __future__ import annotations

from typing import NamedTuple


class StatementRef(NamedTuple):
    """One statement of one assessment: a room may hold several questionnaires, and so several of the same id."""

    assessment_id: str
    statement_id: str
