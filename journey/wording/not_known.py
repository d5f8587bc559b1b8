"""What a profile cannot tell: what nobody could say, what rests on few answers, and what is hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.model import FEW_RESPONSES, Hidden, Profile, Questionnaire, Readiness, Section, Silence
from journey.rules import findings
from journey.rules.stability import Firmness, stability
from journey.wording import evidence, formatting, limits
from journey.wording.few_could_say import few_could_say
from journey.wording.formatting import capital, count
from journey.wording.scores import ScoredSections, rows
from journey.wording.suppression import TOO_FEW_OR_ALIKE


def not_known(
    questionnaire: Questionnaire, profile: Profile, readiness: Mapping[str, Readiness] | None, named: int
) -> str:
    """Sentences on what is not known; a list gives at most ``named`` titles, and more are counted."""
    sections = rows(questionnaire, profile)
    return " ".join(
        [
            *_unanswered(profile, sections, named),
            *_could_not_say(questionnaire, profile),
            *_unsure(profile, sections, named),
            *evidence.noted(profile),
            *_hidden(sections),
            *_pitfalls(readiness),
        ]
    )


def _unanswered(profile: Profile, sections: ScoredSections, named: int) -> list[str]:
    """The sections without a score. Where none has one, the finding has said why."""
    if findings.silence(profile):
        return []
    least_known = findings.rank(profile).least_known
    silent = [section for section, _ in sections if section.id in least_known]
    absent = [
        (section, score)
        for section, score in sections
        if score.index is None and score.hidden is Hidden.NOTHING and section not in silent
    ]
    off_topic = [section for section, score in absent if findings.does_not_apply(score)]
    without = [section for section, score in absent if section not in off_topic]
    return [
        *([f"Least is known about {_titles(silent, named)}."] if silent else []),
        *([f"{capital(_titles(without, named))} {_has(without)} too few answers for a score."] if without else []),
        *([f"{capital(_titles(off_topic, named))} {_is(off_topic)} marked as not applying."] if off_topic else []),
    ]


def _could_not_say(questionnaire: Questionnaire, profile: Profile) -> list[str]:
    """To how many statements nobody, or hardly anybody, could give a level."""
    if findings.silence(profile) is Silence.DONT_KNOW:
        return []
    if profile.responses > 1:
        few = len(few_could_say(questionnaire, profile))
        return [f"Hardly anybody could say how {count(few, 'statement stands', 'statements stand')}."] if few else []
    dont_know = sum(statement.counts.dont_know for score in profile.sections for statement in score.statements)
    return [f"{capital(count(dont_know, 'statement'))} could not be answered: who would know?"] if dont_know else []


def _unsure(profile: Profile, sections: ScoredSections, named: int) -> list[str]:
    """How little stands behind the scores."""
    scored = [(section, score) for section, score in sections if score.index is not None]
    if not scored:
        return []
    is_first_look = findings.is_first_look(profile)
    indicative = [section for section, score in scored if score.is_indicative and not is_first_look]
    provisional = [section for section, score in scored if score.is_provisional and section not in indicative]
    sentences = [*_few(profile.responses)]
    if provisional:
        every = len(provisional) == len(scored) > 1
        scores = "Every score is" if every else f"The score of {_titles(provisional, named)} is"
        sentences.append(f"{scores} provisional, from {limits.PROVISIONAL}.")
    if indicative:
        few = f"fewer than {limits.SECURE_FROM_STATEMENTS} statements scored"
        sentences.append(f"{capital(_titles(indicative, named))} {_has(indicative)} {few}, so no level.")
    return [*sentences, *_on_the_edge(profile, scored)]


def _few(responses: int) -> list[str]:
    if responses >= FEW_RESPONSES:
        return []
    stand = f"{count(responses, 'response stands', 'responses stand')} behind this"
    return [f"{capital(stand) if responses == 1 else f'Only {stand}'}: others may see it otherwise."]


def _on_the_edge(profile: Profile, scored: ScoredSections) -> list[str]:
    """That a single section that comes first might as well have another level; of few people any might."""
    first = findings.rank(profile).first
    if len(first) != 1 or profile.responses < FEW_RESPONSES:
        return []
    section, score = next(pair for pair in scored if pair[0].id == first[0])
    found = stability(score)
    if found is None or found.firmness is not Firmness.ON_THE_EDGE or found.fewest is None:
        return []
    others = count(found.fewest, "other answer", "other answers")
    return [f"The level of {section.title} is on the edge: {others} would have made it another."]


def _hidden(sections: ScoredSections) -> list[str]:
    """Which sections a small group's answers keep back, in part or whole."""
    whole = [section for section, score in sections if score.hidden is Hidden.EVERYTHING]
    parts = [section for section, score in sections if score.hidden is Hidden.STATEMENTS]
    sentences = []
    if whole:
        sentences.append(f"Hidden, because {TOO_FEW_OR_ALIKE}: {_titles(whole, 1)}.")
    if parts:
        sentences.append(f"Shown without single statements, so that nobody’s answer is seen: {_titles(parts, 1)}.")
    return sentences


def _pitfalls(readiness: Mapping[str, Readiness] | None) -> list[str]:
    """Which checklists nobody has gone through: it is said of none of their pitfalls that it is not avoided."""
    untouched = sum(ready.tally.is_untouched for ready in (readiness or {}).values())
    if not untouched:
        return []
    if untouched == len(readiness or {}):
        return ["Nobody has looked at the pitfalls yet."]
    stages = count(untouched, "stage")
    return [f"Nobody has looked at the pitfalls of {stages} yet."]


def _titles(sections: Sequence[Section], named: int) -> str:
    """All titles where there are at most ``named``, else the first of them and how many more."""
    titles = [section.title for section in sections]
    if len(titles) <= named:
        return formatting.listed(titles)
    if named < 2:
        return count(len(titles), "section")
    rest = len(titles) - named + 1
    return formatting.listed([*titles[: named - 1], count(rest, "more section")])


def _has(sections: Sequence[Section]) -> str:
    return "has" if len(sections) == 1 else "have"


def _is(sections: Sequence[Section]) -> str:
    return "is" if len(sections) == 1 else "are"
