"""Councils: made, renamed, found and removed."""

from __future__ import annotations

from collections.abc import Mapping

from journey.model import Organisation, Role, Unit
from journey.service.context import Product
from journey.store import clean, organisations

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


class InvalidName(ValueError):
    """A name that is empty or too long; the message says which and what to do."""


def valid_name(name: str, wanted: str = "the name of your council") -> str:
    """The name as it is stored: on one line, without signs that cannot be seen. Raises InvalidName."""
    name = " ".join(clean(name).split())
    if not name:
        raise InvalidName(f"Give {wanted}. Nothing was changed.")
    if len(name) > NAME_LIMIT:
        raise InvalidName(
            f"The name has {len(name)} characters; {NAME_LIMIT} is the most. Shorten it. Nothing was changed."
        )
    return name


def start(product: Product, *, name: str, kind: str) -> Organisation:
    """Make a council with its roles and its corporate unit. Raises InvalidName."""
    with product.store.write() as tx:
        return organisations.add(tx, name=valid_name(name), kind=kind)


def rename(product: Product, organisation_id: str, *, name: str, kind: str) -> Organisation:
    """Change a council's name and type. Raises InvalidName, NotFound."""
    with product.store.write() as tx:
        organisations.rename(tx, organisation_id, name=valid_name(name), kind=kind)
        return organisations.get(tx, organisation_id)


def remove(product: Product, organisation_id: str) -> None:
    """Remove a council with all that belongs to it. Raises NotFound."""
    with product.store.write() as tx:
        organisations.remove(tx, organisation_id)


def every(product: Product) -> list[Organisation]:
    """All councils in this installation, oldest first."""
    with product.store.read() as tx:
        return organisations.every(tx)


def roles(product: Product, organisation_id: str) -> list[Role]:
    """The roles that people may say they have, by the council's own names for them."""
    with product.store.read() as tx:
        return organisations.roles(tx, organisation_id)


def rename_roles(product: Product, organisation_id: str, names: Mapping[str, str]) -> None:
    """Give roles other names, by key; answers keep their role. Raises InvalidName, NotFound."""
    cleaned = {key: valid_name(name, "a name to each role") for key, name in names.items()}
    with product.store.write() as tx:
        every = {role.key: role.name for role in organisations.roles(tx, organisation_id)} | cleaned
        if len({name.casefold() for name in every.values()}) < len(every):
            raise InvalidName("Two roles have the same name. Nothing was changed.")
        for key, name in cleaned.items():
            organisations.rename_role(tx, organisation_id, key=key, name=name)


def units(product: Product, organisation_id: str) -> list[Unit]:
    """The council itself, then its services and partnerships."""
    with product.store.read() as tx:
        return organisations.units(tx, organisation_id)
