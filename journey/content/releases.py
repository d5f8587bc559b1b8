"""Released versions are immutable: a record beside the content holds the hash and the ids of each.

The record of a folder is ``<folder>/released.json``: ``questionnaire/stages/1.0.0`` → the SHA-256 of the file, and its
statements or pitfalls with their revisions (tips and vignettes have none).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from journey.content.faults import ContentFault, Fault, fault, quoted
from journey.content.files import ContentFile
from journey.content.folders import root_of
from journey.content.library import RECORD, content_hash
from journey.content.references import named_parts
from journey.content.shapes import KINDS
from journey.model import Checklist, Guidance, Questionnaire, WorkshopDesign

RELEASED = ("statement", "pitfall", "tip", "vignette")
"""The parts whose ids and revisions a record holds."""


class Release(BaseModel):
    """What is kept of a released file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    ids: dict[str, int | None]


_NAMES = "|".join(kind.name for kind in KINDS)
_KEY = rf"^({_NAMES})/[a-z][a-z0-9-]*/[0-9]+\.[0-9]+\.[0-9]+$"
_RECORD = TypeAdapter(dict[Annotated[str, Field(pattern=_KEY)], Release])


def check_releases(checked: Sequence[ContentFile], folders: Mapping[Path, str]) -> Iterator[Fault]:
    """Faults of files against the records of their folders, and of records whose files are gone.

    ``folders`` are the content folders that were asked about as a whole, with the names the user knows them by.
    """
    by_folder = {folder: [file for file in checked if file.folder == folder] for folder in folders}
    for file in checked:
        if file.folder and file.folder not in folders:
            by_folder.setdefault(file.folder, []).append(file)
    for folder, files in by_folder.items():
        shown = str(Path(folders.get(folder, folder), RECORD))
        try:
            releases = read_record(folder / RECORD, shown)
        except ContentFault as error:
            yield from error.faults
            continue
        for file in files:
            release = releases.get(file.key)
            if release and release.sha256 != content_hash(file.body):
                yield from _changed(file, release)
        if folder in folders:
            yield from _missing(folder, shown, releases)


def record(files: Sequence[ContentFile]) -> list[str]:
    """Enter files without faults in the records of their folders, and return the keys that are new.

    A version that is in a record already stays as it is. Raises ContentFault where a file lies outside a content folder
    or a record cannot be read; nothing is written then.
    """
    by_folder: dict[Path, list[ContentFile]] = {}
    for file in files:
        if file.folder is None:
            raise ContentFault(fault(other.path, 1, "NOT_RELEASABLE") for other in files if other.folder is None)
        by_folder.setdefault(file.folder, []).append(file)
    records = {folder: read_record(folder / RECORD, str(folder / RECORD)) for folder in by_folder}
    added: list[str] = []
    for folder, releases in records.items():
        fresh = {file.key: _release(file) for file in by_folder[folder] if file.key not in releases}
        if fresh:
            _write(folder / RECORD, releases | fresh)
            added += fresh
    return added


def read_record(path: Path, shown: str) -> dict[str, Release]:
    """The releases in a record; none where there is no file. Raises ContentFault with ``shown`` as the path."""
    try:
        return _RECORD.validate_json(path.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ContentFault([fault(shown, 1, "BAD_RECORD", why=error.strerror)]) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        why = f"{quoted(' '.join(map(str, first['loc'])))} is not right" if first["loc"] else "it is not JSON"
        raise ContentFault([fault(shown, 1, "BAD_RECORD", why=why)]) from error


def _release(file: ContentFile) -> Release:
    return Release(sha256=content_hash(file.body), ids=_ids(file))


def _ids(file: ContentFile) -> dict[str, int | None]:
    if isinstance(file.noun, Questionnaire):
        return {statement.id: statement.revision for statement in file.noun.statements()}
    if isinstance(file.noun, Checklist):
        return {pitfall.id: pitfall.revision for pitfall in file.noun.pitfalls}
    if isinstance(file.noun, Guidance):
        return {tip.id: None for tip in file.noun.tips}
    return {vignette.id: None for vignette in file.noun.vignettes} if isinstance(file.noun, WorkshopDesign) else {}


def _write(path: Path, releases: dict[str, Release]) -> None:
    """Replace the record in one step, so that a broken run leaves the old one."""
    entries = {key: releases[key].model_dump() for key in sorted(releases)}
    fresh = path.with_suffix(".json.new")
    fresh.write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8")
    os.replace(fresh, path)


def _changed(file: ContentFile, release: Release) -> Iterator[Fault]:
    whole = file.root.line_of("version")
    details = {"version": file.version, "kind": file.kind.name, "value": quoted(file.id)}
    yield fault(file.path, whole, "RELEASED_CHANGED", **details)
    parts = {part.text_of("id"): part for noun, part in named_parts(file.root) if noun in RELEASED and part.text("id")}
    differences = [(whole, f"has the id {quoted(id_)}; it is gone here") for id_ in release.ids if id_ not in parts]
    for id_, part in parts.items():
        revision = part.entries.get("revision")
        if id_ not in release.ids:
            differences.append((part.line_of("id"), f"has no id {quoted(id_)}"))
        elif revision is not None and revision.number != release.ids[id_]:
            difference = f"has the id {quoted(id_)} with revision {release.ids[id_]}"
            differences.append((part.line_of("revision"), difference))
    for line, difference in differences:
        yield fault(file.path, line, "ID_CHANGED", version=file.version, difference=difference)


def _missing(folder: Path, shown: str, releases: Mapping[str, Release]) -> Iterator[Fault]:
    gone = [key for key in releases if not root_of(folder).joinpath(*_place_of(key)).is_file()]
    if gone:
        lines = (folder / RECORD).read_text(encoding="utf-8").splitlines()
        for key in gone:
            line = next((number for number, text in enumerate(lines, start=1) if f'"{key}"' in text), 1)
            yield fault(shown, line, "RELEASED_MISSING", value=quoted("/".join(_place_of(key))))


def _place_of(key: str) -> tuple[str, str, str]:
    """Where the file of a key lies: ``questionnaires``, ``stages``, ``1.0.0.yaml``."""
    name, id_, version = key.split("/")
    return next(kind.folder for kind in KINDS if kind.name == name), id_, f"{version}.yaml"
