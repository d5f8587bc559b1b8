"""A window over one view of the plan, and its folds."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from journey.service.current_selection import Selection
from tests.ui.test_windows import address_of, fine


def opened(run: Callable[[str], None], selection: Selection, writer: str) -> AppTest:
    """A window of this browser that has drawn ``run`` for what is selected."""
    drawn = AppTest.from_function(run, args=(f"{writer}-{selection.unit_id}",), default_timeout=60)
    for parameter, value in address_of(selection).items():
        drawn.query_params[parameter] = value
    return fine(drawn.run())


def unfold(drawn: AppTest, key: str) -> AppTest:
    """Open the fold with this key."""
    drawn.session_state[key] = True
    return fine(drawn.run())
