"""A table as a file: named and headed by what it is about, its numbers plain, its texts harmless in a spreadsheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from csv import QUOTE_NONNUMERIC
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.wording.catalogue import _
from journey.wording.cells import inert

if TYPE_CHECKING:
    from pandas import DataFrame

    from journey.model import Questionnaire
    from journey.service.current_selection import Selection

LONGEST_PART = 40
LONGEST_NAME = 200
"""Bytes: file systems allow 255, and browsers add a number to a name that is taken."""


@dataclass(frozen=True, slots=True)
class AskedIn:
    """A round by its name, and the version of the questionnaire that it asked."""

    round_name: str
    version: str


@dataclass(frozen=True, slots=True)
class TableSubject:
    """What a table is about: a ``view`` of a council's or a unit's figures of a questionnaire, in one round or several.

    ``unit`` is empty where each row names its own, and so is the questionnaire where a table is about a single question
    of a workshop. Of two rounds that are compared the later one is the last.
    """

    view: str
    council: str
    unit: str
    questionnaire_id: str
    questionnaire: str
    asked_in: Sequence[AskedIn]


def in_one_round(selection: Selection, questionnaire: Questionnaire, view: str) -> TableSubject:
    """A view of the unit in view, in the round in view."""
    asked_in = AskedIn(selection.round.name, questionnaire.version)
    return over_rounds(selection, questionnaire, view, [asked_in])


def over_rounds(
    selection: Selection, questionnaire: Questionnaire, view: str, asked_in: Sequence[AskedIn]
) -> TableSubject:
    """A view of the unit in view, over several rounds."""
    return TableSubject(
        view=view,
        council=selection.organisation.name,
        unit=selection.unit.name,
        questionnaire_id=questionnaire.id,
        questionnaire=questionnaire.title,
        asked_in=tuple(asked_in),
    )


def in_a_workshop(selection: Selection, view: str) -> TableSubject:
    """What a room answered to one question, which its rows name."""
    asked_in = AskedIn(selection.round.name, version="")
    return TableSubject(view, selection.organisation.name, selection.unit.name, "", "", (asked_in,))


def file_name(subject: TableSubject) -> str:
    """``mixborough-housing-autumn-2026-since-spring-2025-stages-1.0.0-change.csv``."""
    last = subject.asked_in[-1]
    since = ["since", subject.asked_in[0].round_name] if len(subject.asked_in) > 1 else []
    version = f"{subject.questionnaire_id} {last.version}"
    parts = [subject.council, subject.unit, last.round_name, *since, version, subject.view]
    name = "-".join(part for part in map(slug, parts) if part)
    return f"{name.encode()[:LONGEST_NAME].decode(errors='ignore')}.csv"


def csv(table: DataFrame, subject: TableSubject) -> bytes:
    """The table with what it is about in its first columns; texts that look like a formula are written as text.

    Every text is quoted, so that one is a single cell also where cells are parted by semicolons.
    """
    return encoded(_headed(table, subject))


def encoded(table: DataFrame) -> bytes:
    """A table as it stands, its texts harmless in a spreadsheet."""
    harmless = table.map(inert).rename(columns=inert)
    return harmless.to_csv(index=False, quoting=QUOTE_NONNUMERIC).encode("utf-8-sig")


def _headed(table: DataFrame, subject: TableSubject) -> DataFrame:
    """A row that names its own unit or round keeps it, and has the version that its round asked."""
    headed, last = table.copy(), subject.asked_in[-1]
    units = headed.pop("Unit") if "Unit" in headed else subject.unit
    rounds = headed.pop("Round") if "Round" in headed else None
    versions = {asked.round_name: asked.version for asked in subject.asked_in}
    first = {
        "Council": subject.council,
        "Unit": units,
        "Round": last.round_name if rounds is None else rounds,
        "Questionnaire": subject.questionnaire,
        "Version": last.version if rounds is None else rounds.map(versions),
    }
    if rounds is None and len(subject.asked_in) > 1:
        first |= {_("Earlier round"): subject.asked_in[0].round_name, _("Earlier version"): subject.asked_in[0].version}
    known = [(head, cells) for head, cells in first.items() if not isinstance(cells, str) or cells]
    for place, (head, cells) in enumerate(known):
        headed.insert(place, head, cells)
    return headed


def slug(text: str) -> str:
    """A text as part of a file's name: letters and figures of any language, without accents, joined by hyphens."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return re.sub(r"[^\w.]+", "-", plain).strip("-._")[:LONGEST_PART].strip("-._")
