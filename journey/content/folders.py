"""Which folder holds which kind of content: ``questionnaires``, ``guidance``, and within it ``guidance/workshops``."""

from __future__ import annotations

from pathlib import Path

from journey.content.shapes import KINDS, ContentKind


def kind_at(folder: Path) -> ContentKind | None:
    """The kind whose content folder this is; None where it is not one."""
    return next((kind for kind in KINDS if folder.parts[-_depth(kind) :] == Path(kind.folder).parts), None)


def folder_around(file: Path) -> tuple[ContentKind, Path] | None:
    """The content folder that a file lies in, directly or in a folder of its own, and its kind; None for loose files.

    Of two the one within the other counts: ``guidance/workshops`` is not the guidance called workshops.
    """
    candidates = [(kind, folder) for folder in (file.parent.parent, file.parent) if (kind := kind_at(folder))]
    return max(candidates, key=lambda each: _depth(each[0]), default=None)


def root_of(folder: Path) -> Path:
    """The folder that all content folders lie in, seen from one of them."""
    kind = kind_at(folder)
    return folder.parents[_depth(kind) - 1] if kind else folder.parent


def _depth(kind: ContentKind) -> int:
    return len(Path(kind.folder).parts)
