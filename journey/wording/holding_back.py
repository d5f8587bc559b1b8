"""The first thing to read on a profile: what holds back, or after a quick check where to look, with its statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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

    The lead names the sections and says what can be relied on there; ``order`` says what the order of the statements
    means.
    """

    title: str
    action: str
    lead: str
    statements: tuple[StatementScore, ...]
    more: str
    order: str = ""


FIRST = ("What holds you back first", "See what holds you back")
NEXT_LEVEL = ("What stands below the next level", "See what the next level needs")
ALL_CLOSE = "Among the lowest, in no particular order: choose by what you can do."
SOME_CLOSE = "The lowest first; those close together in no particular order."
NOTHING_BLOCKS = "Nothing stands below a next level: the highest can be relied on."


def holding_back(questionnaire: Questionnaire, profile: Profile) -> HoldingBack | None:
    """What to read first; None where there is no score to speak of."""
    ranked, titles = findings.rank(profile), ranking.titles_of(questionnaire)
    least_known = ranking.least_known(ranked, titles)
    if findings.is_first_look(profile):
        lead = _joined(sentence(ranking.standing(questionnaire, profile)), least_known)
        return HoldingBack("Where to look first", "See where to look first", lead, findings.first_look(profile), "")
    if not ranked.ranked:
        return None
    lead = _joined(_first(questionnaire, profile, ranked), _relied_on(profile, ranked.first), least_known)
    blockers = findings.blockers(profile, ranked.first)
    shown, more = blockers[:STATEMENTS_SHOWN], _more(blockers)
    title, action = FIRST if ranked.weakest else NEXT_LEVEL
    return HoldingBack(title, action, lead, shown, more, _order(shown))


def _first(questionnaire: Questionnaire, profile: Profile, ranked: Ranking) -> str:
    if ranked.weakest is None:
        return sentence(ranking.standing(questionnaire, profile))
    scores = {score.section_id: score for score in profile.sections}
    return sentence(ranking.weakest(ranked.weakest, ranking.titles_of(questionnaire), scores))


def _relied_on(profile: Profile, section_ids: Sequence[str]) -> str:
    """What can be relied on in sections of one secure level and, in a single one, what the next level needs."""
    scores = [profile.section(section_id) for section_id in section_ids]
    first = scores[0]
    relied_on = "" if first.secure_level is None else ranking.relied_on(first.secure_level)
    if first.secure_level == LEVELS[-1]:
        return NOTHING_BLOCKS
    if len(scores) > 1:
        return sentence(f"each {relied_on}")
    provisional = "The score is provisional." if first.is_provisional else ""
    below = ranking.below_next_level(first)
    return _joined(sentence(f"it {relied_on}"), sentence(below) if below else "", provisional)


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
