"""The memory of a process that has just started and does nothing but compare: run by ``compare``, not by people.

``python3 -m tests.benchmarks.resident FOLDER TOKEN`` opens the database in the folder, asks for what each view of the
Compare page asks for, and prints the mebibytes that are resident and the most that ever were.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import psutil

from journey.service import Product, current_selection
from journey.service.compare.change import between, by_unit
from journey.service.compare.history import over_rounds, readiness_over_time, where_asked
from journey.service.compare.roles import roles_in_view
from journey.service.current_selection import Selection
from journey.service.pinned_content import STAGES
from tests.benchmarks import managers

MEBIBYTE = 2**20


def calls(product: Product, selection: Selection) -> dict[str, Callable[[], object]]:
    """What each view of the Compare page asks of the services, by name."""
    organisation_id = selection.organisation.id
    history = over_rounds(product, organisation_id, STAGES)
    assert history is not None
    before = history.rounds[-2]
    return {
        "what was asked of whom": lambda: where_asked(product, organisation_id),
        "since an earlier round: between": lambda: between(product, selection, STAGES, before),
        "services: history": lambda: over_rounds(product, organisation_id, STAGES),
        "services: by_unit": lambda: by_unit(product, selection, STAGES, before),
        "roles": lambda: roles_in_view(product, selection, STAGES),
        "all rounds: readiness_over_time": lambda: readiness_over_time(product, selection, history),
    }


def memory(process: psutil.Process) -> tuple[float, float]:
    """Mebibytes resident now and at most until now; where the system does not tell the latter, the former again."""
    now = process.memory_info().rss / MEBIBYTE
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        return now, now
    lines = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
    return now, int(lines["VmHWM"].split()[0]) / 1024


def main(folder: Path, token: str) -> None:
    """Compare everything once and print what memory that took."""
    product = managers.product(folder)
    selection = current_selection.look_up(product, token).selection
    assert selection is not None
    for call in calls(product, selection).values():
        call()
    print(*memory(psutil.Process()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
