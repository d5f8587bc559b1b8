"""The attacker reads the papers too: a workshop's pack, and the facilitator's brief.

The pack's figures are equations like those of everything else that is shown. The brief tells words: of all that may
have been answered to a section, those answers remain that fit its words and everything shown once the round is closed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import combinations_with_replacement, product

import numpy as np
import pytest

from journey.model import Counts, Hidden
from journey.rules import privacy
from journey.rules.privacy_disclosure import answers_to
from journey.rules.scoring import score
from journey.service.workshop import brief
from journey.service.workshop.brief import BriefWords
from tests.attacks.equations import Section, Vector, recovered
from tests.attacks.organisations import Closed, organisation
from tests.attacks.test_reveals import door_beside, reveals, some_of
from tests.rules.privacy_examples import Said, asked, counts_to

# The pack

ORGANISATIONS = 150
MayPrint = Callable[[Collection[Counts], int], bool]


def printed(section: Section, revealed: Collection[str], may_print: MayPrint) -> list[Vector]:
    """What the packs say of a section that was asked in one round or several."""
    rows: list[Vector] = []
    for number, closed in enumerate(section.unit):
        statements = closed.profile(tuple(closed.answers)).section(section.id).statements
        seen = [statement.counts for statement in statements if statement.statement_id in revealed]
        if seen and may_print(seen, closed.views[0].k):
            rows += reveals(section, revealed, [number])
    return rows


def follows_from_packs(section: Section, revealed: Collection[str], may_print: MayPrint) -> list[str]:
    """The hidden things that follow from the packs beside everything shown, and not from what may be printed alone."""
    random = np.random.default_rng(1)
    elsewhere = section.rows
    section.rows = printed(section, revealed, privacy.may_print)
    may_be_known = set(recovered(section, random))
    section.rows = [*elsewhere, *printed(section, revealed, may_print)]
    return [name for name in recovered(section, random) if name not in may_be_known]


def sections(random: np.random.Generator) -> Iterable[tuple[Section, frozenset[str]]]:
    """The sections of many units that were asked once or several times and held a workshop each time."""
    for _ in range(ORGANISATIONS):
        revealed = some_of(random)
        door = door_beside(revealed)
        for unit in organisation(random, door).units:
            if not any(_was_reopened(closed) for closed in unit):
                for section in unit[0].questionnaire.sections:
                    yield Section(unit, section.id, door), revealed


def _was_reopened(closed: Closed) -> bool:
    return any(later for _, later in closed.answers)


def test_from_the_packs_and_everything_shown_no_hidden_answer_follows() -> None:
    seen: Counter[bool] = Counter()
    for section, revealed in sections(np.random.default_rng(2030)):
        assert not follows_from_packs(section, revealed, privacy.may_print)
        seen[bool(printed(section, revealed, privacy.may_print))] += 1
    assert min(seen[True], seen[False]) >= 50, seen


def test_the_attacker_finds_answers_where_a_pack_prints_whatever_enough_people_said() -> None:
    def are_enough(revealed: Collection[Counts], min_group: int) -> bool:
        return all(answers_to(counts) >= min_group for counts in revealed)

    exposed = sum(
        bool(follows_from_packs(section, revealed, are_enough))
        for section, revealed in sections(np.random.default_rng(2030))
    )
    assert exposed >= 10


# The brief

Tell = Callable[[Mapping[str, Counts], int], Mapping[str, BriefWords]]
IDS = ("s0-0", "s0-1")


def answers(people: int, kinds: Collection[Said]) -> list[Counts]:
    """All that so many people may say to a statement."""
    return [counts_to(said) for said in combinations_with_replacement(list(kinds), people)]


def follows_from_briefs(people: int, kinds: Collection[Said], min_group: int, tell: Tell | None) -> int:
    """In how many cases there is only one way in which a hidden statement of two can have been answered.

    The attacker knows how many people answered, reads what the brief ``tell``s, or has none, and sees the section as it
    is shown once the round is closed.
    """
    questionnaire = asked(len(IDS))
    possible: dict[object, list[tuple[Counts, ...]]] = defaultdict(list)
    for said in product(answers(people, kinds), repeat=len(IDS)):
        counts = dict(zip(IDS, said, strict=True))
        found = privacy.shown(score(questionnaire, counts, responses=people), min_group)
        assert found
        seen = found.sections[0]
        if seen.hidden is not Hidden.NOTHING:
            words = tuple(tell(counts, min_group).values()) if tell else ()
            possible[seen.hidden, seen.index, seen.coverage, words].append(said)
    return sum(len(set(of_statement)) == 1 for ways in possible.values() for of_statement in zip(*ways, strict=True))


def each_by_itself(section: Mapping[str, Counts], min_group: int) -> Mapping[str, BriefWords]:
    """A brief that tells words of a statement whatever the others in its section say."""
    return {id_: brief.told({id_: counts}, min_group)[id_] for id_, counts in section.items()}


CASES: list[tuple[int, Collection[Said], int]] = [
    (4, (1, 2, 3, 4, "dk"), 3),
    (4, (1, 2, 3, 4, None), 3),
    (5, (1, 2, 3, 4), 3),
    (5, (1, 2, 3, 4, "dk"), 5),
    (6, (1, 2, 3, 4), 5),
    (6, (1, 4, None), 3),
]


@pytest.mark.parametrize(("people", "kinds", "min_group"), CASES)
def test_from_a_brief_and_the_results_no_more_follows_than_from_the_results(
    people: int, kinds: Collection[Said], min_group: int
) -> None:
    without = follows_from_briefs(people, kinds, min_group, None)
    assert follows_from_briefs(people, kinds, min_group, brief.told) == without


def test_the_attacker_finds_answers_where_words_are_told_statement_by_statement() -> None:
    """Six people, and few enough who answered a statement: a word for the other tells what these few said."""
    assert follows_from_briefs(6, (1, 4, None), 3, each_by_itself) > follows_from_briefs(6, (1, 4, None), 3, None)
