"""A subcommand of the product in a process of its own, as somebody starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from journey.config import PROJECT

IN_A_SCRIPT = ("sh", "-c", 'trap "" INT; exec "$@"', "script")
"""Starts a command as a script does that runs it in the background: Ctrl and C is ignored in what it starts."""


def journey(*arguments: str, by: Sequence[str] = (), **environment: str) -> subprocess.Popen[str]:
    """A subcommand of the product, started in this environment, perhaps by another command."""
    return subprocess.Popen(
        [*by, sys.executable, "-m", "journey", *arguments],
        cwd=PROJECT,
        env={**os.environ, "JOURNEY_NO_VENV": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
