"""What 1.0.0 found and what is found now, read by one version of the scoring rules, so that they can be compared.

Rounds that 1.0.0 closed keep what its rules found. Comparisons read them by the newest rules, which also score the
rounds that are open. So comparisons of 1.0.0 are read by the newest rules here, from the counts that 1.0.0 found, and
profiles of open rounds by the rules of 1.0.0, from the counts that are found now.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from journey.model import Hidden, Profile
from journey.rules.scoring import by_rules, levels_read_otherwise
from journey.rules.versions import SCORING_1
from journey.service.findings_text import thaw

Place = tuple[str, str, str]
"""A round, a unit and a questionnaire."""


def read_by_one_rule(before: Any) -> Any:
    """What 1.0.0 found, with the secure levels of comparisons read by the newest rules from the counts of 1.0.0."""
    for council in before["councils"].values():
        profiles = dict(_profiles(council))
        rounds = {round_["round"]["id"]: name for name, round_ in council["rounds"].items()}
        units = {unit["id"]: unit["name"] for unit in council["units"]}
        levels = {place: _levels(by_rules(profile)) for place, profile in profiles.items()}
        for questionnaire_id, history in council["history"].items():
            for figure in history["figures"]:
                place = (rounds[figure["round_id"]], units[figure["unit_id"]], questionnaire_id)
                if figure["secure_level"] is not None:
                    figure["secure_level"] = levels[place][figure["section_id"]]
        for rounds_, unit, questionnaire_id, change in _changes(council, units):
            change["secure_levels"] = [
                levels.get((name, unit, questionnaire_id), {}).get(change["section_id"]) if level is not None else None
                for name, level in zip(rounds_, change["secure_levels"], strict=True)
            ]
    return before


def scored_as_then(found: Any) -> Any:
    """What is found now, with the profiles that the newest rules scored read by the rules of 1.0.0."""
    for council in found["councils"].values():
        for (round_name, unit, questionnaire_id), profile in _profiles(council):
            kept = council["rounds"][round_name]["units"][unit]["profiles"][questionnaire_id]
            for section, read in zip(kept["profile"]["sections"], by_rules(profile, SCORING_1).sections, strict=True):
                if section["scoring_version"] != SCORING_1.version:
                    section |= {"secure_level": read.secure_level, "blockers": list(read.blockers)}
    return found


def _profiles(council: Any) -> Iterator[tuple[Place, Profile]]:
    """Every profile by its round, unit and questionnaire."""
    for round_name, round_ in council["rounds"].items():
        for unit, own in round_["units"].items():
            for questionnaire_id, kept in own["profiles"].items():
                if kept["profile"] is not None:
                    yield (round_name, unit, questionnaire_id), thaw(json.dumps(kept["profile"]))


def _changes(council: Any, units: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], str, str, Any]]:
    """Every change of a section: between which rounds, of which unit and by which questionnaire."""
    for later, round_ in council["rounds"].items():
        for title, by_unit in round_["changes of every unit"].items():
            questionnaire_id, earlier = title.split(" since ")
            yield from (
                ((earlier, later), units[id_], questionnaire_id, one) for id_ in by_unit for one in by_unit[id_]
            )
    for names, unit, questionnaire_id, comparison in _comparisons(council):
        yield from ((names, unit, questionnaire_id, one) for one in comparison["changes"])


def _comparisons(council: Any) -> Iterator[tuple[tuple[str, str], str, str, Any]]:
    """Every comparison of two rounds: which, of which unit and by which questionnaire."""
    for later, round_ in council["rounds"].items():
        for unit, own in round_["units"].items():
            for title, comparison in own["changes"].items():
                questionnaire_id, earlier = title.split(" since ")
                yield (earlier, later), unit, questionnaire_id, comparison


def _levels(profile: Profile) -> dict[str, int | None]:
    return {score.section_id: score.secure_level for score in profile.sections}


def read_otherwise(found: Any) -> Iterator[tuple[Place, Any]]:
    """The levels that a comparison now names as read otherwise, for every round and unit that one shows."""
    for council in found["councils"].values():
        for rounds, unit, questionnaire_id, change in _comparisons(council):
            for name, told in zip(rounds, change["read_otherwise"], strict=True):
                if told:
                    yield (name, unit, questionnaire_id), told


def read_otherwise_by_counts(before: Any, found: Any) -> Iterator[tuple[Place, Any]]:
    """The levels that are read otherwise by the counts that 1.0.0 found, of sections of which any is shown now."""
    for name_, council in before["councils"].items():
        profiles = dict(_profiles(council))
        now = dict(_profiles(found["councils"][name_]))
        for rounds, unit, questionnaire_id, _ in _comparisons(council):
            for name in rounds:
                profile = profiles.get((name, unit, questionnaire_id))
                if profile is None:
                    continue
                own = now[name, unit, questionnaire_id]
                told = {
                    id_: list(levels)
                    for id_, levels in levels_read_otherwise(profile).items()
                    if own.section(id_).hidden is not Hidden.EVERYTHING
                }
                if told:
                    yield (name, unit, questionnaire_id), told
