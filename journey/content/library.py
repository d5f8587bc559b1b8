"""The content that is there: found by file names, read only when asked for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path
from typing import Literal

from journey.content.faults import ContentFault, fault
from journey.content.order import in_order, read_order
from journey.content.parsing import load_checklist, load_guidance, load_questionnaire, load_workshop
from journey.content.shapes import KINDS
from journey.model import Checklist, Guidance, PinnedContent, Questionnaire, Tip, WorkshopDesign

SHIPPED = Path(__file__).parents[2]
"""The folder with the content that comes with the product."""

RECORD = "released.json"
"""The record of releases in a folder of content."""

KindName = Literal["questionnaire", "checklist", "guidance", "workshop"]


class NoSuchContent(LookupError):
    """No file has this id, or this version of it."""


class Library:
    """All content below one folder, each file as ``<folder>/<id>/<version>.yaml``.

    Making one lists file names. A file is read and parsed when it is first asked for; one with faults then raises
    ContentFault. Without a version, the highest is meant. ``drafts`` are the keys of versions that were left out,
    ``questionnaire/stages/1.1.0``, because the record of releases beside them does not name them.
    """

    def __init__(
        self, root: Path, versions: dict[tuple[str, str], tuple[str, ...]], drafts: tuple[str, ...] = ()
    ) -> None:
        self.root = root
        self._versions = versions
        self.drafts = drafts

    @classmethod
    def read(cls, root: Path = SHIPPED, *, with_drafts: bool = False) -> Library:
        """List what lies below ``root``: what is released, and all of a folder in which nothing is. ContentFault."""
        versions: dict[tuple[str, str], list[str]] = {}
        drafts: list[str] = []
        for kind in KINDS:
            folder = root / kind.folder
            released = None if with_drafts else _released_in(folder)
            for file in folder.glob("*/*.yaml"):
                key = f"{kind.name}/{file.parent.name}/{file.stem}"
                if version_order(file.stem) and (released is None or key in released):
                    versions.setdefault((kind.name, file.parent.name), []).append(file.stem)
                elif version_order(file.stem):
                    drafts.append(key)
        known = {key: tuple(sorted(versions[key], key=version_order)) for key in sorted(versions)}
        return cls(root, known, tuple(sorted(drafts)))

    @cached_property
    def _order(self) -> tuple[str, ...]:
        return read_order(self.root / "questionnaires")

    def ids(self, kind: KindName) -> tuple[str, ...]:
        """The ids of a kind: of questionnaires in the order of the content, else in alphabetical order."""
        ids = [id_ for name, id_ in self._versions if name == kind]
        return tuple(self.in_order(ids) if kind == "questionnaire" else ids)

    def in_order(self, questionnaire_ids: Iterable[str]) -> list[str]:
        """Ids of questionnaires, also of those that do not ship any more, in the order in which all are shown."""
        return in_order(questionnaire_ids, self._order)

    def versions(self, kind: KindName, id_: str) -> tuple[str, ...]:
        """The versions of one id, the lowest first. Raises NoSuchContent."""
        if (kind, id_) not in self._versions:
            raise NoSuchContent(f"There is no {kind} {id_!r}; there are: {', '.join(self.ids(kind)) or 'none'}.")
        return self._versions[kind, id_]

    def latest(self, kind: KindName, id_: str) -> str:
        """The highest version of one id. Raises NoSuchContent."""
        return self.versions(kind, id_)[-1]

    def path(self, kind: KindName, id_: str, version: str | None = None) -> Path:
        """Where one version lies. Raises NoSuchContent."""
        versions = self.versions(kind, id_)
        version = version or versions[-1]
        if version not in versions:
            raise NoSuchContent(
                f"There is no version {version} of the {kind} {id_!r}; there are: {', '.join(versions)}."
            )
        folder = next(known.folder for known in KINDS if known.name == kind)
        return self.root / folder / id_ / f"{version}.yaml"

    def questionnaire(self, id_: str, version: str | None = None) -> Questionnaire:
        """One questionnaire. Raises NoSuchContent or ContentFault."""
        return load_questionnaire(self.path("questionnaire", id_, version).read_bytes())

    def checklist(self, id_: str, version: str | None = None) -> Checklist:
        """One checklist. Raises NoSuchContent or ContentFault."""
        return load_checklist(self.path("checklist", id_, version).read_bytes())

    def guidance(self, id_: str, version: str | None = None) -> Guidance:
        """One file of guidance. Raises NoSuchContent or ContentFault."""
        return load_guidance(self.path("guidance", id_, version).read_bytes())

    def workshop(self, id_: str, version: str | None = None) -> WorkshopDesign:
        """One workshop design. Raises NoSuchContent or ContentFault."""
        return load_workshop(self.path("workshop", id_, version).read_bytes())

    def pinned(
        self, kind: Literal["questionnaire", "checklist"], id_: str, version: str | None = None
    ) -> PinnedContent:
        """One questionnaire or checklist as a round keeps it: its bytes and their hash. Raises NoSuchContent."""
        path = self.path(kind, id_, version)
        body = path.read_bytes()
        return PinnedContent(kind, id_, path.stem, content_hash(body), body)

    @cached_property
    def tips(self) -> dict[str, Tip]:
        """All tips by id, each from the highest version of the guidance that has it: help is never lost."""
        return {
            tip.id: tip
            for id_ in self.ids("guidance")
            for version in self.versions("guidance", id_)
            for tip in self.guidance(id_, version).tips
        }


def _released_in(folder: Path) -> Collection[str] | None:
    """The keys of what was ever released in a folder; None where it has no record. Raises ContentFault."""
    record = folder / RECORD
    try:
        return set(json.loads(record.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise ContentFault([fault(str(record), 1, "BAD_RECORD", why="it is not JSON")]) from error


def content_hash(body: bytes) -> str:
    """The SHA-256 of a file, as 64 hexadecimal digits: what identifies its content for ever."""
    return hashlib.sha256(body).hexdigest()


def version_order(version: str) -> tuple[int, ...]:
    """A key that sorts versions by their numbers; empty for what is not a version."""
    numbers = version.split(".")
    if len(numbers) != 3 or not all(number.isascii() and number.isdigit() and len(number) < 10 for number in numbers):
        return ()
    return tuple(int(number) for number in numbers)
