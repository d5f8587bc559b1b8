"""What is looked at: which council, round and unit. Each window asks for its own by their ids.

A browser carries a random token in a cookie that scripts cannot read; the store knows the token's hash alone. What
somebody chose last in any window of a browser is remembered by it, for the first page of its next window.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

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
    def key(self) -> str:
        """Names this unit in this round, for the keys of widgets that are about it."""
        return f"{self.round_id}-{self.unit_id}"

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
class Wanted:
    """The ids of what a window wants to look at; None where anything will do."""

    organisation_id: str | None = None
    round_id: str | None = None
    unit_id: str | None = None

    def over(self, base: Wanted) -> Wanted:
        """These ids, and where there are none those of ``base``, of which no round or unit fits another council."""
        if self.organisation_id not in (None, base.organisation_id):
            return self
        return Wanted(base.organisation_id, self.round_id or base.round_id, self.unit_id or base.unit_id)


Missing = Literal["organisation", "round", "unit"]


@dataclass(frozen=True, slots=True)
class Navigation:
    """What a window has before it: the councils there are, and of the one chosen its rounds and units.

    ``organisation`` is None before the first council exists; ``selection`` is None before its first round. ``missing``
    is the first of what was wanted that is not there; something else is in view in its place.
    """

    organisations: Sequence[Organisation]
    organisation: Organisation | None
    rounds: Sequence[Round] = ()
    units: Sequence[Unit] = ()
    selection: Selection | None = None
    missing: Missing | None = None

    @property
    def ids(self) -> Wanted:
        """The ids of what is in view."""
        if self.selection is None:
            return Wanted(self.organisation.id if self.organisation else None)
        return Wanted(self.selection.organisation_id, self.selection.round_id, self.selection.unit_id)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def look_up(product: Product, token: str) -> Navigation:
    """What this browser looked at last, as ``find`` finds it."""
    return find(product, remembered(product, token))


def remembered(product: Product, token: str) -> Wanted:
    """The ids of what this browser looked at last; none where it was never seen, or where that is gone."""
    with product.store.read() as tx:
        browser = browser_sessions.find(tx, _hash(token))
    return Wanted(browser.organisation_id, browser.round_id, browser.unit_id) if browser else Wanted()


def find(product: Product, wanted: Wanted) -> Navigation:
    """What is wanted; in place of what is not there the oldest real council, its newest round, all of it."""
    with product.store.read() as tx:
        every = organisations.every(tx)
        real = next((o for o in every if not o.is_sample), None)
        organisation = next((o for o in every if o.id == wanted.organisation_id), None)
        missing: Missing | None = "organisation" if wanted.organisation_id and organisation is None else None
        organisation = organisation or real
        if organisation is None:
            return Navigation(every, None, missing=missing)
        all_rounds = rounds.every(tx, organisation.id)
        all_units = organisations.units(tx, organisation.id)
    if missing:
        wanted = Wanted()
    chosen_round = next((r for r in all_rounds if r.id == wanted.round_id), None)
    chosen_unit = next((u for u in all_units if u.id == wanted.unit_id), None)
    if wanted.round_id and chosen_round is None:
        missing = "round"
    elif wanted.unit_id and chosen_unit is None:
        missing = "unit"
    selection = (
        Selection(organisation, chosen_round or all_rounds[-1], chosen_unit or all_units[0]) if all_rounds else None
    )
    return Navigation(every, organisation, all_rounds, all_units, selection, missing)


def choose(
    product: Product, token: str, *, organisation_id: str, round_id: str | None = None, unit_id: str | None = None
) -> None:
    """Remember what this browser looks at, for the first page of its next window. Raises NotFound."""
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


def choose_nothing(product: Product, token: str) -> None:
    """Forget what this browser looks at: its next window begins with the oldest real council, or at the start."""
    with product.store.write() as tx:
        browser_sessions.remember(tx, _hash(token), organisation_id=None, at=product.clock())


def writer(token: str) -> str:
    """A name for this browser beside its answers: a second hash, from which the first cannot be found."""
    return hashlib.sha256(f"writer:{token}".encode()).hexdigest()[:22]
