"""What must hold between the parts of one file: ids used once, sources that name a document, four levels, few words.

The checks walk nodes, not nouns, so that they also speak about a file whose shape is not right yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from journey.content.faults import Fault, fault, quoted
from journey.content.reading import Node, NodeForm
from journey.content.shapes import hint
from journey.model import LEVELS

WORD_LIMIT = 25
"""Words in the text of a statement or a pitfall: what can be taken in at one reading."""

_STRAY = re.compile(r"^\s|\s$|\n")


def check_within(root: Node, path: str) -> list[Fault]:
    """All faults between the parts of one file."""
    checks: tuple[Callable[[Node, str], Iterator[Fault]], ...] = (
        _repeated_ids,
        _repeated_entries,
        _documents,
        _frustrations,
        _levels,
        _words,
        _stray_spaces,
        _lone_section,
    )
    return [fault for check in checks for fault in check(root, path)]


def words(text: str) -> list[str]:
    """The words of a text: what stands between spaces and has a letter or a digit in it."""
    return [word for word in text.split() if any(character.isalnum() for character in word)]


def named_parts(root: Node) -> Iterator[tuple[str, Node]]:
    """Everything in a file that has an id: its noun and its mapping."""
    yield from (("frustration", node) for node in root.mappings("frustrations"))
    for section in root.mappings("sections"):
        yield "section", section
        yield from (("statement", node) for node in section.mappings("statements"))
    yield from (("pitfall", node) for node in root.mappings("pitfalls"))
    yield from (("tip", node) for node in root.mappings("tips"))
    yield from (("vignette", node) for node in root.mappings("vignettes"))


def _repeated_ids(root: Node, path: str) -> Iterator[Fault]:
    first: dict[tuple[str, str], int] = {}
    for noun, part in named_parts(root):
        if not (node := part.text("id")):
            continue
        line = first.setdefault((noun, node.raw), node.line)
        if line != node.line:
            yield fault(path, node.line, "REPEATED_ID", noun=noun, value=quoted(node.raw), first=line)


def _repeated_entries(root: Node, path: str) -> Iterator[Fault]:
    for part in (root, *(part for _, part in named_parts(root))):
        for key in ("source", "guidance", "frustrations", "look_for", "covers", "helps_with"):
            seen: set[str] = set()
            for node in part.texts(key):
                if node.raw in seen:
                    yield fault(path, node.line, "REPEATED_ENTRY", what=quoted(key), value=quoted(node.raw))
                seen.add(node.raw)


def _documents(root: Node, path: str) -> Iterator[Fault]:
    documents = root.entries.get("documents")
    if documents is None or documents.form is not NodeForm.MAPPING or documents.is_partial:
        return
    known = {str(key) for key in documents.entries}
    sources = [part.entries.get("source") for part in _sourced(root)]
    items = [item for source in sources if source for item in source.items]
    cited = [item for item in items if item.form is NodeForm.TEXT]
    for node in cited:
        key = _document(node)
        if key not in known:
            remedy = hint(key, known, "Add the document under documents, with its title, publisher and year.")
            yield fault(path, node.line, "NO_SUCH_DOCUMENT", value=quoted(node.raw), hint=remedy)
    is_all_readable = len(cited) == len(items) and all(source and source.form is NodeForm.LIST for source in sources)
    if sources and is_all_readable:
        used = {_document(node) for node in cited}
        for node in documents.keys.values():
            if node.raw not in used:
                yield fault(path, node.line, "UNUSED_DOCUMENT", value=quoted(node.raw))


def _sourced(root: Node) -> list[Node]:
    """What names its sources: a workshop design as a whole, of the others each part."""
    if "steps" in root.entries:
        return [root]
    return [part for noun, part in named_parts(root) if noun != "section"]


def _document(reference: Node) -> str:
    """The key of the document that a reference such as MG 3.9 names."""
    return reference.raw.partition(" ")[0]


def _frustrations(root: Node, path: str) -> Iterator[Fault]:
    ids = [node for part in root.mappings("frustrations") if (node := part.text("id"))]
    known = {node.raw for node in ids}
    answered = set()
    for section in root.mappings("sections"):
        for node in section.texts("frustrations"):
            answered.add(node.raw)
            if node.raw not in known:
                remedy = hint(node.raw, known, "Add it under frustrations at the top of the file.")
                yield fault(path, node.line, "NO_SUCH_FRUSTRATION", value=quoted(node.raw), hint=remedy)
    for node in ids:
        if node.raw not in answered:
            yield fault(path, node.line, "UNUSED_FRUSTRATION", value=quoted(node.raw))


def _levels(root: Node, path: str) -> Iterator[Fault]:
    for noun, part in named_parts(root):
        levels = part.entries.get("levels")
        if noun != "statement" or levels is None or levels.form is not NodeForm.MAPPING or levels.is_partial:
            continue
        described = {str(key) for key in levels.entries}
        missing = [str(level) for level in LEVELS if str(level) not in described]
        if missing:
            owner = f"Statement {quoted(part.text_of('id'))}" if part.text("id") else "This statement"
            yield fault(path, part.line_of("levels"), "MISSING_LEVELS", owner=owner, missing=_levels_named(missing))


def _words(root: Node, path: str) -> Iterator[Fault]:
    for noun, part in named_parts(root):
        node = part.text("text")
        if noun not in ("statement", "pitfall") or node is None:
            continue
        length = len(words(node.raw))
        if length > WORD_LIMIT:
            line, what = part.line_of("text"), f"The text of this {noun}"
            yield fault(path, line, "TOO_MANY_WORDS", what=what, length=length, limit=WORD_LIMIT)


def _stray_spaces(root: Node, path: str) -> Iterator[Fault]:
    for key, node in _texts(root, ""):
        if _STRAY.search(node.raw):
            yield fault(path, node.line, "STRAY_SPACE", what=key)


def _texts(node: Node, key: str) -> Iterator[tuple[str, Node]]:
    """All texts below a node, each with the key that leads to it."""
    if node.form is NodeForm.TEXT:
        yield quoted(key), node
    for item in node.items:
        yield from _texts(item, key)
    for name, value in node.entries.items():
        yield from _texts(value, str(name))


def _lone_section(root: Node, path: str) -> Iterator[Fault]:
    if "section" in root.entries and "questionnaire" not in root.entries:
        yield fault(path, root.line_of("section"), "SECTION_ALONE")


def _levels_named(names: list[str]) -> str:
    return f"level {names[0]}" if len(names) == 1 else f"levels {', '.join(names[:-1])} and {names[-1]}"
