"""What must hold between files: what they refer to exists, and an id keeps its meaning from version to version.

A file is seen through its nodes, so that files whose shape is not right yet take part. Faults are reported for the
files that are checked; the others (what ships with the product) are only referred to.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from journey.content.faults import Fault, fault, quoted
from journey.content.files import ContentFile
from journey.content.library import version_order
from journey.content.reading import Node
from journey.content.references import named_parts
from journey.content.shapes import hint

_KEEPS_MEANING = ("statement", "pitfall", "tip", "vignette")
_HELPED = ("pitfall", "section", "statement")
_FOUND_BY_ID = ("statement", "tip", "vignette")


def check_between(checked: Sequence[ContentFile], others: Sequence[ContentFile]) -> Iterator[Fault]:
    """All faults between the checked files, and between them and the others."""
    everything = [*checked, *others]
    for file in checked:
        yield from _place(file)
        yield from _tips_exist(file, everything)
        yield from _helped_exist(file, everything)
        yield from _questionnaires_have(file, everything)
        yield from _meanings_last(file, everything)
    yield from _versions_differ(checked, others)
    for noun in _FOUND_BY_ID:
        yield from _ids_differ(noun, checked, others)


def check_own(everything: Sequence[ContentFile], own: Path) -> Iterator[Fault]:
    """Faults of a council's own files, which lie below ``own``: they are guidance, under ids that nothing else has."""
    ours = [file for file in everything if file.place.is_relative_to(os.path.realpath(own))]
    others = [file for file in everything if file not in ours]
    guidance = {other.id for other in others if other.kind.name == "guidance"}
    workshops = {other.id for other in others if other.kind.name == "workshop"}
    for file in ours:
        if file.kind.name != "guidance":
            yield fault(file.path, 1, "NOT_GUIDANCE", kind=file.kind.name)
        if file.id in guidance:
            yield fault(file.path, file.root.line_of("id"), "TAKEN_ID", value=quoted(file.id), noun="file of guidance")
        for id_, part in _ids(file, "tip").items():
            if id_ in workshops:
                yield fault(file.path, part.line_of("id"), "TAKEN_ID", value=quoted(id_), noun="workshop design")


def _place(file: ContentFile) -> Iterator[Fault]:
    if file.folder is None or not file.id or not file.version:
        return
    wanted = f"{file.kind.folder}/{file.id}/{file.version}.yaml"
    parts = tuple(wanted.split("/"))
    if file.place.parts[-len(parts) :] != parts:
        line = file.root.line_of("version" if file.place.parent.name == file.id else "id")
        yield fault(file.path, line, "WRONG_PLACE", wanted=wanted)


def _tips_exist(file: ContentFile, everything: Iterable[ContentFile]) -> Iterator[Fault]:
    if file.kind.name != "questionnaire":
        return
    known = {id_ for other in everything for id_ in _ids(other, "tip")}
    for _, part in named_parts(file.root):
        for node in part.texts("guidance"):
            if node.raw not in known:
                remedy = hint(node.raw, known, "Write the tip in a guidance file, or name one that exists.")
                yield fault(file.path, node.line, "NO_SUCH_TIP", value=quoted(node.raw), hint=remedy)


def _helped_exist(file: ContentFile, everything: Iterable[ContentFile]) -> Iterator[Fault]:
    """What tips say they help with is there."""
    named = [node for part in file.root.mappings("tips") for node in part.texts("helps_with")]
    if not named:
        return
    known = {id_ for other in everything for noun in _HELPED for id_ in _ids(other, noun)}
    for node in named:
        if node.raw not in known:
            remedy = hint(node.raw, known, "Name a pitfall, a section or a statement that exists.")
            yield fault(file.path, node.line, "NO_SUCH_SUBJECT", value=quoted(node.raw), hint=remedy)


def _questionnaires_have(file: ContentFile, everything: Iterable[ContentFile]) -> Iterator[Fault]:
    """The questionnaires that a file names exist, and have the sections and statements that it names of them."""
    questionnaires = [other for other in everything if other.kind.name == "questionnaire"]
    for named, noun, parts in _named_of_questionnaires(file):
        meant = [other for other in questionnaires if other.id == named.raw]
        if not meant:
            remedy = hint(named.raw, {other.id for other in questionnaires}, "Name one that exists.")
            yield fault(file.path, named.line, "NO_SUCH_QUESTIONNAIRE", value=quoted(named.raw), hint=remedy)
            continue
        known = {id_ for other in meant for id_ in _ids(other, noun)}
        for part in parts:
            if part.raw not in known:
                remedy = hint(part.raw, known, "Name one that exists.")
                details = {"questionnaire": quoted(named.raw), "value": quoted(part.raw), "hint": remedy}
                yield fault(file.path, part.line, f"NO_SUCH_{noun.upper()}", **details)


