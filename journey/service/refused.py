"""The one way in which a service says no: a code for the reason, and the details that the sentence about it needs.

Services raise ``Refused`` and the store's own errors, and nothing else. Nothing was changed then. The faces put the
reason into words (``journey.wording.refusals``).
"""

from __future__ import annotations

from journey.model.refusals import Refusal

Detail = str | int | float


class Refused(Exception):
    """A service did not do what was asked of it."""

    def __init__(self, code: Refusal, **details: Detail) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class AnswersLocked(Refused):
    """The answers to a question were revealed, or it is not before the room any more: they stay as they are."""

    def __init__(self) -> None:
        super().__init__(Refusal.ANSWERS_LOCKED)
