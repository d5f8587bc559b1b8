"""The diagram of ``journey/__init__.py`` and the rules of the house, read from the source and held.

Each rule is itself tested: on a source that breaks it, and on one that keeps it.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent

CAPABILITIES = {
    *("councils", "answering", "rounds", "profile", "pitfalls", "compare", "workshop", "plan", "guidance"),
    *("exchange", "sample"),
}
"""What people do with the product: the same words on every layer that is divided by them."""

ROOMS: dict[str, set[str]] = {
    "model": set(),
    "rules": set(),
    "wording": {"takeaways"},
    "content": set(),
    "store": {"tables", "migrations", "migrations/versions"},
    "service": CAPABILITIES,
    "charts": {"kit"},
    "reports": set(),
    "simulation": set(),
    "join": {"phone", "screen"},
    "ui": {"shared", *CAPABILITIES - {"exchange", "sample"}},
    "web": set(),
}
"""The folders of the product, and the folders that each of them may have. A module lies in one of these rooms, or it is
one of the loose ones."""

LOOSE = {"__init__", "__main__", "checks", "cli", "config", "descriptors", "http", "launch", "log", "qr"}
"""The modules that lie in no folder: what starts the product, and what every response carries."""

LAYERS: dict[str, set[str]] = {
    "model": set(),
    "rules": {"model"},
    "wording": {"model", "rules"},
    "content": {"model"},
    "store": {"model"},
    "reports": {"model", "rules", "wording"},
    "service": {"model", "rules", "wording", "content", "store", "reports", "config"},
    "charts": {"model", "rules", "wording"},
    "simulation": {"model", "rules", "wording"},
    "join": {"model", "wording", "service", "config", "descriptors", "http", "log", "qr"},
    "ui": {"model", "wording", "service", "charts", "config", "descriptors", "http", "log", "qr"},
    "config": {"model", "rules"},
    "descriptors": {"log"},
    "log": set(),
    "http": set(),
    "qr": {"wording"},
    "web": {"config", "http", "join", "wording"},
    "launch": {"config", "store", "web"},
    "checks": {"config"},
    "cli": {"model", "wording", "config", "content", "service", "simulation", "launch", "web", "checks"},
    "app": {"config", "http", "join", "ui", "web"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""For each layer the other layers that it may import."""

SHARED = {"ui/shared", "charts/kit", "store/tables"}
"""Rooms that the rest of their layer may use. They import nothing of it."""

ARROWS: dict[str, set[str]] = {
    "service": {"rounds"},
    "service/workshop": {"answering", "rounds", "profile", "plan"},
    "service/plan": {"answering", "rounds", "profile", "pitfalls", "compare"},
    "service/compare": {"profile", "pitfalls", "rounds"},
    "service/rounds": {"answering"},
    "service/answering": {"profile", "rounds"},
    "service/sample": {"rounds", "plan"},
    "wording/takeaways": {"wording"},
    "store/tables": {"store"},
    "store/migrations": {"store"},
    "store/migrations/versions": {"store"},
    "join": {"phone", "screen"},
    "join/phone": {"join", "screen"},
    "join/screen": {"join", "phone"},
    "ui": ROOMS["ui"],
    "ui/shared": {"ui"},
}
"""Within a layer: the other rooms (or, by the layer's name, the modules that lie loose in it) that a room may import.
Every room may import what lies loose in ``service``, and the shared rooms."""

