"""Numbers as people write them in British English: 1,234.5 or 1 234.5, and 81,2 as on the Continent, with or without %.

A comma with three figures after it parts thousands; any other comma is a decimal one. A reading is shown after it was
saved as it was read.
"""

from __future__ import annotations

import re
from math import isfinite, nan

NO_NUMBER = nan
"""What stands for a text that is no number, until the person has mended it: it is never saved."""

_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
_PLAIN = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)")
_SPACES = dict.fromkeys(map(ord, " \t\u00a0\u2009\u202f"))
_LONGEST = 40


def parse_number(text: str) -> float | None:
    """The number that a person wrote; None for an empty text, and NO_NUMBER for a text that is no number."""
    text = text.strip()
    if not text:
        return None
    bare = text.translate(_SPACES).replace("−", "-").removesuffix("%").removeprefix("£")
    if len(bare) > _LONGEST or not bare.isascii():
        return NO_NUMBER
    if _GROUPED.fullmatch(bare):
        return float(bare.replace(",", ""))
    return float(bare.replace(",", ".")) if _PLAIN.fullmatch(bare) else NO_NUMBER


def is_number(value: float) -> bool:
    """Whether a text was a number, and one that can be reckoned with."""
    return isfinite(value)
