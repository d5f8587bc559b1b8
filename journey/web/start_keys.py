"""Who is let in to the managers' pages: keys that work once, and the browsers that came in by one.

A key is part of an address and is used up when that is opened; the browser then keeps a random token in a cookie. Of
both only hashes are kept, each as the name of an empty file in a folder beside the answers: every process that serves
the same answers knows them, and of two that are asked to use up a key the file system lets only one remove its file.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

KEY = "key"
"""The field of an address that a key is in."""
DAY = 86_400
KEY_DAYS = 7
"""So long an address that nobody has opened yet may be opened."""
BROWSER_DAYS = 400
"""The longest that browsers keep a cookie."""
MOST_BROWSERS = 1_000

_KEY = ".key"
_BROWSER = ".browser"
_ORIGIN = "origin"

Clock = Callable[[], float]


class CannotKeep(Exception):
    """There is no place for keys; the message says why and what to do."""


class StartKeys:
    """The keys in one folder, which is made when it is first needed. ``clock``: seconds since 1970."""

    def __init__(self, folder: Path, clock: Clock = time.time) -> None:
        self._folder = folder
        self._clock = clock

    def prepare(self) -> None:
        """Make the folder, and forget what is out of date. Raises CannotKeep."""
        try:
            self._forget_old()
            self.note_origin(self.last_origin() or "")
        except OSError as error:
            raise CannotKeep(
                f"Who is let in could not be kept in {self._folder}: {error.strerror}. Nothing was started. Let this "
                "account write there, or name another folder in JOURNEY_KEY_FOLDER."
            ) from error

    def entrance(self, origin: str) -> str:
        """An address of the managers' pages at this origin that lets one browser in, once. Raises OSError."""
        key = secrets.token_urlsafe(24)
        self._keep(key, _KEY)
        return f"{origin}/?{KEY}={key}"

    def use(self, key: str) -> bool:
        """Use up a key; whether it was valid until now."""
        if not self._is_valid(key, _KEY, KEY_DAYS):
            return False
        try:
            self._file(key, _KEY).unlink()
        except FileNotFoundError:  # somebody else was quicker
            return False
        return True

    def let_in(self) -> str:
        """The token of a new browser. Raises OSError."""
        token = secrets.token_urlsafe(32)
        self._keep(token, _BROWSER)
        return token

    def knows(self, token: str) -> bool:
        """Whether a browser that holds this token was let in."""
        return bool(token) and self._is_valid(token, _BROWSER, BROWSER_DAYS)

    def forget_all(self) -> None:
        """Make every key and every token invalid. Raises OSError."""
        for file in [*self._files(_KEY), *self._files(_BROWSER)]:
            file.unlink(missing_ok=True)

    def last_origin(self) -> str | None:
        """Where the managers' pages were last served; None where they never were."""
        try:
            return (self._folder / _ORIGIN).read_text(encoding="ascii").strip() or None
        except (OSError, UnicodeDecodeError):
            return None

    def note_origin(self, origin: str) -> None:
        """Note where the managers' pages are served from now on. Raises OSError."""
        self._write(self._folder / _ORIGIN, origin)

    def _is_valid(self, text: str, kind: str, days: int) -> bool:
        try:
            made = self._file(text, kind).stat().st_mtime
        except OSError:
            return False
        return self._clock() - made < days * DAY

    def _file(self, text: str, kind: str) -> Path:
        digest = hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
        return self._folder / f"{digest}{kind}"

    def _files(self, kind: str) -> list[Path]:
        """Those that are kept, the oldest first."""
        found: list[tuple[float, Path]] = []
        for file in self._folder.glob(f"*{kind}"):
            with suppress(FileNotFoundError):
                found.append((file.stat().st_mtime, file))
        return [file for _, file in sorted(found)]

    def _keep(self, text: str, kind: str) -> None:
        self._write(self._file(text, kind), "")

    def _write(self, file: Path, text: str) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.chmod(0o600)
        file.write_text(text, encoding="ascii")

    def _forget_old(self) -> None:
        for kind, days in ((_KEY, KEY_DAYS), (_BROWSER, BROWSER_DAYS)):
            for file in self._files(kind):
                with suppress(FileNotFoundError):
                    if self._clock() - file.stat().st_mtime >= days * DAY:
                        file.unlink()
        for file in self._files(_BROWSER)[:-MOST_BROWSERS]:
            file.unlink(missing_ok=True)
