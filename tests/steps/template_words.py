"""Which words of a template a catalogue of another language would not reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from jinja2 import Environment

_BETWEEN = "\0"
"""Stands for an expression or a statement of the template."""
_NOT_READ = re.compile(r"<!--.*?-->|<(style|script)\b.*?</\1>", re.DOTALL)
_SPOKEN = re.compile(r"\b(?:alt|aria-label|placeholder|title)=\"([^\"]*)\"")
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]{2,}")
_TWO_WORDS = re.compile(r"[^\W\d_]{2,}[,.:;]? [^\W\d_]{2,}")


def words_past_the_catalogue(source: str) -> list[str]:
    """Words that stand between the tags of a template, or in an attribute that is read out, and sentences in its
    expressions, unless they go through ``_``."""
    page, sentences = "", []
    for kind, text, before in _tokens(source):
        if kind == "data":
            page += text
        elif kind in ("variable_end", "block_end"):
            page += _BETWEEN
        elif kind == "string" and _TWO_WORDS.search(text) and before != ("_", "("):
            sentences.append(text)
    page = _NOT_READ.sub(_BETWEEN, page)
    spoken = [text for attribute in _SPOKEN.findall(page) for text in attribute.split(_BETWEEN)]
    written = _TAG.sub(_BETWEEN, page).split(_BETWEEN)
    return [text.strip() for text in (*written, *spoken, *sentences) if _WORD.search(unescape(text))]


def _tokens(source: str) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Each token of a template but spaces: its kind, its text and the texts of the two before it."""
    earlier = ("", "")
    for _line, kind, text in Environment(autoescape=True).lex(source):
        if kind != "whitespace":
            yield kind, text, earlier
            earlier = (earlier[1], text)
