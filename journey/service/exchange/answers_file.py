"""Answers from a CSV file: one row for each response, one column for each statement that was asked.

The first row names the columns: ``respondent``, ``role`` (which may be left out) and the ids of statements, in any
order. A cell holds a level from 1 to 4, ``dk`` for don't know, ``na`` for not applicable, or nothing. A statement
without a column was not asked. Capitals and spaces around names and cells make no difference; rows with nothing in them
are passed over, and so are columns with neither name nor content. Cells that are missing at the end of a row are empty:
spreadsheets leave them out. All faults of a file are found at once, each with its row and column as a spreadsheet
numbers them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from unicodedata import normalize

from journey.model import AnswerContent, AnswerState, Questionnaire
from journey.model.refusals import Refusal
from journey.service.refused import Refused

SIZE_LIMIT = 20_000_000
COLUMN_LIMIT = 1_000
FAULT_LIMIT = 100
"""Reading stops after about so many faults: the rest of a file as faulty as that says nothing new."""

RESPONDENT = "respondent"
ROLE = "role"

CELLS: Mapping[str, AnswerContent] = {
    "1": AnswerContent(AnswerState.LEVEL, level=1),
    "2": AnswerContent(AnswerState.LEVEL, level=2),
    "3": AnswerContent(AnswerState.LEVEL, level=3),
    "4": AnswerContent(AnswerState.LEVEL, level=4),
    "dk": AnswerContent(AnswerState.DONT_KNOW),
    "na": AnswerContent(AnswerState.NOT_APPLICABLE),
    "": AnswerContent(),
}


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One response: who, in which role (None where the file says nothing), and what was said by statement id."""

    respondent: str
    role: str | None
    contents: Mapping[str, AnswerContent]


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """The responses of a file, and the ids of the statements that were asked, in the order of the columns."""

    asked: tuple[str, ...]
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True, order=True)
class AnswersFault:
    """What is wrong, where, and what to do. Row and column count from 1; 0 means the file, or the row, as a whole."""

    row: int
    column: int
    message: str

    def __str__(self) -> str:
        place = [f"row {self.row}"] if self.row else []
        place += [f"column {letters(self.column)}"] if self.column else []
        return f"{', '.join(place)}: {self.message}" if place else self.message


