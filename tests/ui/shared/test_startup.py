"""What stands between the start of the server and the first page: nothing that is slow to import."""

from __future__ import annotations

import ast
import subprocess
import sys

from tests.test_architecture import PROJECT, SLOW_TO_IMPORT, at_start

OF_SERVICES = {"sqlalchemy", "jinja2", "yaml", "babel"}
PAGES = ("journey.join.routes", "journey.ui.navigation", "journey.ui.start", "journey.ui.home", "journey.charts")


def loaded_of(slow: set[str], *modules: str) -> list[str]:
    """Which of these are loaded once the modules are imported."""
    program = f"import sys, {', '.join(modules)}; print(*sorted({slow} & sys.modules.keys()))"
    ran = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    return ran.stdout.split()


def test_what_the_first_page_needs_loads_neither_pandas_nor_altair() -> None:
    assert loaded_of(SLOW_TO_IMPORT | {"psycopg"}, *PAGES) == []


def test_what_is_imported_before_the_server_answers_loads_no_service() -> None:
    source = (PROJECT / "app.py").read_text(encoding="utf-8")
    names = {name for _, name in at_start(ast.parse(source))}
    modules = {name if _is_module(name) else name.rpartition(".")[0] for name in names}
    assert loaded_of(OF_SERVICES, *sorted(modules)) == []


def _is_module(name: str) -> bool:
    return (PROJECT / f"{name.replace('.', '/')}.py").is_file() or "." not in name
