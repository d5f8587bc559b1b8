"""axe-core on an open page: everything it calls a violation, in words."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """async (tags) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  return found.violations;
}"""
RUN_CONTRAST = """async () =>
  (await axe.run(document, {runOnly: ["color-contrast"], resultTypes: ["violations"]})).violations"""
NODES_SHOWN = 4


@cache
def source() -> str:
    """The script that axe's Python package carries."""
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """One line a rule that is broken, with the places."""
    _bring(page)
    return [in_words(violation) for violation in page.evaluate(RUN, list(TAGS))]


def contrast(page: Page) -> list[str]:
    """Where words do not stand out from what lies behind them: what another theme can break."""
    _bring(page)
    return [in_words(violation) for violation in page.evaluate(RUN_CONTRAST)]


def _bring(page: Page) -> None:
    """Give the page the script, once."""
    if page.evaluate("() => !window.axe"):
        page.evaluate(source())


def in_words(violation: dict[str, Any]) -> str:
    """The rule, how bad it is, and the first places with what axe says about each."""
    nodes = violation["nodes"]
    places = [f"    {node['html'][:160]}\n      {' '.join(node['failureSummary'].split())}" for node in nodes]
    more = [f"    and {len(nodes) - NODES_SHOWN} more"] if len(nodes) > NODES_SHOWN else []
    head = f"axe {violation['id']} ({violation['impact']}): {violation['help']}"
    return "\n".join([head, *places[:NODES_SHOWN], *more])
