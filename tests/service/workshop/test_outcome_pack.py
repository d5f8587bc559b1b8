"""The pack: everything that was revealed or recorded in the room as it was, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from html import unescape

import pytest

from journey.model import NewQuestion, QuestionKind
from journey.reports.pack import WorkshopOutcome
from journey.service.workshop import accepting, actions, leading, outcome_pack, parking_lot, room
from journey.store import Store
from journey.wording import formatting
from tests.steps.workshop_papers import (
    BY_WHEN,
    NOW,
    REVIEW_ON,
    Held,
    Said,
    Texts,
    agree,
    answered_by,
    plan,
    poll,
    product_of,
    whole,
)


@pytest.fixture
def held(store: Store) -> Held:
    return plan(product_of(store))


def outcome(held: Held) -> WorkshopOutcome:
    return outcome_pack.outcome(held.product, held.workshop)


def pack(held: Held) -> str:
    return unescape(outcome_pack.pack(held.product, held.workshop))


def opened(held: Held, people: int = 8) -> Held:
    answered_by(held, people)
    leading.open_room(held.product, held.workshop)
    return held


def revealed(held: Held) -> dict[tuple[QuestionKind, str, int], Mapping[str, int]]:
    """Everything that the room has seen: kind, subject and ballot round → how often each key was chosen."""
    items = room.history(held.product, held.selection.organisation.id, held.workshop.id)
    asked = [item.question for item in items]
    return {(one.kind, one.subject, one.ballot_round): dict(one.result) for one in asked if one.result is not None}


def test_it_holds_what_was_revealed_and_recorded_as_it_was(held: Held) -> None:
    whole(held)
    found, seen = outcome(held), revealed(held)
    shown = {
        (one.numbered.statement.id, turn.ballot_round): turn.result for one in found.discussed for turn in one.results
    }
    assert shown == {
        (id_, ballot_round): result for (kind, id_, ballot_round), result in seen.items() if kind == "statement"
    }
    assert sum(ballot_round == 2 for _, ballot_round in shown) == 1
    others = [one.result for one in found.votes]
    assert others == [result for (kind, _, _), result in seen.items() if kind != "statement"]
    recorded = {id_: one.content for (_, id_), one in accepting.levels(held.product, held.workshop).items()}
    assert {one.numbered.statement.id: one.agreed for one in found.discussed} == recorded
    assert (list(found.actions), list(found.parked), found.review_on) == (
        actions.of_workshop(held.product, held.workshop),
        parking_lot.of_workshop(held.product, held.workshop),
        REVIEW_ON,
    )


def test_everything_that_was_written_down_can_be_read_in_it_and_no_note(held: Held) -> None:
    whole(held)
    written, text = pack(held), Texts()
    for one in fields(text):
        said = getattr(text, one.name)
        is_there = one.name not in ("note", "purpose", "who")
        assert (said in written) is is_there, one.name
    assert formatting.day(REVIEW_ON) in written
    assert formatting.day(BY_WHEN) in written
    assert "First vote:" in written
    assert written.count("No level was agreed.") == 1


def test_the_first_page_says_in_plain_sentences_what_came_of_it(held: Held) -> None:
    whole(held)
    assert "The workshop has not ended" in pack(held)
    leading.end(held.product, held.workshop)
    written = pack(held)
    assert "The workshop has not ended" not in written
    short = written.partition("How to read this")[0]
    asked, looked = len(held.asked), sum(len(part.statements) for part in held.sections[:2])
    for sentence in (
        "Eight people joined. The room looked at "
        f"{formatting.number(looked)} of {formatting.count(asked, 'statement')}.",
        f"{formatting.capital(formatting.number(looked - 1))} levels were agreed, "
        "each with a different view recorded beside it.",
        "Fist of five: seven of eight can go along with it",
        "Return on time: all eight found it worth the time",
        f"We look again on {formatting.day(REVIEW_ON)}",
        Texts().action,
        Texts().question,
    ):
        assert sentence in short, sentence


def test_what_was_not_revealed_changes_nothing_in_it(held: Held) -> None:
    opened(held)
    first, second = held.asked[:2]
    held.ask(first.statement.id)
    held.reveal()
    before = pack(held)
    assert second.statement.text not in before
    held.ask(second.statement.id)
    assert pack(held) == before
    held.answer_all(second.statement.id, *[4, 4, 4, 4, 1, 1, "dk", "na"])
    held.vote(0, held.put(NewQuestion(QuestionKind.FIST)), "0")
    assert pack(held) == before


def test_a_revote_that_is_still_open_leaves_the_first_answers_alone(held: Held) -> None:
    opened(held)
    one = held.asked[0]
    held.ask(one.statement.id)
    held.reveal()
    before = pack(held)
    held.ask(one.statement.id, ballot_round=2)
    held.answer_all(one.statement.id, *[1, 1, 1, 2] * 2)
    assert pack(held) == before
    held.reveal()
    assert "After talking" in pack(held)


SOME: Sequence[Said] = (1, 4, 4, 2)


def few(held: Held, said: Sequence[Said]) -> Held:
    """Four people in a room where five are the fewest shown together."""
    held.join(4)
    one = held.asked[0]
    held.answer_all(one.statement.id, *said)
    leading.open_room(held.product, held.workshop)
    held.ask(one.statement.id)
    held.reveal()
    poll(held, [NewQuestion(QuestionKind.FIST)], lambda _: [str(said[0])])
    agree(held, one.statement.id, 2)
    return held


def test_what_too_few_answered_is_not_printed_but_what_they_agreed_is(store: Store) -> None:
    product = product_of(store)
    written = {pack(few(plan(product), said)) for said in (SOME, [3, 3, 3, 3], [2, 2, "dk", "na"])}
    assert len(written) == 1
    (only,) = written
    assert "The room saw how many chose what. It is not printed here" in only
    assert Texts().reason in only


def test_a_statement_that_too_few_answered_keeps_back_its_section_and_no_other(held: Held) -> None:
    held.join(8)
    first, second = held.sections[:2]
    thin = first.statements[-1]
    for one in (*first.statements, *second.statements):
        held.answer_all(one.statement.id, *([1, 2, 3] if one is thin else [1, 2, 3, 4, 4, 3, 2, 1]))
    leading.open_room(held.product, held.workshop)
    held.ask(*(one.statement.id for one in (*first.statements, *second.statements)))
    held.reveal()
    kept_back, printed = outcome(held).chapters
    assert {shown.result is None for one in kept_back.statements for shown in one.results} == {True}
    assert {shown.result is None for one in printed.statements for shown in one.results} == {False}
    assert pack(held).count("It is not printed here") == 1


def test_what_all_of_a_few_said_alike_is_not_printed_and_why_is_said(held: Held) -> None:
    """Eight people: printed, their one answer would be known of each of them. A later vote of ten changes nothing."""
    held.join(8)
    first = held.sections[0].statements
    for one in first:
        held.answer_all(one.statement.id, *([3] * 8 if one is first[0] else [1, 2, 3, 4] * 2))
    leading.open_room(held.product, held.workshop)
    held.ask(*(one.statement.id for one in first))
    held.reveal()
    (chapter,) = outcome(held).chapters
    assert all(one.is_kept_back for one in chapter.statements)
    assert "fewer than five people answered, or fewer than ten and all the same" in pack(held)
    held.join(2)
    held.ask(*(one.statement.id for one in first), ballot_round=2)
    for one in first:
        held.answer_all(one.statement.id, *([3] * 10 if one is first[0] else [1, 2, 3, 4, 4] * 2))
    held.reveal()
    assert outcome(held).chapters[0].statements[0].is_kept_back, "the first vote was of eight"


def test_the_review_date_is_an_entry_for_diaries(held: Held) -> None:
    assert outcome_pack.review(held.product, held.workshop) is None
    leading.set_review(held.product, held.workshop, REVIEW_ON)
    found = outcome_pack.review(held.product, held.workshop)
    assert found
    lines = found.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == ""
    assert "DTSTART;VALUE=DATE:20270304" in lines
    assert "DTEND;VALUE=DATE:20270305" in lines
    assert f"DTSTAMP:{NOW:%Y%m%dT%H%M%SZ}" in lines
    assert "SUMMARY:Review: Where we stand" in lines
    assert all(len(line.encode()) <= 75 for line in lines)
