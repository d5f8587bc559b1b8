"""The attacker who solves in whole numbers: in how many ways can people have answered, if this is all that is shown?

A way is how many gave each answer to each statement. Besides what is shown the attacker knows how many people came,
everything that typed-in cards say, and what they answered themselves if they joined, once or several times. A thing is
recovered where it is the same in every way that shows the same.

Other ways are looked for, nearest first, and each is tried on the product itself. One that is found proves that a thing
is not recovered; where none is found it counts as recovered. So the attacker claims too much rather than too little.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from journey.model import Counts, Profile, Section, SectionScore
from journey.rules import privacy
from journey.rules.privacy_ballots import with_ballots
from journey.rules.scoring import score_section
from tests.attacks.organisations import CELLS, NOTHING_YET, Answers, Closed

Tally = tuple[int, ...]
"""How many gave each answer to a statement; the last number is that of those who have not answered it."""
Way = tuple[Tally, ...]
"""How a group answered a section: a tally for each statement."""
Thing = tuple[int, str]
"""What may be recovered: of a statement, by its place, how many gave an answer, or the sum of the levels."""
Show = Callable[[Profile, int], Profile | None]

LEVELS = range(4)
ANYTHING = range(NOTHING_YET + 1)
ROUNDS, FROM_EACH = 6, 25
"""Other ways are looked for around those found already, so often, around so many of them."""
STEPS = 3_000
"""So many ways are tried that are several answers away."""


@dataclass(frozen=True)
class Known:
    """What the attacker knows of a section before it is shown: who came, what cards say, and their own answers."""

    section: Section
    k: int
    people: int
    ballots: int
    cards: Way
    own: Way
    show: Show = privacy.shown

    def shown(self, others: Way) -> SectionScore | None:
        """What is shown of the section where the others answered like this; None where they are too few."""
        ids = [statement.id for statement in self.section.statements]
        everybody = {id_: _counts(*said) for id_, *said in zip(ids, others, self.cards, self.own, strict=True)}
        score = score_section(self.section, everybody, responses=self.people)
        assert score
        on_paper = {id_: _counts(said) for id_, said in zip(ids, self.cards, strict=True)}
        whole = with_ballots(Profile("random", "1.0.0", self.people, (score,)), on_paper, self.ballots)
        found = self.show(whole, self.k)
        return found.sections[0] if found else None


def _counts(*tallies: Tally) -> Counts:
    level_1, level_2, level_3, level_4, dont_know, not_applicable, _ = map(sum, zip(*tallies, strict=True))
    return Counts((level_1, level_2, level_3, level_4), dont_know, not_applicable)


def sections_known(
    closed: Closed, k: int, ballots: int, own: int, random: np.random.Generator
) -> Iterator[tuple[Known, Way]]:
    """Each section of a round as it closed first, with what all others answered.

    Some people at random answered on cards, and some others are the attacker; either are as many as there are at most.
    """
    rows = random.permutation(np.concatenate([rows for group, rows in closed.answers.items() if not group[1]]))
    people, places = len(rows), closed.places
    ballots = min(ballots, people)
    own = min(own, people - ballots)
    for section in closed.questionnaire.sections:
        of_section = rows[:, [places[statement.id] for statement in section.statements]]
        cards, mine, others = (way_of(part) for part in np.split(of_section, [ballots, ballots + own]))
        yield Known(section, k, people, ballots, cards, mine), others


def way_of(rows: Answers) -> Way:
    """How these people answered, a row each."""
    return tuple(tuple((column[:, None] == ANYTHING).sum(axis=0).tolist()) for column in rows.T)


def answered(tally: Tally) -> int:
    """How many answered the statement."""
    return sum(tally[:CELLS])


def is_alike(tally: Tally) -> bool:
    """Whether all who answered the statement gave the same answer."""
    return 0 < answered(tally) == max(tally[:CELLS])


def recovered(
    known: Known, others: Way, cells: Sequence[int], random: np.random.Generator, places: Collection[int] | None = None
) -> set[Thing]:
    """The things that are the same in every way, among those found, in which the others may have answered.

    ``cells`` are the answers that the attacker thinks possible, ``places`` those of the statements to be asked about,
    all unless given. That nobody gave an answer is said of nobody, and left out.
    """
    seen = known.shown(others)
    asked = [(place, tally) for place, tally in enumerate(others) if places is None or place in places]
    fixed = {
        *((place, str(cell)) for place, tally in asked for cell in range(CELLS) if tally[cell]),
        *((place, "sum") for place, tally in asked if any(tally[:4])),
    }
    if not fixed:
        return fixed
    around = [others]
    for _ in range(ROUNDS):
        found = []
        for start in around[:FROM_EACH]:
            for way in _ways_around(start, cells, random):
                moved = {thing for thing in fixed if _value(way, thing) != _value(others, thing)}
                if moved and known.shown(way) == seen:
                    fixed -= moved
                    found.append(way)
                if not fixed:
                    return fixed
        around = found
    return fixed


def _value(way: Way, thing: Thing) -> int:
    place, what = thing
    return sum((1 + cell) * way[place][cell] for cell in LEVELS) if what == "sum" else way[place][int(what)]


def _ways_around(way: Way, cells: Sequence[int], random: np.random.Generator) -> Iterator[Way]:
    """Ways that may well show the same: exchanged, mirrored, of one mind, then one answer away, then several.

    Several also from where one statement was answered alike, which may be why a section is hidden.
    """
    for one in range(len(way)):
        for other in range(one):
            yield _with(_with(way, one, way[other]), other, way[one])
    yield tuple((*tally[3::-1], *tally[4:]) for tally in way)
    for cell in cells:
        yield tuple(_of_one_mind(tally, cell) for tally in way)
        yield from (_with(way, place, _of_one_mind(tally, cell)) for place, tally in enumerate(way))
    steps = [
        (place, cell, to)
        for place, tally in enumerate(way)
        for cell in ANYTHING
        for to in cells
        if tally[cell] and to != cell
    ]
    yield from (_stepped(way, [steps[at]]) for at in random.permutation(len(steps)))
    for _ in range(STEPS // 2):
        some = [[steps[at] for at in random.integers(0, len(steps), size=random.integers(1, 5))] for _ in range(2)]
        place, cell = int(random.integers(len(way))), int(random.choice(cells))
        yield _stepped(way, some[0])
        yield _stepped(_with(way, place, _agreed(way[place], cell)), some[1])


def _with(way: Way, place: int, tally: Tally) -> Way:
    return (*way[:place], tally, *way[place + 1 :])


def _of_one_mind(tally: Tally, cell: int) -> Tally:
    return tuple(sum(tally) if each == cell else 0 for each in ANYTHING)


def _agreed(tally: Tally, cell: int) -> Tally:
    """All who answered the statement give the same answer."""
    of_one_mind = _of_one_mind((*tally[:CELLS], 0), cell)
    return (*of_one_mind[:CELLS], of_one_mind[NOTHING_YET] + tally[NOTHING_YET])


def _stepped(way: Way, steps: Sequence[tuple[int, int, int]]) -> Way:
    """The way with single answers to a statement changed from one to another, as far as there are such."""
    stepped = [list(tally) for tally in way]
    for place, cell, to in steps:
        if stepped[place][cell]:
            stepped[place][cell] -= 1
            stepped[place][to] += 1
    return tuple(map(tuple, stepped))
