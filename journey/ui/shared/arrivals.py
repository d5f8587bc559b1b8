"""What is said beside a link through which many have come at once from one address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import streamlit as st

from journey.service.answering.arrivals import ARRIVALS
from journey.ui.shared.autosave import local_time
from journey.wording import arrivals


def say_if_many_came(code: str, *, lately: timedelta | None = None) -> bool:
    """Draw a warning where many came by this code within a minute from one address; whether there was one.

    ``lately``: only where that was no longer ago.
    """
    jump = ARRIVALS.jump(code)
    if jump is None or (lately is not None and datetime.now(UTC) - jump.at > lately):
        return False
    st.warning(arrivals.jump(jump.people, local_time(jump.at)))
    return True
