"""How it works: the text of ``methods.md`` with the numbers of the rules filled in.

The text has a chapter under each heading. A paragraph that begins with a name in bold says one rule; *How each number
was worked out* shows the same paragraphs, so each rule is worded once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from journey.model import HIGH_LEVELS, LEVEL_NAMES, LOWEST_MIN_GROUP
from journey.rules import agreement, change, scoring, secure_level, stability, versions
from journey.rules.versions import CURRENT
from journey.wording import limits
from journey.wording.formatting import figure, number

FILE = Path(__file__).with_suffix(".md")


def chapters(*, min_group: int, most_actions: int, sources: str) -> dict[str, str]:
    """The chapters by title, in Markdown. ``sources`` is the list of the documents behind the statements."""
    numbers = {
        **numbers_of_rules(),
        "k": number(min_group),
        "twice": number(2 * min_group),
        "most_actions": number(most_actions),
        "sources": sources,
    }
    return {title: text.format(**numbers) for title, text in _text().items()}


def rule(name: str, scoring_version: str = CURRENT.version) -> str:
    """The paragraph that says one rule, without its name and on one line.

    A rule that was another in an earlier version of the scoring rules has a paragraph of its own for that version.
    """
    numbers, whole = numbers_of_rules(), "\n\n".join(_text().values())
    found = re.findall(r"^\*\*([^*]+)\.\*\*(.+?)(?=\n\n|\Z)", whole, re.MULTILINE | re.DOTALL)
    rules = {each.format(**numbers): text for each, text in found}
    text = rules.get(f"{name}, by rules {scoring_version}", rules[name])
    return " ".join(text.split()).format(**numbers)


def numbers_of_rules() -> Mapping[str, str]:
    """What stands for each placeholder of a rule."""
    return {
        **{f"level_{level}": f"{level} {name}" for level, name in LEVEL_NAMES.items()},
        **{f"band_{band}": cut_point for band, cut_point in enumerate(limits.CUT_POINTS, start=2)},
        "secure_share": limits.SECURE_SHARE,
        "first_rules": versions.SCORING_1.version,
        "first_secure_share": limits.FIRST_SECURE_SHARE,
        "secure_from": limits.SECURE_FROM_STATEMENTS,
        "thin_people": number(secure_level.THIN_BELOW_PEOPLE),
        "thin_from": number(secure_level.THIN_FROM_RESPONSES),
        "edge": number(stability.EDGE_UP_TO),
        "leaning_from": number(stability.EDGE_UP_TO + 1),
        "leaning": number(stability.LEANING_UP_TO),
        "close_means": figure(secure_level.CLOSE_MEANS),
        "few_responses": limits.FEW_RESPONSES,
        "firm_from": limits.FIRM_FROM,
        "score_from": limits.SCORE_FROM,
        "high_levels": " or ".join(map(str, HIGH_LEVELS)),
        "act_days": str(scoring.ACT_WITHIN_DAYS),
        "agreement_from": number(agreement.WORDS_FROM),
        "camp_share": limits.CAMP_SHARE,
        "most_share": limits.MOST_SHARE,
        "pair_share": limits.PAIR_SHARE,
        "ready_share_of_levels": limits.READY_SHARE_OF_LEVELS,
        "far_people": limits.FAR_PEOPLE,
        "gave_share": limits.GAVE_SHARE,
        "answered_share": limits.ANSWERED_SHARE,
        "ready_index": limits.ESTABLISHED_FROM,
        "ready_level": str(limits.READY_SECURE_LEVEL),
        "ready_share": limits.READY_SHARE_AVOIDED,
        "confidence": limits.CONFIDENCE,
        "clear": f"{change.CLEAR:.2f}",
        "claim_from": number(change.CLAIM_FROM),
        "lowest_k": number(LOWEST_MIN_GROUP),
    }


@cache
def _text() -> Mapping[str, str]:
    """The chapters as they stand in the file."""
    _, *parts = re.split(r"^## (.+)\n", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[::2], map(str.strip, parts[1::2]), strict=True))
