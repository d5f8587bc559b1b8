"""The terms that results are told in, each explained in a sentence or two where it stands: one place for all pages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from journey.model import LEVEL_NAMES
from journey.wording import limits


class Term(StrEnum):
    """What may be asked about."""

    INDEX = "index"
    RELIED_ON = "relied-on"
    FIRM = "firm"
    PROVISIONAL = "provisional"
    INDICATIVE = "indicative"
    COVERAGE = "coverage"


@dataclass(frozen=True, slots=True)
class Explained:
    """What the button asks, and the answer."""

    question: str
    answer: str


EXPLAINED: dict[Term, Explained] = {
    Term.INDEX: Explained(
        "What is the index?",
        "The average of the levels that were given, from 1.0 to 4.0. It says how far along a section is, and every "
        "statement counts in it.",
    ),
    Term.RELIED_ON: Explained(
        "What does “can be relied on” mean?",
        f"The level that {limits.SECURE_SHARE} of the statements reach, while none is more than one level short of "
        f"it. It says what is there in practice: at 1, {LEVEL_NAMES[1].lower()}, nothing above that can be counted on "
        "yet. It is also called the secure level.",
    ),
    Term.FIRM: Explained(
        "What do firm, leaning and on the edge mean?",
        f"How easily other people might have given another level. A level is {limits.FIRMNESS_IN_WORDS}.",
    ),
    Term.PROVISIONAL: Explained(
        "What does provisional mean?",
        f"The score rests on {limits.PROVISIONAL}: with the rest it may come out otherwise.",
    ),
    Term.INDICATIVE: Explained(
        "What does indicative mean?",
        f"There is an index and no level that can be relied on, because {limits.INDICATIVE_BECAUSE}.",
    ),
    Term.COVERAGE: Explained(
        "What is coverage?",
        f"The share of the answers asked for that name a level; what does not apply is left aside. Below "
        f"{limits.SCORE_FROM} there is no score, below {limits.FIRM_FROM} it is provisional.",
    ),
}
