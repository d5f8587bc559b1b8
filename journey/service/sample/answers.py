"""The sample council's answers: made from a fixed seed, so that they are the same wherever the sample is loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import cache
from math import floor
from random import Random

from journey.model import AnswerContent, AnswerState, Questionnaire, Section, Statement
from journey.service.sample import notes, story
from journey.service.sample.story import UnitStory

LAST_ROUND = len(story.OCCASIONS) - 1

_FURTHEST_LEANING = 0.6
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
    unit: UnitStory
    occasion: int
    number: int
    role: str | None
    leaning: float
    at: datetime


def replies(unit: UnitStory, occasion: int, questionnaire: Questionnaire) -> Iterator[Reply]:
    """The replies of a unit in a round (0, 1 or 2), one for each of its roles, or one by the team."""
    unsaid = {note.statement_id: note for note in notes.NOTES[occasion] if note.unit == unit.name}
    for number, role in enumerate(unit.roles[occasion] or (None,)):
        who = _respondent(unit, occasion, number, role)
        random = Random(f"{story.SEED}/{unit.name}/{occasion}/{number}/{questionnaire.id}")  # noqa: S311 fiction
        contents = {}
        for section, statement in _reached(who, questionnaire):
            content = _content(random, who, section, statement)
            note = unsaid.get(statement.id)
            if note is not None and content.level in note.fits:
                content = replace(content, note=unsaid.pop(statement.id).text)
            contents[statement.id] = content
        yield Reply(role, contents, who.at, _place(questionnaire, contents))


def takes_part(unit: UnitStory, occasion: int, questionnaire_id: str) -> bool:
    """Whether a unit answers a questionnaire in a round: in the last one the partnership has begun only the stages."""
    return bool(unit.roles[occasion]) or occasion < LAST_ROUND or questionnaire_id == "stages"


def _respondent(unit: UnitStory, occasion: int, number: int, role: str | None) -> _Respondent:
    """The same person for both questionnaires."""
    random = Random(f"{story.SEED}/{unit.name}/{occasion}/{number}")  # noqa: S311 fiction
    begin = datetime.combine(story.OCCASIONS[occasion].held_on, time(9), UTC)
    at = begin + timedelta(days=floor(random.random() * 18), minutes=floor(random.random() * 480))
    return _Respondent(unit, occasion, number, role, _leaning(unit.roles[occasion], number), at)


def _leaning(roles: Sequence[str], number: int) -> float:
    """How much kinder than others of the same role: evenly spread within the role, so that chance moves no role."""
    if not roles:
        return 0.0
    of_role = roles.count(roles[number])
    return _FURTHEST_LEANING * ((2 * roles[:number].count(roles[number]) + 1) / of_role - 1)


def _reached(who: _Respondent, questionnaire: Questionnaire) -> list[tuple[Section, Statement]]:
    """The statements that a respondent came to: all of them, except for those who did not get through."""
    everything = [(section, statement) for section in questionnaire.sections for statement in section.statements]
    if who.occasion < LAST_ROUND:
        return everything
    if who.role is None:
        return [(s, t) for s, t in everything if s.statements.index(t) < story.PARTNERSHIP_SO_FAR.get(s.id, 0)]
    if (who.number + 1) % story.LEAVES_OFF == 0:
        return everything[: len(everything) // 2]
    return everything


def _content(random: Random, who: _Respondent, section: Section, statement: Statement) -> AnswerContent:
    """One answer. It takes the same number of random numbers whatever comes out, so that no answer moves another."""
    state_chance, evidence_chance, which, bell = random.random(), random.random(), random.random(), _bell(random)
    if who.role:
        if state_chance < story.DONT_KNOW.get(who.role, {}).get(section.id, story.DONT_KNOW_USUALLY):
            return AnswerContent(AnswerState.DONT_KNOW)
        if _does_not_apply(who.role, statement) and state_chance > 1 - story.NOT_APPLICABLE_SHARE:
            return AnswerContent(AnswerState.NOT_APPLICABLE, reason=story.NOT_APPLICABLE[statement.id])
    seen = _level_as_seen(who, section, statement) + bell * _ANSWER_SPREAD
    content = AnswerContent(AnswerState.LEVEL, min(4, max(1, floor(seen + 0.5))))
    if content.level in (3, 4) and evidence_chance < _evidence_share(who, statement):
        return _with_evidence(content, which, who, section, statement)
    return content


def _does_not_apply(role: str, statement: Statement) -> bool:
    return role in ("front-line", "partners") and statement.id in story.NOT_APPLICABLE


def _evidence_share(who: _Respondent, statement: Statement) -> float:
    if who.role is None:
        return float(statement.id in notes.PARTNERSHIP_EVIDENCE)
    return notes.EVIDENCE_SHARES[who.occasion]


def _with_evidence(
    content: AnswerContent, which: float, who: _Respondent, section: Section, statement: Statement
) -> AnswerContent:
    """``which``, from 0 to 1, chooses the evidence, and how long ago leaders acted."""
    texts = notes.EVIDENCE[section.id]
    if who.role is None:
        texts = (notes.PARTNERSHIP_EVIDENCE[statement.id],)
    content = replace(content, evidence=texts[floor(which * len(texts))])
    if statement.id not in notes.ACTS:
        return content
    days_ago = 120 if which < notes.OLD_ACT_SHARE else 10 + floor(which * 60)
    return replace(content, act=notes.ACTS[statement.id], act_on=who.at.date() - timedelta(days=days_ago))


def _level_as_seen(who: _Respondent, section: Section, statement: Statement) -> float:
    """Where the statement stands in the unit, through the eyes of the respondent."""
    own = (who.unit.sections or {}).get(section.id, 0.0)
    level = story.SECTIONS[section.id][who.occasion] + who.unit.lift + own + _offset(statement.id, who.occasion)
    if who.role is None:
        return level
    further = story.ROLE_STATEMENTS.get(statement.id, {}).get(who.role, 0.0)
    return level + story.ROLE_LEANINGS[who.role] + further + who.leaning


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