LIBRARIES: dict[str, set[str]] = {
    "streamlit": {"app", "ui", "launch"},
    "starlette": {"app", "http", "join", "web"},
    "jinja2": {"join", "reports"},
    "markupsafe": {"wording"},
    "segno": {"qr"},
    "altair": {"charts"},
    "pandas": {"charts", "ui"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "psycopg": {"store"},
    "yaml": {"content"},
    "pydantic": {"model", "service", "content"},
    "pydantic_core": {"content"},
    "numpy": {"simulation"},
    "scipy": {"rules", "simulation"},
    "babel": {"wording"},
    "dateutil": {"wording"},
    "icalendar": {"reports"},
    "pyphen": {"content"},
    "playwright": {"checks"},
    "click": {"launch"},
    "uvicorn": {"join", "web"},
}
"""For each library of others the layers that may use it. A library that is not named here may not be used at all."""

Rule = Callable[[str, str], Iterator[tuple[int, str]]]
"""From a room of the product and the source of one of its files to the lines at fault, each with what is wrong."""

SLOW_TO_IMPORT = {"pandas", "altair", "numpy", "scipy"}
MAY_IMPORT_SLOWLY = {"charts", "simulation"}
LONGEST_FUNCTION = 45
LONGEST_FILE = 500
MOST_WORDS_IN_RULES = 2
MOST_WORDS_IN_CHARTS = 2
MIGRATIONS = "store/migrations/versions"
"""Released migrations stay as they are, however long."""


def sources() -> list[Path]:
    """All Python files of the product."""
    return [PROJECT / "app.py", *sorted((PROJECT / "journey").rglob("*.py"))]


def everything() -> list[Path]:
    """All Python files of the project, the tests among them."""
    return [*sources(), *sorted((PROJECT / "tests").rglob("*.py"))]


def room_of(path: Path) -> str:
    """The room that a file lies in, ``service/workshop``; of a loose module its name."""
    inside = path.relative_to(PROJECT).with_suffix("").parts
    if inside[0] != "journey":
        return inside[0]
    return "/".join(inside[1:-1]) or inside[1]


def room_named(module: str) -> str:
    """The room of what ``journey.…`` names: a module, a package, or something in one of them."""
    inside = module.split(".")[1:]
    if len(inside) > 1 and inside[0] in ROOMS and inside[1] in ROOMS[inside[0]]:
        return "/".join(inside[:2])
    return inside[0]


def layer_of(room: str) -> str:
    """The layer that a room belongs to."""
    return room.partition("/")[0]


def may_import(room: str, other: str) -> bool:
    """Whether the diagram has an arrow from one room to the other, or they are the same."""
    if layer_of(room) != layer_of(other):
        return layer_of(other) in LAYERS[layer_of(room)]
    inner = other.partition("/")[2] or other
    is_loose_in_service = other == "service"
    return room == other or other in SHARED or is_loose_in_service or inner in ARROWS.get(room, set())


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


def room_faults(room: str, source: str) -> Iterator[tuple[int, str]]:
    """Modules that lie in no room."""
    layer, _, inner = room.partition("/")
    if room in LOOSE or room == "app":
        return
    if layer not in ROOMS or (inner and inner not in ROOMS[layer]):
        yield 1, f"{room} is not a room of the house: put the module into one, or add the room to the diagram"


def layer_faults(room: str, source: str) -> Iterator[tuple[int, str]]:
    """Imports that the diagram does not allow."""
    for line, name in imports(ast.parse(source)):
        top, _, rest = name.partition(".")
        if not top:
            yield line, "relative import: write the full name"
        elif top == "journey":
            if not rest.startswith("__") and not may_import(room, room_named(name)):
                yield line, f"{room} may not import {name}"
        elif top not in sys.stdlib_module_names and layer_of(room) not in LIBRARIES.get(top, set()):
            allowed = ", ".join(sorted(LIBRARIES.get(top, set()))) or "nowhere"
            yield line, f"{room} may not import {top}; allowed in: {allowed}"


def slow_import_faults(room: str, source: str) -> Iterator[tuple[int, str]]:
    """Imports that make the first page late."""
    for line, name in at_start(ast.parse(source)):
        top = name.partition(".")[0]
        if top in SLOW_TO_IMPORT and layer_of(room) not in MAY_IMPORT_SLOWLY:
            yield line, f"{top} is slow to import: import it in the function that uses it"


def unsafe_faults(room: str, source: str) -> Iterator[tuple[int, str]]:
    """Uses of the flag that lets text become HTML."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
            yield node.value.lineno, "unsafe_allow_html: what people typed must never become HTML"


def sentence_faults(room: str, source: str) -> Iterator[tuple[int, str]]:
    """Sentences in the rules, where a fault of a call may be named and nothing else be said."""
    if room != "rules":
        return
    tree = ast.parse(source)
    unsaid = {id(text) for text in _texts_nobody_reads(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in unsaid:
            words = re.findall(r"[A-Za-z’']+", node.value)
            if len(words) > MOST_WORDS_IN_RULES:
                yield node.lineno, "a sentence among the rules: what is said of findings stands in wording"


def _texts_nobody_reads(tree: ast.Module) -> Iterator[ast.AST]:
    """Docstrings, of modules as of attributes, and what a ValueError says to a programmer."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.Raise) and node.exc is not None and "ValueError" in ast.unparse(node.exc):
            yield from ast.walk(node.exc)


def clock_faults(room: str, source: str) -> Iterator[tuple[int, str]]:
    """Looks at the clock in the rules and in wording: what day it is comes in as a value."""
    if room not in {"rules", "wording"}:
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}:
            yield node.lineno, f"{ast.unparse(node)}: the time comes in as a value"


