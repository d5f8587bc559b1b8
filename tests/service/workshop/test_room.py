"""What everybody may see of a running workshop: counts of who answered before the reveal, and what it kept after."""

from __future__ import annotations

from datetime import date

import pytest

from journey.model import NewQuestion, Option, Privacy, QuestionKind, WorkshopStage
from journey.service import NotFound, Product
from journey.service.refused import AnswersLocked
from journey.service.workshop import leading, room, voting
from journey.service.workshop.room import Phase, Room
from journey.service.workshop.room_items import Item
from journey.store import Conflict
from journey.wording.reveal import counts
from tests.steps.refusals import refused
from tests.steps.rounds import Reply, ask, hold, open_a_round
from tests.steps.workshop import EVERY, FIST, PRIORITY, Meeting, planned, running

THREE = (Option("a", "Fewer targets"), Option("b", "One plan"), Option("c", "A day to look back"))


@pytest.fixture
def here(product: Product) -> Meeting:
    """A room of five that is open."""
    return running(product)


def seen(here: Meeting) -> Room:
    return room.see(here.product, here.council.id, here.workshop.id)


def only(here: Meeting) -> Item:
    (item,) = seen(here).items
    return item


def answered(here: Meeting) -> dict[int, int]:
    """How many have answered, which the pulse and the room say alike."""
    pulse = room.pulse(here.product, here.council.id, here.workshop.id)
    found = seen(here)
    assert pulse.answered == {item.question.number: item.answered for item in found.items}
    assert (pulse.display_version, pulse.control_version) == (
        found.workshop.display_version,
        found.workshop.control_version,
    )
    assert (pulse.joined, pulse.people) == (found.joined, found.people)
    return dict(pulse.answered)


def test_the_lobby_has_no_questions_and_counts_who_came(here: Meeting) -> None:
    found = seen(here)
    assert (found.organisation, found.unit) == (here.council.name, here.unit.name)
    assert (found.items, found.joined, found.people, found.asked, found.is_revealed) == ((), 5, 5, 0, False)
    assert answered(here) == {}


def test_before_the_reveal_nothing_but_a_count_comes_out(here: Meeting) -> None:
    here.ask("aims")
    here.answer_all("aims", 4, 4, "dk", "na")
    item = only(here)
    assert (item.text, item.title) == ("We look at our aims together.", "Plan")
    assert [option.key for option in item.options] == ["1", "2", "3", "4", "dont_know", "not_applicable"]
    assert (item.answered, item.is_revealed, item.question.result, item.first) == (4, False, None, None)
    assert answered(here) == {1: 4}
    assert room.earlier(here.product, seen(here).items) == {}


def test_a_reveal_keeps_what_was_said(here: Meeting) -> None:
    here.ask("aims", "figures")
    here.answer_all("aims", 4, 4, "dk", "na", 1)
    here.reveal()
    aims, figures = seen(here).items
    assert counts(aims.question.result or {}).levels == (1, 0, 0, 2)
    assert (aims.answered, figures.answered, seen(here).is_revealed) == (5, 0, True)
    assert isinstance(here.answer(0, "aims", 1), AnswersLocked)
    assert only_result(here, "aims") == aims.question.result


def only_result(here: Meeting, statement: str) -> object:
    return next(item for item in seen(here).items if item.question.subject == statement).question.result


def test_a_second_vote_counts_those_who_looked_again_and_shows_the_first_beside_it(here: Meeting) -> None:
    here.ask("aims")
    here.answer_all("aims", 1, 1, 4, 4)
    here.reveal()
    first = only(here).question.result
    here.ask("aims", ballot_round=2)
    assert answered(here) == {2: 0}
    assert only(here).first == first
    here.answer(0, "aims", 3)
    for person in (1, 1):
        here.answer(person, "aims", 1)
    assert answered(here) == {2: 2}
    here.reveal()
    assert only(here).question.result == {"1": 1, "2": 0, "3": 1, "4": 2, "dont_know": 0, "not_applicable": 0}
    assert (answered(here), only(here).first) == ({2: 4}, first)
    assert [item.answered for item in room.history(here.product, here.council.id, here.workshop.id)] == [4, 4]


@pytest.mark.both_databases
def test_a_vote_can_be_changed_until_it_is_shown(here: Meeting) -> None:
    here.put(NewQuestion(FIST))
    assert here.vote(0, 1, "5") == here.vote(0, 1, "5"), "the same twice is one vote"
    here.vote(0, 1, "2", seen=1)
    here.vote(1, 1, "4")
    assert answered(here) == {1: 2}
    assert voting.own_votes(here.product, here.respondent(0), here.workshop)[1].choices == ("2",)
    with pytest.raises(Conflict):
        here.vote(0, 1, "3", seen=1)
    here.reveal()
    assert only(here).question.result == {"2": 1, "4": 1}
    with pytest.raises(AnswersLocked):
        here.vote(2, 1, "4")


@pytest.mark.parametrize("choices", [(), ("6",), ("5", "5"), ("level",)])
def test_what_is_not_offered_is_no_vote(here: Meeting, choices: tuple[str, ...]) -> None:
    here.put(NewQuestion(FIST))
    with refused("Not saved"):
        here.vote(0, 1, *choices)
    assert answered(here) == {1: 0}


