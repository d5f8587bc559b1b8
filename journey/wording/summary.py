"""A short written summary, computed from the findings, that a manager could paste into a committee paper.

Two to four plain paragraphs of at most 140 words together: where the organisation stands, what is strongest, weakest
and in the way, and how far the figures can be trusted. There is no grade for the whole, on purpose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from journey.model import LEVEL_NAMES, Hidden, Profile, Questionnaire, Readiness, Section, SectionScore
from journey.wording import formatting

WORD_LIMIT = 140
SHORTER_AND_SHORTER = ((3, 3), (2, 3), (1, 3), (0, 3), (0, 1))
"""How many statements are quoted, and of how many sections a list gives the titles, before it counts the rest."""

Scored = Sequence[tuple[Section, SectionScore]]


def summarise(
    questionnaire: Questionnaire,
    profile: Profile,
    organisation_name: str,
    round_name: str,
    held_on: date,
    readiness: Mapping[str, Readiness] | None = None,
) -> tuple[str, ...]:
    """The summary's paragraphs. ``readiness``, by section id, adds the open critical pitfalls.

    Statements are quoted and sections named as far as the word limit allows; else they are counted.
    """
    opening = _opening(questionnaire, profile, f"{organisation_name}, {round_name} ({formatting.day(held_on)})")
    asked = _asked(questionnaire, profile)
    scored = [(section, score) for section, score in asked if score.index is not None]
    if not scored:
        return opening, _no_score(asked, profile), *_hidden(asked), *_pitfalls(readiness)
    for quoted, named in SHORTER_AND_SHORTER:
        paragraphs = (
            f"{opening} {_bands(asked, scored)}".strip(),
            _extremes(asked, scored, named),
            _in_the_way(scored, quoted),
            " ".join([*_caution(asked, scored, named), *_evidence(asked), *_hidden(asked), *_pitfalls(readiness)]),
        )
        shown = tuple(paragraph for paragraph in paragraphs if paragraph)
        if sum(len(paragraph.split()) for paragraph in shown) <= WORD_LIMIT:
            break
    return shown


def _asked(questionnaire: Questionnaire, profile: Profile) -> Scored:
    """The sections of the profile in the order of the questionnaire, each with its score."""
    scores = {score.section_id: score for score in profile.sections}
    return [(section, scores[section.id]) for section in questionnaire.sections if section.id in scores]


def _opening(questionnaire: Questionnaire, profile: Profile, occasion: str) -> str:
    responses = formatting.count(profile.responses, "response")
    start = f"{occasion}: {responses} to “{questionnaire.title}”"
    # What was asked can be seen only where the statements are shown.
    hidden = {section.section_id for section in profile.sections if section.hidden is not Hidden.NOTHING}
    every = [
        statement for section in questionnaire.sections if section.id not in hidden for statement in section.statements
    ]
    asked = {s.statement_id for section in profile.sections for s in section.statements}
    quick = {statement.id for statement in every if statement.quick}
    if len(asked) == len(every):
        return f"{start}."
    if asked == quick:
        number, of_all = sum(s.quick for s in questionnaire.statements()), len(questionnaire.statements())
        return f"{start}, as a quick check of {number} of its {of_all} statements, so read it as indicative."
    if hidden:
        return f"{start}, with some of its statements asked."
    return f"{start}, with {len(asked)} of its {len(every)} statements asked."


def _no_score(asked: Scored, profile: Profile) -> str:
    if not profile.responses or not any(s.counts.n for _, score in asked for s in score.statements):
        return "No statement has a level yet, so there is nothing to say about where the organisation stands."
    return "In every section fewer than half of the answers carry a level: too few for a score."


def _bands(asked: Scored, scored: Scored) -> str:
    """How many sections stand in each band, the lowest first; nothing for a single section."""
    if len(scored) == 1:
        return ""
    bands = [score.band for _, score in scored]
    sections = _how_many(asked, scored)
    counted = [(bands.count(band), LEVEL_NAMES[band].lower()) for band in LEVEL_NAMES if band in bands]
    if len(counted) == 1:
        return f"All {sections} are {counted[0][1]}."
    parts = [f"{formatting.count(number, 'is', 'are')} {name}" for number, name in counted]
    return f"Of the {sections}, {formatting.listed(parts)}."


def _extremes(asked: Scored, scored: Scored, named: int) -> str:
    """What is strongest and what weakest, by the indexes as they are shown."""
    if len(scored) == 1:
        section, score = scored[0]
        return f"“{section.title}” stands at {_standing(score)} on the scale from 1 to 4."
    shown = [_figure(score) for _, score in scored]
    high, low = max(shown), min(shown)
    if high == low:
        return f"All {_how_many(asked, scored)} stand equally, at {high} on the scale from 1 to 4."
    strongest = [pair for pair, figure in zip(scored, shown, strict=True) if figure == high]
    weakest = [pair for pair, figure in zip(scored, shown, strict=True) if figure == low]
    return f"On the scale from 1 to 4, {_at('strongest', strongest, named)}; {_at('weakest', weakest, named)}."


def _at(superlative: str, sections: Scored, named: int) -> str:
    """``strongest is “A”, at 3.1``, or with a tie ``equally strongest are “A” and “B”, at 3.1``."""
    if len(sections) == 1:
        section, score = sections[0]
        return f"{superlative} is “{section.title}”, at {_standing(score)}"
    titles = _titles([section for section, _ in sections], named)
    return f"equally {superlative} are {titles}, at {_figure(sections[0][1])}"


def _in_the_way(scored: Scored, quoted: int) -> str:
    """What blocks the next level where the index is lowest; with a tie, where the secure level is lowest too."""
    lowest = min(_figure(score) for _, score in scored)
    weakest = [(section, score) for section, score in scored if _figure(score) == lowest]
    section, score = min(weakest, key=lambda pair: pair[1].secure_level or 5)
    if score.secure_level is None or (score.hidden is not Hidden.NOTHING and score.secure_level < 4):
        return ""
    if score.secure_level == 4:
        return "Nothing blocks a next level: the highest is secure."
    texts = {statement.id: statement.text.rstrip(".") for statement in section.statements}
    named = [f"“{texts[statement_id]}”" for statement_id in score.blockers[:quoted]]
    rest = len(score.blockers) - len(named)
    more = formatting.count(rest, "more statement" if named else "statement")
    blockers = formatting.listed([*named, more] if rest else named)
    holds = "holds" if len(score.blockers) == 1 else "hold"
    return f"In “{section.title}”, {blockers} {holds} the secure level at {score.secure_level}."


def _caution(asked: Scored, scored: Scored, named: int) -> list[str]:
    """What has no score, which scores are provisional, and which stand without a secure level."""
    without = [section for section, score in asked if score.index is None and score.hidden is not Hidden.EVERYTHING]
    provisional = [section for section, score in scored if score.is_provisional]
    indicative = [section for section, score in scored if score.is_indicative]
    sentences = []
    if without:
        sentences.append(f"Too few answers for a score: {_titles(without, named)}.")
    if provisional:
        which = "every score" if len(provisional) == len(scored) > 1 else _titles(provisional, named)
        sentences.append(f"Provisional, with coverage below 70%: {which}.")
    if indicative:
        which = "any section" if len(indicative) == len(scored) > 1 else _titles(indicative, named)
        sentences.append(f"No secure level in {which}: fewer than three statements are scored there.")
    return sentences


def _evidence(asked: Scored) -> list[str]:
    """How many of the levels 3 and 4 carry evidence."""
    counts = [s.counts for _, score in asked for s in score.statements]
    high = sum(c.levels[2] + c.levels[3] for c in counts)
    evidenced = sum(c.evidenced for c in counts)
    if not high:
        return ["No answer is at level 3 or 4."]
    if high == 1:
        return [f"{'Evidence' if evidenced else 'No evidence'} is noted for the one answer at level 3 or 4."]
    if evidenced == high:
        return [f"Evidence is noted for every answer at level 3 or 4 ({high})."]
    some = f"{evidenced} of the {high} answers at level 3 or 4 ({formatting.per_cent(evidenced / high)})"
    return [f"Evidence is noted for {some if evidenced else f'none of the {high} answers at level 3 or 4'}."]


def _hidden(asked: Scored) -> list[str]:
    """Which sections a small group's answers keep back, in part or whole."""
    whole = [section for section, score in asked if score.hidden is Hidden.EVERYTHING]
    parts = [section for section, score in asked if score.hidden is Hidden.STATEMENTS]
    sentences = []
    if whole:
        sentences.append(f"Hidden, because in a small group answers are too much alike: {_titles(whole, 1)}.")
    if parts:
        sentences.append(f"Shown without single statements, so that nobody’s answer is seen: {_titles(parts, 1)}.")
    return sentences


