"""Nobody's answer follows in whole numbers: not from what is shown, and not for who typed cards in.

Whoever answered too can take their own answers away. A group of k is promised, themselves among it, and the promise
names what they can find out: what the others said to a statement where all of these said the same. So of the others it
is asked where they are at least k, and to which statements they said different things.

Beyond this attacker: how sure a score is, what earlier rounds and roles show beside it, that a role is hidden where a
smaller one is shown, and what is likely. A score of 1.1 near the end of the scale says that nearly all answers were 1;
which were not, nobody learns.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import combinations_with_replacement, product

import numpy as np
import pytest

from journey.model import Hidden, Profile
from journey.rules import privacy
from journey.rules.privacy_disclosure import score_discloses, section_counts
from tests.attacks.organisations import questionnaire, unshown
from tests.attacks.whole_numbers import (
    ANYTHING,
    LEVELS,
    Known,
    Show,
    Tally,
    Way,
    answered,
    is_alike,
    recovered,
    sections_known,
)
from tests.rules.privacy_examples import Row, profile_of

PARTS = 2
ORGANISATIONS = 10_000


@pytest.mark.parametrize("part", range(PARTS))
def test_from_what_is_shown_no_answer_of_others_follows_in_ten_thousand_organisations(part: int) -> None:
    random = np.random.default_rng([16, part])
    seen: Counter[str] = Counter()
    for _ in range(ORGANISATIONS // PARTS):
        council = unshown(random)
        for closed in (closed for unit in council.units for closed in unit):
            ballots, own = (int(random.choice(numbers)) for numbers in ([0, 0, 1, 2, 5], [0, 0, 1, 2]))
            for known, others in sections_known(closed, council.k, ballots, own, random):
                if _may_be_hidden(known, others):
                    seen += _attack(known, others, own, random)
    wanted = ("statements", "everything", "cards", "whole beside cards", "joined", "a score stays")
    assert min(seen[what] for what in wanted) >= 20, seen


def _may_be_hidden(known: Known, others: Way) -> bool:
    """Whether there are k others, and few enough of them somewhere: from 2k on the rules hide nothing of a section."""
    return sum(others[0]) >= known.k and any(answered(tally) < 2 * known.k for tally in others)


def _attack(known: Known, others: Way, own: int, random: np.random.Generator) -> Counter[str]:
    """Ask what follows: of people who may have answered anything, and of people known to have given only levels."""
    score = known.shown(others)
    if score is None:
        return Counter()
    if score.hidden is Hidden.NOTHING:
        assert own or not any(_tells(tally, known.k) for tally in others), (known, others)
        return Counter({"whole beside cards": known.ballots > 0})
    stays = score.index is not None
    seen = Counter({score.hidden.value: 1, "cards": known.ballots > 0, "joined": own > 0, "a score stays": stays})
    promised = [place for place, tally in enumerate(others) if not (own and is_alike(tally))]
    gave_levels = all(sum(tally[:4]) == sum(tally) for tally in others)
    for cells in (ANYTHING, LEVELS) if gave_levels else (ANYTHING,):
        found = recovered(known, others, cells, random, promised)
        assert not found, (known, others, found)
    return seen


def _tells(tally: Tally, k: int) -> bool:
    """Whether a statement's counts, the cards taken away, are of too few people, or of few who said the same."""
    return 0 < answered(tally) < k or (is_alike(tally) and answered(tally) < 2 * k)


# --- the attacker is a good one --------------------------------------------------------------------------------------


def _in_full(profile: Profile, k: int) -> Profile | None:
    """A door that shows a score without its statements as it is, however few these are, and what stands behind it."""
    found = privacy.shown(profile, k)
    pairs = zip(profile.sections, found.sections, strict=True) if found else ()
    sections = [
        own
        if score.hidden is Hidden.NOTHING or own.index is None or score_discloses(section_counts(own), k)
        else replace(own, statements=(), blockers=(), hidden=Hidden.STATEMENTS)
        for own, score in pairs
    ]
    return replace(found, sections=tuple(sections)) if found else None


def _as_if_nobody_typed(profile: Profile, k: int) -> Profile | None:
    """A door that takes cards for people who answered by themselves."""
    sections = tuple(replace(score, on_paper=()) for score in profile.sections)
    return privacy.shown(replace(profile, ballots=0, sections=sections), k)


@pytest.mark.parametrize("show", [_in_full, _as_if_nobody_typed])
def test_through_a_weaker_door_the_attacker_finds_answers(show: Show) -> None:
    """What so few said alike, somewhere in 400 organisations."""
    random = np.random.default_rng(2)
    councils = (unshown(random) for _ in range(400))
    assert any(
        _may_be_hidden(known, others) and _is_exposed(replace(known, show=show), others, random)
        for council in councils
        for closed in (closed for unit in council.units for closed in unit)
        for known, others in sections_known(closed, council.k, 3, 0, random)
    )


