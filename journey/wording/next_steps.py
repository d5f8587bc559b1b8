"""What to do next, worked out from where things stand: pure, so that the home page only has to show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from journey.model import PitfallTally, Profile, Questionnaire, Silence
from journey.rules import findings
from journey.wording import formatting, ranking, readiness
from journey.wording.holding_back import holding_back
from journey.wording.scores import sentence

PageName = Literal["assess", "profile", "pitfalls", "compare", "rounds"]


@dataclass(frozen=True, slots=True)
class Answering:
    """How far the answering is; None of it has begun where ``asked`` is 0."""

    answered: int
    asked: int
    minutes_left: int
    is_finished: bool
    is_quick: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do: what the button says, why, and the page that it leads to."""

    action: str
    reason: str
    page: PageName


def next_steps(
    answering: Answering | None,
    questionnaire: Questionnaire | None,
    profile: Profile | None,
    tallies: Mapping[str, PitfallTally],
    *,
    earlier: str | None = None,
    is_over: bool = False,
) -> tuple[Advice, ...]:
    """What to do, the most useful first. ``questionnaire``, ``profile`` and ``tallies`` are those of the stages.

    ``earlier`` names the round to compare with, if there is one; ``is_over`` says that the newest round is closed.
    """
    steps = [*_answering(answering, is_begun=questionnaire is not None)]
    is_scored = profile is not None and any(score.index is not None for score in profile.sections)
    if is_scored and earlier:
        reason = "What is clearly different, what is not, and how sure that is."
        steps.append(Advice(f"See what has changed since {earlier}", reason, "compare"))
    if questionnaire and profile:
        steps += _pitfalls(questionnaire, profile, tallies)
        steps += _findings(questionnaire, profile, answering)
    if answering and answering.is_finished and answering.is_quick and not _is_silent(profile):
        reason = "A quick check shows where to look. What you answered is kept, and the rest is asked."
        steps.append(Advice("Widen to the full assessment", reason, "assess"))
    if is_over:
        reason = "This round is closed. The next one shows whether what you did about it worked."
        steps.append(Advice("Start the next round", reason, "rounds"))
    return tuple(steps)


def _answering(answering: Answering | None, *, is_begun: bool) -> list[Advice]:
    if answering is None:
        if is_begun:
            return []
        reason = "A quick check takes five to eight minutes and shows where to look first."
        return [Advice("Begin an assessment", reason, "assess")]
    if answering.is_finished:
        return []
    left = answering.asked - answering.answered
    if left == 0:
        return [Advice("Review and finish", "Every statement is answered.", "assess")]
    minutes = formatting.count(answering.minutes_left, "minute")
    reason = f"{formatting.capital(formatting.count(left, 'statement'))} left, about {minutes}."
    return [Advice("Go on answering", reason, "assess")]


def _pitfalls(questionnaire: Questionnaire, profile: Profile, tallies: Mapping[str, PitfallTally]) -> list[Advice]:
    """The checklist of the section to look at first, or the critical pitfalls wherever somebody found them open."""
    section_ids = _first_sections(profile)
    tally = tallies.get(section_ids[0]) if section_ids else None
    if tally is None:
        return []
    title = ranking.titles_of(questionnaire)[section_ids[0]]
    if tally.is_untouched:
        reason = f"The checklist of {title} says what usually goes wrong there."
        return [Advice(f"Go through the pitfalls of {title}", reason, "pitfalls")]
    critical = sum(len(tally.critical_open) for tally in tallies.values() if not tally.is_untouched)
    if critical:
        them = formatting.count(critical, "critical pitfall is", "critical pitfalls are")
        there = "" if tally.is_untouched else f" {title} stands at {readiness.in_points(tally)}."
        reason = f"{formatting.capital(them)} not avoided.{there} Moving on with one open is unwise."
        return [Advice("Deal with the critical pitfalls", reason, "pitfalls")]
    return []


def _first_sections(profile: Profile) -> tuple[str, ...]:
    if findings.is_first_look(profile):
        return ranking.first_look_sections(profile)
    return findings.rank(profile).first


def _is_silent(profile: Profile | None) -> bool:
    """Whether more of the same statements would meet people who could not say, or for whom none of it applies."""
    return profile is not None and findings.silence(profile) in {Silence.DONT_KNOW, Silence.DOES_NOT_APPLY}


def _findings(questionnaire: Questionnaire, profile: Profile, answering: Answering | None) -> list[Advice]:
    """The finding to read on the profile, or what to do where nobody could say or nothing applies."""
    if first := holding_back(questionnaire, profile):
        return [Advice(first.action, first.lead, "profile")]
    silent = findings.silence(profile)
    if silent is None or not _is_silent(profile) or answering is None or not answering.is_finished:
        return []
    action = "Answer again with somebody who knows" if silent is Silence.DONT_KNOW else "Look at your answers again"
    return [Advice(action, sentence(ranking.silence(silent, profile)), "assess")]
