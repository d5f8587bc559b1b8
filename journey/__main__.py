"""``python3 -m journey …``: makes the environment on first use, then hands over to the command line.

Only the standard library is imported here, and nothing newer than Python 3.7 is written here, so that an older Python
reaches the sentence that says so. ``.venv`` is ready when it holds a stamp of the lock's bytes; the stamp is written
last, so what was interrupted never looks finished. ``JOURNEY_NO_VENV=1`` leaves all this out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
UNFINISHED = VENV / "unfinished"
"""There from the first step of a set-up until the last: what it marks is made again from the start."""

GUARD = "set-up.lock"

OLDEST_PYTHON = (3, 11)
RUN_LOCK = "requirements.txt"
TEST_LOCK = "requirements-dev.txt"
PACKAGE_MISSING = (
    "Python's installer is missing from this machine, so nothing could be set up. On Debian or Ubuntu install one "
    "package, then use the same command again: apt install python3-venv"
)


class SetUpError(Exception):
    """The environment could not be made; the message says why and what to do."""


def main() -> int:
    """Set up if need be, then run the command line in the environment."""
    if sys.version_info < OLDEST_PYTHON:
        return complain(old_python(sys.version_info[:2]))
    lock = TEST_LOCK if sys.argv[1:2] == ["test"] else RUN_LOCK
    if not ready_here(lock):
        try:
            set_up(lock)
        except SetUpError as error:
            return complain(str(error))
        except KeyboardInterrupt:
            return complain("Setting up was stopped. The same command starts it again.")
        return hand_over()
    from journey.cli import main as command_line

    return command_line(sys.argv[1:])


def complain(sentence: str) -> int:
    """Say what is wrong; the exit code of a failure."""
    print(sentence, file=sys.stderr)
    return 1


def old_python(version: tuple[int, ...]) -> str:
    """What to say to a Python that is too old."""
    found, needed = (".".join(map(str, numbers)) for numbers in (version, OLDEST_PYTHON))
    return f"This is Python {found}; Python {needed} or newer is needed. Nothing was changed."


def hand_over() -> int:
    """Start the same command again with the environment's Python, in this process where the system can do that."""
    os.environ["JOURNEY_NO_VENV"] = "1"
    command = [str(PYTHON), "-m", "journey", *sys.argv[1:]]
    sys.stdout.flush()
    if sys.platform != "win32":
        os.execv(PYTHON, command)  # noqa: S606 (a shell has no business here)
    import subprocess

    return subprocess.call(command)


# ---------------------------------------------------------------------------------------------------------------------
# Is there anything to do?
# ---------------------------------------------------------------------------------------------------------------------


def ready_here(lock: str) -> bool:
    """Whether this very Python can run the product: told so, in a finished .venv, or in one that somebody made."""
    if os.environ.get("JOURNEY_NO_VENV"):
        return True
    if sys.prefix == sys.base_prefix:
        return False
    if VENV.exists() and os.path.samefile(sys.prefix, VENV) and (is_current(lock) or UNFINISHED.exists()):
        return is_current(lock)
    return holds_pins(lock)


def is_current(lock: str) -> bool:
    """Whether .venv holds exactly what the lock names; the test lock holds all of the run lock."""
    if UNFINISHED.exists() or not PYTHON.exists():
        return False
    return any(read(stamp_file(name)) == stamp(name) for name in {lock, TEST_LOCK})


def stamp_file(lock: str) -> Path:
    """Where the mark of a finished installation is kept."""
    return VENV / f"{lock}.installed"


def stamp(lock: str) -> str:
    """What a finished installation of the lock with .venv's Python is marked with.

    The Python's real path is part of it: when the machine's Python moves to another version, .venv loses its packages.
    """
    from hashlib import sha256

    return f"{sha256((PROJECT / lock).read_bytes()).hexdigest()} {os.path.realpath(PYTHON)}\n"


def read(file: Path) -> str:
    """The text of a file, empty when there is none."""
    try:
        return file.read_text(encoding="utf-8")
    except OSError:
        return ""


