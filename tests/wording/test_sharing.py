"""What is said of who can open the address of a view."""

from __future__ import annotations

import pytest

from journey.wording.sharing import FOR_ALL_WHO_ARE_LET_IN, ON_THIS_COMPUTER, who_can_open


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8501", "http://localhost:8501", "http://[::1]:8501"])
def test_an_address_of_this_computer_opens_nowhere_else(origin: str) -> None:
    assert who_can_open(origin) == ON_THIS_COMPUTER


@pytest.mark.parametrize("origin", ["https://journey.example.gov.uk", "http://10.0.0.7:8501"])
def test_an_address_of_a_server_opens_for_whoever_is_let_in(origin: str) -> None:
    assert who_can_open(origin) == FOR_ALL_WHO_ARE_LET_IN
