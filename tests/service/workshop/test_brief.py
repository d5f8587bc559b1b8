"""The facilitator's brief: taken once, from enough answers, and in words from which nobody's answer follows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations_with_replacement

import pytest

from journey.model import AgreementTold, Brief, Counts
from journey.service import NotFound
from journey.service.answering import respondents
from journey.service.workshop import brief, leading
from journey.service.workshop.brief import BriefWords, UnsureShare
from journey.store import Store, briefs, invitations
from tests.steps import workshop_papers
from tests.steps.refusals import refused
from tests.steps.workshop_papers import Held, Said, plan, product_of

KINDS = (1, 2, 3, 4, "dk", "na")
Answers = tuple[Said, ...]


@pytest.fixture
def held(store: Store) -> Held:
    return plan(product_of(store))


def take(held: Held) -> Brief:
    return brief.take(held.product, held.workshop)


def paper(held: Held) -> str:
    return brief.paper(held.product, held.workshop)


def counts(said: Sequence[Said]) -> Counts:
    one, two, three, four, unsure, elsewhere = (sum(answer == kind for answer in said) for kind in KINDS)
    return Counts((one, two, three, four), unsure, elsewhere)


def say(held: Held, *columns: Sequence[Said | None]) -> None:
    """Everybody says about the first statements what stands in these columns, one line a person."""
    for one, column in zip(held.asked, columns, strict=False):
        held.answer_all(one.statement.id, *column)


# What is told of one statement


@pytest.mark.parametrize(
    ("said", "agreement", "unsure"),
    [
        ((3, 3, 3, 2, 3), AgreementTold.MOST, UnsureShare.FEW),
        ((2, 3, 3, 2, 3), AgreementTold.BETWEEN, UnsureShare.FEW),
        ((1, 2, 3, 3, 4), AgreementTold.SPREAD, UnsureShare.FEW),
        ((1, 1, 4, 4, 1), AgreementTold.TWO_CAMPS, UnsureShare.FEW),
        ((3, 3, 3, 3, 3, "dk", "dk"), AgreementTold.MOST, UnsureShare.SOME),
        ((3, 3, 3, 3, 3, "dk", "dk", "dk", "dk", "dk", "dk"), AgreementTold.MOST, UnsureShare.MANY),
        ((3, 3, 3, 3, "dk"), None, UnsureShare.FEW),
        ((3, 3, 3, 3, "na", "na"), None, None),
        (("na",) * 9, None, None),
        ((), None, None),
    ],
)
def test_a_word_is_told_where_enough_people_stand_behind_it(
    said: Sequence[Said], agreement: AgreementTold | None, unsure: UnsureShare | None
) -> None:
    assert told(said, 5) == BriefWords(agreement, unsure)


def told(said: Sequence[Said], min_group: int) -> BriefWords:
    """What is told of a statement that is a section by itself."""
    return brief.told({"aims": counts(said)}, min_group)["aims"]


@pytest.mark.parametrize(
    "other",
    [(3, 3, 3, 3, 3), (2, 3, 3, 2, None), (None,) * 5],
    ids=["all said the same", "too few answered", "nobody answered"],
)
def test_no_word_is_told_of_a_section_of_which_a_statement_would_be_hidden(other: Sequence[Said]) -> None:
    """Beside the section's score, the word for the one statement could tell what was said to the other."""
    said = {"aims": counts((1, 2, 3, 4, 4)), "costs": counts(other)}
    assert set(brief.told(said, 5).values()) == {BriefWords(None, None)}
    said["costs"] = counts((1, 2, 3, 4, 4))
    assert BriefWords(None, None) not in brief.told(said, 5).values()


def everybody(number: int) -> Iterator[Answers]:
    return combinations_with_replacement(KINDS, number)  # type: ignore[return-value]


def others(said: Answers, own: Said) -> Answers:
    rest = list(said)
    rest.remove(own)
    return tuple(rest)


@pytest.mark.parametrize(("k", "number"), [(3, 3), (3, 4), (3, 5), (4, 4), (4, 5), (5, 5), (5, 6), (5, 8)])
def test_nobody_who_answered_can_tell_from_the_words_what_another_said(k: int, number: int) -> None:
    """Of all that may have been said to a statement; whoever tries it knows their own answer and how many answered."""
    possible: dict[tuple[BriefWords, Said], list[Answers]] = defaultdict(list)
    for said in everybody(number):
        for own in set(said):
            possible[told(said, k), own].append(others(said, own))
    assert len(possible) >= 6
    for known, rests in possible.items():
        certain = [kind for kind in KINDS if all(rest == (kind,) * len(rest) for rest in rests)]
        assert not certain, known


# When it may be taken


def test_it_is_not_taken_from_fewer_than_are_shown_together(held: Held) -> None:
    held.join(6)
    say(held, [1, 2, 3, 4])
    with refused("at least five people"):
        take(held)
    assert brief.kept(held.product, held.workshop) is None
    with pytest.raises(NotFound):
        paper(held)
    say(held, [1, 2, 3, 4, 4])
    assert take(held).responses == 5


