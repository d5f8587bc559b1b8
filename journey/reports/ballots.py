"""Ballot cards, for people who answer without a phone. They offer the same options as phones, in the same order.

Four cards are one sheet of A4; cut along the dashed lines they are A6. Print the file once for each person and cut the
pile as a whole: each part of it then holds the same card once for each person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journey.model import Checklist, Option, QuestionKind, Statement, Vignette
from journey.reports.paper import Occasion, PaperSection, write
from journey.wording import terms
from journey.wording.catalogue import _
from journey.wording.room_questions import ASKED, DOTS, options

CARDS_A_SHEET = 4
PRIORITY_LINES = 10
"""Lines on the card for priorities."""
SMALLER_FROM = (600, 740, 960, 1400)
"""Numbers of characters above which the type on a card is one, two, three and four sizes smaller."""


@dataclass(frozen=True, slots=True)
class BallotCard:
    """One question on a card: ``place`` names its section, practice case or vote; ``number`` is the statement's."""

    place: str
    number: str
    text: str
    options: tuple[Option, ...]
    case: str = ""

    @property
    def smaller(self) -> int:
        """By how many sizes the type has to be smaller for the words to fit."""
        characters = len(self.case) + len(self.text) + sum(len(option.text) for option in self.options)
        return sum(characters > limit for limit in SMALLER_FROM)


@dataclass(frozen=True, slots=True)
class CardSheets:
    """Cards that belong together, four to a sheet; cards for the parking lot fill the last sheet."""

    id: str
    title: str
    sheets: tuple[tuple[BallotCard, ...], ...]


@dataclass(frozen=True, slots=True)
class PitfallCard:
    """The pitfalls of one checklist as a card: pitfalls as rows, options as columns."""

    title: str
    rows: tuple[str, ...]
    options: tuple[Option, ...]


def ballots(
    occasion: Occasion,
    parts: Sequence[PaperSection],
    *,
    vignettes: Sequence[tuple[Vignette, Statement]] = (),
    checklists: Sequence[Checklist] = (),
) -> str:
    """Ballot cards as a file: practice cases, the statements by section, pitfalls, and the cards for the end."""
    return write(
        "ballots.html",
        kind=_("Ballot cards"),
        occasion=occasion,
        groups=tuple(_groups(parts, vignettes)),
        checklists=[
            PitfallCard(
                terms.pitfalls_of(checklist.subject),
                tuple(pitfall.text for pitfall in checklist.pitfalls),
                options(QuestionKind.PITFALL, statement=None, offered=()),
            )
            for checklist in checklists
        ],
        endings=[_ending(kind) for kind in (QuestionKind.FIST, QuestionKind.ON_TIME)],
        priorities=ASKED[QuestionKind.PRIORITY],
        lines=range(1, PRIORITY_LINES + 1),
        dots=range(DOTS),
    )


def _groups(parts: Sequence[PaperSection], vignettes: Sequence[tuple[Vignette, Statement]]) -> Iterator[CardSheets]:
    cases = [_case(number, vignette, statement) for number, (vignette, statement) in enumerate(vignettes, start=1)]
    if cases:
        yield CardSheets("cases", _("Practice"), _sheets(cases))
    for part in parts:
        cards = [
            BallotCard(
                part.title,
                numbered.number,
                numbered.statement.text,
                options(QuestionKind.STATEMENT, statement=numbered.statement, offered=()),
            )
            for numbered in part.statements
        ]
        yield CardSheets(f"part-{part.number}", part.title, _sheets(cards))


def _case(number: int, vignette: Vignette, statement: Statement) -> BallotCard:
    offered = options(QuestionKind.VIGNETTE, statement=statement, offered=())
    return BallotCard(
        _("Practice {number}: {case}", number=number, case=vignette.title), "", statement.text, offered, vignette.text
    )


def _sheets(cards: Sequence[BallotCard]) -> tuple[tuple[BallotCard, ...], ...]:
    return tuple(tuple(cards[first : first + CARDS_A_SHEET]) for first in range(0, len(cards), CARDS_A_SHEET))


def _ending(kind: QuestionKind) -> BallotCard:
    title, text = ASKED[kind]
    return BallotCard(title, "", text, options(kind, statement=None, offered=()))
