"""Cards say how many chose what, and not which card did: no comparison may claim more because of how they are laid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest

from journey.model import AnswerContent, AnswerState, AskedStatement, Counts
from journey.rules.change import margin
from journey.rules.change_basis import ResponseLevels, basis
from journey.rules.paper_ballots import KEYS, LEVEL_KEYS, ballot_contents, counted, levels_of_everybody

ARRANGEMENTS = 12
CASES = 250


def counts(random: Random, people: int, *, silent: float) -> dict[str, int]:
    """What so many cards say to one statement; some say that they do not know, and some nothing."""
    lean, found = random.randint(1, 4), dict.fromkeys(KEYS, 0)
    for _ in range(people):
        if random.random() < silent:
            key = random.choice(["dont_know", "not_applicable", ""])
        else:
            key = str(min(4, max(1, lean + random.choice([-2, -1, 0, 0, 1, 2]))))
        if key:
            found[key] += 1
    return found


def wide(
    asked: Sequence[AskedStatement], on_phones: Sequence[ResponseLevels], cards: Sequence[Sequence[str | None]]
) -> float:
    """Half the width of the interval of the section's index, with the cards laid like this."""
    ballots = [
        ResponseLevels(
            None,
            {
                statement.statement_id: int(key)
                for statement, key in zip(asked, row, strict=True)
                if key and key in LEVEL_KEYS
            },
        )
        for row in zip(*cards, strict=True)
    ]
    found = basis("plan", asked, [*on_phones, *ballots], confidential=True)
    return margin(found.n, found.variance) or 0.0


def compared(random: Random, *, phones: int, silent: float) -> list[float]:
    """Of one workshop, how much wider the interval is with the cards laid in other ways: 1.0 for as wide."""
    people = random.randint(6, 12)
    asked = [AskedStatement("plan", f"s{at}", 1, random.choice([0.5, 1.0, 2.0])) for at in range(random.randint(2, 4))]
    on_phones = [
        ResponseLevels(None, {statement.statement_id: random.randint(1, 4) for statement in asked})
        for _ in range(phones)
    ]
    arranged = []
    for statement in asked:
        wanted = counts(random, people, silent=silent)
        everybody = [
            wanted[str(level)] + sum(each.levels[statement.statement_id] == level for each in on_phones)
            for level in (1, 2, 3, 4)
        ]
        if sum(everybody) < 3:
            return []
        arranged.append(ballot_contents(wanted, people, everybody))
    ours = wide(asked, on_phones, arranged)
    others = [[random.sample(cards, people) for cards in arranged] for _ in range(ARRANGEMENTS)]
    return [wide(asked, on_phones, other) / ours for other in others if ours]


def test_ballots_are_laid_in_order_of_level_and_those_without_one_where_the_mean_is() -> None:
    wanted = {"1": 2, "3": 1, "4": 1, "dont_know": 1}
    assert ballot_contents(wanted, 6, (2, 0, 1, 1)) == ["1", "1", None, "dont_know", "3", "4"]


def test_the_mean_is_that_of_everybody_and_not_of_the_ballots_alone() -> None:
    """Six on phones said 4: all three ballots with a level are below the mean."""
    wanted = {"1": 1, "2": 1, "3": 1, "dont_know": 1}
    assert ballot_contents(wanted, 4, (1, 1, 1, 0)) == ["1", "dont_know", "2", "3"]
    assert ballot_contents(wanted, 4, (1, 1, 1, 6)) == ["1", "2", "3", "dont_know"]


def test_a_correction_takes_the_place_of_what_the_ballots_said_among_everybody() -> None:
    tally = Counts((3, 1, 0, 2), dont_know=1)
    assert levels_of_everybody(tally, {"1": 2, "dont_know": 1}, {"3": 2, "4": 1}) == [1, 1, 2, 3]


@pytest.mark.parametrize("wanted", [{}, {"2": 3}, {"1": 1, "not_applicable": 2}, dict.fromkeys(KEYS, 1)])
def test_ballots_together_say_what_was_counted(wanted: dict[str, int]) -> None:
    ballots = ballot_contents(wanted, 9, (1, 1, 1, 1))
    assert Counter(ballots) == Counter({**wanted, None: 9 - sum(wanted.values())})


def test_answers_are_counted_by_level_or_by_what_is_said_in_place_of_one() -> None:
    ballots = [AnswerContent(AnswerState.LEVEL, 3)] * 2 + [AnswerContent(AnswerState.DONT_KNOW), AnswerContent()]
    assert counted(ballots) == {"3": 2, "dont_know": 1}


@pytest.mark.parametrize("phones", [0, 7])
def test_no_other_arrangement_of_cards_without_gaps_has_a_wider_interval(phones: int) -> None:
    random = Random(phones)
    found = [ratio for _ in range(CASES) for ratio in compared(random, phones=phones, silent=0.0)]
    assert len(found) > CASES
    assert max(found) <= 1 + 1e-9
    assert min(found) < 0.9


@pytest.mark.parametrize(("phones", "most"), [(0, 1.25), (7, 1.05)])
def test_where_three_of_ten_cards_have_gaps_few_arrangements_are_wider_and_by_little(phones: int, most: float) -> None:
    random = Random(phones)
    found = [ratio for _ in range(CASES) for ratio in compared(random, phones=phones, silent=0.3)]
    assert max(found) <= most
    assert sum(ratio > 1 + 1e-9 for ratio in found) <= len(found) * 0.03
