"""Cells of files for a spreadsheet: no text in them is ever taken for a formula."""

from __future__ import annotations

import re

FORMULA = re.compile(r"(^|[;\t\r\n])(?=[=+@-])")
"""Before what a spreadsheet takes for a formula: where a cell begins, here or where cells are parted by other signs."""


def inert(cell: object) -> object:
    """A text with an apostrophe before each part that a spreadsheet would take for a formula; a number as it is.

    Where a spreadsheet parts cells by semicolons, ``a;=1+1`` holds a formula, quoted or not.
    """
    return FORMULA.sub(r"\1'", cell) if isinstance(cell, str) else cell
