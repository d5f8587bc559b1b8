"""File descriptors, in a process of its own that is short of them."""

from __future__ import annotations

import subprocess
import sys

from journey.config import PROJECT

SHORT_OF_THEM = """
import os, resource, threading
from journey import descriptors
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (100, hard))
"""


def printed(program: str) -> list[str]:
    """The words that a program prints where a process may have 100 descriptors at first."""
    command = [sys.executable, "-c", SHORT_OF_THEM + program]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout.split()


def test_a_process_takes_as_many_as_the_system_allows_it() -> None:
    said = printed(
        """
print(descriptors.limit(), descriptors.most_connections())
more = descriptors.raise_limit()
print(more == descriptors.limit(), more > 100, descriptors.most_connections() > 50)
"""
    )
    assert said == ["100", "50", "True", "True", "True"]


def test_it_is_told_once_when_they_run_out_and_again_when_they_do_so_again() -> None:
    said = printed(
        """
import logging
class Told(logging.Handler):
    def emit(self, record):
        print(record.levelname, flush=True)
        told.set()
told, until = threading.Event(), threading.Event()
descriptors.LOG.addHandler(Told())
print(descriptors.are_nearly_used())
threading.Thread(target=descriptors.watch, args=(0.01, until), daemon=True).start()
for _ in range(2):
    opened = [os.dup(0) for _ in range(85)]
    assert told.wait(30)
    told.clear()
    assert not told.wait(0.2)
    for one in opened:
        os.close(one)
    assert not told.wait(0.2)
until.set()
"""
    )
    assert said == ["False", "WARNING", "WARNING"]
