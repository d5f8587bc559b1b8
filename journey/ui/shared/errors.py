"""What was refused or failed, on the screen: what happened, what was kept, what to do.

A form does what was pressed while the page is drawn, within ``refusals_shown_here``. The callback of a button runs
before that, so it does it within ``refusals_shown_next_run``. What nobody handles comes to ``explain_failure``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from journey.config import SettingError
from journey.log import LOG, described
from journey.model.refusals import Refusal
from journey.service import ContentFault, Refused, StoreError, Unavailable
from journey.ui.shared import away, state
from journey.ui.shared.escaping import plain
from journey.wording import refusals

_OTHER_FAILURES: tuple[tuple[type[Exception], Refusal], ...] = (
    (ContentFault, Refusal.CONTENT_UNREADABLE),
    (SettingError, Refusal.SETTING_WRONG),
)


@contextmanager
def refusals_shown_here() -> Iterator[None]:
    """Run the block of a form. Where it is refused, the rest of it is left out and the reason is drawn instead."""
    with _reported(lambda sentence: st.error(plain(sentence))):
        yield


@contextmanager
def refusals_shown_next_run() -> Iterator[None]:
    """Run the block of a callback. Where it is refused, its rest is left out and the next run shows the reason."""
    with _reported(state.leave_fault):
        yield


@contextmanager
def _reported(report: Callable[[str], object]) -> Iterator[None]:
    try:
        yield
    except (Refused, StoreError) as failure:
        if isinstance(failure, Unavailable):
            _log(failure)
        report(refusals.sentence(failure))


def failure_in_words(failure: Exception) -> str:
    """What to tell the person in front of the screen."""
    if isinstance(failure, Refused | StoreError):
        return refusals.sentence(failure)
    code = next((code for kind, code in _OTHER_FAILURES if isinstance(failure, kind)), Refusal.UNEXPECTED)
    return refusals.SENTENCES[code]


def explain_failure(failure: Exception) -> bool:
    """Show the failure in words in place of Streamlit's own message; the log has what an engineer needs."""
    _log(failure)
    if away.is_passing(failure):
        away.explain()
    else:
        st.error(failure_in_words(failure))
    return True


def _log(failure: Exception) -> None:
    """The log names the kind and place of the failure. Its text could repeat an answer, except that of a setting."""
    LOG.error("%s%s", described(failure), f": {failure}" if isinstance(failure, SettingError) else "")
