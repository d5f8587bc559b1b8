"""A meeting whose first statements were voted on."""

from __future__ import annotations

import pytest

from journey.service import Product
from tests.steps.workshop import Meeting, running


@pytest.fixture
def meeting(product: Product) -> Meeting:
    """Aims and costs are ready to be accepted, at 3 and 2; figures are two camps; risks are not revealed."""
    meeting = running(product, people=5)
    meeting.ask("aims", "costs", "figures")
    meeting.answer_all("aims", 3, 3, 3, 3, 4)
    meeting.answer_all("costs", 2, 2, 2, 2, 2)
    meeting.answer_all("figures", 1, 1, 4, 4, 4)
    meeting.reveal()
    meeting.ask("risks")
    meeting.answer(0, "risks", 2)
    return meeting