def _pitfalls(readiness: Mapping[str, Readiness] | None) -> list[str]:
    """The open critical pitfalls of the checklists that somebody has gone through."""
    if not readiness:
        return []
    touched = [ready.tally for ready in readiness.values() if not ready.tally.is_untouched]
    if not touched:
        return ["Nobody has gone through the pitfalls yet."]
    critical = sum(len(tally.critical_open) for tally in touched)
    sentence = (
        f"{formatting.capital(formatting.count(critical, 'critical pitfall'))} {'is' if critical == 1 else 'are'} open"
    )
    left = len(readiness) - len(touched)
    waiting = (
        f"; {formatting.count(left, 'checklist')} {'waits' if left == 1 else 'wait'} to be gone through" if left else ""
    )
    return [f"{sentence}{waiting}."]


def _standing(score: SectionScore) -> str:
    secure = "" if score.secure_level is None else f" (secure level {score.secure_level})"
    return f"{_figure(score)}{secure}"


def _figure(score: SectionScore) -> str:
    return formatting.index_figure(score.index or 0)


def _how_many(asked: Scored, scored: Scored) -> str:
    return formatting.count(len(scored), "section") + ("" if len(scored) == len(asked) else " with a score")


def _titles(sections: Sequence[Section], named: int) -> str:
    """All titles where there are at most ``named``, else the first of them and how many more."""
    titles = [f"“{section.title}”" for section in sections]
    if len(titles) <= named:
        return formatting.listed(titles)
    if named < 2:
        return formatting.count(len(titles), "section")
    rest = len(titles) - named + 1
    return formatting.listed([*titles[: named - 1], formatting.count(rest, "more section")])
