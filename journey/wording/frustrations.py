"""The frustrations that people may recognise, each with its way out: the sections behind it that are low."""

from __future__ import annotations

from dataclasses import dataclass

from journey.model import Profile, Questionnaire
from journey.rules import findings
from journey.wording import limits
from journey.wording.formatting import index_figure, listed

NONE = f"None stands out: every breakthrough that was scored is at {limits.ESTABLISHED_FROM} or above."


@dataclass(frozen=True, slots=True)
class Recognised:
    """A frustration as it is told, and what leads out of it."""

    title: str
    text: str
    way_out: str


def likely(questionnaire: Questionnaire, profile: Profile) -> tuple[Recognised, ...]:
    """The frustrations that the profile makes likely: first those with the lowest sections behind them."""
    titles = {section.id: section.title for section in questionnaire.sections}
    frustrations = {frustration.id: frustration for frustration in questionnaire.frustrations}
    recognised = []
    for finding in findings.likely_frustrations(questionnaire, profile):
        indexes = {id_: profile.section(id_).index or 0 for id_ in finding.section_ids}
        lowest_first = sorted(indexes.items(), key=lambda one: one[1])
        ways_out = listed([f"{titles[id_]} (index {index_figure(index)})" for id_, index in lowest_first])
        frustration = frustrations[finding.frustration_id]
        told = Recognised(frustration.title, frustration.text, f"The way out: {ways_out}.")
        recognised.append((lowest_first[0][1], told))
    return tuple(told for _index, told in sorted(recognised, key=lambda one: one[0]))
