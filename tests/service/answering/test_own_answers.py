"""Answers and notes as a list and as a file."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from journey.model import AnswerContent, AnswerState
from journey.service import Product
from journey.service.answering import own_answers, sessions
from tests.service.answering.test_sessions import begun, sat, save

pytestmark = pytest.mark.content("shipped")


def test_each_statement_has_a_row_with_what_was_said_and_written(product: Product) -> None:
    session = sat(product, begun(product))
    first, second = session.pages[0].statements
    save(product, session.pages[0], AnswerContent(AnswerState.LEVEL, 3, note="=1+1", evidence="The minutes of May"))
    save(product, session.pages[0], AnswerContent(AnswerState.NOT_APPLICABLE, reason="We are new"), number=1)
    rows = own_answers.rows(session.pages, sessions.answers_given(product, session))
    assert len(rows) == 10
    assert (rows[0].section, rows[0].statement, rows[0].answer) == ("Taking stock", first.text, "3 Established")
    assert (rows[0].note, rows[0].evidence) == ("=1+1", "The minutes of May")
    assert (rows[1].statement, rows[1].answer, rows[1].reason) == (second.text, "Does not apply here", "We are new")
    assert rows[2].answer == "Not answered"
    text = own_answers.as_csv(rows, {"Council": "+Ambershire"}).decode("utf-8-sig")
    cells = next(csv.DictReader(StringIO(text)))
    assert (cells["Council"], cells["Note"]) == ("'+Ambershire", "'=1+1"), "no text is a formula in a spreadsheet"