def test_who_has_come_and_said_nothing_does_not_count(held: Held) -> None:
    held.join(9)
    say(held, [None, 1, 2, "dk", "na", 3])
    assert take(held).responses == 5


def test_it_is_taken_once_and_stays_whatever_is_answered_later(held: Held) -> None:
    workshop_papers.answered_by(held, 6)
    first, written = take(held), paper(held)
    workshop_papers.answered_by(held, 6)
    say(held, [4] * 12)
    assert (take(held), paper(held)) == (first, written)
    leading.open_room(held.product, held.workshop)
    assert (take(held), paper(held)) == (first, written)


@pytest.mark.both_databases
def test_two_facilitators_who_take_it_at_once_have_the_same(held: Held) -> None:
    workshop_papers.answered_by(held, 6)
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda _: take(held), range(4)))
    assert len(set(taken)) == 1


def test_it_is_not_taken_once_the_room_is_open(held: Held) -> None:
    workshop_papers.answered_by(held, 6)
    leading.open_room(held.product, held.workshop)
    with refused("The room is open"):
        take(held)
    assert brief.kept(held.product, held.workshop) is None


def test_it_is_not_taken_where_nobody_was_told_of_it(held: Held) -> None:
    workshop_papers.answered_by(held, 6)
    ids = (held.selection.organisation.id, held.selection.round.id, held.selection.unit.id)
    with held.product.store.write() as tx:
        found = invitations.of_unit(tx, *ids)
        assert found
        invitations.change(tx, ids[0], found.id, cap=found.cap, reveals=False, closed_at=None)
    with refused("were not told"):
        take(held)


def test_whoever_answers_is_told_of_it_before_they_begin(held: Held) -> None:
    door = respondents.find_invitation(held.product, held.code, "somebody")
    assert door
    (line,) = [line for line in door.promise.lines if "may be told, once" in line]
    assert "five people or more" in line
    assert "not told which levels" in line


def test_the_promised_number_holds_where_the_setting_is_lowered_afterwards(store: Store) -> None:
    held = plan(product_of(store, small_group=6))
    workshop_papers.answered_by(held, 5)
    lowered = product_of(store, small_group=3)
    with refused("at least six people"):
        brief.take(lowered, held.workshop)


# What stands on it

COLUMNS = ([3, 3, 3, 3, 2, 3], [1, 1, 4, 4, 4, 1], [1, 2, 3, 3, 4, 2], ["dk", "dk", "dk", 2, 2, "dk"])


def test_it_says_where_people_differ_and_where_they_cannot_tell(held: Held) -> None:
    held.join(6)
    say(held, *COLUMNS)
    take(held)
    written = paper(held)
    agreed, camps, mixed, unsure = (one.statement.text for one in held.asked[:4])
    talk, _, rest = written.partition("What hardly anybody could answer")
    hard, _, every = rest.partition("Section by section")
    assert talk.index(camps) < talk.index(mixed)
    assert agreed not in talk
    assert unsure in hard
    assert all(one.statement.text in every for one in held.asked)
    assert "Six people had answered something by 24 November 2026." in written
    assert "the first sight of results is the reveal" in written


def test_one_that_version_1_0_0_took_is_shown_as_it_was_taken(held: Held) -> None:
    words = ["agree", "mixed", "two camps", None]
    rows = [[*asked.ref, word, "few"] for asked, word in zip(held.asked, words, strict=False)]
    old = Brief(6, json.dumps({"k": 5, "statements": rows}), held.product.clock())
    with held.product.store.write() as tx:
        briefs.add(tx, held.selection.organisation.id, held.workshop.id, old)
    written = paper(held)
    assert "they stand in two camps on one, are mixed on one and agree on one" in written
    assert all(f'<th scope="col" class="n">{word}</th>' in written for word in ("Two camps", "Mixed", "Agreed"))
    assert "Most say the same" not in written


def other_way_round(said: Said) -> Said:
    return 5 - said if isinstance(said, int) else said


def test_levels_cannot_be_read_from_it(store: Store) -> None:
    """Turned upside down the answers are others, and the brief is the same; so it is where a spread is wider."""
    wider: Sequence[Sequence[Said]] = ([4, 4, 4, 4, 3, 1], [1, 1, 1, 3, 3, 3], [1, 2, 3, 3, 4, 4], ["dk"] * 4 + [1, 4])
    upside_down = [[other_way_round(one) for one in column] for column in COLUMNS]
    product = product_of(store)
    written = set()
    for columns in (COLUMNS, upside_down, wider):
        held = plan(product)
        held.join(6)
        say(held, *columns)
        take(held)
        text = paper(held)
        assert held.code not in text
        written.add(text)
    assert len(written) == 1
