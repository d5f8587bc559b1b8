"""The command line: one table of subcommands, each with its own arguments and exit code.

What a subcommand needs is imported when it runs, so that each starts at once.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from journey.service.backups import Contents


class Subcommand(NamedTuple):
    """A line of the help, and what to do with the arguments that follow the name. It returns the exit code."""

    summary: str
    run: Callable[[Sequence[str]], int]


def main(argv: Sequence[str]) -> int:
    """Run one subcommand and return its exit code: 0 done, 1 not done, 2 not understood."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # File names and content may hold what the terminal's encoding lacks.
            stream.reconfigure(errors="backslashreplace")
    name, *rest = argv or ["--help"]
    if name in ("-h", "--help"):
        print(usage())
        return 0
    if name not in SUBCOMMANDS:
        print(f"There is no command {name!r}.\n\n{usage()}", file=sys.stderr)
        return 2
    try:
        code = SUBCOMMANDS[name].run(rest)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output stopped reading; Python's own last flush must not complain about it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def usage() -> str:
    """The help: each subcommand in a line."""
    lines = [f"  {name:<9}{subcommand.summary}" for name, subcommand in SUBCOMMANDS.items()]
    return "\n".join(
        [
            "Usage: python3 -m journey COMMAND …",
            "",
            *lines,
            "",
            "python3 -m journey COMMAND --help says more about one of them.",
        ]
    )


def run(args: Sequence[str]) -> int:
    """Open the product."""
    from journey import launch

    return launch.run(args)


def test(args: Sequence[str]) -> int:
    """Run the tests."""
    from journey import checks

    return checks.test(args)


def check(args: Sequence[str]) -> int:
    """Print every fault of content, then a line of figures for each file without faults."""
    parser = _parser("check", "Check questionnaires, checklists, guidance and workshop designs: files, or folders.")
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="default: the content of the product, and your own"
    )
    paths: list[Path] = parser.parse_args(args).paths

    from journey.config import own_guidance
    from journey.content.checking import examine_all
    from journey.content.readability import figures

    own = own_guidance()
    faults, files = examine_all(paths or [*_shipped(), *([own] if own else [])], own=own)
    for fault in faults:
        print(fault)
    for file in files:
        if file.noun is not None:
            print(f"{file.path}: {figures(file.noun)}")
    return 1 if faults else 0


def schema(args: Sequence[str]) -> int:
    """Write the schemas for editors beside the content."""
    parser = _parser("schema", "Write the JSON Schemas that editors use, beside the content.")
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        help="the folder that holds questionnaires, checklists and guidance; default: the product's own",
    )
    folder: Path | None = parser.parse_args(args).folder

    from journey.content import SHIPPED
    from journey.content.schema import write_schemas

    try:
        written = write_schemas(folder or SHIPPED)
    except OSError as error:
        return _not_written(error)
    for path in written:
        print(f"{path} is written.")
    if not written:
        print("No schema was written: there is no folder questionnaires, checklists or guidance.", file=sys.stderr)
    return 0 if written else 1