def test_only_what_is_before_the_room_is_voted_on(here: Meeting) -> None:
    here.put(NewQuestion(FIST))
    here.put(NewQuestion(QuestionKind.ON_TIME))
    with pytest.raises(AnswersLocked):
        here.vote(0, 1, "5")
    with pytest.raises(NotFound):
        here.vote(0, 3, "5")
    here.ask("aims")
    with refused():
        here.vote(0, 3, "1")


def test_each_has_three_dots(here: Meeting) -> None:
    here.put(NewQuestion(PRIORITY, options=THREE))
    here.vote(0, 1, "a", "a", "b")
    here.vote(1, 1, "c")
    with refused():
        here.vote(2, 1, "a", "b", "c", "c")
    assert answered(here) == {1: 2}
    here.reveal()
    assert only(here).question.result == {"a": 2, "b": 1, "c": 1}
    assert only(here).answered == 2


def test_people_with_cards_count_among_the_people(here: Meeting) -> None:
    here.ask("aims")
    here.answer(0, "aims", 1)
    here.type_in(1, {"2": 2, "dont_know": 1})
    assert answered(here) == {1: 4}
    assert (seen(here).joined, seen(here).people) == (5, 8)
    here.put(NewQuestion(PRIORITY, options=THREE))
    here.type_in(2, {"a": 4, "b": 3})
    assert answered(here) == {2: 3}, "seven dots are on three cards"


def test_a_room_without_phones(product: Product) -> None:
    here = running(product, 0)
    here.ask("aims")
    here.type_in(1, {"2": 6, "4": 6})
    here.reveal()
    assert (only(here).answered, seen(here).people, seen(here).joined) == (12, 12, 0)


def test_phones_are_told_where_the_room_is_and_nothing_else(here: Meeting) -> None:
    def phase() -> Phase | None:
        found = room.phase(here.product, here.invitation.code)
        assert found == seen(here).phase
        return found

    lobby = phase()
    assert lobby == Phase(WorkshopStage.ROOM, 0, is_revealed=False)
    here.ask("aims")
    opened = phase()
    assert opened == Phase(WorkshopStage.ROOM, 1, is_revealed=False)
    here.answer_all("aims", 1, 2, 3)
    here.join(1)
    here.workshop = leading.set_seconds(here.product, here.workshop, 60)
    assert phase() == opened, "who answers, who comes and the timer move no phone"
    here.reveal()
    assert phase() == Phase(WorkshopStage.ROOM, 1, is_revealed=True)


def test_a_closed_code_has_no_pulse(here: Meeting) -> None:
    code = here.invitation.code
    pulse = room.pulse_by_code(here.product, code)
    assert pulse == room.pulse(here.product, here.council.id, here.workshop.id)
    here.end()
    for closed in (code, "ABCDEFGH"):
        assert room.pulse_by_code(here.product, closed) is None
        assert room.phase(here.product, closed) is None


def test_whatever_a_screen_shows_changes_the_pulse(here: Meeting) -> None:
    pulses = [room.pulse(here.product, here.council.id, here.workshop.id)]

    def has_changed() -> bool:
        pulses.append(room.pulse(here.product, here.council.id, here.workshop.id))
        return pulses[-1] != pulses[-2]

    here.join(1)
    assert has_changed()
    here.ask("aims")
    assert has_changed()
    here.answer(0, "aims", 1)
    assert has_changed()
    here.reveal()
    assert has_changed()
    assert not has_changed()


def test_another_council_sees_nothing(here: Meeting, product: Product) -> None:
    other = planned(product, name="Wensford")
    for look in (room.see, room.history, room.pulse):
        with pytest.raises(NotFound):
            look(product, other.council.id, here.workshop.id)


# The last earlier round


def held_before(product: Product, number: int, *, is_closed: bool = True) -> Meeting:
    """A room that is open, of a unit whose earlier round so many answered."""
    here = planned(product)
    replies = [Reply(None, {one: 1 + (at + place) % 4 for place, one in enumerate(EVERY)}) for at in range(number)]
    if is_closed:
        hold(product, here.council, here.unit, 2025, replies)
    else:
        earlier = open_a_round(product, here.council, "Autumn 2025", date(2025, 10, 12))
        ask(product, earlier, here.unit, replies, privacy=Privacy.CONFIDENTIAL)
    here.join(5)
    here.open_room()
    here.ask("aims", "figures")
    return here


def test_an_earlier_median_comes_only_after_the_reveal(product: Product) -> None:
    here = held_before(product, 12)
    assert room.earlier(product, seen(here).items) == {}
    here.answer_all("aims", 3, 3)
    here.reveal()
    found = room.earlier(product, seen(here).items)
    assert {number: (one.round_name, one.level) for number, one in found.items()} == {
        1: ("Autumn 2025", 2),
        2: ("Autumn 2025", 2),
    }


@pytest.mark.parametrize(("number", "is_closed"), [(4, True), (12, False)])
def test_an_earlier_median_goes_through_the_privacy_rules(product: Product, number: int, is_closed: bool) -> None:
    """Of four people nothing is shown; of twelve, not before their round is closed."""
    here = held_before(product, number, is_closed=is_closed)
    here.answer_all("aims", 3, 3)
    here.reveal()
    assert room.earlier(product, seen(here).items) == {}
