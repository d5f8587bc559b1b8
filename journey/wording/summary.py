"""A short written summary, computed from the findings, that a manager could paste into a committee paper.

Two to four plain paragraphs of at most 140 words together: where the organisation stands, what is strongest, weakest
and in the way, and how far the figures can be trusted. There is no grade for the whole, on purpose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from journey.model import LEVEL_NAMES, LEVELS, Hidden, Profile, Questionnaire, Readiness, Section, StatementScore
from journey.rules import findings
from journey.wording import evidence, formatting, limits, ranking
from journey.wording.holding_back import NOTHING_BLOCKS
from journey.wording.scores import ScoredSections, rows, sentence
from journey.wording.suppression import TOO_FEW_OR_ALIKE

WORD_LIMIT = 140
SHORTER_AND_SHORTER = ((3, 3, True), (2, 3, True), (1, 3, True), (0, 3, True), (0, 1, True), (0, 1, False))
"""How many statements are quoted, of how many sections a list gives the titles before it counts the rest, and whether
it is said how many sections can be relied on at each level."""


def summarise(
    questionnaire: Questionnaire,
    profile: Profile,
    organisation_name: str,
    round_name: str,
    held_on: date,
    readiness: Mapping[str, Readiness] | None = None,
) -> tuple[str, ...]:
    """The summary's paragraphs. ``readiness``, by section id, adds the open critical pitfalls.

    Statements are quoted and sections named as far as the word limit allows; else they are counted. What is lowest is
    named in any case.
    """
    opening = _opening(questionnaire, profile, f"{organisation_name}, {round_name} ({formatting.day(held_on)})")
    sections = rows(questionnaire, profile)
    scored = [(section, score) for section, score in sections if score.index is not None]
    if not scored:
        return opening, sentence(ranking.standing(questionnaire, profile)), *_hidden(sections), *_pitfalls(readiness)
    for quoted, named, has_levels in SHORTER_AND_SHORTER:
        paragraphs = (
            f"{opening} {_levels(sections) if has_levels else ''}".strip(),
            sentence(ranking.standing(questionnaire, profile, named)),
            _in_the_way(questionnaire, profile, quoted),
            " ".join(
                [
                    *_caution(profile, sections, scored, named),
                    *_evidence(profile, sections),
                    *_hidden(sections),
                    *_pitfalls(readiness),
                ]
            ),
        )
        shown = tuple(paragraph for paragraph in paragraphs if paragraph)
        if sum(len(paragraph.split()) for paragraph in shown) <= WORD_LIMIT:
            break
    return shown


def _opening(questionnaire: Questionnaire, profile: Profile, occasion: str) -> str:
    responses = formatting.count(profile.responses, "response")
    start = f"{occasion}: {responses} to “{questionnaire.title}”"
    # What was asked can be seen only where the statements are shown.
    hidden = {section.section_id for section in profile.sections if section.hidden is not Hidden.NOTHING}
    visible = [
        statement for section in questionnaire.sections if section.id not in hidden for statement in section.statements
    ]
    asked_ids = {s.statement_id for section in profile.sections for s in section.statements}
    quick = {statement.id for statement in visible if statement.quick}
    if len(asked_ids) == len(visible):
        return f"{start}."
    if asked_ids == quick:
        number, of_all = sum(s.quick for s in questionnaire.statements()), len(questionnaire.statements())
        return f"{start}, as a quick check of {number} of its {of_all} statements, so read it as indicative."
    if hidden:
        return f"{start}, with some of its statements asked."
    return f"{start}, with {len(asked_ids)} of its {len(visible)} statements asked."


def _levels(sections: ScoredSections) -> str:
    """How many sections can be relied on at each level, the lowest first; nothing for a single section."""
    levels = [score.secure_level for _, score in sections if score.secure_level is not None]
    if len(levels) < 2:
        return ""
    many = formatting.count(len(levels), "section") + ("" if len(levels) == len(sections) else " with a secure level")
    lowest, *higher = sorted(set(levels))
    if not higher:
        return f"All {many} {ranking.relied_on(lowest)}."
    first = f"{formatting.number(levels.count(lowest))} {ranking.relied_on(lowest)}"
    rest = [
        f"{formatting.number(levels.count(level))} at level {level}, {LEVEL_NAMES[level].lower()}" for level in higher
    ]
    return f"Of the {many}, {'; '.join([first, *rest])}."


def _in_the_way(questionnaire: Questionnaire, profile: Profile, quoted: int) -> str:
    """What stands below the next level where the least can be relied on, or the statements to look at first."""
    if findings.is_first_look(profile):
        first = findings.first_look(profile)
        return f"The statements to look at first: {_quoted(questionnaire, first, quoted)}." if first and quoted else ""
    section_ids = findings.rank(profile).first
    scores = [profile.section(section_id) for section_id in section_ids]
    if scores and scores[0].secure_level == LEVELS[-1]:
        return NOTHING_BLOCKS
    blockers = findings.blockers(profile, section_ids)
    if not blockers:
        return ""
    if len(scores) == 1:
        title = ranking.titles_of(questionnaire)[section_ids[0]]
        below = f"In {title}, {ranking.below_next_level(scores[0])}"
    else:
        stand = formatting.count(len(blockers), "statement stands", "statements stand")
        below = f"{formatting.capital(stand)} below level {(scores[0].secure_level or 0) + 1} there"
    return f"{below}: {_quoted(questionnaire, blockers, quoted)}." if quoted else f"{below}."


def _quoted(questionnaire: Questionnaire, statements: Sequence[StatementScore], quoted: int) -> str:
    """The first of the statements, and how many more there are."""
    texts = {statement.id: statement.text.rstrip(".") for statement in questionnaire.statements()}
    named = [f"“{texts[statement.statement_id]}”" for statement in statements[:quoted]]
    left = len(statements) - quoted
    return formatting.listed([*named, f"{formatting.number(left)} more"] if left > 0 else named)


def _caution(profile: Profile, sections: ScoredSections, scored: ScoredSections, named: int) -> list[str]:
    """What has no score, which scores are provisional, and which stand without a secure level."""
    least_known = findings.rank(profile).least_known
    absent = [(section, score) for section, score in sections if score.index is None and section.id not in least_known]
    off_topic = [section for section, score in absent if findings.does_not_apply(score)]
    without = [section for section, score in absent if score.hidden is Hidden.NOTHING and section not in off_topic]
    provisional = [section for section, score in scored if score.is_provisional]
    indicative = [section for section, score in scored if score.is_indicative]
    sentences = []
    if least_known:
        sentences.append(f"Least is known about {_titles([s for s, _ in sections if s.id in least_known], named)}.")
    if off_topic:
        sentences.append(f"Marked as not applying: {_titles(off_topic, named)}.")
    if without:
        sentences.append(f"Too few answers for a score: {_titles(without, named)}.")
    if provisional:
        which = "every score" if len(provisional) == len(scored) > 1 else _titles(provisional, named)
        sentences.append(f"Provisional, with coverage below {limits.FIRM_FROM}: {which}.")
    if indicative:
        which = "any section" if len(indicative) == len(scored) > 1 else _titles(indicative, named)
        sentences.append(
            f"No secure level in {which}: fewer than {limits.SECURE_FROM_STATEMENTS} statements are scored there."
        )
    return sentences


def _evidence(profile: Profile, sections: ScoredSections) -> list[str]:
    """Of many answers first for how many statements evidence is named; then how many answers carry it."""
    statements = [statement for _, score in sections for statement in score.statements]
    named = evidence.by_statements(statements) if profile.responses > 1 else ""
    return [*filter(None, [named]), *_evidence_of_answers(sections)]


def _evidence_of_answers(sections: ScoredSections) -> list[str]:
    """How many of the levels 3 and 4 carry evidence."""
    counts = [s.counts for _, score in sections for s in score.statements]
    high = sum(c.levels[2] + c.levels[3] for c in counts)
    evidenced = sum(c.evidenced for c in counts)
    if not high:
        return [f"No answer is at {limits.HIGH_LEVEL}."]
    if high == 1:
        return [f"{'Evidence' if evidenced else 'No evidence'} is noted for the one answer at {limits.HIGH_LEVEL}."]
    if evidenced == high:
        return [f"Evidence is noted for every answer at {limits.HIGH_LEVEL} ({high})."]
    some = f"{evidenced} of the {high} answers at {limits.HIGH_LEVEL} ({formatting.per_cent(evidenced / high)})"
    return [f"Evidence is noted for {some if evidenced else f'none of the {high} answers at {limits.HIGH_LEVEL}'}."]


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
    """The open critical pitfalls of the checklists that somebody has gone through."""
    if not readiness:
        return []
    touched = [ready.tally for ready in readiness.values() if not ready.tally.is_untouched]
    if not touched:
        return ["Nobody has gone through the pitfalls yet."]
    critical = sum(len(tally.critical_open) for tally in touched)
    are_open = formatting.capital(formatting.count(critical, "critical pitfall is open", "critical pitfalls are open"))
    left = len(readiness) - len(touched)
    waiting = (
        f"; {formatting.count(left, 'checklist')} {'waits' if left == 1 else 'wait'} to be gone through" if left else ""
    )
    return [f"{are_open}{waiting}."]


def _titles(sections: Sequence[Section], named: int) -> str:
    """All titles where there are at most ``named``, else the first of them and how many more."""
    titles = [section.title for section in sections]
    if len(titles) <= named:
        return formatting.listed(titles)
    if named < 2:
        return formatting.count(len(titles), "section")
    rest = len(titles) - named + 1
    return formatting.listed([*titles[: named - 1], formatting.count(rest, "more section")])
