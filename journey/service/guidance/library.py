"""What helps: tips, tools, workshops and examples of practice, and what each of them helps with.

It is read from the newest content, not from what a round has pinned: help may become better while a round is open.
What a statement or pitfall of an older version needs is found by its id.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from journey.content import Library
from journey.content.faults import Fault
from journey.content.own import OwnGuidance
from journey.model import Checklist, Pitfall, Section, Statement, Subject, SubjectKind, Tip, WorkshopDesign
from journey.service.context import Product

MEASUREMENT = "measurement"
"""The section whose help is that of every measure."""

LEAST_STEM, LONGEST_ENDING = 4, 3
"""A word finds a shorter one that it begins with, of at least so many letters, and but for so many at its end."""


class EntryKind(StrEnum):
    """What an entry is. A practice is an entry that tells of a place where it was done."""

    TIP = "tip"
    TOOL = "tool"
    WORKSHOP = "workshop"
    PRACTICE = "practice"
    AVOID = "avoid"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that helps. ``helps`` are the statements, pitfalls and sections that it is directly about.

    ``sections`` are those that it belongs to, by way of these, with their ``section_titles``; ``documents`` the keys of
    its sources with their titles, where they are not those of the product; ``minutes`` how long a workshop takes. An
    entry of kind AVOID is what the checklist itself says of a pitfall: it stands in no library.
    """

    id: str
    kind: EntryKind
    title: str
    text: str
    source: tuple[str, ...]
    practice: str = ""
    helps: tuple[Subject, ...] = ()
    sections: tuple[Subject, ...] = ()
    section_titles: tuple[str, ...] = ()
    minutes: int = 0
    documents: tuple[tuple[str, str], ...] = ()
    is_own: bool = False

    @property
    def kinds(self) -> frozenset[EntryKind]:
        """What it counts as where kinds are chosen."""
        return frozenset({self.kind, EntryKind.PRACTICE} if self.practice else {self.kind})

    def helped(self, kind: SubjectKind) -> tuple[Subject, ...]:
        """What it is directly about of one kind."""
        return tuple(subject for subject in self.helps if subject.kind is kind)


def entries(product: Product) -> tuple[Entry, ...]:
    """Everything that helps: a council's own first, then tips and tools by stage and breakthrough, workshops last."""
    return _shelf(product.library, product.own_guidance).entries


def helping(product: Product, subject: Subject) -> tuple[Entry, ...]:
    """What helps with a statement, section, pitfall or measure; nothing for what the content does not know.

    For a pitfall what its checklist says comes first; for a section what helps with its statements, with what is about
    it as a whole, and the workshops that cover it.
    """
    return _shelf(product.library, product.own_guidance).helping(subject)


def by_statement(product: Product, subject: Subject) -> Sequence[tuple[str, Sequence[Entry]]]:
    """What helps with a subject: of a section under the text of each statement, each entry once; else under no text."""
    found = helping(product, subject)
    if subject.kind is not SubjectKind.SECTION:
        return [("", found)]
    groups: list[tuple[str, Sequence[Entry]]] = []
    left = list(found)
    for statement, title in titles(product).items():
        section = section_of(product, statement)
        if statement.kind is SubjectKind.STATEMENT and section and section.id == subject.id:
            group = [entry for entry in helping(product, statement) if entry in left]
            left = [entry for entry in left if entry not in group]
            groups.append((title, group))
    return [group for group in (*groups, ("", left)) if group[1]]


def named(product: Product, ids: Iterable[str]) -> tuple[Entry, ...]:
    """The entries with these ids, in their order; those that are nowhere are left out."""
    by_id = {entry.id: entry for entry in entries(product)}
    return tuple(by_id[id_] for id_ in ids if id_ in by_id)


def titles(product: Product) -> Mapping[Subject, str]:
    """What statements, sections and pitfalls are called in the newest content that has them."""
    return _shelf(product.library, product.own_guidance).titles


def stages(product: Product) -> tuple[Subject, ...]:
    """The sections of journeys, in their order."""
    return _shelf(product.library, product.own_guidance).sections(is_journey=True)


def breakthroughs(product: Product) -> tuple[Subject, ...]:
    """The sections of questionnaires that answer frustrations, in their order."""
    return _shelf(product.library, product.own_guidance).sections(is_journey=False)


def faults(product: Product) -> Sequence[Fault]:
    """What is wrong with the council's own guidance; the files that have a fault are left out."""
    return product.own_guidance.faults


