"""A workshop's reveals beside everything else that is shown: nothing hidden follows that a reveal did not show itself.

The attacker of the other tests, who was in the room as well: of some statements they know how many of all gave each
answer, whatever is hidden later. What follows from the reveals alone was promised; more must not follow.

Rounds that were opened again are left out: a statement that was revealed takes no answer after it, so that what was
added stands in statements that nobody saw in a room, which the other tests attack; and what was not revealed before is
not revealed then, unless it may be shown (``privacy.may_be_revealed``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import combinations_with_replacement, product

import numpy as np
import pytest

from journey.model import Hidden, Profile
from journey.rules import privacy
from journey.rules.privacy import shown
from tests.attacks.equations import Section, Vector, recovered
from tests.attacks.organisations import CELLS, Door, Organisation, organisation
from tests.rules.privacy_examples import K, Row, profile_of

SHORT = 150
LONG = 1_600


def some_of(random: np.random.Generator) -> frozenset[str]:
    """Statements that every workshop of an organisation reveals: few, most, or nearly all."""
    share = random.choice([0.2, 0.6, 0.9])
    return frozenset(f"s{number}-{place}" for number in range(3) for place in range(6) if random.random() < share)


def door_beside(revealed: Collection[str]) -> Door:
    def shown_beside(profile: Profile, k: int) -> Profile | None:
        return privacy.shown(profile, k, revealed)

    return Door(shown=shown_beside)


def reveals(section: Section, revealed: Collection[str], rounds: Collection[int] | None = None) -> list[Vector]:
    """What the room saw, in each round or in these: of each revealed statement how many gave each answer."""
    rows = []
    for number, closed in enumerate(section.unit):
        if rounds is not None and number not in rounds:
            continue
        for id_, place in section.places[number].items():
            for cell in range(CELLS) if id_ in revealed else ():
                row = np.zeros(len(section.true))
                for group in closed.answers:
                    row[section.columns[number, group][place, cell]] = 1
                rows.append(row)
    return rows


def follows_beside_reveals(
    council: Organisation, revealed: Collection[str], door: Door, random: np.random.Generator
) -> tuple[list[str], Counter[str]]:
    """The hidden things that follow from all that is shown and from no reveal, and what was to be seen."""
    found, seen = [], Counter[str]()
    for unit in (unit for unit in council.units if not any(later for closed in unit for _, later in closed.answers)):
        for section_id in (section.id for section in unit[0].questionnaire.sections):
            section = Section(unit, section_id, door)
            elsewhere, in_the_room = section.rows, reveals(section, revealed)
            section.rows = in_the_room
            promised = set(recovered(section, random))
            section.rows = [*elsewhere, *in_the_room]
            found += [name for name in recovered(section, random) if name not in promised]
            for closed in unit:
                for selection in closed.views:
                    score = selection.section(section_id)
                    seen[score.hidden.value if score else "no whole"] += bool(in_the_room)
                    seen["a role"] += any(selection.role_section(role, section_id) for role in selection.roles)
    return found, seen


def attack(organisations: int, random: np.random.Generator) -> None:
    seen: Counter[str] = Counter()
    for _ in range(organisations):
        revealed = some_of(random)
        door = door_beside(revealed)
        found, here = follows_beside_reveals(organisation(random, door), revealed, door, random)
        assert not found, (sorted(revealed), found)
        seen += here
    wanted = ("no whole", "a role", *(hidden.value for hidden in Hidden))
    assert min(seen[what] for what in wanted) >= 10, seen


def test_from_reveals_and_everything_shown_no_hidden_answer_follows() -> None:
    attack(SHORT, np.random.default_rng(2027))


@pytest.mark.long
def test_from_many_more_reveals_no_hidden_answer_follows() -> None:
    attack(LONG, np.random.default_rng(2029))


def test_the_attacker_finds_something_where_scores_are_shown_as_if_nothing_was_revealed() -> None:
    random = np.random.default_rng(2028)
    for _ in range(600):
        revealed = some_of(random)
        council = organisation(random, Door())
        if follows_beside_reveals(council, revealed, Door(), random)[0]:
            return
    pytest.fail("the attacker found nothing where there is something to be found")


# Small cases, all of them


def section_of(profile: Profile, revealed: Collection[str]) -> Hidden:
    found = shown(profile, K, revealed)
    assert found
    return found.sections[0].hidden


ROOM: list[Row] = [*[(1 + at % 4, 1 + at // 3, None) for at in range(8)], (1, 2, 3), (3, 3, 2)]
"""Ten people, of whom two answered the third statement."""


def test_a_score_goes_where_what_was_revealed_would_leave_a_single_statement_of_it() -> None:
    profile = profile_of(ROOM)
    assert section_of(profile, ()) is Hidden.STATEMENTS
    assert section_of(profile, {"s0-0"}) is Hidden.STATEMENTS
    assert section_of(profile, {"s0-0", "s0-1"}) is Hidden.EVERYTHING
    assert section_of(profile, {"s0-0", "s0-1", "s0-2"}) is Hidden.STATEMENTS
    assert section_of(profile, {"s0-2"}) is Hidden.STATEMENTS
    assert section_of(profile, {"s0-0", "s0-2"}) is Hidden.EVERYTHING
    assert section_of(profile, {"another"}) is Hidden.STATEMENTS


def test_with_more_revealed_no_more_is_kept_back_where_nothing_is_hidden() -> None:
    profile = profile_of([row[:2] for row in ROOM])
    for revealed in ((), {"s0-0"}, {"s0-0", "s0-1"}):
        assert shown(profile, K, revealed) == profile


@pytest.mark.parametrize("people", [5, 6])
def test_an_index_and_reveals_never_fix_the_answers_of_a_few_in_any_small_case(people: int) -> None:
    """Every way in which so many answer two revealed statements, and one to three of them a hidden one.

    Whoever subtracts the revealed means from the index has the mean of the hidden statement: so there is no index.
    """
    cases = 0
    for of_few in (1, 2, 3):
        for levels in combinations_with_replacement((1, 2, 3, 4), of_few):
            for first, second in product((1, 2, 4), repeat=2):
                rows: list[Row] = [
                    (first if at else 3, second if at % 2 else 2, levels[at] if at < of_few else None)
                    for at in range(people)
                ]
                found = shown(profile_of(rows), K, {"s0-0", "s0-1"})
                assert found
                assert found.sections[0].index is None
                assert found.sections[0].coverage is None
                assert found.sections[0].hidden is Hidden.EVERYTHING
                cases += 1
    assert cases == 306