class FaultyAnswers(Refused):
    """A file that cannot be read as answers; ``faults`` holds what is wrong with it, in the order of the file."""

    def __init__(self, faults: Sequence[AnswersFault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__(Refusal.ANSWERS_FILE_FAULTY, faults=str(self))

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


def read_answers(questionnaire: Questionnaire, body: bytes) -> AnswersFile:
    """The answers in a file's bytes, UTF-8 with or without a byte order mark. Raises FaultyAnswers."""
    rows = _rows(_text(body))
    if not rows:
        raise FaultyAnswers([AnswersFault(0, 0, f"The file is empty. {_expected_header(questionnaire)}")])
    (header_row, header), *records = rows
    columns, faults = _columns(questionnaire, header_row, header, records)
    if columns and not records:
        faults.append(AnswersFault(0, 0, "The file names columns and holds no responses. Add a row for each response."))
    responses = []
    first_row_of: dict[str, int] = {}
    for row, cells in records if columns else ():
        if len(faults) >= FAULT_LIMIT:
            faults.append(
                AnswersFault(row, 0, f"Reading stopped here, after {len(faults)} faults. Correct those first.")
            )
            break
        if len(cells) > len(header):
            faults.append(AnswersFault(row, 0, _too_long(len(cells), len(header))))
            continue
        response, wrong = _response(columns, row, [*cells, *[""] * (len(header) - len(cells))])
        faults += [*wrong, *_respondent_faults(response.respondent, row, columns, first_row_of)]
        responses.append(response)
    if faults:
        raise FaultyAnswers(faults)
    asked = tuple(name for name in columns.values() if name not in (RESPONDENT, ROLE))
    return AnswersFile(asked, tuple(responses))


def letters(column: int) -> str:
    """The name that a spreadsheet gives to a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _text(body: bytes) -> str:
    if len(body) > SIZE_LIMIT:
        message = f"The file is larger than {SIZE_LIMIT // 1_000_000} MB. Leave out the columns that are no answers."
        raise FaultyAnswers([AnswersFault(0, 0, message)])
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = body.count(b"\n", 0, error.start) + 1
        message = "The text is not in UTF-8. Save the file again as “CSV UTF-8” and try with that."
        raise FaultyAnswers([AnswersFault(row, 0, message)]) from None


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that hold anything, each with its number and its cells without spaces around them."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            stripped = [normalize("NFC", cell.strip()) for cell in cells]
            if any(stripped):
                rows.append((number, stripped))
    except csv.Error:
        message = (
            "The row cannot be read: a quotation mark is left open or stands inside a cell, or a cell is too long. "
            "Correct it, or save the file again as CSV from a spreadsheet."
        )
        raise FaultyAnswers([AnswersFault(number + 1, 0, message)]) from None
    return rows


def _is_empty(column: int, records: Sequence[tuple[int, list[str]]]) -> bool:
    return not any(cells[column - 1] for _, cells in records if len(cells) >= column)


def _columns(
    questionnaire: Questionnaire, row: int, header: list[str], records: Sequence[tuple[int, list[str]]]
) -> tuple[dict[int, str], list[AnswersFault]]:
    """What each column holds, by its number from 1, and what is wrong with the header."""
    known = [RESPONDENT, ROLE, *(statement.id for statement in questionnaire.statements())]
    names = [name.casefold() for name in header]
    if not set(names) & set(known):
        return {}, [AnswersFault(row, 0, _no_header(questionnaire, header))]
    if len(header) > COLUMN_LIMIT:
        message = (
            f"The row names {len(header)} columns; {COLUMN_LIMIT} is the most. Leave out those that are no answers."
        )
        return {}, [AnswersFault(row, 0, message)]
    columns: dict[int, str] = {}
    faults = []
    for column, name in enumerate(names, start=1):
        if not name and _is_empty(column, records):
            continue
        if name not in known:
            faults.append(AnswersFault(row, column, _unknown_column(questionnaire, header[column - 1], known)))
        elif name in columns.values():
            first = letters(names.index(name) + 1)
            faults.append(AnswersFault(row, column, f"“{name}” is in column {first} already. Keep one of the two."))
        else:
            columns[column] = name
    if RESPONDENT not in names:
        message = "There is no column “respondent”. Add one with a different name or number in each row."
        faults.append(AnswersFault(row, 0, message))
    if not set(names) - {RESPONDENT, ROLE}:
        faults.append(AnswersFault(row, 0, f"No column names a statement. {_expected_header(questionnaire)}"))
    return columns, faults


def _response(columns: Mapping[int, str], row: int, cells: list[str]) -> tuple[AnswerRow, list[AnswersFault]]:
    """One row's response; cells that hold no answer are left out of it and named."""
    named = {name: cells[column - 1] for column, name in columns.items()}
    contents = {}
    faults = []
    for column, name in columns.items():
        if name in (RESPONDENT, ROLE):
            continue
        content = CELLS.get(cells[column - 1].casefold())
        if content is None:
            faults.append(AnswersFault(row, column, _no_answer(name, cells[column - 1])))
        else:
            contents[name] = content
    return AnswerRow(named.get(RESPONDENT, ""), named.get(ROLE) or None, contents), faults


def _respondent_faults(
    respondent: str, row: int, columns: Mapping[int, str], first_row_of: dict[str, int]
) -> Iterator[AnswersFault]:
    """A missing or repeated respondent, where there is a column for it; ``first_row_of`` remembers those before."""
    column = next((column for column, name in columns.items() if name == RESPONDENT), None)
    if column is None:
        return
    if not respondent:
        yield AnswersFault(row, column, "The respondent is missing. Give each row a name or number of its own.")
    elif respondent in first_row_of:
        first = first_row_of[respondent]
        message = (
            f"“{_short(respondent)}” has answered in row {first} already. Remove one of the two rows, or rename it."
        )
        yield AnswersFault(row, column, message)
    else:
        first_row_of[respondent] = row


# Messages


def _expected_header(questionnaire: Questionnaire) -> str:
    example = questionnaire.statements()[0].id
    return f"Begin with a row of column names: respondent, role, then the ids of statements, such as {example}."


def _no_header(questionnaire: Questionnaire, header: list[str]) -> str:
    if len(header) == 1:
        for separator, name in ((";", "semicolons"), ("\t", "tabs")):
            if separator in header[0]:
                return f"The cells are separated by {name}. Save the file again with commas between them."
    return f"The row names no known column. {_expected_header(questionnaire)}"


def _unknown_column(questionnaire: Questionnaire, name: str, known: list[str]) -> str:
    if not name:
        return "The column has no name. Name it, or remove it."
    nearest = get_close_matches(name.casefold(), known, n=1)
    hint = f"Did you mean “{nearest[0]}”? If not, remove the column." if nearest else "Correct the name, or remove it."
    return f"“{_short(name)}” is no statement of “{questionnaire.title}” {questionnaire.version}. {hint}"


def _no_answer(statement_id: str, cell: str) -> str:
    return f"“{_short(cell)}” is no answer to {statement_id}. Write 1, 2, 3, 4, dk or na, or leave the cell empty."


def _too_long(cells: int, columns: int) -> str:
    return f"The row has {cells} cells and the first row {columns}. Remove those that have no column, or name a column."


def _short(text: str) -> str:
    """Text from the file on one line, cut where it is long."""
    line = "".join(character if character.isprintable() else " " for character in " ".join(text.split()))
    return line if len(line) <= 40 else f"{line[:39]}…"
