"""What a browser looks at: which council, round and unit.

A browser carries a random token in a cookie that scripts cannot read; the store knows the token's hash alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from journey.model import Organisation, Round, Unit
from journey.service.context import Product
from journey.store import browser_sessions, organisations, rounds


@dataclass(frozen=True, slots=True)
class Selection:
    """One unit in one round: what findings, answers and pitfalls belong to."""

    organisation: Organisation
    round: Round
    unit: Unit

    @property
    def organisation_id(self) -> str:
        """The id of the council."""
        return self.organisation.id

    @property
    def round_id(self) -> str:
        """The id of the round."""
        return self.round.id

    @property
    def unit_id(self) -> str:
        """The id of the unit."""
        return self.unit.id


@dataclass(frozen=True, slots=True)
class Navigation:
    """What a browser has before it: the councils there are, and of the one chosen its rounds and units.

    ``organisation`` is None before the first council exists; ``view`` is None before its first round.
    """

    organisations: Sequence[Organisation]
    organisation: Organisation | None
    rounds: Sequence[Round] = ()
    units: Sequence[Unit] = ()
    selection: Selection | None = None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def look_up(product: Product, token: str) -> Navigation:
    """What this browser looked at last; failing that the oldest real council, its newest round, all of it."""
    with product.store.read() as tx:
        browser = browser_sessions.find(tx, _hash(token))
        every = organisations.every(tx)
        wanted = browser.organisation_id if browser else None
        real = next((o for o in every if not o.is_sample), None)
        organisation = next((o for o in every if o.id == wanted), real)
        if organisation is None:
            return Navigation(every, None)
        all_rounds = rounds.every(tx, organisation.id)
        all_units = organisations.units(tx, organisation.id)
    if not all_rounds:
        return Navigation(every, organisation, all_rounds, all_units)
    chosen_round = next((r for r in all_rounds if browser and r.id == browser.round_id), all_rounds[-1])
    chosen_unit = next((u for u in all_units if browser and u.id == browser.unit_id), all_units[0])
    return Navigation(every, organisation, all_rounds, all_units, Selection(organisation, chosen_round, chosen_unit))


def choose(
    product: Product, token: str, *, organisation_id: str, round_id: str | None = None, unit_id: str | None = None
) -> None:
    """Remember what this browser looks at. Raises NotFound."""
    with product.store.write() as tx:
        organisations.get(tx, organisation_id)
        browser_sessions.remember(
            tx,
            _hash(token),
            organisation_id=organisation_id,
            round_id=round_id,
            unit_id=unit_id,
            at=product.clock(),
        )


def writer(token: str) -> str:
    """A name for this browser beside its answers: a second hash, from which the first cannot be found."""
    return hashlib.sha256(f"writer:{token}".encode()).hexdigest()[:22]
