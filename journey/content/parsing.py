"""One file's bytes → one noun, or all that is wrong with the file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from journey.content.faults import ContentFault, Fault, fault
from journey.content.folders import folder_around
from journey.content.reading import Node, NodeForm, read
from journey.content.references import check_within
from journey.content.shapes import KINDS, ContentKind, Noun, shape
from journey.model import Checklist, Guidance, Questionnaire, WorkshopDesign

N = TypeVar("N", Questionnaire, Checklist, Guidance, WorkshopDesign)


class Examined(NamedTuple):
    """A file as far as it could be read; ``noun`` is there where there is no fault, the nodes know the lines."""

    kind: ContentKind | None
    root: Node | None
    noun: Noun | None
    faults: list[Fault]


def parse(body: bytes, path: str) -> tuple[Noun | None, list[Fault]]:
    """The noun in a file and no faults, or None and every fault, sorted. ``path`` names the file in the faults.

    The kind is that of the folder (``questionnaires/<id>/<version>.yaml``), or else follows from the keys.
    """
    examined = examine(body, path, kind_of_folder(path))
    return examined.noun, examined.faults


def load(body: bytes, path: str) -> Noun:
    """The noun in a file. Raises ContentFault with every fault where there are any."""
    noun, faults = parse(body, path)
    if noun is None:
        raise ContentFault(faults)
    return noun


@lru_cache(maxsize=64)
def load_questionnaire(body: bytes) -> Questionnaire:
    """The questionnaire in bytes that a round has pinned. The same bytes are read once. Raises ContentFault."""
    return _load_as(Questionnaire, body)


@lru_cache(maxsize=64)
def load_checklist(body: bytes) -> Checklist:
    """The checklist in bytes that a round has pinned. The same bytes are read once. Raises ContentFault."""
    return _load_as(Checklist, body)


@lru_cache(maxsize=64)
def load_guidance(body: bytes) -> Guidance:
    """The guidance in these bytes. The same bytes are read once. Raises ContentFault."""
    return _load_as(Guidance, body)


@lru_cache(maxsize=64)
def load_workshop(body: bytes) -> WorkshopDesign:
    """The workshop design in these bytes. The same bytes are read once. Raises ContentFault."""
    return _load_as(WorkshopDesign, body)


def examine(body: bytes, path: str, folder: ContentKind | None) -> Examined:
    """Read, shape and check one file. ``folder`` is the kind whose folder it lies in, if any."""
    root, faults = read(body, path)
    if root is None:
        return Examined(None, None, None, sorted(faults))
    kind = _kind(root, folder)
    if kind is None:
        code = "UNKNOWN_KIND" if root.form is NodeForm.MAPPING else "NOT_A_MAPPING"
        return Examined(None, root, None, sorted([*faults, fault(path, root.line, code, what="The file")]))
    return _judge(root, kind, path, faults)


def kind_of_folder(path: str) -> ContentKind | None:
    """The kind whose folder a file lies in, directly or in a folder of its own; None for loose files."""
    around = folder_around(Path(path))
    return around[0] if around else None


def _kind(root: Node, folder: ContentKind | None) -> ContentKind | None:
    """What a file is: what its folder says, unless its keys say plainly that it is something else."""
    shown = [kind for kind in KINDS if kind.sign in root.entries]
    return folder if folder in shown or not shown else shown[0]


def _judge(root: Node, kind: ContentKind, path: str, faults: list[Fault]) -> Examined:
    noun, misshapen = shape(root, kind, path)
    faults = sorted({*faults, *misshapen, *check_within(root, path)})
    return Examined(kind, root, None if faults else noun, faults)


def _load_as(model: type[N], body: bytes) -> N:
    kind = next(kind for kind in KINDS if kind.model is model)
    path = f"pinned {kind.name}"
    root, faults = read(body, path)
    examined = _judge(root, kind, path, faults) if root else Examined(kind, None, None, faults)
    if not isinstance(examined.noun, model):
        raise ContentFault(examined.faults)
    return examined.noun
