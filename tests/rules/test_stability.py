"""How many single answers would change a secure level, against trying every change."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
from random import Random

import pytest

from journey.model import LEVELS, Counts, SectionScore
from journey.rules.scoring import score_section
from journey.rules.stability import Firmness, stability
from journey.rules.versions import SCORING_1, SCORING_2, ScoringRules
from tests.rules.scoring_examples import scored, section, statement

CASES = 200
LARGEST_TRIED = 2
Levels = tuple[int, int, int, int]


def test_one_answer_short_of_the_next_level():
    seven = {name: [3] * 7 + [2] for name in "abcde"} | {"f": [2] * 8, "g": [2] * 5 + [3] * 3}
    found = stability(scored(seven))
    assert found is not None
    assert (found.to_rise, found.to_fall, found.answers) == (1, 10, 56)
    assert found.firmness is Firmness.ON_THE_EDGE
    assert found.rise == {"g": 1}


def test_a_level_that_all_agree_on_is_firm():
    found = stability(scored({name: [2] * 8 for name in "abcd"}))
    assert found is not None
    assert found.fewest == 9
    assert found.firmness is Firmness.FIRM


def test_three_to_five_answers_lean():
    found = stability(scored({name: [2] * 4 for name in "abcd"}))
    assert found is not None
    assert found.fewest == 5
    assert found.firmness is Firmness.LEANING


def test_without_a_secure_level_there_is_nothing_to_be_firm():
    assert stability(scored({"a": [1], "b": [3]})) is None


@pytest.mark.parametrize("rules", [SCORING_1, SCORING_2], ids=lambda rules: rules.version)
def test_it_is_what_trying_every_single_and_double_change_finds(rules: ScoringRules):
    random = Random(2_0_0)
    tried = 0
    while tried < CASES:
        case = _case(random)
        score = _score(case, rules)
        if score.secure_level is None:
            continue
        tried += 1
        found = stability(score)
        assert found is not None
        for direction, number in ((+1, found.to_rise), (-1, found.to_fall)):
            assert _by_trying(case, rules, score.secure_level, direction) == (
                number if number is not None and number <= LARGEST_TRIED else None
            ), case


def _case(random: Random) -> list[tuple[float, Levels, int]]:
    """Weight, levels and unanswered of each statement: few people, who are close to each other in half of the cases."""
    people, scale = random.randint(1, 4), (1, 2, 3, 4) if random.random() < 0.5 else (2, 2, 3)
    found = []
    for _ in range(random.randint(3, 5)):
        silent = random.randint(0, people - 1) if random.random() < 0.3 else 0
        given = [random.choice(scale) for _ in range(people - silent)]
        levels = (given.count(1), given.count(2), given.count(3), given.count(4))
        found.append((random.choice((1.0, 1.0, 2.0)), levels, silent))
    return found


def _score(case: list[tuple[float, Levels, int]], rules: ScoringRules) -> SectionScore:
    people = max(sum(levels) + silent for _, levels, silent in case)
    asked = section(*(statement(f"s{place}", weight) for place, (weight, _, _) in enumerate(case)))
    counts = {f"s{place}": Counts(levels) for place, (_, levels, _) in enumerate(case)}
    score = score_section(asked, counts, responses=people, rules=rules)
    assert score is not None
    return score


def _by_trying(case: list[tuple[float, Levels, int]], rules: ScoringRules, secure: int, direction: int) -> int | None:
    """How many answers, each one level different, give a level in this direction; None for more than two."""
    answers = [
        (place, level)
        for place, (_, levels, _) in enumerate(case)
        for level in LEVELS
        for _ in range(levels[level - 1])
    ]
    for number in range(1, LARGEST_TRIED + 1):
        for chosen in combinations(answers, number):
            for steps in product((-1, +1), repeat=number):
                changed = _changed(case, chosen, steps)
                level = _score(changed, rules).secure_level if changed else None
                if level is not None and (level - secure) * direction > 0:
                    return number
    return None


def _changed(
    case: list[tuple[float, Levels, int]], chosen: Sequence[tuple[int, int]], steps: Sequence[int]
) -> list[tuple[float, Levels, int]] | None:
    """The case with these answers one step away; None where one would leave the scale."""
    counts = [list(levels) for _, levels, _ in case]
    for (place, level), step in zip(chosen, steps, strict=True):
        if level + step not in LEVELS:
            return None
        counts[place][level - 1] -= 1
        counts[place][level - 1 + step] += 1
    return [
        (weight, (first, second, third, fourth), silent)
        for (weight, _, silent), (first, second, third, fourth) in zip(case, counts, strict=True)
    ]
