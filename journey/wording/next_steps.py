"""What to do next, worked out from where things stand: pure, so that the home page only has to show it.

Each advice leads to the very place: a page, what is open on it, and the spot that is put in sight.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from journey.model import PitfallTally, Profile, Questionnaire, Silence
from journey.rules import findings
from journey.wording import formatting, ranking
from journey.wording.formatting import capital, count, listed
from journey.wording.holding_back import holding_back
from journey.wording.plan_needs import PlanSituation
from journey.wording.scores import sentence

PageName = Literal["assess", "profile", "pitfalls", "compare", "plan", "review", "rounds"]
REVIEW = "review"
"""The last part of Assess."""


class Spot(StrEnum):
    """The places on pages that an advice leads to; those of statements and pitfalls are called by their ids."""

    HOLDING_BACK = "holding-back"
    CHECKLIST = "checklist"
    NEW_ROUND = "new-round"
    EXCEPTIONS = "review-exceptions"


class Act(StrEnum):
    """What a press does before it leads anywhere."""

    WIDEN = "widen"


@dataclass(frozen=True, slots=True)
class Target:
    """Where an advice leads: a page, the spot on it, and which section, stage, questionnaire or view is open."""

    page: PageName
    spot: str | None = None
    section: str | None = None
    stage: str | None = None
    questionnaire: str | None = None
    view: str | None = None

    @property
    def tabs(self) -> dict[str, str]:
        """What is open there, by the names that the address has for it."""
        named = {"section": self.section, "stage": self.stage, "questionnaire": self.questionnaire, "view": self.view}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class OpenStatement:
    """A statement to answer: the part of Assess that it stands in, and its id."""

    part: str
    statement_id: str


@dataclass(frozen=True, slots=True)
class Answering:
    """How far the answering is; None of it has begun where ``asked`` is 0.

    ``next`` is the statement to go on with, ``unknown`` the first that nobody could say. ``more`` statements, and
    minutes for them, would be asked beside those of a quick check.
    """

    answered: int
    asked: int
    minutes_left: int
    is_finished: bool
    is_quick: bool
    next: OpenStatement | None = None
    unknown: OpenStatement | None = None
    more: int = 0
    more_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a unit stands in a round. ``questionnaire``, ``profile`` and ``tallies`` are those of the stages.

    ``moved_on`` are the stages that were left with a reason although they were not ready, and when; ``left_before``
    those that the round before left so, and that are not ready now. ``is_closed`` says so of the round in view,
    ``is_over`` that it is the newest as well. ``quick_check`` says how much a quick check asks. ``plan`` is what the
    unit's plan needs; None where nobody has looked.
    """

    answering: Answering | None = None
    questionnaire: Questionnaire | None = None
    profile: Profile | None = None
    tallies: Mapping[str, PitfallTally] = field(default_factory=dict)
    moved_on: Mapping[str, date] = field(default_factory=dict)
    left_before: tuple[str, ...] = ()
    is_closed: bool = False
    is_over: bool = False
    quick_check: str = ""
    plan: PlanSituation | None = None

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of the stages, by id."""
        return ranking.titles_of(self.questionnaire) if self.questionnaire else {}


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do: what the button says, why, where it leads, and what the press does first."""

    action: str
    reason: str
    target: Target
    act: Act | None = None


def statement(to_answer: OpenStatement | None) -> Target:
    """Where a statement is answered; where there is none, where answering was left."""
    if to_answer is None:
        return Target("assess")
    return Target("assess", to_answer.statement_id, section=to_answer.part)


def next_steps(situation: Situation) -> tuple[Advice, ...]:
    """What to do, the most useful first. In a closed round nothing is offered that cannot be done there."""
    first_look = situation.profile is not None and findings.is_first_look(situation.profile)
    steps = [*_answering(situation)]
    if not situation.is_closed:
        steps += _critical(situation) + _left_before(situation)
    steps += _plan_needs(situation)
    steps += _findings(situation)
    first, checklist, widening = _first_action(situation), _checklist(situation), _widening(situation)
    steps += [*widening, *first, *checklist] if first_look else [*first, *checklist, *widening]
    if situation.is_over:
        reason = "This round is closed. The next one shows whether what you did about it worked."
        steps.append(Advice("Start the next round", reason, Target("rounds", Spot.NEW_ROUND)))
    return tuple(steps)


def _plan_needs(situation: Situation) -> list[Advice]:
    """What was decided about bets since the last review, and the review itself, or before its day what cannot wait.

    A round that is closed and not the newest is only read.
    """
    plan = situation.plan
    if plan is None or (situation.is_closed and not situation.is_over):
        return []
    steps = []
    if plan.decided_bets:
        target = Target("plan", f"bet-{plan.decided_bets[0]}", view="bets")
        steps.append(Advice("See what the bets came to", plan.bets_in_words, target))
    if reason := plan.review_in_words:
        action = "Go on with the review" if plan.is_review_running else "Hold the review"
        steps.append(Advice(action, reason, Target("review")))
    elif plan.to_decide:
        many = f"{count(len(plan.to_decide), 'action')}"
        target = Target("review", Spot.EXCEPTIONS)
        steps.append(Advice(f"Decide about {many}", plan.decisions_in_words, target))
    return steps


def _first_action(situation: Situation) -> list[Advice]:
    """Something to do about what was found, where nothing is planned yet: on the card of what comes first."""
    questionnaire, profile, answering = situation.questionnaire, situation.profile, situation.answering
    if situation.plan is None or not situation.plan.is_empty or questionnaire is None or profile is None:
        return []
    if (situation.is_closed and not situation.is_over) or (answering and not answering.is_finished):
        return []
    first = holding_back(questionnaire, profile)
    if first is None or not first.statements:
        return []
    target = Target("profile", first.statements[0].statement_id, questionnaire=questionnaire.id)
    reason = "Nothing is planned yet. One action and a day for its first step are a beginning."
    return [Advice("Write a first action", reason, target)]


