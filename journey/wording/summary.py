"""A short written summary, computed from the findings, that a manager could paste into a committee paper.

The finding comes first, then what it means and what to begin with, then what is not known, and last what it rests on:
together at most 170 words, by which no statement is quoted within a sentence. There is no grade for the whole, on
purpose. Which section comes first, and how sure that is, is said in the words of ``ranking``, as on every page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from journey.model import LEVELS, Hidden, Profile, Questionnaire, Readiness
from journey.rules import findings
from journey.wording import formatting, ranking, terms
from journey.wording.first_things import first_things
from journey.wording.holding_back import NOTHING_BLOCKS
from journey.wording.in_context import in_context
from journey.wording.not_known import not_known
from journey.wording.scores import ScoredSections, rows, sentence

WORD_LIMIT = 170

MEANS: Mapping[int, str] = {
    1: "a visitor could be shown little or nothing",
    2: "something is there, in parts or depending on people",
    3: "it is there, and used across the organisation",
}
"""What it means for a section that no more than this level can be relied on."""

FIRST_LOOK = "It shows where to begin, and no level yet that can be relied on."
NOTHING_BELOW = f"Nothing that was answered stands below level {LEVELS[-1]}."
HIGHEST = f"{NOTHING_BLOCKS} What remains is to see that it lasts."
NOT_KNOWN = "Not yet known."
SCALE = f"Levels run from {LEVELS[0]} to {LEVELS[-1]}."

NAMED, COUNTED = "named", "counted"
SHORTER_AND_SHORTER = (
    (3, 3, NAMED),
    (3, 3, COUNTED),
    (3, 1, COUNTED),
    (3, 1, ""),
    (2, 1, ""),
    (1, 1, ""),
    (0, 1, ""),
    (0, 0, ""),
)
"""How many things are listed to begin with, of how many sections a list gives the titles before it counts them, and
whether the sections are named or counted by the level that can be relied on."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What is said, in the order in which it is read; what has nothing to say is empty.

    ``things`` are what ``meaning`` leads up to, a line each. ``context`` is not counted among the words.
    """

    finding: str
    meaning: str
    things: tuple[str, ...]
    not_known: str
    basis: str
    context: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs as they are pasted, the things to begin with on numbered lines."""
        lines = (f"{place}. {thing}" for place, thing in enumerate(self.things, start=1))
        meaning = "\n".join(filter(None, [self.meaning, *lines]))
        return tuple(filter(None, [self.finding, meaning, self.not_known, self.basis, self.context]))

    @property
    def words(self) -> int:
        """How many words there are, numbers of lines not counted."""
        said = (self.finding, self.meaning, *self.things, self.not_known, self.basis)
        return sum(len(text.split()) for text in said)


def summarise(
    questionnaire: Questionnaire,
    profile: Profile,
    organisation_name: str,
    round_name: str,
    held_on: date,
    readiness: Mapping[str, Readiness] | None = None,
) -> Summary:
    """The summary. ``readiness``, by section id, adds the critical pitfalls that are not avoided.

    Sections are named and things to begin with listed as far as the word limit allows; else they are counted. What
    holds back first is named in any case.
    """
    sections = rows(questionnaire, profile)
    first = findings.rank(profile).first
    basis = _basis(questionnaire, profile, f"{organisation_name}, {round_name} ({formatting.day(held_on)})")
    context = in_context(questionnaire) if any(score.index is not None for _, score in sections) else ""
    for things, named, levels in SHORTER_AND_SHORTER:
        begin = first_things(questionnaire, profile, things)
        meaning = filter(None, [_meaning(questionnaire, profile, first), *_pitfalls(readiness), begin.lead])
        unknown = not_known(questionnaire, profile, readiness, named)
        found = Summary(
            " ".join(filter(None, [_finding(questionnaire, profile, named), _levels(sections, first, levels)])),
            " ".join(meaning),
            begin.things,
            f"{NOT_KNOWN} {unknown}" if unknown else "",
            basis,
            context,
        )
        if found.words <= WORD_LIMIT:
            break
    return found


def _finding(questionnaire: Questionnaire, profile: Profile, named: int) -> str:
    return sentence(ranking.standing(questionnaire, profile, named))


