"""The sample council's answers: made from a fixed seed, so that they are the same wherever the sample is loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import cache
from math import floor
from random import Random

from journey.model import AnswerContent, AnswerState, Questionnaire, Section, Statement
from journey.service import sample_story as story
from journey.service import sample_words as words
from journey.service.sample_story import UnitStory

OPEN_ROUND = len(story.OCCASIONS) - 1

_PERSON_SPREAD = 0.35
_ANSWER_SPREAD = 0.45
_STATEMENT_SPREAD = 0.15


@dataclass(frozen=True, slots=True)
class Reply:
    """One respondent's answers to one questionnaire, by statement id.

    ``place`` is the section where they left off, None where they finished. A team that answers openly has no role.
    """

    role: str | None
    contents: Mapping[str, AnswerContent]
    at: datetime
    place: str | None


@dataclass(frozen=True, slots=True)
class _Respondent:
    role: str | None
    leaning: float
    at: datetime


def replies(unit: UnitStory, occasion: int, questionnaire: Questionnaire) -> Iterator[Reply]:
    """The replies of a unit in a round (0, 1 or 2), in the order in which they were begun."""
    notes = {note.statement_id: note for note in words.NOTES[occasion] if note.unit == unit.name}
    for number, role in enumerate(unit.roles[occasion] or (None,)):
        respondent = _respondent(unit, occasion, number, role)
        random = Random(f"{story.SEED}/{unit.name}/{occasion}/{number}/{questionnaire.id}")  # noqa: S311 fiction
        contents = {}
        for section, statement in _asked(unit, occasion, number, questionnaire):
            content = _content(random, unit, occasion, respondent, section, statement)
            note = notes.get(statement.id)
            if note is not None and content.level in note.fits:
                content = replace(content, note=notes.pop(statement.id).text)
            contents[statement.id] = content
        yield Reply(role, contents, respondent.at, _place(questionnaire, contents))


def takes_part(unit: UnitStory, occasion: int, questionnaire_id: str) -> bool:
    """Whether a unit answers a questionnaire in a round: the partnership has begun only the stages in the open one."""
    return bool(unit.roles[occasion]) or occasion < OPEN_ROUND or questionnaire_id == "stages"


def _respondent(unit: UnitStory, occasion: int, number: int, role: str | None) -> _Respondent:
    """The same person for both questionnaires."""
    random = Random(f"{story.SEED}/{unit.name}/{occasion}/{number}")  # noqa: S311 fiction
    begin = datetime.combine(story.OCCASIONS[occasion].held_on, time(9), UTC)
    at = begin + timedelta(days=floor(random.random() * 18), minutes=floor(random.random() * 480))
    return _Respondent(role, _bell(random) * _PERSON_SPREAD, at)


def _asked(
    unit: UnitStory, occasion: int, number: int, questionnaire: Questionnaire
) -> Iterator[tuple[Section, Statement]]:
    """The statements that a respondent came to: all of them, except for those who are not through yet."""
    everything = [(section, statement) for section in questionnaire.sections for statement in section.statements]
    if occasion < OPEN_ROUND:
        return iter(everything)
    if not unit.roles[occasion]:
        return ((s, t) for s, t in everything if s.statements.index(t) < story.PARTNERSHIP_SO_FAR.get(s.id, 0))
    leaves_off = (number + 1) % story.LEAVES_OFF == 0
    return iter(everything[: len(everything) // 2] if leaves_off else everything)


def _content(
    random: Random,
    unit: UnitStory,
    occasion: int,
    respondent: _Respondent,
    section: Section,
    statement: Statement,
) -> AnswerContent:
    """One answer. It takes the same number of random numbers whatever comes out, so that no answer moves another."""
    state_chance, evidence_chance, which = random.random(), random.random(), random.random()
    seen = _level_as_seen(unit, occasion, respondent, section, statement) + _bell(random) * _ANSWER_SPREAD
    role = respondent.role
    unknown = story.DONT_KNOW.get(role, {}).get(section.id, story.DONT_KNOW_USUALLY) if role else 0.0
    if state_chance < unknown:
        return AnswerContent(AnswerState.DONT_KNOW)
    if role in ("front-line", "partners") and 1 - state_chance < story.NOT_APPLICABLE_SHARE:
        reason = story.NOT_APPLICABLE.get(statement.id)
        if reason:
            return AnswerContent(AnswerState.NOT_APPLICABLE, reason=reason)
    level = min(4, max(1, floor(seen + 0.5)))
    if level < 3 or evidence_chance >= words.EVIDENCE_SHARES[occasion]:
        return AnswerContent(AnswerState.LEVEL, level)
    return _evidenced(AnswerContent(AnswerState.LEVEL, level), which, respondent.at, section, statement)


def _evidenced(
    content: AnswerContent, which: float, at: datetime, section: Section, statement: Statement
) -> AnswerContent:
    texts = words.EVIDENCE[section.id]
    evidence = texts[floor(which * len(texts))]
    act = words.ACTS.get(statement.id, "")
    days_ago = 120 if which < words.OLD_ACT_SHARE else 10 + floor(which * 60)
    return replace(content, evidence=evidence, act=act, act_on=at.date() - timedelta(days=days_ago) if act else None)


def _level_as_seen(
    unit: UnitStory, occasion: int, respondent: _Respondent, section: Section, statement: Statement
) -> float:
    """Where the statement stands in this unit, through the eyes of this respondent."""
    own = (unit.sections or {}).get(section.id, 0.0)
    level = story.SECTIONS[section.id][occasion] + unit.lift + own + _offset(statement.id, occasion)
    if respondent.role is None:
        return level
    further = story.ROLE_STATEMENTS.get(statement.id, {}).get(respondent.role, 0.0)
    return level + story.ROLE_LEANINGS[respondent.role] + further + respondent.leaning


@cache
def _offset(statement_id: str, occasion: int) -> float:
    if statement_id in story.STATEMENTS:
        return story.STATEMENTS[statement_id][occasion]
    return _bell(Random(f"{story.SEED}/{statement_id}")) * _STATEMENT_SPREAD  # noqa: S311 fiction


def _bell(random: Random) -> float:
    """A random number around 0 with a standard deviation of 1, from what Python promises never to change."""
    return 2 * (random.random() + random.random() + random.random() - 1.5)


def _place(questionnaire: Questionnaire, contents: Mapping[str, AnswerContent]) -> str | None:
    """The last section with an answer, for those who left statements out."""
    if len(contents) == len(questionnaire.statements()):
        return None
    return [s.id for s in questionnaire.sections if any(t.id in contents for t in s.statements)][-1]
