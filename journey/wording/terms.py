"""The word for each value that a page, a phone, a screen or a paper names: one phrase for one meaning, everywhere.

Levels have their names beside the scale (``LEVEL_NAMES``); here they are put into phrases.
"""

from __future__ import annotations

from collections.abc import Mapping

from journey.model import LEVEL_NAMES, AgreementTold, AnswerContent, AnswerState, PitfallState, Scope, WorkshopStage
from journey.rules.stability import Firmness
from journey.wording import formatting

DONT_KNOW = "I don’t know"
NOT_APPLICABLE = "Does not apply here"
NOT_ANSWERED = "Not answered"
SAID_ON_PAPER = "said on paper"
"""The reason that is kept with *does not apply* from a paper ballot."""

ANSWERS: Mapping[AnswerState, str] = {
    AnswerState.DONT_KNOW: DONT_KNOW,
    AnswerState.NOT_APPLICABLE: NOT_APPLICABLE,
    AnswerState.UNANSWERED: NOT_ANSWERED,
}
"""What is said of a statement without a level."""

PITFALL_QUESTION = "Is this true of us?"
"""What is asked of a pitfall, wherever it is."""

PITFALLS: Mapping[PitfallState, str] = {
    PitfallState.AVOIDED: "No, avoided",
    PitfallState.PARTLY: "In part",
    PitfallState.NOT_YET: "Yes, still so",
    PitfallState.NOT_APPLICABLE: NOT_APPLICABLE,
    PitfallState.UNANSWERED: "Not looked at yet",
}
"""The answers to that question."""

PITFALLS_SAID: Mapping[PitfallState, str] = {
    PitfallState.AVOIDED: "avoided",
    PitfallState.PARTLY: "avoided in part",
    PitfallState.NOT_YET: "still open",
    PitfallState.NOT_APPLICABLE: "does not apply",
    PitfallState.UNANSWERED: "not looked at",
}
"""How a pitfall stands, within a sentence, a table or a legend."""

CRITICAL = "Critical"
CRITICAL_NOT_AVOIDED = "critical and not avoided"
"""A critical pitfall that somebody has looked at, and that is still open or avoided in part alone."""

FIRMNESS: Mapping[Firmness, str] = {
    Firmness.ON_THE_EDGE: "on the edge",
    Firmness.LEANING: "leaning",
    Firmness.FIRM: "firm",
}
"""How easily other people might have given another secure level."""

AGREEMENT_TOLD: Mapping[AgreementTold, str] = {
    AgreementTold.MOST: "Most say the same",
    AgreementTold.BETWEEN: "Between two levels",
    AgreementTold.SPREAD: "Spread",
    AgreementTold.TWO_CAMPS: "Two camps",
    AgreementTold.AGREE: "Agreed",
    AgreementTold.MIXED: "Mixed",
}
"""What a brief says of a statement: never a level."""

SCOPES: Mapping[Scope, str] = {Scope.QUICK: "Quick check", Scope.FULL: "Full assessment"}
SCOPE_USES: Mapping[Scope, str] = {
    Scope.QUICK: "where to look first; scores are indicative",
    Scope.FULL: "enough to act on",
}

STAGES: Mapping[WorkshopStage, str] = {
    WorkshopStage.BEFORE: "planned",
    WorkshopStage.ROOM: "running",
    WorkshopStage.ENDED: "ended",
}


def pitfalls_of(subject: str) -> str:
    """``Taking stock: pitfalls``: the heading over a checklist in a room and on paper."""
    return f"{subject}: pitfalls"


def level(number: int) -> str:
    """``3 Established``: a level as a label."""
    return f"{number} {LEVEL_NAMES[number]}"


def numbered_level(number: int) -> str:
    """``3 established``: a level in a table or a legend, beside other words without a capital."""
    return f"{number} {level_name(number)}"


def level_name(number: int) -> str:
    """``established``: the name of a level inside a sentence."""
    return LEVEL_NAMES[number].lower()


def level_in_words(number: int) -> str:
    """``3, established``: a level with its name inside a sentence."""
    return f"{number}, {level_name(number)}"


def answer(content: AnswerContent) -> str:
    """``3 Established``, or what was said in place of a level."""
    return level(content.level) if content.level is not None else ANSWERS[content.state]


def workload(statements: int, minutes: int) -> str:
    """``10 statements, about five minutes``: how long answering takes, wherever it is said."""
    return f"{statements} statements, about {formatting.count(minutes, 'minute')}"


def qr_code(address: str) -> str:
    """What a screen reader says of a QR code."""
    return f"QR code that leads to {address}"
