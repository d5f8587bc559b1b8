"""The order of questionnaires, wherever several are offered or shown: ``questionnaires/order.txt``, an id on each line.

Those that it does not name come last, by their ids. A line that begins with # is a remark.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from journey.content.faults import Fault, fault, quoted
from journey.content.shapes import hint

ORDER = "order.txt"


def in_order(ids: Iterable[str], order: Collection[str]) -> list[str]:
    """The ids in this order; those that it does not name come last, by their letters."""
    places = {id_: place for place, id_ in enumerate(order)}
    return sorted(ids, key=lambda id_: (places.get(id_, len(places)), id_))


def read_order(folder: Path) -> tuple[str, ...]:
    """The ids that the order of a folder of questionnaires names; none where it has no order."""
    file = folder / ORDER
    return tuple(id_ for _, id_ in _lines(file)) if file.is_file() else ()


def check_orders(folders: Mapping[Path, str], known: Collection[str]) -> Iterator[Fault]:
    """What is wrong with the order of each of the folders: each line names a questionnaire that exists, and but once.

    ``folders`` maps each folder to the name the user knows it by.
    """
    for folder, name in folders.items():
        file = folder / ORDER
        if file.is_file():
            yield from _faults(file, f"{name}/{ORDER}", known)


def _faults(file: Path, path: str, known: Collection[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for line, id_ in _lines(file):
        if id_ not in known:
            remedy = hint(id_, known, "Name one that exists.")
            yield fault(path, line, "NO_SUCH_QUESTIONNAIRE", value=quoted(id_), hint=remedy)
        if id_ in seen:
            yield fault(path, line, "REPEATED_ENTRY", what="The order", value=quoted(id_))
        seen.add(id_)


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    """Each id with the number of its line."""
    text = file.read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), start=1):
        if (id_ := line.strip()) and not id_.startswith("#"):
            yield number, id_
