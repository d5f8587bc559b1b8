"""The two commands from outside: setting up on first use without a network, then starting the product.

A small project is set up for real: its lock holds one package, made here, and pip may look in one folder only.
"""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from journey import launch
from journey.__main__ import old_python
from journey.config import PROJECT
from journey.web import ports
from tests.steps.subcommand import IN_A_SCRIPT, journey

BASE_PYTHON = f"{sys.base_prefix}/bin/python3"
STOPPED = "Stopped. Every saved answer was kept."
FIRST_USE = "Setting up on first use; this takes about a minute and needs the internet once.\n"


def until(happened: Callable[[], object], seconds: float = 60) -> None:
    """Wait for a condition; fail when it does not come true in time."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "what was waited for did not happen"
        time.sleep(0.01)


# ---------------------------------------------------------------------------------------------------------------------
# Setting up
# ---------------------------------------------------------------------------------------------------------------------


class Project:
    """A folder with the start of this product, a lock, and the only packages that pip can find."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.venv = folder / ".venv"
        self.wheels = folder / "wheels"

    def lay_out(self) -> None:
        """Write everything but .venv."""
        (self.folder / "journey").mkdir(parents=True)
        self.wheels.mkdir()
        for name in ("__init__.py", "__main__.py", "cli.py"):
            shutil.copy(PROJECT / "journey" / name, self.folder / "journey")
        self.lock("requirements.txt", "1.0")
        self.lock("requirements-dev.txt", "1.0")

    def lock(self, name: str, version: str) -> None:
        """Make the package's wheel in this version and a lock that names it."""
        wheel = self.wheels / f"pebble-{version}-py3-none-any.whl"
        about = f"pebble-{version}.dist-info"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr("pebble.py", f"VERSION = {version!r}\n")
            archive.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: pebble\nVersion: {version}\n")
            archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            archive.writestr(f"{about}/RECORD", f"pebble.py,,\n{about}/METADATA,,\n{about}/WHEEL,,\n{about}/RECORD,,\n")
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        (self.folder / name).write_text(f"pebble=={version} \\\n    --hash=sha256:{digest}\n", encoding="utf-8")

    def environment(self, **more: str) -> dict[str, str]:
        """What a start sees: no network, none of this test's own settings."""
        left_out = ("JOURNEY_", "PIP_", "PYTHON", "VIRTUAL_ENV")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
        offline = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)}
        return {**kept, **offline, **more}

    def begin(self, *arguments: str, python: str | Path = BASE_PYTHON, **environment: str) -> subprocess.Popen[str]:
        """Start a command in the project, in a process group of its own."""
        return subprocess.Popen(
            [str(python), *arguments],
            cwd=self.folder,
            env=self.environment(**environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def start(self, python: str | Path = BASE_PYTHON, **environment: str) -> tuple[int, str, str]:
        """`python3 -m journey --help` to its end: exit code, output, errors."""
        process = self.begin("-m", "journey", "--help", python=python, **environment)
        output, errors = process.communicate(timeout=120)
        return process.returncode, output, errors

    def installed(self) -> str:
        """The version of the package that the environment's Python really imports."""
        process = self.begin("-c", "import pebble; print(pebble.VERSION)", python=self.python)
        return process.communicate(timeout=60)[0].strip()

    @property
    def python(self) -> Path:
        """The environment's Python."""
        return self.venv / "bin/python"


@pytest.fixture
def fresh(tmp_path: Path) -> Project:
    """A project that was never started."""
    project = Project(tmp_path / "fresh")
    project.lay_out()
    return project


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that was set up once; not to be changed."""
    project = Project(tmp_path_factory.mktemp("prepared") / "project")
    project.lay_out()
    code, output, errors = project.start()
    assert (code, errors) == (0, "")
    assert output.startswith(FIRST_USE + "Usage: python3 -m journey")
    return project


@pytest.fixture
def ready(prepared: Project, tmp_path: Path) -> Project:
    """A project that is set up, to do anything to."""
    shutil.copytree(prepared.folder, tmp_path / "ready", symlinks=True)
    return Project(tmp_path / "ready")


def test_later_starts_install_nothing_and_say_nothing(ready: Project) -> None:
    assert ready.installed() == "1.0"
    shutil.rmtree(ready.wheels)
    code, output, errors = ready.start()
    assert (code, errors) == (0, "")
    assert output.startswith("Usage: python3 -m journey")


def test_a_changed_lock_is_installed(ready: Project) -> None:
    ready.lock("requirements.txt", "2.0")
    code, output, _ = ready.start()
    assert code == 0
    assert output.startswith("Setting up again, because the list of packages or Python has changed")
    assert ready.installed() == "2.0"


def test_a_package_that_is_not_the_locked_one_is_refused_and_what_was_there_is_kept(ready: Project) -> None:
    lock = ready.folder / "requirements.txt"
    good = lock.read_bytes()
    ready.lock("requirements.txt", "2.0")
    wheel = ready.wheels / "pebble-2.0-py3-none-any.whl"
    wheel.write_bytes(wheel.read_bytes() + b"tampered")
    code, _, errors = ready.start()
    assert code == 1
    assert "DO NOT MATCH THE HASHES" in errors
    assert "The packages could not be installed" in errors
    assert "Traceback" not in errors
    assert ready.installed() == "1.0"
    lock.write_bytes(good)
    assert ready.start()[1].startswith("Usage: "), "the environment that was there still serves"


def test_what_was_interrupted_is_made_again(ready: Project) -> None:
    (ready.venv / "unfinished").touch()
    [module] = ready.venv.glob("**/pebble.py")
    module.unlink()
    code, output, _ = ready.start()
    assert code == 0
    assert "Setting up" in output
    assert ready.installed() == "1.0"


def test_a_first_start_killed_on_the_way_is_finished_by_the_next(fresh: Project) -> None:
    killed = fresh.begin("-m", "journey", "--help")
    until((fresh.venv / "unfinished").exists)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate(timeout=60)
    assert not (fresh.venv / "requirements.txt.installed").exists()
    code, output, _ = fresh.start()
    assert code == 0
    assert output.startswith(FIRST_USE)
    assert fresh.installed() == "1.0"


def test_of_two_starts_at_once_one_sets_up_and_both_go_on(ready: Project) -> None:
    ready.lock("requirements.txt", "2.0")
    starts = [ready.begin("-m", "journey", "--help") for _ in range(2)]
    outputs = [process.communicate(timeout=120)[0] for process in starts]
    assert [process.returncode for process in starts] == [0, 0]
    assert "".join(outputs).count("Setting up") == 1
    assert all("Usage: python3 -m journey" in output for output in outputs)
    assert ready.installed() == "2.0"


def test_the_environment_of_the_tests_serves_to_run_the_product_too(ready: Project) -> None:
    ready.lock("requirements-dev.txt", "3.0")
    program = (
        "from journey import __main__ as start; start.set_up(start.TEST_LOCK); print(start.is_current(start.RUN_LOCK))"
    )
    process = ready.begin("-c", program)
    output, _ = process.communicate(timeout=120)
    assert output.splitlines()[0].startswith("Adding what the tests need")
    assert output.splitlines()[-1] == "True"
    assert ready.start()[1].startswith("Usage: ")


def test_an_environment_made_by_hand_is_used_as_it_is(ready: Project) -> None:
    for mark in ready.venv.glob("*.installed"):
        mark.unlink()
    ready.venv.rename(ready.folder / "by-hand")
    by_hand = ready.folder / "by-hand" / ready.python.relative_to(ready.venv)
    code, output, errors = ready.start(python=by_hand)
    assert (code, errors) == (0, "")
    assert output.startswith("Usage: ")
    assert not ready.venv.exists()


def test_nothing_is_set_up_where_that_is_switched_off(fresh: Project) -> None:
    code, output, _ = fresh.start(JOURNEY_NO_VENV="1")
    assert code == 0
    assert output.startswith("Usage: ")
    assert not fresh.venv.exists()


def test_without_any_installer_the_one_package_is_named(fresh: Project, tmp_path: Path) -> None:
    for name in ("ensurepip", "pip"):
        absent = tmp_path / "absent" / name
        absent.mkdir(parents=True)
        (absent / "__init__.py").write_text("raise ImportError('absent')\n", encoding="utf-8")
    code, _, errors = fresh.start(PYTHONPATH=str(tmp_path / "absent"), PATH=str(tmp_path))
    assert code == 1
    assert errors.endswith("apt install python3-venv\n")
    assert "Traceback" not in errors


def test_a_place_where_nothing_can_be_set_up_is_named(fresh: Project) -> None:
    fresh.venv.write_text("in the way", encoding="utf-8")
    code, _, errors = fresh.start()
    assert code == 1
    assert errors.startswith(f"The product has to be set up once in {fresh.venv}, and this user may not write there")
    assert "Traceback" not in errors


def test_an_old_python_is_refused_in_a_plain_sentence(fresh: Project) -> None:
    program = "import runpy, sys; sys.version_info = (3, 10, 4); runpy.run_module('journey', run_name='__main__')"
    process = fresh.begin("-c", program)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert errors == old_python((3, 10)) + "\n"
    assert errors == "This is Python 3.10; Python 3.11 or newer is needed. Nothing was changed.\n"


@pytest.mark.parametrize("name", ["__init__.py", "__main__.py"])
def test_an_old_python_can_read_as_far_as_that_sentence(name: str) -> None:
    ast.parse((PROJECT / "journey" / name).read_text(encoding="utf-8"), feature_version=(3, 7))


# ---------------------------------------------------------------------------------------------------------------------
# run
# ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True)],
)
def test_a_browser_is_opened_only_where_there_is_a_screen(environment: dict[str, str], expected: bool) -> None:
    assert launch.has_screen(environment) is expected


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("by", [(), IN_A_SCRIPT], ids=["by hand", "in a script"])
def test_run_says_where_it_is_and_ends_quietly(tmp_path: Path, by: Sequence[str], how: signal.Signals) -> None:
    port = ports.choose_port(None)
    database = tmp_path / "new" / "journey.db"
    arguments = ["run", "--port", str(port), "--no-browser"]
    process = journey(*arguments, by=by, JOURNEY_DATABASE_URL=f"sqlite:///{database}")
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(f"Answers are kept in {database}. There was none, so an empty")
        line = process.stdout.readline()
        assert line.startswith(f"Ready: open http://127.0.0.1:{port}/?key=")
        address = line.split()[2]
        with urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open(address, timeout=30) as answer:
            assert (answer.status, answer.url) == (200, f"http://127.0.0.1:{port}/")
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(address, timeout=30)  # the key is used up
        until(database.with_name("journey.db-wal").exists)
    finally:
        process.send_signal(how)
        output, errors = process.communicate(timeout=60)
    assert (process.returncode, output, errors.strip()) == (0, f"{STOPPED}\n", "")
    left = sorted(file.name for file in database.parent.iterdir())
    assert left == ["journey.db", "start-keys"], "nothing else is left beside the file"


def test_run_ends_in_order_when_its_terminal_is_closed_and_goes_on_after_nohup(tmp_path: Path) -> None:
    database = tmp_path / "journey.db"
    ways: list[tuple[Sequence[str], int, int]] = [((), signal.SIGHUP, launch.HUNG_UP), (("nohup",), signal.SIGTERM, 0)]
    for by, last, code in ways:
        process = journey("run", "--no-browser", by=by, JOURNEY_DATABASE_URL=f"sqlite:///{database}")
        assert process.stdout is not None
        while not (line := process.stdout.readline()).startswith("Ready: "):
            assert line
        until(database.with_name("journey.db-wal").exists)
        process.send_signal(signal.SIGHUP)
        process.send_signal(last)
        process.communicate(timeout=60)
        assert process.returncode == code
        assert not database.with_name("journey.db-wal").exists()


def test_run_that_is_stopped_before_it_serves_ends_quietly_too(tmp_path: Path) -> None:
    process = journey("run", "--no-browser", by=IN_A_SCRIPT, JOURNEY_DATABASE_URL=f"sqlite:///{tmp_path / 'new.db'}")
    until((tmp_path / "new.db").exists)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, output.splitlines()[-1], errors.strip()) == (0, STOPPED, "")


def test_run_says_when_the_database_cannot_be_reached_and_keeps_the_password_to_itself() -> None:
    with closing(socket.create_server((ports.ADDRESS, 0))) as server:
        port = server.getsockname()[1]
    process = journey("run", JOURNEY_DATABASE_URL=f"postgresql://journey:secret@127.0.0.1:{port}/journey")
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert errors.startswith("The database could not be used: the PostgreSQL database journey on 127.0.0.1")
    assert "JOURNEY_DATABASE_URL" in errors
    assert errors.endswith("Nothing was started.\n")
    assert "secret" not in output + errors


@pytest.fixture
def served(tmp_path: Path) -> Path:
    """The file of a database that the product has served before."""
    file = tmp_path / "journey.db"
    launch.migrate(f"sqlite:///{file}")
    return file


def test_a_start_names_the_file_and_says_when_it_is_new(tmp_path: Path) -> None:
    file = tmp_path / "journey.db"
    assert "There was none, so an empty one was made" in launch.migrate(f"sqlite:///{file}")
    assert launch.migrate(f"sqlite:///{file}") == f"Answers are kept in {file}."


@pytest.mark.parametrize("keeps", [0.5, 0.9])
def test_a_start_finds_a_file_that_was_cut_off_and_says_what_to_do(served: Path, keeps: float) -> None:
    whole = served.read_bytes()
    served.write_bytes(whole[: int(len(whole) * keeps)])
    with pytest.raises(
        launch.LaunchError, match=rf"{served} is damaged.*journey restore.*No copy.*Nothing was started"
    ):
        launch.migrate(f"sqlite:///{served}")


def test_a_start_finds_a_bad_page_in_the_middle_and_names_the_newest_copy(served: Path) -> None:
    copy = served.with_name("journey.db.before-0005.backup")
    copy.write_bytes(served.read_bytes())
    with served.open("rb+") as file:
        file.seek(10 * 4096)
        file.write(b"\xff" * 4096)
    with pytest.raises(launch.LaunchError, match=f"{served} is damaged.*The newest copy beside it is {copy}"):
        launch.migrate(f"sqlite:///{served}")


def test_a_path_that_was_mistyped_makes_no_folders(tmp_path: Path) -> None:
    with pytest.raises(launch.LaunchError, match=f"there is no {tmp_path / 'srv'}.*JOURNEY_DATABASE_URL"):
        launch.migrate(f"sqlite:///{tmp_path}/srv/jorney/journey.db")
    assert list(tmp_path.iterdir()) == []
