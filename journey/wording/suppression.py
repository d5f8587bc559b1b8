"""What is hidden is said to be hidden, and why: the words for it, the same on every screen and in every file."""

from __future__ import annotations

from journey.model import Absent, Hidden, Turnout
from journey.rules.privacy import publish_from
from journey.wording import formatting

HIDDEN = "hidden"
"""What stands in a table or a picture in place of a figure."""


def whole(why: Absent, min_group: int, turnout: Turnout) -> str:
    """Why nothing but counts is shown of a confidential assessment, and the counts."""
    counts = f"{formatting.capital(formatting.count(turnout.begun, 'response'))} begun, {turnout.finished} finished."
    if why is Absent.STILL_OPEN:
        return (
            f"{counts} Results appear when the round is closed: figures that changed with every answer would show "
            "what the latest one said."
        )
    return (
        f"Hidden, because fewer than {min_group} people have answered{_beside_cards(turnout)}: in so small a group it "
        f"could be guessed who said what. {counts}"
    )


def _beside_cards(turnout: Turnout) -> str:
    """That cards do not count, where there are both: whoever typed them in knows them."""
    return " by themselves, cards not counted" if 0 < turnout.ballots < turnout.begun else ""


TOO_FEW_OR_ALIKE = "too few people answered, or few and so much alike that it would show what each of them said"
"""Why a whole section is hidden. Which of the two it is stays unsaid: "alike" would tell colleagues of each other."""


def section(hidden: Hidden, min_group: int) -> str:
    """Why a section is shown in part or not at all."""
    if hidden is Hidden.STATEMENTS:
        return (
            "The statements of this section are not shown one by one: to at least one of them fewer than "
            f"{min_group} people gave an answer, or fewer than {2 * min_group} and all the same. What each of them "
            "said would be known. The score is rounded."
        )
    return (
        f"This section is hidden: fewer than {min_group} people answered it, or fewer than {2 * min_group} and so much "
        "alike, or to statements so few or of such different weight, that its score would show what they said."
    )


def waiting(number: int, min_group: int) -> str:
    """Answers that came in after a round was opened again, and are not in the figures."""
    are = formatting.count(number, "response is", "responses are")
    return (
        f"{formatting.capital(are)} new or changed since the round was closed, and not in these figures. "
        "They are taken in "
        f"when it closes again, if there are at least {publish_from(min_group)} of them and the difference shows "
        "nobody’s answers."
    )
