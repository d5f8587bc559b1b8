"""How much a field for text takes, so that a text that is too long is refused in words and never lost unseen."""

from __future__ import annotations

TIMES = 20


def room(limit: int) -> int:
    """The characters that a field takes for a text of so many: far more, since a browser drops what exceeds them.

    A whole paste would disappear without a word, and the old text would be saved in its place. What comes here is
    refused by the service instead, with the number, and stays in the field.
    """
    return TIMES * limit
