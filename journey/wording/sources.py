"""Where a statement, pitfall or tip comes from, in words: the document by the name that people know it by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journey.wording import formatting

NAMES = {
    "MG": "the manager’s guide",
    "PB": "Performance Breakthroughs",
    "IJ": "the improvement journey",
    "CF": "the conference on measurement",
    "PW": "the partnership seminar",
}
"""What the documents of the shipped content are called in a sentence; *How it works* lists them with their year."""


def named(references: Iterable[str], titles: Mapping[str, str] | None = None) -> str:
    """``the manager’s guide, 3.7 and 4.3``: references, grouped by document; one without a name keeps its key.

    ``titles`` are those of documents that are not the product's, by their keys.
    """
    names = {**NAMES, **(titles or {})}
    places: dict[str, list[str]] = {}
    for reference in references:
        key, _, place = reference.partition(" ")
        places.setdefault(key, []).extend([place] if place else [])
    return "; ".join(_one(names.get(key, key), where) for key, where in places.items())


def _one(name: str, places: list[str]) -> str:
    return f"{name}, {formatting.listed(places)}" if places else name
