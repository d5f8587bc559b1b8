"""The first thing to read on a profile: what holds back, or after a quick check where to look, with its statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from journey.model import LEVELS, Profile, Questionnaire, Ranking, StatementScore
from journey.rules import findings
from journey.rules.secure_level import among_the_lowest
from journey.wording import ranking
from journey.wording.formatting import capital, count
from journey.wording.scores import sentence

STATEMENTS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class HoldingBack:
    """A heading, what a button that leads to it says, the lead under it, the statements to show, and what is left out.

    The lead names the sections and says what can be relied on there; ``reason`` says the same without how they compare,
    for a page that has said so. ``order`` says what the order of the statements means. ``wanted`` has for each
    statement shown, by its id, the level that its section needs next; it is empty after a quick check.
    """

    title: str
    action: str
    lead: str
    reason: str
    statements: tuple[StatementScore, ...]
    more: str
    order: str = ""
    wanted: Mapping[str, int] = field(default_factory=dict)


FIRST = ("What holds you back first", "See what holds you back")
NEXT_LEVEL = ("What stands below the next level", "See what the next level needs")
HIGHEST = ("Nothing stands below a next level", "See the profile")
LOOK_HERE = ("Look here first", "See where to look first")
NOTHING_TO_LOOK_AT = ("Nothing to look at first", "See the profile")
ALL_CLOSE = "Among the lowest, in no particular order: choose by what you can do."
SOME_CLOSE = "The lowest first; those close together in no particular order."
NOTHING_BLOCKS = "Nothing stands below a next level: the highest can be relied on."
FIRST_ANSWERS = "The lowest answers that were given, each with its next level and what helps. They judge no section."
HIDDEN = "Its single statements are hidden, so that nobody’s answer is seen."


def holding_back(questionnaire: Questionnaire, profile: Profile) -> HoldingBack | None:
    """What to read first; None where there is no score to speak of."""
    ranked, titles = findings.rank(profile), ranking.titles_of(questionnaire)
    least_known = ranking.least_known(ranked, titles)
    if findings.is_first_look(profile):
        lead = _joined(sentence(ranking.standing(questionnaire, profile)), least_known)
        shown = findings.look_first(profile)
        title, action = NOTHING_TO_LOOK_AT if findings.are_all_highest(profile) else LOOK_HERE
        reason = _joined(FIRST_ANSWERS if shown else sentence(ranking.standing(questionnaire, profile)), least_known)
        return HoldingBack(title, action, lead, reason, shown, "")
    if not ranked.ranked:
        return None
    lead = _joined(_first(questionnaire, profile, ranked), _relied_on(profile, ranked.first), least_known)
    reason = _joined(_relied_on(profile, ranked.first, titles), least_known)
    blockers = findings.blockers(profile, ranked.first)
    shown, more = blockers[:STATEMENTS_SHOWN], _more(blockers)
    title, action = FIRST if ranked.weakest else NEXT_LEVEL
    if all(profile.section(section_id).secure_level == LEVELS[-1] for section_id in ranked.first):
        title, action = HIGHEST
    return HoldingBack(title, action, lead, reason, shown, more, _order(shown), _wanted(profile, shown))


def _wanted(profile: Profile, statements: Sequence[StatementScore]) -> dict[str, int]:
    """For each statement the level after the one that can be relied on in its section."""
    shown = {statement.statement_id for statement in statements}
    return {
        statement.statement_id: section.secure_level + 1
        for section in profile.sections
        if section.secure_level is not None
        for statement in section.statements
        if statement.statement_id in shown
    }


def _first(questionnaire: Questionnaire, profile: Profile, ranked: Ranking) -> str:
    if ranked.weakest is None:
        return sentence(ranking.standing(questionnaire, profile))
    scores = {score.section_id: score for score in profile.sections}
    return sentence(ranking.weakest(ranked.weakest, ranking.titles_of(questionnaire), scores))


def _relied_on(profile: Profile, section_ids: Sequence[str], titles: Mapping[str, str] | None = None) -> str:
    """What can be relied on in sections of one secure level and, in a single one, what the next level needs.

    With ``titles`` the sections are named; without, they were named just before.
    """
    scores = [profile.section(section_id) for section_id in section_ids]
    first = scores[0]
    relied_on = "" if first.secure_level is None else ranking.relied_on(first.secure_level)
    if first.secure_level == LEVELS[-1]:
        return NOTHING_BLOCKS
    if len(scores) > 1:
        if titles is None:
            return sentence(f"each {relied_on}")
        many = len(section_ids) > ranking.LONGEST_LIST
        return sentence(f"{ranking.names(section_ids, titles)}{' sections' if many else ''} {relied_on}")
    provisional = "The score is provisional." if first.is_provisional else ""
    below = ranking.below_next_level(first) or ("" if first.statements else HIDDEN.removesuffix("."))
    it = titles[section_ids[0]] if titles else "it"
    return _joined(sentence(f"{it} {relied_on}"), sentence(below) if below else "", provisional)


def _order(statements: Sequence[StatementScore]) -> str:
    """What the order says: nothing is ranked that lies close together."""
    if len(statements) < 2:
        return ""
    return ALL_CLOSE if among_the_lowest(statements) == len(statements) else SOME_CLOSE


def _more(blockers: Sequence[StatementScore]) -> str:
    left = len(blockers) - STATEMENTS_SHOWN
    return f"{capital(count(left, 'more is', 'more are'))} listed section by section below." if left > 0 else ""


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
