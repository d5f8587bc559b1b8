"""What people at the sample council wrote beside their answers. All of it is made up; nobody said any of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journey.service.sample.story import CHILDREN, COUNCIL, HOUSING, PARTNERSHIP, WASTE

EVIDENCE_SHARES = (0.25, 0.35, 0.5)
"""The share of levels 3 and 4 that come with evidence, round by round."""

OLD_ACT_SHARE = 0.25
"""The share of acts by leaders that lie too far back to count."""

EVIDENCE: Mapping[str, tuple[str, ...]] = {
    "taking-stock": ("Spring staff survey, on the performance page.", "Table of seven similar councils."),
    "setting-direction": ("Corporate plan, page 4: what we do more of and less of.", "Budget book, priorities sheet."),
    "getting-started": ("List of actions with owners and dates.", "Notes of the sponsor's monthly session."),
    "making-it-happen": ("Decision log of the quarterly reviews.", "Monthly figures, sent by the eighth working day."),
    "keeping-on-track": ("Forward plan of scrutiny.", "Handover note of the performance team."),
    "leadership": ("Minutes of the management team.", "Diary of visits to front-line teams."),
    "learning": ("Notes of the managers' learning half-day.",),
    "action": ("One-page plan with three priorities.", "List of work that was stopped."),
    "translation": ("Half-page note on each new duty.",),
    "ownership": ("Team plans with changes marked by staff.",),
    "framework": ("The year on one page, in every team room.",),
    "measurement": ("Key figures with definitions and owners.", "Check of ten figures by another service."),
    "people": ("Record of one-to-ones.", "Training log with what was asked for."),
}
"""What could be shown, by section."""

PARTNERSHIP_EVIDENCE: Mapping[str, str] = {
    "many-viewpoints": "Notes of three sessions with residents, officers and wardens.",
    "short-list-agreed": "List of four weaknesses, agreed by the board.",
    "shared-vision": "Joint plan, signed by police, fire, health and council.",
    "clear-choices": "Joint plan, page 3: what waits until next year.",
    "outcomes-measured": "One sheet with seven results and where each began.",
    "visible-champions": "Terms of reference: the chair is sponsor.",
    "shared-problems-joined": "Minutes of the joint case meeting.",
    "good-work-spelt-out": "Role profiles of the joint team.",
}
"""What the partnership could show, by statement; it answers openly, so its evidence is seen."""

ACTS: Mapping[str, str] = {
    "visible-champions": "The sponsor opened the session of action owners and cleared two obstacles.",
    "leaders-use-figures": "The management team put off an office move after looking at waiting times.",
    "success-recognised": "The leader thanked the street cleansing team at full council for fewer missed streets.",
    "leaders-decide-with-figures": "The management team chose between two sites by the visitor figures.",
    "leaders-offer-help": "The director lent two analysts to the service with the longest waiting list.",
    "leaders-go-and-see": "The chief executive spent a morning with the contact centre.",
    "councillors-press-for-answers": "Scrutiny asked for the cause of late repairs, and for a date to look again.",
    "something-gives-way": "The management team stopped the newsletter review when it took on the new duty.",
    "effort-shifted": "The management team moved two inspectors to the priority that had fallen behind.",
}
"""Something that leaders did, by statement."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note by the first respondent of a unit whose level is one of those that it fits."""

    unit: str
    statement_id: str
    fits: tuple[int, ...]
    text: str


NOTES: tuple[tuple[Note, ...], ...] = (
    (
        Note(COUNCIL, "clear-choices", (1, 2), "The plan has 31 priorities. Few people could name five."),
        Note(COUNCIL, "reviews-decide", (1, 2), "We note the red figures and turn to the next item."),
        Note(COUNCIL, "checked-it-worked", (1, 2), "Actions are closed when they are done, whatever came of them."),
        Note(HOUSING, "information-in-time", (1, 2), "Repair figures reach us seven weeks late."),
    ),
    (
        Note(COUNCIL, "clear-choices", (3, 4), "Six priorities now, and a list of what waits."),
        Note(COUNCIL, "budget-follows", (1, 2, 3), "The priorities moved; most of the money has not yet."),
        Note(COUNCIL, "reviews-decide", (1, 2), "Reviews are shorter, and still end without a decision."),
        Note(CHILDREN, "golden-thread", (3, 4), "Every team plan opens with the priority that it serves."),
    ),
    (
        Note(COUNCIL, "reviews-decide", (3, 4), "Each review now ends with who does what by when."),
        Note(
            COUNCIL,
            "checked-it-worked",
            (1, 2),
            "Decisions are taken and carried out. Nobody looks at what came of it.",
        ),
        Note(COUNCIL, "poor-work-faced", (1, 2), "Managers were promised training for hard talks. It has not come."),
        Note(WASTE, "checked-it-worked", (2, 3, 4), "We look at missed bins four weeks after each change of round."),
        Note(
            HOUSING, "set-aside-revisited", (1, 2), "The backlog of inspections was put off twice and then forgotten."
        ),
        Note(PARTNERSHIP, "shared-vision", (2, 3, 4), "Agreed with police, fire and health in the spring."),
        Note(PARTNERSHIP, "compared-with-others", (1, 2), "Police and council count incidents differently."),
    ),
)
"""The notes of each round."""