def section_of(product: Product, subject: Subject) -> Subject | None:
    """The section that a statement or pitfall belongs to."""
    return _shelf(product.library, product.own_guidance).section_of.get(subject)


def chosen(
    every: Iterable[Entry], words: str = "", sections: Iterable[Subject] = (), kind: EntryKind | None = None
) -> tuple[Entry, ...]:
    """The entries that have all the words, belong to all the sections, and are of the kind."""
    wanted, needed = _folded(words).split(), set(sections)
    return tuple(
        entry
        for entry in every
        if (kind is None or kind in entry.kinds)
        and needed <= set(entry.sections)
        and all(_has(entry, word) for word in wanted)
    )


def _has(entry: Entry, wanted: str) -> bool:
    """Whether a word stands in an entry, or one that it goes on from by an ending: ``repairs`` finds ``repair``."""
    if wanted in _text_of(entry):
        return True
    shortest = max(len(wanted) - LONGEST_ENDING, LEAST_STEM)
    return any(wanted[:length] in _words_of(entry) for length in range(shortest, len(wanted)))


@lru_cache(maxsize=2048)
def _words_of(entry: Entry) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", _text_of(entry)))


@lru_cache(maxsize=2048)
def _text_of(entry: Entry) -> str:
    said = (entry.title, entry.text, entry.practice, *entry.section_titles)
    return _folded(" ".join((*said, *(title for _key, title in entry.documents))))


def _folded(text: str) -> str:
    """Text as it is searched: without accents, in lower case, with straight apostrophes."""
    parts = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


@lru_cache(maxsize=8)
def _shelf(library: Library, own: OwnGuidance) -> _Shelf:
    return _Shelf(library, own)


