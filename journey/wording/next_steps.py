"""What to do next, worked out from where things stand: pure, so that the home page only has to show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from journey.model import PitfallTally, Profile, Questionnaire, SectionScore
from journey.wording import formatting

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
    scored = _scored(profile)
    if scored and earlier:
        reason = "What rose, what fell, and what shows no clear change."
        steps.append(Advice(f"See what has changed since {earlier}", reason, "compare"))
    if questionnaire and scored:
        titles = {section.id: section.title for section in questionnaire.sections}
        weakest = min(scored, key=lambda score: score.index or 0)
        steps += _pitfalls(weakest, titles, tallies)
        steps.append(_blockers(weakest, titles))
    if answering and answering.is_finished and answering.is_quick:
        steps.append(
            Advice(
                "Widen to the full assessment",
                "A quick check shows where to look. What you answered is kept, and the rest is asked.",
                "assess",
            )
        )
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


def _scored(profile: Profile | None) -> list[SectionScore]:
    return [score for score in profile.sections if score.index is not None] if profile else []


def _pitfalls(weakest: SectionScore, titles: Mapping[str, str], tallies: Mapping[str, PitfallTally]) -> list[Advice]:
    tally = tallies.get(weakest.section_id)
    if tally is None:
        return []
    title = titles[weakest.section_id].lower()
    if tally.is_untouched:
        reason = f"{titles[weakest.section_id]} is the weakest stage. Its checklist says what usually goes wrong there."
        return [Advice(f"Go through the pitfalls of {title}", reason, "pitfalls")]
    critical = sum(len(one.critical_open) for one in tallies.values() if not one.is_untouched)
    if critical:
        them = formatting.count(critical, "critical pitfall is", "critical pitfalls are")
        reason = f"{formatting.capital(them)} not avoided. Moving on with one open is unwise."
        return [Advice("Deal with the critical pitfalls", reason, "pitfalls")]
    return []


def _blockers(weakest: SectionScore, titles: Mapping[str, str]) -> Advice:
    title = titles[weakest.section_id]
    if weakest.blockers:
        number = formatting.count(len(weakest.blockers), "statement stands", "statements stand")
        reason = f"{formatting.capital(number)} between {title.lower()} and its next level."
    else:
        reason = f"{title} is the weakest stage, at {formatting.index_figure(weakest.index or 0)}."
    return Advice("See what holds you back", reason, "profile")
