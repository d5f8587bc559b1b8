"""What actions, bets and decisions are about, in words: the text of a statement, the title of a section, and so on.

It is read as the round of the action asked it: from what that round pins, and from every questionnaire that was asked
in it; where it is not there, or the round was removed, from what ships now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from journey.content import load_checklist
from journey.model import Action, Checklist, Questionnaire, Subject, SubjectKind
from journey.service.context import Product
from journey.service.pinned_content import questionnaire_with
from journey.store import Connection, NotFound, assessments, content, measures, rounds


@dataclass(frozen=True, slots=True)
class Named:
    """What a subject is called, and the section that it belongs to: a stage, a breakthrough; none for a measure."""

    title: str
    part: str = ""


_KNOWN: dict[str, Mapping[Subject, Named]] = {}
"""The names in each content that was read so far, by its hash."""


def title(product: Product, organisation_id: str, round_id: str | None, subject: Subject) -> str:
    """What a subject is called; empty where it is not known any more."""
    return titles(product, organisation_id, round_id, [subject]).get(subject, "")


def titles(
    product: Product, organisation_id: str, round_id: str | None, subjects: Iterable[Subject]
) -> dict[Subject, str]:
    """What each subject is called, as the round asked it; those that are not known any more are absent."""
    found = named(product, organisation_id, round_id, subjects)
    return {subject: one.title for subject, one in found.items()}


def named(
    product: Product, organisation_id: str, round_id: str | None, subjects: Iterable[Subject]
) -> dict[Subject, Named]:
    """What each subject is called and where it belongs; those that are not known any more are absent."""
    wanted = set(subjects)
    with product.store.read() as tx:
        found = _measured(tx, organisation_id, wanted)
        if round_id and wanted - found.keys():
            for known in _of_round(tx, organisation_id, round_id):
                found |= _among(wanted - found.keys(), known)
    if missing := {subject for subject in wanted - found.keys() if subject.kind is not SubjectKind.MEASURE}:
        for known in _shipped(product):
            found |= _among(missing - found.keys(), known)
    return found


def choices(product: Product, organisation_id: str, round_id: str | None, unit_id: str) -> dict[Subject, str]:
    """All that an action may be about: what was asked in a round, or ships, and the measures of a unit."""
    with product.store.read() as tx:
        asked = list(_of_round(tx, organisation_id, round_id)) if round_id else []
        kept = measures.of_unit(tx, organisation_id, unit_id)
    found = {subject: one.title for known in asked or _shipped(product) for subject, one in known.items() if subject.of}
    return found | {Subject(SubjectKind.MEASURE, one.id): one.content.name for one in kept if one.ended_on is None}


def of_actions(product: Product, organisation_id: str, actions: Iterable[Action]) -> dict[str, Named]:
    """What each action is about, by the action's id; those that are about nothing in particular are absent."""
    about = sorted((action for action in actions if action.content.subject), key=_round_of)
    found: dict[str, Named] = {}
    for round_id, of_round in groupby(about, _round_of):
        subjects = {action.id: action.content.subject for action in of_round}
        known = named(product, organisation_id, round_id, filter(None, subjects.values()))
        found |= {id_: known[subject] for id_, subject in subjects.items() if subject in known}
    return found


def _round_of(action: Action) -> str:
    return action.round_id or ""


def _measured(tx: Connection, organisation_id: str, wanted: Iterable[Subject]) -> dict[Subject, Named]:
    found = {}
    for subject in wanted:
        if subject.kind is SubjectKind.MEASURE:
            try:
                found[subject] = Named(measures.get(tx, organisation_id, subject.id).content.name)
            except NotFound:
                continue
    return found


def _of_round(tx: Connection, organisation_id: str, round_id: str) -> Iterator[Mapping[Subject, Named]]:
    """The titles in all content of a round: first what was asked in it, then what it pins besides."""
    asked = [(one.content_hash, "questionnaire") for one in assessments.of_round(tx, organisation_id, round_id)]
    pinned = [(hash_, kind) for kind, _id, hash_ in rounds.hashes(tx, organisation_id, round_id)]
    for content_hash, kind in dict.fromkeys(asked + pinned):
        if content_hash not in _KNOWN:
            _KNOWN[content_hash] = dict(_in_pinned(tx, organisation_id, content_hash, kind))
        yield _KNOWN[content_hash]


def _in_pinned(tx: Connection, organisation_id: str, content_hash: str, kind: str) -> Iterator[tuple[Subject, Named]]:
    if kind == "questionnaire":
        return _in_questionnaire(questionnaire_with(tx, organisation_id, content_hash))
    return _in_checklist(load_checklist(content.get(tx, organisation_id, content_hash).body))


def _shipped(product: Product) -> Iterator[Mapping[Subject, Named]]:
    """The titles in what ships, file by file, each read when it is its turn."""
    library = product.library
    for id_ in library.ids("questionnaire"):
        yield dict(_in_questionnaire(library.questionnaire(id_)))
    for id_ in library.ids("checklist"):
        yield dict(_in_checklist(library.checklist(id_)))


def _in_questionnaire(questionnaire: Questionnaire) -> Iterator[tuple[Subject, Named]]:
    """Each section and statement; a statement also by its id alone, as release 1.0.0 kept it."""
    for section in questionnaire.sections:
        yield Subject(SubjectKind.SECTION, section.id, questionnaire.id), Named(section.title, section.title)
        for statement in section.statements:
            yield Subject(SubjectKind.STATEMENT, statement.id, questionnaire.id), Named(statement.text, section.title)
            yield Subject(SubjectKind.STATEMENT, statement.id), Named(statement.text, section.title)


def _in_checklist(checklist: Checklist) -> Iterator[tuple[Subject, Named]]:
    for pitfall in checklist.pitfalls:
        yield Subject(SubjectKind.PITFALL, pitfall.id, checklist.id), Named(pitfall.text, checklist.subject)


def _among(wanted: Iterable[Subject], known: Mapping[Subject, Named]) -> dict[Subject, Named]:
    return {subject: known[subject] for subject in wanted if subject in known}
