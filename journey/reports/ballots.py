"""Ballot cards: for whoever answers without a phone. What is offered, and in which order, is the same as on phones.

Four cards are one sheet of A4; cut along the dashed lines they are A6. Print the file once for each person and cut the
pile as a whole: each part of it is then one card after the other, as often as there are people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journey.model import Checklist, Option, QuestionKind, Statement, Vignette
from journey.reports.paper import Occasion, PaperSection, write
from journey.wording.answer_options import ASKED, DOTS, options

CARDS_A_SHEET = 4
PRIORITIES = 10
"""As many lines has the card for priorities."""
SMALLER_FROM = (600, 740, 960, 1400)
"""From so many signs on, the type on a card is one, two, three and four sizes smaller."""


@dataclass(frozen=True, slots=True)
class BallotCard:
    """One question on a card: ``place`` says where it belongs, ``number`` which of there it is."""

    place: str
    number: str
    text: str
    options: tuple[Option, ...]
    case: str = ""

    @property
    def smaller(self) -> int:
        """By how many sizes the type has to be smaller for the words to fit."""
        signs = len(self.case) + len(self.text) + sum(len(option.text) for option in self.options)
        return sum(signs > limit for limit in SMALLER_FROM)


@dataclass(frozen=True, slots=True)
class CardSheets:
    """Cards that belong together, four to a sheet; where the last has room, it takes cards to park things on."""

    id: str
    title: str
    sheets: tuple[tuple[BallotCard, ...], ...]


@dataclass(frozen=True, slots=True)
class Pitfalls:
    """The pitfalls of one checklist as a card: rows, and what may be chosen as columns."""

    title: str
    rows: tuple[str, ...]
    options: tuple[Option, ...]


def ballots(
    of: Occasion,
    parts: Sequence[PaperSection],
    *,
    vignettes: Sequence[tuple[Vignette, Statement]] = (),
    checklists: Sequence[Checklist] = (),
) -> str:
    """The file: cases to calibrate, the statements section by section, pitfalls, and the cards for the end."""
    return write(
        "ballots.html",
        kind="Ballot cards",
        of=of,
        groups=tuple(_groups(parts, vignettes)),
        checklists=[
            Pitfalls(
                one.title,
                tuple(pitfall.text for pitfall in one.pitfalls),
                options(QuestionKind.PITFALL, statement=None, own=()),
            )
            for one in checklists
        ],
        endings=[_ending(kind) for kind in (QuestionKind.FIST, QuestionKind.ON_TIME)],
        priorities=ASKED[QuestionKind.PRIORITY],
        lines=range(1, PRIORITIES + 1),
        dots=range(DOTS),
    )


def _groups(parts: Sequence[PaperSection], vignettes: Sequence[tuple[Vignette, Statement]]) -> Iterator[CardSheets]:
    cases = [_case(number, *one) for number, one in enumerate(vignettes, start=1)]
    if cases:
        yield CardSheets("cases", "Practice", _sheets(cases))
    for part in parts:
        cards = [
            BallotCard(
                part.title,
                asked.number,
                asked.statement.text,
                options(QuestionKind.STATEMENT, statement=asked.statement, own=()),
            )
            for asked in part.statements
        ]
        yield CardSheets(f"part-{part.number}", part.title, _sheets(cards))


def _case(number: int, vignette: Vignette, statement: Statement) -> BallotCard:
    offered = options(QuestionKind.VIGNETTE, statement=statement, own=())
    return BallotCard(f"Practice {number}: {vignette.title}", "", statement.text, offered, vignette.text)


def _sheets(cards: Sequence[BallotCard]) -> tuple[tuple[BallotCard, ...], ...]:
    return tuple(tuple(cards[first : first + CARDS_A_SHEET]) for first in range(0, len(cards), CARDS_A_SHEET))


def _ending(kind: QuestionKind) -> BallotCard:
    title, text = ASKED[kind]
    return BallotCard(title, "", text, options(kind, statement=None, own=()))
