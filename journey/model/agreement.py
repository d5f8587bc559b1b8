"""What a vote on one statement points to, as a kind of word and the levels that it names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from journey.model.findings import Counts


class AgreementKind(StrEnum):
    """The kinds of words for a vote, in the order in which they are tested."""

    MOST_DONT_KNOW = "most don't know"
    ALL = "all"
    TOO_FEW = "too few"
    TWO_CAMPS = "two camps"
    MOST = "most"
    BETWEEN = "between"
    SPREAD = "spread"


@dataclass(frozen=True, slots=True)
class Agreement:
    """The word for a vote.

    ``levels`` are those that the word names: one that all or most say, two neighbours that most stand between, or every
    level that somebody chose. Where most don't know there are none.
    """

    kind: AgreementKind
    levels: tuple[int, ...]
    counts: Counts


class AgreementTold(StrEnum):
    """What a brief tells of a statement: a kind without its levels, all and most alike.

    The last two were told by the rules of version 1.0.0, and are read in briefs that were taken then.
    """

    MOST = "most say the same"
    BETWEEN = "between two levels"
    SPREAD = "spread"
    TWO_CAMPS = "two camps"
    AGREE = "agree"
    MIXED = "mixed"
