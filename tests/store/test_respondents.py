"""Respondents who take back what they said: their answers and votes go, and those of others stay and are counted."""

from __future__ import annotations

from contextlib import suppress

import pytest
from sqlalchemy import Connection, select

from journey.model import Counts, Question
from journey.store import (
    Closed,
    NotFound,
    Store,
    Unavailable,
    answers,
    assessments,
    invitations,
    questions,
    respondents,
    workshops,
)
from journey.store.answers import AnswerToSave
from journey.store.columns import metadata
from tests.store.store_examples import DONT_KNOW, NOW, TOKEN, Council, at_once, close, counted, fill, level, save

NOTE = "quokka in the minutes"


def answering(store: Store, council: Council) -> tuple[str, str]:
    """Somebody who has answered two statements, one of them more than once: their id and that of their response."""
    with store.write() as tx:
        seen = answers.get(tx, council.id, council.response, "aims").version
        save(tx, council, "aims", level(3), evidenced=True, seen=seen)
        invitation = invitations.add(tx, council.id, round_id=council.round, unit_id=council.unit, cap=5, reveals=False)
        who = respondents.add(tx, council.id, invitation.id, token_hash=TOKEN, role="managers")
        ((_, response),) = respondents.parts(tx, council.id, who.id)
        for version in range(2):
            answers.save(
                tx,
                council.id,
                response.id,
                "aims",
                level(4 - version, note=NOTE, evidence=NOTE),
                evidenced=True,
                expected_version=version,
                writer=who.id,
                at=NOW,
            )
        answers.save_many(tx, council.id, response.id, {"plan": (DONT_KNOW, False)}, writer=who.id, at=NOW)
        return who.id, response.id


def test_who_takes_it_back_leaves_no_row_and_no_count(store: Store, council: Council) -> None:
    who, response = answering(store, council)
    with store.write() as tx:
        respondents.erase(tx, council.id, who)
    with store.read() as tx:
        left = answers.tally(tx, council.id, council.assessment)
        assert left == counted(tx, council) | {"plan": Counts()}
        assert len(assessments.responses(tx, council.id, council.assessment)) == 1
        for table in metadata.sorted_tables:
            for row in tx.execute(select(table)).all():
                assert not {who, response, NOTE, TOKEN} & {cell for cell in row if isinstance(cell, str)}, table.name
    with pytest.raises(NotFound), store.write() as tx:
        respondents.erase(tx, council.id, who)


def test_votes_go_with_who_gave_them(store: Store, council: Council) -> None:
    with store.write() as tx:
        fill(tx, council)
        given = tx.execute(select(metadata.tables["vote"].c.respondent_id)).scalars().all()
        shown = {one.number: one.result for one in _questions(tx, council)}
        respondents.erase(tx, council.id, given[0])
    with store.read() as tx:
        assert {one.number: one.result for one in _questions(tx, council)} == shown
        assert any(shown.values()), "what the room was shown stays as it was shown"
        assert given[0] not in tx.execute(select(metadata.tables["vote"].c.respondent_id)).scalars().all()


def _questions(tx: Connection, council: Council) -> list[Question]:
    held = workshops.of_unit(tx, council.id, council.round, council.unit)
    assert held
    return questions.of_workshop(tx, council.id, held.id)


def test_in_a_closed_round_nothing_is_taken_back(store: Store, council: Council) -> None:
    who, response = answering(store, council)
    with store.write() as tx:
        close(tx, council)
    with pytest.raises(Closed), store.write() as tx:
        respondents.erase(tx, council.id, who)
    with store.read() as tx:
        assert answers.get(tx, council.id, response, "aims").content.note == NOTE


def test_who_saves_in_one_window_and_takes_it_back_in_another_leaves_the_tally_right(
    store: Store, council: Council
) -> None:
    for version in range(4):
        who, response = answering(store, council)

        def save_again(response: str = response) -> None:
            with suppress(NotFound, Unavailable), store.write() as tx:
                opened = answers.lock_open(tx, council.id, response, ["aims", "new"])
                said = {id_: AnswerToSave(level(1), False, opened.stored[id_].version) for id_ in opened.stored}
                answers.save_set(tx, council.id, opened, said, writer="phone", at=NOW)

        def take_back(who: str = who) -> None:
            with store.write() as tx:
                respondents.erase(tx, council.id, who)

        at_once([save_again, take_back] if version % 2 else [take_back, save_again])
        with store.read() as tx:
            left = answers.tally(tx, council.id, council.assessment)
            assert {id_: counts for id_, counts in left.items() if counts != Counts()} == counted(tx, council)
            assert len(assessments.responses(tx, council.id, council.assessment)) == 1