def _is_exposed(known: Known, others: Way, random: np.random.Generator) -> bool:
    """Whether it is shown, or follows, that fewer than 2k others gave the same answer to a statement."""
    score = known.shown(others)
    if score is None or not any(is_alike(tally) and _tells(tally, known.k) for tally in others):
        return False
    return score.hidden is Hidden.NOTHING or bool(recovered(known, others, ANYTHING, random))


# --- small cases, every way there is ---------------------------------------------------------------------------------


def known_section(people: int, weights: Sequence[float], k: int = 5, show: Show = privacy.shown) -> Known:
    """What is known of a section to which people came without cards, and the attacker was none of them."""
    asked = questionnaire((tuple((f"s{place}", 1, float(weight)) for place, weight in enumerate(weights)),))
    nobody = ((0,) * len(ANYTHING),) * len(weights)
    return Known(asked.sections[0], k, people, 0, nobody, nobody, show)


def every_way(people: int, statements: int, levels: Collection[int]) -> list[Way]:
    """All ways in which so many people may give these levels to so many statements."""
    tallies = [
        tuple(np.bincount([level - 1 for level in said], minlength=len(ANYTHING)).tolist())
        for said in combinations_with_replacement(sorted(levels), people)
    ]
    return list(product(tallies, repeat=statements))


def follows(known: Known, ways: Sequence[Way]) -> dict[Way, set[int]]:
    """Of each way in which a section is hidden, the statements whose answers are the same in all that show the same."""
    alike: defaultdict[object, list[Way]] = defaultdict(list)
    for way in ways:
        score = known.shown(way)
        if score is None or score.hidden is not Hidden.NOTHING:
            alike[score].append(way)
    found = {}
    for same in alike.values():
        places = {place for place in range(len(same[0])) if len({way[place] for way in same}) == 1}
        found |= {way: places for way in same if places}
    return found


@pytest.mark.parametrize(
    ("people", "weights", "levels"),
    [
        (5, (1, 1), (1, 2, 3, 4)),
        (6, (1, 1), (1, 2, 3, 4)),
        (5, (1, 3), (1, 2, 3, 4)),
        (5, (1, 1, 1), (1, 2, 4)),
        (5, (1, 1, 1, 1, 1), (1, 2)),
        (5, (1, 1, 1, 1, 1), (3, 4)),
        (6, (0.5, 1, 1.5, 2, 3), (1, 2)),
    ],
)
def test_no_statement_follows_in_any_way_that_so_few_can_have_answered(
    people: int, weights: Sequence[float], levels: Collection[int]
) -> None:
    assert follows(known_section(people, weights), every_way(people, len(weights), levels)) == {}


def test_a_score_in_full_would_give_answers_away_that_are_hidden() -> None:
    """Five people, two statements, one of which counts twice: an index of 1.40 has one solution."""
    ways = every_way(5, 2, (1, 2, 3, 4))
    assert follows(known_section(5, (1, 2), show=_in_full), ways)
    assert follows(known_section(5, (1, 2)), ways) == {}


@pytest.mark.parametrize("seconds", [1, 2])
def test_what_five_people_said_at_the_end_of_the_scale_is_hidden(seconds: int) -> None:
    """All say 1 to one of two statements, one or two say 2 to the other: an index of 1.1, or of 1.2."""
    rows: list[Row] = [(1, 2 if at < seconds else 1) for at in range(5)]
    own = profile_of(rows)
    assert own.sections[0].index == pytest.approx(1 + seconds / 10)
    found = privacy.shown(own, 5)
    assert found
    assert (found.sections[0].hidden, found.sections[0].index) == (Hidden.EVERYTHING, None)


def test_near_the_end_of_the_scale_it_is_known_that_some_statement_was_answered_alike_and_never_which() -> None:
    """Five people, five statements, 1.1: two or three of 25 answers are not 1, and two statements have none of them."""
    known = known_section(5, (1,) * 5)
    scores = {way: known.shown(way) for way in every_way(5, 5, (1, 2))}
    same = [way for way, score in scores.items() if score and score.index == 1.1]
    assert min(sum(is_alike(tally) for tally in way) for way in same) == 2
    for place in range(5):
        assert {is_alike(way[place]) for way in same} == {True, False}


# --- who answered too ------------------------------------------------------------------------------------------------


def test_who_takes_their_own_answers_away_knows_the_others_where_these_were_of_one_mind() -> None:
    """Six people: one says 2 to both statements and five say 1. All of it is shown, and the one knows the five.

    Were it hidden too, three in ten sections that small groups see would be.
    """
    own, others = (every_way(*group)[0] for group in ((1, 2, (2,)), (5, 2, (1,))))
    known = replace(known_section(6, (1, 1)), own=own)
    seen = known.shown(others)
    assert seen
    assert seen.hidden is Hidden.NOTHING
    assert [way for way in every_way(5, 2, (1, 2, 3, 4)) if known.shown(way) == seen] == [others]