def unfinished(situation: Situation) -> tuple[str, ...]:
    """What is not done yet, or was left open on purpose, in sentences. Statements and checklists are counted whole."""
    titles, lines = situation.titles, []
    answering = situation.answering
    if answering and answering.is_finished and (left := answering.asked - answering.answered):
        lines.append(f"{capital(count(left, 'statement is', 'statements are'))} not answered, and counted nowhere.")
    if situation.profile and not situation.is_closed:
        waiting = [id_ for id_, tally in situation.tallies.items() if tally.is_untouched]
        if waiting:
            which = listed([titles[id_] for id_ in waiting]) if len(waiting) <= 2 else count(len(waiting), "stage")
            lines.append(f"The pitfalls of {which} have not been looked at.")
    for section_id, day in situation.moved_on.items():
        moved = f"You moved on from {titles[section_id]} anyway on {formatting.day(day)}"
        lines.append(f"{moved}; the next round brings it up again.")
    return tuple(lines)


def _answering(situation: Situation) -> list[Advice]:
    answering = situation.answering
    if answering is None:
        if situation.questionnaire is not None or situation.is_closed:
            return []
        reason = f"A quick check shows where to look first: {situation.quick_check}."
        return [Advice("Begin an assessment", reason, Target("assess"))]
    if answering.is_finished or situation.is_closed:
        return []
    left = answering.asked - answering.answered
    if left == 0:
        return [Advice("Review and finish", "Every statement is answered.", Target("assess", section=REVIEW))]
    minutes = count(answering.minutes_left, "minute")
    reason = f"{capital(count(left, 'statement'))} left, about {minutes}."
    return [Advice("Go on answering", reason, statement(answering.next))]


def _critical(situation: Situation) -> list[Advice]:
    """The critical pitfalls that somebody found not avoided, but for those of stages that were left with a reason."""
    found = {
        id_: tally.critical_found
        for id_, tally in situation.tallies.items()
        if tally.critical_found and id_ not in situation.moved_on
    }
    if not found or situation.profile is None:
        return []
    weakest = ranking.first_sections(situation.profile)
    first = next((id_ for id_ in weakest if id_ in found), next(iter(found)))
    many = sum(map(len, found.values()))
    where = f" in {listed([situation.titles[id_] for id_ in found])}" if len(found) <= 2 else ""
    are = capital(count(many, "critical pitfall is", "critical pitfalls are"))
    reason = f"{are} not avoided{where}. Moving on like this is unwise."
    action = f"Deal with the critical {'pitfall' if many == 1 else 'pitfalls'}"
    return [Advice(action, reason, Target("pitfalls", found[first][0], stage=first))]


def _left_before(situation: Situation) -> list[Advice]:
    """The stages that the round before moved on from although they were not ready, and that are not ready now."""
    return [
        Advice(
            f"Look at {situation.titles[section_id]} again",
            f"Last round you moved on from {situation.titles[section_id]} although it was not ready.",
            Target("pitfalls", Spot.CHECKLIST, stage=section_id),
        )
        for section_id in situation.left_before
        if section_id in situation.titles and section_id not in situation.moved_on
    ]


def _checklist(situation: Situation) -> list[Advice]:
    """The checklist of the stage to look at first, where nobody has gone through it and it can be gone through."""
    if situation.is_closed or situation.profile is None:
        return []
    section_ids = ranking.first_sections(situation.profile)
    tally = situation.tallies.get(section_ids[0]) if section_ids else None
    if tally is None or not tally.is_untouched:
        return []
    title = situation.titles[section_ids[0]]
    reason = f"The checklist of {title} says what usually goes wrong there."
    target = Target("pitfalls", Spot.CHECKLIST, stage=section_ids[0])
    return [Advice(f"Go through the pitfalls of {title}", reason, target)]


def _widening(situation: Situation) -> list[Advice]:
    answering = situation.answering
    if not answering or not (answering.is_finished and answering.is_quick) or situation.is_closed:
        return []
    if _is_silent(situation.profile):
        return []
    more = f"{capital(count(answering.more, 'statement'))} more, about {count(answering.more_minutes, 'minute')}: "
    reason = f"{more if answering.more else ''}every section then gets a level in words. What you answered is kept."
    return [Advice("Widen to the full assessment", capital(reason), Target("assess"), Act.WIDEN)]


def _is_silent(profile: Profile | None) -> bool:
    """Whether more of the same statements would meet people who could not say, or for whom none of it applies."""
    return profile is not None and findings.silence(profile) in {Silence.DONT_KNOW, Silence.DOES_NOT_APPLY}


def _findings(situation: Situation) -> list[Advice]:
    """The finding to read on the profile, or what to do where nobody could say or nothing applies."""
    questionnaire, profile, answering = situation.questionnaire, situation.profile, situation.answering
    if questionnaire is None or profile is None:
        return []
    if first := holding_back(questionnaire, profile):
        target = Target("profile", Spot.HOLDING_BACK, questionnaire=questionnaire.id)
        return [Advice(first.action, first.reason, target)]
    silent = findings.silence(profile)
    if silent is None or not _is_silent(profile) or situation.is_closed:
        return []
    if answering is None or not answering.is_finished:
        return []
    reason = sentence(ranking.silence(silent, profile))
    if silent is Silence.DONT_KNOW:
        return [Advice("Answer again with somebody who knows", reason, statement(answering.unknown))]
    return [Advice("Look at your answers again", reason, Target("assess", section=REVIEW))]
