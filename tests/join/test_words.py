"""The fixed words of the light pages: plain enough for anybody who works for a council, and without our own jargon.

They are read from where they stand: the templates, the modules that word pages and messages, and the scripts. What
comes from a questionnaire or was typed by people is not among them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

import journey
from journey.content.readability import reading_ease
from journey.content.references import WORD_LIMIT, words
from journey.wording import privacy_notice

JOURNEY = Path(journey.__file__).parent
JOIN = JOURNEY / "join"
TEMPLATES = sorted(JOIN.glob("templates/*.html"))
SCRIPTS = sorted(JOIN.glob("static/*.js"))
WORDED_ELSEWHERE = (
    "wording/privacy_notice.py",
    "rules/answer_options.py",
    "service/answering/respondents.py",
    "service/workshop/room.py",
)
MODULES = [
    *sorted(JOIN.glob("**/*.py")),
    *(JOURNEY / name for name in WORDED_ELSEWHERE),
]

PLAIN = 60
"""Flesch's reading ease from which a text is plain English."""

ENOUGH = 40
"""Words below which one long word says more about the reading ease than the text does."""

OURS = ("respondent", "revision", "aggregate", "confidentiality", "batch", "token", "payload", "invalid", "unavailable")
_JARGON = re.compile(rf"\b({'|'.join(OURS)})(s|d)?\b", re.IGNORECASE)

_FILLED_IN = "–"
"""Stands for what a page fills in: no word, so that it weighs nothing."""
_PLACE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_QUOTED = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`")
_WITHIN_A_LINE = {"a", "b", "em", "i", "span", "strong", "time"}
_SPOKEN = {"aria-label", "alt", "placeholder", "title"}


class _Page(HTMLParser):
    """Collects what is read on a page, a text for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._block: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _WITHIN_A_LINE:
            self.end_block()
        self.texts += [value for name, value in attrs if name in _SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        if tag not in _WITHIN_A_LINE:
            self.end_block()

    def handle_data(self, data: str) -> None:
        self._block.append(data)

    def end_block(self) -> None:
        self.texts.append(" ".join("".join(self._block).split()))
        self._block.clear()


def said_by_template(text: str) -> list[str]:
    """The fixed words of a template, with those that it chooses between."""
    chosen = [each for place in _PLACE.findall(text) for each in _QUOTED.findall(place)]
    page = _Page()
    page.feed(_PLACE.sub(_FILLED_IN, _STATEMENT.sub("", text)))
    page.end_block()
    return [*filter(words, page.texts), *filter(_is_said, map("".join, chosen))]


def said_by_module(source: str) -> list[str]:
    """The texts in a module that read as words to people: not its docstrings, names and addresses."""
    tree = ast.parse(source)
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    about = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [text for node in ast.walk(tree) if id(node) not in inner | about for text in _text(node)]
    return [text for text in texts if _is_said(text)]


def _text(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else _FILLED_IN for part in node.values)
        yield "".join(map(str, parts))


def said_by_script(source: str) -> list[str]:
    """The texts in a script that read as words to people."""
    lines = [line for line in source.splitlines() if not line.lstrip().startswith(("//", "*", "/*"))]
    texts = ("".join(found) for found in _QUOTED.findall("\n".join(lines)))
    return [text for text in map(str.strip, texts) if _is_said(text)]


def _is_said(text: str) -> bool:
    return " " in text and bool(re.match(r"[A-Z0-9“‘–][\w’“]*[ ,:]", text)) and not re.search(r"[<>{}=/]|::", text)


def said_by(path: Path) -> list[str]:
    """The fixed words of a file."""
    ways = {".html": said_by_template, ".py": said_by_module, ".js": said_by_script}
    return ways[path.suffix](path.read_text(encoding="utf-8"))


def jargon(texts: list[str]) -> list[str]:
    """Words of ours that nobody outside knows."""
    return [found[0] for text in texts for found in _JARGON.finditer(text)]


@pytest.mark.parametrize("path", [*TEMPLATES, *MODULES, *SCRIPTS], ids=lambda path: path.name)
def test_the_words_of_a_light_page_are_plain(path: Path) -> None:
    said = said_by(path)
    if sum(len(words(text)) for text in said) >= ENOUGH:
        assert reading_ease(said) >= PLAIN, said
    assert jargon(said) == []


def test_the_light_pages_together_are_easy() -> None:
    said = [text for path in [*TEMPLATES, *MODULES, *SCRIPTS] for text in said_by(path)]
    assert len(said) > 100
    assert reading_ease(said) >= 80


@pytest.mark.parametrize("reveals", [False, True], ids=["alone", "workshop"])
def test_the_promise_is_easy_and_every_line_of_it_is_plain(reveals: bool) -> None:
    lines = privacy_notice.promise(5, reveals=reveals).lines
    assert reading_ease(lines) >= 70
    assert min(reading_ease([line]) for line in lines) >= PLAIN - 10


def test_no_sentence_is_longer_than_can_be_taken_in_at_once() -> None:
    said = [text for path in [*TEMPLATES, *MODULES, *SCRIPTS] for text in said_by(path)]
    sentences = [sentence for text in said for sentence in re.split(r"(?<=[.?!:])\s+", text)]
    assert [sentence for sentence in sentences if len(words(sentence)) > WORD_LIMIT] == []


def test_words_are_found_where_pages_have_them() -> None:
    page = '{% if a %}<p>Go <b>on</b> to {{ n }}</p>{% endif %}<img alt="A square">{{ "Go back" if b else "No way" }}'
    assert said_by_template(page) == ["Go on to –", "A square", "Go back", "No way"]
    module = '"""About it."""\nx = f"You typed {n} signs"\ny = {"A b": "some-name", "k": "Not saved"}'
    assert said_by_module(module) == ["You typed – signs", "A b", "Not saved"]
    script = '// "Never said"\nsay("Not saved. Trying again", "data-x", \'Saved at \');'
    assert said_by_script(script) == ["Not saved. Trying again", "Saved at"]


def test_jargon_is_found_in_every_form() -> None:
    assert jargon(["Respondents gave it.", "It is aggregated.", "A respondent’s revision"]) == [
        "Respondents",
        "aggregated",
        "respondent",
        "revision",
    ]
    assert jargon(["A tokenless invalidity"]) == []
