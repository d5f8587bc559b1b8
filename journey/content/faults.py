"""What can be wrong with content, in words: every code, its message and its remedy, in one table.

Nothing else in the package words a fault. A message says what is there; a remedy says what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

SHOWN_LENGTH = 60


class Wording(NamedTuple):
    """What a code says: both parts are templates filled from the details of the fault."""

    message: str
    remedy: str


_QUOTES = 'Put it in quotes: "{raw}".'

WORDING: dict[str, Wording] = {
    # The file as a whole
    "NO_FILE": Wording("There is no file or folder of this name.", "Check the path."),
    "UNREADABLE": Wording("The file could not be opened: {reason}.", "Check that it is a file you may read."),
    "NOTHING_HERE": Wording("The folder holds no content files.", "Name a folder with .yaml files in it."),
    "TOO_LARGE": Wording(
        "The file has more than {limit} bytes, which is the limit.", "Split the content into several files."
    ),
    "MANY_FILES": Wording(
        "The folder holds more than {limit} files, and only these are read.", "Put more into each file."
    ),
    "NOT_UTF8": Wording("Byte {column} of this line is not UTF-8.", "Save the file with the encoding UTF-8."),
    "CONTROL_CHARACTER": Wording(
        "There is an invisible character {character} in this line.", "Delete it, or the backslash that stands for it."
    ),
    "TAB": Wording("There is a tab in this line.", "Use spaces instead, two for each step of indentation."),
    "NOT_YAML": Wording("This cannot be read as YAML: {why}", "Put it right and check again; the rest is read then."),
    "EMPTY_FILE": Wording("The file holds nothing.", "Start from a file of the same kind that exists."),
    "MANY_DOCUMENTS": Wording("A second YAML document begins here.", "Keep one document in a file; remove the ---."),
    "TOO_DEEP": Wording("This is nested more than {limit} levels deep.", "Content needs far fewer; undo the nesting."),
    "TOO_MANY_PARTS": Wording(
        "The file has more than {limit} keys and values, which is the limit.", "Split the content into several files."
    ),
    "ANCHOR": Wording("There is an anchor, &{name}.", "Remove it, and write the text out where it is needed."),
    "ALIAS": Wording("There is an alias, *{name}.", "Write the text out here, or put it in quotes if it is text."),
    "TAG": Wording("There is a YAML tag, {name}.", "Remove it, or put the text in quotes if it is text."),
    "MERGE_KEY": Wording("There is a merge key, <<.", "Write the keys out here."),
    "DUPLICATE_KEY": Wording("The key {key} is here and in line {first}.", "Keep one of the two."),
    "ODD_KEY": Wording("A key here is not a single word.", "Write each key as a word followed by a colon."),
    "UNKNOWN_KIND": Wording(
        "The file does not show whether it is a questionnaire, a checklist, guidance or a workshop design.",
        "Give it one of the keys sections, pitfalls, tips or steps.",
    ),
    # The type of a value
    "NOT_A_MAPPING": Wording("{what} should have keys of its own.", "Write it as lines of the form key: value."),
    "NOT_A_LIST": Wording("{what} should be a list.", "Write each item in a line of its own that begins with a dash."),
    "NOT_TEXT": Wording("{what} should be text.", "Write one text, without dashes, brackets or keys of its own."),
    "NOTHING": Wording("{what} is left empty.", "Write something after the colon or dash, or remove the line."),
    "YES_NO": Wording("{what} is read as true or false, not as text.", _QUOTES),
    "NUMBER": Wording("{what} is read as a number, not as text.", _QUOTES),
    "DATE": Wording("{what} is read as a date, not as text.", _QUOTES),
    "NOT_A_FLAG": Wording("{what} should be true or false.", "Write true or false, without quotes."),
    "NOT_A_NUMBER": Wording("{what} should be {wanted}.", "Write it in digits, without quotes."),
    "NOT_ALLOWED": Wording("{what} is {value}; it should be {wanted}.", "Change the value."),
    # Keys
    "UNKNOWN_KEY": Wording("{owner} has no key {key}.", "{hint}"),
    "MISSING_KEY": Wording("{owner} has no {key}.", "Add the key {key}."),
    "BAD_LEVEL": Wording("{key} is not a level.", "The keys of levels are 1, 2, 3 and 4, without quotes."),
    "MISSING_LEVELS": Wording("{owner} has no {missing}.", "Describe all four levels."),
    # Texts and lists
    "TOO_SHORT": Wording("{what} has {length} characters; at least {limit} are needed.", "Write more."),
    "TOO_LONG": Wording("{what} has {length} characters; the limit is {limit}.", "Shorten it by {excess}."),
    "TOO_MANY_WORDS": Wording("{what} has {length} words; the limit is {limit}.", "Shorten it, or split it in two."),
    "STRAY_SPACE": Wording(
        "{what} begins or ends with a space, or has a line break in it.",
        "Use >- before a text of several lines, and remove the space or the empty line.",
    ),
    "TOO_FEW": Wording("{what} has {length}; the minimum is {limit}.", "Add what is missing."),
    "TOO_MANY": Wording("{what} has {length}; the limit is {limit}.", "Remove some, or divide them."),
    "BAD_ID": Wording(
        "{what} is {value}, which cannot be an id.",
        "Use up to 60 lower-case letters, digits and single hyphens, a letter first: checked-it-worked.",
    ),
    "BAD_VERSION": Wording("{what} is {value}, which is not a version.", 'Use three numbers, for example "1.0.0".'),
    "BAD_DOCUMENT_KEY": Wording(
        "{what} cannot be the key of a document.", "Use two to eight capital letters or digits, a letter first."
    ),
    "BAD_REFERENCE": Wording(
        "{what} is {value}, which is not a reference.",
        "Write the key of a document and, after a space, where in it: MG 3.9.",
    ),
    "BAD_LANGUAGE": Wording("{what} is {value}, which is not a language.", "Write it like en-GB or cy."),
    # What refers to what, within a file
    "REPEATED_ID": Wording("The {noun} id {value} is here and in line {first}.", "Give one of the two another id."),
    "REPEATED_ENTRY": Wording("{what} holds {value} twice.", "Keep one of the two."),
    "NO_SUCH_DOCUMENT": Wording("The source {value} names no document of this file.", "{hint}"),
    "UNUSED_DOCUMENT": Wording("No source refers to the document {value}.", "Remove it, or refer to it."),
    "NO_SUCH_FRUSTRATION": Wording("There is no frustration {value} in this file.", "{hint}"),
    "UNUSED_FRUSTRATION": Wording("No section answers the frustration {value}.", "Name it in a section or remove it."),
    "SECTION_ALONE": Wording("A section is named, and no questionnaire.", "Add the key questionnaire."),
    # What refers to what, between files
    "NO_SUCH_TIP": Wording("No guidance has the tip {value}.", "{hint}"),
    "NO_SUCH_SUBJECT": Wording("No pitfall, section or statement has the id {value}.", "{hint}"),
    "NO_SUCH_QUESTIONNAIRE": Wording("There is no questionnaire {value}.", "{hint}"),
    "NO_SUCH_SECTION": Wording("The questionnaire {questionnaire} has no section {value}.", "{hint}"),
    "NO_SUCH_STATEMENT": Wording("The questionnaire {questionnaire} has no statement {value}.", "{hint}"),
    "REPEATED_STATEMENT": Wording(
        "The statement id {value} is here and, of another questionnaire, in {other}.",
        "Give one of the two another id: a workshop may ask both questionnaires.",
    ),
    "REPEATED_TIP": Wording(
        "The tip id {value} is here and in {other}.", "Give one of the two another id: tips are found by id alone."
    ),
    "REPEATED_VIGNETTE": Wording(
        "The vignette id {value} is here and in {other}.",
        "Give one of the two another id: vignettes are found by id alone.",
    ),
    "NOT_GUIDANCE": Wording(
        "Only guidance is read from this folder, and this is a {kind}.",
        "Move the file, or write tips in it.",
    ),
    "SHIPPED_FOLDER": Wording("This folder holds what ships.", "Name a folder of your own, outside the product."),
    "TAKEN_ID": Wording("The id {value} is that of a {noun} that ships.", "Give this one an id of its own."),
    "WRONG_PLACE": Wording(
        "This id and version belong in {wanted}, and the file lies elsewhere.",
        "Move the file, or correct the id or the version.",
    ),
    "SAME_VERSION": Wording(
        "Version {version} of the {kind} {value} is also in {other}, with other bytes.",
        "Raise the version of one, or give it another id.",
    ),
    "REUSED_ID": Wording(
        "The id {value} was dropped in version {dropped} and is used again.",
        "Give this one a new id: an old one keeps its meaning for ever.",
    ),
    "REVISION_NOT_RAISED": Wording(
        "{what} is worded differently from version {before}, and its revision is still {revision}.",
        "Raise the revision to {next}, or put the old words back.",
    ),
    "REVISION_LOWERED": Wording(
        "{what} has revision {revision}; in version {before} it had {earlier}.", "Use {earlier} or higher."
    ),
    # Releases
    "RELEASED_CHANGED": Wording(
        "Version {version} of the {kind} {value} is released, and its bytes have changed.",
        "Put the released file back, and make the change in a new file with a higher version.",
    ),
    "ID_CHANGED": Wording(
        "The released version {version} {difference}.",
        "Put the ids back as they were, and change them in a higher version.",
    ),
    "RELEASED_MISSING": Wording("The released file {value} is gone.", "Put it back: earlier rounds were made with it."),
    "BAD_RECORD": Wording("The record of releases cannot be read: {why}.", "Restore it from your last good copy."),
    "NOT_RELEASABLE": Wording(
        "Only files of the form questionnaires/<id>/<version>.yaml can be released, and the other kinds alike.",
        "Move the file there first.",
    ),
}


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong, where, and what to do; faults sort by path, line and code."""

    path: str
    line: int
    code: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message} {self.remedy}"


class ContentFault(Exception):
    """Content that cannot be used; ``faults`` has all that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))


def fault(path: str, line: int, code: str, **details: object) -> Fault:
    """Word a fault from the table. ``details`` fill the templates; texts among them are made safe for one line."""
    wording = WORDING[code]
    safe = {name: one_line(str(value)) for name, value in details.items()}
    return Fault(one_line(path), line, code, wording.message.format(**safe), wording.remedy.format(**safe))


def quoted(value: object) -> str:
    """A value as messages name it: in single quotes, cut where it is long."""
    text = str(value)
    return f"'{text if len(text) <= SHOWN_LENGTH else text[:SHOWN_LENGTH] + '…'}'"


def one_line(text: str) -> str:
    """Text without anything that would break a line or steer a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)
