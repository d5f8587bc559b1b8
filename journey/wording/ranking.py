"""What holds a unit back first and what is strongest, in words: the same for Home, Profile, summary and pictures.

A tie is said as a tie, a lone score as a lone score, and titles are named as they are written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.model import LEVEL_NAMES, Extreme, Profile, Questionnaire, Ranking, SectionScore, Silence
from journey.rules import findings
from journey.rules.secure_level import needed_for_next_level
from journey.wording.formatting import count, index_figure, listed, number

LONGEST_LIST = 3
"""So many titles are named; more are counted."""
WEAKEST = ("weakest", "low")
STRONGEST = ("strongest", "high")
"""What one section is called, and what several are that are alike."""


def standing(questionnaire: Questionnaire, profile: Profile, longest: int = LONGEST_LIST) -> str:
    """Where the sections stand beside each other, as a clause without capital and full stop.

    Of what is highest at most ``longest`` sections are named, and more are counted. What is lowest is named as it is
    everywhere: it is what holds back.
    """
    titles = titles_of(questionnaire)
    if silent := findings.silence(profile):
        return silence(silent, profile)
    if findings.is_first_look(profile):
        return f"a first look: {first_look(profile, titles)}"
    ranking = findings.rank(profile)
    if not ranking.ranked:
        return "no score may be shown"
    scores = {score.section_id: score for score in profile.sections}
    sections = len(profile.sections)
    if len(ranking.ranked) == 1:
        return _lone(scores[ranking.ranked[0]], titles, sections)
    if ranking.weakest is None:
        return f"{all_ranked(ranking, sections)} stand {_figures(ranking.ranked, scores, 'close together, ')}"
    limit = "" if len(ranking.ranked) == sections else f"of the {number(len(ranking.ranked))} with a secure level, "
    ends = [_end(ranking.strongest, STRONGEST, titles, scores, longest)] if ranking.strongest else []
    return limit + "; ".join([*ends, _end(ranking.weakest, WEAKEST, titles, scores)])


def weakest(end: Extreme, titles: Mapping[str, str], scores: Mapping[str, SectionScore]) -> str:
    """What holds back first, as a clause: one section that is weakest, or several that are equally low."""
    return _end(end, WEAKEST, titles, scores)


def certainty(end: Extreme) -> str:
    """How sure it is that a single section is at this end."""
    return "is probably" if end.is_probable else "may be"


def names(section_ids: Sequence[str], titles: Mapping[str, str], longest: int = LONGEST_LIST) -> str:
    """The titles, or how many they are where that would be a long list."""
    if len(section_ids) > longest:
        return number(len(section_ids))
    return listed([titles[section_id] for section_id in section_ids])


def all_ranked(ranking: Ranking, sections: int) -> str:
    """``all three``, ``both with a secure level``."""
    many = len(ranking.ranked)
    return ("both" if many == 2 else f"all {number(many)}") + ("" if many == sections else " with a secure level")


def first_look(profile: Profile, titles: Mapping[str, str]) -> str:
    """Where to begin when no section has a secure level, as a clause."""
    section_ids = first_look_sections(profile)
    if section_ids:
        return f"begin with {names(section_ids, titles)}"
    if findings.are_all_highest(profile):
        return "every statement stands at level 4, so nothing is to be looked at first"
    scored = [score.section_id for score in profile.sections if score.index is not None]
    return f"the scores stand {_figures(scored, {score.section_id: score for score in profile.sections})}"


def first_look_sections(profile: Profile) -> tuple[str, ...]:
    """The sections of the statements to look at first, in that order."""
    section_of = {s.statement_id: score.section_id for score in profile.sections for s in score.statements}
    return tuple(dict.fromkeys(section_of[statement.statement_id] for statement in findings.look_first(profile)))


def first_sections(profile: Profile) -> tuple[str, ...]:
    """The sections to speak of first: what holds back, or after a quick check those to look at first."""
    return first_look_sections(profile) if findings.is_first_look(profile) else findings.rank(profile).first


def silence(why: Silence, profile: Profile) -> str:
    """Why there is no score at all, as a clause: ten "don't know" are a finding, and so is what does not apply."""
    counts = [statement.counts for score in profile.sections for statement in score.statements]
    dont_know = sum(count.dont_know for count in counts)
    answers = profile.responses * len(counts) - sum(count.not_applicable for count in counts)
    match why:
        case Silence.NO_ANSWER:
            return "no statement has a level yet"
        case Silence.DOES_NOT_APPLY:
            return "every statement that was asked was marked as not applying here"
        case Silence.DONT_KNOW:
            many = (
                f"all {number(answers)} answers are"
                if dont_know == answers
                else f"{dont_know} of {answers} answers are"
            )
            return f"{many} “don’t know”: that is the finding, and the next question is who might know"
        case Silence.TOO_FEW_LEVELS:
            return "there are not enough answers yet for a score"


def least_known(ranking: Ranking, titles: Mapping[str, str]) -> str:
    """A sentence on the sections that most could not answer, or nothing."""
    if not ranking.least_known:
        return ""
    return f"Least is known about {names(ranking.least_known, titles)}: begin by finding out."


def relied_on(level: int) -> str:
    """A secure level, as what can be said of a section."""
    return f"can be relied on at level {level}, {LEVEL_NAMES[level].lower()}"


def below_next_level(score: SectionScore) -> str:
    """How many statements stand below the next level, and how many of them are enough; nothing without a next one."""
    if score.secure_level is None or not score.blockers:
        return ""
    many, needed = len(score.blockers), needed_for_next_level(score)
    stand = count(many, "statement stands", "statements stand")
    if many == 1:
        return f"{stand} below level {score.secure_level + 1}"
    enough = "all are needed" if needed == many else f"{number(needed)} of them {_is(needed)} enough"
    return f"{stand} below level {score.secure_level + 1}; {enough}"


def titles_of(questionnaire: Questionnaire) -> Mapping[str, str]:
    """The titles of the sections as they are written, by section id."""
    return {section.id: section.title for section in questionnaire.sections}


def _lone(score: SectionScore, titles: Mapping[str, str], sections: int) -> str:
    """The only section with a secure level: it is not compared."""
    title, figure = titles[score.section_id], index_figure(score.index or 0)
    clause = f"{relied_on(score.secure_level or 0)}, with an index of {figure}"
    return f"{title} {clause}" if sections == 1 else f"only {title} has enough answers for a level: it {clause}"


def _end(
    end: Extreme,
    words: tuple[str, str],
    titles: Mapping[str, str],
    scores: Mapping[str, SectionScore],
    longest: int = LONGEST_LIST,
) -> str:
    """One end of a ranking; ``words`` are those for a single section and for several that are alike."""
    superlative, alike = words
    which = names(end.section_ids, titles, longest if end.is_tie else 1)
    figures = _figures(end.section_ids, scores)
    if end.is_tie:
        return f"{which} are about equally {alike}, {figures}"
    return f"{which} {certainty(end)} {superlative}, {figures}"


def _figures(section_ids: Sequence[str], scores: Mapping[str, SectionScore], apart: str = "") -> str:
    """``at 2.0``, or with ``apart`` before it ``from 2.0 to 2.2``."""
    indexes = [index for section_id in section_ids if (index := scores[section_id].index) is not None]
    low, high = index_figure(min(indexes)), index_figure(max(indexes))
    return f"at {low}" if low == high else f"{apart}from {low} to {high}"


def _is(many: int) -> str:
    return "is" if many == 1 else "are"
