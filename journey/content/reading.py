"""YAML → nodes that know their line. The only module that imports yaml.

Reading goes by events and builds only what content may hold, so that nothing unwanted is ever made: no aliases, no
tags, no merge keys, no deep nests. Values keep the form that YAML gives them (``no`` is a flag, ``1.10`` a number),
because what was meant is for the shapes to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from journey.content.faults import Fault, fault, quoted

SIZE_LIMIT = 512 * 1024
DEPTH_LIMIT = 12
NODE_LIMIT = 20_000

_RESOLVER = Resolver()
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
_LINE_END = re.compile(r"\r\n|\r|\n")
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


class NodeForm(StrEnum):
    """What YAML takes a node for."""

    MAPPING = "mapping"
    LIST = "list"
    TEXT = "text"
    FLAG = "flag"
    NUMBER = "number"
    DATE = "date"
    NOTHING = "nothing"
    REFUSED = "refused"


_FORMS = {
    "bool": NodeForm.FLAG,
    "int": NodeForm.NUMBER,
    "float": NodeForm.NUMBER,
    "timestamp": NodeForm.DATE,
    "null": NodeForm.NOTHING,
}


@dataclass(slots=True)
class Node:
    """A value in the file. ``raw`` is a scalar as written; ``number`` is set where it is an ordinary decimal number.

    ``keys`` holds the key nodes of a mapping under the same keys as ``entries``. ``is_partial`` says that something of
    the mapping was refused, so that what seems to be missing may only be unread.
    """

    form: NodeForm
    line: int
    raw: str = ""
    number: int | float | None = None
    items: list[Node] = field(default_factory=list)
    entries: dict[str | int, Node] = field(default_factory=dict)
    keys: dict[str | int, Node] = field(default_factory=dict)
    is_partial: bool = False

    def mappings(self, key: str) -> Iterator[Node]:
        """The mappings in the list under ``key``; none where there is no such list."""
        return (node for node in self.listed(key) if node.form is NodeForm.MAPPING)

    def texts(self, key: str) -> Iterator[Node]:
        """The texts in the list under ``key``; none where there is no such list."""
        return (node for node in self.listed(key) if node.form is NodeForm.TEXT)

    def listed(self, key: str) -> list[Node]:
        """The items under ``key``; none where there is no such list."""
        node = self.entries.get(key)
        return node.items if node else []

    def text(self, key: str) -> Node | None:
        """The text under ``key``, or None."""
        node = self.entries.get(key)
        return node if node and node.form is NodeForm.TEXT else None

    def text_of(self, key: str) -> str:
        """The text under ``key`` itself; empty where there is none."""
        node = self.text(key)
        return node.raw if node else ""

    def line_of(self, key: str | int) -> int:
        """The line of a key, or of the mapping where it lacks the key."""
        return self.keys[key].line if key in self.keys else self.line


def read(body: bytes, path: str) -> tuple[Node | None, list[Fault]]:
    """The root node of a file, and what is wrong with it as YAML. The node is None where reading had to stop."""
    if len(body) > SIZE_LIMIT:
        return None, [fault(path, 1, "TOO_LARGE", limit=SIZE_LIMIT)]
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _LINE_END.split(error.object[: error.start].decode("utf-8", "replace"))
        column = len(before[-1].encode()) + 1
        return None, [fault(path, len(before), "NOT_UTF8", column=column)]
    faults = list(_unwanted_characters(text, path))
    if faults:
        return None, faults
    return _Builder(path).build(text)


def _unwanted_characters(text: str, path: str) -> Iterator[Fault]:
    for line, content in enumerate(_LINE_END.split(text), start=1):
        if "\t" in content:
            yield fault(path, line, "TAB")
        if unwanted := _UNWANTED.search(content):
            yield fault(path, line, "CONTROL_CHARACTER", character=f"U+{ord(unwanted[0]):04X}")


class _StopError(Exception):
    """Reading cannot go on."""


class _Builder:
    """Builds nodes from events. Open collections wait on a stack; a mapping's key waits for its value."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.root: Node | None = None
        self.open: list[Node] = []
        self.waiting: list[Node | None] = []
        self.count = 0

    def build(self, text: str) -> tuple[Node | None, list[Fault]]:
        """Read the first document of the text."""
        try:
            for event in yaml.parse(text, Loader=yaml.CSafeLoader):
                self._take(event)
        except _StopError:
            pass
        except yaml.MarkedYAMLError as error:
            self.faults.append(_not_yaml(error, self.path, len(_LINE_END.split(text.rstrip()))))
            return None, self.faults
        if self.open:
            return None, self.faults
        if self.root is None or self.root.form is NodeForm.NOTHING:
            self._report(1, "EMPTY_FILE")
            return None, self.faults
        return self.root, self.faults

    def _report(self, line: int, code: str, **details: object) -> None:
        self.faults.append(fault(self.path, line, code, **details))

    def _take(self, event: Event) -> None:
        if isinstance(event, NodeEvent):
            self._take_node(event)
        elif isinstance(event, CollectionEndEvent):
            self.open.pop()
            self.waiting.pop()
        elif isinstance(event, DocumentStartEvent) and self.root is not None:
            self._report(_line(event), "MANY_DOCUMENTS")
            raise _StopError

    def _take_node(self, event: NodeEvent) -> None:
        line = _line(event)
        self.count += 1
        if self.count > NODE_LIMIT:
            self._report(line, "TOO_MANY_PARTS", limit=NODE_LIMIT)
            raise _StopError
        node = self._node(event, line)
        self._place(node)
        if isinstance(event, CollectionStartEvent):
            if len(self.open) == DEPTH_LIMIT:
                self._report(line, "TOO_DEEP", limit=DEPTH_LIMIT)
                raise _StopError
            self.open.append(node)
            self.waiting.append(None)

    def _node(self, event: NodeEvent, line: int) -> Node:
        if isinstance(event, AliasEvent):
            self._report(line, "ALIAS", name=event.anchor)
            return Node(NodeForm.REFUSED, line)
        if event.anchor is not None:
            self._report(line, "ANCHOR", name=event.anchor)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, line)
        if isinstance(event, CollectionStartEvent) and event.tag is not None:
            self._report(line, "TAG", name=_short_tag(event.tag))
        return Node(NodeForm.MAPPING if isinstance(event, MappingStartEvent) else NodeForm.LIST, line)

    def _scalar(self, event: ScalarEvent, line: int) -> Node:
        if event.tag is not None:
            self._report(line, "TAG", name=_short_tag(event.tag))
            return Node(NodeForm.REFUSED, line, event.value)
        if unwanted := _UNWANTED.search(event.value):
            self._report(line, "CONTROL_CHARACTER", character=f"U+{ord(unwanted[0]):04X}")
            return Node(NodeForm.REFUSED, line)
        tag: str = _RESOLVER.resolve(ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]
        form = _FORMS.get(tag.rpartition(":")[2], NodeForm.TEXT)
        return Node(form, line, event.value, _number(event.value) if form is NodeForm.NUMBER else None)

    def _place(self, node: Node) -> None:
        """Put a node where it belongs: as the root, an item, a key, or the value of the key that waits."""
        if not self.open:
            self.root = node
            return
        parent, key = self.open[-1], self.waiting[-1]
        if parent.form is not NodeForm.MAPPING:
            parent.items.append(node)
        elif key is None:
            self.waiting[-1] = node
        else:
            self.waiting[-1] = None
            self._enter(parent, key, node)

    def _enter(self, parent: Node, key: Node, value: Node) -> None:
        name: str | int = key.number if isinstance(key.number, int) else key.raw
        if key.form in (NodeForm.MAPPING, NodeForm.LIST, NodeForm.REFUSED, NodeForm.NOTHING):
            parent.is_partial = True
            if key.form is not NodeForm.REFUSED:
                self._report(key.line, "ODD_KEY")
        elif key.raw == "<<":
            parent.is_partial = True
            self._report(key.line, "MERGE_KEY")
        elif name in parent.entries:
            self._report(key.line, "DUPLICATE_KEY", key=quoted(key.raw), first=parent.keys[name].line)
        else:
            if key.form is NodeForm.FLAG:
                self._report(key.line, "YES_NO", what=f"The key {quoted(key.raw)}", raw=key.raw)
            parent.entries[name] = value
            parent.keys[name] = key


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _line(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _number(raw: str) -> int | float | None:
    """A number as people write it; None for YAML's other ways (octal, base 60, infinity), which nobody means."""
    if _WHOLE.fullmatch(raw):
        return int(raw)
    return float(raw) if _DECIMAL.fullmatch(raw) else None


_REASONS = (
    ("mapping values are not allowed", "a colon and a space stand inside text that has no quotes."),
    ("unexpected end of stream", "a quotation mark is opened here and not closed."),
    ("unknown escape character", "a backslash stands in double quotes; single quotes leave it as it is."),
    ("cannot start any token", "a text begins with a character that needs quotes around the text."),
    ("expected node content", "a value is missing, or a bracket is opened before and not closed."),
    ("block scalar", "after > or | the text begins in the next line."),
    ("simple key", "a key has no colon after it."),
    ("flow sequence", "a square bracket is opened here and not closed."),
    ("flow mapping", "a curly bracket is opened here and not closed."),
    ("block mapping", "the line is not indented like those before it, or text follows a closing quotation mark."),
    ("block collection", "the line is not indented like those before it."),
)


def _not_yaml(error: yaml.MarkedYAMLError, path: str, last_line: int) -> Fault:
    """The parser's complaint in plain words, at the line where what is wrong begins, ``last_line`` at the most."""
    complaint = f"{error.context or ''} {error.problem or ''}"
    why = next((words for sign, words in _REASONS if sign in complaint), f"{(error.problem or '').strip()}.")
    began_earlier = "opened here" in why and error.context_mark is not None
    mark = error.context_mark if began_earlier else error.problem_mark
    return fault(path, min(mark.line + 1, last_line) if mark else 1, "NOT_YAML", why=why)
