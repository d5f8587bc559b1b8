"""Keys that let one browser in, and for how long it is known."""

from __future__ import annotations

import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from journey.web.start_keys import BROWSER_DAYS, DAY, KEY_DAYS, CannotKeep, StartKeys

ORIGIN = "http://127.0.0.1:8501"


class Clock:
    """Days that pass when a test says so."""

    def __init__(self) -> None:
        self.days = 0.0

    def __call__(self) -> float:
        import time

        return time.time() + self.days * DAY


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys(tmp_path: Path, clock: Clock) -> StartKeys:
    return StartKeys(tmp_path / "start-keys", clock)


def key_in(address: str) -> str:
    """The key of an address."""
    return address.partition("/?key=")[2]


def test_an_address_lets_one_browser_in_once(keys: StartKeys) -> None:
    address = keys.entrance(ORIGIN)
    assert address.startswith(f"{ORIGIN}/?key=")
    assert [keys.use(key_in(address)) for _ in range(2)] == [True, False]
    assert not keys.use("")
    assert not keys.use("../../etc/passwd")


def test_of_many_who_open_one_address_at_once_one_is_let_in(keys: StartKeys) -> None:
    key = key_in(keys.entrance(ORIGIN))
    together, let_in = threading.Barrier(12), []

    def open_it() -> None:
        together.wait()
        let_in.append(keys.use(key))

    threads = [threading.Thread(target=open_it) for _ in range(12)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert let_in.count(True) == 1


def test_who_was_let_in_is_known_by_every_process_and_after_a_restart(keys: StartKeys, tmp_path: Path) -> None:
    token = keys.let_in()
    assert StartKeys(tmp_path / "start-keys").knows(token)
    for other in ("", "x" * 43, token[:-1], f"{token} "):
        assert not keys.knows(other)


def test_after_a_renewal_nobody_is_known_and_no_address_is_valid(keys: StartKeys) -> None:
    token, key = keys.let_in(), key_in(keys.entrance(ORIGIN))
    keys.forget_all()
    assert (keys.knows(token), keys.use(key)) == (False, False)
    assert keys.use(key_in(keys.entrance(ORIGIN)))


def test_an_address_is_valid_for_a_week_and_a_browser_as_long_as_its_cookie(keys: StartKeys, clock: Clock) -> None:
    token, key = keys.let_in(), key_in(keys.entrance(ORIGIN))
    clock.days = KEY_DAYS + 0.1
    assert (keys.knows(token), keys.use(key)) == (True, False)
    clock.days = BROWSER_DAYS + 0.1
    assert not keys.knows(token)


def test_what_is_out_of_date_is_forgotten_at_the_start(keys: StartKeys, clock: Clock, tmp_path: Path) -> None:
    keys.let_in()
    keys.entrance(ORIGIN)
    clock.days = BROWSER_DAYS + 0.1
    keys.prepare()
    assert [file.name for file in (tmp_path / "start-keys").iterdir()] == ["origin"]


def test_neither_key_nor_token_is_kept_and_files_are_for_their_owner_alone(keys: StartKeys, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        token, key = keys.let_in(), key_in(keys.entrance(ORIGIN))
        keys.note_origin(ORIGIN)
    finally:
        os.umask(before)
    folder = tmp_path / "start-keys"
    for path in (folder, *folder.iterdir()):
        assert token not in path.name
        assert key not in path.name
        if path.is_file():
            assert path.read_text() in ("", ORIGIN)
        if sys.platform != "win32":
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_the_address_at_which_it_was_last_served_is_remembered(keys: StartKeys, tmp_path: Path) -> None:
    assert keys.last_origin() is None
    keys.note_origin(ORIGIN)
    keys.prepare()
    assert StartKeys(tmp_path / "start-keys").last_origin() == ORIGIN


def test_where_nothing_can_be_kept_the_start_says_so_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotKeep, match=r"could not be kept in .*file/start-keys.*Nothing was started.*KEY_FOLDER"):
        StartKeys(tmp_path / "file" / "start-keys").prepare()