def _levels(sections: ScoredSections, first: Sequence[str], how: str) -> str:
    """Which other sections, or how many, can be relied on at each level, the highest first."""
    others = {section.title: score.secure_level for section, score in sections if section.id not in first}
    levels = {title: level for title, level in others.items() if level is not None}
    if not how or not levels:
        return ""
    parts: list[str] = []
    for level in sorted(set(levels.values()), reverse=True):
        titles = [title for title, own in levels.items() if own == level]
        which = formatting.listed(titles) if how == NAMED else formatting.number(len(titles))
        at = f"at level {level}, {terms.level_name(level)}" if parts else ranking.relied_on(level)
        parts.append(f"{which} {at}")
    if how == NAMED:
        return f"{'; '.join(parts)}."
    if len(levels) == 1:
        return f"The other section {parts[0].removeprefix('one ')}."
    return f"Of the other {formatting.number(len(levels))}, {'; '.join(parts)}."


def _meaning(questionnaire: Questionnaire, profile: Profile, first: Sequence[str]) -> str:
    """What the finding means: of what comes first, what its level stands for, and what is enough for the next."""
    if findings.silence(profile):
        return ""
    if findings.is_first_look(profile):
        is_shown = any(score.statements for score in profile.sections)
        return FIRST_LOOK if findings.first_look(profile) else NOTHING_BELOW if is_shown else ""
    scores = [profile.section(section_id) for section_id in first]
    level = scores[0].secure_level if scores else None
    if level is None:
        return ""
    if level == LEVELS[-1]:
        return HIGHEST
    is_compared = len(scores) > 1 or findings.rank(profile).weakest
    which = "Each" if len(scores) > 1 else ranking.titles_of(questionnaire)[first[0]]
    means = f"{which} {ranking.relied_on(level)}: {MEANS[level]}." if is_compared else f"At this level {MEANS[level]}."
    below = len(findings.blockers(profile, first))
    if not below:
        return means
    if len(scores) > 1:
        stand = formatting.count(below, "statement stands", "statements stand")
        return f"{means} There, {stand} below level {level + 1}."
    needed = ranking.below_next_level(scores[0])
    return f"{means} {sentence(needed + (' to reach it' if '; ' in needed else ''))}"


def _pitfalls(readiness: Mapping[str, Readiness] | None) -> list[str]:
    """The critical pitfalls that are not avoided, of the checklists that somebody has gone through."""
    touched = [ready.tally for ready in (readiness or {}).values() if not ready.tally.is_untouched]
    not_avoided = sum(len(tally.critical_found) for tally in touched)
    if not_avoided:
        are = formatting.count(not_avoided, "critical pitfall is", "critical pitfalls are")
        return [f"{formatting.capital(are)} not avoided."]
    is_every_one_seen = len(touched) == len(readiness or {}) and not any(tally.critical_open for tally in touched)
    are_all = is_every_one_seen and any(tally.critical for tally in touched)
    return ["Every critical pitfall is avoided."] if are_all else []


def _basis(questionnaire: Questionnaire, profile: Profile, occasion: str) -> str:
    """Who was asked what, when, and how many answered."""
    responses = formatting.count(profile.responses, "response")
    asked = f"Basis: {occasion}, {responses} to “{questionnaire.title}”{_asked(questionnaire, profile)}."
    return f"{asked} {SCALE}" if any(score.index is not None for score in profile.sections) else asked


def _asked(questionnaire: Questionnaire, profile: Profile) -> str:
    """How much of the questionnaire was asked. What was asked can be seen only where the statements are shown."""
    hidden = {section.section_id for section in profile.sections if section.hidden is not Hidden.NOTHING}
    visible = [
        statement for section in questionnaire.sections if section.id not in hidden for statement in section.statements
    ]
    asked = {statement.statement_id for section in profile.sections for statement in section.statements}
    if len(asked) == len(visible):
        return ""
    if asked == {statement.id for statement in visible if statement.quick}:
        number, of_all = sum(s.quick for s in questionnaire.statements()), len(questionnaire.statements())
        return f", a quick check of {number} of its {of_all} statements"
    return ", with some of its statements asked" if hidden else f", {len(asked)} of its {len(visible)} statements asked"
