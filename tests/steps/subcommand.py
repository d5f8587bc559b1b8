"""A subcommand of the product in a process of its own, as somebody starts it."""

from __future__ import annotations

import os
import subprocess
import sys

from journey.config import PROJECT


def journey(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    """A subcommand of the product, started in this environment."""
    return subprocess.Popen(
        [sys.executable, "-m", "journey", *arguments],
        cwd=PROJECT,
        env={**os.environ, "JOURNEY_NO_VENV": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