def release(args: Sequence[str]) -> int:
    """Enter content in the record of releases: from then on these versions stay as they are."""
    parser = _parser("release", "Record versions of content as released. A released version is never changed again.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="content files, or folders of them")
    paths: list[Path] = parser.parse_args(args).paths

    from journey.content import ContentFault
    from journey.content.checking import release as enter

    try:
        added = enter(paths)
    except ContentFault as error:
        print(error)
        print("Nothing was recorded.", file=sys.stderr)
        return 1
    except OSError as error:
        return _not_written(error)
    for key in added:
        print(f"{key} is recorded.")
    if added:
        print("New rounds ask it once the product has been started again; rounds that have begun keep what they have.")
    else:
        print("All of these versions were recorded before; nothing changed.")
    return 0


def score(args: Sequence[str]) -> int:
    """Score a file of answers and print the findings as JSON."""
    parser = _parser("score", "Score a file of answers: one row a response, one column a statement.")
    parser.add_argument("--questionnaire", required=True, metavar="ID[@VERSION]", help="for example stages@1.0.0")
    parser.add_argument("--answers", required=True, type=Path, metavar="FILE.csv")
    options = parser.parse_args(args)
    id_, _, version = str(options.questionnaire).partition("@")
    file: Path = options.answers

    from journey.content import Library, NoSuchContent
    from journey.service.exchange.answers_file import FaultyAnswers
    from journey.service.exchange.score_file import score_answers

    try:
        findings = score_answers(Library.read(with_drafts=True).questionnaire(id_, version or None), file.read_bytes())
    except OSError as error:
        print(f"{file} could not be read: {error.strerror}. Nothing was scored.", file=sys.stderr)
        return 1
    except (NoSuchContent, FaultyAnswers) as error:
        print(f"{error}\nNothing was scored.", file=sys.stderr)
        return 1
    print(json.dumps(findings, ensure_ascii=False, indent=2))
    return 0


def sample(args: Sequence[str]) -> int:
    """Load the sample council, or remove it."""
    parser = _parser("sample", "Load the sample council, which is fictional, into the database; or remove it.")
    parser.add_argument("--remove", action="store_true", help="remove the sample council with everything in it")
    remove: bool = parser.parse_args(args).remove

    from journey.config import SettingError, Settings
    from journey.service import Unavailable, open_product
    from journey.service.sample import loading as council

    try:
        product = open_product(Settings.read())
        with closing(product.store):
            if not remove:
                print(f"{council.load(product).name} is loaded. It is fictional, and kept apart from real councils.")
            elif council.remove(product):
                print("The sample council is removed, with everything in it.")
            else:
                print("There was no sample council; nothing was changed.")
    except (SettingError, Unavailable) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def backup(args: Sequence[str]) -> int:
    """Copy the database to a file while the product runs or while it does not."""
    parser = _parser("backup", "Copy the database to a new file, and check the copy. The product may be running.")
    parser.add_argument("file", type=Path, metavar="FILE", help="the copy; a name that is not in use")
    file: Path = parser.parse_args(args).file

    from journey.config import SettingError, Settings
    from journey.service import Refused, Unavailable, backups
    from journey.wording import refusals

    try:
        copied = backups.back_up(Settings.read(), file)
    except Refused as refusal:
        return _refused(refusals.sentence(refusal))
    except (SettingError, Unavailable) as error:
        return _refused(error)
    print(f"{file} is written, and was read through: {_inside(copied)}.")
    return 0


def restore(args: Sequence[str]) -> int:
    """Put a copy of the database back; what was there is kept under another name."""
    parser = _parser("restore", "Put a copy of the database back. What was there is kept under another name.")
    parser.add_argument("file", type=Path, metavar="FILE", help="a copy by backup, or one made before an upgrade")
    file: Path = parser.parse_args(args).file

    from journey.config import SettingError, Settings
    from journey.service import Refused, Unavailable, backups
    from journey.wording import refusals

    try:
        done = backups.restore(Settings.read(), file, at=datetime.now())  # noqa: DTZ005  the name of a file here
    except Refused as refusal:
        return _refused(refusals.sentence(refusal))
    except (SettingError, Unavailable) as error:
        return _refused(error)
    print(f"{done.file} is now as it was in {file}: {_inside(done.contents)}.")
    if done.kept:
        print(f"What was there is kept in {done.kept}: remove it when it is needed no more.")
    return 0


def _refused(reason: object) -> int:
    print(reason, file=sys.stderr)
    return 1


def _inside(contents: Contents) -> str:
    """What a copy holds, for whoever wants to see that it is the right one."""
    return f"councils {contents.organisations:,}, answers {contents.answers:,}, revision {contents.revision}"


def simulate(args: Sequence[str]) -> int:
    """Work out again how often what the product says is right, on invented councils."""
    from journey.simulation import running

    parser = _parser("simulate", "Try the rules on invented councils whose true state is known, and print the tables.")
    parser.add_argument(
        "--councils", type=_at_least_two, default=running.COUNCILS, metavar="N", help="default: %(default)s"
    )
    parser.add_argument("--table", choices=running.TABLES, help="only this one; default: all")
    parser.add_argument("--seed", type=int, default=running.SEED, help="where the random numbers begin")
    parser.add_argument("--scoring", choices=running.SCORING_VERSIONS, default=running.SCORING_VERSION)
    options = parser.parse_args(args)
    numbers = [options.table] if options.table else list(running.TABLES)
    for text in running.run(numbers, councils=options.councils, seed=options.seed, scoring=options.scoring):
        print(text, end="\n\n", flush=True)
    return 0


def key(args: Sequence[str]) -> int:
    """Print an address that lets one browser in."""
    parser = _parser("key", "Print an address that lets one browser in to the managers' pages, once, within a week.")
    parser.add_argument(
        "--renew",
        action="store_true",
        help="shut out everybody first: no earlier address is valid any more, and no browser that was let in",
    )
    renew: bool = parser.parse_args(args).renew

    from journey.config import SettingError, Settings
    from journey.web import ports, ready
    from journey.web.start_keys import StartKeys

    try:
        settings = Settings.read()
        keys = StartKeys(settings.key_folder)
        if renew:
            keys.forget_all()
            print("Everybody is shut out. Each browser needs an address of its own from now on.")
        print(keys.entrance(settings.address or keys.last_origin() or ready.origin(settings, ports.FIRST_PORT)))
    except SettingError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        return _not_written(error)
    return 0


def _at_least_two(text: str) -> int:
    """A number of councils; how far they differ cannot be said of one."""
    if not text.isdecimal() or int(text) < 2:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 2 on")
    return int(text)


def _parser(name: str, description: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog=f"python3 -m journey {name}", description=description)


def _not_written(error: OSError) -> int:
    print(f"{error.filename} could not be written: {error.strerror}. What was there is kept.", file=sys.stderr)
    return 1


def _shipped() -> list[Path]:
    """The content folders of the product, named from here where that is shorter."""
    from journey.content import SHIPPED
    from journey.content.shapes import KINDS

    start = Path() if Path.cwd() == SHIPPED else SHIPPED
    return [start / kind.folder for kind in KINDS]


SUBCOMMANDS = {
    "run": Subcommand("open the product on this machine", run),
    "test": Subcommand("run every test", test),
    "check": Subcommand("check content and say what is wrong in which line", check),
    "schema": Subcommand("write the schemas that help editors with content", schema),
    "score": Subcommand("score a file of answers and print the findings as JSON", score),
    "backup": Subcommand("copy the database to a file, while the product runs", backup),
    "restore": Subcommand("put a copy of the database back", restore),
    "key": Subcommand("print an address that lets one more browser in", key),
    "sample": Subcommand("load the sample council, or remove it", sample),
    "simulate": Subcommand("try the rules on invented councils: how often is what they say right", simulate),
    "release": Subcommand("record versions of content as released", release),
}