def holds_pins(lock: str) -> bool:
    """Whether this Python finds every package in the lock's version, leaving out those for some systems only."""
    from importlib.metadata import PackageNotFoundError, version

    lines = [line.rstrip(" \\") for line in read(PROJECT / lock).splitlines() if line[:1].isalnum()]
    pins = [line.split("==") for line in lines if ";" not in line]
    try:
        return all(version(name) == pinned for name, pinned in pins)
    except PackageNotFoundError:
        return False


# ---------------------------------------------------------------------------------------------------------------------
# Making it
# ---------------------------------------------------------------------------------------------------------------------


def set_up(lock: str) -> None:
    """Bring .venv to what the lock names, one start at a time. Raises SetUpError."""
    if is_current(lock):
        return
    try:
        VENV.mkdir(exist_ok=True)
        (VENV / GUARD).touch()
    except OSError as error:
        raise SetUpError(
            f"The product has to be set up once in {VENV}, and this user may not write there ({error.strerror}). "
            "Nothing was changed. Use the same command once as a user who may, or make an environment elsewhere with: "
            f"pip install -r {PROJECT / lock}"
        ) from error
    with only_one():
        if is_current(lock):
            return
        print(f"{occasion(lock)}; this takes about a minute and needs the internet once.", flush=True)
        if UNFINISHED.exists() or not runs(PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"):
            make_environment()
        install(lock, find_pip())


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the set-up for this process; a second start waits. The system lets go of it when the process ends."""
    with (VENV / GUARD).open("a") as guard:
        if sys.platform == "win32":
            import msvcrt

            while not taken(lambda: msvcrt.locking(guard.fileno(), msvcrt.LK_LOCK, 1)):
                continue
        else:
            import fcntl

            if not taken(lambda: fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)):
                print("Another start is setting up; waiting for it.", flush=True)
                fcntl.flock(guard, fcntl.LOCK_EX)
        yield


def taken(lock: Callable[[], None]) -> bool:
    """Whether the lock could be had."""
    try:
        lock()
    except OSError:
        return False
    return True


def occasion(lock: str) -> str:
    """Why there is something to set up."""
    if lock == TEST_LOCK and is_current(RUN_LOCK):
        return "Adding what the tests need"
    if any(stamp_file(name).exists() for name in (RUN_LOCK, TEST_LOCK)):
        return "Setting up again, because the list of packages or Python has changed"
    return "Setting up on first use"


def make_environment() -> None:
    """An empty environment in .venv, whatever was there before. Raises SetUpError."""
    import shutil

    for path in VENV.iterdir():
        if path.name == GUARD:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    UNFINISHED.touch()
    if not runs(sys.executable, "-m", "venv", "--without-pip", VENV):
        raise SetUpError(PACKAGE_MISSING)


def find_pip() -> list[str]:
    """A pip that installs into .venv: its own, Python's, or the machine's. Raises SetUpError."""
    import shutil

    own = [str(PYTHON), "-m", "pip"]
    if runs(*own, "--version") or runs(PYTHON, "-m", "ensurepip"):
        return own
    found = [[sys.executable, "-m", "pip"], *([path] for path in map(shutil.which, ("pip3", "pip")) if path)]
    for pip in found:
        command = [*pip, "--python", str(PYTHON)]
        if runs(*command, "--version"):
            return command
    raise SetUpError(PACKAGE_MISSING)


def install(lock: str, pip: list[str]) -> None:
    """Install the lock and stamp it. When pip refuses, it leaves .venv as it was, and so do the stamps.

    Raises SetUpError.
    """
    import subprocess

    UNFINISHED.touch()
    options = ["-qq", "--no-input", "--disable-pip-version-check", "--require-hashes", "--only-binary=:all:"]
    done = subprocess.call([*pip, "install", *options, "-r", str(PROJECT / lock)])
    if done == 0:
        for name in (RUN_LOCK, TEST_LOCK):
            stamp_file(name).unlink(missing_ok=True)
        stamp_file(lock).write_text(stamp(lock), encoding="utf-8")
    UNFINISHED.unlink()
    if done != 0:
        raise SetUpError(
            "The packages could not be installed; pip says why in the lines above. What was there before was kept. "
            "Most often the internet, or the address of a proxy in HTTPS_PROXY, is missing. Put that right and use the "
            "same command again."
        )


def runs(*command: str | Path) -> bool:
    """Whether a command can be started and succeeds; what it prints is not shown."""
    import subprocess

    try:
        return subprocess.call(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
