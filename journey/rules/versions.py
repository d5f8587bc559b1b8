"""The versions of the scoring rules, and what differs between them.

Everything else is the same in all of them. A closed round keeps what it was scored by; rounds are compared by the
newest rules, whichever they were scored by.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class ScoringRules:
    """How a secure level is worked out.

    ``secure_share`` is the share of the weight that a level needs. With ``halves_split`` a statement whose two middle
    answers lie on either side of a level counts half towards it. With ``leaves_out_thin`` a statement that too few
    answered does not count. ``ranks_blockers`` orders all of them; without it those that lie close together stand in
    the order of their ids.
    """

    version: str
    secure_share: Fraction
    halves_split: bool
    leaves_out_thin: bool
    ranks_blockers: bool


SCORING_1 = ScoringRules("1.0.0", Fraction(4, 5), halves_split=False, leaves_out_thin=False, ranks_blockers=True)
SCORING_2 = ScoringRules("2.0.0", Fraction(3, 4), halves_split=True, leaves_out_thin=True, ranks_blockers=False)
CURRENT = SCORING_2

BY_VERSION = {rules.version: rules for rules in (SCORING_1, SCORING_2)}


def rules_of(version: str) -> ScoringRules:
    """The rules of this version. Raises KeyError for one that there never was."""
    return BY_VERSION[version]
