"""The door to other people's answers: never open by a slip."""

from __future__ import annotations

import pytest

from journey.model import Privacy
from journey.privacy import may_show, small_group


@pytest.mark.parametrize("setting", [None, "", " ", "off", "five", "5.0", "1e3"])
def test_a_limit_that_is_missing_or_unreadable_is_five(setting: str | None) -> None:
    assert small_group(setting) == 5


@pytest.mark.parametrize(("setting", "limit"), [("-1", 3), ("0", 3), ("2", 3), ("3", 3), ("4", 4), (" 12 ", 12)])
def test_a_limit_may_be_raised_and_is_never_below_three(setting: str, limit: int) -> None:
    assert small_group(setting) == limit


@pytest.mark.parametrize(("responses", "k", "shown"), [(4, 5, False), (5, 5, True), (2, 0, False), (3, 0, True)])
def test_confidential_findings_need_as_many_responses_as_the_limit_and_never_fewer_than_three(
    responses: int, k: int, shown: bool
) -> None:
    assert may_show(Privacy.CONFIDENTIAL, responses, k) is shown


@pytest.mark.parametrize("responses", [0, 1, 50])
def test_open_findings_are_always_shown(responses: int) -> None:
    assert may_show(Privacy.OPEN, responses, 5)