class _Shelf:
    """All that helps in one library, and what a council added, put together once."""

    def __init__(self, library: Library, own: OwnGuidance) -> None:
        self.library = library
        self.own = own
        self.titles: dict[Subject, str] = {}
        self.section_of: dict[Subject, Subject] = {}
        self.statements: dict[Subject, Statement] = {}
        self.pitfalls: dict[Subject, Pitfall] = {}
        self._journeys: dict[Subject, bool] = {}
        self._by_id: dict[tuple[SubjectKind, str], Subject] = {}
        self._read_questionnaires()
        self._read_checklists()
        found = map(self._titled, (*self._tips(), *self._workshops()))
        self.entries = tuple(sorted(found, key=self._order))
        self._about = self._gathered()
        self._found: dict[Subject, tuple[Entry, ...]] = {}

    # What is asked

    def _read_questionnaires(self) -> None:
        for id_ in self.library.ids("questionnaire"):
            for version in self.library.versions("questionnaire", id_):
                questionnaire = self.library.questionnaire(id_, version)
                for section in questionnaire.sections:
                    self._read_section(id_, section)
                    subject = Subject(SubjectKind.SECTION, section.id, id_)
                    self._journeys[subject] = questionnaire.is_journey

    def _read_section(self, questionnaire_id: str, section: Section) -> None:
        whole = self._known(Subject(SubjectKind.SECTION, section.id, questionnaire_id), section.title)
        for one in section.statements:
            statement = self._known(Subject(SubjectKind.STATEMENT, one.id, questionnaire_id), one.text)
            self.statements[statement] = one
            self.section_of[statement] = whole

    def _read_checklists(self) -> None:
        for id_ in self.library.ids("checklist"):
            for version in self.library.versions("checklist", id_):
                self._read_checklist(self.library.checklist(id_, version))

    def _read_checklist(self, checklist: Checklist) -> None:
        section = Subject(SubjectKind.SECTION, checklist.section or "", checklist.questionnaire or "")
        for one in checklist.pitfalls:
            pitfall = self._known(Subject(SubjectKind.PITFALL, one.id, checklist.id), one.text)
            self.pitfalls[pitfall] = one
            if section in self.titles:
                self.section_of[pitfall] = section

    def _known(self, subject: Subject, title: str) -> Subject:
        self.titles[subject] = title
        self._by_id[subject.kind, subject.id] = subject
        return subject

    def sections(self, *, is_journey: bool) -> tuple[Subject, ...]:
        return tuple(section for section, journey in self._journeys.items() if journey is is_journey)

    # What helps

    def _tips(self) -> Iterator[Entry]:
        named: dict[str, list[Subject]] = {}
        for statement, content in self.statements.items():
            for tip_id in content.guidance:
                named.setdefault(tip_id, []).append(statement)
        for tip in self.library.tips.values():
            yield self._tip(tip, named.get(tip.id, []))
        for file in self.own.files:
            documents = tuple((key, document.title) for key, document in file.documents.items())
            yield from (replace(self._tip(tip), documents=documents, is_own=True) for tip in file.tips)

    def _tip(self, tip: Tip, named: Sequence[Subject] = ()) -> Entry:
        said = (self._by_id.get((kind, id_)) for id_ in tip.helps_with for kind in _NAMED)
        helps = tuple(dict.fromkeys((*named, *filter(None, said))))
        return Entry(
            id=tip.id,
            kind=EntryKind(tip.kind),
            title=tip.title,
            text=tip.text,
            source=tip.source,
            practice=tip.practice or "",
            helps=helps,
            sections=self._sections_of(helps),
        )

    def _workshops(self) -> Iterator[Entry]:
        for id_ in self.library.ids("workshop"):
            design = self.library.workshop(id_)
            covered = (Subject(SubjectKind.SECTION, section_id, design.questionnaire) for section_id in design.covers)
            helps = tuple(section for section in covered if section in self.titles)
            yield _workshop(design, helps, self._sections_of(helps))

    def _sections_of(self, helps: Iterable[Subject]) -> tuple[Subject, ...]:
        found = (one if one.kind is SubjectKind.SECTION else self.section_of.get(one) for one in helps)
        belongs = set(found)
        return tuple(section for section in self._journeys if section in belongs)

    def _titled(self, entry: Entry) -> Entry:
        return replace(entry, section_titles=tuple(self.titles[section] for section in entry.sections))

    def _order(self, entry: Entry) -> tuple[bool, int, int]:
        """A council's own first, workshops last, and otherwise by the first section that they belong to."""
        places = [place for place, section in enumerate(self._journeys) if section in entry.sections]
        return not entry.is_own, int(entry.kind is EntryKind.WORKSHOP), min(places, default=len(self._journeys))

    def _gathered(self) -> dict[Subject, list[Entry]]:
        about: dict[Subject, list[Entry]] = {}
        for entry in self.entries:
            for subject in entry.helps:
                about.setdefault(subject, []).append(entry)
        return about

    def helping(self, subject: Subject) -> tuple[Entry, ...]:
        if subject not in self._found:
            found = self._looked_up(subject)
            if not found:
                return found
            self._found[subject] = found
        return self._found[subject]

    def _looked_up(self, subject: Subject) -> tuple[Entry, ...]:
        if subject.kind is SubjectKind.MEASURE:
            subject = Subject(SubjectKind.SECTION, MEASUREMENT)
        known = subject if subject in self.titles else self._by_id.get((subject.kind, subject.id))
        if known is None:
            return ()
        if known.kind is SubjectKind.PITFALL:
            return (self._avoiding(known), *self._about.get(known, ()))
        if known.kind is SubjectKind.STATEMENT:
            order = self.statements[known].guidance
            return tuple(sorted(self._about.get(known, ()), key=lambda entry: _place(entry, order)))
        within = [one for one, section in self.section_of.items() if section == known and one in self.statements]
        found = [entry for statement in within for entry in self.helping(statement)] + self._about.get(known, [])
        return tuple(sorted(dict.fromkeys(found), key=_rank))

    def _avoiding(self, subject: Subject) -> Entry:
        pitfall = self.pitfalls[subject]
        sections = self._sections_of((subject,))
        return Entry(
            f"avoid-{pitfall.id}",
            EntryKind.AVOID,
            pitfall.text,
            pitfall.avoid,
            pitfall.source,
            "",
            (subject,),
            sections,
        )


_NAMED = (SubjectKind.PITFALL, SubjectKind.STATEMENT, SubjectKind.SECTION)
_RANKS = (EntryKind.TIP, EntryKind.TOOL, EntryKind.WORKSHOP)


def _workshop(design: WorkshopDesign, helps: tuple[Subject, ...], sections: tuple[Subject, ...]) -> Entry:
    return Entry(
        id=design.id,
        kind=EntryKind.WORKSHOP,
        title=design.title,
        text=f"{design.purpose} {design.outcome}",
        source=design.source,
        helps=helps,
        sections=sections,
        minutes=design.minutes,
    )


def _rank(entry: Entry) -> tuple[bool, int]:
    """A council's own entries first, then tips, tools and workshops."""
    return not entry.is_own, _RANKS.index(entry.kind)


def _place(entry: Entry, order: Sequence[str]) -> tuple[bool, int, int]:
    """As ``_rank``, and tips in the order in which a statement names them."""
    return *_rank(entry), order.index(entry.id) if entry.id in order else len(order)
