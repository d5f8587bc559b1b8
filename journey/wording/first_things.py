"""What to begin with: the statements that hold back, each on a line of its own, and what leads up to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journey.model import HIGH_LEVELS, Profile, Questionnaire, StatementScore
from journey.rules import findings
from journey.rules.secure_level import among_the_lowest
from journey.wording.formatting import capital, count, number


@dataclass(frozen=True, slots=True)
class FirstThings:
    """The lead ends with a colon, and the things follow, a sentence each; both are empty where there is nothing."""

    lead: str
    things: tuple[str, ...]


def first_things(questionnaire: Questionnaire, profile: Profile, most: int) -> FirstThings:
    """What holds the first sections back, or after a quick check what was answered lowest: at most so many."""
    if findings.is_first_look(profile):
        lowest = findings.look_first(profile)
    else:
        lowest = findings.blockers(profile, findings.rank(profile).first)
    shown = lowest[:most]
    if not shown:
        return FirstThings("", ())
    texts = {statement.id: statement.text for statement in questionnaire.statements()}
    lead = f"{capital(count(len(shown), 'thing'))} first{_order(lowest, len(shown))}, {_aim(shown)}:"
    return FirstThings(lead, tuple(texts[statement.statement_id] for statement in shown))


def _order(lowest: Sequence[StatementScore], shown: int) -> str:
    """What the order of the lines says: nothing is ranked that lies close together."""
    alike = among_the_lowest(lowest)
    if alike > shown:
        return f", of {number(alike)} that are about equally low"
    return ", in any order" if 1 < shown <= alike else ""


def _aim(shown: Sequence[StatementScore]) -> str:
    """What is said of them, so that nobody reads them as achievements: what is established has a level to go."""
    if any(statement.median in HIGH_LEVELS for statement in shown):
        return "to be taken a level further"
    return "not yet wholly true"
