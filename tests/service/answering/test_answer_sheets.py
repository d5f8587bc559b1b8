"""What a page of statements shows is read at once, for nobody but the holder of the token."""

from __future__ import annotations

import pytest

from journey.model import Scope
from journey.service import Product
from journey.service.answering import answer_sheets, respondents
from journey.service.rounds import closing
from tests.steps.light_pages import invitation
from tests.steps.queries import queries
from tests.steps.workshop import planned, running

pytestmark = pytest.mark.both_databases
MOST_QUERIES = 3
"""For one questionnaire: where it is, what was answered, what the room was asked."""


def test_it_says_what_the_invitation_and_the_form_say(product: Product) -> None:
    here = running(product)
    here.ask("aims")
    here.answer_all("aims", 1, 2, 3, 4, 4)
    here.reveal()
    code, token = here.invitation.code, here.tokens[0]
    with queries(product.store) as seen:
        sheet = answer_sheets.of_token(product, code, token)
    assert len(seen) <= MOST_QUERIES, "\n".join(seen)
    found = respondents.find_invitation(product, code, token)
    assert sheet is not None
    assert found is not None
    assert found.respondent is not None
    assert found.workshop is not None
    assert (sheet.organisation, sheet.unit) == (found.organisation.name, found.unit.name)
    assert (sheet.title, sheet.is_in_room) == (found.workshop.plan.title, True)
    assert sheet.form == respondents.form_of(product, found.respondent)
    assert sheet.form.shut


def test_nobody_else_has_one_nor_anybody_once_the_code_leads_nowhere(product: Product) -> None:
    here = planned(product)
    here.join(1)
    code, token = here.invitation.code, here.tokens[0]
    sheet = answer_sheets.of_token(product, code, token)
    assert sheet is not None
    assert not sheet.is_in_room
    assert answer_sheets.of_token(product, code, "somebody else") is None
    assert answer_sheets.of_token(product, "ABCDEFGH", token) is None
    closing.close(product, here.council.id, here.workshop.round_id)
    assert answer_sheets.of_token(product, code, token) is None


def test_without_a_workshop_the_round_names_it(product: Product) -> None:
    here = invitation(product, questionnaires=("small",), scope=Scope.FULL)
    here.join(1)
    sheet = answer_sheets.of_token(product, here.code, here.tokens[0])
    assert sheet is not None
    assert (sheet.title, sheet.is_in_room) == (here.selection.round.name, False)
