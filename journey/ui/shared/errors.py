"""Failures in words: what happened, what was kept, what to do."""

from __future__ import annotations

import logging

import streamlit as st

from journey.config import SettingError
from journey.service import Closed, ContentFault, NotFound, Unavailable

LOG = logging.getLogger("journey")

SAVED_IS_KEPT = "Everything that was marked as saved is kept."

WORDS: tuple[tuple[type[Exception], str], ...] = (
    (
        Unavailable,
        f"The store of answers could not be reached. {SAVED_IS_KEPT} What you did last may not be saved. "
        "Wait a moment and reload this page; if it stays like this, tell whoever looks after this installation.",
    ),
    (
        ContentFault,
        f"A content file cannot be read. {SAVED_IS_KEPT} Whoever looks after this installation can run "
        "“python3 -m journey check”, which names the file and the line.",
    ),
    (
        Closed,
        f"This round has been closed since the page was opened. {SAVED_IS_KEPT} The last change was not saved: "
        "answers of a closed round stay as they are.",
    ),
    (
        NotFound,
        f"What this page showed is no longer there: it may have been removed in another window. {SAVED_IS_KEPT} "
        "Go to the home page and start from there.",
    ),
    (
        SettingError,
        f"A setting of this installation is not right. {SAVED_IS_KEPT} Whoever looks after it finds the reason "
        "in the server's log.",
    ),
)
OTHERWISE = (
    f"Something went wrong on this page. {SAVED_IS_KEPT} Reload the page; if it happens again, tell whoever looks "
    "after this installation what you did just before."
)


def in_words(failure: Exception) -> str:
    """What to tell the person in front of the screen."""
    return next((words for kind, words in WORDS if isinstance(failure, kind)), OTHERWISE)


def explain_failure(failure: Exception) -> bool:
    """Show the failure in words in place of Streamlit's own message; the log has what an engineer needs.

    The log names the kind and place of the failure, never its text: that could repeat an answer.
    """
    last = failure.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    where = f"{last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else "unknown place"
    LOG.error("%s at %s", type(failure).__name__, where)
    st.error(in_words(failure))
    return True
