"""``python3 -m tests.benchmarks [NAME …]``: measure, and print figures beside limits.

A benchmark reports and asserts nothing: the exit code is 0 unless something could not be measured at all. Every limit
is a ratio to something simple that ran in turn with the product, or stands far above what a quiet machine needs, so
that a busy machine does not decide. Without a name all seven run; they take about half an hour.
"""

from __future__ import annotations

import argparse
import sys

NAMES = ("answer", "load", "start", "profile", "compare", "plan", "workshop")


def main(args: list[str]) -> int:
    """Run the named benchmarks in order. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m tests.benchmarks", description="Measure how fast the product is.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(NAMES)}; all without a name")
    parser.add_argument("--seconds", type=float, default=60, help="how long the load lasts (default: 60)")
    parser.add_argument("--small", action="store_true", help="less of compare and workshop, in a few minutes")
    parser.add_argument("--participants", type=int, default=500, help="phones in the workshop (default: 500)")
    parser.add_argument("--postgresql", action="store_true", help="the workshop on PostgreSQL instead of SQLite")
    options = parser.parse_args(args)
    if unknown := sorted(set(options.names) - set(NAMES)):
        parser.error(f"there is no {unknown[0]!r}; there are: {', '.join(NAMES)}")
    try:
        from tests.benchmarks.servers import CannotMeasure
    except ModuleNotFoundError as error:
        print(f"The package {error.name} is missing. Install requirements-dev.txt first.", file=sys.stderr)
        return 1
    try:
        for name in options.names or NAMES:
            measure(name, options)
    except CannotMeasure as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


def measure(name: str, options: argparse.Namespace) -> None:
    """Run one benchmark. Each is imported when it is its turn, so that none is slowed by another's libraries."""
    if name == "answer":
        from tests.benchmarks import answer

        answer.measure()
    elif name == "load":
        from tests.benchmarks import load

        load.measure(options.seconds)
    elif name == "start":
        from tests.benchmarks import start

        start.measure()
    elif name == "profile":
        from tests.benchmarks import profile

        profile.measure()
    elif name == "compare":
        from tests.benchmarks import compare

        compare.measure(small=options.small)
    elif name == "plan":
        from tests.benchmarks import plan

        plan.measure()
    else:
        from tests.benchmarks import workshop

        is_small, on_postgresql = options.small, options.postgresql
        workshop.measure(options.participants, options.seconds, small=is_small, on_postgresql=on_postgresql)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