def _named_of_questionnaires(file: ContentFile) -> Iterator[tuple[Node, str, list[Node]]]:
    """Each questionnaire that a checklist or a workshop design names: its id, the noun meant, and the ids of those."""
    if file.kind.name not in ("checklist", "workshop"):
        return
    if questionnaire := file.root.text("questionnaire"):
        section = file.root.text("section")
        yield questionnaire, "section", [*file.root.texts("covers"), *([section] if section else [])]
    for vignette in file.root.mappings("vignettes"):
        if questionnaire := vignette.text("questionnaire"):
            statement = vignette.text("statement")
            yield questionnaire, "statement", [statement] if statement else []


def _meanings_last(file: ContentFile, everything: Iterable[ContentFile]) -> Iterator[Fault]:
    """Compare each part with the last earlier version that has it."""
    earlier = sorted(
        (other for other in everything if _is_earlier(other, file)), key=lambda other: version_order(other.version)
    )
    for noun in _KEEPS_MEANING:
        ids = [_ids(other, noun) for other in earlier]
        for id_, part in _ids(file, noun).items():
            holders = [index for index, known in enumerate(ids) if id_ in known]
            if not holders:
                continue
            if (last := holders[-1]) < len(earlier) - 1:
                dropped = earlier[last + 1].version
                yield fault(file.path, part.line_of("id"), "REUSED_ID", value=quoted(id_), dropped=dropped)
            else:
                yield from _revision(file, f"The {noun} {quoted(id_)}", part, ids[last][id_], earlier[last].version)


def _is_earlier(other: ContentFile, file: ContentFile) -> bool:
    is_same_id = other.kind == file.kind and other.id == file.id
    return is_same_id and () < version_order(other.version) < version_order(file.version)


def _revision(file: ContentFile, what: str, part: Node, before: Node, version: str) -> Iterator[Fault]:
    revision, earlier = _number(part, "revision"), _number(before, "revision")
    if revision is None or earlier is None:
        return
    if revision < earlier:
        details = {"what": what, "revision": revision, "before": version, "earlier": earlier}
        yield fault(file.path, part.line_of("revision"), "REVISION_LOWERED", **details)
    elif revision == earlier and _wording(part) != _wording(before):
        details = {"what": what, "revision": revision, "before": version, "next": revision + 1}
        yield fault(file.path, part.line_of("id"), "REVISION_NOT_RAISED", **details)


def _versions_differ(checked: Sequence[ContentFile], others: Sequence[ContentFile]) -> Iterator[Fault]:
    for file, other in _pairs(checked, others):
        if file.key == other.key and file.id and file.version and file.body != other.body:
            details = {"version": file.version, "kind": file.kind.name, "value": quoted(file.id), "other": other.path}
            yield fault(file.path, file.root.line_of("version"), "SAME_VERSION", **details)


def _ids_differ(noun: str, checked: Sequence[ContentFile], others: Sequence[ContentFile]) -> Iterator[Fault]:
    """Ids that files of another id have as well, each said once, however many versions of the other there are."""
    said: set[tuple[str, str, str]] = set()
    for file, other in _pairs(checked, others):
        if file.id == other.id:
            continue
        there = _ids(other, noun)
        for id_, part in _ids(file, noun).items():
            if id_ in there and (file.path, other.id, id_) not in said:
                said.add((file.path, other.id, id_))
                details = {"value": quoted(id_), "other": f"{other.path}:{there[id_].line_of('id')}"}
                yield fault(file.path, part.line_of("id"), f"REPEATED_{noun.upper()}", **details)


def _pairs(checked: Sequence[ContentFile], others: Sequence[ContentFile]) -> Iterator[tuple[ContentFile, ContentFile]]:
    """Each file with every file that comes before it: among the checked files the later one is reported."""
    yield from ((later, first) for first, later in combinations(checked, 2))
    yield from ((file, other) for file in checked for other in others)


def _ids(file: ContentFile, noun: str) -> dict[str, Node]:
    parts = ((part.text("id"), part) for name, part in named_parts(file.root) if name == noun)
    return {id_.raw: part for id_, part in parts if id_}


def _wording(part: Node) -> list[str]:
    """What an answer rests on: the text, and the level descriptions where there are any."""
    levels = part.entries.get("levels")
    described = [f"{key} {levels.entries[key].raw}" for key in sorted(levels.entries, key=str)] if levels else []
    return [" ".join(text.split()) for text in [part.text_of("text"), *described]]


def _number(part: Node, key: str) -> int | float | None:
    node = part.entries.get(key)
    return node.number if node else None
