"""What was said the time before: beside a statement where the round asks for it, and never in an answer's place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journey.model import AnswerState, Organisation, Privacy, Round, Scope, Unit
from journey.service import Product
from journey.service.answering import sessions
from journey.service.answering.previous_answers import LastTime, last_time
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.rounds import closing
from tests.steps.rounds import (
    TWO_SECTIONS,
    Ask,
    Reply,
    Sections,
    ask,
    everybody,
    hold,
    open_a_round,
    product_with,
    start,
    write,
)

EVERY = tuple(one.id for statements in TWO_SECTIONS.values() for one in statements)


@pytest.fixture
def council(product: Product) -> Organisation:
    return start(product)[0]


@pytest.fixture
def unit(product: Product, council: Organisation) -> Unit:
    return councils.units(product, council.id)[0]


def beside(product: Product, held: Round, unit: Unit, council: Organisation, **how: Scope) -> dict[str, LastTime]:
    """What stands beside the statements of an open assessment of the unit in an open round, by statement."""
    ask(product, held, unit, [Reply(None)], privacy=Privacy.OPEN, **how)
    here = sessions.session_of(product, Selection(council, held, unit))
    assert here
    before = sessions.answers_given(product, here)
    found = last_time(product, here)
    assert {questionnaire for questionnaire, _ in found} <= {"small"}
    assert sessions.answers_given(product, here) == before == {here.parts[0].response.id: {}}, "nothing is copied"
    return {statement: one for (_, statement), one in found.items()}


def this_year(product: Product, council: Organisation, *, shows_last: bool = True) -> Round:
    return open_a_round(product, council, "Now", date(2026, 10, 12), shows_last=shows_last)


def test_it_is_shown_only_where_the_round_asks_for_it(product: Product, council: Organisation, unit: Unit) -> None:
    hold(product, council, unit, 2025, everybody(EVERY, 3), privacy=Privacy.OPEN)
    assert beside(product, this_year(product, council, shows_last=False), unit, council) == {}


def test_of_an_open_assessment_everything_that_was_said_is_shown(
    product: Product, council: Organisation, unit: Unit
) -> None:
    said = Reply(None, {"aims": 3, "figures": "dk", "costs": "na", "reviews": 1})
    hold(product, council, unit, 2025, [said], privacy=Privacy.OPEN)
    assert beside(product, this_year(product, council), unit, council) == {
        "aims": LastTime("Autumn 2025", AnswerState.LEVEL, 3, "", 1),
        "figures": LastTime("Autumn 2025", AnswerState.DONT_KNOW, None, "", 1),
        "costs": LastTime("Autumn 2025", AnswerState.NOT_APPLICABLE, None, "", 1),
        "reviews": LastTime("Autumn 2025", AnswerState.LEVEL, 1, "", 1),
    }


def test_of_a_confidential_assessment_the_median_is_shown_as_far_as_it_may_be(
    product: Product, council: Organisation, unit: Unit
) -> None:
    """Six people: the section in which all gave one statement the same level keeps its statements back."""
    levels = {
        "aims": [1, 2, 3, 4, 4, 2],
        "figures": [3] * 6,
        "reviews": [2, 2, 3, 3, 4, 4],
        "dates": [1, 1, 1, 2, 4, 4],
    }
    replies = [Reply(None, {statement: given[at] for statement, given in levels.items()}) for at in range(6)]
    hold(product, council, unit, 2025, replies)
    assert beside(product, this_year(product, council), unit, council) == {
        "reviews": LastTime("Autumn 2025", AnswerState.LEVEL, 3, "", 6),
        "dates": LastTime("Autumn 2025", AnswerState.LEVEL, 1, "", 6),
    }


@pytest.mark.parametrize("number", [4, 12])
def test_of_a_confidential_assessment_that_is_not_shown_nothing_is(
    product: Product, council: Organisation, unit: Unit, number: int
) -> None:
    """Of four people nothing is ever shown; of twelve, not before their round is closed."""
    mixed = [Reply(None, {one: 1 + (at + place) % 4 for place, one in enumerate(EVERY)}) for at in range(number)]
    earlier = open_a_round(product, council, "Before", date(2025, 10, 12))
    ask(product, earlier, unit, mixed)
    held = this_year(product, council)
    assert beside(product, held, unit, council) == {}
    closing.close(product, council.id, earlier.id)
    assert set(beside(product, held, unit, council)) == (set(EVERY) if number == 12 else set())


def test_only_the_same_question_is_shown(product: Product, council: Organisation, unit: Unit, tmp_path: Path) -> None:
    """The same id and the same revision, in the same section."""
    hold(product, council, unit, 2025, everybody(EVERY, 3), privacy=Privacy.OPEN)
    later: Sections = {
        "plan": [Ask("aims"), Ask("figures", revision=2), Ask("trust")],
        "learn": [*TWO_SECTIONS["learn"], Ask("costs")],
    }
    write(tmp_path, later, version="1.1.0")
    product = product_with(product.store, tmp_path)
    assert set(beside(product, this_year(product, council), unit, council)) == {"aims", "reviews", "dates", "advice"}


def test_it_is_the_last_round_before_this_one_in_which_the_unit_was_asked(
    product: Product, council: Organisation, unit: Unit
) -> None:
    """A round in which it was not asked is passed over; so is one that comes later, on the same day as well."""
    hold(product, council, unit, 2023, everybody(EVERY, 1), privacy=Privacy.OPEN)
    hold(product, council, unit, 2024, everybody(EVERY, 2), privacy=Privacy.OPEN)
    open_a_round(product, council, "Not asked", date(2025, 10, 12))
    held = this_year(product, council)
    same_day = open_a_round(product, council, "Same day", held.held_on, shows_last=True)
    ask(product, same_day, unit, everybody(EVERY, 4), privacy=Privacy.OPEN)
    hold(product, council, unit, 2027, everybody(EVERY, 4), privacy=Privacy.OPEN)
    found = beside(product, held, unit, council)
    assert {(one.round_name, one.level) for one in found.values()} == {("Autumn 2024", 2)}


def test_each_questionnaire_has_its_own_last_time(
    product: Product, council: Organisation, unit: Unit, tmp_path: Path
) -> None:
    write(tmp_path, {"trust": [Ask("candour"), Ask("praise")]}, id="other")
    product = product_with(product.store, tmp_path)
    hold(product, council, unit, 2024, everybody(["candour"], 1), privacy=Privacy.OPEN, questionnaire_id="other")
    hold(product, council, unit, 2025, everybody(["aims"], 3), privacy=Privacy.OPEN)
    held = this_year(product, council)
    for id_ in ("small", "other"):
        ask(product, held, unit, [Reply(None)], privacy=Privacy.OPEN, questionnaire_id=id_)
    here = sessions.session_of(product, Selection(council, held, unit))
    assert here
    found = last_time(product, here)
    assert {key: (one.round_name, one.level) for key, one in found.items()} == {
        ("small", "aims"): ("Autumn 2025", 3),
        ("other", "candour"): ("Autumn 2024", 1),
    }
