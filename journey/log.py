"""The log of the product, as whoever looks after a server reads it: a line for each event, with its time and level.

It names kinds and places of failures and what a database gives as its reason. What people typed, codes and tokens are
never among it.
"""

from __future__ import annotations

import logging
from types import TracebackType

LOG = logging.getLogger("journey")

_BELOW = ("/store/engine.py", "/store/errors.py", "/store/driver_errors.py")
"""What every use of the database passes: who wanted it says more."""


def begin() -> None:
    """Write the log to the standard error of this process, from the level of a notice on."""
    if LOG.handlers:
        return
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False


def described(failure: BaseException) -> str:
    """Kind and place of a failure, and the reason of a database that could not be used; nothing that it is about.

    The text of any other failure may repeat an answer.
    """
    cause = failure.__cause__
    reason = getattr(cause, "orig", None)
    if cause is None or reason is None:
        return f"{type(failure).__name__} at {_place(failure.__traceback__)}"
    code = getattr(reason, "sqlstate", None) or getattr(reason, "sqlite_errorname", None) or type(reason).__name__
    first_line = str(reason).strip().partition("\n")[0]
    return f"{type(failure).__name__} at {_place(cause.__traceback__)}: {first_line} ({code})"


def _place(traceback: TracebackType | None) -> str:
    """The innermost place in the product's own code that knows what was wanted, as ``journey/file.py:line``."""
    place = "unknown"
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename.replace("\\", "/")
        if "/journey/" in file and "/site-packages/" not in file and not file.endswith(_BELOW):
            place = f"journey/{file.rpartition('/journey/')[2]}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place
