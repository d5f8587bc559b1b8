"""Which rounds have been kept for as long as the settings say: shown, and removed by nobody but people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from journey.model import Round
from journey.rules.keeping import is_due
from journey.service.context import Product


def due(product: Product, rounds: Iterable[Round]) -> list[tuple[Round, date]]:
    """The rounds that are due to be removed, each with the day from which its time counts, in the order given."""
    dated = [(one, kept_since(product, one)) for one in rounds]
    return [(one, since) for one, since in dated if is_due(since, product.settings.keep_years, product.today())]


def kept_since(product: Product, round_: Round) -> date:
    """The day on which the round was closed; while it is open, the day on which it was held."""
    return product.day_of(round_.closed_at) if round_.closed_at else round_.held_on
