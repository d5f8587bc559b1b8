"""The files that a check is about: found below paths, read, and parsed, with the name the user knows them by."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from journey.content.faults import Fault, fault
from journey.content.folders import folder_around, kind_at
from journey.content.parsing import examine
from journey.content.reading import SIZE_LIMIT, Node
from journey.content.shapes import ContentKind, Noun

_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file that was read. ``path`` is as the user names it, ``noun`` is None where the file has faults.

    ``folder`` is the content folder that it lies in (``questionnaires``), None for a loose file.
    """

    path: str
    place: Path
    kind: ContentKind
    body: bytes
    root: Node
    noun: Noun | None
    folder: Path | None

    @property
    def id(self) -> str:
        """The id that the file states; empty where it states none."""
        return self.root.text_of("id")

    @property
    def version(self) -> str:
        """The version that the file states; empty where it states none."""
        return self.root.text_of("version")

    @property
    def key(self) -> str:
        """What names this version for ever: ``questionnaire/stages/1.0.0``."""
        return f"{self.kind.name}/{self.id}/{self.version}"


@dataclass(slots=True)
class Gathered:
    """What lies below some paths: the files that are content, the content folders in full, and what is wrong.

    ``folders`` maps each content folder that was asked about as a whole to the name the user knows it by.
    """

    files: list[ContentFile] = field(default_factory=list)
    folders: dict[Path, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def gather(paths: Sequence[Path]) -> Gathered:
    """Read every content file below the paths, each once, whatever is wrong with some."""
    gathered = Gathered()
    seen: set[Path] = set()
    for path in paths:
        for file in _content_files(path, gathered):
            place = _real(file)
            if place not in seen:
                seen.add(place)
                _take(file, place, gathered)
    return gathered


def _content_files(path: Path, gathered: Gathered) -> Iterator[Path]:
    try:
        is_folder = path.is_dir()
        is_there = path.exists()
    except OSError as error:
        gathered.faults.append(fault(str(path), 1, "UNREADABLE", reason=error.strerror))
        return
    if not is_there:
        gathered.faults.append(fault(str(path), 1, "NO_FILE"))
    elif not is_folder:
        yield path
    else:
        files = list(_below(path, gathered))
        if not files:
            gathered.faults.append(fault(str(path), 1, "NOTHING_HERE"))
        yield from files


def _below(path: Path, gathered: Gathered) -> Iterator[Path]:
    """The content files of a folder in a fixed order; hidden folders hold none."""
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        parent = Path(folder)
        if kind_at(_real(parent)):
            gathered.folders[_real(parent)] = str(parent)
        yield from (parent / name for name in sorted(names) if name.endswith(_ENDINGS) and not name.startswith("."))


def _take(file: Path, place: Path, gathered: Gathered) -> None:
    path = str(file)
    try:
        if not place.is_file():
            gathered.faults.append(fault(path, 1, "UNREADABLE", reason="it is not an ordinary file"))
            return
        with place.open("rb") as stream:
            body = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        gathered.faults.append(fault(path, 1, "UNREADABLE", reason=error.strerror))
        return
    kind, folder = folder_around(place) or (None, None)
    examined = examine(body, path, kind)
    gathered.faults.extend(examined.faults)
    if examined.root is not None and examined.kind is not None:
        file_read = ContentFile(path, place, examined.kind, body, examined.root, examined.noun, folder)
        gathered.files.append(file_read)


def _real(path: Path) -> Path:
    """Where a path leads; unlike Path.resolve it has an answer for links that go round in a circle."""
    return Path(os.path.realpath(path))
