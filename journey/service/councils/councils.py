"""Councils: made, renamed, found and removed."""

from __future__ import annotations

from collections.abc import Mapping

from journey.model import Organisation, Role, Unit
from journey.model.refusals import Refusal
from journey.service.context import Product
from journey.service.refused import Refused
from journey.store import as_read, clean, organisations

NAME_LIMIT = 90

KINDS = (
    "County council",
    "District council",
    "London borough",
    "Metropolitan borough",
    "Unitary authority",
    "Combined authority",
    "Fire and rescue authority",
    "National park authority",
    "Police and crime commissioner",
    "Another public body",
)


NO_KIND = ""
"""Where nobody has said what kind of council it is."""


def valid_name(name: str, *, missing: Refusal = Refusal.COUNCIL_NAME_MISSING) -> str:
    """The name as it is stored: on one line, without signs that cannot be seen.

    Raises Refused, with the code ``missing`` where nothing is left of the name.
    """
    name = " ".join(clean(name).split())
    if not name:
        raise Refused(missing)
    if len(name) > NAME_LIMIT:
        raise Refused(Refusal.NAME_TOO_LONG, length=len(name), limit=NAME_LIMIT)
    return name


def start(product: Product, *, name: str, kind: str) -> Organisation:
    """Make a council with its roles and its corporate unit. Raises Refused."""
    with product.store.write() as tx:
        return organisations.add(tx, name=valid_name(name), kind=kind)


def rename(product: Product, organisation_id: str, *, name: str, kind: str) -> Organisation:
    """Change a council's name and type. Raises Refused, NotFound."""
    with product.store.write() as tx:
        organisations.rename(tx, organisation_id, name=valid_name(name), kind=kind)
        return organisations.get(tx, organisation_id)


def remove(product: Product, organisation_id: str) -> None:
    """Remove a council with all that belongs to it. Raises NotFound."""
    with product.store.write() as tx:
        organisations.remove(tx, organisation_id)
    product.store.empty_log()


def every(product: Product) -> list[Organisation]:
    """All councils in this installation, oldest first."""
    with product.store.read() as tx:
        return organisations.every(tx)


def roles(product: Product, organisation_id: str) -> list[Role]:
    """The roles that people may say they have, by the council's own names for them."""
    with product.store.read() as tx:
        return organisations.roles(tx, organisation_id)


def rename_roles(product: Product, organisation_id: str, names: Mapping[str, str]) -> None:
    """Give roles other names, by key; answers keep their role. Raises Refused, NotFound."""
    cleaned = {key: valid_name(name, missing=Refusal.ROLE_NAME_MISSING) for key, name in names.items()}
    with product.store.write() as tx:
        every = {role.key: role.name for role in organisations.roles(tx, organisation_id)} | cleaned
        if len({as_read(name) for name in every.values()}) < len(every):
            raise Refused(Refusal.ROLE_NAME_TAKEN)
        for key, name in cleaned.items():
            organisations.rename_role(tx, organisation_id, key=key, name=name)


def units(product: Product, organisation_id: str) -> list[Unit]:
    """The council itself, then its services and partnerships."""
    with product.store.read() as tx:
        return organisations.units(tx, organisation_id)
