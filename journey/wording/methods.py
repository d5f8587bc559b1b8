"""The methods in full: the text of ``methods.md`` with the numbers of the rules filled in, and the tables.

The text has a chapter under each heading. A paragraph that begins with a name in bold says one rule; *How each number
was worked out* shows the same paragraphs, so each rule is worded once. *How it works* tells them in plain English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from journey.model import HIGH_LEVELS, LEVEL_NAMES, LOWEST_MIN_GROUP
from journey.rules import (
    agreement,
    assumed_councils,
    change,
    findings,
    many_changes,
    noticeable,
    printed,
    run_chart,
    scoring,
    secure_level,
    stability,
    versions,
)
from journey.rules.versions import CURRENT
from journey.wording import limits
from journey.wording.formatting import figure, listed, number
from journey.wording.methods_tables import TABLES, PrintedTable

FILE = Path(__file__).with_suffix(".md")


def chapters(*, min_group: int) -> dict[str, tuple[str | PrintedTable, ...]]:
    """The chapters by title: texts in Markdown, and between them the tables."""
    numbers = {**numbers_of_rules(), **numbers_of_councils(), "k": number(min_group)}
    return {title: tuple(_parts(text, numbers)) for title, text in read(FILE).items()}


def _parts(text: str, numbers: Mapping[str, str]) -> Iterator[str | PrintedTable]:
    for place, part in enumerate(re.split(r"^\[table: (.+)\]$", text, flags=re.MULTILINE)):
        if place % 2:
            yield from TABLES[part]()
        elif part.strip():
            yield part.strip().format(**numbers)


def rule(name: str, scoring_version: str = CURRENT.version) -> str:
    """The paragraph that says one rule, without its name and on one line.

    A rule that was another in an earlier version of the scoring rules has a paragraph of its own for that version.
    """
    numbers, whole = numbers_of_rules(), "\n\n".join(read(FILE).values())
    found = re.findall(r"^\*\*([^*]+)\.\*\*(.+?)(?=\n\n|\Z)", whole, re.MULTILINE | re.DOTALL)
    rules = {each.format(**numbers): text for each, text in found}
    text = rules.get(f"{name}, by rules {scoring_version}", rules[name])
    return " ".join(text.split()).format(**numbers)


def numbers_of_rules() -> Mapping[str, str]:
    """What stands for each placeholder of a rule."""
    return {
        **_numbers_of_sections(),
        **_numbers_of_agreement(),
        **_numbers_of_change(),
        **_numbers_of_measures(),
    }


def _numbers_of_sections() -> Mapping[str, str]:
    """Those of levels, scores and readiness."""
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
        "ready_index": limits.ESTABLISHED_FROM,
        "ready_level": str(limits.READY_SECURE_LEVEL),
        "ready_share": limits.READY_SHARE_AVOIDED,
    }


def _numbers_of_agreement() -> Mapping[str, str]:
    """Those of what a vote points to."""
    return {
        "agreement_from": number(agreement.WORDS_FROM),
        "camp_share": limits.CAMP_SHARE,
        "most_share": limits.MOST_SHARE,
        "pair_share": limits.PAIR_SHARE,
        "ready_share_of_levels": limits.READY_SHARE_OF_LEVELS,
        "far_people": limits.FAR_PEOPLE,
        "gave_share": limits.GAVE_SHARE,
        "answered_share": limits.ANSWERED_SHARE,
    }


def _numbers_of_change() -> Mapping[str, str]:
    """Those of change and comparison, and of small groups."""
    return {
        "confidence": limits.CONFIDENCE,
        "clear": f"{change.CLEAR:.2f}",
        "claim_from": number(change.CLAIM_FROM),
        "mix": limits.MIX_MOVED,
        "lowest_k": number(LOWEST_MIN_GROUP),
        "alike_within": figure(findings.ALIKE_WITHIN),
        "alike_within_for_few": figure(findings.ALIKE_WITHIN_FOR_FEW),
        "alike_from": number(findings.MANY_FROM_RESPONSES),
        "probable_from": number(findings.PROBABLE_FROM_RESPONSES),
        "usual_person": figure(noticeable.USUAL_SPREAD, 2),
        "above_floor": figure(noticeable.ABOVE_THE_FLOOR, 2),
        "t_of": f"{figure(50 * (1 + change.CONFIDENCE))}%",
        "bar": figure(change.BAR, 2),
        "together_from": number(many_changes.TOGETHER_FROM),
        "clear_together": figure(many_changes.CLEAR_TOGETHER),
        "chance_share": f"{figure(100 * many_changes.CHANCE_SHARE, 2)}%",
        "beyond_chance": figure(many_changes.BEYOND_CHANCE),
        "false_share": f"{figure(100 * many_changes.FALSE_SHARE, 0)}%",
        "power": f"{figure(100 * noticeable.POWER, 0)}%",
    }


def _numbers_of_measures() -> Mapping[str, str]:
    """Those of run charts."""
    return {
        "screen": str(run_chart.SCREEN),
        "outer": str(run_chart.OUTER),
        "inner": str(run_chart.INNER),
        "trial_from": number(run_chart.TRIAL_FROM),
        "fixed_from": number(run_chart.FIXED_FROM),
        "seasonal_from": number(run_chart.SEASONAL_FROM),
        "side": number(run_chart.SIDE),
        "steps": number(run_chart.STEPS),
    }


def numbers_of_councils() -> Mapping[str, str]:
    """What stands for each placeholder of the invented councils."""
    deviation = assumed_councils.Deviation()
    shares = {"leniency": deviation.leniency, "section": deviation.section}
    halves = {"lasting": deviation.lasting, "fresh": deviation.fresh}
    return {
        "mean": figure(assumed_councils.MEAN),
        "between_councils": figure(assumed_councils.BETWEEN_COUNCILS, 2),
        "between_sections": figure(assumed_councils.BETWEEN_SECTIONS, 2),
        "between_statements": figure(assumed_councils.BETWEEN_STATEMENTS, 2),
        **{name: f"{figure(100 * share, 0)}%" for name, share in shares.items()},
        **{name: f"{figure(100 * share)}%" for name, share in halves.items()},
        "spreads": listed([figure(spread, 2) for spread in assumed_councils.SPREAD]),
        "error_of_levels": figure(printed.ERROR_OF_LEVELS, 2),
        "error_of_sections": f"{figure(100 * printed.ERROR_OF_SECTIONS, 0)}",
        "error_of_pages": f"{figure(100 * printed.ERROR_OF_PAGES)}",
        "error_of_roles": f"{figure(100 * printed.ERROR_OF_ROLES, 0)}",
        "councils_in_print": f"{printed.COUNCILS[0]:,} to {printed.COUNCILS[1]:,}",
    }


@cache
def read(file: Path) -> Mapping[str, str]:
    """The chapters of a text by title, as they stand in its file."""
    _, *parts = re.split(r"^## (.+)\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[::2], map(str.strip, parts[1::2]), strict=True))
