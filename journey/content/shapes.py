"""Nodes → typed nouns: the models say what is allowed, this module says where and in which words it is not.

Every complaint of pydantic carries a location (``('sections', 0, 'statements', 2, 'why')``); walked through the nodes,
it gives the line, the form that the value really has, and the name of what it belongs to.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from journey.content.faults import Fault, fault, quoted
from journey.content.reading import Node, NodeForm
from journey.model import (
    Checklist,
    Document,
    Frustration,
    Guidance,
    Pitfall,
    Questionnaire,
    Section,
    Statement,
    Tip,
    Vignette,
    WorkshopDesign,
    WorkshopStep,
)

Noun = Questionnaire | Checklist | Guidance | WorkshopDesign
Location = tuple[str | int, ...]


class ContentKind(NamedTuple):
    """A kind of content: its name, its folder, the key that gives it away, and its model."""

    name: str
    folder: str
    sign: str
    model: type[Noun]


KINDS = (
    ContentKind("questionnaire", "questionnaires", "sections", Questionnaire),
    ContentKind("checklist", "checklists", "pitfalls", Checklist),
    ContentKind("guidance", "guidance", "tips", Guidance),
    ContentKind("workshop", "guidance/workshops", "steps", WorkshopDesign),
)

_PARTS: Mapping[str, tuple[str, type[BaseModel]]] = {
    "documents": ("document", Document),
    "frustrations": ("frustration", Frustration),
    "sections": ("section", Section),
    "statements": ("statement", Statement),
    "pitfalls": ("pitfall", Pitfall),
    "tips": ("tip", Tip),
    "steps": ("step", WorkshopStep),
    "vignettes": ("vignette", Vignette),
}
_KEY = "[key]"
_UNUSABLE = object()
_IDS = {"id", "guidance", "frustrations", "questionnaire", "section", "covers", "statement", "helps_with"}


def shape(root: Node, kind: ContentKind, path: str) -> tuple[Noun | None, list[Fault]]:
    """The noun that the nodes describe, or None and all that is wrong with keys, types and limits."""
    if root.form is not NodeForm.MAPPING:
        return None, [fault(path, root.line, "NOT_A_MAPPING", what="The file")]
    try:
        return kind.model.model_validate(_plain(root)), []
    except ValidationError as error:
        complaints = error.errors(include_url=False, include_input=False)
    faults = (_Complaint(root, kind, path, complaint).fault() for complaint in complaints)
    return None, [fault for fault in faults if fault is not None]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a misspelt one most probably means."""
    matches = difflib.get_close_matches(word[:100], list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def hint(word: str, known: Iterable[str], otherwise: str) -> str:
    """A remedy for a name that does not exist: the nearest that does, or else another remedy."""
    match = nearest(word, known)
    return f"Did you mean {quoted(match)}?" if match else otherwise


def _plain(node: Node) -> Any:
    """A node as pydantic takes it. What no field may hold becomes an object that fits no type."""
    if node.form is NodeForm.MAPPING:
        return {key: _plain(value) for key, value in node.entries.items()}
    if node.form is NodeForm.LIST:
        return tuple(_plain(item) for item in node.items)
    if node.form is NodeForm.TEXT:
        return node.raw
    if node.form is NodeForm.NUMBER and node.number is not None:
        return node.number
    if node.form is NodeForm.FLAG and node.raw in ("true", "false"):
        return node.raw == "true"
    return _UNUSABLE


class _Complaint:
    """One complaint of pydantic, seen in the file."""

    def __init__(self, root: Node, kind: ContentKind, path: str, details: ErrorDetails) -> None:
        self.root = root
        self.kind = kind
        self.path = path
        self.type = details["type"]
        self.reason = details["msg"]
        self.limits = details.get("ctx", {})
        self.about_key = _KEY in details["loc"]
        self.location: Location = tuple(step for step in details["loc"] if step != _KEY)

    def fault(self) -> Fault | None:
        """The complaint as a fault, or None where another fault says the same already."""
        if self.type in ("missing", "extra_forbidden", "invalid_key"):
            return self._missing() if self.type == "missing" else self._unknown()
        node = self._node()
        if node.form is NodeForm.REFUSED:
            return None
        if node.form is NodeForm.NOTHING:
            return self._fault("NOTHING")
        return _WORDINGS.get(self.type, _Complaint._not_allowed)(self, node)

    def _fault(self, code: str, **details: object) -> Fault:
        return fault(self.path, self._line(), code, what=self._what(), **details)

    # Where it is, and what it is called

    def _parent(self) -> Node:
        return _follow(self.root, self.location[:-1])

    def _node(self) -> Node:
        if self.about_key:
            return self._parent().keys[self.location[-1]]
        return _follow(self.root, self.location)

    def _line(self) -> int:
        if self.location and self.location[-1] in self._parent().keys:
            return self._parent().keys[self.location[-1]].line
        return self._node().line

    def _part(self, location: Location) -> Location:
        """Where the innermost named part lies that a location leads to or through; empty for the file as a whole."""
        if location[:1] == ("sections",) and location[2:3] == ("statements",) and len(location) >= 4:
            return location[:4]
        return location[:2] if len(location) >= 2 and location[0] in _PARTS else ()

    def _name(self, location: Location) -> str:
        """What people call the part at or around a location: statement 'x', section 2, the file."""
        part = self._part(location)
        if not part:
            return "the file"
        noun, key = _PARTS[str(part[-2])][0], part[-1]
        if noun == "document":
            return f"document {quoted(key)}"
        id_ = _follow(self.root, part).text_of("id")
        return f"{noun} {quoted(id_) if id_ else int(key) + 1}"

    def _what(self) -> str:
        """What the complaint is about, as a sentence begins: 'why' of statement 'x'; Item 2 of 'look_for' of …."""
        *before, last = self.location
        if self._part(self.location) == self.location and not self.about_key:
            return _sentence(self._name(self.location))
        within = self._name(tuple(before))
        tail = f" of {within}" if within != "the file" else ""
        if self.about_key:
            return f"The key {quoted(last)}"
        if before and before[-1] == "levels":
            return f"Level {last}{tail}"
        if isinstance(last, int):
            return f"Item {last + 1} of {quoted(before[-1])}{tail}"
        return f"{quoted(last)}{tail}"

    # Keys

    def _known(self) -> list[str]:
        part = self._part(self.location[:-1])
        model = _PARTS[str(part[-2])][1] if part else self.kind.model
        return list(model.model_fields)

    def _missing(self) -> Fault | None:
        mapping, key = self._parent(), str(self.location[-1])
        absent = [known for known in self._known() if known not in mapping.entries]
        misspelt = {nearest(str(there), absent) for there in mapping.entries if there not in self._known()}
        if mapping.is_partial or key in misspelt:
            return None
        owner = self._name(self.location[:-1])
        return fault(self.path, mapping.line, "MISSING_KEY", owner=_sentence(owner), key=quoted(key))

    def _unknown(self) -> Fault:
        mapping, key, known = self._parent(), str(self.location[-1]), self._known()
        match = nearest(key, [name for name in known if name not in mapping.entries]) or nearest(key, known)
        remedy = f"Did you mean {quoted(match)}?" if match else f"The keys here are {', '.join(known)}."
        owner = _sentence(self._name(self.location[:-1]))
        return fault(self.path, self._line(), "UNKNOWN_KEY", owner=owner, key=quoted(key), hint=remedy)

    # Values

    def _not_text(self, node: Node) -> Fault:
        code = {NodeForm.FLAG: "YES_NO", NodeForm.NUMBER: "NUMBER", NodeForm.DATE: "DATE"}.get(node.form, "NOT_TEXT")
        return self._fault(code, raw=node.raw)

    def _not_a_mapping(self, _: Node) -> Fault:
        return self._fault("NOT_A_MAPPING")

    def _not_a_list(self, _: Node) -> Fault:
        return self._fault("NOT_A_LIST")

    def _not_a_flag(self, _: Node) -> Fault:
        return self._fault("NOT_A_FLAG")

    def _not_a_number(self, _: Node) -> Fault:
        return self._fault("NOT_A_NUMBER", wanted="a number" if "float" in self.type else "a whole number")

    def _not_allowed(self, node: Node) -> Fault:
        return self._fault("NOT_ALLOWED", value=quoted(node.raw), wanted=self._wanted())

    def _wanted(self) -> str:
        return self.reason.removeprefix("Input should be ")

    def _short(self, node: Node) -> Fault:
        return self._fault("TOO_SHORT", length=len(node.raw), limit=self.limits["min_length"])

    def _long(self, node: Node) -> Fault:
        limit = self.limits["max_length"]
        return self._fault("TOO_LONG", length=len(node.raw), limit=limit, excess=len(node.raw) - limit)

    def _few(self, node: Node) -> Fault | None:
        """Pydantic counts the items that are right; only those that are there matter here."""
        length = len(node.items) + len(node.entries)
        limit = self.limits["min_length"]
        return self._fault("TOO_FEW", length=_items(length), limit=limit) if length < limit else None

    def _many(self, node: Node) -> Fault:
        length = len(node.items) + len(node.entries)
        return self._fault("TOO_MANY", length=_items(length), limit=self.limits["max_length"])

    def _pattern(self, node: Node) -> Fault:
        names = [step for step in self.location if isinstance(step, str)]
        if self.about_key:
            return self._fault("BAD_DOCUMENT_KEY")
        codes = {"version": "BAD_VERSION", "source": "BAD_REFERENCE", "language": "BAD_LANGUAGE"}
        code = "BAD_ID" if names[-1] in _IDS else codes[names[-1]]
        return self._fault(code, value=quoted(node.raw))

    def _level(self, node: Node) -> Fault:
        if self.about_key:
            return fault(self.path, node.line, "BAD_LEVEL", key=quoted(node.raw))
        if node.form is NodeForm.NUMBER or self.location[-1] == "kind":
            return self._not_allowed(node)
        return self._fault("NOT_A_NUMBER", wanted=self._wanted())


_WORDINGS: Mapping[str, Callable[[_Complaint, Node], Fault | None]] = {
    "string_type": _Complaint._not_text,
    "model_type": _Complaint._not_a_mapping,
    "dict_type": _Complaint._not_a_mapping,
    "tuple_type": _Complaint._not_a_list,
    "bool_type": _Complaint._not_a_flag,
    "int_type": _Complaint._not_a_number,
    "int_from_float": _Complaint._not_a_number,
    "float_type": _Complaint._not_a_number,
    "string_too_short": _Complaint._short,
    "string_too_long": _Complaint._long,
    "too_short": _Complaint._few,
    "too_long": _Complaint._many,
    "string_pattern_mismatch": _Complaint._pattern,
    "literal_error": _Complaint._level,
}


def _follow(node: Node, location: Location) -> Node:
    for step in location:
        node = node.items[int(step)] if node.form is NodeForm.LIST else node.entries[step]
    return node


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


def _items(length: int) -> str:
    return "one item" if length == 1 else f"{length} items"
