"""The limits of the rules as sentences name them: filled from the rules, so that no number is typed twice."""

from __future__ import annotations

from fractions import Fraction

from journey.model import FEW_RESPONSES as FEW
from journey.model import HIGH_LEVELS
from journey.rules import agreement, change, many_changes, readiness, rollup, scoring, secure_level, stability, versions
from journey.rules.stability import Firmness
from journey.wording import terms
from journey.wording.formatting import figure, number

CUT_POINTS = tuple(figure(float(cut_point), 2) for cut_point in scoring.BAND_CUT_POINTS)
ESTABLISHED_FROM = figure(float(scoring.ESTABLISHED_FROM))
FIRM_FROM = f"{figure(float(100 * scoring.FIRM_FROM_COVERAGE), 0)}%"
SCORE_FROM = f"{figure(float(100 * scoring.SCORE_FROM_COVERAGE), 0)}%"
SECURE_SHARE = f"{figure(float(100 * versions.CURRENT.secure_share), 0)}%"
FIRST_SECURE_SHARE = f"{figure(float(100 * versions.SCORING_1.secure_share), 0)}%"
SECURE_FROM_STATEMENTS = number(secure_level.SECURE_FROM_STATEMENTS)
READY_SECURE_LEVEL = readiness.READY_SECURE_LEVEL
READY_SHARE_AVOIDED = f"{number(round(10 * readiness.READY_SHARE_AVOIDED))} in ten"
CONFIDENCE = f"{figure(100 * change.CONFIDENCE, 0)}%"

_SHARES = {Fraction(1, 2): "half", Fraction(2, 3): "two thirds", Fraction(3, 4): "three quarters"}
CAMP_SHARE = f"{number(int(10 * agreement.IN_A_CAMP))} tenths"
MOST_SHARE = _SHARES[agreement.MOST]
PAIR_SHARE = _SHARES[agreement.ON_TWO_NEIGHBOURS]
READY_SHARE_OF_LEVELS = _SHARES[agreement.READY]
FAR_PEOPLE = number(int(1 / agreement.MAY_BE_FAR))
GAVE_SHARE = _SHARES[agreement.GAVE_A_LEVEL]
ANSWERED_SHARE = _SHARES[agreement.ANSWERED]

HIGH_LEVELS_NAMED = " and ".join(map(str, HIGH_LEVELS))
HIGH_LEVELS_OR = " or ".join(map(str, HIGH_LEVELS))
HIGH_LEVEL = f"level {HIGH_LEVELS_OR}"

_FRACTIONS = {0.25: "a quarter of a level", 0.5: "half a level"}
CLEAR_CHANGE = _FRACTIONS[change.CLEAR]
GAP = _FRACTIONS[rollup.HALF_A_LEVEL]
CLAIM_FROM = number(change.CLAIM_FROM)
FALSE_SHARE = f"one in {number(round(1 / many_changes.FALSE_SHARE))}"
MIX_MOVED = f"{number(round(100 * change.MIX_MOVED_FROM))} in 100"

FEW_RESPONSES = number(FEW)
PROVISIONAL = f"fewer than {figure(float(10 * scoring.FIRM_FROM_COVERAGE), 0)} in 10 answers"
FIRMNESS_IN_WORDS = (
    f"{terms.FIRMNESS[Firmness.ON_THE_EDGE]} where {number(stability.EDGE_UP_TO)} other answers or fewer would give "
    f"another level, {terms.FIRMNESS[Firmness.LEANING]} up to {number(stability.LEANING_UP_TO)}, else "
    f"{terms.FIRMNESS[Firmness.FIRM]}"
)
HOLLOW = f"fewer than {FEW_RESPONSES} responses, {PROVISIONAL}, or statements that are hidden"
INDICATIVE_BECAUSE = f"fewer than {SECURE_FROM_STATEMENTS} of its statements have a level"
INDICATIVE = f"fewer than {SECURE_FROM_STATEMENTS} statements scored, so no secure level"
