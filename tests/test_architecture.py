"""The layer diagram of ``journey/__init__.py`` and the rules of the house, read from the source and held."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent

PLACED: dict[str, set[str]] = {
    "model": set(),
    "frozen": {"model"},
    "config": {"pure"},
    "web": set(),
    "content": {"model", "words"},
    "charts": {"model", "words", "hiding", "reveal"},
    "store": {"model"},
    "reports": {"model", "charts", "pure"},
    "exchange": {"model", "pure"},
    "service": {"model", "frozen", "config", "content", "store", "reports", "exchange", "pure"},
    "ui": {"model", "config", "web", "service", "content", "charts", "pure"},
    "join": {"model", "config", "web", "service", "pure"},
    "app": {"config", "web", "ui", "join"},
    "launch": {"config", "store", "join"},
    "cli": {"model", "config", "content", "service", "launch", "pure"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""For each part of the product the other parts that it may import. A part that is not named here is pure: numbers in,
findings out, with Python's own library, the model and other pure parts alone."""

LIBRARIES: dict[str, set[str]] = {
    "streamlit": {"app", "ui", "launch"},
    "starlette": {"app", "web", "join"},
    "jinja2": {"join", "reports"},
    "segno": {"qr", "join"},
    "altair": {"charts"},
    "pandas": {"charts", "ui", "exchange"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "psycopg": {"store"},
    "yaml": {"content"},
    "pydantic": {"model", "frozen", "content"},
    "pydantic_core": {"content"},
    "scipy": {"change"},
    "playwright": {"launch"},
    "click": {"launch"},
    "uvicorn": {"launch"},
}
"""For each library of others the parts that may use it. A library that is not named here may not be used at all."""

Rule = Callable[[str, str], Iterator[tuple[int, str]]]
"""From a part of the product and the source of one of its files to the lines at fault, each with what is wrong."""

SLOW_TO_IMPORT = {"pandas", "altair", "numpy", "scipy"}
LONGEST_FUNCTION = 60
LONGEST_FILE = 500


def sources() -> list[Path]:
    """All Python files of the product."""
    return [PROJECT / "app.py", *sorted((PROJECT / "journey").rglob("*.py"))]


def everything() -> list[Path]:
    """All Python files of the project, the tests among them."""
    return [*sources(), *sorted((PROJECT / "tests").rglob("*.py"))]


def part_of(path: Path) -> str:
    """The part of the product a file belongs to: the module's or the package's name."""
    inside = path.relative_to(PROJECT).with_suffix("").parts
    return inside[1] if inside[0] == "journey" else inside[0]


def may_import(part: str, other: str) -> bool:
    """Whether the diagram has an arrow from one part to the other, or they are the same."""
    allowed = PLACED.get(part, {"model", "pure"})
    return part == other or other in allowed or (other not in PLACED and "pure" in allowed)


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name of everything imported, wherever it is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def at_start(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of what is imported when the module is: not in functions, not for the type checker alone."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            waiting.extend(node.orelse)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from imports(node)
        else:
            waiting.extend(ast.iter_child_nodes(node))


def layer_faults(part: str, source: str) -> Iterator[tuple[int, str]]:
    """Imports that the layer diagram does not allow."""
    for line, name in imports(ast.parse(source)):
        top, _, rest = name.partition(".")
        inner = rest.partition(".")[0]
        if not top:
            yield line, "relative import: write the full name"
        elif top == "journey":
            if not inner.startswith("__") and not may_import(part, inner):
                yield line, f"{part} may not import journey.{inner}"
        elif top not in sys.stdlib_module_names and part not in LIBRARIES.get(top, set()):
            allowed = ", ".join(sorted(LIBRARIES.get(top, set()))) or "nowhere"
            yield line, f"{part} may not import {top}; allowed in: {allowed}"


def slow_import_faults(part: str, source: str) -> Iterator[tuple[int, str]]:
    """Imports that make the first page late."""
    for line, name in at_start(ast.parse(source)):
        top = name.partition(".")[0]
        if top in SLOW_TO_IMPORT and part != "charts":
            yield line, f"{top} is slow to import: import it in the function that uses it"


def unsafe_faults(part: str, source: str) -> Iterator[tuple[int, str]]:
    """Uses of the flag that lets text become HTML."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
            yield node.value.lineno, "unsafe_allow_html: what people typed must never become HTML"


def size_faults(part: str, source: str) -> Iterator[tuple[int, str]]:
    """Functions and files that are too long to be read in one go."""
    length = len(source.splitlines())
    if length > LONGEST_FILE:
        yield length, f"{length} lines; a file has at most {LONGEST_FILE}"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            lines = node.end_lineno - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield node.lineno, f"{node.name} has {lines} lines; a function has at most {LONGEST_FUNCTION}"


def docstring_faults(part: str, source: str) -> Iterator[tuple[int, str]]:
    """Modules that do not say what they are for."""
    if ast.get_docstring(ast.parse(source)) is None:
        yield 1, "no docstring: say in one sentence what the module is for"


PRODUCT_RULES: list[Rule] = [layer_faults, slow_import_faults, unsafe_faults]
PROJECT_RULES: list[Rule] = [size_faults, docstring_faults]


@pytest.mark.parametrize("rule", PRODUCT_RULES + PROJECT_RULES)
def test_the_source_keeps_the_rule(rule: Rule) -> None:
    files = sources() if rule in PRODUCT_RULES else everything()
    faults = [
        f"{path.relative_to(PROJECT)}:{line}: {message}"
        for path in files
        for line, message in rule(part_of(path), path.read_text(encoding="utf-8"))
    ]
    assert not faults, "\n" + "\n".join(faults)


def test_the_diagram_has_no_circle() -> None:
    waiting = {part: set(others) for part, others in PLACED.items()}
    while waiting:
        free = {part for part, others in waiting.items() if not others & waiting.keys()}
        assert free, f"these import each other in a circle: {sorted(waiting)}"
        waiting = {part: others for part, others in waiting.items() if part not in free}


@pytest.mark.parametrize(
    ("rule", "part", "source", "line"),
    [
        (layer_faults, "scoring", "import json\nimport streamlit as st\n", 2),
        (layer_faults, "scoring", "def f():\n    from journey import store\n", 2),
        (layer_faults, "a_new_module", "import journey.config\n", 1),
        (layer_faults, "store", "from journey.service.answering.sessions import save\n", 1),
        (layer_faults, "ui", "import sqlalchemy.orm\n", 1),
        (layer_faults, "ui", "from . import state\n", 1),
        (layer_faults, "service", "import unheard_of\n", 1),
        (slow_import_faults, "ui", "try:\n    import pandas as pd\nexcept ImportError:\n    pass\n", 2),
        (unsafe_faults, "ui", "\nst.markdown(text, unsafe_allow_html=True)\n", 2),
        (size_faults, "ui", "def f():\n" + "    x = 1\n" * LONGEST_FUNCTION, 1),
        (size_faults, "ui", "x = 1\n" * (LONGEST_FILE + 1), LONGEST_FILE + 1),
        (docstring_faults, "ui", "x = 1\n", 1),
    ],
)
def test_each_rule_finds_what_breaks_it(rule: Rule, part: str, source: str, line: int) -> None:
    assert [fault[0] for fault in rule(part, source)] == [line]


@pytest.mark.parametrize(
    ("rule", "part", "source"),
    [
        (layer_faults, "scoring", "from journey import words\nfrom journey.model import Profile\nimport math\n"),
        (slow_import_faults, "ui", "def f():\n    import pandas as pd\n"),
        (slow_import_faults, "ui", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pandas as pd\n"),
        (slow_import_faults, "charts", "import altair as alt\n"),
        (size_faults, "ui", "def f():\n" + "    x = 1\n" * (LONGEST_FUNCTION - 1)),
    ],
)
def test_each_rule_leaves_alone_what_keeps_it(rule: Rule, part: str, source: str) -> None:
    assert not list(rule(part, source))
