"""Where the sample council stands with the pitfalls, and what it means to do about them. All of it is made up.

A state is one letter a round: A avoided, P partly, N not yet, X does not apply.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from journey.model import PitfallContent, PitfallState, ReadinessOverride
from journey.service.sample.story import CHILDREN, COUNCIL, HOUSING

_STATES = {
    "A": PitfallState.AVOIDED,
    "P": PitfallState.PARTLY,
    "N": PitfallState.NOT_YET,
    "X": PitfallState.NOT_APPLICABLE,
}

ANSWERING = (COUNCIL, CHILDREN, HOUSING)
"""The units that go through the checklists; the letters below are theirs, in this order."""

_LETTERS: Mapping[str, tuple[str, str, str]] = {
    # taking stock
    "asked-only-the-top": ("AAA", "AAA", "PAA"),
    "took-our-own-word": ("PAA", "AAA", "NPP"),
    "trusted-the-figures": ("PPA", "PAA", "NNP"),
    "stopped-at-symptoms": ("PAA", "AAA", "NNP"),
    "left-users-out": ("AAA", "AAA", "PPA"),
    "compared-with-no-one": ("AAA", "AAA", "NPP"),
    "not-safe-to-be-honest": ("PPP", "PAA", "NNP"),
    "averaged-away-differences": ("NPA", "PAA", "NPP"),
    "systems-without-behaviour": ("PPP", "PPA", "NNN"),
    "report-without-short-list": ("PAA", "AAA", "NPA"),
    # setting direction
    "nothing-comes-last": ("NAA", "NAA", "NPP"),
    "budget-stayed-put": ("NPA", "PAA", "NNP"),
    "chosen-before-councillors": ("PAA", "XXX", "XXX"),
    "activity-not-outcome": ("NAA", "PAA", "NPP"),
    "target-for-everything": ("NPA", "PAA", "NPP"),
    "guessed-target-figures": ("PPA", "PAA", "NNP"),
    "national-words-in-local-plan": ("PPA", "AAA", "NPA"),
    "aims-stop-at-managers": ("NPP", "PAA", "NNN"),
    "partners-planned-apart": ("PPP", "PAA", "NNP"),
    "residents-changed-nothing": ("PAA", "AAA", "NPP"),
    # getting started
    "everything-at-once": ("NPA", "PAA", "NNP"),
    "owned-by-a-group": ("NPP", "PAA", "NNN"),
    "no-sponsor": ("PAA", "AAA", "NPA"),
    "no-time-given": ("NNP", "PPP", "NNN"),
    "borrowed-framework": ("PAA", "AAA", "PAA"),
    "software-first": ("AAA", "AAA", "AAA"),
    "designed-without-staff": ("NPP", "PAA", "NNN"),
    "nothing-before-the-end": ("PPA", "AAA", "NPP"),
    "more-paper-than-work": ("PAA", "PAA", "PPA"),
    "never-asked-what-could-fail": ("NPP", "PPA", "NNP"),
    # making it happen
    "noted-and-moved-on": ("NNA", "PAA", "NNP"),
    "leaders-decide-without-it": ("PPA", "AAA", "NPP"),
    "figures-too-late": ("PPP", "AAA", "NNN"),
    "one-report-for-everyone": ("NPA", "PAA", "NPP"),
    "nobody-asks": ("NPA", "PAA", "NNP"),
    "worked-round-people": ("PPN", "PPP", "NNN"),
    "reviewers-never-shown-how": ("NPA", "NAA", "NNP"),
    "told-to-improve-alone": ("PPP", "PPA", "NNN"),
    "forms-changed-only": ("NPP", "PPA", "NNP"),
    "teams-never-see-figures": ("NPP", "PAA", "NNP"),
    # keeping on track
    "ticked-off-unchecked": ("NNN", "NNP", "NNN"),
    "reviews-lapsed": ("PPP", "PAA", "NNN"),
    "hangs-on-one-person": ("NPP", "PPA", "NNN"),
    "no-early-warning": ("NNN", "NPP", "NNN"),
    "only-added-measures": ("NPA", "NPP", "NNP"),
    "plan-never-changed": ("NPP", "PPA", "NNN"),
    "learning-stayed-put": ("NNN", "NNP", "NNN"),
    "marked-our-own-work": ("PPP", "PAA", "NPP"),
    "never-went-back": ("NNN", "NNN", "NNN"),
    "success-in-silence": ("PAA", "AAA", "NPP"),
}


@dataclass(frozen=True, slots=True)
class _Plan:
    note: str
    who: str = ""
    by_when: date | None = None


_WHY_NOT_APPLICABLE = "Councillors choose for the council as a whole."

_PLANS: tuple[Mapping[tuple[str, str], _Plan], ...] = (
    {
        (COUNCIL, "nothing-comes-last"): _Plan(
            "The plan has 31 priorities, and none is called low.", "Chief executive", date(2025, 2, 28)
        ),
        (COUNCIL, "activity-not-outcome"): _Plan(
            "Most priorities begin with deliver or develop.", "Head of policy", date(2025, 2, 28)
        ),
        (COUNCIL, "budget-stayed-put"): _Plan(
            "The last two budgets are almost the same.", "Director of resources", date(2025, 3, 31)
        ),
        (COUNCIL, "owned-by-a-group"): _Plan(
            "A third of the actions belong to a board.", "Head of performance", date(2025, 4, 30)
        ),
        (COUNCIL, "noted-and-moved-on"): _Plan("Red figures are noted, then comes the next item."),
        (CHILDREN, "nothing-comes-last"): _Plan(
            "Two aims can wait until the autumn.", "Director of children's services", date(2025, 1, 31)
        ),
        (HOUSING, "figures-too-late"): _Plan(
            "Repair figures come seven weeks after the month.", "Head of housing", date(2025, 6, 30)
        ),
    },
    {
        (COUNCIL, "budget-stayed-put"): _Plan(
            "Two of six priorities gained money.", "Director of resources", date(2026, 2, 27)
        ),
        (COUNCIL, "owned-by-a-group"): _Plan(
            "Named owners for half of the actions.", "Head of performance", date(2026, 1, 30)
        ),
        (COUNCIL, "noted-and-moved-on"): _Plan(
            "From January each review ends with a list of decisions.", "Chief executive", date(2026, 1, 30)
        ),
        (COUNCIL, "reviewers-never-shown-how"): _Plan(
            "Half a day for all who chair reviews; six have been.", "Head of learning", date(2026, 3, 31)
        ),
        (COUNCIL, "ticked-off-unchecked"): _Plan("Seen in 2024 as well. No one has taken it on."),
        (CHILDREN, "worked-round-people"): _Plan(
            "Advice for team managers before a hard talk.", "Head of safeguarding", date(2026, 4, 30)
        ),
        (HOUSING, "figures-too-late"): _Plan(
            "Waiting for the new repairs system.", "Head of housing", date(2026, 6, 30)
        ),
    },
    {
        (COUNCIL, "ticked-off-unchecked"): _Plan(
            "Open for the third time. Of the last ten closed actions, one shows a figure from before and after.",
            "Head of performance",
            date(2027, 1, 29),
        ),
        (COUNCIL, "reviews-lapsed"): _Plan(
            "Two of eight reviews were put off over the summer.", "Chief executive", date(2026, 12, 18)
        ),
        (COUNCIL, "no-early-warning"): _Plan(
            "Begin with the twelve figures that the management team sees.", "Head of performance", date(2027, 2, 26)
        ),
        (COUNCIL, "learning-stayed-put"): _Plan(
            "Waste and recycling looks again after every change; ask them to show how.",
            "Director of environment",
            date(2027, 1, 29),
        ),
        (COUNCIL, "never-went-back"): _Plan(
            "There is no list of what was put off.", "Head of policy", date(2027, 3, 31)
        ),
        (COUNCIL, "hangs-on-one-person"): _Plan(
            "A deputy is named for the head of performance; nobody yet for the lead councillor."
        ),
        (COUNCIL, "worked-round-people"): _Plan(
            "Training for hard talks was cut in the spring. Bring it back.", "Head of people", date(2027, 2, 26)
        ),
        (COUNCIL, "owned-by-a-group"): _Plan(
            "Four actions still belong to a board.", "Head of performance", date(2026, 12, 18)
        ),
        (COUNCIL, "noted-and-moved-on"): _Plan("The decision log has been kept since January."),
        (COUNCIL, "teams-never-see-figures"): _Plan(
            "Three services send figures to teams; the rest follow.", "Head of performance", date(2027, 3, 31)
        ),
        (CHILDREN, "ticked-off-unchecked"): _Plan(
            "Each new action now names the figure it should move.", "Head of quality", date(2026, 12, 18)
        ),
        (CHILDREN, "never-went-back"): _Plan("Begin with the list from 2024.", "Head of quality", date(2027, 2, 26)),
        (HOUSING, "ticked-off-unchecked"): _Plan(
            "Reopen the five repairs actions that were closed this year.", "Head of housing", date(2027, 1, 29)
        ),
        (HOUSING, "reviews-lapsed"): _Plan(
            "Four of eight reviews were cancelled.", "Head of housing", date(2026, 11, 30)
        ),
        (HOUSING, "worked-round-people"): _Plan(
            "Two team leaders need advice before they begin.", "Head of people", date(2027, 1, 29)
        ),
    },
)

MOVED_ON: tuple[Mapping[str, ReadinessOverride], ...] = (
    {},
    {
        COUNCIL: ReadinessOverride(
            section_id="getting-started",
            reason=(
                "Half of the actions still lack a named owner, and staff joined the design late. Winter pressures will "
                "not wait: from January the reviews begin to decide, and an owner is named with each decision."
            ),
            decided_by="Management team",
            decided_at=datetime(2025, 11, 7, 10, 30, tzinfo=UTC),
        )
    },
    {},
)
"""Decisions to leave a stage that was not ready, by round and unit."""


def said(unit: str, occasion: int, pitfall_id: str) -> PitfallContent | None:
    """What a unit says about a pitfall in a round; None for a pitfall that the story does not know."""
    if pitfall_id not in _LETTERS:
        return None
    state = _STATES[_LETTERS[pitfall_id][ANSWERING.index(unit)][occasion]]
    if state is PitfallState.NOT_APPLICABLE:
        return PitfallContent(state, _WHY_NOT_APPLICABLE)
    plan = _PLANS[occasion].get((unit, pitfall_id))
    return PitfallContent(state, plan.note, plan.who, plan.by_when) if plan else PitfallContent(state)
