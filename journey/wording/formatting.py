"""How numbers, dates and lists are written, everywhere the same.

Babel words them from the tables that Unicode keeps for every language. Numbers in words stand here: Unicode's rules for
spelling them out are not in Babel.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from journey.rules import scoring, versions
from journey.rules.rounding import rounded

LOCALE = Locale("en", "GB")
"""The language of the product, whatever the machine's is."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

LONGEST_DESCRIPTION = 80

SHARE_LIMITS = (scoring.SCORE_FROM_COVERAGE, scoring.FIRM_FROM_COVERAGE, versions.CURRENT.secure_share, Fraction(1))


def month_and_year(day: date) -> str:
    """``November 2026``."""
    return format_date(day, "MMMM y", LOCALE)


def day(value: date) -> str:
    """``21 November 2026``."""
    return format_date(value, "long", LOCALE)


def clock(value: datetime) -> str:
    """``10:41``."""
    return f"{value:%H:%M}"


def shortened(text: str) -> str:
    """The beginning of a long text on one line."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_DESCRIPTION else f"{text[: LONGEST_DESCRIPTION - 1]}…"


def spaced_code(code: str) -> str:
    """A code of eight letters in two halves, as it is read out: ``ABCD EFGH``."""
    return f"{code[:4]} {code[4:]}"


def listed(parts: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return format_list(parts, locale=LOCALE)


def number(value: int) -> str:
    """``two``; from eleven on, ``11`` and ``1,200``."""
    return NUMBERS[value] if value < len(NUMBERS) else format_decimal(value, locale=LOCALE)


def count(value: int, singular: str, plural: str | None = None) -> str:
    """``no pitfalls``, ``one pitfall``, ``12 pitfalls``."""
    return f"{number(value)} {singular if LOCALE.plural_form(value) == 'one' else plural or singular + 's'}"


def capital(text: str) -> str:
    """With a capital at the start of a sentence, the rest as it is."""
    return text[:1].upper() + text[1:]


def figure(number: float, places: int = 1, limits: Iterable[float | Fraction] = ()) -> str:
    """A number as it is shown: rounded half up on its own side of the limits, with a real minus."""
    shown = rounded(number, places, limits)
    return str(shown if shown else abs(shown)).replace("-", "−")


def index_figure(index: float, places: int = 1) -> str:
    """An index as it is shown: it never seems to have reached a band that it has not."""
    return figure(index, places, scoring.BAND_CUT_POINTS)


def beside(value: float, limit: float) -> str:
    """A number with two places, on its own side of a limit that it is held against."""
    return figure(value, 2, [limit])


def per_cent(share: float) -> str:
    """A share as a whole percentage, on its own side of the limits that scoring holds shares against."""
    return f"{figure(share * 100, 0, [limit * 100 for limit in SHARE_LIMITS])}%"


def coverage_figure(coverage: float) -> str:
    """A coverage with two places, on its own side of the same limits."""
    return figure(coverage, 2, SHARE_LIMITS)


def signed(number: float, places: int = 2) -> str:
    """A difference with its sign, ``+0.61`` or ``−0.24``; what rounds to nothing has no sign."""
    shown = rounded(number, places)
    return f"{shown:+}".replace("-", "−") if shown else str(abs(shown))