def decision_faults(room: str, source: str) -> Iterator[tuple[int, str]]:
    """Decisions on a level or on the smallest group in the store, which reads and writes and knows no rule."""
    if layer_of(room) != "store":
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.If | ast.IfExp):
            for inner in ast.walk(node.test):
                if _weighs_a_level_or_a_group(inner):
                    yield node.lineno, "the store decides on a level or a group: that is a rule"


def static_word_faults(room: str, source: str) -> Iterator[tuple[int, str]]:
    """Words on a page that do not go through the catalogue."""
    if layer_of(room) not in {"ui", "join"}:
        return
    tree = ast.parse(source)
    allowed = {id(text) for text in _texts_nobody_reads(tree)} | {id(text) for text in _texts_of_the_catalogue(tree)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in allowed
        if is_text and re.search(r"[A-Za-z’]{2,} [A-Za-z’]{2,}", node.value):
            yield node.lineno, f"words past the catalogue: {node.value[:40]!r}"


def _texts_of_the_catalogue(tree: ast.Module) -> Iterator[ast.AST]:
    """What is handed to ``_`` and ``N_``, what is counted, and what goes to the log."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and {"_", "N_", "LOG", "count"} & set(ast.unparse(node.func).split(".")):
            yield from ast.walk(node)


def chart_word_faults(room: str, source: str) -> Iterator[tuple[int, str]]:
    """Sentences in the charts, which draw what is found: a label of a word or two may stand beside its shape."""
    if layer_of(room) != "charts":
        return
    tree = ast.parse(source)
    unsaid = {id(text) for text in _texts_nobody_reads(tree)}
    in_parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if id(node) not in unsaid | in_parts and _plain_words(node) > MOST_WORDS_IN_CHARTS:
            yield node.lineno, "a sentence among the charts: what is said beside a picture stands in wording/takeaways"


def _plain_words(node: ast.AST) -> int:
    """How many words a text has, what is filled into it left out; names of marks, paths and expressions are none."""
    texts = node.values if isinstance(node, ast.JoinedStr) else [node]
    text = "".join(
        part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else "{}" for part in texts
    )
    return sum(re.fullmatch(r"\W*[A-Za-z’']+\W*", word) is not None for word in text.split())


def _weighs_a_level_or_a_group(node: ast.AST) -> bool:
    """Whether it holds a level or the smallest group against something smaller or larger."""
    is_order = isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE)
    return is_order and re.search(r"\b(level|min_group|k)\b", ast.unparse(node)) is not None


def size_faults(room: str, source: str) -> Iterator[tuple[int, str]]:
    """Functions and files that are too long to be read in one go."""
    length = len(source.splitlines())
    if length > LONGEST_FILE:
        yield length, f"{length} lines; a file has at most {LONGEST_FILE}"
    if room == MIGRATIONS:
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            lines = node.end_lineno - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield node.lineno, f"{node.name} has {lines} lines; a function has at most {LONGEST_FUNCTION}"


def docstring_faults(room: str, source: str) -> Iterator[tuple[int, str]]:
    """Modules that do not say what they are for."""
    if ast.get_docstring(ast.parse(source)) is None:
        yield 1, "no docstring: say in one sentence what the module is for"


PRODUCT_RULES: list[Rule] = [
    room_faults,
    layer_faults,
    slow_import_faults,
    unsafe_faults,
    sentence_faults,
    clock_faults,
    decision_faults,
    static_word_faults,
    chart_word_faults,
]
PROJECT_RULES: list[Rule] = [size_faults, docstring_faults]


@pytest.mark.parametrize("rule", PRODUCT_RULES + PROJECT_RULES)
def test_the_source_keeps_the_rule(rule: Rule) -> None:
    files = sources() if rule in PRODUCT_RULES else everything()
    faults = [
        f"{path.relative_to(PROJECT)}:{line}: {message}"
        for path in files
        for line, message in rule(room_of(path), path.read_text(encoding="utf-8"))
    ]
    assert not faults, "\n" + "\n".join(faults)


def test_the_diagram_has_no_circle() -> None:
    waiting = {layer: set(others) for layer, others in LAYERS.items()}
    while waiting:
        free = {layer for layer, others in waiting.items() if not others & waiting.keys()}
        assert free, f"these import each other in a circle: {sorted(waiting)}"
        waiting = {layer: others for layer, others in waiting.items() if layer not in free}


def test_modules_import_each_other_in_no_circle() -> None:
    """Neither do single modules, wherever in a file they import."""
    waiting = {_module(path): set(_imported(path)) for path in sources()}
    for others in waiting.values():
        others &= waiting.keys()
    while waiting:
        free = {module for module, others in waiting.items() if not others & waiting.keys()}
        if not free:
            break
        waiting = {module: others for module, others in waiting.items() if module not in free}
    assert not _in_a_circle(waiting), f"these import each other in a circle: {sorted(_in_a_circle(waiting))}"


def _module(path: Path) -> str:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(path: Path) -> Iterator[str]:
    """What a file imports, as names of modules."""
    modules = {_module(source) for source in sources()}
    for _, name in at_start(ast.parse(path.read_text(encoding="utf-8"))):
        yield name if name in modules else name.rpartition(".")[0]


def _in_a_circle(waiting: dict[str, set[str]]) -> set[str]:
    """Without those that only wait for a circle and are in none."""
    while True:
        awaited = {other for others in waiting.values() for other in others}
        idle = waiting.keys() - awaited
        if not idle:
            return set(waiting)
        waiting = {module: others for module, others in waiting.items() if module not in idle}


@pytest.mark.parametrize(
    ("rule", "room", "source", "line"),
    [
        (room_faults, "a_new_module", "", 1),
        (room_faults, "service/heap", "", 1),
        (room_faults, "helpers", "", 1),
        (layer_faults, "rules", "import json\nimport streamlit as st\n", 2),
        (layer_faults, "rules", "def f():\n    from journey import store\n", 2),
        (layer_faults, "rules", "from journey.wording import formatting\n", 1),
        (layer_faults, "wording", "import altair\n", 1),
        (layer_faults, "wording", "from journey.charts.theme import Palette\n", 1),
        (layer_faults, "content", "from journey.store import Store\n", 1),
        (layer_faults, "store", "from journey.service.answering.sessions import record\n", 1),
        (layer_faults, "store", "from journey.rules import scoring\n", 1),
        (layer_faults, "charts", "from journey.service import Product\n", 1),
        (layer_faults, "reports", "from journey import charts\n", 1),
        (layer_faults, "service/pitfalls", "from journey.service.workshop import room\n", 1),
        (layer_faults, "ui", "import sqlalchemy.orm\n", 1),
        (layer_faults, "ui", "from . import state\n", 1),
        (layer_faults, "ui/profile", "from journey.rules import scoring\n", 1),
        (layer_faults, "ui/profile", "from journey.ui.workshop import agree\n", 1),
        (layer_faults, "ui/profile", "from journey.content import Library\n", 1),
        (layer_faults, "join/phone", "from journey.ui.shared import state\n", 1),
        (layer_faults, "join/phone", "from journey.rules import privacy\n", 1),
        (layer_faults, "service/rounds", "import unheard_of\n", 1),
        (slow_import_faults, "ui", "try:\n    import pandas as pd\nexcept ImportError:\n    pass\n", 2),
        (unsafe_faults, "ui", "\nst.markdown(text, unsafe_allow_html=True)\n", 2),
        (sentence_faults, "rules", 'def f():\n    """Says it."""\n    return "all of them agree"\n', 3),
        (sentence_faults, "rules", 'x = f"{n} of them agree here"\n', 1),
        (clock_faults, "rules", "from datetime import datetime\nx = datetime.now()\n", 2),
        (clock_faults, "wording", "x = date.today()\n", 1),
        (decision_faults, "store", "def f(level: int) -> int:\n    return 1 if level >= 3 else 0\n", 2),
        (static_word_faults, "ui/rounds", 'st.title("All the rounds")\n', 1),
        (static_word_faults, "join/phone", 'x = f"{n} of them all"\n', 1),
        (chart_word_faults, "charts", 'x = 1\nnote = "Dash: not assessed"\n', 2),
        (chart_word_faults, "charts/kit", 'note = f"From {first} (left) to {last}"\n', 1),
        (size_faults, "ui", "def f():\n" + "    x = 1\n" * LONGEST_FUNCTION, 1),
        (size_faults, "ui", "x = 1\n" * (LONGEST_FILE + 1), LONGEST_FILE + 1),
        (docstring_faults, "ui", "x = 1\n", 1),
    ],
)
def test_each_rule_finds_what_breaks_it(rule: Rule, room: str, source: str, line: int) -> None:
    assert [fault[0] for fault in rule(room, source)] == [line]


@pytest.mark.parametrize(
    ("rule", "room", "source"),
    [
        (room_faults, "service/workshop", ""),
        (room_faults, "launch", ""),
        (layer_faults, "rules", "from journey.model import Profile\nimport math\n"),
        (layer_faults, "wording", "from journey.rules.scoring import SECURE_SHARE\n"),
        (layer_faults, "service/workshop", "from journey.service.answering import sessions\n"),
        (layer_faults, "service/workshop", "from journey.service.context import Product\n"),
        (layer_faults, "ui/profile", "from journey.ui.shared import state\n"),
        (slow_import_faults, "ui", "def f():\n    import pandas as pd\n"),
        (slow_import_faults, "ui", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pandas as pd\n"),
        (slow_import_faults, "charts", "import altair as alt\n"),
        (slow_import_faults, "simulation", "import numpy as np\n"),
        (sentence_faults, "rules", '"""Numbers in, findings out."""\nraise ValueError(f"no such level as {x}")\n'),
        (sentence_faults, "wording", 'x = "all of them agree"\n'),
        (clock_faults, "service", "x = datetime.now()\n"),
        (decision_faults, "rules", "x = 1 if level >= 3 else 0\n"),
        (static_word_faults, "ui/rounds", 'st.title(_("All the rounds"))\nLOG.info("not for the page")\n'),
        (static_word_faults, "ui/rounds", 'x = _("{n} of them all", n=n)\n'),
        (
            chart_word_faults,
            "charts",
            '"""Draws what is found."""\nx = f"target {figure}"\ny = "datum.x * width + datum.px"\n',
        ),
        (chart_word_faults, "wording/takeaways", 'note = "Dash: not assessed"\n'),
        (size_faults, "ui", "def f():\n" + "    x = 1\n" * (LONGEST_FUNCTION - 1)),
        (size_faults, MIGRATIONS, "def f():\n" + "    x = 1\n" * LONGEST_FUNCTION),
    ],
)
def test_each_rule_leaves_alone_what_keeps_it(rule: Rule, room: str, source: str) -> None:
    assert not list(rule(room, source))
