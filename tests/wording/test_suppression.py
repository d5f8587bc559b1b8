"""What is hidden is said to be hidden for a reason that is true of it."""

from __future__ import annotations

from journey.model import Hidden
from journey.wording import suppression


def test_why_a_section_is_hidden_names_both_reasons_and_not_the_one_that_would_tell_colleagues_of_each_other() -> None:
    for said in (suppression.TOO_FEW_OR_ALIKE, suppression.section(Hidden.EVERYTHING, 5)):
        assert "few" in said
        assert "alike" in said
