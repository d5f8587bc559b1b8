"""A council's own guidance: a folder of files in the format of what ships. A file with a fault is left out alone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from journey.content.checking import examine_all
from journey.content.faults import Fault, fault
from journey.content.library import SHIPPED, version_order
from journey.content.shapes import KINDS
from journey.model import Guidance

PATTERNS = ("*.yaml", "*.yml", "*/*.yaml", "*/*.yml")
"""Where files lie: in the folder, or one folder further down."""
MOST_FILES = 200


@dataclass(frozen=True, slots=True, eq=False)
class OwnGuidance:
    """The files that could be read, each in its highest version, and all that is wrong with the others."""

    files: tuple[Guidance, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_own(folder: Path, shipped: Path = SHIPPED) -> OwnGuidance:
    """Read the folder. Whatever is wrong, what can be read is there: nothing is raised."""
    place = Path(os.path.realpath(folder))
    if any(place.is_relative_to(os.path.realpath(shipped / kind.folder)) for kind in KINDS):
        return OwnGuidance((), (fault(str(folder), 1, "SHIPPED_FOLDER"),))
    try:
        found = sorted({file for pattern in PATTERNS for file in folder.glob(pattern) if not file.name.startswith(".")})
        faults, files = examine_all(found[:MOST_FILES] or [folder], shipped, own=folder)
    except OSError as error:
        return OwnGuidance((), (fault(str(folder), 1, "UNREADABLE", reason=error.strerror or str(error)),))
    if len(found) > MOST_FILES:
        faults.append(fault(str(folder), 1, "MANY_FILES", limit=MOST_FILES))
    highest: dict[str, Guidance] = {}
    for noun in sorted(
        (file.noun for file in files if isinstance(file.noun, Guidance)), key=lambda noun: version_order(noun.version)
    ):
        highest[noun.id] = noun
    return OwnGuidance(tuple(highest[id_] for id_ in sorted(highest)), tuple(faults))
