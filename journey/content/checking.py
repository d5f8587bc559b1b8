"""Everything that is checked about files and folders, at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from journey.content.between import check_between, check_own
from journey.content.faults import ContentFault, Fault
from journey.content.files import ContentFile, gather
from journey.content.library import SHIPPED
from journey.content.order import check_orders
from journey.content.releases import check_releases, record
from journey.content.shapes import KINDS


def check(paths: Sequence[Path], shipped: Path = SHIPPED, own: Path | None = None) -> list[Fault]:
    """All faults of the files, and of the content files below the folders, sorted by path, line and code.

    What they refer to may lie among them, or among what ships (``shipped`` holds its content folders). Files below
    ``own`` are a council's own guidance.
    """
    return examine_all(paths, shipped, own)[0]


def examine_all(
    paths: Sequence[Path], shipped: Path = SHIPPED, own: Path | None = None
) -> tuple[list[Fault], list[ContentFile]]:
    """As ``check``, with the files in which there is no fault."""
    checked = gather(paths)
    places = {file.place for file in checked.files}
    folders = [shipped / kind.folder for kind in KINDS if (shipped / kind.folder).is_dir()]
    others = [
        replace(file, path=str(file.place.relative_to(shipped.resolve())))
        for file in gather(folders).files
        if file.place not in places
    ]
    known = {file.id for file in (*checked.files, *others) if file.kind.name == "questionnaire"}
    faults = {
        *checked.faults,
        *check_between(checked.files, others),
        *check_releases(checked.files, checked.folders),
        *check_orders(checked.folders, known),
        *(check_own([*checked.files, *others], own) if own else ()),
    }
    faulty = {fault.path for fault in faults}
    return sorted(faults), [file for file in checked.files if file.path not in faulty]


def release(paths: Sequence[Path], shipped: Path = SHIPPED) -> list[str]:
    """Enter the files in the records of releases and return the keys that are new: ``questionnaire/stages/1.0.0``.

    Raises ContentFault, and changes no record, where a file has faults or differs from its entry.
    """
    faults, files = examine_all(paths, shipped)
    if faults:
        raise ContentFault(faults)
    return record(files)
