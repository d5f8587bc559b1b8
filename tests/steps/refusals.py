"""What a service does not do, and the sentence that a screen would say about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from journey.service import Refused
from journey.wording import refusals


@contextmanager
def refused(why: str = "", kind: type[Refused] = Refused) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """The service says no in this block, in words in which ``why`` is found."""
    with pytest.raises(kind) as caught:
        yield caught
    sentence = refusals.sentence(caught.value)
    assert re.search(why, sentence), sentence
